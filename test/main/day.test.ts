/** Decisions judged again on the facts of the day, and dates of acts held against each other: what 0.1.0 let pass. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addBatch, addScene, addSession, addSupervisors, EXAM, fill, order, startRecord } from './batch-office.ts'
import { addOrg } from './people.ts'
import { VENUE } from './venue-office.ts'
import { createWorld, TODAY, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
})
afterEach(() => world.end())

/** A 委派单 for a session that is still to come. */
async function ahead() {
  const batch = await addBatch(world)
  const session = await addSession(world, batch.id)
  const [wang = 0, li = 0] = await addSupervisors(world, '王一', '李二')
  const assignment = await world.call('assign.issue', order(batch.id, [[wang, [session]]]))
  const told = async () => ({
    page: (await world.call('batch.get', { id: batch.id })).findings
      .map(f => f.message)
      .filter(m => m.includes('需重新委派')),
    home: (await world.call('batch.review', {})).lines.map(line => `${line.batch}|${line.finding.message}`),
    list: (await world.call('assign.list', { batchId: batch.id })).assignments.flatMap(a =>
      a.outdated.flatMap(line => line.findings.map(f => f.rule)),
    ),
    mock: (await world.call('mock.run', { batchId: batch.id, kind: 'onsite' })).items
      .find(item => item.number === '6')
      ?.lacks.filter(text => text.includes('需重新委派')),
  })
  return { batch, session, wang, li, assignment, told }
}

describe('委派 after the 委派单', () => {
  test('nothing to say while the facts bear it', async () => {
    const { told } = await ahead()
    expect(await told()).toEqual({ page: [], home: [], list: [], mock: [] })
  })

  test('a relation declared afterwards is named on the batch, at home, in the list and in the mock', async () => {
    const { wang, assignment, session, batch, told } = await ahead()
    await world.call('staff.save', {
      batchId: batch.id,
      sessionIds: [session],
      role: 'examiner',
      name: '赵六',
      supervisorId: null,
      certificate: 'KP009',
      validTo: '2027-12-31',
      phone: '',
    })
    const relation = { supervisorId: wang, withName: '赵六', withSupervisorId: null, kind: '近亲属' as const }
    await world.call('relation.add', { ...relation, declaredBy: 'self', on: TODAY, note: '' })
    const { page, home, list, mock } = await told()
    expect(page).toEqual([expect.stringMatching(/王一.*近亲属.*赵六/)])
    expect(page[0]).toContain(assignment.number)
    expect(page[0]).toContain(EXAM)
    expect(home).toEqual([`${batch.name}|${page[0]}`])
    expect(list).toEqual(['R-AVOID-NAME'])
    expect(mock).toEqual(page)
    world.today = '2026-11-29' // the session is over: what was, was
    expect((await told()).home).toEqual([])
  })

  test('解聘 and 暂停 by the day of the session', async () => {
    const { wang, told } = await ahead()
    const selection = { ids: [wang] }
    await world.call('appointment.suspend', { selection, from: TODAY, until: '2026-11-27', reason: '调查' })
    expect((await told()).list).toEqual([]) // over by then
    await world.call('appointment.dismiss', { selection, on: EXAM, reason: '调离' })
    expect((await told()).list).toEqual(['R-STANDING'])
    expect((await told()).page).toEqual([expect.stringContaining('解聘')])
  })

  test('an examiner elsewhere at the same time', async () => {
    const { wang, told } = await ahead()
    const other = await addBatch(world, { planNo: 'BDA-2026-099', name: '另一批' })
    const session = await addSession(world, other.id, { from: '10:00', to: '12:00' })
    const member = { batchId: other.id, sessionIds: [session], role: 'examiner' as const, name: '王一' }
    await world.call('staff.save', { ...member, supervisorId: wang, certificate: '', validTo: null, phone: '' })
    expect((await told()).list).toEqual(['R-CLASH'])
  })
})

test('the venue is judged on the day of the exam: filed today, over by then', async () => {
  const venue = await world.call('venue.save', VENUE)
  const filing = {
    id: venue.id,
    status: 'filed' as const,
    filedOn: '2024-11-28',
    receipt: '备1',
    attachment: null,
    baseline: false,
  }
  await world.call('venue.setFiling', { ...filing, validUntil: EXAM })
  const batch = await addBatch(world, { venueId: venue.id, items: [] })
  await addSession(world, batch.id)
  const rules = async () =>
    (await world.call('batch.get', { id: batch.id })).findings
      .map(f => f.rule)
      .filter(rule => rule.startsWith('R-VENUE'))
  expect(await rules()).toEqual([])
  await world.call('venue.setFiling', { ...filing, validUntil: '2026-11-27' })
  expect(await rules()).toEqual(['R-VENUE-FILED'])
  expect((await world.call('batch.review', {})).lines.map(line => line.finding.rule)).toEqual(['R-VENUE-FILED'])
})

describe('dates of acts', () => {
  test('a record before the exam is neither begun nor sealed; 考前 is, and on the day it all is', async () => {
    const { batch, session, wang, assignment } = await ahead()
    const scene = { batch, sessions: [session, session] as [number, number], person: wang, other: 0, assignment }
    const early = {
      assignmentId: assignment.id,
      supervisorId: wang,
      kind: 'onsite' as const,
      sessionIds: [session],
      on: TODAY,
    }
    const refused = await world.refuse('supervision.start', { ...early, phases: ['during', 'after'] })
    expect([refused.code, refused.findings?.map(f => (f as { rule: string }).rule)]).toEqual([
      'RULE_BLOCKED',
      ['R-DT-AFTER'],
    ])
    expect(refused.message).toContain(EXAM)
    const draft = await startRecord(world, scene, { phases: ['before'] })
    await fill(world, draft)
    const moved = { ...draft, phases: ['before', 'during'] as ('before' | 'during')[] }
    await expect(fill(world, moved)).rejects.toThrow('R-DT-SESSION')
    await world.call('supervision.seal', { id: draft.id })
    world.today = EXAM
    await fill(world, await startRecord(world, scene, { phases: ['during', 'after'] }))
  })

  test('a 委派单 after its session says why, and prints it; the record may then be earlier', async () => {
    const scene = await addScene(world)
    world.today = '2026-11-25'
    const late = order(scene.batch.id, [[scene.person, scene.sessions]], { issuedOn: world.today })
    const refused = await world.refuse('assign.issue', late)
    expect(refused.findings?.map(f => (f as { rule: string }).rule)).toEqual(['R-DT-LATE'])
    expect(refused.fields).toHaveProperty('lateReason')
    const issued = await world.call('assign.issue', { ...late, lateReason: '当天系统故障' })
    expect(issued.lateReason).toBe('当天系统故障')
    const input = {
      assignmentId: issued.id,
      supervisorId: scene.person,
      kind: 'onsite' as const,
      phases: ['during' as const],
    }
    await world.call('supervision.start', { ...input, sessionIds: [scene.sessions[0]], on: TODAY })
    const ahead = await world.refuse('assign.issue', { ...late, issuedOn: '2026-11-26', lateReason: '预签' })
    expect(ahead.findings?.map(f => (f as { rule: string }).rule)).toEqual(['R-DT-FUTURE'])
  })

  test('24:00 is an end of a day, and stays as it was written', async () => {
    const batch = await addBatch(world)
    await addSession(world, batch.id, { from: '20:00', to: '24:00' })
    expect((await world.call('batch.get', { id: batch.id })).sessions).toMatchObject([{ from: '20:00', to: '24:00' }])
  })
})

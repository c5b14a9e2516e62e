/** 聘任, 续聘, 解聘, 暂停 through routes: every rule's refusal, and the days on which they turn. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addDays } from '../../src-shared/domain/dates.ts'
import { addAppointed, addOrg, addPerson, addQualified, appoint, qualify, rules } from './people.ts'
import { createWorld, TODAY, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
})
afterEach(() => world.end())

const tryAppoint = (ids: number[], start = TODAY) =>
  world.call('appointment.appoint', { selection: { ids }, start, document: '聘1号' })
const stateOf = async (id: number) => (await world.call('supervisor.get', { id })).state

describe('第十、十一条: who may be appointed', () => {
  test('a candidate is refused with every rule at once, and nothing is written', async () => {
    const { id } = await addPerson(world)
    const { done, refused } = await tryAppoint([id])
    expect(done).toBe(0)
    expect(rules(refused)).toEqual(['R-COND', 'R-EXAM'])
    expect(refused[0]?.findings.every(f => f.severity === 'block' && f.message !== '' && f.remedy !== '')).toBe(true)
    expect((await world.call('supervisor.get', { id })).appointments).toEqual([])
  })

  test('one missing condition blocks and is named; confirming it opens the way', async () => {
    const { id } = await addPerson(world)
    const selection = { ids: [id] }
    const record = { selection, on: '2026-10-01', attachment: null }
    await world.call('training.add', { ...record, hours: null, subject: '', organizer: '' })
    await world.call('exam.add', { ...record, score: null, passed: true })
    await world.call('attestation.add', { ...record, clauses: ['c1', 'c2', 'c3', 'c4'], by: '王主任' })
    const { refused } = await tryAppoint([id])
    expect(rules(refused)).toEqual(['R-COND'])
    expect(refused[0]?.findings[0]?.message).toContain('（五）身体健康')
    await world.call('attestation.add', { ...record, clauses: ['health'], by: '王主任' })
    expect((await tryAppoint([id])).done).toBe(1)
  })

  test('a failed exam undoes an earlier pass; an exam after the start does not justify the term', async () => {
    const failed = await addQualified(world)
    await world.call('exam.add', {
      selection: { ids: [failed.id] },
      on: '2026-11-01',
      score: 40,
      passed: false,
      attachment: null,
    })
    expect(rules((await tryAppoint([failed.id])).refused)).toEqual(['R-EXAM'])

    const late = await addPerson(world, { name: '李四' })
    await qualify(world, [late.id], '2026-11-20')
    expect(rules((await tryAppoint([late.id], '2026-11-19')).refused)).toContain('R-EXAM')
    expect((await tryAppoint([late.id], '2026-11-20')).done).toBe(1)
  })

  test.each([
    ['男', '1960-11-24', 'A', true], // 66 tomorrow: 65 周岁 still
    ['男', '1960-11-23', 'A', false], // 66 today
    ['女', '1965-11-24', 'A', true],
    ['女', '1965-11-23', 'A', false],
    ['男', '1961-11-23', 'B', true], // 65 today
    ['男', '1961-11-22', 'B', false], // 65 yesterday
    ['女', '1966-11-23', 'B', true],
    ['女', '1966-11-22', 'B', false],
  ] as const)(
    '第十条（五）: %s born %s under reading %s on 2026-11-23: %s',
    async (sex, birth, ageReading, allowed) => {
      await addOrg(world, { ageReading })
      const { id } = await addQualified(world, { sex, birth })
      const checked = await world.call('appointment.check', { selection: { ids: [id] }, start: TODAY })
      const result = await tryAppoint([id])
      expect(checked.able).toBe(allowed ? 1 : 0)
      expect(result.done).toBe(allowed ? 1 : 0)
      // Whoever is allowed today passes the limit within the term: warned, not refused.
      expect(rules(allowed ? checked.warned : result.refused)).toEqual([allowed ? 'R-AGE-TERM' : 'R-AGE'])
    },
  )

  test('of a mixed batch the able are appointed and the others come back with their names', async () => {
    const good = await addQualified(world, { name: '甲一' })
    const bad = await addPerson(world, { name: '乙二' })
    const checked = await world.call('appointment.check', { selection: { filter: {}, except: [] }, start: TODAY })
    expect([checked.able, checked.blockedTotal]).toEqual([1, 1])
    const { done, refused } = await tryAppoint([good.id, bad.id])
    expect(done).toBe(1)
    expect(refused.map(r => r.name)).toEqual(['乙二'])
  })

  test('whoever lies in the recycle bin is not appointed, not even by a selection of the bin', async () => {
    const { id } = await addQualified(world)
    await world.call('supervisor.remove', { selection: { ids: [id] }, reason: '误录' })
    const bin = { filter: { trash: true }, except: [] }
    expect((await tryAppoint([id])).done).toBe(0)
    const result = await world.call('appointment.appoint', { selection: bin, start: TODAY, document: '' })
    expect(result.done).toBe(0)
  })
})

describe('第十四条: the term', () => {
  test('three years less a day; 届满 comes with the day alone, nobody presses anything', async () => {
    const { id, appointments } = await addAppointed(world)
    expect(appointments[0]).toMatchObject({ start: '2026-11-23', end: '2029-11-22' })
    world.today = '2029-11-22'
    expect(await stateOf(id)).toBe('appointed')
    expect((await world.call('home.todo', {})).expiring).toEqual({ within30: 1, within60: 1, within90: 1 })
    world.today = '2029-11-23'
    expect(await stateOf(id)).toBe('expired')
    const list = (states: ('expired' | 'appointed')[]) =>
      world.call('supervisor.list', {
        filter: { states },
        sort: { by: 'name', desc: false },
        page: { offset: 0, limit: 50 },
      })
    expect((await list(['expired'])).total).toBe(1)
    expect((await list(['appointed'])).total).toBe(0)
    const todo = await world.call('home.todo', {})
    expect(todo.counts).toMatchObject({ total: 1, expired: 1, appointed: 0 })
    expect(todo.findings.map(f => f.rule)).toEqual(['R-ROSTER'])
    const { issued, refused } = await world.call('card.issue', { selection: { ids: [id] }, issuedOn: world.today })
    expect(issued).toEqual([])
    expect(rules(refused)).toEqual(['R-TERM-END'])
  })

  test.each([
    [91, { within30: 0, within60: 0, within90: 0 }],
    [90, { within30: 0, within60: 0, within90: 1 }],
    [60, { within30: 0, within60: 1, within90: 1 }],
    [31, { within30: 0, within60: 1, within90: 1 }],
    [30, { within30: 1, within60: 1, within90: 1 }],
    [0, { within30: 1, within60: 1, within90: 1 }],
  ])('%i days before the end the 工作台 counts %o', async (days, expiring) => {
    const { id } = await addAppointed(world)
    world.today = addDays('2029-11-22', -days)
    expect((await world.call('home.todo', {})).expiring).toEqual(expiring)
    const within = { expiresWithin: 90 }
    const found = await world.call('supervisor.count', { selection: { filter: within, except: [] } })
    expect(found.count).toBe(expiring.within90)
    const findings = (await world.call('supervisor.get', { id })).findings.map(f => f.rule)
    expect(findings.includes('R-TERM-90')).toBe(days <= 90)
  })

  test('续聘 ahead: the running term governs until it ends, then the new one, without a gap', async () => {
    const { id } = await addAppointed(world)
    world.today = '2029-10-01'
    expect(rules((await tryAppoint([id], '2029-10-01')).refused)).toEqual(['R-TERM-END']) // a second term today
    expect(rules((await tryAppoint([id], '2029-11-22')).refused)).toEqual(['R-TERM-END']) // a day of both terms
    await appoint(world, [id], '2029-11-23')
    expect(rules((await tryAppoint([id], '2029-11-23')).refused)).toEqual(['R-TERM-END']) // decided already
    for (const day of ['2029-10-01', '2029-11-22', '2029-11-23', '2032-11-22']) {
      world.today = day
      expect(await stateOf(id), day).toBe('appointed')
    }
    world.today = '2032-11-23'
    expect(await stateOf(id)).toBe('expired')
    const { appointments } = await world.call('supervisor.get', { id })
    expect(appointments.map(a => a.start)).toEqual(['2029-11-23', '2026-11-23'])
    expect(appointments[0]?.previousId).toBe(appointments[1]?.id)
  })

  test('续聘 ahead with a gap is refused, since the running term would seem to be none', async () => {
    const { id } = await addAppointed(world)
    world.today = '2029-10-01'
    expect(rules((await tryAppoint([id], '2029-11-24')).refused)).toEqual(['R-TERM-END'])
    expect(await stateOf(id)).toBe('appointed')
    world.today = '2029-11-24' // once it has ended, the gap is a fact
    await appoint(world, [id], '2029-12-01')
    world.today = '2029-12-01'
    expect(await stateOf(id)).toBe('appointed')
  })
})

describe('解聘', () => {
  const dismiss = (id: number, on: string) =>
    world.call('appointment.dismiss', { selection: { ids: [id] }, on, reason: '调离' })

  test('takes effect on its day, is refused where no term runs, and a new term begins after it', async () => {
    const { id } = await addAppointed(world)
    expect((await dismiss(id, '2026-12-01')).done).toBe(1)
    expect(await stateOf(id)).toBe('appointed')
    expect((await tryAppoint([id], '2026-12-02')).done).toBe(0) // the running term would vanish behind the new one
    world.today = '2026-12-01'
    expect(await stateOf(id)).toBe('dismissed')
    expect(rules((await dismiss(id, '2026-12-01')).refused)).toEqual(['R-TERM-END'])
    expect(rules((await tryAppoint([id], '2026-12-01')).refused)).toEqual(['R-TERM-END'])
    await appoint(world, [id], '2026-12-02')
    world.today = '2026-12-02'
    expect(await stateOf(id)).toBe('appointed')
  })

  test('is refused before the term began or after it ended, and for whoever was never appointed', async () => {
    const { id } = await addAppointed(world)
    expect(rules((await dismiss(id, '2026-11-22')).refused)).toEqual(['R-TERM-END'])
    expect(rules((await dismiss(id, '2029-11-23')).refused)).toEqual(['R-TERM-END'])
    const other = await addQualified(world, { name: '李四' })
    expect((await dismiss(other.id, TODAY)).refused.map(r => r.name)).toEqual(['李四'])
    expect(await stateOf(id)).toBe('appointed')
  })

  test('ends a renewal that was decided ahead together with the running term', async () => {
    const { id } = await addAppointed(world)
    world.today = '2029-10-01'
    await appoint(world, [id], '2029-11-23')
    expect((await dismiss(id, '2029-10-02')).done).toBe(1)
    for (const day of ['2029-10-02', '2029-11-23', '2033-01-01']) {
      world.today = day
      expect(await stateOf(id), day).toBe('dismissed')
    }
  })
})

describe('暂停', () => {
  const suspend = (id: number, from: string, until: string | null) =>
    world.call('appointment.suspend', { selection: { ids: [id] }, from, until, reason: '调查' })
  const resume = (id: number, on: string) =>
    world.call('appointment.resume', { selection: { ids: [id] }, on, reason: '查清' })

  test('closed: from its first to its last day', async () => {
    const { id } = await addAppointed(world)
    expect((await suspend(id, '2026-12-01', '2026-12-10')).done).toBe(1)
    for (const [day, state] of [
      ['2026-11-30', 'appointed'],
      ['2026-12-01', 'suspended'],
      ['2026-12-10', 'suspended'],
      ['2026-12-11', 'appointed'],
    ] as const) {
      world.today = day
      expect(await stateOf(id), day).toBe(state)
    }
  })

  test('open: until resumed; cards are not issued meanwhile; a second one is refused', async () => {
    const { id } = await addAppointed(world)
    await suspend(id, TODAY, null)
    expect(await stateOf(id)).toBe('suspended')
    const { refused } = await world.call('card.issue', { selection: { ids: [id] }, issuedOn: TODAY })
    expect(rules(refused)).toEqual(['R-CARD-SCOPE'])
    expect(rules((await suspend(id, '2026-12-24', null)).refused)).toEqual(['R-TERM-END'])
    world.today = '2026-12-24'
    expect((await resume(id, '2026-12-24')).done).toBe(1)
    expect(await stateOf(id)).toBe('suspended') // its last day
    world.today = '2026-12-25'
    expect(await stateOf(id)).toBe('appointed')
    expect(rules((await resume(id, '2026-12-25')).refused)).toEqual(['R-TERM-END'])
  })

  test('one that is resumed before it began is struck out', async () => {
    const { id } = await addAppointed(world)
    await suspend(id, '2026-12-01', null)
    expect((await resume(id, TODAY)).done).toBe(1)
    world.today = '2026-12-05'
    const person = await world.call('supervisor.get', { id })
    expect([person.state, person.suspensions]).toEqual(['appointed', []])
  })

  test('an end before the beginning is refused with its field', async () => {
    const { id } = await addAppointed(world)
    const input = { selection: { ids: [id] }, from: '2026-12-02', until: '2026-12-01', reason: '调查' }
    const error = await world.refuse('appointment.suspend', input)
    expect([error.code, Object.keys(error.fields ?? {})]).toEqual(['INPUT_INVALID', ['until']])
  })
})

test('a struck-out record counts no more, stays in the file, and is struck once', async () => {
  const { id, exams } = await addQualified(world)
  const exam = exams[0]?.id ?? 0
  await world.call('record.strike', { kind: 'exam', id: exam, reason: '登记错人' })
  expect(await stateOf(id)).toBe('trained')
  expect(rules((await tryAppoint([id])).refused)).toEqual(['R-EXAM'])
  expect((await world.refuse('record.strike', { kind: 'exam', id: exam, reason: '再次' })).code).toBe('NOT_FOUND')
  expect((await world.call('supervisor.get', { id })).history[0]?.text).toContain('作废「张三」的考核记录：登记错人')
})

test('what has not happened yet cannot be on record', async () => {
  const { id } = await addPerson(world)
  const record = { selection: { ids: [id] }, on: '2026-11-24', attachment: null }
  const errors = [
    await world.refuse('training.add', { ...record, hours: 8, subject: '', organizer: '' }),
    await world.refuse('exam.add', { ...record, score: 90, passed: true }),
    await world.refuse('attestation.add', { ...record, clauses: ['c1'], by: '王主任' }),
  ]
  expect(errors.map(e => [e.code, e.fields?.on?.includes('不能晚于今天')])).toEqual(
    Array(3).fill(['INPUT_INVALID', true]),
  )
})

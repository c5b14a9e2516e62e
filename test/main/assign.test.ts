/** 委派 through routes (第九、十三、十四、十五条): who may, in which order, and the exact reason for everybody who may not. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { type Finding, RULES } from '../../src-shared/domain/rules.ts'
import {
  addBatch,
  addScene,
  addSession,
  addStaff,
  addSupervisors,
  candidateLines,
  EXAM,
  NO_DATES,
  order,
  page,
  SESSION,
  startRecord,
} from './batch-office.ts'
import { behindTheBack } from './files.ts'
import { addAppointed, addCarded, addOrg, addPerson, addQualified, appoint, issue, qualify } from './people.ts'
import { lines, xlsx } from './sheets.ts'
import { createWorld, TODAY, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
})
afterEach(() => world.end())

const rank = async (sessionId: number) => (await world.call('assign.rank', { sessionId })).people
const judged = async (sessionId: number, id: number) => {
  const person = (await rank(sessionId)).find(row => row.id === id)
  if (!person) throw new Error('not judged at all')
  return { rank: person.rank, rules: person.findings.map(f => `${f.rule} ${f.severity}`), findings: person.findings }
}
const ruleIds = (error: { findings?: unknown[] }) => (error.findings as Finding[]).map(f => f.rule)
const logged = async (search: string) => (await world.call('audit.list', { search, page })).rows
const relate = (supervisorId: number, withName: string, over: Partial<Input<'relation.add'>> = {}) =>
  world.call('relation.add', {
    supervisorId,
    withName,
    withSupervisorId: null,
    kind: '师徒',
    declaredBy: 'self',
    on: TODAY,
    note: '',
    ...over,
  })

/** A batch with one session and one person who may supervise it. */
async function simple() {
  const batch = await addBatch(world)
  const session = await addSession(world, batch.id)
  const [wang = 0] = await addSupervisors(world, '王一')
  return { batch, session, wang }
}

describe('不能兼任同场次考评工作 (第九条)', () => {
  test.each([
    ['linked to the roster', true],
    ['by name alone', false],
  ])('the examiner of the session is refused, %s, with or without an override', async (_, linked) => {
    const { batch, session, wang } = await simple()
    await addStaff(world, batch.id, [session], { name: '王 一', supervisorId: linked ? wang : null })
    expect(await judged(session, wang)).toMatchObject({ rank: null, rules: ['R-SAME-SESSION block'] })
    for (const override of [undefined, '确无他人，由我负责']) {
      const refused = await world.refuse('assign.issue', order(batch.id, [[wang, [session], override]]))
      expect(refused.code).toBe('RULE_BLOCKED')
      expect(ruleIds(refused)).toEqual(['R-SAME-SESSION'])
      expect(RULES['R-SAME-SESSION']).not.toHaveProperty('override')
    }
    expect((await world.call('assign.list', { batchId: batch.id })).assignments).toEqual([])
  })

  test('in another session of the day it is allowed, with a note; a namesake that is linked to somebody else is nobody', async () => {
    const { batch, session, wang } = await simple()
    const afternoon = await addSession(world, batch.id, { from: '13:30', to: '16:30' })
    await addStaff(world, batch.id, [afternoon], { name: '王一', supervisorId: wang })
    expect(await judged(session, wang)).toMatchObject({ rank: 1, rules: ['R-SAME-SESSION info'] })
    const namesake = await addPerson(world, { name: '王一', birth: '1990-01-01' })
    await addStaff(world, batch.id, [session], { name: '王一', supervisorId: namesake.id })
    expect((await judged(session, wang)).rank).toBe(1)
    await world.call('assign.issue', order(batch.id, [[wang, [session]]]))
  })

  test('nor can he become one afterwards: staff and times are refused that would make him so', async () => {
    const { batch, session, wang } = await simple()
    const afternoon = await addSession(world, batch.id, { from: '13:30', to: '16:30' })
    const { number } = await world.call('assign.issue', order(batch.id, [[wang, [session]]]))
    const before = await world.call('batch.get', { id: batch.id })
    const member: Input<'staff.save'> = {
      batchId: batch.id,
      sessionIds: [session],
      role: 'examiner',
      name: '王一',
      supervisorId: null,
      certificate: '',
      validTo: null,
      phone: '',
    }
    const refused = await world.refuse('staff.save', member)
    expect(refused.message).toContain(number)
    expect(ruleIds(refused)).toEqual(['R-SAME-SESSION'])
    expect(await world.call('batch.get', { id: batch.id })).toEqual(before)
    await world.call('staff.save', { ...member, role: 'affairs' })
    await world.call('staff.save', { ...member, sessionIds: [afternoon], supervisorId: wang })
    const parallel = { ...SESSION, id: session, batchId: batch.id, from: '14:00', to: '15:00' }
    expect(ruleIds(await world.refuse('session.save', parallel))).toEqual(['R-SAME-SESSION'])
    await world.call('session.save', { ...parallel, from: '08:00', to: '10:00' })
  })
})

describe('回避 (第九条)', () => {
  test('a relation with staff or a candidate blocks, declared by either side', async () => {
    const batch = await addBatch(world)
    const session = await addSession(world, batch.id)
    const [wang = 0, li = 0, zhao = 0, chen = 0] = await addSupervisors(world, '王一', '李二', '赵三', '陈四')
    await addStaff(world, batch.id, [session], { name: '赵三', supervisorId: zhao })
    await relate(wang, '赵 三', { kind: '近亲属' })
    await relate(zhao, '李二', { withSupervisorId: li, kind: '师生' }) // the other one said so
    const [first] = candidateLines(1)
    await world.call('candidate.import', { batchId: batch.id, file: xlsx(candidateLines(3)), confirm: true })
    await relate(chen, first?.姓名 ?? '', { kind: '培训授课' })
    for (const [id, words, rule] of [
      [wang, '近亲属', 'R-AVOID-NAME'], // he declared a name, and no number
      [li, '师生', 'R-AVOID'],
      [chen, '培训授课', 'R-AVOID-WORK'],
    ] as const) {
      const person = await judged(session, id)
      expect(person).toMatchObject({ rank: null, rules: [`${rule} block`] })
      expect(person.findings[0]?.message).toContain(words)
    }
    expect((await judged(session, zhao)).rules).toEqual(['R-SAME-SESSION block'])
  })

  test('a reason sets it aside, and is kept on the 委派单 and in the log; where none was needed, none is kept', async () => {
    const { batch, session, wang } = await simple()
    const afternoon = await addSession(world, batch.id, { from: '13:30', to: '16:30' })
    const [li = 0] = await addSupervisors(world, '李二')
    await addStaff(world, batch.id, [session], { name: '赵三' })
    await relate(wang, '赵三', { kind: '同事' })
    const asked = order(batch.id, [
      [wang, [session, afternoon], '同一单位，无上下级关系'],
      [li, [afternoon], '用不上的理由'],
    ])
    expect(ruleIds(await world.refuse('assign.issue', order(batch.id, [[wang, [session]]])))).toEqual(['R-AVOID-WORK'])
    expect((await world.refuse('assign.issue', order(batch.id, [[wang, [session], '  ']]))).code).toBe('RULE_BLOCKED')
    // The 负责人 judges, and is named (第九条).
    expect(await world.refuse('assign.issue', asked)).toMatchObject({
      code: 'RULE_BLOCKED',
      fields: { approver: expect.any(String) },
    })
    const himself = asked.people.map(person => ({ ...person, approver: '王 一' }))
    expect(await world.refuse('assign.issue', { ...asked, people: himself })).toMatchObject({
      fields: { approver: '认定的负责人应为另一人' },
    })
    const people = asked.people.map(person => ({ ...person, approver: '赵主任' }))
    const issued = await world.call('assign.issue', { ...asked, people })
    expect(issued.people.map(p => [p.name, p.override, p.approver])).toEqual([
      ['王一', '同一单位，无上下级关系', '赵主任'],
      ['李二', null, ''],
    ])
    expect(await world.call('assign.list', { batchId: batch.id })).toEqual({ assignments: [issued] })
    const [entry] = await logged('例外')
    expect(entry?.text).toContain('同一单位，无上下级关系（负责人「赵主任」认定）')
    expect(await logged('用不上的理由')).toEqual([])
    await world.close()
    const detail = behindTheBack(world.dir, file =>
      file.prepare<[number], { detail: string }>('SELECT detail FROM audit_event WHERE id = ?').get(entry?.id ?? 0),
    )
    expect(JSON.parse(detail?.detail ?? '')).toMatchObject({
      override: '同一单位，无上下级关系',
      approver: '赵主任',
      findings: [{ rule: 'R-AVOID-WORK', message: expect.stringContaining('赵三') }],
    })
  })

  test.each(['近亲属', '师生', '师徒', '利害关系'] as const)('%s is never set aside, whoever says why', async kind => {
    const { batch, session, wang } = await simple()
    const [zhao = 0] = await addSupervisors(world, '赵三')
    await addStaff(world, batch.id, [session], { name: '赵三', supervisorId: zhao })
    await relate(wang, '赵三', { withSupervisorId: zhao, kind })
    const asked = order(batch.id, [[wang, [session], '确无他人']])
    const people = asked.people.map(person => ({ ...person, approver: '赵主任' }))
    expect(ruleIds(await world.refuse('assign.issue', { ...asked, people }))).toEqual(['R-AVOID'])
  })

  test('a name alone is asked about, and the answer is kept', async () => {
    const { batch, session, wang } = await simple()
    await addStaff(world, batch.id, [session], { name: '赵三' })
    await relate(wang, '赵三', { kind: '近亲属' })
    expect(ruleIds(await world.refuse('assign.issue', order(batch.id, [[wang, [session]]])))).toEqual(['R-AVOID-NAME'])
    const issued = await world.call('assign.issue', order(batch.id, [[wang, [session], '身份证号不同，不是同一人']]))
    expect(issued.people).toMatchObject([{ override: '身份证号不同，不是同一人', approver: '' }])
  })

  test('师生 struck and declared anew as 培训授课 needs the 负责人; another person does not', async () => {
    const { wang } = await simple()
    const { id } = await relate(wang, '赵三', { kind: '师生' })
    await world.call('relation.strike', { id, reason: '登记有误' })
    const again = {
      supervisorId: wang,
      withName: '赵 三',
      withSupervisorId: null,
      kind: '培训授课',
      declaredBy: 'self',
      on: TODAY,
      note: '',
    } as const
    expect(await world.refuse('relation.add', again)).toMatchObject({
      code: 'RULE_BLOCKED',
      message: expect.stringContaining('第九条'),
      fields: { approver: expect.any(String) },
    })
    const himself = await world.refuse('relation.add', { ...again, approver: '王一' })
    expect(himself.fields).toEqual({ approver: '认定的负责人应为另一人' })
    await world.call('relation.add', { ...again, kind: '师徒' })
    await world.call('relation.add', { ...again, withName: '钱四' })
    await world.call('relation.add', { ...again, approver: '赵主任' })
    expect((await logged('曾为师生，负责人「赵主任」认定')).length).toBe(1)
  })

  test('a struck relation counts no more; nobody is related to himself, to nobody, or to a stranger of the roster', async () => {
    const { batch, session, wang } = await simple()
    await addStaff(world, batch.id, [session], { name: '赵三' })
    const relation = await relate(wang, '赵三')
    expect((await judged(session, wang)).rank).toBeNull()
    await world.call('relation.strike', { id: relation.id, reason: '登记错误' })
    expect((await judged(session, wang)).rank).toBe(1)
    expect((await world.call('relation.list', {})).relations).toEqual([])
    expect((await world.refuse('relation.strike', { id: relation.id, reason: '再次' })).code).toBe('NOT_FOUND')
    const add = { supervisorId: wang, withName: '王一', kind: '同事', declaredBy: 'self', on: TODAY, note: '' } as const
    expect((await world.refuse('relation.add', { ...add, withSupervisorId: wang })).fields).toHaveProperty('withName')
    expect((await world.refuse('relation.add', { ...add, withSupervisorId: 99 })).code).toBe('NOT_FOUND')
    expect(
      (await world.refuse('relation.add', { ...add, withName: '\u200b', withSupervisorId: null })).fields,
    ).toHaveProperty('withName')
  })
})

describe('standing, age and card', () => {
  /** Appointed years ago. */
  async function veteran(name: string, start: string): Promise<number> {
    const { id } = await addPerson(world, { name })
    await qualify(world, [id], '2023-10-15')
    await appoint(world, [id], start)
    return id
  }

  test('each with its own reason; who was never appointed is not listed', async () => {
    const batch = await addBatch(world)
    const session = await addSession(world, batch.id)
    const [fine = 0, gone = 0, paused = 0] = await addSupervisors(world, '安一', '毕二', '蔡三')
    const unfiled = (await addCarded(world, { name: '丁四' })).person.id
    const cardless = (await addAppointed(world, { name: '段五' })).id
    const old = (await addCarded(world, { name: '范六', birth: '1960-11-28' })).person.id // 66 on the day of the session
    const past = await veteran('方七', '2023-11-28') // until 2026-11-27
    await addQualified(world, { name: '高八' })
    await world.call('appointment.dismiss', { selection: { ids: [gone] }, on: EXAM, reason: '调离' })
    await world.call('appointment.suspend', { selection: { ids: [paused] }, from: EXAM, until: EXAM, reason: '借调' })
    const people = Object.fromEntries(
      (await rank(session)).map(p => [p.id, p.findings.map(f => `${f.rule} ${f.severity}`)]),
    )
    expect(people).toEqual({
      [fine]: [],
      [gone]: ['R-STANDING block'],
      [paused]: ['R-STANDING block'],
      [unfiled]: ['R-CARD-FILE warn'],
      [cardless]: ['R-CARD-FILE block'],
      [old]: ['R-AGE warn', 'R-CARD-FILE warn'],
      [past]: ['R-TERM-END block', 'R-CARD-FILE block'],
    })
    const dayBefore = await addSession(world, batch.id, { date: '2026-11-27' })
    expect((await judged(dayBefore, gone)).rules).toEqual([])
    expect((await judged(dayBefore, paused)).rules).toEqual([])
    expect((await judged(dayBefore, old)).rules).toEqual(['R-CARD-FILE warn'])
    expect((await judged(dayBefore, past)).rules).toEqual(['R-CARD-FILE block'])
    for (const [id, words] of [
      [gone, '解聘'],
      [past, '届满'],
      [cardless, '证卡'],
    ] as const) {
      const refused = await world.refuse('assign.issue', order(batch.id, [[id, [session], '人手不足']]))
      expect(refused.message).toContain(words)
    }
    await world.call('assign.issue', order(batch.id, [[old, [session]]]))
  })

  test('a term renewed ahead goes on: no 届满 between the two', async () => {
    const batch = await addBatch(world, { dates: NO_DATES })
    const late = await addSession(world, batch.id, { date: '2026-12-10' })
    const id = await veteran('安一', '2023-12-01') // until 2026-11-30
    await issue(world, [id])
    expect((await judged(late, id)).rules).toContain('R-TERM-END block')
    await world.call('appointment.appoint', { selection: { ids: [id] }, start: '2026-12-01', document: '' })
    expect((await judged(late, id)).rules).toEqual(['R-CARD-FILE block']) // the running card ends with its term
    await issue(world, [id])
    expect((await judged(late, id)).rules).toEqual(['R-CARD-FILE warn'])
  })

  test('届满 comes by the clock of the session, not of the office', async () => {
    const batch = await addBatch(world, { dates: NO_DATES })
    const [wang = 0] = await addSupervisors(world, '王一') // until 2029-11-22
    const [last, after] = [
      await addSession(world, batch.id, { date: '2029-11-22' }),
      await addSession(world, batch.id, { date: '2029-11-23' }),
    ]
    expect((await judged(last, wang)).rank).toBe(1)
    expect((await judged(after, wang)).rules).toEqual(['R-TERM-END block'])
    world.today = '2029-11-23'
    expect((await judged(last, wang)).rank).toBe(1)
  })
})

describe('two places at once', () => {
  test('another batch at the same time blocks, past midnight too; one after the other does not', async () => {
    const { batch, session, wang } = await simple()
    const other = await addBatch(world, { planNo: 'B' })
    const night = await addSession(world, other.id, { date: '2026-11-27', from: '22:00', to: '09:00' })
    await world.call('assign.issue', order(other.id, [[wang, [night]]]))
    expect((await judged(session, wang)).rules).toEqual([])
    await world.call('session.save', {
      ...SESSION,
      id: night,
      batchId: other.id,
      date: '2026-11-27',
      from: '22:00',
      to: '08:59',
    })
    const later = { ...SESSION, id: night, batchId: other.id, date: '2026-11-27', from: '22:00', to: '09:01' }
    await world.call('session.save', later) // nobody of this 委派单 is anywhere else yet
    const clash = await judged(session, wang)
    expect(clash).toMatchObject({ rank: null, rules: ['R-CLASH block'] })
    expect(clash.findings[0]?.message).toContain('2026-11-27 22:00–次日 09:01')
    await world.call('session.save', { ...later, to: '09:00' })
    await world.call('assign.issue', order(batch.id, [[wang, [session]]]))
    expect(ruleIds(await world.refuse('session.save', later))).toEqual(['R-CLASH'])
    const before = await addSession(world, other.id, { from: '08:00', to: '09:30' })
    expect((await judged(before, wang)).rules).toEqual(['R-CLASH warn', 'R-CLASH block']) // its own batch's night, and the morning
  })

  test('two rooms of one batch at one time: a reminder, for one person may walk', async () => {
    const { batch, session, wang } = await simple()
    const parallel = await addSession(world, batch.id, { room: '二考场' })
    await world.call('assign.issue', order(batch.id, [[wang, [session]]]))
    expect(await judged(parallel, wang)).toMatchObject({ rank: 1, rules: ['R-CLASH warn'] })
    await world.call('assign.issue', order(batch.id, [[wang, [session, parallel]]]))
  })

  test('work as 考务 of another batch counts as well', async () => {
    const { session, wang } = await simple()
    const other = await addBatch(world, { planNo: 'B' })
    const same = await addSession(world, other.id, { from: '10:00', to: '12:00' })
    await addStaff(world, other.id, [same], { role: 'affairs', name: '王一', supervisorId: wang })
    expect((await judged(session, wang)).rules).toEqual(['R-CLASH block'])
  })
})

describe('轮换 (第九条)', () => {
  test('least recent first; the organisation’s own limit warns, and does not block', async () => {
    const [wang = 0, li = 0, zhao = 0] = await addSupervisors(world, '王一', '李二', '赵三')
    for (const [i, who] of [wang, wang, li, wang].entries()) {
      const batch = await addBatch(world, { planNo: `P${i}` })
      const session = await addSession(world, batch.id, { date: `2026-12-0${i + 1}` })
      await world.call('assign.issue', order(batch.id, [[who, [session]]]))
    }
    const batch = await addBatch(world)
    const session = await addSession(world, batch.id, { date: '2026-12-10' })
    const ranked = async () => (await rank(session)).map(p => [p.name, p.rank, p.lastOn, p.runs, p.findings.length])
    expect(await ranked()).toEqual([
      ['赵三', 1, null, 0, 0],
      ['李二', 2, '2026-12-03', 1, 0],
      ['王一', 3, '2026-12-04', 3, 0],
    ])
    await world.call('setting.set', { key: 'assign.rotateLimit', value: 1 })
    expect((await judged(session, wang)).rules).toEqual(['R-ROTATE warn'])
    expect((await judged(session, li)).rules).toEqual([]) // somebody else came after
    await world.call('setting.set', { key: 'assign.rotateLimit', value: 2 })
    expect((await judged(session, wang)).rules).toEqual([])
    await world.call('setting.set', { key: 'assign.rotateLimit', value: 1 })
    await world.call('assign.issue', order(batch.id, [[wang, [session]]]))
    expect(zhao).toBeGreaterThan(0)
  })

  test('a session counts once, however many 委派单 name it; a void one not at all', async () => {
    const { batch, session, wang } = await simple()
    await world.call('assign.issue', order(batch.id, [[wang, [session]]]))
    const second = await world.call('assign.issue', order(batch.id, [[wang, [session]]], { content: '事后资料督导' }))
    expect((await rank(session))[0]).toMatchObject({ runs: 1, lastOn: EXAM })
    for (const id of [second.id, second.id - 1]) await world.call('assign.void', { id, reason: '改期' })
    expect((await rank(session))[0]).toMatchObject({ runs: 0, lastOn: null })
  })
})

describe('委派单 (第十五条)', () => {
  test('numbers run by year and are never given twice', async () => {
    const { batch, session, wang } = await simple()
    const issued = async (issuedOn: string) =>
      (await world.call('assign.issue', order(batch.id, [[wang, [session]]], { issuedOn, lateReason: '补办' }))).number
    world.today = '2027-01-02'
    expect(await issued('2026-11-23')).toBe('WP-2026-0001')
    expect(await issued('2026-12-31')).toBe('WP-2026-0002')
    await world.call('assign.void', { id: 2, reason: '误签' })
    expect(await issued('2026-12-31')).toBe('WP-2026-0003')
    expect(await issued('2027-01-01')).toBe('WP-2027-0001')
    expect(await issued('2026-11-30')).toBe('WP-2026-0004')
    await world.reopen()
    expect(await issued('2027-01-02')).toBe('WP-2027-0002')
    const { assignments } = await world.call('assign.list', { batchId: batch.id })
    expect(assignments.map(a => [a.number, a.state])).toContainEqual(['WP-2026-0002', 'void'])
    expect((await world.call('batch.get', { id: batch.id })).sessions[0]?.assigned).toHaveLength(5)
  })

  test('is voided once, with a reason, and not when records rest on it', async () => {
    const scene = await addScene(world)
    const draft = await startRecord(world, scene)
    const input = { id: scene.assignment.id, reason: '改期' }
    expect((await world.refuse('assign.void', input)).code).toBe('STATE_BLOCKED')
    await world.call('supervision.discard', { id: draft.id, reason: '误建' })
    expect((await world.call('assign.void', input)).state).toBe('void')
    expect((await world.refuse('assign.void', input)).message).toContain('已经作废')
    expect((await world.refuse('assign.void', { id: 99, reason: 'x' })).code).toBe('NOT_FOUND')
    expect((await world.refuse('assign.void', { ...input, reason: ' ' })).code).toBe('INPUT_INVALID')
    expect((await logged('改期'))[0]?.text).toContain(scene.assignment.number)
  })

  test('names everybody once, sessions of its batch, people who were appointed', async () => {
    const { batch, session, wang } = await simple()
    const other = await addBatch(world, { planNo: 'B' })
    const foreign = await addSession(world, other.id)
    const stranger = await addPerson(world, { name: '周五' })
    const refused = async (people: Parameters<typeof order>[1], over = {}) =>
      (await world.refuse('assign.issue', order(batch.id, people, over))).code
    expect(
      await refused([
        [wang, [session]],
        [wang, [session]],
      ]),
    ).toBe('INPUT_INVALID')
    expect(await refused([[wang, [foreign]]])).toBe('NOT_FOUND')
    expect(await refused([[stranger.id, [session]]])).toBe('NOT_FOUND')
    expect(await refused([[wang, []]])).toBe('INPUT_INVALID')
    expect(await refused([])).toBe('INPUT_INVALID')
    expect(await refused([[wang, [session]]], { batchId: 99 })).toBe('NOT_FOUND')
    expect(await refused([[wang, [session]]], { issuer: ' ' })).toBe('INPUT_INVALID')
    const { people } = await world.call('assign.issue', order(batch.id, [[wang, [session, session]]]))
    expect(people).toMatchObject([{ supervisorId: wang, sessionIds: [session], override: null }])
    expect((await world.refuse('assign.rank', { sessionId: 99 })).code).toBe('NOT_FOUND')
  })

  test('one who may not stops the whole: nothing is issued and no number spent', async () => {
    const { batch, session, wang } = await simple()
    const { id } = await addAppointed(world, { name: '无卡' })
    await world.refuse(
      'assign.issue',
      order(batch.id, [
        [wang, [session]],
        [id, [session]],
      ]),
    )
    expect((await world.call('assign.list', { batchId: batch.id })).assignments).toEqual([])
    expect(await logged('委派')).toEqual([])
    expect((await world.call('assign.issue', order(batch.id, [[wang, [session]]]))).number).toBe('WP-2026-0001')
  })
})

test('500 people, 60 sessions: a sound plan, spread over many', async () => {
  const summary = await world.call('roster.preview', { file: xlsx(lines(500)), duplicates: 'skip' })
  await world.call('roster.commit', { importId: summary?.importId ?? '' })
  const selection = { filter: {}, except: [] }
  await world.call('appointment.appoint', { selection, start: TODAY, document: '' })
  await world.call('card.issue', { selection, issuedOn: TODAY })
  const batch = await addBatch(world)
  const ids: number[] = []
  for (let i = 0; i < 60; i++) {
    // 20 half days, three rooms each
    const half = Math.floor(i / 3)
    const date = `2026-12-${String(1 + Math.floor(half / 2)).padStart(2, '0')}`
    const [from, to] = half % 2 === 0 ? ['09:00', '11:30'] : ['13:30', '16:30']
    ids.push(await addSession(world, batch.id, { date, from, to, room: `${i % 3} 考场` }))
  }
  const examiners = (await rank(ids[0] ?? 0)).slice(0, 40)
  for (const { id, name } of examiners.slice(0, 20)) await addStaff(world, batch.id, ids, { name, supervisorId: id })
  for (const { id } of examiners.slice(20))
    await relate(id, examiners[0]?.name ?? '', { withSupervisorId: examiners[0]?.id ?? 0 })

  const plan = await world.call('assign.propose', { batchId: batch.id, perSession: 2 })
  console.log(`500 人 × 60 场次：${plan.milliseconds.toFixed(0)} ms`)
  expect(plan.sessions.map(s => s.sessionId)).toEqual(ids)
  expect((await world.call('assign.list', { batchId: batch.id })).assignments).toEqual([]) // nothing is written
  const barred = new Set(examiners.map(p => p.id))
  const chosen = plan.sessions.flatMap(s => s.people)
  expect(plan.sessions.every(s => s.people.length === 2 && new Set(s.people.map(p => p.id)).size === 2)).toBe(true)
  expect(chosen.every(p => p.rank !== null && !barred.has(p.id))).toBe(true)
  expect(new Set(chosen.map(p => p.id)).size).toBe(120) // 460 may: nobody is asked twice
  const people = plan.sessions.flatMap(s => s.people.map(p => [p.id, [s.sessionId]] as [number, number[]]))
  const { people: assigned } = await world.call('assign.issue', order(batch.id, people))
  expect(assigned).toHaveLength(120)
})

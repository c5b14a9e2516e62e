/** 认定批次 through routes: plan, sessions, staff; what the rules say of them (第二十条（三）（六）, 第二十一条（六）（七）). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input, Output } from '../../src-shared/contract/index.ts'
import { ARTICLES } from '../../src-shared/domain/articles.ts'
import { type Finding, RULES } from '../../src-shared/domain/rules.ts'
import {
  addBatch,
  addScene,
  addSession,
  addStaff,
  addVisit,
  EXAM,
  NO_DATES,
  order,
  PLAN,
  page,
  SESSION,
  sealed,
} from './batch-office.ts'
import { addOrg, addPerson, orgInput } from './people.ts'
import { openVenue } from './venue-office.ts'
import { createWorld, TODAY, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
})
afterEach(() => world.end())

const list = (filter: Input<'batch.list'>['filter'] = {}, sort: Partial<Input<'batch.list'>['sort']> = {}) =>
  world.call('batch.list', { filter, sort: { by: 'examFrom', desc: true, ...sort }, page })
const ruleIds = (findings: Finding[]) => findings.map(f => f.rule)
const logged = async (search: string) => (await world.call('audit.list', { search, page })).rows

describe('the plan', () => {
  test('is kept as it was typed, cleaned of what cannot be seen, and says its phase', async () => {
    const venue = await openVenue(world)
    const batch = await addBatch(world, { name: ' 2026年\u202e第七批\u200b电工（一） ', venueId: venue.id })
    expect(batch).toMatchObject({
      ...PLAN,
      name: '2026年第七批电工（一）',
      venueId: venue.id,
      venue: '数控实训基地',
      seen: expect.any(String),
      phase: 'plan',
      sessions: [],
      staff: [],
      candidates: 0,
      findings: [{ rule: 'R-VENUE-FILED' }, { rule: 'R-VENUE-SCOPE' }],
      deletedAt: null,
    })
    expect(await world.call('batch.get', { id: batch.id })).toEqual(batch)
    const { rows, total } = await list()
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({ id: batch.id, planned: 40, actual: null, venue: '数控实训基地', findings: 0 })
  })

  test('is changed by who saw it as it is, and a stale one is refused', async () => {
    const { id, seen } = await addBatch(world)
    const changed = await addBatch(world, { id, seen, place: '南校区' })
    expect(changed).toMatchObject({ id, place: '南校区' })
    expect((await world.refuse('batch.save', { ...PLAN, id, seen, place: '北校区' })).code).toBe('STALE')
    expect(await world.call('batch.get', { id })).toEqual(changed)
    expect((await world.refuse('batch.save', { ...PLAN, id: 99 })).code).toBe('NOT_FOUND')
  })

  test('a 计划号 belongs to one batch, however it is typed; a blank one to none', async () => {
    const { id } = await addBatch(world)
    const twin = await world.refuse('batch.save', { ...PLAN, planNo: ' BDA-2026-\u200b031 ', name: '另一批' })
    expect(twin).toMatchObject({ code: 'INPUT_INVALID', fields: { planNo: expect.stringContaining(PLAN.name) } })
    for (const blank of ['', '  ', '\u200b'])
      expect((await world.refuse('batch.save', { ...PLAN, planNo: blank })).fields).toHaveProperty('planNo')
    await world.call('batch.remove', { id, reason: '重复' })
    const again = await addBatch(world)
    expect((await world.refuse('batch.restore', { id })).message).toContain('已用于')
    await world.call('batch.remove', { id: again.id, reason: '重复' })
    await world.call('batch.restore', { id })
    expect((await world.refuse('batch.restore', { id })).code).toBe('STATE_BLOCKED')
  })

  test('R-CARD-SCOPE: a batch of another organisation is refused with 第十三条; our own name in other brackets is ours', async () => {
    const refused = await world.refuse('batch.save', { ...PLAN, org: '某市技能评价中心' })
    expect(refused.code).toBe('RULE_BLOCKED')
    const [finding] = refused.findings as Finding[]
    expect(finding).toMatchObject({ rule: 'R-CARD-SCOPE', severity: 'block' })
    expect(ARTICLES[RULES['R-CARD-SCOPE'].article].text).toContain('仅限本评价机构内部使用')
    expect((await list()).total).toBe(0)
    await addOrg(world, { name: '北京（亦庄）评价中心' })
    expect((await addBatch(world, { org: '北京(亦庄)评价中心' })).org).toBe('')
  })

  test('a venue must be there; one that goes into the bin later stays with its batches, but not with their copies', async () => {
    expect((await world.refuse('batch.save', { ...PLAN, venueId: 9 })).code).toBe('NOT_FOUND')
    const venue = await openVenue(world)
    const { id, seen } = await addBatch(world, { venueId: venue.id })
    await world.call('venue.remove', { id: venue.id, reason: '退租' })
    expect(await addBatch(world, { id, seen, venueId: venue.id })).toMatchObject({ venue: '数控实训基地' })
    const copy = await world.call('batch.copy', { id, planNo: 'X', name: '又一批', examFrom: '2027-03-01' })
    expect(copy).toMatchObject({ venueId: null, venue: PLAN.place })
  })

  test.each([
    ['no 认定形式', { forms: [] }, 'forms'],
    ['negative 人数', { items: [{ ...PLAN.items[0], planned: -1 }] }, 'items.0.planned'],
    ['a day that is none', { dates: { ...NO_DATES, examFrom: '2026-02-30' } }, 'dates.examFrom'],
    ['a name of 200 characters', { name: '长'.repeat(200) }, 'name'],
  ])('bad input: %s', async (_, change, field) => {
    const refused = await world.refuse('batch.save', { ...PLAN, ...change } as Input<'batch.save'>)
    expect(refused.code).toBe('INPUT_INVALID')
    expect(refused.fields).toHaveProperty([field])
  })

  test('without an organisation there is no batch', async () => {
    const bare = await createWorld()
    try {
      expect((await bare.refuse('batch.save', PLAN)).code).toBe('ORG_MISSING')
    } finally {
      await bare.end()
    }
  })
})

describe('the phase', () => {
  const all = {
    filedOn: '2026-09-01',
    plannedOn: '2026-09-10',
    announcedOn: '2026-09-12',
    signupFrom: '2026-09-20',
    signupTo: '2026-10-10',
    reviewedOn: '2026-10-15',
    examFrom: '2026-11-01',
    examTo: '2026-11-02',
    scoredOn: '2026-11-05',
    publicFrom: '2026-11-06',
    publicTo: '2026-11-12',
    certifiedOn: '2026-11-20',
    archivedOn: '2026-12-01',
  }

  test('moves with the calendar, without anybody pressing anything', async () => {
    const { id } = await addBatch(world, { dates: all })
    const phases: [string, string][] = []
    for (const day of Object.values(all).concat('2026-08-31', '2026-10-11', '2026-11-03').sort()) {
      world.today = day
      const { phase } = await world.call('batch.get', { id })
      expect((await list()).rows[0]?.phase).toBe(phase)
      if (phases.at(-1)?.[1] !== phase) phases.push([day, phase])
    }
    expect(phases).toEqual([
      ['2026-08-31', 'filing'],
      ['2026-09-10', 'plan'],
      ['2026-09-20', 'signup'],
      ['2026-10-11', 'before'],
      ['2026-11-01', 'during'],
      ['2026-11-03', 'scoring'],
      ['2026-11-06', 'public'],
      ['2026-11-20', 'certified'],
      ['2026-12-01', 'archived'],
    ])
  })

  test('filters the list, beside the year and the search', async () => {
    const archived = await addBatch(world, { planNo: 'A', dates: { ...all, archivedOn: TODAY } })
    const planned = await addBatch(world, { planNo: 'B' })
    const old = await addBatch(world, { planNo: 'C', dates: { ...NO_DATES, examFrom: '2024-05-05' } })
    const found = async (filter: Input<'batch.list'>['filter']) => (await list(filter)).rows.map(row => row.id)
    expect(await found({ phases: ['archived'] })).toEqual([archived.id])
    expect(await found({ phases: ['archived', 'plan'] })).toEqual([planned.id, archived.id])
    expect(await found({ year: 2024 })).toEqual([old.id])
    expect(await found({ year: 2026, phases: ['during'] })).toEqual([])
  })

  test('R-ORDER names both dates; R-PUB a 发证 before the end of 公示; neither refuses the plan', async () => {
    const dates = { ...all, scoredOn: '2026-10-20', certifiedOn: '2026-11-10', archivedOn: null }
    const batch = await addBatch(world, { dates })
    expect(batch.findings).toMatchObject([
      {
        rule: 'R-ORDER',
        severity: 'warn',
        message: expect.stringContaining('评分 2026-10-20 早于考试结束 2026-11-02'),
      },
      { rule: 'R-PUB', severity: 'warn', message: expect.stringContaining('公示到 2026-11-12') },
    ])
    expect((await list()).rows[0]?.findings).toBe(2)
    const none = await addBatch(world, { planNo: 'B', dates: { ...NO_DATES, certifiedOn: TODAY } })
    expect(ruleIds(none.findings)).toEqual(['R-PUB'])
  })
})

describe('the list', () => {
  test('is searched in number, name, place, venue and 职业, whatever the width and case, and not in its JSON', async () => {
    const venue = await openVenue(world)
    const one = await addBatch(world, { name: '车工（春季）', planNo: 'bda-1', place: '', venueId: venue.id })
    const two = await addBatch(world, { name: '电工', planNo: 'BDA-2', items: [] })
    const found = async (search: string) => (await list({ search }, { by: 'planNo', desc: false })).rows.map(r => r.id)
    expect(await found('（春季）')).toEqual([one.id])
    expect(await found('(春季)')).toEqual([one.id])
    expect(await found('ＢＤＡ－')).toEqual([two.id, one.id])
    expect(await found('数控实训')).toEqual([one.id])
    expect(await found('维修电工')).toEqual([one.id])
    expect(await found('亦新')).toEqual([two.id])
    for (const key of ['planned', 'occupation', '"', '[', '%', "'"]) expect(await found(key)).toEqual([])
  })

  test('has pages, and batches without dates come last either way', async () => {
    const [a, b, c] = [
      await addBatch(world, { planNo: 'A', dates: { ...NO_DATES, examFrom: '2026-03-01' } }),
      await addBatch(world, { planNo: 'B', dates: NO_DATES }),
      await addBatch(world, { planNo: 'C', dates: { ...NO_DATES, examFrom: '2026-09-01' } }),
    ]
    expect((await list()).rows.map(r => r.id)).toEqual([c.id, a.id, b.id])
    expect((await list({}, { desc: false })).rows.map(r => r.id)).toEqual([a.id, c.id, b.id])
    const second = await world.call('batch.list', {
      filter: {},
      sort: { by: 'planNo', desc: false },
      page: { offset: 1, limit: 1 },
    })
    expect(second).toMatchObject({ total: 3, rows: [{ id: b.id }] })
  })

  test('says what is sealed or held, and lists either', async () => {
    const [sealed, held, both, open] = [
      await addBatch(world, { planNo: 'A' }),
      await addBatch(world, { planNo: 'B' }),
      await addBatch(world, { planNo: 'C' }),
      await addBatch(world, { planNo: 'D' }),
    ]
    for (const { id } of [sealed, both]) await world.call('seal.close', { batchId: id, reason: '补录' })
    for (const { id } of [held, both]) await world.call('hold.set', { batchId: id, reason: '调查' })
    const found = async (filter: Input<'batch.list'>['filter']) =>
      (await list(filter, { by: 'planNo', desc: false })).rows.map(row => [row.id, row.frozen])
    expect(await found({})).toEqual([
      [sealed.id, 'sealed'],
      [held.id, 'held'],
      [both.id, 'held'],
      [open.id, null],
    ])
    expect((await found({ frozen: 'sealed' })).map(([id]) => id)).toEqual([sealed.id, both.id])
    expect((await found({ frozen: 'held' })).map(([id]) => id)).toEqual([held.id, both.id])
    expect((await found({ frozen: 'none' })).map(([id]) => id)).toEqual([open.id])
    await world.call('hold.lift', { batchId: both.id, reason: '结束' })
    await world.call('seal.open', { batchId: sealed.id, who: '赵主任', reason: '更正' })
    expect(await found({ frozen: 'sealed' })).toEqual([[both.id, 'sealed']])
    expect((await found({ frozen: 'none' })).map(([id]) => id)).toEqual([sealed.id, open.id])
  })

  test('counts what belongs to each batch', async () => {
    const scene = await addScene(world)
    world.today = EXAM
    await sealed(world, scene, { 8: '标识被遮挡' })
    await addVisit(world, scene.batch.id)
    const [row] = (await list()).rows
    expect(row).toMatchObject({
      sessions: 2,
      covered: { before: 1, during: 1, after: 0 },
      openRectifications: 1,
      nextDue: '2026-12-03',
    })
  })
})

describe('sessions', () => {
  test('planned against actual: every difference is listed and asks for 说明 (第二十条（三）)', async () => {
    const { id } = await addBatch(world)
    const session = await addSession(world, id)
    const actual = { date: EXAM, from: '09:10', to: '11:00', room: '二考场', count: 38 }
    const open = await world.call('session.save', { ...SESSION, id: session, batchId: id, actual })
    expect(open.sessions[0]?.differences).toEqual([
      { what: '时间', planned: '2026-11-28 09:00–11:00', actual: '2026-11-28 09:10–11:00', explained: null },
      { what: '地点', planned: '一考场', actual: '二考场', explained: null },
      { what: '人数', planned: '40 人', actual: '38 人', explained: null },
    ])
    expect(ruleIds(open.findings)).toEqual(['R-PLAN'])
    expect((await list()).rows[0]?.findings).toBe(1)
    const explanation = '停电，改到二考场；2 人缺考。'
    const done = await world.call('session.save', { ...SESSION, id: session, batchId: id, actual, explanation })
    expect(done.sessions[0]?.differences.map(d => d.explained)).toEqual([explanation, explanation, explanation])
    expect(done.findings).toEqual([])
    const same = { date: EXAM, from: '09:00', to: '11:00', room: ' 一考场 ', count: 40 }
    const equal = await world.call('session.save', { ...SESSION, id: session, batchId: id, actual: same })
    expect(equal.sessions[0]?.differences).toEqual([])
  })

  test('are listed in the order of time, and belong to their batch', async () => {
    const { id } = await addBatch(world)
    const other = await addBatch(world, { planNo: 'B' })
    const late = await addSession(world, id, { date: '2026-11-29' })
    const night = await addSession(world, id, { from: '22:00', to: '02:00' })
    const first = await addSession(world, id)
    expect((await world.call('batch.get', { id })).sessions.map(s => s.id)).toEqual([first, night, late])
    expect((await world.refuse('session.save', { ...SESSION, id: first, batchId: other.id })).code).toBe('NOT_FOUND')
    expect((await world.refuse('session.save', { ...SESSION, batchId: 99 })).code).toBe('NOT_FOUND')
    for (const from of ['24:00', '9:00', '09:60', ''])
      expect((await world.refuse('session.save', { ...SESSION, batchId: id, from })).fields).toHaveProperty('from')
  })

  test('one that a valid 委派单 names is not removed; after voiding it is, and its staff stay', async () => {
    const { batch, sessions, assignment } = await addScene(world)
    await addStaff(world, batch.id, [sessions[0]])
    const refused = await world.refuse('session.remove', { id: sessions[0], reason: '取消' })
    expect(refused).toMatchObject({ code: 'STATE_BLOCKED', message: expect.stringContaining(assignment.number) })
    await world.call('assign.void', { id: assignment.id, reason: '改期' })
    const left = await world.call('session.remove', { id: sessions[0], reason: '取消' })
    expect(left.sessions.map(s => s.id)).toEqual([sessions[1]])
    expect(left.staff).toMatchObject([{ name: '孙立', sessionIds: [], expired: false }])
    expect((await world.refuse('session.remove', { id: sessions[0], reason: '取消' })).code).toBe('NOT_FOUND')
    expect(await logged('取消场次')).toHaveLength(1)
  })
})

describe('staff', () => {
  test('R-STAFF: a certificate must hold until the work is over, past midnight too', async () => {
    const { id } = await addBatch(world)
    const day = await addSession(world, id)
    const night = await addSession(world, id, { from: '22:00', to: '01:00' })
    const check = async (validTo: string | null, sessionIds: number[]) => {
      const { staff } = await addStaff(world, id, sessionIds, { validTo })
      return staff.at(-1)?.expired
    }
    expect(await check(EXAM, [day])).toBe(false)
    expect(await check('2026-11-27', [day])).toBe(true)
    expect(await check(EXAM, [day, night])).toBe(true)
    expect(await check('2026-11-29', [day, night])).toBe(false)
    expect(await check(null, [day])).toBe(false)
    const { findings } = await world.call('batch.get', { id })
    expect(ruleIds(findings)).toEqual(['R-STAFF', 'R-STAFF'])
    expect(findings[1]?.message).toContain('2026-11-29')
    expect((await list()).rows[0]?.findings).toBe(2)
  })

  test('work in sessions of their batch, are people of the roster, and are named', async () => {
    const { id } = await addBatch(world)
    const session = await addSession(world, id)
    const person = await addPerson(world, { name: '孙立' })
    const member: Input<'staff.save'> = {
      batchId: id,
      sessionIds: [session, session],
      role: 'examiner',
      name: '孙 立',
      supervisorId: person.id,
      certificate: '',
      validTo: null,
      phone: '',
    }
    const { staff } = await world.call('staff.save', member)
    expect(staff).toMatchObject([{ name: '孙立', sessionIds: [session], supervisorId: person.id }])
    const refused = async (change: object) => (await world.refuse('staff.save', { ...member, ...change })).code
    expect(await refused({ supervisorId: 99 })).toBe('NOT_FOUND')
    expect(await refused({ sessionIds: [99] })).toBe('NOT_FOUND')
    expect(await refused({ id: 99 })).toBe('NOT_FOUND')
    expect(await refused({ name: '\u200b' })).toBe('INPUT_INVALID')
    expect(await refused({ sessionIds: [] })).toBe('INPUT_INVALID')
    expect((await world.call('staff.remove', { id: staff[0]?.id ?? 0 })).staff).toEqual([])
    expect((await world.refuse('staff.remove', { id: staff[0]?.id ?? 0 })).code).toBe('NOT_FOUND')
  })
})

describe('copy', () => {
  test('moves the dates, takes sessions and staff, and nothing that happened or was assigned', async () => {
    const { batch, sessions } = await addScene(world, EXAM)
    await addStaff(world, batch.id, sessions)
    const actual = { date: EXAM, from: '09:10', to: '11:00', room: '二考场', count: 38 }
    await world.call('session.save', { ...SESSION, id: sessions[0], batchId: batch.id, actual, explanation: '停电' })
    await addBatch(world, {
      id: batch.id,
      items: [{ occupation: '电工', trade: '', level: '', planned: 40, actual: 38 }],
      note: '本批说明',
      dates: { ...PLAN.dates, scoredOn: '2026-12-01', publicFrom: '2026-12-02', archivedOn: '2026-12-20' },
    })
    const copy = await world.call('batch.copy', { id: batch.id, planNo: 'N', name: '第八批', examFrom: '2027-03-06' })
    expect(copy).toMatchObject({
      planNo: 'N',
      name: '第八批',
      note: '',
      items: [{ planned: 40, actual: null }],
      dates: {
        ...NO_DATES,
        filedOn: '2027-01-14',
        plannedOn: '2027-01-26',
        examFrom: '2027-03-06',
        examTo: '2027-03-07',
      },
    })
    expect(copy.sessions).toMatchObject([
      { date: '2027-03-06', from: '09:00', actual: null, explanation: '', differences: [], assigned: [] },
      { date: '2027-03-06', from: '13:30', actual: null, assigned: [] },
    ])
    expect(copy.staff).toMatchObject([{ name: '孙立', sessionIds: copy.sessions.map(s => s.id) }])
    expect(copy.sessions.every(s => !sessions.includes(s.id))).toBe(true)
    expect(
      (await world.refuse('batch.copy', { id: batch.id, planNo: 'N', name: 'x', examFrom: TODAY })).fields,
    ).toHaveProperty('planNo')
  })

  test('of a batch without dates or sessions begins on the day that is said', async () => {
    const { id } = await addBatch(world, { dates: NO_DATES })
    const copy = await world.call('batch.copy', { id, planNo: 'N', name: '第八批', examFrom: '2027-03-06' })
    expect(copy.dates).toEqual(NO_DATES)
  })
})

describe('the recycle bin', () => {
  test('takes a batch out of every list, and gives it back as it was', async () => {
    const batch = await addBatch(world)
    await addSession(world, batch.id)
    const before = await world.call('batch.get', { id: batch.id })
    await world.call('deadline.add', { what: '报送计划', basis: '', due: '2026-12-01', batchId: batch.id })
    await world.call('batch.remove', { id: batch.id, reason: '计划取消' })
    expect((await list()).total).toBe(0)
    expect((await list({ trash: true })).rows.map(r => r.id)).toEqual([batch.id])
    expect((await world.call('coverage.matrix', {})).rows).toEqual([])
    expect((await world.call('deadline.list', { page })).total).toBe(0)
    expect((await world.refuse('batch.save', { ...PLAN, id: batch.id })).code).toBe('NOT_FOUND')
    expect((await world.refuse('session.save', { ...SESSION, batchId: batch.id })).code).toBe('NOT_FOUND')
    expect((await world.call('batch.get', { id: batch.id })).deletedAt).not.toBeNull()
    await world.call('batch.restore', { id: batch.id })
    expect(await world.call('batch.get', { id: batch.id })).toEqual({ ...before, seen: expect.any(String) })
    expect((await world.call('deadline.list', { page })).total).toBe(1)
    expect((await logged('计划取消'))[0]?.text).toContain('回收站')
  })

  test('is closed to a batch with a valid 委派单, a visit or a 问题', async () => {
    const { batch, assignment } = await addScene(world)
    const remove = { id: batch.id, reason: '重复' }
    expect((await world.refuse('batch.remove', remove)).code).toBe('STATE_BLOCKED')
    await world.call('assign.void', { id: assignment.id, reason: '改期' })
    await world.call('batch.remove', remove)
    await world.call('batch.restore', { id: batch.id })
    await addVisit(world, batch.id)
    expect((await world.refuse('batch.remove', remove)).message).toContain('留档备查')
    const other = await addBatch(world, { planNo: 'B' })
    await world.call('rectification.save', {
      batchId: other.id,
      recordId: null,
      visitId: null,
      number: '',
      problem: '标识被遮挡',
      measure: '',
      responsible: '',
      due: null,
    })
    expect((await world.refuse('batch.remove', { id: other.id, reason: '重复' })).code).toBe('STATE_BLOCKED')
  })

  test('staff of a batch in it are busy nowhere', async () => {
    const { batch, sessions, assignment, person } = await addScene(world, EXAM)
    await world.call('assign.void', { id: assignment.id, reason: '改期' })
    const other = await addBatch(world, { planNo: 'B' })
    const same = await addSession(world, other.id)
    await addStaff(world, other.id, [same], { name: '王一', supervisorId: person })
    const refused = await world.refuse('assign.issue', order(batch.id, [[person, [sessions[0]]]]))
    expect(ruleIds(refused.findings as Finding[])).toEqual(['R-CLASH'])
    await world.call('batch.remove', { id: other.id, reason: '取消' })
    await world.call('assign.issue', order(batch.id, [[person, [sessions[0]]]]))
  })
})

test('the rule pack of its time: before the 生效日 that the organisation filled in, it says so', async () => {
  const pack = async (batch: Output<'batch.get'>) => (await world.call('batch.get', { id: batch.id })).pack
  const batch = await addBatch(world)
  expect(await pack(batch)).toMatchObject({ from: null, before: false })
  await world.call('org.save', { ...orgInput, rulesFrom: '2026-11-29' })
  expect(await pack(batch)).toMatchObject({ from: '2026-11-29', before: true })
  await world.call('org.save', { ...orgInput, rulesFrom: EXAM })
  expect(await pack(batch)).toMatchObject({ from: EXAM, before: false })
})

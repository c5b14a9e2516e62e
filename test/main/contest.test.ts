/** The contest register through routes (第八、二十五、二十六条, 附件6, 附件7): what is refused, what follows, what is never lost. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input, Output } from '../../src-shared/contract/index.ts'
import { deadlines, JPG, page } from './batch-office.ts'
import { addOrg } from './people.ts'
import { createWorld, TODAY, type World } from './world.ts'

type Contest = Output<'contest.get'>

const INPUT: Input<'contest.save'> = {
  name: '2026年北京经开区电工技能竞赛',
  host: '北京亦庄技能评价中心',
  coHost: '北京某某职业学院',
  items: [{ occupation: '电工', level: '三级/高级工' }],
  noticeNo: '京开人社〔2026〕12号',
  from: '2026-12-05',
  to: '2026-12-06',
  contact: '李主任',
  phone: '010-67880000',
  note: '',
}

let world: World
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
})
afterEach(() => world.end())

const add = (over: Partial<Input<'contest.save'>> = {}) => world.call('contest.save', { ...INPUT, ...over })
const get = (id: number) => world.call('contest.get', { id })
const list = async (filter: Input<'contest.list'>['filter'] = {}) =>
  (await world.call('contest.list', { filter, page })).rows

const place = (contestId: number, over: Partial<Input<'contestPlace.save'>> = {}) =>
  world.call('contestPlace.save', {
    contestId,
    place: '实训一号馆',
    occupation: '电工',
    people: 120,
    fromOn: '2026-12-05',
    fromTime: '09:00',
    toOn: '2026-12-05',
    toTime: '17:00',
    note: '',
    ...over,
  })

const MEMBER: Omit<Input<'contestStaff.save'>, 'contestId'> = {
  name: '赵敏',
  duty: '赛务管理',
  certificate: '赛务-2026-001',
  validTo: '2026-12-06',
  phone: '',
}
const staff = (contestId: number, over: Partial<Input<'contestStaff.save'>> = {}) =>
  world.call('contestStaff.save', { ...MEMBER, contestId, ...over })

const inspector = (name: string) => ({ name, number: '', unit: '社会事业局', from: null, to: null })
const visitOf = (contest: Contest, over: Partial<Input<'contestVisit.save'>> = {}): Input<'contestVisit.save'> => ({
  contestId: contest.id,
  kind: 'during',
  placeId: contest.places[0]?.id ?? null,
  parts: ['theory'],
  on: world.today,
  endedOn: world.today,
  endReason: '',
  inspectors: [inspector('周玉梅'), inspector('郑红霞')],
  opinion: '',
  ...over,
})
/** On the day of the contest, unless the test lives on another one. */
const visit = (contest: Contest, over: Partial<Input<'contestVisit.save'>> = {}) => {
  if (world.today === TODAY) world.today = '2026-12-05'
  return world.call('contestVisit.save', visitOf(contest, over))
}

describe('the register', () => {
  test('saved, read back as it was typed, changed by who saw it as it is', async () => {
    const contest = await add({ name: ' 电工\u200b竞赛 ' })
    expect(contest).toMatchObject({
      ...INPUT,
      name: '电工竞赛',
      state: 'preparing',
      readyOn: null,
      quota: '',
    })
    const { id, seen } = contest
    const changed = await add({ id, seen, to: null, note: '改期' })
    expect(changed).toMatchObject({ id, to: null, note: '改期' })
    expect((await world.refuse('contest.save', { ...INPUT, id, seen })).code).toBe('STALE')
    expect((await world.refuse('contest.save', { ...INPUT, id: 99 })).code).toBe('NOT_FOUND')
  })

  test.each([
    ['name', { name: '\u200b' }],
    ['host', { host: '  ' }],
    ['to', { to: '2026-12-04' }],
    ['from', { from: '2026-02-30' }],
  ])('%s is looked at', async (field, over) => {
    expect((await world.refuse('contest.save', { ...INPUT, ...over })).fields).toHaveProperty(field)
    expect(await list()).toEqual([])
  })

  test('found by name, 主办, 文号, 职业 and place; by state; the latest first', async () => {
    const early = await add({ name: '焊工竞赛', from: '2026-11-01', to: '2026-11-02', items: [] })
    const late = await place((await add()).id)
    expect((await list()).map(row => row.id)).toEqual([late.id, early.id])
    for (const search of ['电工', '亦庄', '〔2026〕12', '实训', '三级'])
      expect((await list({ search, states: ['preparing'] })).map(row => row.id)).toEqual([late.id])
    expect(await list({ search: '没有的' })).toEqual([])
    expect((await list({ states: ['ended'] })).map(row => row.name)).toEqual(['焊工竞赛'])
    expect(await list({ search: '电工' })).toMatchObject([
      { occupations: '电工 三级/高级工', places: 1, people: 120, qualified: 0, visits: 0, nextDue: null, findings: 1 },
    ])
    expect((await world.call('contest.list', { filter: {}, page: { offset: 1, limit: 1 } })).total).toBe(2)
  })

  test('the recycle bin takes one without visits, and gives it back', async () => {
    const { id } = await add()
    await world.call('contest.remove', { id, reason: '重复' })
    expect(await list()).toEqual([])
    expect((await list({ trash: true })).map(row => row.id)).toEqual([id])
    expect((await get(id)).deletedAt).not.toBeNull()
    expect((await world.refuse('contest.ready', { id })).code).toBe('NOT_FOUND')
    await world.call('contest.restore', { id })
    expect((await world.refuse('contest.restore', { id })).code).toBe('STATE_BLOCKED')
    const contest = await visit(await place(id))
    expect((await world.refuse('contest.remove', { id, reason: '重复' })).code).toBe('STATE_BLOCKED')
    await world.call('contestVisit.remove', { id: contest.visits[0]?.id ?? 0, reason: '登错竞赛' })
    await world.call('contest.remove', { id, reason: '重复' })
  })
})

describe('就绪 (第八条)', () => {
  test('refused without 资质, with article and remedy; given with it; taken back by itself when it holds no longer', async () => {
    const { id } = await add()
    const refused = await world.refuse('contest.ready', { id })
    expect(refused).toMatchObject({ code: 'RULE_BLOCKED', findings: [{ rule: 'R-CMP-STAFF', severity: 'block' }] })
    await staff(id, { certificate: '' })
    expect((await world.refuse('contest.ready', { id })).message).toContain('没有有效的资质证明')
    const late = await staff(id, { name: '钱进', validTo: '2026-12-05' })
    expect(late.staff.map(member => member.qualified)).toEqual([false, false])
    expect((await world.refuse('contest.ready', { id })).code).toBe('RULE_BLOCKED')

    const able = await staff(id, { name: '孙立' })
    expect(able).toMatchObject({ state: 'preparing', staff: [{}, {}, { name: '孙立', qualified: true, file: null }] })
    expect(await world.call('contest.ready', { id })).toMatchObject({
      state: 'ready',
      readyOn: TODAY,
      readyBy: '测试员',
    })
    expect((await world.refuse('contest.ready', { id })).code).toBe('STATE_BLOCKED')
    expect(await list()).toMatchObject([{ state: 'ready', qualified: 1 }])

    const sun = able.staff[2]?.id ?? 0
    const gone = await world.call('contestStaff.remove', { id: sun, reason: '另有任务' })
    expect(gone).toMatchObject({ state: 'preparing', readyOn: TODAY })
    expect(gone.findings.map(found => found.severity)).toEqual(['block', 'warn'])
    expect(await staff(id, { name: '李强' })).toMatchObject({ state: 'ready' })
    expect(await world.call('contest.unready', { id, reason: '改期' })).toMatchObject({
      state: 'preparing',
      readyOn: null,
    })
    expect((await world.refuse('contest.unready', { id, reason: '改期' })).code).toBe('STATE_BLOCKED')
  })

  test('the calendar goes on: 进行中 and 已结束 by date, and then nothing can be declared', async () => {
    const { id } = await staff((await add()).id)
    for (const [today, state] of [
      ['2026-12-05', 'running'],
      ['2026-12-06', 'running'],
      ['2026-12-07', 'ended'],
    ] as const) {
      world.today = today
      expect((await get(id)).state).toBe(state)
      expect((await world.refuse('contest.ready', { id })).code).toBe('STATE_BLOCKED')
    }
  })

  test('资质证明 is kept, and stays when the rest is changed; a program is no proof', async () => {
    const { id, staff: before } = await staff((await add()).id, { file: { ...JPG, name: '../证书\u202egpj.exe.jpg' } })
    const [member] = before
    expect(member?.file).toMatchObject({ name: '证书gpj.exe.jpg', bytes: JPG.bytes.byteLength })
    expect(
      existsSync(join(world.dir, 'files', member?.file?.sha256.slice(0, 2) ?? '', member?.file?.sha256 ?? '')),
    ).toBe(true)
    const after = await staff(id, { id: member?.id, duty: '总裁判' })
    expect(after.staff).toEqual([{ ...member, seen: expect.any(String), duty: '总裁判' }])
    const exe = { name: '证书.pdf', bytes: new TextEncoder().encode('MZ\u0090\u0000') }
    expect((await world.refuse('contestStaff.save', { ...MEMBER, contestId: id, file: exe })).code).toBe('FILE_TYPE')
    expect((await world.refuse('contestStaff.save', { ...MEMBER, contestId: 99, file: JPG })).code).toBe('NOT_FOUND')
    expect((await world.refuse('contestStaff.save', { ...MEMBER, contestId: id, id: 99 })).code).toBe('NOT_FOUND')
    const other = await add({ name: '另一项' })
    const foreign = { ...MEMBER, contestId: other.id, id: member?.id }
    expect((await world.refuse('contestStaff.save', foreign)).code).toBe('NOT_FOUND')
    expect(
      (await world.refuse('contestStaff.save', { ...MEMBER, contestId: id, name: '\u200b' })).fields,
    ).toHaveProperty('name')
  })
})

describe('晋升比例 (附件7 事后第12项)', () => {
  const result = (contest: Contest, over: Partial<Input<'contest.result'>> = {}): Input<'contest.result'> => ({
    id: contest.id,
    seen: contest.seen,
    ratio: '1/3',
    ratioNo: '京人社〔2026〕8号',
    entrants: 100,
    applied: null,
    ...over,
  })

  test('33 of 100 at 1/3, not 34: blocked with 文号 and the rounding, and nothing is written', async () => {
    const contest = await add()
    const refused = await world.refuse('contest.result', result(contest, { applied: 34 }))
    expect(refused).toMatchObject({ code: 'RULE_BLOCKED', findings: [{ rule: 'R-CMP-RATIO' }] })
    expect(refused.message).toContain('京人社〔2026〕8号')
    expect(refused.message).toContain('100 × 1/3 = 33 又 1/3，舍去零头，最多 33 人')
    expect(await get(contest.id)).toMatchObject({ ratio: '', applied: null })
    const saved = await world.call('contest.result', result(contest, { ratio: '１ / ３', applied: 33 }))
    expect(saved).toMatchObject({ ratio: '1/3', applied: 33, quota: '100 × 1/3 = 33 又 1/3，舍去零头，最多 33 人' })
    // fewer competed after all
    const fewer = await world.refuse('contest.result', result(saved, { entrants: 98, applied: 33 }))
    expect(fewer.code).toBe('RULE_BLOCKED')
    expect((await world.refuse('contest.result', result(contest))).code).toBe('STALE')
  })

  test.each([
    ['ratio', { ratio: '0.3' }],
    ['ratio', { ratio: '4/3' }],
    ['ratioNo', { ratioNo: ' ' }],
    ['ratio', { ratio: '', applied: 1 }],
    ['entrants', { entrants: null, applied: 1 }],
    ['applied', { applied: 1.5 }],
    ['applied', { applied: -1 }],
  ])('%s is asked for: %j', async (field, over) => {
    expect((await world.refuse('contest.result', result(await add(), over))).fields).toHaveProperty(field)
  })
})

describe('places (附件6)', () => {
  test('in the order of time, with the 外督员 that each place is due', async () => {
    const { id } = await place((await add()).id, { fromTime: '13:00', toTime: '17:00', people: 80 })
    await place(id, { people: 119 })
    const contest = await place(id, { place: '二号馆', people: 199, fromTime: '08:00' })
    expect(contest.places.map(row => [row.place, row.fromTime, row.people, row.due])).toEqual([
      ['二号馆', '08:00', 199, '应当2名'],
      ['实训一号馆', '09:00', 119, '应当2名'],
      ['实训一号馆', '13:00', 80, '应当2名'],
    ])
    const [, second] = contest.places
    if (!second) throw new Error('three places are expected')
    const { due: _, ...known } = second
    const at200 = await world.call('contestPlace.save', { ...known, people: 120 })
    expect(at200.places.slice(1).map(row => row.due)).toEqual(['应当2名，可加派', '应当2名，可加派'])
    const gone = await world.call('contestPlace.remove', { id: known.id, reason: '合并' })
    expect(gone.places.map(row => row.people)).toEqual([199, 80])
    expect((await world.refuse('contestPlace.remove', { id: known.id, reason: '合并' })).code).toBe('NOT_FOUND')
  })

  test('bad input is refused, and a place of another contest is not this one’s', async () => {
    const contest = await place((await add()).id)
    const input = { ...visitless(contest), contestId: contest.id }
    for (const [field, over] of [
      ['toTime', { toTime: '09:00' }],
      ['toTime', { toOn: '2026-12-04' }],
      ['place', { place: '\u200b' }],
      ['people', { people: -1 }],
      ['fromTime', { fromTime: '25:00' }],
      ['fromTime', { fromTime: '24:00' }],
      ['toTime', { toTime: '24:01' }],
    ] as const)
      expect((await world.refuse('contestPlace.save', { ...input, ...over })).fields, field).toHaveProperty(field)
    const late = await world.call('contestPlace.save', { ...input, place: '夜场', toTime: '24:00' })
    expect(late.places.map(row => row.toTime)).toContain('24:00')
    const other = await add({ name: '另一项' })
    const foreign = { ...input, contestId: other.id, id: contest.places[0]?.id }
    expect((await world.refuse('contestPlace.save', foreign)).code).toBe('NOT_FOUND')
  })

  const visitless = (contest: Contest): Omit<Input<'contestPlace.save'>, 'contestId' | 'id'> => {
    const [first] = contest.places
    if (!first) throw new Error('a place is expected')
    const { id: _, contestId: __, due: ___, ...fields } = first
    return fields
  }
})

describe('督导 and 附件7 (第二十六条)', () => {
  const due = async () => (await deadlines(world)).map(row => [row.contestName, row.due, row.state, row.articleId])

  test('5个工作日 from the day the task was done; moved with a reason; submitted on the page of deadlines', async () => {
    world.today = '2026-09-24' // requirements §0: 09-24 → 10-09
    const contest = await place((await add({ from: '2026-09-24', to: '2026-09-24' })).id)
    const { visits } = await visit(contest)
    const id = visits[0]?.id ?? 0
    expect(visits).toMatchObject([{ place: '实训一号馆', on: '2026-09-24', parts: ['theory'], findings: [] }])
    expect(await due()).toEqual([[INPUT.name, '2026-10-09', 'open', '26']])
    expect(await list()).toMatchObject([{ visits: 1, nextDue: '2026-10-09' }])

    const later = { id, endedOn: '2026-09-28' }
    expect((await world.refuse('contestVisit.save', visitOf(contest, later))).fields).toHaveProperty('endReason')
    await visit(contest, { ...later, endReason: '次日继续' })
    expect(await due()).toEqual([[INPUT.name, '2026-10-10', 'open', '26']])

    const [row] = await deadlines(world)
    if (!row) throw new Error('a deadline is expected')
    expect(row).toMatchObject({ contestId: contest.id, batchId: null, batchName: '', source: 'visit' })
    const early = { id: row.id, submittedOn: '2026-09-24', receipt: '' }
    expect((await world.refuse('deadline.submit', early)).fields).toHaveProperty('submittedOn')
    world.today = '2026-10-12'
    expect(await due()).toMatchObject([[INPUT.name, '2026-10-10', 'overdue', '26']])
    await world.call('deadline.submit', { id: row.id, submittedOn: '2026-10-12', receipt: 'HZ-1' })
    expect(await due()).toMatchObject([[INPUT.name, '2026-10-10', 'late', '26']])
  })

  test('a year that is not loaded is said, and computed when it is', async () => {
    world.today = '2026-12-29'
    await visit(await place((await add()).id))
    expect(await due()).toEqual([[INPUT.name, null, 'unknown', '26']])
    const text = `国务院办公厅关于2027年部分节假日安排的通知 国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。`
    await world.call('calendar.load', { text, confirm: true })
    expect((await due())[0]?.[1]).toBe('2027-01-06') // 12-30, 12-31, 01-04, 01-05, 01-06
  })

  test('事中 needs a place, 事后 does not; days and people are looked at', async () => {
    const contest = await place((await add()).id)
    world.today = '2026-12-05'
    const bad: [string, Partial<Input<'contestVisit.save'>>][] = [
      ['placeId', { placeId: null }],
      ['on', { on: '2026-12-04', endedOn: '2026-12-04' }],
      ['on', { on: '2026-12-06', endedOn: '2026-12-06' }],
      ['endedOn', { endedOn: '2026-12-04' }],
      ['endedOn', { endedOn: '2026-12-07', opinion: '秩序良好' }], // it has not ended yet
      ['inspectors', { inspectors: [] }],
    ]
    for (const [field, over] of bad)
      expect((await world.refuse('contestVisit.save', visitOf(contest, over))).fields, field).toHaveProperty(field)
    expect((await world.refuse('contestVisit.save', visitOf(contest, { placeId: 99 }))).code).toBe('NOT_FOUND')
    expect((await world.refuse('contestVisit.save', visitOf(contest, { id: 99 }))).code).toBe('NOT_FOUND')
    const after = await visit(contest, { kind: 'after', placeId: null, parts: ['skill'] })
    expect(after.visits).toMatchObject([{ kind: 'after', place: '', parts: [], findings: [] }])
    const one = await visit(contest, { inspectors: [inspector('周玉梅')] })
    expect(one.visits.flatMap(v => v.findings)).toMatchObject([{ rule: 'R-EXT-26', severity: 'info' }])
    const id = one.places[0]?.id ?? 0
    expect((await world.refuse('contestPlace.remove', { id, reason: '取消' })).code).toBe('STATE_BLOCKED')
  })

  test('struck out with its deadline; a scan is kept', async () => {
    const contest = await visit(await place((await add()).id))
    const id = contest.visits[0]?.id ?? 0
    const scanned = await world.call('contestVisit.scan', { id, form: '附件7', file: JPG })
    expect(scanned.visits[0]?.scans).toMatchObject([{ form: '附件7', file: { name: JPG.name } }])
    const html = { name: '表.jpg', bytes: new TextEncoder().encode('<script>') }
    expect((await world.refuse('contestVisit.scan', { id, form: '附件7', file: html })).code).toBe('FILE_TYPE')
    expect((await world.call('contestVisit.remove', { id, reason: '登错' })).visits).toEqual([])
    expect(await due()).toEqual([])
    expect((await world.refuse('contestVisit.scan', { id, form: '附件7', file: JPG })).code).toBe('NOT_FOUND')
    expect((await world.refuse('contestVisit.remove', { id, reason: '登错' })).code).toBe('NOT_FOUND')
  })
})

test('rows are never deleted, and all of it is in the log', async () => {
  const contest = await visit(await staff((await place((await add()).id)).id))
  await world.call('contestVisit.scan', { id: contest.visits[0]?.id ?? 0, form: '附件7', file: JPG })
  await world.close()
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(join(world.dir, 'data.sqlite'))
  try {
    for (const table of ['contest', 'contest_place', 'contest_staff', 'contest_visit', 'contest_visit_scan'])
      expect(() => db.prepare(`DELETE FROM ${table}`).run(), table).toThrow('never deleted')
  } finally {
    db.close()
  }
  await world.reopen()
  expect(await get(contest.id)).toMatchObject({ visits: [{ scans: [{}] }], staff: [{}], places: [{}] })
  expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
})

describe('K1–K15', () => {
  const slots = async (contestId: number) => (await world.call('contestSlot.list', { contestId })).slots

  test('a paper that does not apply has a reason, until a file lies there', async () => {
    const { id } = await add()
    expect(await slots(id)).toHaveLength(15)
    expect((await slots(id)).every(slot => slot.state === 'missing')).toBe(true)
    await world.call('contestSlot.setNa', { contestId: id, slot: 'K9', reason: '没有提出仲裁' })
    expect((await slots(id))[8]).toMatchObject({ slot: 'K9', state: 'na', reason: '没有提出仲裁' })
    await world.call('contestSlot.setNa', { contestId: id, slot: 'K9', reason: '无人提出仲裁' })
    expect((await slots(id))[8]?.reason).toBe('无人提出仲裁')

    world.answers.open.push(join(import.meta.dirname, '..', '..', 'resources', 'sample', 'roster.xlsx'))
    await world.call('evidence.intake', { owner: { kind: 'contest', id, slot: 'K9' }, from: 'files', facts: {} })
    expect((await slots(id))[8]).toMatchObject({ state: 'archived', files: 1, reason: '' })
    const refused = await world.refuse('contestSlot.setNa', { contestId: id, slot: 'K9', reason: '没有' })
    expect(refused.message).toContain('K9 仲裁委员会工作记录')
  })

  test('what is no paper, no contest, or not 不适用 is refused', async () => {
    const { id } = await add()
    const code = async (route: 'contestSlot.setNa' | 'contestSlot.clearNa', slot: string, contestId = id) =>
      (await world.refuse(route, { contestId, slot, reason: '没有' } as never)).code
    expect(await code('contestSlot.setNa', 'K16')).toBe('INPUT_INVALID')
    expect(await code('contestSlot.setNa', 'G2')).toBe('INPUT_INVALID')
    expect(await code('contestSlot.setNa', 'K1', id + 1)).toBe('NOT_FOUND')
    expect((await world.refuse('contestSlot.clearNa', { contestId: id, slot: 'K1' })).code).toBe('STATE_BLOCKED')
  })
})

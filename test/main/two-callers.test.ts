/**
 * Two callers on one backend, over every route that edits what is there. Both looked at the same state: the first write is accepted and
 * stands, the second is told. The cases are exhaustive by type; a route that was not reached fails the last test.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../src-main/backend.ts'
import { type Output, type RouteName, routes } from '../../src-shared/contract/index.ts'
import type { ErrorCode } from '../../src-shared/errors.ts'
import { portrait } from '../print/pictures.ts'
import {
  addBatch,
  addScene,
  addSession,
  addVisit,
  candidateLines,
  fill,
  JPG,
  PLAN,
  page,
  type Scene,
  SESSION,
  startRecord,
} from './batch-office.ts'
import { justSeen } from './justSeen.ts'
import { addCarded, addOrg, addPerson, addPhoto, orgInput, personInput } from './people.ts'
import { plant, sql } from './planted.ts'
import { xlsx } from './sheets.ts'
import { addDevice, equip, LATHE, openVenue, picture, VENUE } from './venue-office.ts'
import { createWorld, type Said, type World } from './world.ts'

type Editing = { [R in RouteName]: (typeof routes)[R] extends { edits: object } ? R : never }[RouteName]
type Pair<R extends RouteName> = () => Promise<[Said<R>, Said<R>]>

let world: World
let scene: Scene
let other: Client
let count = 0
const one = () => ++count
const reached = new Set<RouteName>()

beforeAll(async () => {
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
  other = await world.backend.join('第二个窗口', {
    dialogs: {
      openFile: async () => null,
      openFiles: async () => null,
      openFolder: async () => null,
      saveFile: async () => null,
      dropped: async () => [],
    },
    openPath: async () => undefined,
    user: '乙',
  })
})
afterAll(() => world.end())

const COURSE = {
  ...{
    name: '内督员培训班',
    subject: '政策',
    organizer: '',
    teacher: '',
    place: '',
    paper: '',
    hours: 8,
    passMark: 60,
  },
  ...{ fromOn: '2026-10-01', toOn: '2026-10-02' },
  people: [] as { supervisorId: number; hours: number; score: number }[],
}
const course = async () => {
  const { id } = await addPerson(world, { name: `学员${one()}` })
  return world.call('course.save', { ...COURSE, people: [{ supervisorId: id, hours: 8, score: 80 }] })
}

const reasons = <I extends object>(id: I): [I & { reason: string }, I & { reason: string }] => [
  { ...id, reason: '甲的原因' },
  { ...id, reason: '乙的原因' },
]
const notes = <I extends object>(input: I): [I & { note: string }, I & { note: string }] => [
  { ...input, note: '甲写的' },
  { ...input, note: '乙写的' },
]
const person = () => addPerson(world, { name: `人员${one()}` })
const card = async () => (await addCarded(world, { name: `持证${one()}` })).card.id
/** The card of somebody whose term was ended, 备案 before it. */
const dismissed = async () => {
  const { person, card } = await addCarded(world, { name: `离任${one()}` }, '2026-11-02')
  await world.call('filing.record', { selection: { ids: [card.id] }, filedOn: world.today, receipt: '收8' })
  await world.call('appointment.dismiss', { selection: { ids: [person.id] }, on: world.today, reason: '调离' })
  return card.id
}
const venue = () => openVenue(world, { name: `场地${one()}` })
const batch = () => addBatch(world, { planNo: `P-${one()}`, name: `批次${count}` })
const contest = (from = '2026-12-01') =>
  world.call('contest.save', {
    name: `竞赛${one()}`,
    host: '本机构',
    coHost: '',
    items: [],
    noticeNo: '',
    from,
    to: '2026-12-02',
    contact: '',
    phone: '',
    note: '',
  })
const contestOf = ({ id, name, host, coHost, items, noticeNo, from, to, contact, phone }: Output<'contest.get'>) => ({
  ...{ id, name, host, coHost, items, noticeNo, from, to, contact, phone },
})
const place = async () => {
  const { id } = await contest()
  const input = {
    contestId: id,
    place: '体育馆',
    occupation: '',
    people: 10,
    fromTime: '09:00',
    toTime: '10:00',
    note: '',
  }
  const { places } = await world.call('contestPlace.save', { ...input, fromOn: '2026-12-01', toOn: '2026-12-01' })
  return { ...input, fromOn: '2026-12-01', toOn: '2026-12-01', id: places[0]?.id ?? 0 }
}
const contestStaff = async () => {
  const { id } = await contest()
  const input = { contestId: id, name: '赵敏', duty: '裁判', certificate: '证1', validTo: '2029-01-01', phone: '' }
  const { staff } = await world.call('contestStaff.save', input)
  return { ...input, id: staff[0]?.id ?? 0 }
}
const contestVisit = async () => {
  const { id } = await contest('2026-11-20')
  const inspectors = [{ name: '周玉梅', number: '', unit: '', from: null, to: null }]
  const day = { on: world.today, endedOn: world.today, endReason: '' }
  const input = { contestId: id, kind: 'after' as const, placeId: null, parts: [], ...day, inspectors, opinion: '' }
  const { visits } = await world.call('contestVisit.save', input)
  return { ...input, id: visits[0]?.id ?? 0 }
}
const fix = async () => {
  const batchId = (await batch()).id
  const input = {
    batchId,
    recordId: null,
    visitId: null,
    number: '',
    problem: '标识遮挡',
    measure: '',
    responsible: '刘',
    due: null,
  }
  return { ...input, id: (await world.call('rectification.save', input)).id }
}
const reply = async (id: number) => {
  await world.call('rectification.reply', { id, reply: '已改', on: world.today, evidence: [JPG] })
  return id
}
const deadline = async () =>
  (await world.call('deadline.add', { what: `报送${one()}`, basis: '', due: '2026-12-30', batchId: null })).id
const count10 = async () => {
  const venueId = (await venue()).id
  await equip(world, venueId)
  return (await world.call('venueCheck.start', { venueId, room: null, source: 'current' })).id
}
const finished = async () => {
  const checkId = await count10()
  await world.call('venueCheck.finish', { checkId, rest: 'short', note: '' })
  return checkId
}
const outcome = (checkId: number) => ({
  ...{ checkId, conforms: true, persons: '王外督', agency: '', on: world.today, note: '', attachment: null },
})
const photo = async () => {
  const file = { name: '场地.jpg', bytes: await picture() }
  const { id } = await world.call('venue.addFile', {
    id: (await venue()).id,
    kind: 'photo',
    file,
    takenOn: null,
    note: '',
  })
  return id
}
const evidence = async () => plant(world, (await batch()).id, 'G2', new TextEncoder().encode(`证据${one()}`)).id
const staff = async () => {
  const { id: batchId } = await batch()
  const input = {
    batchId,
    sessionIds: [await addSession(world, batchId)],
    role: 'affairs' as const,
    name: '郭敏',
    supervisorId: null,
    certificate: '',
    validTo: null,
    phone: '',
  }
  const { staff } = await world.call('staff.save', input)
  return { ...input, id: staff[0]?.id ?? 0 }
}
const draft = async () => startRecord(world, scene, { on: world.today })

const CASES: { [R in Editing]: Pair<R> } = {
  'org.save': async () => [
    { ...orgInput, filingContact: '甲处' },
    { ...orgInput, filingContact: '乙处' },
  ],
  'org.setLogo': async () => [{ image: await picture() }, { image: null }],
  'supervisor.save': async () => notes({ ...personInput, id: (await person()).id, name: `人员${count}` }),
  'supervisor.setPhoto': async () => {
    const { id } = await person()
    const image = (seed: number) => ({ name: '照片.jpg', bytes: new Uint8Array(portrait(seed)) })
    return [
      { id, image: image(1) },
      { id, image: image(2) },
    ]
  },
  'supervisor.removePhoto': async () => {
    const { id } = await person()
    await addPhoto(world, id)
    return [{ id }, { id }]
  },
  'card.void': async () => reasons({ id: await card() }),
  'card.lost': async () => reasons({ id: await card(), on: world.today }),
  'card.found': async () => {
    const id = await card()
    await world.call('card.lost', { id, on: world.today, reason: '遗失' })
    return reasons({ id })
  },
  'card.reissue': async () => reasons({ id: await card(), on: world.today }),
  'card.return': async () => reasons({ id: await dismissed(), on: world.today }),
  'card.unreturn': async () => {
    const id = await dismissed()
    await world.call('card.return', { id, on: world.today, reason: '' })
    return reasons({ id })
  },
  'filing.clearChange': async () => {
    const id = await dismissed()
    await world.call('filing.recordChange', { selection: { ids: [id] }, on: world.today, receipt: '变更1' })
    return reasons({ id })
  },
  'filing.clear': async () => {
    const id = await card()
    await world.call('filing.record', { selection: { ids: [id] }, filedOn: world.today, receipt: '收9' })
    return reasons({ id })
  },
  'filing.setColumns': async () => [
    { columns: [{ key: 'name', header: '姓名', width: 12 }] },
    { columns: [{ key: 'code', header: '编号', width: 20 }] },
  ],
  'calibration.remove': async () => {
    const id = sql(world, db =>
      db
        .prepare(
          `INSERT INTO calibration (printer, paper, side, fit, readings, at, actor) VALUES (?, 'A4', 'front', '{}', '[]', ?, '')`,
        )
        .run(`打印机${one()}`, '2026-11-23T01:30:00.000Z'),
    ).lastInsertRowid
    return [{ id: Number(id) }, { id: Number(id) }]
  },
  'venue.save': async () => notes({ ...VENUE, id: (await venue()).id, name: `场地${count}` }),
  'venue.remove': async () => reasons({ id: (await venue()).id }),
  'venue.restore': async () => {
    const { id } = await venue()
    await world.call('venue.remove', { id, reason: '重复' })
    return [{ id }, { id }]
  },
  'venue.setFiling': async () => {
    const filing = { id: (await venue()).id, filedOn: null, validUntil: null, attachment: null, baseline: false }
    return [
      { ...filing, status: 'submitted', receipt: '甲' },
      { ...filing, status: 'submitted', receipt: '乙' },
    ]
  },
  'venue.datePhoto': async () => {
    const fileId = await photo()
    return [
      { fileId, takenOn: '2026-10-01' },
      { fileId, takenOn: '2026-10-02' },
    ]
  },
  'venue.removeFile': async () => reasons({ fileId: await photo() }),
  'equipment.save': async () => {
    const venueId = (await venue()).id
    return notes({ ...LATHE, venueId, id: (await addDevice(world, venueId)).id })
  },
  'venueCheck.set': async () => {
    const checkId = await count10()
    return [
      { checkId, no: 1, result: 'short', counted: 3 },
      { checkId, no: 1, result: 'match' },
    ]
  },
  'venueCheck.clear': async () => {
    const checkId = await count10()
    await world.call('venueCheck.set', { checkId, no: 1, result: 'match' })
    return [
      { checkId, no: 1 },
      { checkId, no: 1 },
    ]
  },
  'venueCheck.finish': async () => notes({ checkId: await count10(), rest: 'short' }),
  'venueCheck.abandon': async () => reasons({ checkId: await count10() }),
  'venueCheck.recordOutcome': async () => {
    const checkId = await finished()
    return [outcome(checkId), { ...outcome(checkId), conforms: false }]
  },
  'venueCheck.strikeOutcome': async () => {
    const checkId = await finished()
    await world.call('venueCheck.recordOutcome', outcome(checkId))
    return reasons({ checkId })
  },
  'batch.save': async () => notes({ ...PLAN, id: (await batch()).id, planNo: `P-${count}` }),
  'batch.remove': async () => reasons({ id: (await batch()).id }),
  'batch.restore': async () => {
    const { id } = await batch()
    await world.call('batch.remove', { id, reason: '重复' })
    return [{ id }, { id }]
  },
  'session.save': async () => {
    const batchId = (await batch()).id
    const input = { ...SESSION, batchId, id: await addSession(world, batchId) }
    return [
      { ...input, room: '甲考场' },
      { ...input, room: '乙考场' },
    ]
  },
  'session.remove': async () => reasons({ id: await addSession(world, (await batch()).id) }),
  'staff.save': async () => {
    const input = await staff()
    return [
      { ...input, phone: '1' },
      { ...input, phone: '2' },
    ]
  },
  'staff.remove': async () => {
    const { id } = await staff()
    return [{ id }, { id }]
  },
  'candidate.import': async () => {
    const batchId = (await batch()).id
    return [
      { batchId, file: xlsx(candidateLines(3)), confirm: true },
      { batchId, file: xlsx(candidateLines(5)), confirm: true },
    ]
  },
  'course.save': async () => {
    const { id } = await course()
    return [
      { ...COURSE, id, place: '甲' },
      { ...COURSE, id, place: '乙' },
    ]
  },
  'course.finish': async () => {
    const { id } = await course()
    return [{ id }, { id }]
  },
  'course.strike': async () => reasons({ id: (await course()).id }),
  'score.save': async () => {
    const batchId = (await batch()).id
    await world.call('candidate.import', { batchId, file: xlsx(candidateLines(2)), confirm: true })
    const { rows } = await world.call('score.list', { batchId })
    const scored = (theory: number) => rows.map(({ id }) => ({ id, scores: { theory } }))
    return [
      { batchId, rule: {}, rows: scored(80) },
      { batchId, rule: {}, rows: scored(90) },
    ]
  },
  'supervision.seal': async () => {
    const record = await fill(world, await draft())
    return [{ id: record.id }, { id: record.id }]
  },
  'supervision.discard': async () => reasons({ id: (await draft()).id }),
  'visit.setKinds': async () => [{ kinds: ['现场督导', '甲类'] }, { kinds: ['现场督导', '乙类'] }],
  'visit.save': async () => {
    const visit = await addVisit(world, (await batch()).id)
    const { id, batchId, kind, on, endedOn, endReason, inspectors } = visit
    return [
      { id, batchId, kind, on, endedOn, endReason, inspectors, opinion: '甲记的意见' },
      { id, batchId, kind, on, endedOn, endReason, inspectors, opinion: '乙记的意见' },
    ]
  },
  'visit.strike': async () => reasons({ id: (await addVisit(world, (await batch()).id)).id }),
  'visit.move': async () => {
    const { id } = await addVisit(world, (await batch()).id)
    return [
      { id, batchId: (await batch()).id, reason: '甲移' },
      { id, batchId: (await batch()).id, reason: '乙移' },
    ]
  },
  'deadline.submit': async () => {
    const id = await deadline()
    return [
      { id, submittedOn: world.today, receipt: '甲' },
      { id, submittedOn: world.today, receipt: '乙' },
    ]
  },
  'deadline.reopen': async () => {
    const id = await deadline()
    await world.call('deadline.submit', { id, submittedOn: world.today, receipt: '' })
    return reasons({ id })
  },
  'rectification.save': async () => {
    const input = await fix()
    return [
      { ...input, measure: '甲的措施' },
      { ...input, measure: '乙的措施' },
    ]
  },
  'rectification.reply': async () => {
    const { id } = await fix()
    return [
      { id, reply: '甲的回复', on: world.today, evidence: [] },
      { id, reply: '乙的回复', on: world.today, evidence: [] },
    ]
  },
  'rectification.close': async () => {
    const id = await reply((await fix()).id)
    return [
      { id, reviewer: '张宏', on: world.today },
      { id, reviewer: '李静', on: world.today },
    ]
  },
  'rectification.reopen': async () => {
    const id = await reply((await fix()).id)
    await world.call('rectification.close', { id, reviewer: '张宏', on: world.today })
    return reasons({ id })
  },
  'contest.save': async () => notes(contestOf(await contest())),
  'contest.ready': async () => {
    const { contestId: id } = await contestStaff()
    return [{ id }, { id }]
  },
  'contest.unready': async () => {
    const { contestId: id } = await contestStaff()
    await world.call('contest.ready', { id })
    return reasons({ id })
  },
  'contest.result': async () => {
    const { id } = await contest()
    return [
      { id, ratio: '1/3', ratioNo: '甲号', entrants: 10, applied: null },
      { id, ratio: '1/3', ratioNo: '乙号', entrants: 20, applied: null },
    ]
  },
  'contest.remove': async () => reasons({ id: (await contest()).id }),
  'contest.restore': async () => {
    const { id } = await contest()
    await world.call('contest.remove', { id, reason: '重复' })
    return [{ id }, { id }]
  },
  'contestPlace.save': async () => notes(await place()),
  'contestPlace.remove': async () => reasons({ id: (await place()).id }),
  'contestStaff.save': async () => {
    const input = await contestStaff()
    return [
      { ...input, phone: '1' },
      { ...input, phone: '2' },
    ]
  },
  'contestStaff.remove': async () => reasons({ id: (await contestStaff()).id }),
  'contestVisit.save': async () => {
    const input = await contestVisit()
    return [
      { ...input, opinion: '甲记的' },
      { ...input, opinion: '乙记的' },
    ]
  },
  'contestVisit.remove': async () => reasons({ id: (await contestVisit()).id }),
  'contestSlot.setNa': async () => reasons({ contestId: (await contest()).id, slot: 'K9' }),
  'contestSlot.clearNa': async () => {
    const input = { contestId: (await contest()).id, slot: 'K9' }
    await world.call('contestSlot.setNa', { ...input, reason: '没有仲裁' })
    return [input, input]
  },
  'evidence.save': async () => {
    const ids = [await evidence()]
    return [
      { ids, facts: { title: '甲定的题名' } },
      { ids, facts: { title: '乙定的题名' } },
    ]
  },
  'evidence.strike': async () => reasons({ ids: [await evidence()] }),
  'evidence.mark': async () => {
    const { id: batchId } = await batch()
    const { id } = plant(world, batchId, 'X6', new Uint8Array(portrait(one())), { type: 'image/jpeg' })
    const box = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 }
    return [
      { id, boxes: [box] },
      { id, boxes: [box, { ...box, x: 0.5 }] },
    ]
  },
  'slot.setNa': async () => reasons({ batchId: (await batch()).id, slot: 'X5' }),
  'slot.clearNa': async () => {
    const input = { batchId: (await batch()).id, slot: 'X5' }
    await world.call('slot.setNa', { ...input, reason: '没有异常' })
    return [input, input]
  },
  'paper.setOwn': async () => [
    { head: '甲的抬头', note: '', columns: {} },
    { head: '乙的抬头', note: '', columns: {} },
  ],
  'score.setItems': async () => {
    const items = { occupation: '电工', level: '四级/中级工', kind: 'skill' as const }
    return [
      { ...items, items: [{ name: '甲项', points: '10', standard: '' }] },
      { ...items, items: [{ name: '乙项', points: '20', standard: '' }] },
    ]
  },
  'retention.set': async () => [
    { slot: 'G2', years: 10 },
    { slot: 'G2', years: 20 },
  ],
}

/** What is told where the row is gone altogether, or what was entered stands in a table of its own, whose state refuses the second. */
const TOLD: Partial<Record<Editing, ErrorCode>> = {
  'calibration.remove': 'NOT_FOUND',
  'card.return': 'RULE_BLOCKED',
  'card.unreturn': 'STATE_BLOCKED',
  'filing.clearChange': 'STATE_BLOCKED',
}

describe('both saw the same, both write', () => {
  test.each(Object.keys(CASES) as Editing[])('%s: the first stands, the second is told', async name => {
    const [first, second] = await CASES[name]()
    const mine = (await justSeen(world.backend, world.dir, name, first)) as { seen: unknown }
    const theirs = { ...second, seen: mine.seen }
    expect(await world.backend.call('a', name, mine)).toMatchObject({ ok: true })
    reached.add(name)
    const now = (await justSeen(world.backend, world.dir, name, second)) as { seen: unknown }
    const answer = await other.call('b', name, theirs)
    const code = TOLD[name] ?? 'STALE'
    expect(answer).toMatchObject({ ok: false, error: { code } })
    expect(await justSeen(world.backend, world.dir, name, second)).toEqual(now) // nothing of the second was written
  })

  test('without saying what was seen, an existing row is not edited', async () => {
    for (const name of ['batch.save', 'visit.save', 'session.save'] as const) {
      const [first] = await CASES[name]()
      expect(await other.call('b', name, first)).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } })
    }
  })

  test('every route of the contract that edits was reached', () => {
    const editing = (Object.keys(routes) as RouteName[]).filter(name => routes[name].edits)
    expect([...reached].sort()).toEqual(editing.sort())
  })
})

describe('a 督导记录 that two people fill', () => {
  const draftOf = ({ badge, items, opinion, phases, on }: Output<'supervision.get'>) => ({
    badge,
    items,
    opinion,
    phases,
    on,
  })
  const answered = (record: Output<'supervision.get'>, number: string, answer: 'yes' | 'no', remark = '') => ({
    ...draftOf(record),
    items: record.items.map(item => (item.number === number ? { number, answer, remark } : item)),
  })

  test('different items: both stand', async () => {
    const record = await draft()
    const was = draftOf(record)
    const no = answered(record, '1', 'no', '序号1:缺制度')
    expect(await world.backend.call('a', 'supervision.save', { id: record.id, was, ...no })).toMatchObject({ ok: true })
    const yes = answered(record, '2', 'yes')
    expect(await other.call('b', 'supervision.save', { id: record.id, was, ...yes })).toMatchObject({ ok: true })
    const { items } = await world.call('supervision.get', { id: record.id })
    expect(items.slice(0, 2)).toEqual([
      { number: '1', answer: 'no', remark: '序号1:缺制度' },
      { number: '2', answer: 'yes', remark: '' },
    ])
  })

  test('the same item: the second is told which, and nothing of his is written', async () => {
    const record = await draft()
    const was = draftOf(record)
    await world.backend.call('a', 'supervision.save', { id: record.id, was, ...answered(record, '1', 'no', '缺制度') })
    const answer = await other.call('b', 'supervision.save', {
      ...{ id: record.id, was },
      ...answered(record, '1', 'yes'),
      opinion: '乙的意见',
    })
    expect(answer).toMatchObject({ ok: false, error: { code: 'STALE', message: expect.stringContaining('第 1 项') } })
    expect(await world.call('supervision.get', { id: record.id })).toMatchObject({ opinion: '' })
  })

  test('what is sealed is what was seen', async () => {
    const record = await fill(world, await draft())
    const file = { name: '佐证.jpg', bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]) }
    await other.call('b', 'supervision.attach', { id: record.id, number: '8', file })
    const sealing = await world.backend.call('a', 'supervision.seal', { id: record.id, seen: record.seen })
    expect(sealing).toMatchObject({ ok: false, error: { code: 'STALE' } })
  })
})

describe('what a caller opened is its own', () => {
  test('a preview of the other is neither seen nor thrown out', async () => {
    const lines = [{ 姓名: '新人', 性别: '男', 出生日期: '1990-01-01' }]
    const mine = await world.call('roster.preview', { file: xlsx(lines), duplicates: 'skip' })
    for (let i = 0; i < 5; i++) await other.call(`b${i}`, 'roster.preview', { file: xlsx(lines), duplicates: 'skip' })
    const importId = mine?.importId ?? ''
    expect(await other.call('b', 'roster.commit', { importId })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
    expect((await world.call('roster.rows', { importId, page })).total).toBe(1)
  })

  test('nobody cancels another’s call, and progress is told to its own caller alone', async () => {
    const heard: string[] = []
    const leave = other.on(event => event.type === 'progress' && heard.push(event.label))
    const file = xlsx(candidateLines(2000))
    const batchId = (await batch()).id
    const importing = world.call('candidate.import', { batchId, file, confirm: true }, 'mine')
    expect(await other.call('b', 'job.cancel', { call: 'mine' })).toEqual({ ok: true, value: { found: false } })
    expect(await importing).toMatchObject({ written: 2000 })
    expect(heard).toEqual([])
    leave()
  })

  test('经办人 is the caller’s own', async () => {
    await other.call('b', 'app.setOperator', { name: '乙经办' })
    await person()
    const { rows } = await world.call('audit.list', { search: '登记「人员', page })
    expect(rows[0]?.actor).toBe('测试员')
  })
})

test('an open dialog keeps no restore waiting; its call is told that the data were replaced', async () => {
  const { path } = await world.call('backup.create', {})
  let choose: (path: string) => void = () => undefined
  let asked: () => void = () => undefined
  const open = new Promise<void>(resolve => {
    asked = resolve
  })
  const third = await world.backend.join('第三个窗口', {
    dialogs: {
      openFile: () =>
        new Promise<string>(resolve => {
          choose = resolve
          asked()
        }),
      openFiles: async () => null,
      openFolder: async () => null,
      saveFile: async () => null,
      dropped: async () => [],
    },
    openPath: async () => undefined,
    user: '丙',
  })
  const previewing = third.call('c', 'roster.preview', { duplicates: 'skip' })
  await open
  const name = path.split(/[\\/]/).at(-1) ?? ''
  await world.call('restore.run', { source: 'here', name, confirm: '恢复' })
  choose('/nowhere/名册.xlsx')
  expect(await previewing).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
})

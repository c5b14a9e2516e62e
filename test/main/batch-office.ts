/** An office with a batch, its sessions and people with cards, for the tests of batches; everything is in order, a test breaks one thing. */
import type { Input, Output } from '../../src-shared/contract/index.ts'
import { addCarded, idNumber } from './people.ts'
import type { Line } from './sheets.ts'
import type { World } from './world.ts'

export type Batch = Output<'batch.get'>
export type Dates = Input<'batch.save'>['dates']

export const NO_DATES: Dates = {
  filedOn: null,
  plannedOn: null,
  announcedOn: null,
  signupFrom: null,
  signupTo: null,
  reviewedOn: null,
  examFrom: null,
  examTo: null,
  scoredOn: null,
  publicFrom: null,
  publicTo: null,
  certifiedOn: null,
  archivedOn: null,
}

/** Two days of examination, two days after TODAY's weekend. */
export const EXAM = '2026-11-28'

export const PLAN: Input<'batch.save'> = {
  planNo: 'BDA-2026-031',
  name: '2026年第七批电工',
  org: '',
  forms: ['theory', 'skill'],
  items: [{ occupation: '电工', trade: '维修电工', level: '四级/中级工', planned: 40, actual: null }],
  venueId: null,
  place: '亦新校区',
  contact: '李主任',
  phone: '010-67880000',
  dates: { ...NO_DATES, filedOn: '2026-10-08', plannedOn: '2026-10-20', examFrom: EXAM, examTo: '2026-11-29' },
  note: '',
}

export const addBatch = (world: World, over: Partial<Input<'batch.save'>> = {}): Promise<Batch> =>
  world.call('batch.save', { ...PLAN, ...over })

export const SESSION: Omit<Input<'session.save'>, 'batchId'> = {
  date: EXAM,
  from: '09:00',
  to: '11:00',
  room: '一考场',
  subject: '理论',
  count: 40,
  actual: null,
  explanation: '',
}

/** The id of a new session. */
export async function addSession(
  world: World,
  batchId: number,
  over: Partial<Input<'session.save'>> = {},
): Promise<number> {
  const known = new Set((await world.call('batch.get', { id: batchId })).sessions.map(session => session.id))
  const { sessions } = await world.call('session.save', { ...SESSION, batchId, ...over })
  const added = sessions.find(session => !known.has(session.id))
  if (!added) throw new Error('no session was added')
  return added.id
}

export const addStaff = (
  world: World,
  batchId: number,
  sessionIds: number[],
  over: Partial<Input<'staff.save'>> = {},
): Promise<Batch> =>
  world.call('staff.save', {
    batchId,
    sessionIds,
    role: 'examiner',
    name: '孙立',
    supervisorId: null,
    certificate: 'KP001',
    validTo: '2027-12-31',
    phone: '',
    ...over,
  })

/** People with a card whose 备案 is recorded: who may supervise. */
export async function addSupervisors(world: World, ...names: string[]): Promise<number[]> {
  const ids: number[] = []
  const cardIds: number[] = []
  for (const name of names) {
    const { person, card } = await addCarded(world, { name })
    ids.push(person.id)
    cardIds.push(card.id)
  }
  await world.call('filing.record', { selection: { ids: cardIds }, filedOn: world.today, receipt: '收001' })
  return ids
}

export const order = (
  batchId: number,
  people: [supervisorId: number, sessionIds: number[], override?: string][],
  over: Partial<Input<'assign.issue'>> = {},
): Input<'assign.issue'> => ({
  batchId,
  content: '考场巡视',
  issuer: '张宏',
  issuedOn: '2026-11-23',
  people: people.map(([supervisorId, sessionIds, override = null]) => ({ supervisorId, sessionIds, override })),
  ...over,
})

export interface Scene {
  batch: Batch
  /** Two sessions, morning and afternoon. */
  sessions: [number, number]
  /** 王一 is on the 委派单 for both sessions, 李二 on none. */
  person: number
  other: number
  assignment: Output<'assign.issue'>
}

/** A batch with two sessions and a valid 委派单. */
export async function addScene(world: World, date = world.today): Promise<Scene> {
  const batch = await addBatch(world)
  // today, so that what was seen can be recorded: no record is earlier than its session
  const first = await addSession(world, batch.id, { date })
  const second = await addSession(world, batch.id, {
    date,
    from: '13:30',
    to: '16:30',
    room: '实操室',
    subject: '实操',
  })
  const [person = 0, other = 0] = await addSupervisors(world, '王一', '李二')
  const assignment = await world.call('assign.issue', order(batch.id, [[person, [first, second]]]))
  return { batch, sessions: [first, second], person, other, assignment }
}

export type Record = Output<'supervision.get'>

/** A draft under the scene's 委派单, dated the world's today. */
export const startRecord = (
  world: World,
  { assignment, person, sessions }: Scene,
  over: Partial<Input<'supervision.start'>> = {},
): Promise<Record> =>
  world.call('supervision.start', {
    assignmentId: assignment.id,
    supervisorId: person,
    kind: 'onsite',
    phases: ['before', 'during'],
    sessionIds: [sessions[0]],
    on: world.today,
    ...over,
  })

/** All 是 but those items, which are 否 with that remark. */
export const answers = (record: Record, no: { [number: string]: string } = {}): Record['items'] =>
  record.items.map(({ number }) => {
    const remark = no[number]
    return remark === undefined
      ? { number, answer: 'yes' as const, remark: '' }
      : { number, answer: 'no' as const, remark }
  })

export const fill = (world: World, record: Record, over: Partial<Input<'supervision.save'>> = {}): Promise<Record> =>
  world.call('supervision.save', {
    id: record.id,
    badge: 'yes',
    items: answers(record),
    opinion: '',
    phases: record.phases,
    on: record.on,
    ...over,
  })

/** A record that is sealed, with these items 否. */
export async function sealed(
  world: World,
  scene: Scene,
  no: { [number: string]: string } = {},
  over: Partial<Input<'supervision.start'>> = {},
): Promise<Record> {
  const draft = await startRecord(world, scene, over)
  await fill(world, draft, { items: answers(draft, no) })
  return world.call('supervision.seal', { id: draft.id })
}

export const addVisit = (
  world: World,
  batchId: number,
  over: Partial<Input<'visit.save'>> = {},
): Promise<Output<'visit.save'>> =>
  world.call('visit.save', {
    batchId,
    kind: '现场督导',
    on: world.today,
    endedOn: world.today,
    endReason: '',
    inspectors: [
      { name: '周玉梅', number: 'R11000021', unit: '社会事业局', from: '08:30', to: '12:30' },
      { name: '郑红霞', number: 'R11000037', unit: '社会事业局', from: '08:30', to: '12:31' },
    ],
    opinion: '',
    ...over,
  })

export const page = { offset: 0, limit: 100 }

export const deadlines = async (world: World, batchId?: number) =>
  (await world.call('deadline.list', { ...(batchId ? { batchId } : {}), page })).rows

export const problems = async (world: World, batchId?: number) =>
  (await world.call('rectification.list', { ...(batchId ? { batchId } : {}), page })).rows

export const JPG = { name: '整改后.jpg', bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]) }

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许']
const GIVEN = [...'建国志强丽娜文斌晓东红梅海燕春生秋月']

/** Rows of a 考生名册, each with a valid 身份证 of its own. */
export const candidateLines = (count: number, from = 0): Line[] =>
  Array.from({ length: count }, (_, i) => candidateLine(from + i))

function candidateLine(i: number): Line {
  const sex = i % 3 === 0 ? '女' : '男'
  const birth = `${1980 + (i % 20)}-0${1 + (i % 9)}-${10 + (Math.floor(i / 180) % 18)}`
  const pick = (list: string[], n: number) => list[n % list.length] ?? ''
  return {
    准考证号: `2026${String(i + 1).padStart(6, '0')}`,
    姓名: pick(SURNAMES, i) + pick(GIVEN, Math.floor(i / 20)) + pick(GIVEN, Math.floor(i / 360)),
    性别: sex,
    身份证号: idNumber(birth, sex, 1 + (i % 499)),
    职业: '电工',
    等级: '四级/中级工',
    单位: `亦新（第${i % 7}）公司`,
  }
}

/** A batch that has everything a batch can have, made through routes; and all that the program says of it. */
import type { Input, Output, RouteName } from '../../src-shared/contract/index.ts'
import {
  addBatch,
  addScene,
  addSession,
  addStaff,
  answers,
  candidateLines,
  fill,
  JPG,
  page,
  type Scene,
  startRecord,
} from './batch-office.ts'
import { jpeg, newCard, pdf, withExif } from './evidence-files.ts'
import { addOrg, addPhoto } from './people.ts'
import { xlsx } from './sheets.ts'
import { addDevice, openVenue } from './venue-office.ts'
import type { Said, World } from './world.ts'

export const STAFF_PHONE = '13800138000'
export const PLANTED = '11010519491231002X'

export interface Full {
  batchId: number
  scene: Scene
  /** 身份证 numbers of the candidates. */
  ids: string[]
}

/** Takes one file into a slot of the batch (or another owner). @returns its id */
export async function take(
  world: World,
  owner: Input<'evidence.intake'>['owner'],
  name: string,
  bytes: Uint8Array,
  facts: Input<'evidence.intake'>['facts'] = {},
): Promise<number> {
  world.answers.open.push(newCard().put(name, bytes))
  const result = await world.call('evidence.intake', { owner, from: 'files', facts })
  const [taken] = result?.taken ?? []
  if (!taken) throw new Error(`not taken in: ${JSON.stringify(result)}`)
  return taken.id
}

/** Organisation, venue with baseline and count, batch with sessions, staff, candidates, papers of every kind. Not sealed. */
export async function fullBatch(world: World): Promise<Full> {
  await addOrg(world)
  const venueId = await addVenue(world)
  const scene = await addScene(world)
  const { batch, sessions, person, other } = scene
  const batchId = batch.id
  const { id: _, seen, ...plan } = await world.call('batch.get', { id: batchId })
  const { planNo, name, forms, items, place, contact, phone, dates } = plan
  const note = '第七批'
  await world.call('batch.save', {
    id: batchId,
    seen,
    planNo,
    name,
    org: '',
    forms,
    items,
    venueId,
    place,
    contact,
    phone,
    dates,
    note,
  })
  await addPhoto(world, person)
  await addStaff(world, batchId, [...sessions], { phone: STAFF_PHONE })
  await addStaff(world, batchId, [sessions[1]], { name: '李二', supervisorId: other, role: 'affairs' })
  await world.call('relation.add', {
    supervisorId: person,
    withName: '孙立',
    withSupervisorId: null,
    kind: '师徒',
    declaredBy: 'self',
    on: '2026-11-20',
    note: '',
  })
  await world.call('relation.add', {
    supervisorId: person,
    withName: '李二',
    withSupervisorId: other,
    kind: '同事',
    declaredBy: 'other',
    on: '2026-11-20',
    note: '',
  })
  const lines = candidateLines(30)
  await world.call('candidate.import', { batchId, file: xlsx(lines), confirm: true })
  await world.call('sample.draw', { batchId, size: 4, seed: '7' })
  await world.call('candidate.import', { batchId, file: xlsx(candidateLines(30, 20)), confirm: true }) // the drawn ones stay
  await addRecords(world, scene)
  await addVisits(world, batchId)
  await addEvidence(world, batchId, venueId)
  const [manual] = [await world.call('deadline.add', { batchId, what: '报送材料', due: '2026-12-30', basis: '' })]
  await world.call('deadline.submit', { id: manual.id, submittedOn: world.today, receipt: '收7' })
  await world.call('check.input', { batchId, input: { kind: 'counts', signed: 29, absent: 1, scored: 29 } })
  await world.call('access.add', {
    batchId,
    visitor: '周玉梅',
    unit: '社会事业局',
    purpose: '事后督导',
    what: 'G2 实操评分表',
    way: '查阅',
    approvedBy: '张宏',
    attendedBy: '王一',
  })
  await world.call('fixity.run', { batchId })
  return { batchId, scene, ids: lines.map(line => line.身份证号 ?? '') }
}

async function addVenue(world: World): Promise<number> {
  const { id } = await openVenue(world)
  await addDevice(world, id)
  const upload = { name: '回执.pdf', bytes: new Uint8Array(pdf(900)) }
  const { seen } = await world.call('venue.get', { id })
  await world.call('venue.setFiling', {
    id,
    seen,
    status: 'filed',
    filedOn: '2026-10-01',
    validUntil: '2029-09-30',
    receipt: '备001',
    attachment: upload,
    baseline: true,
  })
  await addDevice(world, id, { name: '游标卡尺', model: '0-150', assetNo: 'ZC-0003', quantity: 5 })
  const check = await world.call('venueCheck.start', { venueId: id, source: 'current', room: null } as never)
  await world.call('venueCheck.set', { checkId: check.id, no: 1, result: 'match' })
  await world.call('venueCheck.finish', { checkId: check.id, rest: 'short', note: '' })
  await world.call('venueCheck.recordOutcome', {
    checkId: check.id,
    conforms: true,
    persons: '周玉梅、郑红霞',
    agency: '社会事业局',
    on: world.today,
    note: '',
    attachment: { name: '核查单.pdf', bytes: new Uint8Array(pdf(901)) },
  })
  await world.call('venue.addFile', {
    id,
    kind: 'photo',
    file: { name: '考场.jpg', bytes: new Uint8Array(jpeg(902)) },
    takenOn: world.today,
    note: '',
  })
  return id
}

async function addRecords(world: World, scene: Scene): Promise<void> {
  const draft = await startRecord(world, scene)
  await world.call('supervision.attach', { id: draft.id, number: '8', file: JPG })
  await fill(world, draft, { items: answers(draft, { 8: '安全出口标识被遮挡' }) })
  await world.call('supervision.seal', { id: draft.id })
  const second = await world.call('supervision.correct', { id: draft.id, reason: '笔误' })
  await fill(world, second, { items: answers(second, { 8: '二号考场安全出口标识被遮挡' }) })
  await world.call('supervision.seal', { id: second.id })
  const dropped = await startRecord(world, scene, { kind: 'afterwards', phases: ['after'] })
  await world.call('supervision.discard', { id: dropped.id, reason: '重复' })
  const { rows } = await world.call('rectification.list', { batchId: scene.batch.id, page })
  const [problem] = rows
  if (!problem) throw new Error('no problem was opened')
  const { id, batchId, recordId, visitId, number } = problem
  await world.call('rectification.save', {
    id,
    batchId,
    recordId,
    visitId,
    number,
    problem: problem.problem,
    measure: '移开设备',
    responsible: '刘志强',
    due: '2026-12-04',
  })
  await world.call('rectification.reply', {
    id,
    reply: '已移开',
    on: world.today,
    evidence: [{ ...JPG, bytes: new Uint8Array(jpeg(903)) }],
  })
  await world.call('rectification.close', { id, reviewer: '张宏', on: world.today })
}

async function addVisits(world: World, batchId: number): Promise<void> {
  const visit = await world.call('visit.save', {
    batchId,
    kind: '现场督导',
    on: world.today,
    endedOn: world.today,
    endReason: '',
    inspectors: [{ name: '周玉梅', number: 'R11000021', unit: '社会事业局', from: '08:30', to: '12:30' }],
    opinion: '标识被遮挡',
  })
  await world.call('visit.scan', {
    id: visit.id,
    form: '附件3',
    file: { name: '附件3.pdf', bytes: new Uint8Array(pdf(904)) },
  })
  await world.call('visit.hand', { id: visit.id, what: '评分表', way: '复印', by: '刘志强', to: '周玉梅' })
  await take(world, { kind: 'visit', id: visit.id }, '意见照片.jpg', jpeg(905))
}

async function addEvidence(world: World, batchId: number, venueId: number): Promise<void> {
  const slot = (code: string) => ({ kind: 'batch' as const, id: batchId, slot: code })
  const photo = withExif(jpeg(1, 400, 300), '2026:11:28 09:30:15', 'Canon', 'Canon EOS 80D')
  const marked = await take(world, slot('X6'), 'IMG_1.jpg', photo, { title: '考场全景 <b>一</b>', author: '郭敏' })
  await world.call('evidence.mark', { id: marked, boxes: [{ x: 0.25, y: 0.25, width: 0.5, height: 0.5 }] })
  await take(world, slot('X6'), 'IMG_2.jpg', jpeg(2, 200, 100))
  // A format that no library here draws: what is marked in it cannot be covered.
  const scan = await take(world, slot('X6'), '扫描.tif', Buffer.from(`II*\0${'scan'.repeat(40)}`, 'latin1'))
  await world.call('evidence.mark', { id: scan, boxes: [{ x: 0, y: 0, width: 1, height: 0.5 }] })
  await take(world, slot('Q2'), '佐证.pdf', pdf(2), { title: '张三的佐证材料', secrecy: '含个人信息' })
  await take(world, slot('P2'), '申报表.txt', Buffer.from(`计划申报表 联系人身份证 ${PLANTED}`))
  // In a longer word it is a number by chance, unless it is on record.
  await take(world, slot('P5'), '预案.txt', Buffer.from(`plan xA${candidateLines(1, 25)[0]?.身份证号}B`))
  await take(world, slot('T1'), '抽题.txt', Buffer.from(`plan xA${PLANTED}B`))
  await take(world, slot('P3'), '实施方案.pdf', pdf(3), { pageNo: 1, pageCount: 2, on: '2026-11-20' })
  const wrong = await take(world, slot('G7'), '误传.pdf', pdf(4))
  await world.call('evidence.strike', { ids: [wrong], reason: '误传' })
  await take(world, { kind: 'venue', id: venueId }, '场地平面图.pdf', pdf(5))
  await world.call('slot.setNa', { batchId, slot: 'G8', reason: '公示期内没有异议' })
  await world.call('media.setClock', { evidenceId: marked, trueAt: '2026-11-28T09:32:15' })
}

/** What every route says of a batch, as far as it does not follow the clock. Ids stay as they are: a caller compares equal folders. */
/** Without the states of rows: they are this folder's own. */
const unseen = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value) => (key === 'seen' || key === 'origin' ? undefined : value)))

export async function told(world: World, batchId: number): Promise<Record<string, unknown>> {
  const said: Record<string, unknown> = {}
  const ask = async <R extends RouteName>(route: R, input: Said<R>): Promise<Output<R>> => {
    const answer = await world.call(route, input)
    said[`${route} ${JSON.stringify(input)}`] = unseen(answer)
    return answer
  }
  const batch = await ask('batch.get', { id: batchId })
  await ask('candidate.list', { batchId, page: { offset: 0, limit: 500 } })
  await ask('sample.list', { batchId })
  await ask('assign.list', { batchId })
  for (const session of batch.sessions) await ask('assign.rank', { sessionId: session.id })
  await ask('relation.list', {})
  const { records } = await ask('supervision.list', { batchId })
  for (const { versions } of records) for (const { id } of versions) await ask('supervision.get', { id })
  await ask('coverage.matrix', {})
  await ask('visit.list', { batchId })
  await ask('deadline.list', { batchId, page })
  await ask('rectification.list', { batchId, page })
  for (const kind of ['onsite', 'afterwards'] as const) await ask('mock.run', { batchId, kind })
  await ask('evidence.list', {
    filter: { batchId },
    sort: { by: 'code', desc: false },
    page: { offset: 0, limit: 500 },
  })
  for (const visit of (await world.call('visit.list', { batchId })).visits)
    await ask('evidence.list', { filter: { visitId: visit.id }, sort: { by: 'code', desc: false }, page })
  await ask('slot.list', { batchId })
  await ask('media.coverage', { batchId })
  await ask('access.list', { batchId })
  await ask('check.inputs', { batchId })
  await ask('seal.list', { batchId })
  await ask('fixity.list', { batchId })
  await ask('package.list', { batchId })
  for (const { supervisorId } of (await world.call('assign.list', { batchId })).assignments.flatMap(a => a.people)) {
    const { history: _, ...person } = await world.call('supervisor.get', { id: supervisorId })
    said[`supervisor ${supervisorId}`] = unseen(person)
  }
  if (batch.venueId !== null) {
    await ask('venue.facts', { id: batch.venueId })
    await ask('venue.diff', { id: batch.venueId, page })
    await ask('venue.readiness', { id: batch.venueId })
  }
  return said
}

/** A second batch in the way: the same kind of rows, other numbers. */
export async function otherBatch(world: World): Promise<number> {
  const { id } = await addBatch(world, { planNo: 'BDA-2026-099', name: '另一批' })
  await addSession(world, id)
  return id
}

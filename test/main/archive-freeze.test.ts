/** What is sealed or held does not change, whoever asks (0005-archive): every route that would is refused and names the batch; what comes later goes on. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Input, RouteName } from '../../src-shared/contract/index.ts'
import {
  addBatch,
  addScene,
  addSession,
  addStaff,
  addVisit,
  answers,
  candidateLines,
  deadlines,
  EXAM,
  fill,
  JPG,
  order,
  PLAN,
  type Record,
  type Scene,
  SESSION,
  sealed,
  startRecord,
} from './batch-office.ts'
import { addOrg } from './people.ts'
import { plant, plantFile, sql, text } from './planted.ts'
import { xlsx } from './sheets.ts'
import { createWorld, type Said, type World } from './world.ts'

let world: World
let scene: Scene
let batchId: number
let staffId: number
let draft: Record
let done: Record
let spare: number // a 委派单 that no record rests on
let empty: number // a session that nobody is on
let evidenceId: number
let later: number
let free: number // another batch
beforeAll(async () => {
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
  batchId = scene.batch.id
  free = (await addBatch(world, { planNo: 'B', name: '另一批' })).id
  world.today = EXAM
  staffId = (await addStaff(world, batchId, [scene.sessions[0]])).staff[0]?.id ?? 0
  await world.call('candidate.import', { batchId, file: xlsx(candidateLines(8)), confirm: true })
  spare = (await world.call('assign.issue', order(batchId, [[scene.other, [scene.sessions[1]]]]))).id
  empty = await addSession(world, batchId, { room: '备用考场' })
  draft = await fill(world, await startRecord(world, scene))
  done = await sealed(world, scene)
  evidenceId = plant(world, batchId, 'G2', text('评分')).id
  later = plant(world, batchId, 'D4', text('反馈表')).id
  await world.call('slot.setNa', { batchId, slot: 'G1', reason: '只考操作' })
  await addVisit(world, batchId)
})
afterAll(() => world.end())

type Call = { [R in RouteName]: [R, Said<R>] }[RouteName]

const facts = { title: '改名' }
const move = (slot: string, id: number): Call => [
  'evidence.move',
  { ids: [evidenceId], owner: { kind: 'batch', id, slot } },
]
/** Every route that writes what a seal fixes. */
const frozen = (): Call[] => [
  ['batch.save', { ...PLAN, id: batchId, note: '改' }],
  ['session.save', { batchId, ...SESSION, room: '三考场' }],
  ['session.save', { batchId, ...SESSION, id: scene.sessions[0], subject: '综合' }],
  ['session.remove', { id: empty, reason: '取消' }],
  ['staff.save', { ...staff(), name: '周正' }],
  ['staff.save', { ...staff(), id: staffId, phone: '1' }],
  ['staff.remove', { id: staffId }],
  ['candidate.import', { batchId, file: xlsx(candidateLines(9)), confirm: true }],
  ['assign.issue', order(batchId, [[scene.other, [scene.sessions[0]]]])],
  ['assign.void', { id: spare, reason: '改期' }],
  ['supervision.start', start()],
  [
    'supervision.save',
    { id: draft.id, badge: 'yes', items: answers(draft), opinion: '', phases: ['before'], on: EXAM },
  ],
  ['supervision.seal', { id: draft.id }],
  ['supervision.discard', { id: draft.id, reason: '重写' }],
  ['supervision.correct', { id: done.id, reason: '漏写' }],
  ['supervision.attach', { id: draft.id, number: '8', file: JPG }],
  ['slot.setNa', { batchId, slot: 'X5', reason: '没有异常' }],
  ['slot.clearNa', { batchId, slot: 'G1' }],
  ['evidence.save', { ids: [evidenceId], facts }],
  ['evidence.strike', { ids: [evidenceId], reason: '误传' }],
  move('G5', batchId),
  move('G2', free),
]
const staff = (): Input<'staff.save'> => ({
  batchId,
  role: 'examiner',
  name: '孙立',
  supervisorId: null,
  certificate: 'KP001',
  validTo: '2027-12-31',
  phone: '',
  sessionIds: [scene.sessions[0]],
})
const start = (): Input<'supervision.start'> => ({
  assignmentId: scene.assignment.id,
  supervisorId: scene.person,
  kind: 'onsite',
  phases: ['after'],
  sessionIds: [scene.sessions[0]],
  on: EXAM,
})

async function intake(slot: string, id = batchId) {
  const folder = join(world.dir, '..', `${basename(world.dir)}-card`)
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${slot}.txt`)
  writeFileSync(path, `${slot} ${id}`)
  world.answers.open.push(path)
  return { owner: { kind: 'batch', id, slot }, from: 'files', facts: {} } as const
}

/** All that the tables say of the batch. */
const contents = () =>
  sql(world, db =>
    [
      'batch',
      'batch_session',
      'batch_staff',
      'batch_candidate',
      'assignment',
      'assignment_person',
      'supervision',
      'supervision_evidence',
      'slot_na',
      'evidence',
    ].map(table => db.prepare(`SELECT * FROM ${table} ORDER BY id`).all()),
  )

const close = () => {
  const manifest = plantFile(world, text('清单'))
  sql(world, db =>
    db
      .prepare(
        `INSERT INTO seal (batch_id, version, files, bytes, manifest, log_head, anchor, recorded_by, recorded_at)
         VALUES (?, 1, 1, 6, ?, '', '', '测试员', '2026-11-28T01:30:00.000Z')`,
      )
      .run(batchId, manifest),
  )
}
const open = () => sql(world, db => db.prepare(`UPDATE seal SET opened_at = '2026-11-28T02:00:00.000Z'`).run())

describe.each(['BATCH_SEALED', 'BATCH_HELD'] as const)('%s', code => {
  beforeAll(async () => {
    if (code === 'BATCH_SEALED') close()
    else await world.call('hold.set', { batchId, reason: '举报调查' })
  })
  afterAll(async () => {
    if (code === 'BATCH_SEALED') open()
    else await world.call('hold.lift', { batchId, reason: '查清' })
  })

  test('every route that would change it is refused, names the batch, and changes nothing', async () => {
    const before = contents()
    for (const [route, input] of frozen()) {
      const refused = await world.refuse(route, input as never)
      expect([route, refused.code]).toEqual([route, code])
      expect(refused.message).toContain(`「${PLAN.name}」`)
    }
    expect(contents()).toEqual(before)
  })

  test('files come into no slot but those of what comes later', async () => {
    const before = contents()
    const refused = await world.refuse('evidence.intake', await intake('G2'))
    expect([refused.code, contents()]).toEqual([code, before])
  })

  test('another batch is as it was', async () => {
    await world.call('session.save', { batchId: free, ...SESSION })
    await world.call('slot.setNa', { batchId: free, slot: 'X5', reason: '没有异常' })
  })

  test('visits, 资料提供登记, deadlines, 整改, samples and 查阅 go on', async () => {
    const visit = await addVisit(world, batchId, { kind: '事后认定资料督导' })
    await world.call('visit.scan', { id: visit.id, form: '附件4', file: JPG })
    await world.call('visit.hand', { id: visit.id, what: '评分表', way: '查阅', by: '张宏', to: '周玉梅' })
    const [due] = await deadlines(world, batchId)
    await world.call('deadline.submit', { id: due?.id ?? 0, submittedOn: EXAM, receipt: '收1' })
    const item = await world.call('rectification.save', {
      batchId,
      recordId: null,
      visitId: visit.id,
      number: '8',
      problem: '标识被遮挡',
      measure: '移开',
      responsible: '刘志强',
      due: null,
    })
    await world.call('rectification.reply', { id: item.id, reply: '已移开', on: EXAM, evidence: [JPG] })
    await world.call('rectification.close', { id: item.id, reviewer: '张宏', on: EXAM })
    await world.call('sample.draw', { batchId, size: 2, seed: code })
    await world.call('access.add', {
      batchId,
      visitor: '周玉梅',
      unit: '社会事业局',
      purpose: '督导',
      what: '评分表',
      way: '查阅',
      approvedBy: '张宏',
      attendedBy: '王一',
    })
  })
})

test('sealed: papers of visits and of mending still come in; held: they do not', async () => {
  close2()
  await world.call('evidence.save', { ids: [later], facts })
  expect((await world.call('evidence.intake', await intake('D2')))?.taken).toHaveLength(1)
  // Out of D4 into what is sealed, it may not go.
  const into = { ids: [later], owner: { kind: 'batch', id: batchId, slot: 'G2' } as const }
  expect((await world.refuse('evidence.move', into)).code).toBe('BATCH_SEALED')
  await world.call('hold.set', { batchId, reason: '举报调查' })
  expect((await world.refuse('evidence.intake', await intake('D2'))).code).toBe('BATCH_HELD')
  const again = { ids: [later], facts: { title: '再改名' } }
  expect((await world.refuse('evidence.save', again)).code).toBe('BATCH_HELD')
  await world.call('hold.lift', { batchId, reason: '查清' })
  open()
  for (const [route, input] of frozen().filter(([route]) => route.startsWith('slot.')))
    await world.call(route, input as never) // opened, it is free again
})

const close2 = () =>
  sql(world, db =>
    db
      .prepare(
        `INSERT INTO seal (batch_id, version, files, bytes, manifest, log_head, anchor, recorded_by, recorded_at)
         SELECT batch_id, 2, files, bytes, manifest, log_head, anchor, recorded_by, recorded_at FROM seal`,
      )
      .run(),
  )

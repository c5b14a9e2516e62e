/** The papers of a batch, prepared through routes and read back from the PDF: the facts are there, signatures and unanswered boxes are not filled. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { dir as printed, wordsOfPages } from '../print/formPdf.ts'
import { openPdf, rasterise } from '../print/raster.ts'
import {
  addScene,
  addSession,
  addStaff,
  addVisit,
  answers,
  candidateLines,
  EXAM,
  fill,
  JPG,
  order,
  problems,
  type Scene,
  startRecord,
} from './batch-office.ts'
import { addOrg, orgInput } from './people.ts'
import { xlsx } from './sheets.ts'
import { createWorld, newFolder, type World } from './world.ts'

type Item = Input<'form.prepare'>['items'][number]

let world: World
let scene: Scene
let out: string
let zone: string | undefined
beforeAll(async () => {
  out = newFolder('batch-forms')
  zone = process.env.TZ
  process.env.TZ = 'Asia/Shanghai' // records are kept in UTC: eight hours must show
  world = await createWorld()
  await addOrg(world)
  scene = await addScene(world)
})
afterAll(async () => {
  process.env.TZ = zone
  if (zone === undefined) delete process.env.TZ
  await world.end()
  rmSync(out, { recursive: true })
  printed.remove()
})

let count = 0
async function prepare(form: string, subject: Item['subject'], mode: Item['mode'] = 'filled') {
  const items = [{ form, mode, subject }]
  const job = await world.call('form.prepare', { items, code: false, pageNumbers: false })
  const path = join(out, `${++count}.pdf`)
  world.answers.save = [path]
  await world.call('form.savePdf', { jobId: job.jobId })
  return { path, pages: job.pages }
}
const read = async (form: string, subject: Item['subject'], mode?: Item['mode']): Promise<string> =>
  (await wordsOfPages((await prepare(form, subject, mode)).path)).join('')
const refuse = async (form: string, subject: Item['subject']) =>
  (await world.refuse('form.prepare', { items: [{ form, mode: 'filled', subject }], code: false, pageNumbers: false }))
    .code

const DATE_BY_HAND = '年月日'

describe('委派单 and 回避声明', () => {
  test('the 委派单: number, plan, sessions past midnight, people with codes; 签发 by hand', async () => {
    const night = await addSession(world, scene.batch.id, {
      date: '2026-11-29',
      from: '22:00',
      to: '02:00',
      room: '机房',
    })
    const { id } = await world.call(
      'assign.issue',
      order(scene.batch.id, [[scene.other, [night]]], { content: '夜场巡视' }),
    )
    const words = await read('assignment', { kind: 'assignment', id })
    for (const fact of [
      orgInput.name,
      'WP-2026-0002',
      '2026年第七批电工',
      '夜场巡视',
      '2026-11-2922:00–次日02:00',
      '亦新校区机房',
      '李二',
      'S112001260002',
      '2026年11月23日',
    ])
      expect(words).toContain(fact)
    expect(words).not.toContain('王一')
    expect(words).toContain('签发人（签字）：签发日期：年月日')
    expect(words).not.toContain('张宏') // the 签发人 signs
    await world.call('assign.void', { id, reason: '夜场取消' })
    expect(await read('assignment', { kind: 'assignment', id })).toContain('WP-2026-0002（已作废）')
  })

  test('an exception stands on it with its reason', async () => {
    await addStaff(world, scene.batch.id, [scene.sessions[0]], { name: '赵三' })
    await world.call('relation.add', {
      supervisorId: scene.other,
      withName: '赵三',
      withSupervisorId: null,
      kind: '同事',
      declaredBy: 'self',
      on: EXAM,
      note: '同一部门',
    })
    const asked = order(scene.batch.id, [[scene.other, [scene.sessions[0]], '无上下级关系']])
    const people = asked.people.map(person => ({ ...person, approver: '赵主任' }))
    const { id } = await world.call('assign.issue', { ...asked, people })
    expect(await read('assignment', { kind: 'assignment', id })).toContain('例外：无上下级关系（负责人赵主任认定）')
    const words = await read('avoidance', { kind: 'assignment', id, person: scene.other })
    for (const fact of ['李二', 'S112001260002', 'WP-2026-0003', '2026年11月23日', '赵三', '同事', '同一部门'])
      expect(words).toContain(fact)
    expect(words).toContain(`声明人（签字）：日期：${DATE_BY_HAND}`)
    expect(await refuse('avoidance', { kind: 'assignment', id, person: scene.person })).toBe('NOT_FOUND')
    expect(await refuse('avoidance', { kind: 'assignment', id: 99 })).toBe('NOT_FOUND')
  })
})

describe('internal records', () => {
  test('items, remarks with their 序号, the worn card; titled 内部质量督导记录, never 附件3 (T12)', async () => {
    world.today = EXAM
    const record = await startRecord(world, scene)
    await fill(world, record, {
      items: answers(record, { 8: '标识被遮挡', 17: '序号17：没有录像' }),
      opinion: '两处问题',
    })
    const words = await read('internalSite', { kind: 'record', id: record.id })
    for (const fact of [
      '内部质量督导记录',
      '王一',
      'WP-2026-0001',
      '2026年11月28日',
      '序号8:标识被遮挡',
      '序号17:没有录像',
      '两处问题',
      '理论知识考试、操作技能考核',
    ])
      expect(words).toContain(fact)
    expect(words).not.toContain('附件3')
    expect(words).not.toContain('外督员签名')
    expect(words).toContain('内督员签名:年月日机构负责人签字：')
    expect(await refuse('internalSite', { kind: 'record', id: 99 })).toBe('NOT_FOUND')
  })

  test('boxes are ticked as answered: a draft’s are empty, and differ from a filled one’s by ink', async () => {
    const draft = await startRecord(world, scene)
    const empty = await prepare('internalSite', { kind: 'record', id: draft.id })
    const blank = await prepare('internalSite', { kind: 'record', id: draft.id }, 'prefilled')
    await fill(world, draft, { badge: null })
    const filled = await prepare('internalSite', { kind: 'record', id: draft.id })
    expect(await wordsOfPages(empty.path)).toEqual(await wordsOfPages(blank.path))
    expect(await ink(empty.path)).toBe(await ink(blank.path))
    expect(await ink(filled.path)).toBeGreaterThan(await ink(empty.path))
  })
})

test('附件3 for a batch: head only, no answer, no signature; 附件4: one sheet per 外督员', async () => {
  const site = await read('annex3Site', { kind: 'batch', id: scene.batch.id })
  for (const fact of [orgInput.name, '2026年第七批电工', '理论知识考试、操作技能考核']) expect(site).toContain(fact)
  expect(site).toContain('外督员签名:年月日机构负责人签字：')
  const filled = await prepare('annex3Site', { kind: 'batch', id: scene.batch.id })
  const prefilled = await prepare('annex3Site', { kind: 'batch', id: scene.batch.id }, 'prefilled')
  expect(await ink(filled.path)).toBe(await ink(prefilled.path))

  const visit = await addVisit(world, scene.batch.id, {
    on: EXAM,
    endedOn: EXAM,
    inspectors: [
      { name: '周玉梅', number: '', unit: '', from: '08:30', to: '12:30' },
      { name: '郑红霞', number: '', unit: '', from: '22:00', to: '01:15' },
    ],
    opinion: '外督员的意见不由我们填',
  })
  const [first, second] = [
    await read('annex4', { kind: 'visit', id: visit.id, inspector: 0 }),
    await read('annex4', { kind: 'visit', id: visit.id, inspector: 1 }),
  ]
  expect(first).toContain('周玉梅')
  expect(first).toContain('2026-11-2808:30')
  expect(first).toContain('2026-11-2812:30')
  expect(first).not.toContain('郑红霞')
  expect(second).toContain('2026-11-2822:00')
  expect(second).toContain('2026-11-2901:15') // he left on the next day
  for (const words of [first, second]) {
    expect(words).not.toContain('外督员的意见')
    expect(words).not.toContain('2026年第七批') // 附件4 has no plan name (T13)
  }
  expect(await refuse('annex4', { kind: 'visit', id: visit.id, inspector: 2 })).toBe('NOT_FOUND')
  expect(await refuse('annex4', { kind: 'visit', id: 99 })).toBe('NOT_FOUND')
})

test('整改通知 and 整改回复: source, dates, people, measures, evidence; signed by hand', async () => {
  const { id } = await world.call('rectification.save', {
    batchId: scene.batch.id,
    recordId: null,
    visitId: null,
    number: '',
    problem: '标识被遮挡',
    measure: '移开遮挡物\n逐室核对',
    responsible: '刘志强',
    due: '2026-12-04',
  })
  const notice = await read('rectifyNotice', { kind: 'rectification', id })
  for (const fact of [`ZG-${id}`, '标识被遮挡', '移开遮挡物', '逐室核对', '刘志强', '2026年12月4日', '2026年11月28日'])
    expect(notice).toContain(fact)
  expect(notice).toContain('第三十条（三）')
  expect(notice).toContain(`签发人（签字）：日期：${DATE_BY_HAND}`)
  world.today = '2026-12-02'
  await world.call('rectification.reply', { id, reply: '已全部移开', on: '2026-12-02', evidence: [JPG] })
  await world.call('rectification.close', { id, reviewer: '张宏', on: '2026-12-02' })
  const reply = await read('rectifyReply', { kind: 'rectification', id })
  for (const fact of ['已全部移开', '整改情况（2026年12月2日）', '1.整改后.jpg']) expect(reply).toContain(fact)
  expect(reply).toContain(`复核人（签字）：日期：${DATE_BY_HAND}`)
  expect(reply).not.toContain('张宏') // the reviewer signs
  expect((await problems(world, scene.batch.id)).find(p => p.id === id)?.state).toBe('closed')
  expect(await refuse('rectifyReply', { kind: 'rectification', id: 99 })).toBe('NOT_FOUND')
})

test('抽查名单: who, by which seed, from how many, at which hour of the office; 身份证 is not on it, 核对结果 is blank', async () => {
  world.today = EXAM
  const lines = candidateLines(40)
  await world.call('candidate.import', { batchId: scene.batch.id, file: xlsx(lines), confirm: true })
  const sample = await world.call('sample.draw', { batchId: scene.batch.id, size: 6, seed: '种子-7' })
  await world.call('candidate.import', { batchId: scene.batch.id, file: xlsx(candidateLines(3, 90)), confirm: true })
  const words = await read('sampleList', { kind: 'sample', id: sample.id })
  for (const { name, number, unit } of sample.candidates)
    for (const fact of [name, number, unit]) expect(words).toContain(fact)
  for (const fact of ['种子-7', '40人，抽查6人', '2026-11-2809:30', '测试员']) expect(words).toContain(fact)
  const other = lines.find(line => !sample.candidates.some(c => c.number === line.准考证号))
  expect(words).not.toContain(other?.准考证号)
  expect(words).not.toMatch(/\d{17}[\dX]|\*{4}/)
  expect(words).toContain(`核对人（签字）：日期：${DATE_BY_HAND}`)
  expect(await refuse('sampleList', { kind: 'sample', id: 99 })).toBe('NOT_FOUND')
})

/** Pixels that are not white, on all pages. */
async function ink(path: string): Promise<number> {
  const pdf = await openPdf(path)
  let marked = 0
  for (let number = 1; number <= pdf.numPages; number++) {
    const { rgba } = await rasterise(pdf, number, 72)
    for (let i = 0; i < rgba.length; i += 4) if ((rgba[i] ?? 255) < 200) marked += 1
  }
  await pdf.loadingTask.destroy()
  return marked
}

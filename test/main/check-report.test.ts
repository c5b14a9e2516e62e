/** What persons type for 四性检测, what a report keeps, how it is printed, and how a run ends early. */
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wordsOfPages } from '../print/formPdf.ts'
import { addScene, candidateLines, EXAM, PLAN } from './batch-office.ts'
import { pdf, png } from './check-files.ts'
import { addOrg } from './people.ts'
import { plant, sql, text } from './planted.ts'
import { xlsx } from './sheets.ts'
import { createWorld, type World } from './world.ts'

let world: World
let batchId: number
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  batchId = (await addScene(world)).batch.id
  world.today = EXAM
})
afterEach(() => world.end())

const run = () => world.call('check.run', { batchId })
const row = async (no: number) => (await run()).rows.find(row => row.no === no)
const VIRUS = { kind: 'virus', software: '某杀毒', definitions: EXAM, by: '刘志强', on: EXAM, clean: true } as const
const input = (input: Parameters<typeof world.call<'check.input'>>[1]['input']) =>
  world.call('check.input', { batchId, input })

describe('inputs', () => {
  test('the latest of a kind counts, of 漏号说明 the latest of each number', async () => {
    await input({ kind: 'counts', signed: 1, absent: 0, scored: 1 })
    await input({ kind: 'counts', signed: 2, absent: 0, scored: 2 })
    await input({ kind: 'gap', what: 'G2_001', explanation: '写错' })
    await input({ kind: 'gap', what: 'G2_002', explanation: '作废' })
    await input({ kind: 'gap', what: 'G2_001', explanation: '填写有误作废' })
    await input(VIRUS)
    await run()
    expect((await world.call('check.inputs', { batchId })).inputs).toEqual(
      expect.arrayContaining([
        { kind: 'counts', signed: 2, absent: 0, scored: 2 },
        { kind: 'gap', what: 'G2_001', explanation: '填写有误作废' },
        { kind: 'gap', what: 'G2_002', explanation: '作废' },
        VIRUS,
      ]),
    )
    expect((await world.call('check.inputs', { batchId })).inputs).toHaveLength(4)
    const log = await world.call('audit.list', { search: '病毒查杀', page: { offset: 0, limit: 9 } })
    expect(log.total).toBe(1)
  })

  test('a skipped number is explained as people type it: width, case, spaces and dashes do not matter', async () => {
    plant(world, batchId, 'G8', text('甲'), { seq: 4 })
    await world.call('batch.save', { ...PLAN, planNo: 'BDA-2026-033' })
    expect(await row(11)).toMatchObject({ result: 'fail', notes: ['漏号 G8_001 至 G8_003，没有说明'] })
    expect(await row(12)).toMatchObject({ result: 'todo', notes: ['漏号 BDA-2026-032，请说明原因'] })
    await input({ kind: 'gap', what: 'ｇ8_001－g8_003', explanation: '误传后移除' })
    await input({ kind: 'gap', what: 'bda—2026 032', explanation: '不是它' })
    expect(await row(11)).toMatchObject({ result: 'pass', notes: ['G8_001 至 G8_003：误传后移除'] })
    expect(await row(12)).toMatchObject({ result: 'todo' })
    await input({ kind: 'gap', what: 'BDA—2026—032', explanation: '计划撤回' })
    expect(await row(12)).toMatchObject({ result: 'pass', notes: ['BDA-2026-032：计划撤回'] })
  })

  test('a struck number is no gap, and its reason is told', async () => {
    plant(world, batchId, 'G8', text('甲'), { struck_at: '2026-11-23', strike_reason: '重复上传' })
    plant(world, batchId, 'G8', text('乙'))
    expect(await row(11)).toMatchObject({ result: 'pass', notes: ['G8_001 已移除：重复上传'] })
  })

  test('counts: both kinds of score list are in use, and it is told which one', async () => {
    expect(await row(13)).toMatchObject({ result: 'todo', notes: ['还没有导入考生名册'] })
    await world.call('candidate.import', { batchId, file: xlsx(candidateLines(4)), confirm: true })
    expect(await row(13)).toMatchObject({ result: 'todo', notes: ['名册 4 人，请登记签到、缺考和成绩人数'] })
    await input({ kind: 'counts', signed: 3, absent: 1, scored: 3 })
    expect(await row(13)).toMatchObject({ result: 'pass', notes: ['名册 4＝签到 3＋缺考 1；成绩 3 人（不含缺考）'] })
    await input({ kind: 'counts', signed: 3, absent: 1, scored: 4 })
    expect(await row(13)).toMatchObject({ result: 'pass' })
  })

  test('dates to come and batches that are not there are refused', async () => {
    const refuse = (over: object) => world.refuse('check.input', { batchId, input: { ...VIRUS, ...over } as never })
    expect(await refuse({ on: '2026-12-01' })).toMatchObject({
      code: 'INPUT_INVALID',
      fields: { 'input.on': '检查日期晚于今天' },
    })
    expect(await refuse({ on: '2026-11-20' })).toMatchObject({ code: 'INPUT_INVALID' }) // definitions of a later day
    expect(await refuse({ software: '' })).toMatchObject({ code: 'INPUT_INVALID' })
    expect(await refuse({ kind: 'other' })).toMatchObject({ code: 'INPUT_INVALID' })
    expect(await world.refuse('check.input', { batchId: 99, input: VIRUS })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await world.refuse('check.run', { batchId: 99 })).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('may be typed for a sealed batch, and it may be checked', async () => {
    await world.call('seal.close', { batchId, reason: '其余由纸面保存' })
    await input(VIRUS)
    expect(await row(24)).toMatchObject({ result: 'pass' })
    expect(await row(8)).toMatchObject({ result: 'pass' })
    const nine = await row(9)
    expect(nine?.result).toBe('warn')
    expect(nine?.notes.join()).toContain('封存时的说明：其余由纸面保存')
  })
})

describe('a report', () => {
  test('is kept and printed as it was found', async () => {
    plant(world, batchId, 'G2', png(100, 100), { type: 'image/png', file_name: '评.jpg', title: '<b>评分表</b>' })
    const report = await run()
    expect(report).toMatchObject({ by: '测试员', rows: { length: 24 } })
    expect(report.rows[3]).toMatchObject({ result: 'fail' })
    const subject = { kind: 'batch', id: batchId } as const
    const { facts } = await world.call('form.facts', { form: 'fourChecks', subject })
    expect(facts).toMatchObject({ plan: PLAN.name, checkedBy: '测试员', checks: { length: 24 } })
    const items = [{ form: 'fourChecks', mode: 'filled', subject } as const]
    const { jobId, pages } = await world.call('form.prepare', { items, code: true, pageNumbers: true })
    expect(pages).toBeGreaterThan(0)
    const words = (await wordsOfPages(join(world.dir, 'work', 'print', jobId, 'both.pdf'))).join('')
    expect(words).toContain('G2_001<b>评分表</b>：文件名是「评.jpg」，内容是「PNG图片」')
    expect(words).toContain('待确认')
    const log = await world.call('audit.list', { search: '四性检测', page: { offset: 0, limit: 9 } })
    expect(log.rows[0]?.text).toContain('不通过')
  })

  test('before the first one the form is blank but for the batch', async () => {
    const { facts } = await world.call('form.facts', { form: 'fourChecks', subject: { kind: 'batch', id: batchId } })
    expect(facts).not.toHaveProperty('checks')
    expect(facts).toMatchObject({ plan: PLAN.name })
  })

  test('sees evidence of visits and papers of records; those out of the batch are none of its business', async () => {
    plant(world, batchId, 'G2', await pdf({ userPassword: '1' }), { type: 'application/pdf', file_name: 'a.pdf' })
    const other = await world.call('batch.save', { ...PLAN, planNo: 'OTHER-1', name: '另一批' })
    plant(world, other.id, 'G2', text(''), { type: 'application/x-empty' })
    const { rows } = await run()
    expect(rows[20]).toMatchObject({ result: 'fail', notes: ['G2_001 G2资料：设有口令或已加密'] })
    expect(rows[19]).toMatchObject({ result: 'pass' })
  })

  test('holds no 身份证', async () => {
    await world.call('candidate.import', { batchId, file: xlsx(candidateLines(5)), confirm: true })
    await run()
    const bodies = sql(world, db => db.prepare(`SELECT body FROM check_input WHERE kind = 'report'`).all())
    expect(JSON.stringify(bodies)).not.toMatch(/\d{17}[\dX]/)
    expect(bodies).toHaveLength(1)
  })

  test('cancelled, is not kept', async () => {
    for (let i = 0; i < 50; i++) plant(world, batchId, 'X6', new Uint8Array(200_000).fill(i))
    const running = world.refuse('check.run', { batchId }, 'long')
    await world.call('job.cancel', { call: 'long' })
    expect(await running).toMatchObject({ code: 'CANCELLED' })
    const { facts } = await world.call('form.facts', { form: 'fourChecks', subject: { kind: 'batch', id: batchId } })
    expect(facts).not.toHaveProperty('checks')
  })
})

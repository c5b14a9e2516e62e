import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import type { Input } from '../../src-shared/contract/index.ts'
import { launch, picture, type Running, scratch, started, WIDE } from './app.ts'
import { type } from './keys.ts'
import { ask, BATCH, foundOffice, wordsOf } from './office.ts'

const place = scratch()
let running: Running
let window: Page
let batchId = 0
let anchor = ''

// One batch from its first check to its unsealing. Each test goes on where the one before it ended.
beforeAll(async () => {
  running = await launch({ user: place.path('user'), data: place.path('data') })
  window = running.window
  expect(await started(window)).toEqual({ phase: 'ready' })
  await foundOffice(window)
  const batch = await ask(window, 'batch.save', { ...BATCH, planNo: 'JH-SEAL-1' })
  batchId = batch.id
  await ask(window, 'session.save', { ...SESSION, batchId })
  await paper(place.path('实操评分表.pdf'))
  await running.answer(place.path('实操评分表.pdf'))
  const taken = await ask(window, 'evidence.intake', {
    owner: { kind: 'batch', id: batchId, slot: 'G2' },
    from: 'files',
    facts: { title: '实操评分表', author: '考评组', on: '2026-11-02' },
  })
  expect(taken?.taken.map(one => one.code)).toEqual(['G2_001'])
  await window.getByRole('menuitem', { name: /批次$/ }).click()
  await window.getByRole('row', { name: /JH-SEAL-1/ }).click()
})
let failed = ''
beforeEach(({ task }) => {
  if (failed) throw new Error(`not tried: 「${failed}」 failed`)
  onTestFailed(async () => {
    failed ||= task.name
    await picture(running, 'seal-failed')
  })
})
afterAll(async () => {
  await running.close()
  place.remove()
})

const SESSION: Omit<Input<'session.save'>, 'batchId'> = {
  date: '2026-11-02',
  from: '09:00',
  to: '11:30',
  room: '一号考场',
  subject: '操作技能',
  count: 30,
  actual: null,
  explanation: '',
}

/** A browser is asked for the place alone, and the folder bears the proposed name. */
const bag = () => place.path(readdirSync(place.path()).find(name => name.includes('事后督导包')) ?? '')

const button = (name: string | RegExp, exact = false) => window.getByRole('button', { name, exact })
const tab = (name: string) => window.getByRole('tab', { name, exact: true }).click()
const dialog = () => window.getByRole('dialog')

describe('a batch sealed, handed out, and opened again', () => {
  test('四性检测 finds what is missing, and takes what only a person knows', async () => {
    await tab('检测')
    await button('开始检测').click()
    await window.getByText(/^24 项检测：/).waitFor()
    const virus = window.getByRole('row', { name: /病毒/ })
    await virus.getByText('待确认').waitFor()
    await virus.getByRole('button', { name: '登记查杀' }).click()
    await type(dialog().getByLabel('查杀软件'), 'Microsoft Defender')
    const { today } = await ask(window, 'app.info', {})
    await type(dialog().getByLabel('病毒库日期'), today)
    await dialog().getByLabel('病毒库日期').press('Tab')
    await dialog().getByRole('button', { name: '登记', exact: true }).click()
    await virus.getByText('通过', { exact: true }).waitFor() // checked again by itself
    await picture(running, 'seal-check')
    await tab('概况')
    await tab('检测') // the report is kept
    await virus.getByText('通过', { exact: true }).waitFor()
  })

  test('without a reason for what is missing nothing is sealed; with one it is', async () => {
    await tab('封存与导出')
    await button('封存…', true).click()
    await dialog()
      .getByText(/^必备资料缺 \d+ 项$/)
      .waitFor()
    await dialog().getByRole('button', { name: '封存', exact: true }).click()
    await dialog()
      .getByText(/请写明原因/)
      .waitFor()
    await picture(running, 'seal-refused')
    expect((await ask(window, 'seal.list', { batchId })).sealed).toBeNull()

    await type(dialog().getByLabel('有缺项仍要封存的原因'), '早期批次，其余原件为纸质，存档案室')
    await dialog().getByRole('button', { name: '封存', exact: true }).click()
    await window.getByText(/^已封存　第 1 版/).waitFor()
    const { sealed } = await ask(window, 'seal.list', { batchId })
    anchor = sealed?.anchor ?? ''
    expect(anchor).toMatch(/^(\w{4}-){4}\w{4}$/)
    await window.getByText(anchor, { exact: true }).first().waitFor()
    await picture(running, 'seal-sealed')
    await picture(running, 'seal-sealed', WIDE)
  })

  test('the slip carries the code to paper', async () => {
    await running.answer(place.path('锚定单.pdf'))
    await button('锚定单').first().click()
    await window.getByText(/锚定单已保存/).waitFor()
    expect(await wordsOf(place.path('锚定单.pdf'))).toContain(anchor)
  })

  test('a sealed session is not changed in the window, which says why before and after', async () => {
    await tab('场次 1')
    await window.getByText(/^批次已封存（第 1 版/).waitFor()
    await window
      .getByRole('row', { name: /一号考场/ })
      .getByRole('button', { name: '修改' })
      .click()
    await type(dialog().getByLabel('考场'), '二号考场')
    await dialog().getByRole('button', { name: '保存', exact: true }).click()
    await window.getByText('批次「电工四级认定」已封存，不能修改。').last().waitFor()
    await picture(running, 'seal-frozen')
    await button('知道了').click()
    await dialog().getByRole('button', { name: '取消' }).click()
    await button('放弃修改').click()
    const batch = await ask(window, 'batch.get', { id: batchId })
    expect(batch.sessions.map(session => session.room)).toEqual(['一号考场'])
  })

  test('the package is written with its papers', async () => {
    await tab('封存与导出')
    await button('导出事后督导包…').click()
    await type(dialog().getByLabel('接收方', { exact: true }), '社会事业局')
    await picture(running, 'seal-export')
    await running.answer(place.path('事后督导包'))
    await dialog().getByRole('button', { name: '选择位置并导出' }).click()
    await window.getByText('事后督导包已导出').waitFor()
    await picture(running, 'seal-exported')
    await running.answer(place.path('交付清单.pdf'))
    await dialog().getByRole('button', { name: '交付清单' }).click()
    await window.getByText(/交付清单已保存/).waitFor()
    await dialog().getByRole('button', { name: '完成' }).click()
    const { packages } = await ask(window, 'package.list', { batchId })
    expect(packages).toMatchObject([{ kind: 'full', form: 'folder', sealVersion: 1, receiver: '社会事业局' }])
    const words = await wordsOf(place.path('交付清单.pdf'))
    expect(words).toContain('社会事业局')
    expect(words).toContain(packages[0]?.anchor)
    await window.getByRole('region', { name: '导出记录' }).getByText('社会事业局').waitFor()
  })

  test('it verifies; one byte later the window names the file', async () => {
    await window.getByRole('menuitem', { name: /档案$/ }).click()
    await window
      .getByRole('row', { name: /JH-SEAL-1/ })
      .getByText(anchor)
      .waitFor()
    await picture(running, 'seal-list')
    await tab('包的核验')
    await running.answer(bag())
    await button('核验文件夹').click()
    await window.getByText(/核验通过/).waitFor()
    await picture(running, 'seal-verified')

    flip(join(bag(), 'data', 'evidence', 'G2_001.pdf'))
    await button('核验文件夹').click()
    await window.getByText(/核验不通过：被改动 1 个/).waitFor()
    await window.getByText('被改动：data/evidence/G2_001.pdf').waitFor()
    await picture(running, 'seal-changed')
  })

  test('the code typed from paper matches; a wrong one does not', async () => {
    await tab('纸面锚定')
    await type(window.getByLabel('锚定码'), anchor.toLowerCase().replaceAll('-', ' '))
    await window.keyboard.press('Enter')
    await window.getByText('相符', { exact: true }).waitFor()
    const wrong = `${anchor.startsWith('0') ? '1' : '0'}${anchor.slice(1)}`
    await type(window.getByLabel('锚定码'), wrong)
    await window.keyboard.press('Enter')
    await window.getByText('不相符', { exact: true }).waitFor()
  })

  test('opened again with who and why; the first seal stays in the history', async () => {
    await window.getByRole('menuitem', { name: /档案$/ }).click()
    await window.getByRole('row', { name: /JH-SEAL-1/ }).click()
    await button('解除封存…').click()
    await type(dialog().getByLabel('批准人'), '赵主任')
    await dialog().getByRole('button', { name: '解除封存', exact: true }).click()
    await dialog().getByText('必填').waitFor()
    await type(dialog().getByLabel('原因'), '场次考场登记有误')
    await dialog().getByRole('button', { name: '解除封存', exact: true }).click()
    await window.getByText('未封存', { exact: true }).first().waitFor()
    const history = window.getByRole('region', { name: '封存与冻结经过' })
    await history.getByRole('row', { name: /解除第 1 版封存.*赵主任.*场次考场登记有误/ }).waitFor()
    await history.getByRole('row', { name: new RegExp(`封存第 1 版.*${anchor}`) }).waitFor()
    await picture(running, 'seal-opened')
  })

  test('a file damaged in the store is named by 完好性检查, and the desk says so', async () => {
    const { rows } = await ask(window, 'evidence.list', {
      filter: { batchId },
      sort: { by: 'code', desc: false },
      page: { offset: 0, limit: 9 },
    })
    const file = rows[0]?.file ?? ''
    const stored = place.path('data', 'files', file.slice(0, 2), file)
    chmodSync(stored, 0o600)
    flip(stored)
    await window.getByRole('menuitem', { name: /档案$/ }).click()
    await tab('完好性检查')
    await button('立即检查全部').click()
    await window.getByText(/^1 个文件被改动或缺失$/).waitFor()
    await window.getByText(/^被改动：G2_001 实操评分表/).waitFor()
    await picture(running, 'seal-fixity')
    await window.getByRole('menuitem', { name: /工作台$/ }).click()
    await button(/^异常.*完好性检查发现文件被改动或缺失/).click()
    await window.getByText(/^1 个文件被改动或缺失$/).waitFor()
    expect(running.complaints).toEqual([])
  })
})

/** A one-page PDF with a text. */
async function paper(path: string): Promise<void> {
  const pdf = await PDFDocument.create()
  pdf.addPage([595, 842]).drawText('G2', { x: 60, y: 760 })
  writeFileSync(path, await pdf.save())
}

/** Changes one bit in the middle of a file. */
function flip(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

/** Paper goes out and comes home in the window: printed, scanned, read, one code typed by hand, filed with two presses. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import { wordsOfPages } from '../print/formPdf.ts'
import { blankSheet, paperOf, scanPile } from '../scans/pile.ts'
import { cut, inTurn, type Sheet } from '../scans/ruin.ts'
import { launch, picture, type Running, scratch, started, WIDE } from './app.ts'
import { type } from './keys.ts'
import { ask, BATCH, foundOffice } from './office.ts'

const place = scratch()
let running: Running
let window: Page
let paper: Sheet[] = []
let words: string[] = []

beforeAll(async () => {
  running = await launch({ user: place.path('user'), data: place.path('data') })
  window = running.window
  expect(await started(window)).toEqual({ phase: 'ready' })
  await foundOffice(window)
  const batchId = (await ask(window, 'batch.save', { ...BATCH, planNo: 'JH-SM-1' })).id
  const session = {
    batchId,
    date: '2026-11-02',
    from: '09:00',
    to: '11:00',
    room: '一号考场',
    subject: '理论',
    count: 3,
  }
  const batch = await ask(window, 'session.save', { ...session, actual: null, explanation: '' })
  const id = batch.sessions[0]?.id ?? 0
  const subject = { kind: 'session' as const, id }
  const items = (['roomRecord', 'candidateSignIn', 'paperOpening', 'paperReturn'] as const).map(form => ({
    form,
    mode: 'filled' as const,
    subject,
  }))
  const { jobId } = await ask(window, 'form.prepare', { items, code: true, pageNumbers: true })
  await running.answer(place.path('papers.pdf'))
  await ask(window, 'form.savePdf', { jobId })
  paper = await paperOf(place.path('papers.pdf'))
  words = await wordsOfPages(place.path('papers.pdf'))
}, 180_000)
let failed = ''
beforeEach(({ task }) => {
  if (failed) throw new Error(`not tried: 「${failed}」 failed`)
  onTestFailed(async () => {
    failed ||= task.name
    await picture(running, 'paper-failed')
  })
})
afterAll(async () => {
  await running.close()
  place.remove()
})

describe('扫描件', () => {
  test('an empty page says what to do', async () => {
    await window.getByRole('menuitem', { name: /扫描件$/ }).click()
    await window.getByText('没有等待归档的扫描件').waitFor()
    await picture(running, 'scan-empty')
  })

  test('a pile is read; what is sure is filed with one press, the rest says why', async () => {
    const [room, signIn, opening, back] = paper
    if (!room || !signIn || !opening || !back) throw new Error('four papers are printed')
    const noCode = await inTurn(cut('bottom', 30), cut('top', 30))(back, undefined as never)
    await running.answer(await scanPile([opening, room, signIn, blankSheet(), noCode, room], place.path('pile.pdf')))
    await window.getByRole('button', { name: '选择扫描件' }).click()
    await window.getByRole('button', { name: '归档认出的 3 页' }).waitFor()
    await window.getByText('已读 1 份，共 6 页').waitFor()
    for (const word of ['空白页', '看不出', '重复'])
      expect(await window.getByRole('row', { name: word }).count()).toBe(1)
    await window
      .getByRole('row', { name: /考场情况记录单/ })
      .first()
      .click()
    await window.getByRole('img', { name: '扫描的页面' }).waitFor()
    await picture(running, 'scan-pile')
    await picture(running, 'scan-pile-wide', WIDE)
    await picture(running, 'scan-pile-150', { width: 911, height: 512 })
    await window.getByRole('button', { name: '归档认出的 3 页' }).click()
    await window.getByText('已归档 3 页，成 3 份').waitFor()
    expect(await window.getByRole('row', { name: /可归档/ }).count()).toBe(0)
  })

  test('the code of a page that could not be read is typed from the paper; a wrong one is said', async () => {
    const code = /[0-9A-Z]+-1-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(words[3] ?? '')?.[0] ?? ''
    await window.getByRole('row', { name: /看不出/ }).click()
    await type(window.getByLabel('编号', { exact: true }), `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`)
    await window.keyboard.press('Enter')
    await window
      .getByRole('complementary', { name: '页面' })
      .getByText(/校验不符/)
      .waitFor()
    await type(window.getByLabel('编号', { exact: true }), code.toLowerCase())
    await window.keyboard.press('Enter')
    await window.getByRole('complementary', { name: '页面' }).getByText('可归档').waitFor()
    await window.getByRole('button', { name: '归档认出的 1 页' }).click()
    await window.getByText('已归档 1 页，成 1 份').waitFor()
  })

  test('退回 asks why, and is taken back; the ledger says what came home', async () => {
    await window.getByRole('row', { name: /空白页/ }).click()
    await window.getByRole('button', { name: '退回' }).click()
    await type(window.getByLabel('原因'), '夹在中间的空白纸')
    await window.keyboard.press('Enter')
    await window.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await window.getByRole('row', { name: /空白页/ }).count()).toBe(0)
    await window.getByRole('tab', { name: '表单台账' }).click()
    await window.getByRole('row', { name: /考场情况记录单.*1 \/ 1/ }).waitFor()
    await picture(running, 'scan-ledger')
    expect(running.complaints).toEqual([])
  })
})

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerDialogs, launch, picture, type Running, scratch, started } from './app.ts'
import { type } from './keys.ts'
import { foundOffice, wordsOf } from './office.ts'

let place = scratch()
let running: Running | undefined

beforeEach(() => {
  place = scratch()
})
afterEach(async () => {
  await running?.close()
  running = undefined
  place.remove()
})

async function open(kind: 'Y' | 'S'): Promise<Running> {
  const program = await launch({ user: place.path('user'), data: place.path('data') })
  running = program
  expect(await started(program.window)).toEqual({ phase: 'ready' })
  await foundOffice(program.window, kind)
  await program.window.getByRole('menuitem', { name: /表单$/ }).click()
  return program
}

const row = (window: Page, title: string) => window.getByRole('row').filter({ hasText: title })

/** The preview shows the newest pages: 另存 PDF is only then allowed. */
const settled = async (window: Page) => {
  await window.locator('canvas[data-page]').waitFor()
  await window.getByRole('button', { name: '另存 PDF' }).and(window.locator(':enabled')).waitFor()
}

async function savedPdf(program: Running, name: string): Promise<string> {
  const { app, window } = program
  await answerDialogs(app, place.path(name))
  await settled(window)
  await window.getByRole('button', { name: '另存 PDF' }).click()
  await window.getByText(new RegExp(`已保存.*${name}`)).waitFor()
  return wordsOf(place.path(name))
}

test('附件3: blank, then filled in beside the preview, as PDF and as Word', async () => {
  const program = await open('S')
  const { app, window } = program
  await row(window, '附件3 督导记录表（现场督导）').getByRole('button', { name: '空白表' }).click()
  const blank = await savedPdf(program, 'blank.pdf')
  expect(blank).toContain('北京市职业技能等级认定督导记录表')
  expect(blank).not.toContain('北京测试机构')

  await window.getByLabel('填写方式').getByText('填写').click()
  await type(window.getByLabel('评价计划名称'), '电工四级第12批')
  await window.getByRole('button', { name: '逐项填写' }).click()
  await window.getByLabel('第 2 项结果').getByText('否').click()
  await type(window.getByLabel('第 2 项备注'), '缺少签字')
  await window.getByRole('button', { name: '确定' }).click()
  await window.getByText('已勾 1 / 16 项').waitFor()
  await expect.poll(() => savedPdf(program, 'filled.pdf'), { timeout: 30_000 }).toContain('序号2:缺少签字')
  const filled = await wordsOf(place.path('filled.pdf'))
  for (const words of ['北京测试机构', '电工四级第12批']) expect(filled).toContain(words)
  await picture(program, 'form-filled')

  await answerDialogs(app, place.path('附件3.docx'))
  await window.getByRole('button', { name: '另存 Word' }).click()
  await window.getByText(/已保存.*附件3\.docx/).waitFor()
  expect(readFileSync(place.path('附件3.docx')).subarray(0, 2).toString()).toBe('PK')
  expect(program.complaints).toEqual([])
})

test('a date that cannot be read is not printed as a blank: its text stays, and nothing goes out before', async () => {
  const program = await open('S')
  const { window } = program
  await row(window, '回避声明').getByRole('button', { name: '空白表' }).click()
  await window.getByLabel('填写方式').getByText('填写').click()
  const date = window.locator('.typed input').first()
  await type(date, '2026-02-31')
  await date.press('Tab')
  await window.getByText(/改好或清空后才能打印/).waitFor()
  expect(await date.inputValue()).toBe('2026-02-31')
  for (const name of ['另存 PDF', '另存 Word'])
    expect(await window.getByRole('button', { name }).isDisabled()).toBe(true)
  await picture(program, 'form-unread')
  await type(date, '2026.2.28')
  await date.press('Tab')
  await window.getByText(/改好或清空后才能打印/).waitFor({ state: 'detached' })
  await settled(window)
})

test('several forms in one file; the code outside the frame can be left out', async () => {
  const program = await open('S')
  const { window } = program
  for (const title of ['附件4 外督员情况反馈表', '附件6 竞赛质量督导安排表']) {
    await row(window, title).getByRole('checkbox').check()
  }
  await window.getByRole('button', { name: '所选 2 份合为一个文件' }).click()
  const both = await savedPdf(program, 'both.pdf')
  expect(both.indexOf('附件4')).toBeGreaterThanOrEqual(0)
  expect(both.indexOf('附件6')).toBeGreaterThan(both.indexOf('附件4'))
  expect(both).toMatch(/\d-1-[0-9A-Z]{4}-[0-9A-Z]{3}/)

  await window.getByRole('switch', { name: '表单编号码' }).click()
  await expect
    .poll(() => savedPdf(program, 'plain.pdf'), { timeout: 30_000 })
    .not.toMatch(/\d-1-[0-9A-Z]{4}-[0-9A-Z]{3}/)
})

test('a 用人单位 is told once whose title 附件5 bears', async () => {
  const { window } = await open('Y')
  const show = async () => {
    await row(window, '附件5 场地核查单').getByRole('button', { name: '空白表' }).click()
    await window.locator('canvas[data-page]').waitFor()
  }
  await show()
  await window.getByText('附件5 的表名为「社会培训评价组织」').waitFor()
  await window.getByRole('button', { name: '知道了' }).click()
  await window.keyboard.press('Escape')
  await window.getByRole('dialog').waitFor({ state: 'detached' })
  await show()
  expect(await window.getByText('附件5 的表名为').count()).toBe(0)
})

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import { renderFile } from '../print/raster.ts'
import { launch, PICTURES, picture, ROOT, type Running, scratch, WIDE } from './app.ts'
import { type } from './keys.ts'

const SAMPLE = join(ROOT, 'resources', 'sample')
const MM = 72 / 25.4
const place = scratch()
let running: Running
let window: Page

// One office's first day, from an empty folder to printed sheets. Each test goes on where the one before it ended.
beforeAll(async () => {
  running = await launch({ user: place.path('user'), data: place.path('data') })
  window = running.window
})
let failed = ''
beforeEach(({ task }) => {
  if (failed) throw new Error(`not tried: 「${failed}」 failed`)
  onTestFailed(async () => {
    failed ||= task.name
    await window.screenshot({ path: join(PICTURES, 'failed.png') })
  })
})
afterAll(async () => {
  await running.close()
  place.remove()
})

const button = (name: string | RegExp) => window.getByRole('button', { name })
const numberIn = (text: string | null): number => Number(/\d+/.exec(text ?? '')?.[0])

describe('from a roster to printed cards', () => {
  let imported = 0
  let appointed = 0
  let issued = 0

  test('the wizard asks for the organisation and shows the digits of the code', async () => {
    await window.getByText('欢迎使用内督管家').waitFor()
    await type(window.getByLabel('机构名称'), '北京某某职业技能培训学校')
    await window.getByText('社会培训评价组织（S）').click()
    await type(window.getByLabel('评价机构编号'), 'S00001100200A')
    await button('下一步').click()
    await window.getByText(/不能用于编码/).waitFor()
    await type(window.getByLabel('评价机构编号'), 'S000011002001')
    await window.getByText(/S112001\d\d0001/).waitFor()
    await picture(running, 'wizard')
    await button('下一步').click()
    await window.getByText('请核对末四位后打勾').waitFor()
    await window.getByLabel(/已核对，末四位是 2001/).check()
    await button('下一步').click()
    await window.getByLabel('印制单位').waitFor()
    await type(window.getByLabel(/^\d{4} 年已用到的序号/), '0')
    await button('下一步').click()
    await type(window.getByLabel('经办人姓名'), '经办甲')
    await button('完成').click()
    await button('导入 Excel 名册').waitFor()
  })

  test('the sample roster is previewed: what is wrong is named, nothing is written yet', async () => {
    await button('导入 Excel 名册').click()
    await running.answer(join(SAMPLE, 'roster.xlsx'))
    await button('从文件夹选择…').click()
    const confirm = button(/^确认导入 \d+ 人$/)
    await confirm.waitFor()
    imported = numberIn(await confirm.textContent())
    expect(imported).toBeGreaterThanOrEqual(45)
    await window
      .getByRole('radiogroup', { name: '按结果筛选' })
      .getByText(/^有错 \d+$/)
      .click()
    await window
      .getByText(/身份证号被 Excel 存成了数字/)
      .first()
      .waitFor()
    await picture(running, 'import-preview')
    await picture(running, 'import-preview', WIDE)
    expect(await count()).toBe(0)

    await running.answer(place.path('错误表.xlsx'))
    await button('导出错误表').click()
    await expect.poll(() => existsSync(place.path('错误表.xlsx'))).toBe(true)
    await confirm.click()
    await window.getByText(`已导入 ${imported} 人`).waitFor()
    expect(await count()).toBe(imported)
  })

  test('a folder of portraits finds its people', async () => {
    await running.answer(join(SAMPLE, 'portraits'))
    await button('选择照片文件夹…').click()
    const answer = window.getByText(/导入了 \d+ 张照片/)
    await answer.waitFor()
    expect(numberIn(/导入了 \d+/.exec((await answer.textContent()) ?? '')?.[0] ?? '')).toBeGreaterThanOrEqual(45)
    await button('去名册查看').click()
    await window.getByRole('row').nth(5).waitFor()
    await expect
      .poll(() => window.evaluate(() => [...document.images].filter(image => image.naturalWidth > 0).length))
      .toBeGreaterThan(0)
    await picture(running, 'roster')
    await picture(running, 'roster', WIDE)
  })

  test('who may be appointed is; who may not is told the rule and its article', async () => {
    await chooseEverybody()
    await button('聘任/续聘').click()
    const dialog = window.getByRole('dialog')
    const confirm = dialog.getByRole('button', { name: /^聘任 \d+ 人$/ })
    await confirm.waitFor()
    appointed = numberIn(await confirm.textContent())
    expect(appointed).toBeGreaterThanOrEqual(40)
    expect(appointed).toBeLessThan(imported)
    await picture(running, 'appoint')
    await confirm.click()
    await window
      .getByText(`已聘任 ${appointed} 人，未办理 ${imported - appointed} 人`)
      .last()
      .waitFor()
    const told = (await window.getByRole('dialog').last().textContent()) ?? ''
    expect(told).toMatch(/R-[A-Z]/)
    expect(told).toMatch(/第[一二三四五六七八九十]+条/)
    await button('知道了').click()
  })

  test('cards get consecutive codes of 附件1', async () => {
    await window.getByRole('menuitem', { name: '证卡' }).click()
    await button('发卡').click()
    await window.getByRole('row').nth(5).waitFor()
    await chooseEverybody()
    await window.getByRole('toolbar', { name: '批量操作' }).getByRole('button', { name: '发卡' }).click()
    const confirm = window.getByRole('button', { name: new RegExp(`^发卡（${appointed} 人）$`) })
    await picture(running, 'issue')
    await confirm.click()
    const tab = window.getByRole('tab', { name: /^已发 \d+ 张$/ })
    await tab.waitFor()
    issued = numberIn(await tab.textContent())
    expect(issued).toBeGreaterThanOrEqual(40)
    const { rows } = await ask<{ rows: { code: string }[] }>('card.list', {
      filter: {},
      sort: { by: 'code', desc: false },
      page: { offset: 0, limit: 500 },
    })
    const codes = rows.map(row => row.code)
    const year = await window.evaluate(() => String(new Date().getFullYear()).slice(2))
    expect(codes).toEqual(codes.map((_, i) => `S112001${year}${String(i + 1).padStart(4, '0')}`))
    expect(codes).toHaveLength(issued)
  })

  test('without a photo no card is printed: the person is named, and a photo helps', async () => {
    await button('打印这些证卡').click()
    await window.getByText(/还没有照片/).waitFor()
    await picture(running, 'photo-missing')
    await button('先打印其他人的证卡').click()
    await window.getByText(/没有排入/).waitFor()
    await button(/^第 1 个位置：空/).click() // a part-used sheet
    await window.getByText('剩 3 个空位').waitFor()
    const missing = await ask<{ rows: { name: string }[] }>('supervisor.list', {
      filter: { photo: 'without', states: ['appointed'] },
      sort: { by: 'name', desc: false },
      page: { offset: 0, limit: 100 },
    })
    expect(missing.rows.length).toBeGreaterThan(0)
    mkdirSync(place.path('补拍'))
    const [portrait = ''] = readdirSync(join(SAMPLE, 'portraits'))
    for (const { name } of missing.rows) {
      copyFileSync(join(SAMPLE, 'portraits', portrait), place.path('补拍', `${name}.jpg`))
    }
    await window.keyboard.press('Escape')
    await window.getByRole('menuitem', { name: '内督员' }).click()
    await button('导入名册').click()
    await running.answer(place.path('补拍'))
    await button('选择照片文件夹…').click()
    await window.getByText(`导入了 ${missing.rows.length} 张照片`).waitFor()
  })

  test('what is previewed is the PDF itself, and it is saved to the millimetre', async () => {
    await window.getByRole('menuitem', { name: '证卡' }).click()
    await window.getByRole('row').nth(5).waitFor()
    await chooseEverybody()
    await button('打印证卡').click()
    await window.getByRole('region', { name: '打印预览' }).locator('canvas').first().waitFor()
    await expect.poll(inkOfPreview).toBeGreaterThan(0.01)
    await picture(running, 'print')
    await picture(running, 'print', WIDE)
    const front = await save('正面 PDF', '正面.pdf')
    const back = await save('反面 PDF', '反面.pdf')
    for (const pdf of [front, back]) {
      expect(pdf.getPageCount()).toBe(Math.ceil(issued / 4))
      for (const page of pdf.getPages()) expectBox(page.getMediaBox(), 210, 297)
    }
    const sheet = await renderFile(place.path('正面.pdf'), 1, 60)
    expect(darkShare(sheet.rgba)).toBeGreaterThan(0.02)
  })

  test('a spoiled card is recorded and printed again, as a single card of 80 × 110 mm', async () => {
    await button('登记打印结果').click()
    await button(/S112001\d\d0002/).click()
    await picture(running, 'record')
    await button(`登记：打好 ${issued - 1} 张，打坏 1 张`).click()
    await button('重打这 1 张').click()
    await window.getByText('重新打印（1 张）').last().waitFor()
    await window.getByRole('radio', { name: '单张' }).check()
    const single = await save('正反面 PDF', '单张.pdf')
    expect(single.getPageCount()).toBe(2)
    for (const page of single.getPages()) {
      expectBox(page.getMediaBox(), 80, 110)
      expectBox(page.getTrimBox(), 80, 110)
    }
    const [one, other] = [
      await renderFile(place.path('单张.pdf'), 1, 100),
      await renderFile(place.path('单张.pdf'), 2, 100),
    ]
    expect(darkShare(one.rgba)).toBeGreaterThan(darkShare(other.rgba)) // the photo is on the front
    expect(darkShare(other.rgba)).toBeGreaterThan(0.005)
    const ledger = await ask<{ rows: { kind: string; spoiled: boolean }[] }>('print.ledger', {
      page: { offset: 0, limit: 500 },
    })
    expect(ledger.rows).toHaveLength(issued)
    expect(ledger.rows.filter(row => row.spoiled)).toHaveLength(1)
  })

  test('the page had no complaint all day, and everything is there tomorrow', async () => {
    expect(running.complaints.join('\n')).toBe('')
    await running.close()
    running = await launch({ user: place.path('user'), data: place.path('data') })
    window = running.window
    await window.getByText('北京某某职业技能培训学校').first().waitFor()
    await picture(running, 'home')
    await picture(running, 'home', WIDE)
    expect(await count()).toBe(imported)
    expect(await window.evaluate(() => neidu.call('1', 'audit.verify', {}))).toMatchObject({
      ok: true,
      value: { broken: null },
    })
  })

  async function save(item: string, name: string): Promise<PDFDocument> {
    await running.answer(place.path(name))
    await button('另存 PDF').click()
    await window.getByRole('menuitem', { name: item, exact: true }).click()
    await window
      .getByText(/已保存：.*\.pdf$/)
      .last()
      .waitFor() // a browser keeps to the proposed name
    await expect.poll(() => existsSync(place.path(name))).toBe(true)
    return PDFDocument.load(readFileSync(place.path(name)))
  }
})

/** Marks every row that the filter finds. */
async function chooseEverybody(): Promise<void> {
  await window.getByRole('columnheader').getByRole('checkbox').first().check()
  const all = button(/^全选筛选结果/)
  const marked = window.getByRole('toolbar', { name: '批量操作' })
  await marked.waitFor()
  if (await all.isVisible()) await all.click()
}

/** Asks the backend past the screen. */
async function ask<T>(route: string, input: object): Promise<T> {
  const result = await window.evaluate(([route, input]) => neidu.call('test', route, input), [route, input] as const)
  if (!result.ok) throw new Error(result.error.message)
  return result.value as T
}

/** People in the roster. */
async function count(): Promise<number> {
  return (await ask<{ count: number }>('supervisor.count', { selection: { filter: {}, except: [] } })).count
}

/** Share of dark pixels on the first page that the preview shows. */
function inkOfPreview(): Promise<number> {
  return window.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('section[aria-label="打印预览"] canvas')
    if (!canvas?.width) return 0
    // Read from a copy: Chromium complains about a canvas of the page's own that is read again and again.
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })
    copy?.drawImage(canvas, 0, 0)
    const pixels = copy?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let dark = 0
    for (let i = 0; i < pixels.length; i += 4) if ((pixels[i] ?? 255) < 128 && (pixels[i + 3] ?? 0) > 128) dark += 1
    return pixels.length === 0 ? 0 : dark / (pixels.length / 4)
  })
}

function darkShare(rgba: Uint8ClampedArray): number {
  let dark = 0
  for (let i = 0; i < rgba.length; i += 4) if ((rgba[i] ?? 255) < 128) dark += 1
  return dark / (rgba.length / 4)
}

function expectBox(box: { width: number; height: number }, width: number, height: number): void {
  expect(Math.abs(box.width / MM - width)).toBeLessThan(0.05)
  expect(Math.abs(box.height / MM - height)).toBeLessThan(0.05)
}

/** The exam room: the page under file:// in a plain Chromium, filled with a thumb; its result taken in the window and sealed by another person. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../../scripts/chromium.ts'
import { readExif } from '../../src-main/photo/taken.ts'
import { fieldResult } from '../../src-shared/field.ts'
import { launch, PICTURES, picture, type Running, scratch, started } from '../e2e/app.ts'
import { type } from '../e2e/keys.ts'
import { ask } from '../e2e/office.ts'
import { addScene } from '../main/batch-office.ts'
import { addOrg } from '../main/people.ts'
import { createWorld } from '../main/world.ts'
import { plain } from '../print/pictures.ts'
import { camera } from './camera.ts'

const place = scratch()
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const html = place.path('考场填写.html')
let running: Running
let window: Page
let batchId = 0
const contexts: BrowserContext[] = []

beforeAll(async () => {
  const world = await createWorld({ dir: place.path('data') })
  await addOrg(world)
  batchId = (await addScene(world)).batch.id
  await world.close()
  running = await launch({ user: place.path('user'), data: place.path('data') })
  window = running.window
  expect(await started(window)).toEqual({ phase: 'ready' })
  await ask(window, 'app.setOperator', { name: '经办甲' })
  await window.getByRole('menuitem', { name: /批次$/ }).click()
  await window.getByText('2026年第七批电工').first().click()
})
afterAll(async () => {
  for (const context of contexts) await context.close()
  await running.close()
  place.remove()
})

const asked: string[] = []
const complaints: string[] = []

async function exam(name: string, options: object, prepare: (folder: string) => void = () => undefined): Promise<Page> {
  const folder = place.path(name)
  prepare(folder)
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath() ?? '',
    args: ['--no-sandbox'], // tests run as root
    acceptDownloads: true,
    ...options,
  })
  contexts.push(context)
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(20_000)
  page.on('request', request => asked.push(request.url()))
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  await page.goto(pathToFileURL(html).href)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}
const shot = async (page: Page, name: string) => {
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `field-${name}.png`) })
}
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
async function keep(page: Page, path: string, button = '保存结果文件'): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^考场结果_WP-2026-0001_王一_\d{8}-\d{4}\.json$/)
  await download.saveAs(path)
}
const resultIn = (path: string) => fieldResult.parse(JSON.parse(readFileSync(path, 'utf8')))

describe('from the 委派单 to the exam room and back', () => {
  test('the window writes the page', async () => {
    await window.getByRole('tab', { name: /^委派/ }).click()
    await running.answer(html)
    await window.getByRole('button', { name: '考场填写页 王一' }).click()
    await window.getByText(/^已导出考场填写页/).waitFor()
  })

  test('a phone: by one thumb, the next item comes by itself; the draft is there after the page was closed', async () => {
    const page = await exam('phone', PHONE)
    await shot(page, 'phone')
    expect(await fits(page)).toBe(true)
    const card = (name: string) => page.getByRole('region', { name, exact: true })
    const box = await card('佩证').getByRole('button', { name: '是' }).boundingBox()
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48)
    await card('佩证').getByRole('button', { name: '是' }).tap()
    // wherever the focus went is the next item: its 是 is pressed without looking for it
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest('section')?.getAttribute('aria-label') ?? '')
    for (let n = 1; n <= 7; n += 1) {
      expect(await focused()).toBe(`第 ${n} 项`)
      await card(`第 ${n} 项`).getByRole('button', { name: '是' }).tap()
    }
    await card('第 8 项').getByRole('button', { name: '否' }).tap()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('第 8 项 备注')
    await page.keyboard.type('灯坏两盏')
    writeFileSync(place.path('IMG.jpg'), camera(plain('#8090a0', 3000, 2000), '2026:11:23 09:41:07'))
    await page.getByLabel('第 8 项照片').setInputFiles(place.path('IMG.jpg'))
    await card('第 8 项').getByRole('img').waitFor()
    await shot(page, 'phone-item')
    await page.getByText('草稿已保存在本机').waitFor()
    await page.reload()
    await page.getByText('已接着上次的草稿').waitFor()
    expect(await card('第 8 项').getByRole('textbox').inputValue()).toBe('灯坏两盏')
    await card('第 8 项').getByRole('img').waitFor()
    await keep(page, place.path('half-1.json'))
    const { draft, photos } = resultIn(place.path('half-1.json'))
    expect(draft.items.find(item => item.number === '8')).toEqual({
      number: '8',
      answer: 'no',
      remark: '序号8: 灯坏两盏',
    })
    const jpeg = Buffer.from(photos[0]?.data ?? '', 'base64')
    expect(readExif(jpeg)).toEqual({ takenAt: '2026-11-23T09:41:07', camera: '' })
    expect(jpeg.length).toBeLessThan(400_000)
    expect(jpeg.includes('Canon')).toBe(false)
  })

  test('a notebook holds the other half, by keys', async () => {
    const page = await exam('notebook', { viewport: { width: 1366, height: 768 } })
    await shot(page, 'notebook')
    expect(await fits(page)).toBe(true)
    await page.getByRole('region', { name: '第 8 项', exact: true }).getByRole('button', { name: '是' }).focus()
    for (const n of [8, 9, 10, 11, 12, 13, 14, 16, 17]) {
      expect(await page.evaluate(() => document.activeElement?.closest('section')?.getAttribute('aria-label'))).toBe(
        `第 ${n} 项`,
      )
      await page.keyboard.press('Enter')
    }
    await type(page.getByLabel('存在问题'), '无其他问题')
    await keep(page, place.path('half-2.json'))
  })

  test('both halves are taken in the window, what differs is asked for, and another person seals', async () => {
    await window.getByRole('tab', { name: /督导记录/ }).click()
    await running.answer(place.path('half-1.json'))
    await window.getByRole('button', { name: '收取考场结果' }).click()
    const dialog = window.getByRole('dialog')
    await dialog.getByText('还没有这些场次的记录').waitFor()
    await picture(running, 'field-take')
    await dialog.getByRole('button', { name: '收取所选' }).click()
    await window.getByText(/^已勾选 9 \/ 17$/).waitFor()

    await window.getByRole('button', { name: '返回批次' }).click()
    await window.getByRole('tab', { name: /督导记录/ }).click()
    await running.answer(place.path('half-2.json'))
    await window.getByRole('button', { name: '收取考场结果' }).click()
    await dialog.getByText('序号8: 灯坏两盏').waitFor()
    expect(await dialog.getByRole('checkbox', { name: '第 8 项' }).isChecked()).toBe(false)
    expect(await dialog.getByRole('checkbox', { name: '第 17 项' }).isChecked()).toBe(true)
    await picture(running, 'field-compare')
    await dialog.getByRole('button', { name: '收取所选' }).click()
    await window.getByText(/^已勾选 17 \/ 17$/).waitFor()

    await ask(window, 'app.setOperator', { name: '复核乙' })
    await window.getByRole('button', { name: /^封\s?存$/ }).click()
    await window.getByRole('button', { name: '更正…' }).waitFor()
    const [record] = (await ask(window, 'supervision.list', { batchId })).records
    expect(record).toMatchObject({ state: 'sealed', opinion: '无其他问题', badge: 'yes' })
    expect(record?.items.find(item => item.number === '8')).toMatchObject({ answer: 'no', remark: '序号8: 灯坏两盏' })
    expect(record?.evidence.map(({ number }) => number)).toEqual(['8'])
  })

  test('where the browser keeps nothing, the page says so and offers the file at once', async () => {
    const page = await exam('refused', PHONE, folder => {
      mkdirSync(join(folder, 'Default'), { recursive: true })
      const settings = { profile: { default_content_setting_values: { cookies: 2 } } }
      writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(settings))
    })
    await page.getByText('本机浏览器不能保存草稿').waitFor()
    await page.getByRole('region', { name: '第 1 项', exact: true }).getByRole('button', { name: '是' }).tap()
    await shot(page, 'refused')
    await keep(page, place.path('refused.json'), '立即保存结果文件')
    expect(resultIn(place.path('refused.json')).draft.items[0]).toMatchObject({ number: '1', answer: 'yes' })
  })

  test('清除本机草稿 leaves nothing behind, and asks twice', async () => {
    const page = await exam('phone-again', PHONE)
    await page.getByRole('region', { name: '第 1 项', exact: true }).getByRole('button', { name: '是' }).tap()
    await page.getByText('草稿已保存在本机').waitFor()
    await page.getByRole('button', { name: '清除本机草稿' }).tap()
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '确认清除' }).tap()])
    await page.getByText('还有 17 项').waitFor()
    expect(await page.getByText('已接着上次的草稿').count()).toBe(0)
  })

  test('nothing was asked of any network, and the policy was not broken', () => {
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter(url => !/^(file|blob):/.test(url))).toEqual([])
    expect(complaints).toEqual([])
  })
})

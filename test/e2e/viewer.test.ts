/** 打开.html of a package with pictures, films and hostile titles. */
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ElectronApplication, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anchorOf } from '../../src-main/package/anchor.ts'
import { writeBag } from '../../src-main/package/bag.ts'
import { HOSTILE, sample } from '../main/package-sample.ts'
import { PICTURES, scratch } from './app.ts'
import { type } from './keys.ts'
import { type Receiver, receive, verifyIn } from './receiver.ts'

const place = scratch()
const bag = place.path('事后督导 第 3 批')
let receiver: Receiver
let app: ElectronApplication
let page: Page
let anchor = ''

beforeAll(async () => {
  const { entries, humanFiles, index } = await sample()
  // Above the size that the browser hashes at once: read in slices.
  entries.push({ name: 'evidence/X6_014.bin', source: Buffer.alloc(33 << 20, 'film') })
  const { digest } = await writeBag({
    entries,
    humanFiles,
    info: { 'Bagging-Date': '2026-11-23', 'Log-Head': index.logHead },
    target: { kind: 'folder', path: bag },
  })
  anchor = anchorOf(digest, index.logHead)
  receiver = await receive(bag, place.path('receiver'))
  app = receiver.app
  page = receiver.page
})
afterAll(async () => {
  await app?.close()
  place.remove()
})

const shot = async (name: string) => {
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `viewer-${name}.png`) })
}
const item = (text: RegExp) => page.getByRole('navigation').getByRole('button', { name: text })
const pick = () => verifyIn(page, bag)

describe('打开.html', () => {
  test('each of the 16 items leads to its evidence in two clicks: picture, film, PDF', async () => {
    expect(await page.getByRole('navigation').getByRole('button').count()).toBe(17)
    await item(/^11\./).click()
    const tiles = page.locator('.tile')
    expect(await tiles.count()).toBe(13)
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.tile img')].every(i => i instanceof HTMLImageElement && i.naturalWidth === 160),
    )
    await shot('item')
    await tiles.first().click()
    await page.waitForFunction(() => {
      const image = document.querySelector('dialog img')
      return image instanceof HTMLImageElement && image.naturalWidth === 800
    })
    await shot('picture')
    await page.keyboard.press('ArrowRight')
    await page.getByText('X6_002 实操考核现场 2（2/13）').waitFor()
    await page.keyboard.press('Escape')
    await tiles.last().click()
    expect(await page.locator('dialog video').getAttribute('src')).toBe('./data/evidence/X6_013.mp4')
    await page.getByRole('button', { name: '关闭' }).click()
    await page.waitForFunction(() => document.querySelector('dialog') === null)

    await item(/^3\./).click()
    const [opened] = await Promise.all([app.waitForEvent('window'), page.locator('.tile').click()])
    expect(opened.url()).toMatch(/^file:.*\/data\/evidence\/P3_001\.pdf$/)
    await opened.close()
    expect(await item(/^15\./).textContent()).toMatch(/缺 1$/)
  })

  test('search; titles are text, whatever they look like', async () => {
    await type(page.getByPlaceholder('搜索题名、件号'), '现场 7')
    expect(await page.locator('.tile').allInnerTexts()).toEqual([expect.stringContaining('X6_007')])
    await type(page.getByPlaceholder('搜索题名、件号'), 'onerror')
    expect(await page.locator('.tile .title').textContent()).toBe(HOSTILE)
    await shot('hostile')
    expect(await page.title()).toContain('<img')
    expect(await page.evaluate(() => document.querySelectorAll('img[src=x]').length)).toBe(0)
    await type(page.getByPlaceholder('搜索题名、件号'), '')
  })

  test('printed: every item with its evidence', async () => {
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    expect(await page.locator('.paper h3').count()).toBe(16)
    expect(await page.locator('.paper tr').count()).toBe(1 + 13 + 1 + 1) // 3, 11, 13, 14; 16 lists nothing twice
    expect(await page.locator('nav').isVisible()).toBe(false)
    await shot('print')
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await page.emulateMedia({ media: null })
  })

  test('verification in the browser: untouched, then one byte changed, one file gone, one added', async () => {
    await page.getByRole('button', { name: '校验本包' }).click()
    expect(await page.evaluate(() => isSecureContext)).toBe(true) // the browser's own SHA-256 is there
    expect((await pick())[0]).toMatch(/^校验通过/)
    await type(page.getByLabel('锚定码'), anchor.toLowerCase())
    await page.getByText('锚定码一致').waitFor()
    await type(page.getByLabel('锚定码'), `${anchor.slice(0, -1)}${anchor.endsWith('0') ? '1' : '0'}`)
    await page.getByText('校验位不符').waitFor()
    await type(page.getByLabel('锚定码'), anchorOf('0'.repeat(64), ''))
    await page.getByText('锚定码不一致').waitFor()

    for (const name of ['X6_001.jpeg', 'X6_014.bin']) {
      const path = join(bag, 'data/evidence', name)
      const bytes = readFileSync(path)
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
      writeFileSync(path, bytes)
    }
    rmSync(join(bag, 'data/evidence/G2_001.pdf'))
    writeFileSync(join(bag, 'data/evidence/X6_099.jpg'), 'added')
    expect((await pick()).slice(0, -1)).toEqual([
      expect.stringMatching(/^校验未通过/),
      '已改动 2 个',
      'data/evidence/X6_001.jpeg',
      'data/evidence/X6_014.bin',
      '缺失 1 个',
      'data/evidence/G2_001.pdf',
      '清单外多出 1 个',
      'data/evidence/X6_099.jpg',
    ])
    await shot('verify')
    appendFileSync(join(bag, 'manifest-sha256.txt'), '#\n')
    expect(await pick()).toContain('manifest-sha256.txt')
    await type(page.getByLabel('锚定码'), anchor)
    await page.getByText('锚定码不一致').waitFor()
  })

  test('nothing but files of the package was asked for, and the policy was not broken', async () => {
    expect(await receiver.strangers()).toEqual([])
    expect(receiver.complaints).toEqual([])
  })

  test('opened without its package (out of a zip, as Windows does), it says what to do', async () => {
    writeFileSync(place.path('打开.html'), readFileSync(join(bag, '打开.html')))
    await page.goto(pathToFileURL(place.path('打开.html')).href)
    await item(/^11\./).click()
    await page.getByText('请先把整个压缩包解压到文件夹').waitFor()
  })
})

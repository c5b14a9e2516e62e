/**
 * npm run pictures: the README's pictures, taken from the real window on the demo's data and from the demo's sheets. Needs
 * demo-output/ (npm run demo), a build (npm start makes one) and an Electron.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { _electron, type Page } from 'playwright'
import { receive } from '../test/e2e/receiver.ts'
import { electronPath } from './electron.ts'

const ROOT = join(import.meta.dirname, '..')
const DEMO = join(ROOT, 'demo-output')
const OUT = join(ROOT, 'docs')

const PAGES = [
  ['工作台', 'home'],
  ['内督员', 'roster'],
  ['证卡', 'cards'],
  ['场地', 'venues'],
  ['批次', 'batches'],
  ['期限', 'deadlines'],
  ['资料', 'evidence'],
] as const

const executablePath = electronPath()
if (!executablePath || !existsSync(join(DEMO, 'data'))) {
  console.error('需要 demo-output/（npm run demo）和一个可以启动的 Electron。')
  process.exit(1)
}

const scratch = mkdtempSync(join(tmpdir(), 'neidu-pictures-'))
cpSync(join(DEMO, 'data'), join(scratch, 'data'), { recursive: true })
mkdirSync(OUT, { recursive: true })
const app = await _electron.launch({
  executablePath,
  args: [ROOT, `--user-data-dir=${join(scratch, 'user')}`, `--data=${join(scratch, 'data')}`],
})
try {
  const window = await app.firstWindow()
  await window.setViewportSize({ width: 1366, height: 768 })
  await window.getByRole('menuitem', { name: '工作台' }).waitFor()
  for (const [name, file] of PAGES) {
    await window.getByRole('menuitem', { name: new RegExp(`${name}$`) }).click()
    await window.locator('main .ant-table-row, main .ant-card').first().waitFor()
    await settle(window)
    await window.screenshot({ path: join(OUT, `${file}.png`) })
    console.log(`docs/${file}.png`)
  }
} finally {
  await app.close()
  rmSync(scratch, { recursive: true, force: true })
}
await viewer(join(DEMO, 'package', '完整包'), join(OUT, 'viewer.png'))
await sheet(join(DEMO, 'cards-a4-front.pdf'), join(OUT, 'cards-a4.png'), 0.9)
await sheet(join(DEMO, 'forms', '附件3 督导记录表（现场督导）_填写.pdf'), join(OUT, 'annex3.png'), 0.8)

/** Until nothing is loading, for a moment on end, and the photos are there. */
async function settle(window: Page): Promise<void> {
  await window.waitForLoadState('networkidle')
  await window.waitForFunction(() => {
    const shown = [...document.images].filter(image => image.getBoundingClientRect().top < innerHeight) // the others load when scrolled to
    return !document.querySelector('[class*=ant-spin-dot], .ant-skeleton') && shown.every(image => image.complete)
  })
}

/** 打开.html as a receiver sees it. */
async function viewer(bag: string, png: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'neidu-viewer-'))
  const { app, page } = await receive(bag, folder)
  try {
    await page.setViewportSize({ width: 1366, height: 768 })
    await page.screenshot({ path: png })
    console.log(`docs/${png.slice(OUT.length + 1)}`)
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The first page of a PDF as a picture. */
async function sheet(pdf: string, png: string, scale: number): Promise<void> {
  if (!existsSync(pdf)) throw new Error(`${pdf} is not there`)
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const page = await (await getDocument({ data: new Uint8Array(readFileSync(pdf)) }).promise).getPage(1)
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
  await page.render({ canvas: canvas as never, viewport }).promise
  writeFileSync(png, await canvas.encode('png'))
  console.log(`docs/${png.slice(OUT.length + 1)}`)
}

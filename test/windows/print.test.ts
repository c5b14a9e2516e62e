/** Printing as Windows does: printers from the registry, SumatraPDF, the spooler; what comes out is compared by pixels. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { printCards } from '../../src-main/print/cards.ts'
import { listPrinters, listTrays, printFile } from '../../src-main/print/printer.ts'
import { printOnWindows } from '../../src-main/print/sumatra.ts'
import { targetPage } from '../../src-main/print/target.ts'
import { bounds, coloured, openPdf, rasterise, renderFile } from '../print/raster.ts'
import { card, folder, fonts } from '../print/sample.ts'

const OUT = process.env.NEIDU_PDF_FOLDER ?? ''
const dir = folder()
afterAll(dir.remove)
const place = { seams: {}, resourcesDir: dir.path('none') }
const settings = { printer: 'PDF', copies: 1, paper: 'A4', timeoutSeconds: 90 } as const
writeFileSync(dir.path('bad.pdf'), 'no pdf at all')
// Wine puts CUPS' printers into the registry when a program first asks its spooler; this print asks and fails.
await printOnWindows(dir.path('bad.pdf'), settings, place.resourcesDir).catch(() => {})
const printers = await listPrinters(place)
const queue = printers.some(p => p.name === 'PDF') && existsSync(OUT)
if (!queue) console.log(`no printer named PDF among ${JSON.stringify(printers)}, or no folder ${OUT}`)

test('where no window can be asked, the registry lists the printers, one of them the default', () => {
  expect(printers.length).toBeGreaterThan(0)
  expect(printers.filter(p => p.default)).toHaveLength(1)
})

test('trays have to be typed: no program without a driver of its own is told them', async () => {
  expect(await listTrays('PDF')).toEqual({ trays: [], typed: true })
})

describe('refusals say why', () => {
  test('a printer that is not there', async () => {
    writeFileSync(dir.path('a.pdf'), '%PDF-')
    const gone = printFile(dir.path('a.pdf'), { ...settings, printer: '没有这台' }, place)
    await expect(gone).rejects.toMatchObject({
      code: 'PRINTER_FAILED',
      message: expect.stringContaining('没有这台打印机'),
    })
  })
  test('a file that is no PDF: SumatraPDF fails, and its failure is told', async () => {
    const bad = printOnWindows(dir.path('bad.pdf'), settings, place.resourcesDir)
    await expect(bad).rejects.toMatchObject({ code: 'PRINTER_FAILED', message: expect.stringContaining('代码') })
  })
})

describe.runIf(queue)('through SumatraPDF and the spooler', () => {
  /** The page of the newest file that was not there before: cups-pdf writes it some time after the spooler has it. */
  async function page(before: Set<string>, until = performance.now() + 60_000) {
    for (;;) {
      const name = readdirSync(OUT).find(entry => !before.has(entry) && entry.endsWith('.pdf'))
      const pdf = name && (await openPdf(join(OUT, name)).catch(() => undefined)) // still being written
      if (name && pdf) {
        const raster = await rasterise(pdf, 1)
        await pdf.loadingTask.destroy()
        rmSync(join(OUT, name))
        return raster
      }
      if (performance.now() > until) throw new Error(`nothing came out into ${OUT}`)
      await wait(200)
    }
  }

  test('a card sheet comes out at 实际大小: place and size within 0.1 mm', async () => {
    const file = dir.path(`neidu-win-${process.pid}.pdf`)
    await printCards({ cards: [card()], layout: 'a4-4', side: 'front', fonts }, file)
    const before = new Set(readdirSync(OUT))
    expect(await printFile(file, settings, place)).toBe('spooled')
    const [sent, came] = [bounds(await renderFile(file, 1), coloured), bounds(await page(before), coloured)]
    for (const key of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs(came[key] - sent[key]), key).toBeLessThanOrEqual(0.1)
  })

  test('so does the calibration page, whose crosses reach over the whole sheet', async () => {
    const file = dir.path(`neidu-target-${process.pid}.pdf`)
    await targetPage('A4', 'front', fonts, file)
    const before = new Set(readdirSync(OUT))
    await printFile(file, settings, place)
    const [sent, came] = [bounds(await renderFile(file, 1)), bounds(await page(before))]
    for (const key of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs(came[key] - sent[key]), key).toBeLessThanOrEqual(0.1)
  })
})

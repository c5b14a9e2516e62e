import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { printCards } from '../../src-main/print/cards.ts'
import type { CardData } from '../../src-main/print/face.ts'
import { typesetter } from '../../src-main/print/text.ts'
import { mm } from '../../src-main/print/units.ts'
import { plain } from './pictures.ts'
import {
  bands,
  bounds,
  darkness,
  meanDifference,
  notWhite,
  openPdf,
  type Raster,
  rasterise,
  reference,
} from './raster.ts'
import { card, folder, fonts, REGULAR, REGULAR_FALLBACK } from './sample.ts'

const DPI = 400
const EM = mm(12)
const dir = folder()
afterAll(dir.remove)

async function fronts(name: string, cards: CardData[]): Promise<Raster[]> {
  const out = dir.path(`${name}.pdf`)
  await printCards({ cards, layout: 'single', side: 'front', fonts }, out)
  const pdf = await openPdf(out)
  const rasters: Raster[] = []
  for (let i = 1; i <= pdf.numPages; i++) rasters.push(await rasterise(pdf, i, DPI))
  await pdf.loadingTask.destroy()
  return rasters
}

/**
 * Compares each character of the printed name with the same character drawn by Skia from the font file, in a 4 × 4 grid of ink, and sees to it
 * that the comparison can tell it from its neighbour.
 */
function compareName(page: Raster, name: string, fontOf: (char: string) => string): void {
  const [line, code] = bands(page, { x: 0, y: 60, width: 80, height: 50 })
  if (!line || !code) throw new Error('no body')
  // The label 证卡编号： of the code's line is five em wide; the name begins where it ends.
  const left = code.x - bounds(reference('证', REGULAR, 12, DPI), notWhite).x + 5 * EM
  const top = (model: { baseline: number }): number => model.baseline - 0.88 * EM
  const grids = [...name].map((char, i) => {
    const model = reference(char, fontOf(char), 12, DPI)
    const ink = bounds(model, notWhite)
    const x = left + i * EM
    const printed = bounds(page, notWhite, { x: x - 0.1, y: line.y - 0.5, width: EM + 0.2, height: line.height + 1 })
    expect(Math.abs(printed.x - x - ink.x), `${char} place`).toBeLessThan(0.15)
    expect(Math.abs(printed.height - ink.height), `${char} height`).toBeLessThan(0.15)
    return {
      char,
      printed: darkness(page, { x, y: printed.y - ink.y + top(model), width: EM, height: EM }, 4, 4),
      model: darkness(model, { x: 0, y: top(model), width: EM, height: EM }, 4, 4),
    }
  })
  for (const [i, { char, printed, model }] of grids.entries()) {
    const off = meanDifference(printed, model)
    expect(off, `${char} shape`).toBeLessThan(0.05)
    expect(off, `${char} or its neighbour`).toBeLessThan(meanDifference(printed, grids.at(i - 1)?.model ?? []))
  }
}

const sc = typesetter({ regular: [REGULAR], bold: [REGULAR] })
const fontOf = (char: string): string => (sc.missing(char, 'regular').length ? REGULAR_FALLBACK : REGULAR)
const white = plain('#ffffff', 413, 578)

describe('ink', () => {
  test('rare characters are printed as the font draws them, from whichever font has them', async () => {
    const names = ['㐂䶮𠮷龘喆', '㼆𫍯𬭎·𠮷']
    const pages = await fronts(
      'rare',
      names.map(name => card({ name, photo: white })),
    )
    for (const [i, name] of names.entries()) {
      const page = pages[i]
      if (!page) throw new Error('no page')
      compareName(page, name, fontOf)
    }
    expect(fontOf('𠮷')).toBe(REGULAR_FALLBACK)
  })

  test('240 different characters on 20 cards: none is blank, none is another (the subsetting trap)', async () => {
    const chars = Array.from({ length: 240 }, (_, i) => String.fromCodePoint(0x4e00 + i * 83))
    const names = Array.from({ length: 20 }, (_, i) => chars.slice(i * 12, i * 12 + 12).join(''))
    const pages = await fronts(
      'many',
      names.map(name => card({ name, photo: white })),
    )
    for (const [i, name] of names.entries()) {
      const page = pages[i]
      if (!page) throw new Error('no page')
      compareName(page, name, fontOf)
    }
  })
})

const hasPoppler = ((): boolean => {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    console.log('pdftoppm is not installed: the second opinion on the ink did not run')
    return false
  }
})()

test.runIf(hasPoppler)('a second renderer (poppler) sees the same ink', async () => {
  const out = dir.path('poppler.pdf')
  const cards = [card({ name: '㐂䶮𠮷龘喆' })]
  await printCards({ cards, layout: 'single', side: 'front', fonts }, out)
  const [width, height] = [945, 1299]
  const args = ['-r', '300', '-gray', '-scale-to-x', String(width), '-scale-to-y', String(height), '-singlefile', out]
  execFileSync('pdftoppm', [...args, dir.path('poppler')])
  const pgm = readFileSync(dir.path('poppler.pgm')).subarray(-width * height)
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (const [i, grey] of pgm.entries()) rgba.set([grey, grey, grey, 255], i * 4)
  const theirs: Raster = { width, height, perMm: 300 / 25.4, rgba }
  const pdf = await openPdf(out)
  const ours = await rasterise(pdf, 1, 300)
  await pdf.loadingTask.destroy()
  const body = { x: 0, y: 64, width: 80, height: 46 }
  const [a, b] = [darkness(theirs, body, 40, 23), darkness(ours, body, 40, 23)]
  expect(Math.max(...a)).toBeGreaterThan(0.2)
  expect(meanDifference(a, b)).toBeLessThan(0.01)
})

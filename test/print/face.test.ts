import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printCards } from '../../src-main/print/cards.ts'
import { mm } from '../../src-main/print/units.ts'
import { disc, plain } from './pictures.ts'
import { area, bands, black, bounds, coloured, each, type Raster, reference, renderFile } from './raster.ts'
import { BOLD, card, folder, fonts, REGULAR } from './sample.ts'

// 附件2 制作说明, measured on the pixels of an 80 × 110 mm page at 600 dpi (0.04 mm a pixel).
const DPI = 600
const WHOLE = { x: 0, y: 0, width: 80, height: 110 }
const LOGO = plain('#2040c0', 600, 100, 'png')
const dir = folder()
afterAll(dir.remove)

async function print(name: string, changes: Parameters<typeof card>[0], page: number): Promise<Raster> {
  const out = dir.path(`${name}.pdf`)
  await printCards({ cards: [card(changes)], layout: 'single', side: 'both', fonts }, out)
  return renderFile(out, page, DPI)
}

/** The baseline of a printed line, mm: its ink against the same words drawn by Skia from the font file. Also proves size and weight. */
function baselineOf(
  page: Raster,
  box: { x: number; y: number; width: number; height: number },
  words: string,
  font: string,
  size: number,
): number {
  const model = reference(words, font, size, DPI)
  const ink = bounds(model, black)
  expect(Math.abs(box.height - ink.height), `height of ${words}`).toBeLessThan(0.1)
  expect(Math.abs(box.width - ink.width), `width of ${words}`).toBeLessThan(0.15)
  const printed = area(page, box)
  const expected = area(model, { x: 0, y: 0, width: model.width / model.perMm, height: model.height / model.perMm })
  // bold has 1.4 times the ink of regular
  expect(printed / expected, `ink of ${words}`).toBeGreaterThan(0.92)
  expect(printed / expected, `ink of ${words}`).toBeLessThan(1.08)
  return box.y + (model.baseline - ink.y)
}

describe('front', () => {
  let page: Raster
  let lines: ReturnType<typeof bands>
  beforeAll(async () => {
    page = await print('front', {}, 1)
    lines = bands(page, WHOLE)
  })

  test('carries two title lines and four body lines and nothing else in black', () => {
    expect(lines).toHaveLength(6)
  })

  test('title: 16 pt bold, baselines 24 pt apart, centred', () => {
    const [first, second] = lines
    if (!first || !second) throw new Error('no title')
    const a = baselineOf(page, first, '技能人才评价', BOLD, 16)
    const b = baselineOf(page, second, '质量督导员（内督员）', BOLD, 16)
    expect(Math.abs(b - a - mm(24))).toBeLessThan(0.1)
    expect(Math.abs(first.x + first.width / 2 - 40)).toBeLessThan(0.3)
  })

  test('photo: 25.0 × 35.0 mm, centred, below the title and above the body', () => {
    const photo = bounds(page, coloured)
    expect(Math.abs(photo.width - 25)).toBeLessThan(0.1)
    expect(Math.abs(photo.height - 35)).toBeLessThan(0.1)
    expect(Math.abs(photo.x - 27.5)).toBeLessThan(0.1)
    expect(photo.y).toBeGreaterThan((lines[1]?.y ?? 0) + (lines[1]?.height ?? 0))
    expect(photo.y + photo.height).toBeLessThan(lines[2]?.y ?? 0)
  })

  test('body: 12 pt regular, baselines 22 pt apart, values in one column', () => {
    // 名 stands at the third em: the words between are compared without the gap of 姓    名
    const words = ['名：张三', '证卡编号：Y112001220001', '有效期限：2022.06-2025.06', '颁证机构：××××××公司']
    const left = Math.min(...lines.slice(2).map(line => line.x))
    const baselines = words.map((text, i) => {
      const line = lines[i + 2]
      if (!line) throw new Error(`no line ${i}`)
      const start = i === 0 ? left + mm(2.5 * 12) : line.x - 0.1
      return baselineOf(page, bounds(page, black, { ...line, x: start, width: 80 - start }), text, REGULAR, 12)
    })
    for (let i = 1; i < 4; i++) {
      expect(Math.abs((baselines[i] ?? 0) - (baselines[i - 1] ?? 0) - mm(22))).toBeLessThan(0.1)
    }
  })

  test('leaves a 42 mm circle for the 公章 where only the body text is, with and without a logo', async () => {
    const withLogo = await print('stamp', { logo: { bytes: LOGO, place: 'front' } }, 1)
    for (const raster of [page, withLogo]) {
      let inside = 0
      each(raster, WHOLE, coloured, (x, y) => {
        if (Math.hypot(x / raster.perMm - 58, y / raster.perMm - 89) < 21) inside++
      })
      expect(inside).toBe(0)
    }
  })
})

describe('back', () => {
  test('title 16 pt bold 24 pt apart; imprint 12 pt bold, wrapped 24 pt apart, its words complete', async () => {
    const org = '北京经济技术开发区智能制造职业技能培训学校'
    const page = await print('back', { printedBy: org }, 2)
    const lines = bands(page, WHOLE)
    expect(lines).toHaveLength(4)
    const [a, b, c, d] = lines
    if (!a || !b || !c || !d) throw new Error('too few lines')
    const title = baselineOf(page, b, '质量督导员证卡', BOLD, 16) - baselineOf(page, a, '技能人才评价', BOLD, 16)
    expect(Math.abs(title - mm(24))).toBeLessThan(0.1)
    // 23 characters: 12 and 11, not 17 and 6
    const imprint =
      baselineOf(page, d, `${org.slice(12)}印制`, BOLD, 12) - baselineOf(page, c, org.slice(0, 12), BOLD, 12)
    expect(Math.abs(imprint - mm(24))).toBeLessThan(0.1)
    expect(Math.abs(c.width - d.width)).toBeLessThan(mm(12) + 0.5)
  })
})

describe('logo', () => {
  test.each([
    ['front', true, false],
    ['back', false, true],
    ['both', true, true],
  ] as const)('at %s', async (place, front, back) => {
    const white = plain('#ffffff', 413, 578)
    const changes = { photo: white, logo: { bytes: LOGO, place } }
    for (const [number, expected] of [
      [1, front],
      [2, back],
    ] as const) {
      const page = await print(`logo-${place}`, changes, number)
      expect(area(page, WHOLE, coloured) > 10).toBe(expected)
      if (!expected) continue
      const logo = bounds(page, coloured)
      expect(Math.abs(logo.width / logo.height - 6)).toBeLessThan(0.1) // never stretched
      expect(logo.y + logo.height).toBeLessThan(bands(page, WHOLE)[0]?.y ?? 0)
      expect(logo.y).toBeGreaterThan(2)
    }
  })
})

test('a photo of another shape fills its box with its middle, never stretched', async () => {
  const page = await print('wide', { photo: disc(800, 578) }, 1)
  const photo = bounds(page, coloured)
  expect(Math.abs(photo.width - 25)).toBeLessThan(0.1)
  expect(Math.abs(photo.height - 35)).toBeLessThan(0.1)
  const ring = bounds(page, black, photo)
  expect(Math.abs(ring.width - ring.height)).toBeLessThan(0.15)
  expect(Math.abs(ring.x + ring.width / 2 - 40)).toBeLessThan(0.1)
})

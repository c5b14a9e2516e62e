import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { PDFDocument } from 'pdf-lib'
import { afterAll, describe, expect, test } from 'vitest'
import { type Affine, invert, type Point, transform } from '../../src-main/print/affine.ts'
import { applyCalibration, fitAffine, type Reading } from '../../src-main/print/calibration.ts'
import { printCards } from '../../src-main/print/cards.ts'
import { slots } from '../../src-main/print/imposition.ts'
import { type Paper, TARGET_POINTS, targetPage } from '../../src-main/print/target.ts'
import { bounds, coloured, each, notWhite, openPdf, type Raster, renderFile } from './raster.ts'
import { card, folder, fonts } from './sample.ts'

const dir = folder()
afterAll(dir.remove)

const RAD = Math.PI / 180
/** mm of a cross's arm that are clear of everything else. */
const ARM = { A4: 14, card: 7.5 }
const far = (p: Point, q: Point): number => Math.hypot(p[0] - q[0], p[1] - q[1])

/** A printer that shifts by 1.5 mm, scales by 0.7 %, and leans or turns by 0.3°. */
const PRINTERS: Record<string, Affine> = {
  skewed: [1.007, 0, Math.tan(0.3 * RAD) * 1.007, 1.007, 1.5, -1.5],
  turned: [
    0.993 * Math.cos(0.3 * RAD),
    0.993 * Math.sin(0.3 * RAD),
    -0.993 * Math.sin(0.3 * RAD),
    0.993 * Math.cos(0.3 * RAD),
    -1.5,
    1.5,
  ],
}

/** Where a cross of the target is on the page: the middle of its two long lines, searched up to 6 mm around where it should be. */
function crossAt(raster: Raster, near: Point, arm = 14): Point {
  let at = near
  // The second time the arms are centred, so that a leaning line's middle is the cross.
  for (const reach of [6, 1.5]) at = [middleOf(raster, at, reach, 0, arm), middleOf(raster, at, reach, 1, arm)]
  return at
}

/** The place of the longest line across `axis` (0: x of the upright line, 1: y of the lying one) within `reach` mm. */
function middleOf(raster: Raster, [x, y]: Point, reach: number, axis: 0 | 1, arm: number): number {
  const box =
    axis === 0
      ? { x: x - reach, y: y - arm, width: 2 * reach, height: 2 * arm }
      : { x: x - arm, y: y - reach, width: 2 * arm, height: 2 * reach }
  const ink = new Map<number, number>()
  each(raster, box, notWhite, (px, py) => {
    const at = axis === 0 ? px : py
    ink.set(at, (ink.get(at) ?? 0) + 1)
  })
  const peak = [...ink].reduce((a, b) => (b[1] > a[1] ? b : a))
  const near = [...ink].filter(([at, count]) => Math.abs(at - peak[0]) < 0.3 * raster.perMm && count > peak[1] / 4)
  const sum = near.reduce((total, [, count]) => total + count, 0)
  return near.reduce((total, [at, count]) => total + (at + 0.5) * count, 0) / sum / raster.perMm
}

async function readTarget(path: string, paper: Paper, printer?: Affine): Promise<Reading[]> {
  const raster = await renderFile(path, 1, 300, printer)
  // As read with a steel ruler: to a tenth of a millimetre.
  const round = (v: number): number => Math.round(v * 10) / 10
  return TARGET_POINTS[paper].map(nominal => {
    const [x, y] = crossAt(raster, nominal, ARM[paper])
    return { nominal, actual: [round(x), round(y)] }
  })
}

describe.each(Object.entries(PRINTERS))('a %s printer', (name, printer) => {
  test('is measured on its target page and corrected to less than 0.2 mm', async () => {
    const target = dir.path(`target-${name}.pdf`)
    await targetPage('A4', 'front', fonts, target)
    const readings = await readTarget(target, 'A4', printer)
    const before = Math.max(...readings.map(r => far(r.nominal, r.actual)))
    expect(before).toBeGreaterThan(1)

    const fit = fitAffine(readings)
    const corrected = dir.path(`corrected-${name}.pdf`)
    await applyCalibration(target, corrected, { front: fit.matrix }, 'front')
    const raster = await renderFile(corrected, 1, 300, printer)
    for (const point of TARGET_POINTS.A4) expect(far(crossAt(raster, point), point)).toBeLessThan(0.2)

    // and the cards' photos stand where the layout says, on every sheet and side that has a calibration
    const cards = Array.from({ length: 4 }, () => card())
    const sheet = dir.path(`sheet-${name}.pdf`)
    await printCards({ cards, layout: 'a4-4', side: 'front', fonts }, sheet)
    const ideal = await renderFile(sheet, 1, 300)
    await applyCalibration(sheet, `${sheet}.cal.pdf`, { front: fit.matrix }, 'front')
    const real = await renderFile(`${sheet}.cal.pdf`, 1, 300, printer)
    for (const { x, y } of slots('a4-4')) {
      const box = { x: x - 3, y: y - 3, width: 86, height: 116 }
      const [want, got] = [bounds(ideal, coloured, box), bounds(real, coloured, box)]
      expect(far([want.x, want.y], [got.x, got.y])).toBeLessThan(0.25) // a pixel is 0.08 mm
    }
  })

  test('that prints cards one by one is corrected to less than 0.2 mm, by a page of 80 × 110 mm', async () => {
    const target = dir.path(`card-${name}.pdf`)
    await targetPage('card', 'front', fonts, target)
    const fit = fitAffine(await readTarget(target, 'card', printer))
    await applyCalibration(target, `${target}.cal.pdf`, { front: fit.matrix }, 'front')
    const raster = await renderFile(`${target}.cal.pdf`, 1, 300, printer)
    for (const point of TARGET_POINTS.card) expect(far(crossAt(raster, point, ARM.card), point)).toBeLessThan(0.2)

    const single = dir.path(`single-${name}.pdf`)
    await printCards({ cards: [card()], layout: 'single', side: 'both', fonts }, single)
    const ideal = bounds(await renderFile(single, 1, 300), coloured)
    await applyCalibration(single, `${single}.cal.pdf`, { front: fit.matrix }, 'both')
    const real = bounds(await renderFile(`${single}.cal.pdf`, 1, 300, printer), coloured)
    expect(far([ideal.x, ideal.y], [real.x, real.y])).toBeLessThan(0.25)
  })

  test('is described in words that a person can check', async () => {
    const fit = fitAffine(TARGET_POINTS.A4.map(nominal => ({ nominal, actual: transform(printer, nominal) })))
    expect(fit.residual).toBeLessThan(1e-9)
    expect(fit.offset.x).toBeCloseTo(printer[4], 6)
    expect(fit.scale.x).toBeCloseTo(name === 'skewed' ? 1.007 : 0.993, 6)
    expect(name === 'skewed' ? fit.skew : fit.rotation).toBeCloseTo(0.3, 3)
    expect(name === 'skewed' ? fit.rotation : fit.skew).toBeCloseTo(0, 3)
  })
})

test.each([
  ['A4', [210, 297]],
  ['card', [80, 110]],
] as const)('the %s target page: its crosses are where it says, and its instructions are text', async (paper, size) => {
  const target = dir.path(`target-${paper}.pdf`)
  await targetPage(paper, 'back', fonts, target)
  const raster = await renderFile(target, 1, 300)
  expect([raster.width / raster.perMm, raster.height / raster.perMm].map(Math.round)).toEqual(size)
  for (const point of TARGET_POINTS[paper]) expect(far(crossAt(raster, point, ARM[paper]), point)).toBeLessThan(0.06)
  const pdf = await openPdf(target)
  const { items } = await (await pdf.getPage(1)).getTextContent()
  await pdf.loadingTask.destroy()
  const words = items.map(item => ('str' in item ? item.str : '')).join('')
  expect(words).toContain('打印校准页（反面）')
  expect(words).toContain('实际大小')
})

const small = (limit: number): fc.Arbitrary<number> => fc.double({ min: -limit, max: limit, noNaN: true })
const printers = fc
  .tuple(small(0.01), small(0.01), small(0.01), small(0.01), small(2), small(2))
  .map(([a, b, c, d, e, f]): Affine => [1 + a, b, c, 1 + d, e, f])

test('any small distortion is found again from 4, 5 or 6 exact readings', () => {
  fc.assert(
    fc.property(printers, fc.constantFrom([0, 1, 4, 5], [0, 1, 2, 4, 5], [0, 1, 2, 3, 4, 5]), (printer, used) => {
      const readings = used.map(i => {
        const nominal = TARGET_POINTS.A4[i] ?? [0, 0]
        return { nominal, actual: transform(printer, nominal) }
      })
      const { matrix } = fitAffine(readings)
      for (const [i, v] of matrix.entries()) expect(Math.abs(v - (printer[i] ?? 0))).toBeLessThan(1e-7)
      const there = transform(invert(printer), transform(printer, [100, 200]))
      expect(far(there, [100, 200])).toBeLessThan(1e-9)
    }),
  )
})

describe('readings that cannot be used are refused with the reason', () => {
  const exact: Reading[] = TARGET_POINTS.A4.map(nominal => ({ nominal, actual: nominal }))
  const changed = (index: number, actual: Point): Reading[] => exact.map((r, i) => (i === index ? { ...r, actual } : r))
  test.each([
    ['three', exact.slice(0, 3), '需要 4–6 个点，现有 3 个'],
    ['seven', [...exact, ...exact.slice(0, 1)], '现有 7 个'],
    ['in a line', [25, 90, 150, 272].map(y => ({ nominal: [25, y] as const, actual: [25, y] as const })), '一条直线'],
    [
      'one point four times',
      Array.from({ length: 4 }, () => ({ nominal: [25, 25] as const, actual: [25, 25] as const })),
      '一条直线',
    ],
    ['12 mm off', changed(2, [37, 150]), '第 3 个读数与应有位置相差 12.0 毫米'],
    ['left and top swapped', changed(5, [272, 185]), '第 6 个读数'],
    ['no number', changed(0, [Number.NaN, 25]), '第 1 个读数不是数字'],
    ['a slip of 6 mm', changed(1, [191, 25]), '互相矛盾'],
    [
      'printed to fit the paper',
      exact.map(({ nominal: [x, y] }) => ({
        nominal: [x, y] as const,
        actual: [105 + (x - 105) * 0.95, 148.5 + (y - 148.5) * 0.95] as const,
      })),
      '比例相差 5.0%',
    ],
  ])('%s', (_, readings, detail) => {
    expect(() => fitAffine(readings)).toThrow(
      expect.objectContaining({ code: 'CALIBRATION_READINGS', message: expect.stringContaining(detail) }),
    )
  })
})

test('a calibration is per side: a side without one stays as it is; text and boxes stay', async () => {
  const plain = dir.path('both.pdf')
  await printCards({ cards: [card()], layout: 'single', side: 'both', fonts }, plain)
  const out = dir.path('both-cal.pdf')
  await applyCalibration(plain, out, { back: [1, 0, 0, 1, 2, 1] }, 'both')
  for (const [number, dx, dy] of [
    [1, 0, 0],
    [2, -2, -1],
  ] as const) {
    const [before, after] = [
      bounds(await renderFile(plain, number), notWhite),
      bounds(await renderFile(out, number), notWhite),
    ]
    expect(Math.abs(after.x - before.x - dx)).toBeLessThan(0.1)
    expect(Math.abs(after.y - before.y - dy)).toBeLessThan(0.1)
  }
  const page = (await PDFDocument.load(readFileSync(out))).getPage(1)
  expect(page.getTrimBox()).toEqual((await PDFDocument.load(readFileSync(plain))).getPage(1).getTrimBox())
  const pdf = await openPdf(out)
  const { items } = await (await pdf.getPage(2)).getTextContent()
  await pdf.loadingTask.destroy()
  expect(items.map(item => ('str' in item ? item.str : '')).join('')).toContain('质量督导员证卡')
})

test('what is no PDF, or is not there, is named; nothing is written', async () => {
  const bad = dir.path('bad.pdf')
  writeFileSync(bad, 'not a PDF')
  for (const path of [bad, dir.path('lost.pdf')]) {
    const refused = applyCalibration(path, dir.path('out.pdf'), { front: [1, 0, 0, 1, 0, 0] }, 'front')
    await expect(refused).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
  }
  expect(() => readFileSync(dir.path('out.pdf'))).toThrow()
  const good = dir.path('good.pdf')
  await printCards({ cards: [card()], layout: 'single', side: 'front', fonts }, good)
  const nowhere = applyCalibration(good, dir.path('no/folder.pdf'), {}, 'front')
  await expect(nowhere).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' })
})

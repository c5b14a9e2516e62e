import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { printCards } from '../../src-main/print/cards.ts'
import type { CardData } from '../../src-main/print/face.ts'
import {
  around,
  cardMarks,
  type Layout,
  type Mark,
  plan,
  registrationMarks,
  slotOn,
  slots,
  trim,
} from '../../src-main/print/imposition.ts'
import { A4, type Box } from '../../src-main/print/units.ts'
import { portrait } from './pictures.ts'
import {
  area,
  bounds,
  cut,
  darkness,
  difference,
  meanDifference,
  notWhite,
  openPdf,
  type Raster,
  rasterise,
  turnedOver,
} from './raster.ts'
import { card, folder, fonts } from './sample.ts'

const DPI = 150
const dir = folder()
afterAll(dir.remove)

const WHOLE: Box = { x: 0, y: 0, ...A4 }
const CARD_BOX: Box = { x: 0, y: 0, width: 80, height: 110 }

/** Cards that differ on both sides. */
const numbered = (count: number): CardData[] =>
  Array.from({ length: count }, (_, i) => {
    const digit = '零一二三四五六七八九'[i] ?? ''
    return card({ name: digit.repeat(3 + i), printedBy: digit.repeat(5 + 2 * i), photo: portrait(i * 5) })
  })

type Request = Omit<Parameters<typeof printCards>[0], 'fonts'>

async function pages(name: string, request: Request): Promise<Raster[]> {
  const out = dir.path(`${name}.pdf`)
  const result = await printCards({ ...request, fonts }, out)
  const pdf = await openPdf(out)
  expect(pdf.numPages).toBe(result.pages)
  const rasters: Raster[] = []
  for (let number = 1; number <= pdf.numPages; number++) rasters.push(await rasterise(pdf, number, DPI))
  await pdf.loadingTask.destroy()
  return rasters
}

const only = (rasters: Raster[], index = 0): Raster => {
  const raster = rasters[index]
  if (!raster) throw new Error(`no page ${index + 1}`)
  return raster
}

/** How a card looks, 1 mm a cell. */
const look = (upright: Raster): number[] => darkness(upright, CARD_BOX, 80, 110)

/** The index of the nearest look, and how far it is: mean difference, so that anti-aliasing does not count. */
function nearest(found: number[], known: number[][]): { index: number; off: number } {
  const offs = known.map(k => meanDifference(k, found))
  const off = Math.min(...offs)
  return { index: offs.indexOf(off), off }
}

describe.each([
  ['a4-4', 4],
  ['a4-5', 5],
] as const)('%s', (layout, count) => {
  const cards = numbered(count)

  test('shows every card whole, nothing inside its trim but the card, and each back behind its own front', async () => {
    const singles = await pages(`single-${layout}`, { cards, layout: 'single', side: 'both' })
    const fronts = singles.filter((_, i) => i % 2 === 0).map(look)
    const backs = singles.filter((_, i) => i % 2 === 1).map(look)
    const front = only(await pages(`front-${layout}`, { cards, layout, side: 'front' }))
    const back = only(await pages(`back-${layout}`, { cards, layout, side: 'back' }))
    // The laminated sheet: the back is seen from the front, through the front.
    const through = turnedOver(back)

    for (const [i, slot] of slots(layout).entries()) {
      const place = trim(slot)
      // A lying card's top points to the right of the front; turned 270° it is upright.
      const upright = slot.rotate === 0 ? 0 : 270
      const seen = nearest(look(cut(front, place, upright)), fronts)
      expect(seen.index, `front in slot ${i}`).toBe(i)
      expect(seen.off).toBeLessThan(0.012)
      // The same place and the same way up, mirrored back to be read.
      const behind = nearest(look(turnedOver(cut(through, place, upright))), backs)
      expect(behind.index, `back in slot ${i}`).toBe(i)
      expect(behind.off).toBeLessThan(0.012)
    }
  })

  test('marks: none within a trim, all 3 mm or more from the paper edge, front and back on each other', async () => {
    const white = cards.map(c => ({ ...c, name: '一', code: '1', period: '1', orgName: '一', printedBy: '一' }))
    const [front, back] = await pages(`marks-${layout}`, { cards: white, layout, side: 'both' })
    if (!front || !back) throw new Error('two pages expected')
    const ink = bounds(front, notWhite)
    expect(Math.min(ink.x, ink.y, A4.width - ink.x - ink.width, A4.height - ink.y - ink.height)).toBeGreaterThan(2.8) // a pixel is 0.17 mm
    // each corner of each trim has its two marks, 1–4 mm off
    for (const slot of slots(layout)) {
      const { x, y, width, height } = trim(slot)
      for (const [cx, out] of [
        [x, -1],
        [x + width, 1],
      ] as const) {
        for (const [cy, up] of [
          [y, -1],
          [y + height, 1],
        ] as const) {
          const across = { x: out < 0 ? cx - 3.5 : cx + 1.5, y: cy - 0.4, width: 2, height: 0.8 }
          const along = { x: cx - 0.4, y: up < 0 ? cy - 3.5 : cy + 1.5, width: 0.8, height: 2 }
          for (const box of [across, along]) expect(area(front, box, notWhite)).toBeGreaterThan(0.1)
        }
      }
    }
    // nothing in the outer 2.5 mm of any card (these cards' words end well before)
    for (const slot of slots(layout)) {
      const { x, y, width, height } = trim(slot)
      const inner = { x: x + 2.5, y: y + 2.5, width: width - 5, height: height - 5 }
      const frame = area(front, { x: x + 0.2, y: y + 0.2, width: width - 0.4, height: height - 0.4 }, notWhite)
      expect(frame - area(front, inner, notWhite)).toBeLessThan(1e-6)
    }
    const outside = (raster: Raster): number[] => {
      const cells = darkness(raster, WHOLE, 105, 148)
      for (const place of slots(layout).map(trim)) {
        for (let i = 0; i < cells.length; i++) {
          const [cx, cy] = [(i % 105) * 2 + 1, (Math.floor(i / 105) + 0.5) * (297 / 148)]
          if (cx > place.x && cx < place.x + place.width && cy > place.y && cy < place.y + place.height) cells[i] = 0
        }
      }
      return cells
    }
    expect(difference(outside(front), outside(turnedOver(back)))).toBeLessThan(0.06)
    expect(Math.max(...outside(front))).toBeGreaterThan(0.1)
  })

  test('a part-filled sheet keeps its places; a part-used sheet goes on from its first free one', async () => {
    const [full, part, rest] = await Promise.all([
      pages(`full-${layout}`, { cards, layout, side: 'both' }),
      pages(`part-${layout}`, { cards: cards.slice(0, 2), layout, side: 'both' }),
      pages(`rest-${layout}`, { cards: cards.slice(2), layout, side: 'both', start: 2 }),
    ])
    for (const side of ['front', 'back'] as const) {
      const page = side === 'front' ? 0 : 1
      for (const [i, slot] of slots(layout).entries()) {
        const place = trim(slotOn(side, layout, slot))
        const whole = darkness(only(full, page), place, 80, 80)
        const [here, there] = i < 2 ? [part, rest] : [rest, part]
        expect(difference(darkness(only(here, page), place, 80, 80), whole)).toBeLessThan(0.01)
        expect(area(only(there, page), place, notWhite)).toBe(0)
      }
    }
  })
})

test('spoiled cards are printed again on the positions that are named, and say where they went', async () => {
  const cards = numbered(2)
  const out = dir.path('spoiled.pdf')
  const request = { cards, layout: 'a4-4' as const, side: 'front' as const, positions: [9, 3], fonts }
  const result = await printCards(request, out)
  expect(result).toEqual({
    pages: 2,
    placed: [
      { index: 1, page: 0, slot: 3 },
      { index: 0, page: 1, slot: 1 },
    ],
  })
  const [first, second] = await pages('spoiled', { cards, layout: 'a4-4', side: 'front', positions: [9, 3] })
  const free = (raster: Raster | undefined): number[] =>
    slots('a4-4').flatMap((slot, i) => (raster && area(raster, trim(slot), notWhite) === 0 ? [i] : []))
  expect(free(first)).toEqual([0, 1, 2])
  expect(free(second)).toEqual([0, 2, 3])
})

test('both sides of single cards: front, back, front, back', async () => {
  const out = dir.path('placed.pdf')
  const { pages: count, placed } = await printCards({ cards: numbered(3), layout: 'single', side: 'both', fonts }, out)
  expect(count).toBe(6)
  expect(placed.map(p => p.page)).toEqual([0, 2, 4])
})

test.each([
  { start: -1 },
  { start: 4 },
  { start: 0.5 },
  { positions: [0] },
  { positions: [0, 0] },
  { positions: [0, -1] },
  { positions: [0, Number.NaN] },
])('refuses %o', request => {
  expect(() => plan(2, 'a4-4', request.start, request.positions)).toThrow(/位置/)
})

test.each([{ used: [0, 1, 2, 3] }, { used: [4] }, { used: [-1] }, { used: [0.5] }])(
  'refuses a sheet with %o',
  ({ used }) => {
    expect(() => around(used, 1, 'a4-4')).toThrow(/位置/)
  },
)

test('around used positions: the free ones of the first sheet in order, then every position of the next ones', () => {
  fc.assert(
    fc.property(
      layouts,
      fc.uniqueArray(fc.nat({ max: 4 })),
      fc.integer({ min: 1, max: 30 }),
      (layout, marks, count) => {
        const perSheet = slots(layout).length
        const used = marks.filter(slot => slot < perSheet)
        fc.pre(used.length < perSheet)
        const positions = around(used, count, layout)
        expect(positions).toEqual([...positions].sort((a, b) => a - b))
        const all = Array.from({ length: (positions.at(-1) ?? 0) + 1 }, (_, i) => i)
        expect(positions).toEqual(all.filter(p => !used.includes(p)))
        expect(positions).toHaveLength(count)
      },
    ),
  )
})

const layouts = fc.constantFrom<Layout>('single', 'a4-4', 'a4-5')

test('every card gets one place of its own, in order, from the start position on', () => {
  fc.assert(
    fc.property(layouts, fc.integer({ min: 1, max: 60 }), fc.nat({ max: 4 }), (layout, count, from) => {
      const perSheet = slots(layout).length
      const start = from % perSheet
      const places = plan(count, layout, start).flatMap((sheet, s) =>
        sheet.map(p => ({ ...p, at: s * perSheet + p.slot })),
      )
      expect(places.map(p => p.index)).toEqual(Array.from({ length: count }, (_, i) => i))
      expect(places.map(p => p.at)).toEqual(Array.from({ length: count }, (_, i) => start + i))
    }),
  )
})

test('trims lie on the sheet, 7 mm or more from its edges, without touching each other or any mark', () => {
  const box = (mark: Mark): Box =>
    'circle' in mark
      ? {
          x: mark.circle[0] - mark.radius,
          y: mark.circle[1] - mark.radius,
          width: 2 * mark.radius,
          height: 2 * mark.radius,
        }
      : {
          x: Math.min(mark.from[0], mark.to[0]),
          y: Math.min(mark.from[1], mark.to[1]),
          width: Math.abs(mark.to[0] - mark.from[0]),
          height: Math.abs(mark.to[1] - mark.from[1]),
        }
  // 1 mm clear of each other: a mark touching a trim from outside would be a mark on the card
  const clear = (a: Box, b: Box): boolean =>
    a.x + a.width <= b.x - 1 + 1e-9 ||
    b.x + b.width <= a.x - 1 + 1e-9 ||
    a.y + a.height <= b.y - 1 + 1e-9 ||
    b.y + b.height <= a.y - 1 + 1e-9
  for (const layout of ['a4-4', 'a4-5'] as const) {
    for (const side of ['front', 'back'] as const) {
      const lying = slots(layout).map(slot => slotOn(side, layout, slot))
      const marks = [...registrationMarks(), ...lying.flatMap(cardMarks)].map(box)
      for (const place of lying.map(trim)) {
        expect(place.x).toBeGreaterThanOrEqual(7)
        expect(place.y).toBeGreaterThanOrEqual(7)
        expect(place.x + place.width).toBeLessThanOrEqual(A4.width - 7)
        expect(place.y + place.height).toBeLessThanOrEqual(A4.height - 7)
        for (const mark of marks) expect(clear(place, mark)).toBe(true)
        for (const other of lying.map(trim))
          expect(other.x === place.x && other.y === place.y ? true : clear(place, other)).toBe(true)
      }
    }
  }
})

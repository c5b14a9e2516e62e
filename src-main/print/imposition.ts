import { AppError } from '../../src-shared/errors.ts'
import type { Side } from './face.ts'
import { A4, type Box, CARD } from './units.ts'

/**
 * `single`: a page is a card, 80 × 110 mm. `a4-4`: four upright cards. `a4-5`: three lying cards beside two standing ones; sheet margins
 * are 7 mm left and right and ≥ 22 mm above and below, so every card keeps clear of the 3–5 mm that office printers leave blank.
 */
export type Layout = 'single' | 'a4-4' | 'a4-5'

/** Where a card lies on its page: mm from the page's top left corner to that of the trim as it lies; `rotate` is clockwise degrees. */
export interface Slot {
  x: number
  y: number
  rotate: 0 | 90 | 270
}

const { width: W, height: H } = CARD

/** Distance between cards, mm: room for the marks of both neighbours. */
const GAP_4 = 10
const GAP_5 = 6

function four(): Slot[] {
  const left = (A4.width - 2 * W - GAP_4) / 2
  const top = (A4.height - 2 * H - GAP_4) / 2
  return [0, 1].flatMap(row =>
    [0, 1].map(column => ({ x: left + column * (W + GAP_4), y: top + row * (H + GAP_4), rotate: 0 as const })),
  )
}

function five(): Slot[] {
  const left = (A4.width - H - W - GAP_5) / 2
  const lyingTop = (A4.height - 3 * W - 2 * GAP_5) / 2
  const standingTop = (A4.height - 2 * H - GAP_5) / 2
  return [
    ...[0, 1, 2].map(i => ({ x: left, y: lyingTop + i * (W + GAP_5), rotate: 90 as const })),
    ...[0, 1].map(i => ({ x: left + H + GAP_5, y: standingTop + i * (H + GAP_5), rotate: 0 as const })),
  ]
}

const SLOTS: Record<Layout, readonly Slot[]> = {
  single: [{ x: 0, y: 0, rotate: 0 }],
  'a4-4': four(),
  'a4-5': five(),
}

/** The front's slots in filling order. */
export const slots = (layout: Layout): readonly Slot[] => SLOTS[layout]

/** The page a layout prints on, mm. */
export const pageSize = (layout: Layout): { width: number; height: number } => (layout === 'single' ? CARD : A4)

/** The trim as it lies on the page, mm. */
export const trim = ({ x, y, rotate }: Slot): Box =>
  rotate === 0 ? { x, y, width: W, height: H } : { x, y, width: H, height: W }

/**
 * The slot on the given side. The back sheet is the front mirrored about its vertical axis (turned over on the long edge), so each back
 * falls on its own front; a card that lies with its top to the right then lies with its top to the left.
 */
export function slotOn(side: Side, layout: Layout, slot: Slot): Slot {
  if (side === 'front' || layout === 'single') return slot
  const { x, width } = trim(slot)
  return { x: A4.width - x - width, y: slot.y, rotate: slot.rotate === 90 ? 270 : slot.rotate }
}

/** A stroke in mm, page coordinates; `circle` is a centre and a radius. */
export type Mark = { from: [number, number]; to: [number, number] } | { circle: [number, number]; radius: number }

/** Marks start 1 mm off the trim and end 4 mm off: a knife that is a little out leaves no ink on the card. */
const CLEAR = 1
const REACH = 4
/** Centres of the registration crosses, mm from the corners, and the length of an arm. */
const CROSS = { inset: 12, arm: 4 }

/** Four registration crosses in the sheet's corners; they fall on each other when the back sheet is turned over. */
export function registrationMarks(): Mark[] {
  const { inset, arm } = CROSS
  return [inset, A4.width - inset].flatMap(x =>
    [inset, A4.height - inset].flatMap((y): Mark[] => [
      { from: [x - arm, y], to: [x + arm, y] },
      { from: [x, y - arm], to: [x, y + arm] },
      { circle: [x, y], radius: arm / 2 },
    ]),
  )
}

/** Cut marks at the four corners and the hole mark (a ring on the middle of the card's top edge), all outside every trim. */
export function cardMarks(slot: Slot): Mark[] {
  const { x, y, width, height } = trim(slot)
  const cuts = [
    { edge: x, out: -1 },
    { edge: x + width, out: 1 },
  ].flatMap(h =>
    [
      { edge: y, out: -1 },
      { edge: y + height, out: 1 },
    ].flatMap((v): Mark[] => [
      { from: [h.edge + h.out * CLEAR, v.edge], to: [h.edge + h.out * REACH, v.edge] },
      { from: [h.edge, v.edge + v.out * CLEAR], to: [h.edge, v.edge + v.out * REACH] },
    ]),
  )
  const off = (CLEAR + REACH) / 2
  const hole: Record<Slot['rotate'], [number, number]> = {
    0: [x + width / 2, y - off],
    90: [x + width + off, y + height / 2],
    270: [x - off, y + height / 2],
  }
  return [...cuts, { circle: hole[slot.rotate], radius: 1 }]
}

/**
 * Where `count` cards go when these positions of the first sheet are used already: its free ones in order, then whole sheets. For plan().
 * Throws INPUT_INVALID for a position that is not there, and where none is left.
 */
export function around(used: readonly number[], count: number, layout: Layout): number[] {
  const perSheet = SLOTS[layout].length
  if (used.some(p => !Number.isInteger(p) || p < 0 || p >= perSheet))
    throw new AppError('INPUT_INVALID', { detail: `用过的位置应为第 1–${perSheet} 个` })
  const free = SLOTS[layout].flatMap((_, slot) => (used.includes(slot) ? [] : [slot]))
  if (free.length === 0) throw new AppError('INPUT_INVALID', { detail: '这张料的位置都用过了，请换一张新料' })
  return Array.from({ length: count }, (_, i) => free[i] ?? perSheet + i - free.length)
}

export interface Placement {
  /** Index of the card in the request. */
  index: number
  /** Index into slots(layout). */
  slot: number
}

/**
 * Which cards lie on which sheet. Without `positions` the cards follow each other from position `start` of the first sheet (a part-used
 * one). `positions` gives each card its own: sheet × slots + slot, 0-based, for the reprint of spoiled ones; sheets left empty are not made.
 * Throws INPUT_INVALID for a position that is not there or is used twice.
 */
export function plan(count: number, layout: Layout, start = 0, positions?: readonly number[]): Placement[][] {
  const perSheet = SLOTS[layout].length
  const bad = (detail: string): AppError => new AppError('INPUT_INVALID', { detail })
  if (!Number.isInteger(start) || start < 0 || start >= perSheet) throw bad(`起始位置应为第 1–${perSheet} 个`)
  const used = positions ?? Array.from({ length: count }, (_, i) => start + i)
  if (used.length !== count) throw bad(`有 ${count} 张证卡，却指定了 ${used.length} 个位置`)
  if (used.some(p => !Number.isSafeInteger(p) || p < 0)) throw bad('证卡的位置应为非负整数')
  if (new Set(used).size !== count) throw bad('同一个位置指定了两张证卡')

  const sheets = new Map<number, Placement[]>()
  for (const [index, position] of used.entries()) {
    const sheet = Math.floor(position / perSheet)
    const placements = sheets.get(sheet) ?? []
    placements.push({ index, slot: position % perSheet })
    sheets.set(sheet, placements)
  }
  return [...sheets.entries()].sort(([a], [b]) => a - b).map(([, placements]) => placements)
}

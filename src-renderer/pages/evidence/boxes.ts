import type { Box } from '../../../src-shared/contract/evidence.ts'
import { sameValue } from '../../../src-shared/domain/merge.ts'

/** A place in a picture, fractions of its width and height, 0–1. */
export interface Point {
  x: number
  y: number
}

/** Smaller ones are slips of the hand: a hundredth of the picture. */
export const MIN_SIDE = 0.01
/** The contract's limit for one picture. */
export const MAX_BOXES = 50

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)
// Ten thousandths are finer than the pixels of a screen, and keep sums inside 1.
const grid = (value: number) => Math.round(value * 10_000) / 10_000

/** Inside the picture, never smaller than a hundredth. */
function placed(x: number, y: number, width: number, height: number): Box {
  const w = grid(clamp(width, MIN_SIDE, 1))
  const h = grid(clamp(height, MIN_SIDE, 1))
  return { x: grid(clamp(x, 0, 1 - w)), y: grid(clamp(y, 0, 1 - h)), width: w, height: h }
}

/** The box between two corners, whichever way the hand went; null for a mere click. */
export function drawn(from: Point, to: Point): Box | null {
  const [x0, x1] = [clamp(Math.min(from.x, to.x), 0, 1), clamp(Math.max(from.x, to.x), 0, 1)]
  const [y0, y1] = [clamp(Math.min(from.y, to.y), 0, 1), clamp(Math.max(from.y, to.y), 0, 1)]
  if (x1 - x0 < MIN_SIDE || y1 - y0 < MIN_SIDE) return null
  return placed(x0, y0, x1 - x0, y1 - y0)
}

/** Moved by fractions of the picture, not beyond its edges. */
export const moved = (box: Box, dx: number, dy: number): Box => placed(box.x + dx, box.y + dy, box.width, box.height)

/** The lower right corner follows; the upper left one stays. */
export const stretched = (box: Box, dx: number, dy: number): Box =>
  placed(box.x, box.y, clamp(box.width + dx, MIN_SIDE, 1 - box.x), clamp(box.height + dy, MIN_SIDE, 1 - box.y))

/** Where the keyboard puts a new one: in the middle. */
export const FIRST: Box = { x: 0.35, y: 0.4, width: 0.3, height: 0.2 }

/** Two people masked the same picture: what either covers stays covered, for a box too many hurts nobody; whoever saves sees them all. */
export const mergeBoxes = (was: Box[], mine: Box[], theirs: Box[]): Box[] => [
  ...theirs,
  ...mine.filter(box => ![...was, ...theirs].some(other => sameValue(box, other))),
]

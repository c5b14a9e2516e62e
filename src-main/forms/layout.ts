import { AppError } from '../../src-shared/errors.ts'
import { contentWidth, type Doc, type Paragraph, type Picture, type Table } from '../../src-shared/forms/model.ts'
import type { FormFace } from '../print/fonts.ts'
import type { Typesetter } from '../print/text.ts'
import { pt } from '../print/units.ts'
import { type Block, type Lacking, type Piece, type Scope, setParagraph } from './paragraph.ts'
import { heightOf, PADDING, type SetCell, type SetTable, setTable } from './table.ts'

/** A straight line, pt: x1, y1, x2, y2. */
export type Stroke = readonly [number, number, number, number]

/** What is drawn on a page: pt from its top left corner, y downwards. */
export interface Page {
  pieces: Piece[]
  strokes: Stroke[]
  pictures: { picture: Picture; x: number; y: number }[]
}

/** A title moves to the next page where less than this is left below it: the head of a table and a row, pt. */
const KEPT = pt(22)

/** Room for rounding, pt. */
const SLACK = 0.01

/**
 * Lays a document out on pages. A row is never split; where a table goes on to another page, its head rows are repeated and a merged
 * cell goes on with its words. Yields between small pieces of work. Throws AppError FORM_OVERFLOW where a row is higher than a page, and
 * what setParagraph throws.
 */
export function* layOut(
  doc: Doc,
  type: Typesetter<FormFace>,
  lacking: Lacking = 'refuse',
): Generator<undefined, Page[], undefined> {
  const scope: Scope = { type, form: doc.title, lacking }
  const { margin, height } = doc.page
  const width = pt(contentWidth(doc.page))
  const [left, top] = [pt(margin.left), pt(margin.top)]
  const foot = (doc.foot ?? []).map(paragraph => setParagraph(paragraph, width, scope))
  const bottom = pt(height - margin.bottom) - foot.reduce((sum, block) => sum + block.height, 0)

  const pages: Page[] = []
  let page: Page = { pieces: [], strokes: [], pictures: [] }
  let y = top
  const turn = (): void => {
    page = { pieces: [], strokes: [], pictures: [] }
    pages.push(page)
    let at = bottom
    for (const block of foot) at += put(page, block, left, at)
    y = top
  }

  const flow = (paragraph: Paragraph): void => {
    const block = setParagraph(paragraph, width, scope)
    if (paragraph.keepNext && y + block.height + KEPT > bottom && y > top) turn()
    let start = y
    for (const line of block.lines) {
      if (start + line.top + line.height > bottom + SLACK) {
        turn()
        start = y - line.top
      }
      for (const piece of line.pieces) page.pieces.push(moved(piece, left, start))
    }
    y = start + block.height
  }

  function* table(source: Table): Generator<undefined, void, undefined> {
    const set = yield* setTable(source, scope)
    const heightOfRows = (from: number, to: number): number =>
      set.heights.slice(from, to).reduce((sum, height) => sum + height, 0)
    const headHeight = heightOfRows(0, set.head)
    const drawn = new Set<SetCell>()
    let first = set.head // body rows first to row - 1 are on this page
    let used = headHeight
    for (let row = set.head; row < set.heights.length; row++) {
      const height = set.heights[row] ?? 0
      if (y + used + height > bottom + SLACK) {
        const next = breakBefore(set, row, first)
        if (next > first) drawRows(page, set, first, next, left, y, drawn)
        else if (y <= top + SLACK) throw tooHigh(set, row, doc.title)
        turn()
        first = next
        used = headHeight + heightOfRows(next, row)
        if (y + used + height > bottom + SLACK) throw tooHigh(set, row, doc.title)
        yield
      }
      used += height
    }
    drawRows(page, set, first, set.heights.length, left, y, drawn)
    const lost = set.rows.flat().find(cell => !drawn.has(cell))
    if (lost) throw tooHigh(set, lost.row, doc.title)
    y += used
  }

  turn()
  for (const block of doc.body) {
    if (block.kind === 'break') turn()
    else if (block.kind === 'paragraph') flow(block)
    else yield* table(block)
    yield
  }
  return pages
}

/**
 * The row that a page begins with: `row`, or an earlier one where a merged heading that reaches over the break would have no room for its
 * words on either page; then its rows stay together.
 */
function breakBefore(table: SetTable, row: number, first: number): number {
  const heightOfRows = (from: number, to: number): number =>
    table.heights.slice(from, to).reduce((sum, height) => sum + height, 0)
  const cramped = table.rows.slice(first + 1, row).flatMap(cells =>
    cells.filter(cell => {
      const needed = cell.height + 2 * pt(PADDING.y) - SLACK
      const end = cell.row + cell.rowSpan
      return end > row && heightOfRows(cell.row, row) < needed && heightOfRows(row, end) < needed
    }),
  )
  const [earliest] = cramped
  return earliest ? breakBefore(table, earliest.row, first) : row
}

/** The row's highest value is what has to be shortened. */
function tooHigh({ rows }: SetTable, row: number, form: string): AppError {
  const highest = (rows[row] ?? []).toSorted((a, b) => b.height - a.height)[0]
  return new AppError('FORM_OVERFLOW', { form, field: highest?.fields.at(-1) ?? `第${row + 1}行` })
}

/** Draws the head and the body rows `from` to `to` (exclusive) with all their borders. A merged cell is drawn as far as its rows are here. */
function drawRows(
  page: Page,
  table: SetTable,
  from: number,
  to: number,
  left: number,
  top: number,
  drawn: Set<SetCell>,
): void {
  const tops = new Map<number, number>()
  let y = top
  const shown = [...Array(table.head).keys(), ...Array.from({ length: to - from }, (_, i) => from + i)]
  for (const row of shown) {
    tops.set(row, y)
    y += table.heights[row] ?? 0
  }
  tops.set(to, y)
  const borders = joined()
  for (const cell of cellsOf(table, from, to)) {
    const inHead = cell.row < table.head
    const above = tops.get(inHead ? cell.row : Math.max(cell.row, from)) ?? 0
    const end = cell.row + cell.rowSpan
    const below = inHead && end === table.head ? (tops.get(from) ?? 0) : (tops.get(Math.min(end, to)) ?? 0)
    borders.top(above, left + cell.left, left + cell.right)
    borders.left(left + cell.left, above, below)
    const room = below - above - 2 * pt(PADDING.y)
    // The head and headings go on with their words on the next page; any other value stands there once.
    if (cell.height > room + SLACK || (!inHead && drawn.has(cell) && cell.fields.length > 0)) continue
    drawn.add(cell)
    const spare = cell.valign === 'top' ? 0 : (room - cell.height) / (cell.valign === 'middle' ? 2 : 1)
    let at = above + pt(PADDING.y) + spare
    for (const part of cell.content) {
      if ('kind' in part) {
        const x = left + (cell.left + cell.right - pt(part.width)) / 2
        page.pictures.push({ picture: part, x, y: at })
        at += heightOf(part)
      } else at += put(page, part, left + cell.left + pt(PADDING.x), at)
    }
  }
  page.strokes.push(
    ...borders.all(),
    [left, y, left + table.width, y],
    [left + table.width, top, left + table.width, y],
  )
}

/** The borders of neighbouring cells as one line: a third of the lines, and no seams in print. */
function joined(): {
  top(y: number, from: number, to: number): void
  left(x: number, from: number, to: number): void
  all(): Stroke[]
} {
  const [rows, columns] = [new Map<number, [number, number][]>(), new Map<number, [number, number][]>()]
  const add = (lines: Map<number, [number, number][]>, at: number, from: number, to: number): void => {
    const here = lines.get(at) ?? []
    const last = here.at(-1)
    if (last && Math.abs(last[1] - from) < SLACK) last[1] = to
    else here.push([from, to])
    lines.set(at, here)
  }
  return {
    top: (y, from, to) => add(rows, y, from, to),
    left: (x, from, to) => add(columns, x, from, to),
    all: () => [
      ...[...rows].flatMap(([y, parts]) => parts.map(([from, to]): Stroke => [from, y, to, y])),
      ...[...columns].flatMap(([x, parts]) => parts.map(([from, to]): Stroke => [x, from, x, to])),
    ],
  }
}

/** The head's cells and those that begin in, or reach into, the rows. */
function cellsOf({ rows, head }: SetTable, from: number, to: number): SetCell[] {
  const reaching = rows.slice(head, from).flatMap(cells => cells.filter(cell => cell.row + cell.rowSpan > from))
  return [...rows.slice(0, head).flat(), ...reaching, ...rows.slice(from, to).flat()]
}

/** Puts a block on a page and returns its height. */
function put(page: Page, block: Block, x: number, y: number): number {
  for (const line of block.lines) for (const piece of line.pieces) page.pieces.push(moved(piece, x, y))
  return block.height
}

const moved = (piece: Piece, x: number, y: number): Piece => ({ ...piece, x: piece.x + x, y: piece.y + y })

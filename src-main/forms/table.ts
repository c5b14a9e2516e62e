import { AppError } from '../../src-shared/errors.ts'
import type { Cell, Picture, Table } from '../../src-shared/forms/model.ts'
import { pt } from '../print/units.ts'
import { type Block, type Scope, setParagraph } from './paragraph.ts'

/** Between a cell's edge and its content, mm. */
export const PADDING = { x: 1.5, y: 0.8 }

/** Cells set between two yields: about a millisecond. */
const SLICE = 50

/** A cell in its place, with its content set. */
export interface SetCell {
  row: number
  rowSpan: number
  /** pt from the table's left edge. */
  left: number
  right: number
  valign: 'top' | 'middle' | 'bottom'
  content: (Block | Picture)[]
  /** Height of the content, pt. */
  height: number
  fields: string[]
}

export interface SetTable {
  width: number
  /** pt */
  heights: number[]
  /** The cells that begin in each row. */
  rows: SetCell[][]
  head: number
}

/**
 * Sets a table: each row as high as its content asks, at least its minHeight; a merged cell that asks for more than its rows have makes
 * its last row grow. Yields now and then, so that a list of 10,000 devices can be set in slices. Throws what setParagraph throws, and
 * FORM_OVERFLOW for a picture wider than its cell.
 */
export function* setTable(table: Table, scope: Scope): Generator<undefined, SetTable, undefined> {
  const edges = [0]
  for (const column of table.columns) edges.push((edges.at(-1) ?? 0) + pt(column))
  const cells: SetCell[] = []
  for (const { cell, row, column } of placed(table)) {
    const [left, right] = [edges[column] ?? 0, edges[column + (cell.colSpan ?? 1)] ?? 0]
    const width = right - left - 2 * pt(PADDING.x)
    const content = cell.content.map(part =>
      part.kind === 'paragraph'
        ? setParagraph(table.style ? { ...part, style: { ...table.style, ...part.style } } : part, width, scope)
        : fitted(part, width, scope),
    )
    const height = content.reduce((sum, part) => sum + heightOf(part), 0)
    const fields = content.flatMap(part => ('fields' in part ? part.fields : []))
    const { rowSpan = 1, valign = 'middle' } = cell
    cells.push({ row, rowSpan, left, right, valign, content, height, fields })
    if (cells.length % SLICE === 0) yield
  }
  const heights = table.rows.map(row => pt(row.minHeight ?? 0))
  for (const { row, rowSpan, height } of cells.toSorted((a, b) => a.rowSpan - b.rowSpan)) {
    const last = row + rowSpan - 1
    const above = heights.slice(row, last).reduce((sum, h) => sum + h, 0)
    heights[last] = Math.max(heights[last] ?? 0, height + 2 * pt(PADDING.y) - above)
  }
  const rows = table.rows.map((): SetCell[] => [])
  for (const cell of cells) rows[cell.row]?.push(cell)
  return { width: edges.at(-1) ?? 0, heights, rows, head: table.head ?? 0 }
}

export const heightOf = (part: Block | Picture): number => ('kind' in part ? pt(part.height) : part.height)

function fitted(picture: Picture, width: number, { form }: Scope): Picture {
  if (pt(picture.width) > width + 0.01) throw new AppError('FORM_OVERFLOW', { form, field: picture.name })
  return picture
}

/** Row and column of every cell, as HTML lays a table out. A table that does not fill its grid is a bug of its form. */
export function placed({ columns, rows }: Table): { cell: Cell; row: number; column: number }[] {
  const taken = rows.map(() => new Array<boolean>(columns.length).fill(false))
  const found: { cell: Cell; row: number; column: number }[] = []
  rows.forEach(({ cells }, row) => {
    for (const cell of cells) {
      const column = taken[row]?.indexOf(false) ?? -1
      const { colSpan = 1, rowSpan = 1 } = cell
      for (let r = row; r < row + rowSpan; r++) {
        for (let c = column; c < column + colSpan; c++) {
          if (taken[r]?.[c] !== false) throw new Error(`a cell of row ${row} does not fit its table`)
          taken[r]?.splice(c, 1, true)
        }
      }
      found.push({ cell, row, column })
    }
  })
  const hole = taken.findIndex(row => row.includes(false))
  if (hole >= 0) throw new Error(`row ${hole} of a table has too few cells`)
  return found
}

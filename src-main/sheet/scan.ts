/** Bytes of a workbook → checked rows, in batches. Runs in the worker thread. */
import { type CellValue, streamXlsxRows } from 'hucre/xlsx'
import type { ErrorCode } from '../../src-shared/errors.ts'
import { LIMITS, visibleSheets } from './open.ts'
import { Refusal } from './refusal.ts'

const CELL_LIMIT = 32_767 // characters
const HEADER_WITHIN = 20 // rows that are not blank

export interface Line {
  row: number // Excel's row number
  cells: CellValue[]
}

/** What is told of a sheet besides its rows. */
export interface Head {
  headerRow: number // Excel's row number
  headers: string[]
  columns: { key: string; header: string }[]
  unknownHeaders: string[]
}

/** What one kind of sheet makes of its lines. */
export interface Kind<L extends Head, R> {
  findLayout(lines: Line[]): L | undefined
  /** The checker of one sheet: it remembers the rows above; undefined for rows that say nothing. */
  checker(layout: L): (line: Line) => R | undefined
  noHeader: { code: ErrorCode; params?: Record<string, string> }
}

export interface Found<L> {
  sheetName: string
  layout: L
}

/** Rows handed on together: each step of a generator costs more than checking a row (measured: 0.4 s for 50,000). */
const BATCH = 1000

/** Yields the rows of the first visible sheet that has a header, in batches; returns what that sheet is. `name` is for messages. */
export async function* scanSheet<L extends Head, R>(
  bytes: Uint8Array,
  name: string,
  kind: Kind<L, R>,
): AsyncGenerator<R[], Found<L>> {
  let blank = true
  for (const sheetName of await visibleSheets(bytes, name)) {
    const batches = readLines(bytes, sheetName, name)
    try {
      const first = await batches.next() // holds the head: a batch is longer than HEADER_WITHIN
      const lines = first.done ? [] : first.value
      blank &&= lines.length === 0
      const layout = kind.findLayout(lines.slice(0, HEADER_WITHIN))
      if (!layout) continue
      const checkRow = kind.checker(layout)
      let count = 0
      const check = (lines: Line[]): R[] => {
        const rows: R[] = []
        for (const line of lines) {
          const row = checkRow(line)
          if (row) rows.push(row)
        }
        count += rows.length
        if (count > LIMITS.rows) {
          throw new Refusal('SHEET_TOO_MANY_ROWS', { name, rows: `超过 ${LIMITS.rows}`, limit: LIMITS.rows })
        }
        return rows
      }
      yield check(lines.filter(line => line.row > layout.headerRow))
      for await (const lines of batches) yield check(lines)
      if (count === 0) throw new Refusal('SHEET_EMPTY', { name })
      return { sheetName, layout }
    } finally {
      await batches.return()
    }
  }
  throw blank
    ? new Refusal('SHEET_EMPTY', { name })
    : new Refusal(kind.noHeader.code, { name, ...kind.noHeader.params })
}

// Rows that hold something. Whatever the reader throws at these bytes is the file's fault.
async function* readLines(bytes: Uint8Array, sheet: string, name: string): AsyncGenerator<Line[], void> {
  const rows = streamXlsxRows(bytes, { sheet })
  let lines: Line[] = []
  for (;;) {
    let next: Awaited<ReturnType<typeof rows.next>>
    try {
      next = await rows.next()
    } catch (error) {
      const bomb = error instanceof Error && /exceeds limit/.test(error.message)
      throw bomb
        ? new Refusal('SHEET_BOMB', { name })
        : new Refusal('SHEET_DAMAGED', { name, detail: '工作表内容无法解析' })
    }
    if (next.done) break
    const { index, values } = next.value
    let filled = false
    for (const value of values) {
      if (value === null || value === '') continue
      filled = true
      // Excel's own limit of a cell. Far longer text is an attack on what comes next: every regular expression copies it.
      if (typeof value === 'string' && value.length > CELL_LIMIT)
        throw new Refusal('SHEET_DAMAGED', { name, detail: `第${index + 1}行有超长的单元格` })
    }
    if (!filled) continue
    lines.push({ row: index + 1, cells: values })
    if (lines.length < BATCH) continue
    yield lines
    lines = []
  }
  if (lines.length > 0) yield lines
}

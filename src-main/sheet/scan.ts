/** Bytes of a workbook → checked rows, one by one. Runs in the worker thread. */
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

/** Yields the rows of the first visible sheet that has a header; returns what that sheet is. `name` is for messages. */
export async function* scanSheet<L extends Head, R>(
  bytes: Uint8Array,
  name: string,
  kind: Kind<L, R>,
): AsyncGenerator<R, Found<L>> {
  let blank = true
  for (const sheetName of await visibleSheets(bytes, name)) {
    const lines = readLines(bytes, sheetName, name)
    try {
      const head: Line[] = []
      while (head.length < HEADER_WITHIN) {
        const next = await lines.next()
        if (next.done) break
        head.push(next.value)
      }
      blank &&= head.length === 0
      const layout = kind.findLayout(head)
      if (!layout) continue
      const checkRow = kind.checker(layout)
      let count = 0
      const check = (line: Line) => {
        const row = checkRow(line)
        if (row && ++count > LIMITS.rows) {
          throw new Refusal('SHEET_TOO_MANY_ROWS', { name, rows: `超过 ${LIMITS.rows}`, limit: LIMITS.rows })
        }
        return row
      }
      for (const line of head) {
        const row = line.row > layout.headerRow ? check(line) : undefined
        if (row) yield row
      }
      for await (const line of lines) {
        const row = check(line)
        if (row) yield row
      }
      if (count === 0) throw new Refusal('SHEET_EMPTY', { name })
      return { sheetName, layout }
    } finally {
      await lines.return()
    }
  }
  throw blank
    ? new Refusal('SHEET_EMPTY', { name })
    : new Refusal(kind.noHeader.code, { name, ...kind.noHeader.params })
}

// Rows that hold something. Whatever the reader throws at these bytes is the file's fault.
async function* readLines(bytes: Uint8Array, sheet: string, name: string): AsyncGenerator<Line, void> {
  const rows = streamXlsxRows(bytes, { sheet })
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
    if (next.done) return
    const { index, values } = next.value
    // Excel's own limit of a cell. Far longer text is an attack on what comes next: every regular expression copies it.
    if (values.some(v => typeof v === 'string' && v.length > CELL_LIMIT)) {
      throw new Refusal('SHEET_DAMAGED', { name, detail: `第${index + 1}行有超长的单元格` })
    }
    if (values.some(v => v !== null && v !== '')) yield { row: index + 1, cells: values }
  }
}

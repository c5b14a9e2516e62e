/** Where the header of a sheet is and what its columns mean. */
import type { CellValue } from 'hucre/xlsx'
import { type Column, columnOf, ERROR_HEADER, plainHeader } from './columns.ts'
import { showCell } from './show.ts'

interface Known {
  key: string
  many?: boolean // several columns of the file may feed it
}

/** Of the roster unless said otherwise. */
export interface Layout<C extends Known = Column> {
  headerRow: number // Excel's row number
  headers: string[] // one per column of the file, unique: the keys of `raw`
  fields: { column: C; at: number[] }[] // 0-based columns that feed each field
  columns: { key: C['key']; header: string }[] // in the file's order
  unknownHeaders: string[]
}

interface Line {
  row: number // Excel's row number
  cells: CellValue[]
}

/** Titles, notes and merged rows may stand above the header: it is the row that names most columns, 姓名 among them. */
export const findLayout = (lines: Line[]): Layout | undefined => findHeader(lines, columnOf, 'name')

/** The same for any list of columns: `columnOf` tells what a header stands for, `anchor` is the column that must be there. */
export function findHeader<C extends Known>(
  lines: Line[],
  columnOf: (header: string) => C | undefined,
  anchor: C['key'],
): Layout<C> | undefined {
  const layouts = lines.map(line => readHeader(line, columnOf)).filter(l => l.columns.some(c => c.key === anchor))
  return layouts.reduce<Layout<C> | undefined>((a, b) => (a && a.columns.length >= b.columns.length ? a : b), undefined)
}

function readHeader<C extends Known>({ row, cells }: Line, columnOf: (header: string) => C | undefined): Layout<C> {
  const fields = new Map<C['key'], { column: C; at: number[] }>()
  const layout: Layout<C> = { headerRow: row, headers: [], fields: [], columns: [], unknownHeaders: [] }
  cells.forEach((cell, at) => {
    const text = showCell(cell).replace(/\s+/g, ' ').trim()
    const header = unique(text || `第${at + 1}列`, layout.headers)
    layout.headers.push(header)
    const column = columnOf(text)
    const field = column && fields.get(column.key)
    if (column && (!field || column.many)) {
      if (field) field.at.push(at)
      else fields.set(column.key, { column, at: [at] })
      layout.columns.push({ key: column.key, header })
    } else if (text && plainHeader(text) !== ERROR_HEADER) layout.unknownHeaders.push(header)
  })
  layout.fields = [...fields.values()]
  return layout
}

function unique(header: string, taken: string[]): string {
  let name = header
  for (let n = 2; taken.includes(name); n++) name = `${header}（${n}）`
  return name
}

/** Where the header of a roster is and what its columns mean. */
import type { CellValue } from 'hucre/xlsx'
import { type Column, type ColumnKey, columnOf, ERROR_HEADER, plainHeader } from './columns.ts'
import { showCell } from './show.ts'

export interface Layout {
  headerRow: number // Excel's row number
  headers: string[] // one per column of the file, unique: the keys of `raw`
  fields: { column: Column; at: number[] }[] // 0-based columns that feed each field
  columns: { key: ColumnKey; header: string }[] // in the file's order
  unknownHeaders: string[]
}

/** Titles, notes and merged rows may stand above the header: it is the row that names most columns, 姓名 among them. */
export function findLayout(rows: { row: number; cells: CellValue[] }[]): Layout | undefined {
  const layouts = rows.map(r => readHeader(r.row, r.cells)).filter(l => l.columns.some(c => c.key === 'name'))
  return layouts.reduce<Layout | undefined>((a, b) => (a && a.columns.length >= b.columns.length ? a : b), undefined)
}

function readHeader(row: number, cells: CellValue[]): Layout {
  const fields = new Map<ColumnKey, { column: Column; at: number[] }>()
  const layout: Layout = { headerRow: row, headers: [], fields: [], columns: [], unknownHeaders: [] }
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

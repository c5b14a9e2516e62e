/** Where the header of a sheet is and what its columns mean. */
import { showCell } from './cell.ts'
import { ALL_COLUMNS, type Column, columnOf, ERROR_HEADER, headerForms, plainHeader } from './columns.ts'
import type { Line } from './line.ts'

interface Known {
  key: string
  many?: boolean // several columns of the file may feed it
}

/** What the user says of headers that the program does not know: header as it stands in the file → a column's key, or '' for none. */
export type Mapping = Readonly<Record<string, string>>

/** Of the roster unless said otherwise. */
export interface Layout<C extends Known = Column> {
  headerRow: number // Excel's row number; of several rows the last
  headers: string[] // one per column of the file, unique: the keys of `raw`
  fields: { column: C; at: number[] }[] // 0-based columns that feed each field
  columns: { key: C['key']; header: string }[] // in the file's order
  unknownHeaders: string[]
  /** The column that must be there is not: the user has to say which one it is. */
  missing: boolean
}

/** Columns and how offices call them. */
export interface Dictionary<C extends Known> {
  columns: readonly C[]
  columnOf(header: string): C | undefined
}

const DICTIONARY: Dictionary<Column> = { columns: ALL_COLUMNS, columnOf }

export const findLayout = (lines: Line[], mapping: Mapping = {}): Layout | undefined =>
  findHeader(lines, DICTIONARY, 'name', mapping)

/** Where a sheet's header may end. Titles, notes and stamps stand above it. */
const DEPTH = 3

/**
 * The header is the row that names most columns, `anchor` among them; it may stand over several rows (联系方式 over 手机 and 微信). Without
 * the anchor it is the row that names most and has the most cells, and `missing`.
 */
export function findHeader<C extends Known>(
  lines: Line[],
  dictionary: Dictionary<C>,
  anchor: C['key'],
  mapping: Mapping = {},
): Layout<C> | undefined {
  let best: Layout<C> | undefined
  let bestScore = 0
  for (const [i, line] of lines.entries()) {
    for (let depth = 1; depth <= Math.min(DEPTH, i + 1); depth++) {
      const above = lines.slice(i - depth + 1, i)
      if (above[0] && line.row - above[0].row >= DEPTH) continue
      const layout = readHeader(line, above, dictionary, mapping)
      layout.missing = !layout.columns.some(c => c.key === anchor)
      const named = layout.columns.length + layout.unknownHeaders.length
      // A header has words in it, and more than one.
      if (layout.missing && (named < 2 || (layout.columns.length < 2 && named < 3))) continue
      const score = (layout.missing ? 0 : 1000) + layout.columns.length
      if (score > bestScore) {
        best = layout
        bestScore = score
      }
    }
  }
  return best
}

function readHeader<C extends Known>(
  line: Line,
  above: Line[],
  { columns, columnOf }: Dictionary<C>,
  mapping: Mapping,
): Layout<C> {
  const fields = new Map<C['key'], { column: C; at: number[] }>()
  const layout: Layout<C> = {
    headerRow: line.row,
    headers: [],
    fields: [],
    columns: [],
    unknownHeaders: [],
    missing: false,
  }
  const groups = above.map(rightwards)
  const width = Math.max(line.cells.length, ...above.map(row => row.cells.length))
  const named = (text: string, forms: string[]): { column: C | undefined } | undefined => {
    if (Object.hasOwn(mapping, text)) {
      const key = mapping[text]
      return { column: columns.find(column => column.key === key) }
    }
    const column = forms.reduce<C | undefined>((found, form) => found ?? columnOf(form), undefined)
    return column && { column }
  }
  for (let at = 0; at < width; at++) {
    const own = tidy(showCell(line.cells[at]))
    const over = above.map(row => tidy(showCell(row.cells[at]))).findLast(text => text !== '') ?? ''
    // 手机 under 联系方式 is 手机, 日期 under 培训 is 培训日期; a cell that has nothing below is its own name.
    const text = own === '' ? over : own
    const both = own === '' ? [] : groups.map(group => (group[at] ?? '') + own).filter(joined => joined !== own)
    const known = named(text, [...both, ...headerForms(text)])
    const header = unique(text.replace(/\s+/g, ' ') || `第${at + 1}列`, layout.headers)
    layout.headers.push(header)
    const column = known?.column
    const field = column && fields.get(column.key)
    if (column && (!field || column.many)) {
      if (field) field.at.push(at)
      else fields.set(column.key, { column, at: [at] })
      layout.columns.push({ key: column.key, header })
    } else if (text && plainHeader(text) !== ERROR_HEADER) {
      layout.unknownHeaders.push(header)
    }
  }
  layout.fields = [...fields.values()]
  return layout
}

// A group's name stands in the first of the cells that it covers.
function rightwards({ cells }: Line): string[] {
  const texts: string[] = []
  for (let at = 0; at < cells.length + 8; at++) texts.push(tidy(showCell(cells[at])) || (texts[at - 1] ?? ''))
  return texts
}

const tidy = (text: string): string => text.replace(/[ \t\r\u3000]+/g, ' ').trim()

function unique(header: string, taken: string[]): string {
  let name = header
  for (let n = 2; taken.includes(name); n++) name = `${header}（${n}）`
  return name
}

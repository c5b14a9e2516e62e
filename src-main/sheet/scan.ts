/** Bytes of a file → checked rows, in batches, and what was left out. Runs in the worker thread. */
import type { ErrorCode } from '../../src-shared/errors.ts'
import type { Mapping } from './layout.ts'
import { type Left, left, notesOf } from './left.ts'
import type { Line, Source } from './line.ts'
import { LIMITS, openSource } from './open.ts'
import { Refusal } from './refusal.ts'

const HEADER_WITHIN = 20 // rows that are not blank

/** What is told of a sheet besides its rows. */
export interface Head {
  headerRow: number // Excel's row number
  headers: string[]
  columns: { key: string; header: string }[]
  unknownHeaders: string[]
  missing: boolean
}

/** A header with the columns that it names. */
export interface Located extends Head {
  fields: { column: { key: string }; at: number[] }[]
}

/** A line as a checker gets it. */
export interface Place {
  /** For messages: 第3行, or 「生产部」第3行 where several sheets are read. */
  where: string
  date1904: boolean
  /** The name of the sheet where several are read. */
  sheet?: string
}

/** What one kind of sheet makes of its lines. */
export interface Kind<L extends Located, R> {
  findLayout(lines: Line[], mapping: Mapping): L | undefined
  /** The checker of one file: it remembers the rows above; undefined for rows that say nothing. */
  checker(layout: L): (line: Line, place: Place) => R | undefined
  columns: readonly { key: string; header: string }[]
  /** The column without which it is no such list. */
  anchor: string
  /** One row is one person: a name merged over two rows is one of them, not two. */
  people?: boolean
  noHeader: { code: ErrorCode; params?: Record<string, string> }
}

export interface ScanOptions {
  mapping?: Mapping
  /** Without its anchor a header is offered (`missing`) for the user to say what its columns are; else it is refused. */
  offer?: boolean
  /** Cells that were mended in the preview. */
  edits?: Edit[]
}

export interface Edit {
  sheet: string // '' where one sheet is read
  row: number
  column: string // key
  value: string
}

export interface Found {
  sheetName: string
  notes: string[]
}

/**
 * Yields the rows of every visible sheet that has the header of the first one that has any, in batches; returns what was read and, in
 * words, what was not. `name` is for messages.
 */
export async function* scanSheets<L extends Located, R>(
  bytes: Uint8Array,
  name: string,
  kind: Kind<L, R>,
  { mapping = {}, edits = [], offer = false }: ScanOptions = {},
): AsyncGenerator<R[], Found & { layout: L }> {
  const source = await openSource(bytes, name)
  const out = left(source)
  const plan = await choose(source, kind, mapping, out)
  if (!plan || (plan.layout.missing && !offer)) {
    throw out.blank
      ? new Refusal('SHEET_EMPTY', { name })
      : new Refusal(kind.noHeader.code, { name, ...kind.noHeader.params })
  }
  const { layout, chosen } = plan
  if (layout.missing) return { sheetName: chosen[0]?.name ?? '', layout, notes: notesOf(out) }
  const mended = mender(edits, layout, kind)
  const check = kind.checker(layout)
  const several = chosen.length > 1
  let count = 0
  for (const { name: sheet, headerRow, lines } of chosen) {
    const place = { date1904: source.date1904, ...(several ? { sheet } : {}) }
    const skip = out.of(sheet, layout, kind)
    for await (const batch of lines()) {
      const rows: R[] = []
      for (const line of batch) {
        if (line.row <= headerRow) continue
        mended(several ? sheet : '', line)
        const where = several ? `「${sheet}」第${line.row}行` : `第${line.row}行`
        if (skip(line, where)) continue
        const row = check(line, { ...place, where })
        if (!row) continue
        if (line.hidden) out.hidden.push(where)
        rows.push(row)
      }
      count += rows.length
      if (count > LIMITS.rows) {
        throw new Refusal('SHEET_TOO_MANY_ROWS', { name, rows: `超过 ${LIMITS.rows}`, limit: LIMITS.rows })
      }
      if (rows.length > 0) yield rows
    }
  }
  if (count === 0) throw new Refusal('SHEET_EMPTY', { name })
  return { sheetName: chosen.map(sheet => sheet.name).join('、'), layout, notes: notesOf(out) }
}

interface Chosen {
  name: string
  headerRow: number
  lines(): AsyncGenerator<Line[], void>
}

// The first sheet with the header, and all that have the same; the others are named.
async function choose<L extends Located, R>(
  source: Source,
  kind: Kind<L, R>,
  mapping: Mapping,
  out: Left,
): Promise<{ layout: L; chosen: Chosen[] } | undefined> {
  const found: (Chosen & { layout: L })[] = []
  for (const { name, hidden, lines } of source.sheets) {
    if (hidden) {
      out.unseen.push(name)
      continue
    }
    const head = await headOf(lines())
    const layout = kind.findLayout(head, mapping)
    if (head.length > 0) out.blank = false
    if (layout) found.push({ name, headerRow: layout.headerRow, lines, layout })
    else if (head.length > 0) out.unread.push(name)
  }
  const first = found.find(sheet => !sheet.layout.missing) ?? found[0]
  if (!first) return undefined
  const same = (layout: L) => JSON.stringify(layout.headers) === JSON.stringify(first.layout.headers)
  const chosen = found.filter(sheet => sheet === first || (!first.layout.missing && same(sheet.layout)))
  out.unread.push(...found.filter(sheet => !chosen.includes(sheet)).map(sheet => sheet.name))
  return { layout: first.layout, chosen }
}

async function headOf(rows: AsyncGenerator<Line[], void>): Promise<Line[]> {
  const head: Line[] = []
  for await (const lines of rows) {
    head.push(...lines.slice(0, HEADER_WITHIN - head.length))
    if (head.length >= HEADER_WITHIN) break
  }
  return head
}

/** Puts what was mended in the preview into the cells, also where the file has no such column. */
function mender<L extends Located, R>(
  edits: Edit[],
  layout: L,
  { columns }: Kind<L, R>,
): (sheet: string, line: Line) => void {
  if (edits.length === 0) return () => {}
  const byRow = new Map<string, Edit[]>()
  for (const edit of edits) {
    const key = `${edit.sheet}\n${edit.row}`
    byRow.set(key, [...(byRow.get(key) ?? []), edit])
    const column = columns.find(known => known.key === edit.column)
    if (!column || layout.fields.some(field => field.column.key === edit.column)) continue
    layout.fields.push({ column, at: [layout.headers.length] })
    layout.headers.push(column.header)
    layout.columns.push({ key: column.key, header: column.header })
  }
  const at = new Map<string, number[]>(layout.fields.map(field => [field.column.key, field.at]))
  return (sheet, line) => {
    for (const { column, value } of byRow.get(`${sheet}\n${line.row}`) ?? []) {
      const [first, ...others] = at.get(column) ?? []
      if (first === undefined) continue
      while (line.cells.length <= first) line.cells.push(null)
      line.cells[first] = value
      line.merged?.delete(first)
      for (const other of others) line.cells[other] = null
    }
  }
}

/** Plain lists (设备, 职业): columns as data, one checker for all of them. The roster has its own rules in check.ts. */
import { tidy } from '../../src-shared/domain/equipment.ts'
import { asTyped, type Cell, isBlank, Special, showCell } from './cell.ts'
import { plainHeader } from './columns.ts'
import { findHeader, type Layout } from './layout.ts'
import type { Line } from './line.ts'
import { whyNot } from './refuse.ts'
import type { Kind, Place } from './scan.ts'

export interface ListColumn<K extends string = string> {
  key: K
  header: string
  aliases: readonly string[]
  required: boolean
  width: number // characters, as Excel counts them
  max: number // characters
  hint: string
  example: string
  options?: readonly string[] // offered, never enforced
  /** A number is what is meant; elsewhere Excel has made one (or a date) of a code. */
  numeric?: boolean
  date?: boolean
}

export interface ListRow<K extends string = string> {
  row: number // Excel's row number
  sheet?: string // where several are read
  values: Partial<Record<K, string>> // cleaned; empty cells absent
  raw?: Record<string, string> // header → as the user saw it; only of rows with problems
  problems: { column: K | null; message: string; level: 'error' | 'warning' }[]
}

export interface ListSheet<K extends string = string> {
  sheetName: string
  headerRow: number
  headers: string[]
  columns: { key: K; header: string }[]
  unknownHeaders: string[]
  missing: boolean
  notes: string[]
  rows: ListRow<K>[]
}

export type Report<K extends string> = (column: K | null, message: string, level?: 'error' | 'warning') => void

interface ListRules<K extends string> {
  columns: readonly ListColumn<K>[]
  anchor: K // the column without which it is no such list
  people?: boolean // see Kind
  /** What is wrong beyond missing and over-long cells; may rewrite values. */
  check(values: Partial<Record<K, string>>, report: Report<K>): void
  /** What may stand in the list once; undefined where that cannot be told. */
  identity(values: Partial<Record<K, string>>): string | undefined
  twin: string // what two rows have in common: 位置、名称、型号、规格相同
}

/** A kind of sheet for scanSheet, made of its columns. */
export function listKind<K extends string>(rules: ListRules<K>): Kind<Layout<ListColumn<K>>, ListRow<K>> {
  const known = new Map(rules.columns.flatMap(c => [c.header, ...c.aliases].map(h => [plainHeader(h), c] as const)))
  const anchor = rules.columns.find(c => c.key === rules.anchor)?.header ?? ''
  return {
    columns: rules.columns,
    anchor: rules.anchor,
    people: rules.people,
    findLayout: (lines, mapping) =>
      findHeader(
        lines,
        { columns: rules.columns, columnOf: header => known.get(plainHeader(header)) },
        rules.anchor,
        mapping,
      ),
    checker(layout) {
      const seen = new Map<string, string>() // identity → where
      return (line, place) => checkLine(line, place, layout, rules, seen)
    },
    noHeader: { code: 'SHEET_NO_COLUMN', params: { column: anchor } },
  }
}

function checkLine<K extends string>(
  { row, cells }: Line,
  { where, sheet }: Place,
  layout: Layout<ListColumn<K>>,
  { columns, check, identity, twin, anchor }: ListRules<K>,
  seen: Map<string, string>,
): ListRow<K> | undefined {
  const blank = (cell: Cell | undefined) => isBlank(cell) || (!(cell instanceof Special) && tidy(showCell(cell)) === '')
  if (layout.fields.every(({ at }) => at.every(i => blank(cells[i])))) return undefined
  const problems: ListRow<K>['problems'] = []
  const report: Report<K> = (column, message, level = 'error') =>
    problems.push({ column, message: `${where}${message}`, level })
  const values: Partial<Record<K, string>> = {}
  for (const { column, at } of layout.fields) {
    const text = readCell(column, cells[at[0] ?? 0], report)
    if (text !== '') values[column.key] = text
  }
  const refused = new Set(problems.map(p => p.column))
  for (const { key, header, required, max } of columns) {
    const value: string = values[key] ?? ''
    const length = [...value].length
    if (length > max) report(key, `“${header}”有 ${length} 个字，最多 ${max} 个字。请缩短。`)
    else if (length === 0 && required && !refused.has(key)) report(key, `缺少${header}。请补填。`)
  }
  check(values, report)
  const id = identity(values)
  const first = id === undefined ? undefined : seen.get(id)
  if (first !== undefined) report(anchor, `与${first}重复（${twin}）。请核对，合并成一行。`)
  else if (id !== undefined) seen.set(id, where)
  return {
    row,
    ...(sheet === undefined ? {} : { sheet }),
    values,
    problems,
    ...(problems.length > 0 ? { raw: asTyped(layout.headers, cells) } : {}),
  }
}

function readCell<K extends string>(
  { key, header, numeric, date }: ListColumn<K>,
  cell: Cell | undefined,
  report: Report<K>,
): string {
  const why = whyNot(cell, { header, number: numeric, date })
  if (why === undefined) return tidy(showCell(cell))
  report(key, why)
  return ''
}

/** Plain lists (设备, 职业): columns as data, one checker for all of them. The roster has its own rules in check.ts. */
import type { CellValue } from 'hucre/xlsx'
import { tidy } from '../../src-shared/domain/equipment.ts'
import { plainHeader } from './columns.ts'
import { findHeader, type Layout } from './layout.ts'
import type { Kind, Line } from './scan.ts'
import { asTyped, EXACT_BELOW, showCell } from './show.ts'

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
}

export interface ListRow<K extends string = string> {
  row: number // Excel's row number
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
  rows: ListRow<K>[]
}

export type Report<K extends string> = (column: K | null, message: string) => void

interface ListRules<K extends string> {
  columns: readonly ListColumn<K>[]
  anchor: K // the column without which it is no such list
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
    findLayout: lines => findHeader(lines, header => known.get(plainHeader(header)), rules.anchor),
    checker(layout) {
      const seen = new Map<string, number>() // identity → row
      return line => checkLine(line, layout, rules, seen)
    },
    noHeader: { code: 'SHEET_NO_COLUMN', params: { column: anchor } },
  }
}

function checkLine<K extends string>(
  { row, cells }: Line,
  layout: Layout<ListColumn<K>>,
  { columns, check, identity, twin, anchor }: ListRules<K>,
  seen: Map<string, number>,
): ListRow<K> | undefined {
  if (layout.fields.every(({ at }) => at.every(i => tidy(showCell(cells[i])) === ''))) return undefined
  const problems: ListRow<K>['problems'] = []
  const report: Report<K> = (column, message) =>
    problems.push({ column, message: `第${row}行${message}`, level: 'error' })
  const values: Partial<Record<K, string>> = {}
  for (const { column, at } of layout.fields) {
    const text = readCell(column, cells[at[0] ?? 0], report)
    if (text !== '') values[column.key] = text
  }
  if (TOTAL.test(values[anchor] ?? '')) report(anchor, '像是合计行，不会导入。请删除这一行。')
  else {
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
    if (first !== undefined) report(anchor, `与第${first}行重复（${twin}）。请核对，合并成一行。`)
    else if (id !== undefined) seen.set(id, row)
  }
  return { row, values, problems, ...(problems.length > 0 ? { raw: asTyped(layout.headers, cells) } : {}) }
}

const TOTAL = /^(?:合\s*计|总\s*计|小\s*计)[:：]?$/
const EXCEL_ERROR = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/

function readCell<K extends string>(
  { key, header, numeric }: ListColumn<K>,
  cell: CellValue | undefined,
  report: Report<K>,
): string {
  const shown = showCell(cell)
  const refuse = (message: string) => {
    report(key, message)
    return ''
  }
  if (EXCEL_ERROR.test(shown)) return refuse(`“${header}”是 Excel 的错误值 ${shown}。请改成实际内容，不要用公式。`)
  if (cell instanceof Date)
    return refuse(`“${header}”被 Excel 存成了日期 ${shown}。请把该列设为文本后重新填写（如 5-1）。`)
  if (!numeric && typeof cell === 'number' && Math.abs(cell) >= EXACT_BELOW)
    return refuse(`“${header}”被 Excel 存成了数字，后几位已丢失。请把该列设为文本后重新录入。`)
  return tidy(shown)
}

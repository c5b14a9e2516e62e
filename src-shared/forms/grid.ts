import { type Align, type Cell, label, type Row, type Table, value } from './model.ts'

/** A column of a list: `pick` gives what is printed of an entry. */
export interface Column<T> {
  title: string
  /** mm */
  width: number
  align?: Align
  pick(entry: T, index: number): string | undefined
}

/** 序号, printed also where a row is blank. */
export const index = <T>(): Column<T> => ({ title: '序号', width: 12, align: 'center', pick: (_, i) => String(i + 1) })

/**
 * A list with a repeated head row, filled up with blank rows to write in. Names the field of a value 「设备名称（第3行）」, so that whoever
 * is told that it is too long finds it.
 */
export function listTable<T extends object>(
  columns: readonly Column<T>[],
  entries: readonly T[],
  { atLeast = 0, rowHeight = 9 } = {},
): Table {
  const count = Math.max(entries.length, atLeast)
  const rows = Array.from({ length: count }, (_, i): Row => {
    const entry = entries[i]
    return {
      minHeight: rowHeight,
      cells: columns.map(({ title, align, pick }, at) => {
        const numbered = at === 0 && title === '序号'
        const text = entry ? pick(entry, i) : numbered ? String(i + 1) : undefined
        return value(`${title}（第${i + 1}行）`, text, { align })
      }),
    }
  })
  return {
    kind: 'table',
    columns: columns.map(c => c.width),
    head: 1,
    rows: [{ minHeight: 9, cells: columns.map(c => label(c.title)) }, ...rows],
  }
}

/** One entry of a table of facts: its name and its value. */
export type Pair = readonly [name: string, value: string | undefined]

/** A row of names and values; the last value takes the columns that are left. */
export function pairRow(pairs: readonly Pair[], columns: number, minHeight = 10): Row {
  const cells = pairs.flatMap(([name, text], i): Cell[] => {
    const colSpan = i === pairs.length - 1 ? columns - 2 * i - 1 : 1
    return [label(name), value(name, text, { colSpan })]
  })
  return { minHeight, cells }
}

/** A table of facts: rows of names and values. */
export const pairTable = (columns: number[], rows: readonly (readonly Pair[])[]): Table => ({
  kind: 'table',
  columns,
  rows: rows.map(pairs => pairRow(pairs, columns.length)),
})

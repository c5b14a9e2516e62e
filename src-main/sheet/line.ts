import type { Cell } from './cell.ts'

/** One row of a sheet, of whatever kind of file. */
export interface Line {
  row: number // Excel's row number
  cells: Cell[]
  hidden: boolean
  /** Columns that a merged cell above fills (see merge.ts). */
  merged?: Set<number>
}

/** A file that holds sheets, opened: rows come when they are asked for. */
export interface Source {
  sheets: { name: string; hidden: boolean; lines(): AsyncGenerator<Line[], void> }[]
  /** The file counts its days from 1904 on (Excel for Mac): serials in cells without a date's format are 1,462 days behind. */
  date1904: boolean
  /** Sheets that hold no cells: charts. */
  charts: string[]
}

import type { CellValue } from 'hucre/xlsx'

/** Excel keeps 15 significant digits of a number: beyond that, what was typed is gone. */
export const EXACT_BELOW = 1e15

/** A cell as the user saw it: dates as ISO text, long numbers as Excel shows them (4.40981E+17). */
export function showCell(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return showDate(cell)
  if (typeof cell === 'number') {
    return Math.abs(cell) >= EXACT_BELOW ? cell.toExponential(5).replace('e', 'E') : String(cell)
  }
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : cell
}

// The reader builds dates from Excel's serials in UTC; a local getter would move them by a day.
function showDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const [day = '', time = ''] = date.toISOString().split('T')
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`
}

/** The cells under their headers, as the user saw them. */
export const asTyped = (headers: readonly string[], cells: readonly CellValue[]): Record<string, string> =>
  Object.fromEntries(headers.map((header, i) => [header, showCell(cells[i])]))

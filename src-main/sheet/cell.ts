/** A cell as a reader hands it on, whatever the file was. */
export type Cell = string | number | boolean | Date | Special | null

/** What a cell holds that is no plain value. `text` is what the user sees. */
export class Special {
  /** A date whose format hides its day, month or year; a formula whose result nobody has stored; a picture in the cell. */
  readonly kind: 'date' | 'formula' | 'picture'
  readonly text: string
  /** Of a picture: where its bytes are (see pictures.ts). */
  readonly ref: string | undefined

  constructor(kind: Special['kind'], text: string, ref?: string) {
    this.kind = kind
    this.text = text
    this.ref = ref
  }
}

export const NO_RESULT = new Special('formula', '')

/** Excel keeps 15 significant digits of a number: beyond that, what was typed is gone. */
export const EXACT_BELOW = 1e15

/** A cell as the user saw it: dates as ISO text, long numbers as Excel shows them (4.40981E+17). */
export function showCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return showDate(cell)
  if (cell instanceof Special) return cell.text
  if (typeof cell === 'number') {
    return Math.abs(cell) >= EXACT_BELOW ? cell.toExponential(5).replace('e', 'E') : String(cell)
  }
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : cell
}

// Readers build dates from Excel's serials in UTC; a local getter would move them by a day.
function showDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const [day = '', time = ''] = date.toISOString().split('T')
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`
}

/** True for what the user sees as an empty cell; a formula without a result is none. */
export const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (!(cell instanceof Special) && showCell(cell).trim() === '')

/** The cells under their headers, as the user saw them. */
export const asTyped = (headers: readonly string[], cells: readonly Cell[]): Record<string, string> =>
  Object.fromEntries(headers.map((header, i) => [header, showCell(cells[i])]))

/**
 * What a number format says of a date (ECMA-376 18.8.30). A date's displayed precision is its precision: 1985年3月 is stored as
 * the serial of 1985-03-01, and that day was never said.
 */
import { Special } from './cell.ts'

/** `day`: a whole date is shown, or a time beside it. `time`: only a time. undefined: no date at all. */
export type Shown = 'day' | 'month' | 'year' | 'monthDay' | 'time'

// Formats without a code in the file. 27–36 and 50–58 are Excel's Chinese ones.
const BUILT_IN: Record<number, Shown> = {}
for (const [shown, ids] of [
  ['day', [14, 15, 22, 30, 31]],
  ['month', [17, 27, 36, 50, 52, 57]],
  ['monthDay', [16, 28, 29, 51, 53, 54, 58]],
  ['time', [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]],
] as const) {
  for (const id of ids) BUILT_IN[id] = shown
}

export function shownBy(id: number, code: string | undefined): Shown | undefined {
  return code === undefined ? BUILT_IN[id] : shownByCode(code)
}

/** `yyyy"年"m"月"` → month. */
export function shownByCode(code: string): Shown | undefined {
  const section = code
    .replace(/\\.|"[^"]*"|[*_]./gs, ' ')
    .split(';', 1)[0]
    ?.replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, ' ')
    .toLowerCase()
  if (section === undefined || /general|@/.test(section)) return undefined
  const tokens = section.replace(/am\/pm|a\/p|上午\/下午/g, 'h').match(/y+|e(?![+-])|b+|g+|m+|d+|h+|s+|0|#|\?/g) ?? []
  if (tokens.some(t => t === '0' || t === '#' || t === '?') && !tokens.some(t => /^[yhsd]/.test(t))) return undefined
  // m is a minute next to an hour or a second, else a month.
  const month = tokens.some(
    (t, i) => t.startsWith('m') && !(tokens[i - 1]?.startsWith('h') || tokens[i + 1]?.startsWith('s')),
  )
  const year = tokens.some(t => /^[yeb]/.test(t))
  const day = tokens.some(t => t.startsWith('d'))
  if (year && day) return 'day'
  if (year) return month ? 'month' : 'year'
  if (month || day) return 'monthDay' // also a month or a weekday alone
  return tokens.some(t => /^[hs]/.test(t)) ? 'time' : undefined
}

// Excel's day 60 is the 29th of February 1900 that never was.
const EPOCH_1900 = Date.UTC(1899, 11, 31)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
const DAY = 86_400_000

/** Days between the serials of one date in the two systems. */
export const SHIFT_1904 = 1462

/** The moment of a serial, in UTC. */
export function dateOf(serial: number, date1904: boolean): Date {
  if (date1904) return new Date(EPOCH_1904 + Math.round(serial * DAY))
  return new Date(EPOCH_1900 + Math.round((serial > 60 ? serial - 1 : Math.min(serial, 59)) * DAY))
}

/** A number under a date's format: the date, or the text of what is shown where a part of it is not. */
export function dateCell(serial: number, shown: Shown, date1904: boolean): Date | Special | number {
  const date = dateOf(serial, date1904)
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return serial // Excel shows #####
  if (shown === 'day' || shown === 'time') return date
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  return new Special('date', shown === 'month' ? `${y}年${m}月` : shown === 'year' ? `${y}年` : `${m}月${d}日`)
}

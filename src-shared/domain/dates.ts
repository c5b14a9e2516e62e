/**
 * Calendar dates as `YYYY-MM-DD` text: sortable, without time zone. Today's date is always an argument.
 * All arithmetic runs on day numbers of the proleptic Gregorian calendar, never on `Date`, whose local time zone
 * (and China's summer time of 1986–1991) moves dates by a day.
 */
import { halfWidth } from './text.ts'

export type IsoDate = string

interface Ymd {
  y: number
  m: number
  d: number
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0

const monthLength = (y: number, m: number): number => (m === 2 && isLeap(y) ? 29 : (MONTH_DAYS[m - 1] ?? 0))

const text = ({ y, m, d }: Ymd): IsoDate =>
  `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`

/** True for a real calendar date of the years 1900–2999, written exactly `YYYY-MM-DD`. */
export function isDate(date: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!match) return false
  const [y, m, d] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return y >= 1900 && y <= 2999 && d >= 1 && d <= monthLength(y, m)
}

// Invalid text reaching the arithmetic is a bug of the caller (input is checked at the border), so it throws.
function ymd(date: IsoDate): Ymd {
  if (!isDate(date)) throw new RangeError(`not a date: ${JSON.stringify(date)}`)
  return { y: Number(date.slice(0, 4)), m: Number(date.slice(5, 7)), d: Number(date.slice(8, 10)) }
}

// Days since 1970-01-01. Years begin in March here, so that the leap day is the last day of the year.
function dayNumber({ y, m, d }: Ymd): number {
  const year = m <= 2 ? y - 1 : y
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + d - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function fromDayNumber(n: number): IsoDate {
  const shifted = n + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const month = Math.floor((5 * dayOfYear + 2) / 153)
  const m = month < 10 ? month + 3 : month - 9
  return text({
    y: yearOfEra + era * 400 + (m <= 2 ? 1 : 0),
    m,
    d: dayOfYear - Math.floor((153 * month + 2) / 5) + 1,
  })
}

/** The date `n` days later (earlier when negative). Throws RangeError for text that is no date. */
export function addDays(date: IsoDate, n: number): IsoDate {
  return fromDayNumber(dayNumber(ymd(date)) + n)
}

/** The same day `n` years later. 02-29 becomes 03-01 in common years (ruling T4: nobody ages before the day is over). */
export function addYears(date: IsoDate, n: number): IsoDate {
  const { y, m, d } = ymd(date)
  return d > monthLength(y + n, m) ? text({ y: y + n, m: 3, d: 1 }) : text({ y: y + n, m, d })
}

/**
 * The same day `n` months later, held at the month's last day: 01-31 + 1 → 02-28. For the card's printed months only
 * (ruling T6); 聘期 and ages run by `addYears`, which treats 02-29 differently.
 */
export function addMonths(date: IsoDate, n: number): IsoDate {
  const { y, m, d } = ymd(date)
  const months = y * 12 + (m - 1) + n
  const year = Math.floor(months / 12)
  const month = months - year * 12 + 1
  return text({ y: year, m: month, d: Math.min(d, monthLength(year, month)) })
}

/** `to` − `from` in days: 0 on the same day, negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(ymd(to)) - dayNumber(ymd(from))
}

/** Day of the week, 0 (日) to 6 (六). */
export function weekday(date: IsoDate): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const n = dayNumber(ymd(date)) + 4 // 1970-01-01 was a Thursday
  return (n - Math.floor(n / 7) * 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6
}

const TIME = String.raw`(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?`
const WEEKDAY = String.raw`\s*\(?(?:(?:星期|周)[一二三四五六日天])?\)?`
const SPELLED = new RegExp(
  String.raw`^(\d{4})\s*[-./\\年。·‐‑–—−]\s*(\d{1,2})\s*[-./\\月。·‐‑–—−]\s*(\d{1,2})\s*[日号]?${WEEKDAY}${TIME}$`,
)
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})${TIME}$`)

/**
 * Reads a date as offices write it: `2026.11.3`, `2026/11/3`, `2026年11月3日 星期二`, `20261103`, full-width digits, a trailing
 * time, or a number cell (Excel serial of the 1900 system; also 20261103 typed as a number). Year first and complete, or
 * nothing: `3/11/2026`, `26.11.3` and `2026.11` are undefined, for a guess would become a birthday.
 */
export function parseLooseDate(value: string | number): IsoDate | undefined {
  if (typeof value === 'number') return fromNumber(value)
  const plain = halfWidth(value).trim()
  const match = SPELLED.exec(plain) ?? COMPACT.exec(plain)
  if (!match) return undefined
  const date = text({ y: Number(match[1]), m: Number(match[2]), d: Number(match[3]) })
  return isDate(date) ? date : undefined
}

function fromNumber(value: number): IsoDate | undefined {
  if (Number.isInteger(value) && value >= 19_000_101) return parseLooseDate(String(value))
  // 2026 or 2026.11 in a number cell is a year or a month, not the summer of 1905 that its serial would mean.
  if (value >= 1900 && value < 3000) return undefined
  const serial = Math.floor(value) // the fraction is the time of day
  // Excel counts a 29th of February 1900 that never was: serial 60 is no date, and later ones are a day ahead.
  if (!(serial >= 1) || serial === 60) return undefined
  const days = serial < 60 ? serial : serial - 1
  const date = fromDayNumber(days + dayNumber({ y: 1899, m: 12, d: 31 }))
  return isDate(date) ? date : undefined
}

/**
 * Statutory working days. They cannot be computed, only read from the notice that 国务院办公厅 issues each year; a date of a year whose
 * notice is not loaded is unknown (未装载), never silently Monday to Friday (ruling T19).
 */
import { addDays, type IsoDate, weekday } from './dates.ts'

export interface CalendarYear {
  year: number
  /** 文号 of the notice. */
  source: string
  /** Both days included. */
  holidays: { name: string; from: IsoDate; to: IsoDate }[]
  /** 调休上班: Saturdays and Sundays that are worked. */
  workdays: IsoDate[]
}

export type Calendar = ReadonlyMap<number, CalendarYear>

/** A date, or the year that would have to be loaded to know it. */
export type Workday = { date: IsoDate } | { unloaded: number }

const holiday = (name: string, from: IsoDate, to: IsoDate) => ({ name, from, to })

/** The notices that ship with the program. */
export const YEARS: Record<2025 | 2026, CalendarYear> = {
  2025: {
    year: 2025,
    source: '国办发明电〔2024〕12号',
    holidays: [
      holiday('元旦', '2025-01-01', '2025-01-01'),
      holiday('春节', '2025-01-28', '2025-02-04'),
      holiday('清明节', '2025-04-04', '2025-04-06'),
      holiday('劳动节', '2025-05-01', '2025-05-05'),
      holiday('端午节', '2025-05-31', '2025-06-02'),
      holiday('国庆节、中秋节', '2025-10-01', '2025-10-08'),
    ],
    workdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  2026: {
    year: 2026,
    source: '国办发明电〔2025〕7号',
    holidays: [
      holiday('元旦', '2026-01-01', '2026-01-03'),
      holiday('春节', '2026-02-15', '2026-02-23'),
      holiday('清明节', '2026-04-04', '2026-04-06'),
      holiday('劳动节', '2026-05-01', '2026-05-05'),
      holiday('端午节', '2026-06-19', '2026-06-21'),
      holiday('中秋节', '2026-09-25', '2026-09-27'),
      holiday('国庆节', '2026-10-01', '2026-10-07'),
    ],
    workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
}

/** The shipped years with those that the organisation loaded; a loaded year replaces a shipped one. */
export function calendarOf(loaded: Iterable<CalendarYear> = []): Calendar {
  return new Map([...Object.values(YEARS), ...loaded].map(year => [year.year, year]))
}

/** Is it worked? undefined: the year is not loaded. */
export function isWorkday(date: IsoDate, calendar: Calendar): boolean | undefined {
  const year = Number(date.slice(0, 4))
  const own = calendar.get(year)
  // 元旦 of the next year may begin in December, or be made up for there (2018-12-29); that notice is the later one.
  for (const notice of [calendar.get(year + 1), own]) {
    if (notice?.workdays.includes(date)) return true
    if (notice?.holidays.some(h => h.from <= date && date <= h.to)) return false
  }
  if (own === undefined) return undefined
  const day = weekday(date)
  return day !== 0 && day !== 6
}

/** The `n`th working day after `from`; the day of the event does not count (T20, 民法典第二百零一条). */
export function addWorkdays(from: IsoDate, n: number, calendar: Calendar): Workday {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of days: ${n}`)
  let date = from
  for (let left = n; left > 0; ) {
    date = addDays(date, 1)
    const works = isWorkday(date, calendar)
    if (works === undefined) return { unloaded: Number(date.slice(0, 4)) }
    if (works) left--
  }
  return { date }
}

/** The first working day that is not before `date`: the date itself when it is worked. */
export function nextWorkday(date: IsoDate, calendar: Calendar): Workday {
  const works = isWorkday(date, calendar)
  if (works === undefined) return { unloaded: Number(date.slice(0, 4)) }
  return works ? { date } : addWorkdays(date, 1, calendar)
}

/** Times of day as `HH:MM` on calendar dates. */
import { addDays, daysBetween, type IsoDate } from './dates.ts'

/** 00:00 to 24:00. A day's end is written 24:00, or 00:00 of the next day. */
export type Clock = string

/** A stretch of time that begins on `date`; a `to` that is not after `from` is on the next day. */
export interface Span {
  date: IsoDate
  from: Clock
  to: Clock
}

const DAY = 24 * 60

/** Minutes since midnight. Throws RangeError for text that is no time of day. */
export function minuteOf(clock: Clock): number {
  if (clock === '24:00') return DAY
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock)
  if (!match) throw new RangeError(`not a time of day: ${JSON.stringify(clock)}`)
  return Number(match[1]) * 60 + Number(match[2])
}

/** Length in minutes, 1 to 1440: 09:00–09:00 is a whole day. */
export function minutesOf({ from, to }: { from: Clock; to: Clock }): number {
  const length = minuteOf(to) - minuteOf(from)
  return length > 0 ? length : length + DAY
}

/** True when both share at least a minute; one that ends as the other begins does not overlap it. */
export function overlaps(a: Span, b: Span): boolean {
  const days = a.date === b.date ? 0 : daysBetween(a.date, b.date)
  if (days < -1 || days > 1) return false
  const begin = days * DAY + minuteOf(b.from) - minuteOf(a.from)
  return begin < minutesOf(a) && begin + minutesOf(b) > 0
}

/** The calendar date on which it ends. One that ends at 00:00 ends on the day before. */
export function lastDay(span: Span): IsoDate {
  const end = minuteOf(span.from) + minutesOf(span)
  return end > DAY ? addDays(span.date, 1) : span.date
}

/** `2026-09-24 22:00–次日 02:00`. */
export function spanText({ date, from, to }: Span): string {
  return `${date} ${from}–${to > from ? '' : '次日 '}${to}`
}

/** Deadlines and sessions as an iCalendar file (RFC 5545) that Outlook, WPS and phones read. */
import { type Clock, minuteOf, minutesOf } from './clock.ts'
import { addDays, type IsoDate } from './dates.ts'

export interface IcsEvent {
  /** The same for the same deadline or session in every export, so that a second import updates it. */
  uid: string
  date: IsoDate
  title: string
  description: string
  /** Of the office's clock; with neither it lasts all day and claims nobody's time. A `to` that is not after `from` is on the next day. */
  from?: Clock
  to?: Clock
  place?: string
  /** It was planned, and does not take place. */
  cancelled?: boolean
}

/** China has one clock, UTC+8 without summer time since 1991: instants in UTC need no time zone in the file. */
const AHEAD = 8 * 60
const DAY = 24 * 60

function utc(date: IsoDate, minutes: number): string {
  const at = minutes - AHEAD
  const day = addDays(date, Math.floor(at / DAY)).replaceAll('-', '')
  const rest = at - Math.floor(at / DAY) * DAY
  const two = (n: number) => String(n).padStart(2, '0')
  return `${day}T${two(Math.floor(rest / 60))}${two(rest % 60)}00Z`
}

/**
 * One event for each, all day where it has no times.
 * `stamp`: when the file was made, an ISO instant (2026-11-23T08:00:00.000Z).
 * Throws RangeError for a stamp that is no UTC instant.
 */
export function icsOf(events: readonly IcsEvent[], stamp: string): string {
  const read = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/.exec(stamp)
  if (!read) throw new RangeError(`not a UTC instant: ${JSON.stringify(stamp)}`)
  const made = `${read.slice(1, 4).join('')}T${read.slice(4, 7).join('')}Z`
  const compact = (date: IsoDate): string => date.replaceAll('-', '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//内督管家//期限//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...events.flatMap(({ uid, date, title, description, from, to, place = '', cancelled }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(uid)}`,
      `DTSTAMP:${made}`,
      ...(from === undefined || to === undefined
        ? [
            `DTSTART;VALUE=DATE:${compact(date)}`,
            `DTEND;VALUE=DATE:${compact(addDays(date, 1))}`, // the day after: it is not included
          ]
        : [`DTSTART:${utc(date, minuteOf(from))}`, `DTEND:${utc(date, minuteOf(from) + minutesOf({ from, to }))}`]),
      `SUMMARY:${escaped(title)}`,
      ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
      ...(place === '' ? [] : [`LOCATION:${escaped(place)}`]),
      ...(cancelled ? ['STATUS:CANCELLED', 'SEQUENCE:1'] : []),
      ...(from === undefined ? ['TRANSP:TRANSPARENT'] : []),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

/** Value type TEXT: backslash, semicolon, comma and line breaks are escaped; other controls have no place in it. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\\;,]/g, c => `\\${c}`)
    .replace(/\n/g, '\\n')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')

const LINE = 75

function octets(char: string): number {
  const code = char.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4
}

/** Lines of at most 75 octets; each further one begins with a space, which counts. Characters stay whole. */
function folded(line: string): string {
  let out = ''
  let used = 0
  for (const char of line) {
    const size = octets(char)
    if (used + size > LINE) {
      out += '\r\n '
      used = 1
    }
    out += char
    used += size
  }
  return out
}

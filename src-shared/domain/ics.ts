/** Deadlines as an iCalendar file (RFC 5545) that Outlook, WPS and phones read. */
import { addDays, type IsoDate } from './dates.ts'

export interface IcsEvent {
  /** The same for the same deadline in every export, so that a second import updates it. */
  uid: string
  date: IsoDate
  title: string
  description: string
}

/**
 * All-day events, one per deadline, without a claim on anybody's time.
 * `stamp`: when the file was made, an ISO instant (2026-11-23T08:00:00.000Z).
 * Throws RangeError for a stamp that is no UTC instant.
 */
export function icsOf(events: readonly IcsEvent[], stamp: string): string {
  const utc = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/.exec(stamp)
  if (!utc) throw new RangeError(`not a UTC instant: ${JSON.stringify(stamp)}`)
  const made = `${utc.slice(1, 4).join('')}T${utc.slice(4, 7).join('')}Z`
  const compact = (date: IsoDate): string => date.replaceAll('-', '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//内督管家//期限//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...events.flatMap(({ uid, date, title, description }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(uid)}`,
      `DTSTAMP:${made}`,
      `DTSTART;VALUE=DATE:${compact(date)}`,
      `DTEND;VALUE=DATE:${compact(addDays(date, 1))}`, // the day after: it is not included
      `SUMMARY:${escaped(title)}`,
      ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
      'TRANSP:TRANSPARENT',
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

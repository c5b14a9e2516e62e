import fc from 'fast-check'
import { expect, test } from 'vitest'
import { icsOf } from '../../src-shared/domain/ics.ts'

const stamp = '2026-11-23T08:05:09.123Z'
const octets = (s: string): number => new TextEncoder().encode(s).length

/** Reads back by RFC 5545 alone: unfold, then unescape. */
const textOf = (ics: string, name: string): string | undefined =>
  ics
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .find(line => line.startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .replace(/\\([\\;,n])/g, (_, c) => (c === 'n' ? '\n' : c))

test('one deadline, all day', () => {
  const ics = icsOf([{ uid: 'deadline-7@neidu', date: '2026-12-31', title: '附件4 提交', description: '' }], stamp)
  expect(ics).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//内督管家//期限//ZH',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:deadline-7@neidu',
      'DTSTAMP:20261123T080509Z',
      'DTSTART;VALUE=DATE:20261231',
      'DTEND;VALUE=DATE:20270101',
      'SUMMARY:附件4 提交',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  )
})

test('text cannot become structure', () => {
  const hostile = 'a;b,c\\d\r\nEND:VEVENT\nX\u0007\u2028y'
  const ics = icsOf([{ uid: 'u', date: '2026-01-01', title: hostile, description: 'x' }], stamp)
  expect(ics.split('\r\n').filter(line => line === 'END:VEVENT')).toHaveLength(1)
  expect(textOf(ics, 'SUMMARY')).toBe('a;b,c\\d\nEND:VEVENT\nX\ny')
})

test('lines keep to 75 octets, characters stay whole, and nothing is lost', () => {
  const text = fc.string({ unit: fc.constantFrom('督', 'a', '𠮷', 'é', ';', '\\', '\n', ' '), maxLength: 300 })
  fc.assert(
    fc.property(text, text, (title, description) => {
      const ics = icsOf([{ uid: 'u', date: '2026-01-01', title, description: `d${description}` }], stamp)
      for (const line of ics.split('\r\n')) expect(octets(line)).toBeLessThanOrEqual(75)
      expect(ics).not.toMatch(/[^\r]\n|\r[^\n]/)
      expect(ics).not.toMatch(/\p{Cs}/u)
      expect(textOf(ics, 'SUMMARY')).toBe(title)
      expect(textOf(ics, 'DESCRIPTION')).toBe(`d${description}`)
    }),
  )
})

test.each(['2026-11-23', '20261123T080000Z', '2026-11-23T08:00:00+08:00', ''])('%j is no UTC instant', bad =>
  expect(() => icsOf([], bad)).toThrow(RangeError),
)

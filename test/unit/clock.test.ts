import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastDay, minuteOf, minutesOf, overlaps, type Span, spanText } from '../../src-shared/domain/clock.ts'
import { addDays } from '../../src-shared/domain/dates.ts'

const span = (date: string, from: string, to: string): Span => ({ date, from, to })

test.each([
  ['09:00', '13:00', 240],
  ['09:00', '13:01', 241],
  ['22:00', '02:00', 240],
  ['09:00', '09:00', 1440],
  ['00:00', '00:01', 1],
])('%s–%s is %i minutes', (from, to, minutes) => expect(minutesOf({ from, to })).toBe(minutes))

test.each(['24:01', '25:00', '9:00', '09:60', '', '09:00 '])('%j is no time of day', text =>
  expect(() => minuteOf(text)).toThrow(RangeError),
)

describe('overlaps', () => {
  const night = span('2026-09-24', '22:00', '02:00')
  test.each([
    [span('2026-09-24', '09:00', '11:00'), span('2026-09-24', '11:00', '12:00'), false],
    [span('2026-09-24', '09:00', '11:00'), span('2026-09-24', '10:59', '12:00'), true],
    [span('2026-09-24', '09:00', '11:00'), span('2026-09-25', '09:00', '11:00'), false],
    [night, span('2026-09-25', '01:59', '03:00'), true],
    [night, span('2026-09-25', '02:00', '03:00'), false],
    [night, span('2026-09-24', '01:00', '02:00'), false],
    [span('2025-12-31', '23:00', '01:00'), span('2026-01-01', '00:30', '02:00'), true],
  ])('%j and %j: %s', (a, b, expected) => expect(overlaps(a, b)).toBe(expected))

  const clock = fc
    .integer({ min: 0, max: 1439 })
    .map(n => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`)
  const any = fc.record({
    date: fc.integer({ min: 0, max: 3 }).map(n => addDays('2026-12-30', n)),
    from: clock,
    to: clock,
  })
  test('is the same both ways, and true for itself', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a))
        expect(overlaps(a, a)).toBe(true)
      }),
    )
  })
})

test('the last day, and the words for it', () => {
  expect(lastDay(span('2026-09-24', '09:00', '11:00'))).toBe('2026-09-24')
  expect(lastDay(span('2026-12-31', '22:00', '02:00'))).toBe('2027-01-01')
  expect(lastDay(span('2026-12-31', '22:00', '00:00'))).toBe('2026-12-31')
  expect(spanText(span('2026-09-24', '22:00', '02:00'))).toBe('2026-09-24 22:00–次日 02:00')
  expect(spanText(span('2026-09-24', '09:00', '11:00'))).toBe('2026-09-24 09:00–11:00')
})

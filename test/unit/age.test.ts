import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageOn, lastAllowedDay, type Sex } from '../../src-shared/domain/age.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { cardPeriod, termEnd } from '../../src-shared/domain/term.ts'
import { nearDate } from './arbitrary.ts'

describe('ageOn (周岁)', () => {
  test.each([
    ['1961-11-22', '2026-11-21', 64],
    ['1961-11-22', '2026-11-22', 65],
    ['1961-11-22', '2026-11-23', 65],
    ['1964-02-29', '2025-02-28', 60],
    ['1964-02-29', '2025-03-01', 61],
    ['1964-02-29', '2028-02-28', 63],
    ['1964-02-29', '2028-02-29', 64],
    ['2026-11-23', '2026-11-23', 0],
    ['2026-11-23', '2026-11-22', -1],
  ])('born %s, on %s: %d', (birth, on, age) => expect(ageOn(birth, on)).toBe(age))
})

describe('lastAllowedDay (第十条（五）, T4)', () => {
  test.each([
    ['1961-11-22', '男', 'A', '2027-11-21'],
    ['1961-11-22', '男', 'B', '2026-11-22'],
    ['1966-11-22', '女', 'A', '2027-11-21'],
    ['1966-11-22', '女', 'B', '2026-11-22'],
    ['1964-02-29', '男', 'A', '2030-02-28'],
    ['1964-02-29', '男', 'B', '2029-03-01'],
    ['1964-02-29', '女', 'A', '2025-02-28'],
    ['1964-02-29', '女', 'B', '2024-02-29'],
    ['1962-01-01', '男', 'A', '2027-12-31'],
  ] as const)('%s %s, reading %s: %s', (birth, sex, reading, last) =>
    expect(lastAllowedDay(birth, sex, reading)).toBe(last),
  )

  test('under A the age is the limit on the last day and one more the day after; B ends within A', () => {
    fc.assert(
      fc.property(nearDate, fc.constantFrom<Sex>('男', '女'), (birth, sex) => {
        const limit = sex === '男' ? 65 : 60
        const last = lastAllowedDay(birth, sex, 'A')
        expect(ageOn(birth, last)).toBe(limit)
        expect(ageOn(birth, addDays(last, 1))).toBe(limit + 1)
        const strict = lastAllowedDay(birth, sex, 'B')
        expect(ageOn(birth, strict)).toBe(limit)
        expect(ageOn(birth, addDays(strict, -1))).toBe(limit - 1)
        expect(strict < last).toBe(true)
      }),
    )
  })
})

describe('terms (第十四条, T6)', () => {
  test.each([
    ['2026-11-23', '2029-11-22', '2026.11-2029.11'],
    ['2022-06-01', '2025-05-31', '2022.06-2025.06'],
    ['2024-02-29', '2027-02-28', '2024.02-2027.02'],
    ['2025-03-01', '2028-02-29', '2025.03-2028.03'],
    ['2026-12-31', '2029-12-30', '2026.12-2029.12'],
    ['2027-01-01', '2029-12-31', '2027.01-2030.01'],
    ['2026-10-31', '2029-10-30', '2026.10-2029.10'],
  ])('from %s to %s, printed %s', (start, end, period) => {
    expect(termEnd(start)).toBe(end)
    expect(cardPeriod(start).text).toBe(period)
  })

  test('the card shows the start month and the same month three years later', () => {
    fc.assert(
      fc.property(nearDate, start => {
        const { from, to, text } = cardPeriod(start)
        expect(from).toBe(`${start.slice(0, 4)}.${start.slice(5, 7)}`)
        expect(to).toBe(`${Number(start.slice(0, 4)) + 3}.${start.slice(5, 7)}`)
        expect(text).toBe(`${from}-${to}`)
      }),
    )
  })
})

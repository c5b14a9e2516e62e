import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkdays,
  type CalendarYear,
  calendarOf,
  isWorkday,
  nextWorkday,
  YEARS,
} from '../../src-shared/domain/calendar.ts'
import { addDays, daysBetween, weekday } from '../../src-shared/domain/dates.ts'

const calendar = calendarOf()

test('the shipped years name their notices', () => {
  expect(YEARS[2025].source).toBe('国办发明电〔2024〕12号')
  expect(YEARS[2026].source).toBe('国办发明电〔2025〕7号')
})

// 《全国年节及纪念日放假办法》 2024: 13 days a year, made up for on weekends. Working days = weekdays − 13.
test.each([
  [2025, 261 - 13],
  [2026, 261 - 13],
])('%i has %i working days', (year, expected) => {
  const all = Array.from({ length: 365 }, (_, i) => addDays(`${year}-01-01`, i))
  expect(all.filter(date => isWorkday(date, calendar)).length).toBe(expected)
})

describe('isWorkday', () => {
  test.each([
    ['2026-09-24', true, 'an ordinary Thursday'],
    ['2026-09-25', false, 'first day of 中秋节'],
    ['2026-09-27', false, 'last day of 中秋节'],
    ['2026-09-28', true, 'the day after'],
    ['2026-10-10', true, 'a 调休 Saturday'],
    ['2026-10-11', false, 'an ordinary Sunday'],
    ['2026-02-14', true, 'a 调休 Saturday before 春节'],
    ['2026-02-23', false, 'a Monday of 春节'],
    ['2026-01-04', true, 'a 调休 Sunday'],
    ['2025-12-31', true, 'last day of a year whose next one is loaded'],
    ['2026-12-31', true, 'last day of the last loaded year'],
    ['2025-10-08', false, 'eighth day of 国庆节、中秋节'],
    ['2027-01-01', undefined, '未装载'],
    ['2027-06-07', undefined, '未装载, even on a Monday'],
    ['2024-12-31', undefined, '未装载'],
  ])('%s: %s (%s)', (date, expected, _) => expect(isWorkday(date, calendar)).toBe(expected))

  // 2019: 「2018年12月30日至2019年1月1日放假调休。2018年12月29日（星期六）上班」
  const y2019: CalendarYear = {
    year: 2019,
    source: '国办发明电〔2018〕15号',
    holidays: [{ name: '元旦', from: '2018-12-30', to: '2019-01-01' }],
    workdays: ['2018-12-29'],
  }
  const y2018: CalendarYear = { year: 2018, source: '', holidays: [], workdays: [] }

  test('the next notice governs the December days that it names', () => {
    const both = calendarOf([y2018, y2019])
    expect(isWorkday('2018-12-31', calendarOf([y2018]))).toBe(true)
    expect(isWorkday('2018-12-31', both)).toBe(false)
    expect(isWorkday('2018-12-29', calendarOf([y2018]))).toBe(false)
    expect(isWorkday('2018-12-29', both)).toBe(true)
    expect(isWorkday('2018-12-28', calendarOf([y2019]))).toBeUndefined()
  })
})

test('a loaded year replaces a shipped one', () => {
  const mine: CalendarYear = { year: 2026, source: '更正', holidays: [], workdays: [] }
  expect(isWorkday('2026-10-01', calendarOf([mine]))).toBe(true)
  expect(isWorkday('2025-10-01', calendarOf([mine]))).toBe(false)
})

describe('addWorkdays', () => {
  test.each([
    ['2026-09-24', 5, '2026-10-09'],
    ['2026-09-28', 5, '2026-10-10'], // a working Saturday
    ['2026-05-08', 5, '2026-05-14'], // 05-09 is a working Saturday
    ['2025-12-29', 5, '2026-01-06'], // across the year: 30, 31, 01-04 (调休), 05, 06
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-12-24', 5, '2026-12-31'],
    ['2026-10-03', 0, '2026-10-03'],
  ])('%s + %i → %s', (from, n, date) => expect(addWorkdays(from, n, calendar)).toEqual({ date }))

  test.each([
    ['2026-12-29', 5],
    ['2026-12-31', 1],
    ['2027-03-01', 1],
  ])('%s + %i runs into a year that is not loaded', (from, n) =>
    expect(addWorkdays(from, n, calendar)).toEqual({ unloaded: 2027 }),
  )

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is no number of days', n =>
    expect(() => addWorkdays('2026-01-05', n, calendar)).toThrow(RangeError),
  )

  const date = fc.integer({ min: 0, max: 700 }).map(n => addDays('2025-01-01', n))
  test('the result is the nth of the days after it that are worked', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 15 }), (from, n) => {
        const result = addWorkdays(from, n, calendar)
        if (!('date' in result)) return
        const between = Array.from({ length: daysBetween(from, result.date) }, (_, i) => addDays(from, i + 1))
        expect(between.filter(d => isWorkday(d, calendar)).length).toBe(n)
        expect(isWorkday(result.date, calendar)).toBe(true)
      }),
    )
  })
})

describe('nextWorkday', () => {
  test.each([
    ['2026-09-29', '2026-09-29'],
    ['2026-10-03', '2026-10-08'],
    ['2026-10-10', '2026-10-10'],
    ['2026-10-11', '2026-10-12'],
  ])('%s → %s', (from, date) => expect(nextWorkday(from, calendar)).toEqual({ date }))

  test('an unloaded day is not skipped to a loaded one', () => {
    expect(nextWorkday('2027-01-03', calendar)).toEqual({ unloaded: 2027 })
    expect(nextWorkday('2024-12-31', calendar)).toEqual({ unloaded: 2024 })
  })
})

test('every 调休 day is a weekend outside every holiday', () => {
  for (const { year, holidays, workdays } of Object.values(YEARS)) {
    for (const date of workdays) {
      expect([0, 6]).toContain(weekday(date))
      expect(holidays.some(h => h.from <= date && date <= h.to)).toBe(false)
      expect(date.slice(0, 4)).toBe(String(year))
    }
  }
})

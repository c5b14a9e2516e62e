import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  isDate,
  parseLooseDate,
  weekday,
} from '../../src-shared/domain/dates.ts'
import { isoDate } from './arbitrary.ts'

describe('isDate', () => {
  test.each(['1900-01-01', '2999-12-31', '2024-02-29', '2000-02-29', '2026-11-23'])('%s is one', d =>
    expect(isDate(d)).toBe(true),
  )

  test.each([
    '1899-12-31',
    '3000-01-01',
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-11-00',
    '2026-11-3',
    '2026/11/23',
    '2026-11-23 ',
    '2026-11-23\n',
    ' 2026-11-23',
    '２０２６-11-23',
    '',
  ])('%j is none', d => expect(isDate(d)).toBe(false))
})

describe('arithmetic', () => {
  // The platform's UTC calendar is an independent implementation of the same calendar.
  const utc = (d: string): number => Date.parse(`${d}T00:00:00Z`)

  test('agrees with the platform calendar on every day of 1900–2999', () => {
    let date = '1900-01-01'
    let ms = utc(date)
    for (let n = 0; n < 401_766; n++) {
      if (n % 97 === 0 || date.endsWith('02-28') || date.endsWith('12-31')) {
        expect(new Date(ms).toISOString().slice(0, 10)).toBe(date)
        expect(weekday(date)).toBe(new Date(ms).getUTCDay())
      }
      date = addDays(date, 1)
      ms += 86_400_000
    }
    expect(date).toBe('2999-12-31')
  })

  test('addDays and daysBetween undo each other', () => {
    fc.assert(
      fc.property(isoDate, isoDate, (a, b) => {
        const n = daysBetween(a, b)
        expect(addDays(a, n)).toBe(b)
        expect(addDays(b, -n)).toBe(a)
        expect(n).toBe((utc(b) - utc(a)) / 86_400_000)
      }),
    )
  })

  test('addYears keeps the day; 2月29日 becomes 03-01 in common years (T4)', () => {
    expect(addYears('1961-11-22', 65)).toBe('2026-11-22')
    expect(addYears('2024-02-29', 1)).toBe('2025-03-01')
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
    expect(addYears('1964-02-29', 136)).toBe('2100-03-01')
    expect(addYears('2028-03-01', -4)).toBe('2024-03-01')
  })

  test('addMonths holds to the month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-11-23', 2)).toBe('2027-01-23')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
    expect(addMonths('2024-02-29', 36)).toBe('2027-02-28')
    fc.assert(
      fc.property(isoDate, fc.integer({ min: -600, max: 600 }), (d, n) => {
        const month = (x: string): number => Number(x.slice(0, 4)) * 12 + Number(x.slice(5, 7))
        const moved = addMonths(d, n)
        expect(month(moved) - month(d)).toBe(n)
      }),
    )
  })

  test.each(['x', '', '2026-02-30', '2026.11.03'])(
    '%j throws: the border checks input, the arithmetic never guesses',
    bad => {
      expect(() => addDays(bad, 1)).toThrow(RangeError)
      expect(() => addYears(bad, 1)).toThrow(RangeError)
      expect(() => addMonths(bad, 1)).toThrow(RangeError)
      expect(() => daysBetween('2026-01-01', bad)).toThrow(RangeError)
      expect(() => weekday(bad)).toThrow(RangeError)
    },
  )
})

describe('parseLooseDate', () => {
  test.each([
    ['2026.11.3', '2026-11-03'],
    ['2026/11/3', '2026-11-03'],
    ['2026-11-03', '2026-11-03'],
    ['2026年11月3日', '2026-11-03'],
    ['2026 年 11 月 3 日', '2026-11-03'],
    ['2026年11月3号', '2026-11-03'],
    ['2026年11月3日 星期二', '2026-11-03'],
    ['2026-11-3（周二）', '2026-11-03'],
    ['2026。11。3', '2026-11-03'],
    ['2026–11–3', '2026-11-03'],
    ['20261103', '2026-11-03'],
    ['２０２６．１１．３', '2026-11-03'],
    ['２０２６１１０３', '2026-11-03'],
    ['2026.11.3 0:00:00', '2026-11-03'],
    ['2026-11-03T00:00:00', '2026-11-03'],
    ['2026-11-03 08:30', '2026-11-03'],
    ['　2026.11.3　', '2026-11-03'],
    ['1961-11-22', '1961-11-22'],
  ])('%j', (spelling, iso) => expect(parseLooseDate(spelling)).toBe(iso))

  test.each([
    '',
    '   ',
    '无',
    '2026.11',
    '2026年11月',
    '2026',
    '26.11.3',
    '3/11/2026',
    '11/3/2026',
    '2026.2.30',
    '2026.13.1',
    '20261303',
    '2026113',
    '46349',
    '2026-11-03T16:00:00Z',
    '2026.11.3.4',
    '1899.12.31',
    '2026.11.3至2029.11.2',
  ])('%j is no date', spelling => expect(parseLooseDate(spelling)).toBeUndefined())

  test.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [22_607, '1961-11-22'],
    [46_349, '2026-11-23'],
    [46_349.999, '2026-11-23'],
    [401_768, '2999-12-31'],
    [20_261_103, '2026-11-03'],
  ])('number cell %d', (serial, iso) => expect(parseLooseDate(serial)).toBe(iso))

  test.each([
    [60, 'Excel’s 1900-02-29'],
    [0, '1900-01-00'],
    [0.5, 'a time'],
    [-1, 'negative'],
    [2026, 'a year'],
    [2026.11, 'a month'],
    [Number.NaN, 'no number'],
    [Number.POSITIVE_INFINITY, 'no number'],
    [20_261_303, 'month 13'],
    [401_769, '3000-01-01'],
    [1e300, 'beyond any calendar'],
    [110_115_196_111_220_000, '身份证'],
  ])('number cell %d is refused: %s', serial => expect(parseLooseDate(serial)).toBeUndefined())

  test('every spelling of a date means that date', () => {
    const wide = (s: string): string => s.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(isoDate, d => {
        const [y, m, day] = [d.slice(0, 4), Number(d.slice(5, 7)), Number(d.slice(8))]
        for (const spelling of [
          d,
          `${y}.${m}.${day}`,
          `${y}/${m}/${day}`,
          `${y}年${m}月${day}日`,
          d.replaceAll('-', ''),
          `${d} 00:00:00`,
        ]) {
          expect(parseLooseDate(spelling)).toBe(d)
          expect(parseLooseDate(wide(spelling))).toBe(d)
        }
      }),
    )
  })

  test('every serial from 1908-03-18 (3000) on counts from 1899-12-30', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3000, max: 401_768 }), n => {
        const expected = new Date(Date.UTC(1899, 11, 30) + n * 86_400_000).toISOString().slice(0, 10)
        expect(parseLooseDate(n)).toBe(expected)
      }),
    )
  })

  test('arbitrary text gives a real date or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), s => {
        const d = parseLooseDate(s)
        expect(d === undefined || isDate(d)).toBe(true)
      }),
    )
  })
})

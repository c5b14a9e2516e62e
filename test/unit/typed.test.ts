/** Dates and times as people type them: the table of the design guide, row by row, and every day in every form. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, isDate } from '../../src-shared/domain/dates.ts'
import { readClock, readSecond } from '../../src-shared/domain/typedClock.ts'
import { type DateContext, readDate } from '../../src-shared/domain/typedDate.ts'
import { isoDate } from './arbitrary.ts'
import { fullWidth, writings } from './typedForms.ts'

const today = '2026-12-01' // a Tuesday
const read = (typed: string, context: Partial<DateContext> = {}) => readDate(typed, { today, ...context })

const whole = (date: string): string[] => {
  const plain = writings(date)
  return [...plain, ...plain.map(text => `  ${text}\t`), ...plain.map(fullWidth)]
}

describe('a day with its year', () => {
  test('reads as itself in every form: read(type(d)) = d', () => {
    fc.assert(
      fc.property(isoDate, date => {
        for (const typed of whole(date)) expect([typed, read(typed)]).toEqual([typed, { value: date }])
      }),
      { numRuns: 500 },
    )
  })
  test('on every day of two years, birthdays too', () => {
    for (let day = '2027-01-01'; day < '2029-01-01'; day = addDays(day, 1))
      for (const typed of whole(day)) expect([typed, read(typed, { birth: true })]).toEqual([typed, { value: day }])
  })
  test('a wrong weekday is said, not overruled', () => {
    expect(read('2026-11-25 周四')).toEqual({ refused: '11-25 是周三，不是周四' })
    expect(read('2026-11-29 星期天')).toEqual({ value: '2026-11-29' })
  })
})

describe('a day in short', () => {
  test.each(['26-11-25', '26.11.25', '26/11/25', '26年11月25日', '261125', '２６．１１．２５'])('%s', typed => {
    expect(read(typed)).toEqual({ value: '2026-11-25' })
    expect(read(typed, { birth: true })).toEqual({ refused: '请写四位年份' })
  })
  test.each(['80-11-25', '47.1.2', '801125'])('%s is a year of no office: four digits', typed =>
    expect(read(typed)).toEqual({ refused: '请写四位年份' }),
  )
  test('201112 could be two things', () => expect(read('201112')).toEqual({ refused: '请写四位年份' }))
  test.each(['11-25', '11.25', '11/25', '11月25日', '11月25号'])('%s is of the year of its context', typed => {
    expect(read(typed)).toEqual({ value: '2026-11-25' })
    expect(read(typed, { year: 2027 })).toEqual({ value: '2027-11-25' })
    expect(read(typed, { birth: true })).toEqual({ refused: '请写四位年份' })
  })
  test('1.5 is the fifth of January', () => expect(read('1.5')).toEqual({ value: '2026-01-05' }))
})

test.each([
  ['今天', '2026-12-01'],
  ['昨天', '2026-11-30'],
  ['明天', '2026-12-02'],
  ['后天', '2026-12-03'],
  ['周五', '2026-12-04'],
  ['星期五', '2026-12-04'],
  ['周二', '2026-12-08'],
  ['周一', '2026-12-07'],
  ['本周一', '2026-11-30'],
  ['下周二', '2026-12-08'],
  ['下周日', '2026-12-13'],
  ['上周五', '2026-11-27'],
  ['+3', '2026-12-04'],
  ['－1', '2026-11-30'],
  ['+30', '2026-12-31'],
])('%s is %s', (typed, day) => expect(read(typed)).toEqual({ value: day }))

test('five digits are a day of Excel when pasted, and nothing when typed', () => {
  expect(read('46351', { pasted: true })).toEqual({ value: '2026-11-25' })
  expect(read('46351')).toHaveProperty('refused')
  expect(read('1125', { pasted: true })).toHaveProperty('refused')
})

test.each([
  ['2026.02.30', '二月没有 30 日'],
  ['2026-02-29', '2026 年二月没有 29 日'],
  ['2026-11-31', '十一月没有 31 日'],
  ['2026-13-01', '没有 13 月'],
  ['2026.11', '少了日'],
  ['202611', '少了日'],
  ['2026年11月', '少了日'],
  ['2026年', '少了月和日'],
  ['1880-01-01', '年份从 1900 到 2999'],
])('%s: %s', (typed, why) => expect(read(typed)).toEqual({ refused: why }))

test.each([
  '25/11/2026',
  '1/2/2026',
  '11-25-2026',
  '1125',
  '2026',
  'abc',
  '2026-11-25-26',
  '2026-11-',
  '-',
  '2026-1-2x',
])('%s is never guessed', typed => expect(read(typed)).toEqual({ refused: '请按 年-月-日 写，例如 2026-11-25' }))

test('whatever is typed is a real day, empty, or a sentence', () => {
  const keys = fc.string({ unit: fc.constantFrom(...'0123456789-./ 年月日周三今天下+。（'), maxLength: 14 })
  fc.assert(
    fc.property(keys, typed => {
      const reading = read(typed)
      if ('refused' in reading) expect(reading.refused.length).toBeGreaterThan(2)
      else if (reading.value === null) expect(typed.trim()).toBe('')
      else expect(isDate(reading.value)).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

describe('times of the day', () => {
  test.each([
    ['9', '09:00'],
    ['900', '09:00'],
    ['0900', '09:00'],
    ['9:00', '09:00'],
    ['9：00', '09:00'],
    ['9:5', '09:05'],
    ['９：３０', '09:30'],
    ['9点', '09:00'],
    ['9点半', '09:30'],
    ['9点30分', '09:30'],
    ['9.30', '09:30'],
    [' 23 59 ', '23:59'],
    ['0', '00:00'],
    ['24', '24:00'],
    ['2400', '24:00'],
    ['24:00', '24:00'],
  ])('%s is %s', (typed, clock) => expect(readClock(typed)).toEqual({ value: clock }))

  test.each(['25', '24:01', '960', '9:60', '-9', '9am', '12345', '09:00:00', '九点'])('%s is none', typed =>
    expect(readClock(typed)).toHaveProperty('refused'),
  )

  test('a time reads as itself, with and without the colon', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), fc.nat(59), (h, m, s) => {
        const [hh, mm, ss] = [h, m, s].map(n => String(n).padStart(2, '0'))
        expect([readClock(`${hh}:${mm}`), readClock(`${hh}${mm}`)]).toEqual([
          { value: `${hh}:${mm}` },
          { value: `${hh}:${mm}` },
        ])
        for (const typed of [`${hh}:${mm}:${ss}`, `${hh}${mm}${ss}`, `${hh}：${mm}：${ss}`, `${h}点${mm}分${ss}秒`])
          expect(readSecond(typed)).toEqual({ value: `${hh}:${mm}:${ss}` })
        expect(readSecond(`${h}:${mm}`)).toEqual({ value: `${hh}:${mm}:00` })
      }),
    )
  })
  test.each(['24:00:00', '9:30:60', '9', 'x'])('%s is no second of a day', typed =>
    expect(readSecond(typed)).toHaveProperty('refused'),
  )
})

/** A bare field in an antd form would let unreadable text pass as no date: in a form it is an item. */
test('date and time fields in forms carry their refusal', () => {
  const root = fileURLToPath(new URL('../../src-renderer/pages/', import.meta.url))
  const bare = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    name =>
      name.endsWith('.tsx') &&
      /<(?:Date|Clock|Second)Field|DatePicker|TimePicker/.test(readFileSync(root + name, 'utf8')),
  )
  // Each keeps the date itself and does nothing while it is null.
  expect(bare.map(name => name.replaceAll('\\', '/')).toSorted()).toEqual([
    'batches/record/FillRecord.tsx',
    'cards/CardActions.tsx',
    'cards/IssueAuto.tsx',
    'cards/IssueManual.tsx',
    'forms/FactField.tsx',
  ])
})

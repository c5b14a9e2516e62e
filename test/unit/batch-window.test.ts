import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOf, type Plan, toggled } from '../../src-renderer/pages/batches/assign/plan.ts'
import { clockOf } from '../../src-renderer/pages/batches/sessions/clock.ts'
import { spanText } from '../../src-renderer/pages/batches/words.ts'

describe('typed times of the day', () => {
  test.each([
    ['9', '09:00'],
    ['900', '09:00'],
    ['0900', '09:00'],
    ['9:5', '09:05'],
    ['９：３０', '09:30'],
    ['9点30分', '09:30'],
    ['9.30', '09:30'],
    [' 23 59 ', '23:59'],
    ['0', '00:00'],
  ])('%s is %s', (typed, clock) => expect(clockOf(typed)).toBe(clock))

  test.each(['', '24', '2400', '960', '9:60', '-9', '9am', '12345', '09:00:00', '九点'])('「%s」 is none', typed =>
    expect(clockOf(typed)).toBeNull(),
  )

  test('a time reads as itself, with and without the colon', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (h, m) => {
        const clock = `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`
        expect([clockOf(clock), clockOf(clock.replace(':', ''))]).toEqual([clock, clock])
      }),
    )
  })
})

describe('the plan of a 委派单', () => {
  const jia = { id: 1, name: '甲', override: null }
  const yi = { id: 2, name: '乙', override: null }
  const empty: Plan = new Map()

  test('a second choice of the same person takes the first back; the other sessions stay', () => {
    const plan = toggled(toggled(toggled(empty, 10, jia), 11, jia), 10, yi)
    expect(toggled(plan, 10, jia)).toEqual(
      new Map([
        [10, [yi]],
        [11, [jia]],
      ]),
    )
    expect(empty.size).toBe(0)
  })

  test('an exception for one session is none for the others', () => {
    const plan = toggled(toggled(toggled(empty, 10, jia), 11, { ...jia, override: '仅一次' }), 12, jia)
    expect(linesOf(plan)).toEqual([
      { supervisorId: 1, name: '甲', sessionIds: [10, 12], override: null },
      { supervisorId: 1, name: '甲', sessionIds: [11], override: '仅一次' },
    ])
  })
})

test('the days of an examination are said in short, across years in full', () => {
  const span = (examFrom: string | null, examTo: string | null) => spanText({ examFrom, examTo })
  expect(span(null, null)).toBe('未定')
  expect(span('2026-11-23', '2026-11-23')).toBe('2026-11-23 周一')
  expect(span('2026-11-23', '2026-12-01')).toBe('2026-11-23 至 12-01')
  expect(span('2026-12-31', '2027-01-02')).toBe('2026-12-31 至 2027-01-02')
})

import { describe, expect, test } from 'vitest'
import { filled, linesOf, type Plan, toggled } from '../../src-renderer/pages/batches/assign/plan.ts'
import { spanText } from '../../src-renderer/pages/batches/words.ts'

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

  test('a proposal fills what is empty and leaves what a hand has chosen', () => {
    const plan = toggled(empty, 10, jia)
    const proposed = [
      { sessionId: 10, people: [{ id: 2, name: '乙' }] },
      { sessionId: 11, people: [{ id: 2, name: '乙' }] },
    ]
    expect(filled(plan, proposed)).toEqual(
      new Map([
        [10, [jia]],
        [11, [yi]],
      ]),
    )
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

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge, readScore, type Score, scoreText } from '../../src-shared/domain/score.ts'

const points = fc.integer({ min: 0, max: 10_000 }).map(n => n / 100)
const BOTH = ['theory', 'skill'] as const
const rule = (theory: number, pass: number | null = null) => ({
  parts: { theory: { weight: theory, pass: 60 }, skill: { weight: 100 - theory, pass: 60 } },
  pass,
})

describe('what is typed', () => {
  test.each([
    ['86', 86],
    [' ８６．５ ', 86.5],
    ['86.50', 86.5],
    ['0', 0],
    ['100分', 100],
    ['缺考', 'absent'],
    [' 缺 考 ', 'absent'],
    ['', undefined],
    ['　', undefined],
  ])('%j', (typed, value) => expect(readScore(typed)).toEqual({ value }))

  test.each(['101', '-1', '86,5', '86.555', '优', '合格', '1e2', '9 9 9', '#REF!'])('%j is refused', typed =>
    expect(readScore(typed)).toHaveProperty('refused'),
  )

  test('what is shown is read as what it was', () => {
    fc.assert(
      fc.property(fc.oneof(points, fc.constant<Score>('absent')), score => {
        expect(readScore(scoreText(score))).toEqual({ value: score })
      }),
    )
  })
})

describe('what follows', () => {
  test('missing outweighs 缺考, 缺考 outweighs a score; 0 is a score', () => {
    expect(judge({ theory: 'absent' }, {}, BOTH).outcome).toBe('missing')
    expect(judge({ theory: 'absent', skill: 90 }, {}, BOTH).outcome).toBe('absent')
    expect(judge({ theory: 0, skill: 90 }, {}, BOTH).outcome).toBe('failed')
    expect(judge({ theory: 60, skill: 60 }, {}, BOTH)).toEqual({ total: null, outcome: 'passed' })
    expect(judge({ theory: 59.99, skill: 100 }, {}, BOTH).outcome).toBe('failed')
    expect(judge({}, {}, []).outcome).toBe('missing')
  })

  test('总成绩 has its own line, and is rounded half up', () => {
    expect(judge({ theory: 86.5, skill: 91 }, rule(30), BOTH)).toEqual({ total: 89.65, outcome: 'passed' })
    expect(judge({ theory: 60.05, skill: 60 }, rule(50), BOTH).total).toBe(60.03) // 60.025
    expect(judge({ theory: 70, skill: 70 }, rule(50, 75), BOTH).outcome).toBe('failed')
    expect(judge({ theory: 70, skill: 70 }, rule(50, 70), BOTH).outcome).toBe('passed')
  })

  test('exact against whole numbers, between the lower and the higher part', () => {
    fc.assert(
      fc.property(points, points, fc.integer({ min: 1, max: 100 }), (theory, skill, weight) => {
        const { total } = judge({ theory, skill }, rule(weight), BOTH)
        const exact =
          BigInt(Math.round(theory * 100)) * BigInt(weight) + BigInt(Math.round(skill * 100)) * BigInt(100 - weight)
        expect(total).toBe(Number((exact + 50n) / 100n) / 100)
        expect(total).toBeGreaterThanOrEqual(Math.min(theory, skill))
        expect(total).toBeLessThanOrEqual(Math.max(theory, skill))
      }),
    )
  })
})

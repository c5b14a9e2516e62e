import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverage, RECORD_PHASES } from '../../src-shared/domain/coverage.ts'
import type { Phase } from '../../src-shared/domain/order.ts'

const phases = (before: number[], during: number[], after: number[]) => ({ before, during, after })

test('the matrix counts sealed records, the percentage counts phases', () => {
  const { due, met, percent, rows } = coverage([
    { id: 1, phases: phases([10, 11], [12], [13]) },
    { id: 2, phases: phases([20], [], []) },
  ])
  expect([met, due, percent]).toEqual([4, 6, 66.6]) // rounded down
  expect(rows.map(({ id, before, during, after }) => [id, before, during, after])).toEqual([
    [1, 2, 1, 1],
    [2, 1, 0, 0],
  ])
  expect(rows[0]?.findings).toEqual([])
  expect(rows[1]?.findings).toMatchObject([
    { rule: 'R-COVER', severity: 'todo', message: '没有考中、考后的内部督导记录' },
  ])
})

test.each([
  ['signup', []],
  ['before', []],
  ['during', ['考前']],
  ['scoring', ['考前', '考中']],
  ['public', ['考前', '考中']],
  ['certified', ['考前', '考中', '考后']],
  ['archived', ['考前', '考中', '考后']],
] as [Phase, string[]][])('a batch at %s owes %j', (phase, owed) => {
  const { percent, rows } = coverage([{ id: 1, phases: phases([], [], []), phase }])
  expect(percent).toBe(owed.length === 0 ? null : 0)
  const [found] = rows[0]?.findings ?? []
  expect(found?.facts[0]?.value.split('、') ?? []).toEqual(owed)
  if (found) expect(found.severity).toBe(phase === 'archived' ? 'warn' : 'todo')
})

test('where nothing is due nothing is covered: no percentage', () =>
  expect(coverage([])).toEqual({ due: 0, met: 0, percent: null, rows: [] }))

test('100 means every due phase of every batch', () => {
  const list = fc.array(fc.nat(), { maxLength: 2 })
  const batch = fc.record({ id: fc.nat(), phases: fc.record({ before: list, during: list, after: list }) })
  fc.assert(
    fc.property(fc.array(batch, { minLength: 1, maxLength: 40 }), batches => {
      const { percent, rows } = coverage(batches)
      const all = batches.every(b => RECORD_PHASES.every(p => b.phases[p].length > 0))
      expect(percent === 100).toBe(all)
      expect(rows.every(r => r.findings.length === 0)).toBe(all)
      expect(percent).toBeGreaterThanOrEqual(0)
    }),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  chosen,
  countOf,
  everything,
  type MarkState,
  mark,
  markedOf,
  nothing,
  outsideOf,
} from '../../src-renderer/components/marks.ts'

// Batch actions act upon what is marked: 30 people on three pages of ten, against a plain set.
const PEOPLE = Array.from({ length: 30 }, (_, i) => i + 1)
const pageOf = (page: number) => PEOPLE.slice(page * 10, page * 10 + 10)

type Step = { kind: 'page'; page: number; marked: number[] } | { kind: 'all' } | { kind: 'clear' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
    .map(([page, rows]) => ({ kind: 'page' as const, page, marked: rows.map(row => page * 10 + row + 1) })),
  fc.constant({ kind: 'all' as const }),
  fc.constant({ kind: 'clear' as const }),
)

test('marks follow a plain set through any clicks on any pages', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), steps => {
      let state: MarkState = nothing
      const model = new Set<number>()
      for (const one of steps) {
        if (one.kind === 'all') {
          state = everything
          for (const id of PEOPLE) model.add(id)
        } else if (one.kind === 'clear') {
          state = nothing
          model.clear()
        } else {
          const shown = pageOf(one.page)
          state = mark(state, shown, one.marked)
          for (const id of shown) model.delete(id)
          for (const id of one.marked) model.add(id)
        }
        expect(markedOf(state, PEOPLE)).toEqual(PEOPLE.filter(id => model.has(id)))
        expect(countOf(state, PEOPLE.length)).toBe(model.size)
        const selection = chosen(state, 'filter')
        const sent = 'ids' in selection ? selection.ids : PEOPLE.filter(id => !selection.except.includes(id))
        expect(new Set(sent)).toEqual(model)
      }
    }),
  )
})

test('those out of sight are counted', () => {
  const state = mark(mark(nothing, [1, 2, 3], [1, 2]), [7, 8, 9], [7, 8, 9])
  expect(outsideOf(state, [2, 7, 30])).toBe(3)
  expect(outsideOf(everything, [])).toBe(0)
})

/** What a page is: whatever the order of the pile, and never by its neighbours. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgePages, type Known, type LedgerRow, type ReadPage } from '../../src-shared/domain/scan.ts'
import { encodeFormCode } from '../../src-shared/forms/formCode.ts'

const MARK = 'K7Q4'
const rowOf = (id: number, pages: number, over: Partial<LedgerRow> = {}): LedgerRow => ({
  id,
  pages,
  outdated: false,
  barred: '',
  filed: new Set(),
  ...over,
})
const pageOf = (id: number, codes: string[], over: Partial<ReadPage> = {}): ReadPage => ({
  id,
  codes,
  typed: '',
  ink: 0.03,
  problem: '',
  filed: false,
  returned: false,
  printedId: null,
  printedPage: null,
  ...over,
})
const known = (...rows: LedgerRow[]): Known => ({ mark: MARK, row: id => rows.find(row => row.id === id) })
const code = (row: number, page: number, mark = MARK) => encodeFormCode({ row, page, mark })
const stateOf = (page: ReadPage, knows: Known) => judgePages([page], knows)[0]?.state

describe('each by its name', () => {
  const knows = known(
    rowOf(1, 1),
    rowOf(2, 2),
    rowOf(3, 1, { outdated: true }),
    rowOf(4, 1, { barred: '批次已封存' }),
    rowOf(5, 1, { filed: new Set([1]) }),
  )
  test.each([
    ['a whole paper', pageOf(1, [code(1, 1)]), 'proposed'],
    ['one of two pages', pageOf(1, [code(2, 2)]), 'lacking'],
    ['a later print says something else', pageOf(1, [code(3, 1)]), 'outdated'],
    ['sealed', pageOf(1, [code(4, 1)]), 'cannot'],
    ['filed before', pageOf(1, [code(5, 1)]), 'twice'],
    ['never printed', pageOf(1, [code(99, 1)]), 'cannot'],
    ['a page that the paper does not have', pageOf(1, [code(1, 2)]), 'cannot'],
    ['another organisation', pageOf(1, [code(1, 1, 'ZZZZ')]), 'cannot'],
    ['旧码', pageOf(1, ['A3S-B12-1-2-33']), 'cannot'],
    ['two different codes', pageOf(1, [code(1, 1), code(2, 1)]), 'unread'],
    ['no code', pageOf(1, []), 'unread'],
    ['nothing on it', pageOf(1, [], { ink: 0.0001 }), 'blank'],
    ['typed', pageOf(1, [], { typed: code(1, 1) }), 'proposed'],
    ['typed wrongly', pageOf(1, [], { typed: 'ABC' }), 'unread'],
  ] as const)('%s', (_, page, state) => {
    expect(stateOf(page, knows)).toBe(state)
  })
})

test('the order of the pile decides nothing: the same pages give the same proposals', () => {
  const rows = [rowOf(1, 1), rowOf(2, 3), rowOf(3, 2, { outdated: true }), rowOf(4, 1, { filed: new Set([1]) })]
  const page = fc.oneof(
    fc.constant([] as string[]),
    fc
      .record({ row: fc.integer({ min: 1, max: 6 }), page: fc.integer({ min: 1, max: 4 }) })
      .map((c): string[] => [code(c.row, c.page)]),
    fc.constant([code(1, 1, 'ZZZZ')] as string[]),
  )
  fc.assert(
    fc.property(
      fc
        .uniqueArray(page, { maxLength: 12, selector: codes => codes[0] ?? Math.random() })
        .chain(all =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
        ),
      ([one, other]) => {
        const judged = (pile: string[][]) =>
          judgePages(
            pile.map((codes, i) => pageOf(i + 1, codes)),
            known(...rows),
          )
            .map((verdict, i) => `${pile[i]?.[0] ?? ''} ${verdict.state} ${verdict.row} ${verdict.page} ${verdict.why}`)
            .sort()
        expect(judged(one)).toEqual(judged(other))
      },
    ),
  )
})

test('of copies of a page exactly one is the page', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), copies => {
      const pile = Array.from({ length: copies }, (_, i) => pageOf(i + 1, [code(1, 1)]))
      const states = judgePages(pile, known(rowOf(1, 1))).map(verdict => verdict.state)
      expect(states.filter(state => state === 'proposed')).toHaveLength(1)
      expect(states.filter(state => state === 'twice')).toHaveLength(copies - 1)
    }),
  )
})

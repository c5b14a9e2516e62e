import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryOf, judged, nextOpen } from '../../src-renderer/pages/venues/count/entry.ts'
import type { CheckLine } from '../../src-shared/contract/venueCheck.ts'
import { judgeLine } from '../../src-shared/domain/venueCheck.ts'

const none = () => false
const assets =
  (...known: string[]) =>
  (text: string) =>
    known.includes(text)

describe('what is typed or scanned into the field of a count', () => {
  test.each<[string, string, ReturnType<typeof entryOf>]>([
    ['nothing', '', { kind: 'judge', result: 'match' }],
    ['blanks', '  ', { kind: 'judge', result: 'match' }],
    ['a number', '12', { kind: 'quantity', counted: 12 }],
    ['none at all', '0', { kind: 'quantity', counted: 0 }],
    ['a full-width number', '１２', { kind: 'quantity', counted: 12 }],
    ['more digits than a quantity has', '6901234567892', { kind: 'scan', text: '6901234567892' }],
    ['a negative number', '-3', { kind: 'scan', text: '-3' }],
    ['half a piece', '1.5', { kind: 'scan', text: '1.5' }],
    ['a line', '#30', { kind: 'jump', no: 30 }],
    ['a letter', 'q', { kind: 'judge', result: 'short' }],
    ['a capital', 'D', { kind: 'judge', result: 'over' }],
    ['c', 'c', { kind: 'judge', result: 'duplicate' }],
    ['x', 'x', { kind: 'judge', result: 'model' }],
    ['another letter', 'k', { kind: 'scan', text: 'k' }],
    ['a code', 'JK1030', { kind: 'scan', text: 'JK1030' }],
    ['a name', ' 数字万用表 ', { kind: 'scan', text: '数字万用表' }],
  ])('%s', (_what, typed, meant) => {
    expect(entryOf(typed, none)).toEqual(meant)
  })

  test('digits that are a device’s 资产编号 were scanned; = says that they are a quantity', () => {
    const known = assets('12', 'q')
    expect(entryOf('12', known)).toEqual({ kind: 'scan', text: '12' })
    expect(entryOf('=12', known)).toEqual({ kind: 'quantity', counted: 12 })
    expect(entryOf('13', known)).toEqual({ kind: 'quantity', counted: 13 })
    expect(entryOf('q', known)).toEqual({ kind: 'scan', text: 'q' })
  })

  test('no text is lost: it is a quantity, a line, a letter of the legend, or looked for as it was typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), typed => {
        const entry = entryOf(typed, none)
        if (entry.kind === 'scan') expect(entry.text).toBe(typed.trim())
      }),
    )
  })
})

test('a quantity is judged as the backend will: never refused', () => {
  const pieces = fc.integer({ min: 0, max: 999_999 })
  fc.assert(
    fc.property(pieces, pieces, (expected, counted) => {
      const line = { expected, extra: false }
      expect(judgeLine(line, { ...judged(counted, expected), foundModel: '', note: '' })).toEqual({ ok: true, counted })
    }),
  )
})

test('the next line is below, then from the top; none when all are counted', () => {
  const line = (no: number, result: CheckLine['result']): CheckLine => ({
    seen: '',
    no,
    result,
    equipmentId: no,
    name: '',
    model: '',
    spec: '',
    unit: '',
    room: '',
    assetNo: '',
    expected: 1,
    extra: false,
    counted: null,
    foundModel: '',
    note: '',
    countedBy: '',
    countedAt: null,
  })
  const lines = [line(1, null), line(2, 'match'), line(3, 'short'), line(4, null)]
  expect(nextOpen(lines, 1)?.no).toBe(4)
  expect(nextOpen(lines, 4)?.no).toBe(1)
  expect(nextOpen(lines.slice(1, 3), 2)).toBeNull()
})

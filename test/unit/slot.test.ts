import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AssessmentForm,
  isRequired,
  isSlot,
  isUsed,
  LONG_TERM,
  NOT_VISITED,
  SLOTS,
  type Slot,
  slotFacts,
  slotName,
} from '../../src-shared/domain/evidence.ts'
import { itemsOfSlot, slotsOfItem } from '../../src-shared/domain/slotItem.ts'
import { AFTER_ITEMS, itemsOf, numberOf, SITE_ITEMS } from '../../src-shared/forms/items.ts'

const FORMS: AssessmentForm[] = ['theory', 'skill', 'review', 'process', 'performance', 'direct']

/** Requirements §7, row by row as it is written there: codes, need per column, items 现场, items 事后, years. */
const TABLE: [codes: string, need: string, onsite: number[], after: number[], years: number][] = [
  ['P1', 'R R R R', [2], [1], 30],
  ['P2', 'R R R R', [4, 13], [4, 9], 5],
  ['P3', 'R R R R', [3], [3], 5],
  ['P4', 'R R o o', [], [], 5],
  ['P5', 'o o o o', [], [], 5],
  ['Q1 Q2', 'R R R R', [5], [8], 5],
  ['Q3 Q4', 'R R R R', [4], [4], 30],
  ['Q5', 'R R R R', [5], [8], 5],
  ['R1 R2', 'R R R R', [6, 7], [6], 5],
  ['R3 R4', 'R R R R', [6, 7], [6], 5],
  ['R5 R6 R7', 'R o R -', [8, 9, 10], [], 5],
  ['R8', 'R R R R', [], [5], 5],
  ['T1 T2 T3 T4 T5', 'R o o -', [], [], 5],
  ['X1 X2 X3 X4 X5', 'R R o -', [13, 14], [9, 10], 5],
  ['X6', 'R R R o', [17], [11], 5],
  ['X7', 'R R R R', [11], [7], 5],
  ['G1 G2', 'R o R -', [], [13, 14], 5],
  ['G3', '- R o R', [], [3, 13], 5],
  ['G4', 'o - o -', [], [16], 5],
  ['G5', 'R R R R', [], [16], 30],
  ['G6', 'R R R R', [], [16], 5],
  ['G7', 'R R R R', [], [15], 30],
  ['G8', 'o o o o', [], [15], 30],
  ['C1 C2 C3', 'R R R R', [], [16], 30],
  ['D1', 'R R R R', [], [], 5],
  ['D2 D3 D4 D5 D6', 'V V V V', [], [], 5],
]
const COLUMNS: AssessmentForm[][] = [['theory', 'skill'], ['review'], ['process'], ['performance', 'direct']]
const rows = TABLE.map(([codes, ...rest]) => [codes.split(' ') as Slot[], ...rest] as const)

test('every code of §7 and no other', () => {
  expect(SLOTS.map(s => s.slot).sort()).toEqual(rows.flatMap(([codes]) => codes).sort())
  expect(new Set(SLOTS.map(s => s.name)).size).toBe(SLOTS.length)
  for (const code of ['', 'X8', 'K1', 'p1', '__proto__', 'constructor']) expect(isSlot(code)).toBe(false)
  expect(isSlot('D6')).toBe(true)
  expect(slotName('X6')).toBe('X6 影像资料')
  expect(() => slotFacts('Z9' as Slot)).toThrow('no such slot')
  expect(LONG_TERM).toBe(30)
})

test.each(rows)('%j: need per form, years', (codes, need, _onsite, _after, years) => {
  for (const code of codes) {
    expect(slotFacts(code).years).toBe(years)
    need.split(' ').forEach((letter, column) => {
      for (const form of COLUMNS[column] ?? []) {
        expect([code, form, isRequired(code, [form])]).toEqual([code, form, letter === 'R'])
        expect([code, form, isUsed(code, [form])]).toEqual([code, form, letter !== '-'])
      }
    })
  }
})

test.each(rows)('%j: its items of 附件3', (codes, _need, onsite, after) => {
  const all = (kind: 'onsite' | 'afterwards') => new Set(codes.flatMap(code => itemsOfSlot(kind, code)).map(Number))
  for (const number of onsite) expect(all('onsite')).toContain(number)
  for (const number of after) expect(all('afterwards')).toContain(number)
})

test('items have the numbers of the forms; 事后 16 rests on everything', () => {
  const known = (kind: 'onsite' | 'afterwards') =>
    [...new Set(SLOTS.flatMap(({ slot }) => itemsOfSlot(kind, slot)).map(Number))].sort((a, b) => a - b)
  const seen = [12, 16] // on the spot: order, and who wears his card
  expect(known('onsite')).toEqual(
    itemsOf(SITE_ITEMS)
      .map(numberOf)
      .filter(number => !seen.includes(number)),
  )
  expect(known('afterwards')).toEqual(itemsOf(AFTER_ITEMS).map(numberOf))
  expect(slotsOfItem('onsite', 15)).toEqual([]) // T10
  expect(slotsOfItem('afterwards', 16)).toHaveLength(SLOTS.length)
})

describe('if visited (D2–D6)', () => {
  const due = (visited: Partial<typeof NOT_VISITED>) =>
    (['D2', 'D3', 'D4', 'D5', 'D6'] as const).filter(slot =>
      isRequired(slot, ['skill'], { ...NOT_VISITED, ...visited }),
    )
  test.each([
    ['nobody came', {}, []],
    ['现场', { came: true, onsite: true }, ['D2', 'D4', 'D6']],
    ['事后', { came: true, afterwards: true }, ['D3', 'D4', 'D6']],
    ['another kind', { came: true }, ['D4', 'D6']],
    [
      'both, with problems',
      { came: true, onsite: true, afterwards: true, problems: true },
      ['D2', 'D3', 'D4', 'D5', 'D6'],
    ],
  ])('%s', (_, visited, slots) => expect(due(visited)).toEqual(slots))
})

test('a batch of several forms needs what one of them needs; no form: all', () => {
  const someForms = fc.uniqueArray(fc.constantFrom(...FORMS), { minLength: 1 })
  fc.assert(
    fc.property(someForms, fc.constantFrom(...SLOTS), (forms, { slot }) => {
      expect(isRequired(slot, forms)).toBe(forms.some(form => isRequired(slot, [form])))
      if (isRequired(slot, forms)) {
        expect(isUsed(slot, forms)).toBe(true)
        expect(isRequired(slot, [])).toBe(true)
      }
    }),
  )
  expect(isRequired('G3', [])).toBe(true)
  expect(isRequired('P5', [])).toBe(false)
})

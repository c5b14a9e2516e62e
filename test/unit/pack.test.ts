import { expect, test } from 'vitest'
import { PACKS, packOn, type RulePack } from '../../src-shared/domain/pack.ts'
import { RULES } from '../../src-shared/domain/rules.ts'

const [first] = PACKS
const later: RulePack = { id: 'later', title: '修订后的细则', rules: RULES }
const both = [first, later] as const
const starts = { [first.id]: '2026-01-01', later: '2027-07-01' }

test.each([
  ['2025-12-31', first.id, true], // before everything: the first pack, and it says so
  ['2026-01-01', first.id, false],
  ['2027-06-30', first.id, false],
  ['2027-07-01', 'later', false],
])('a batch of %s is judged by the pack of its time', (day, id, before) => {
  expect(packOn(day, starts, both)).toMatchObject({ id, before })
})

test('a pack whose 生效日 is not filled in is applied, and says that it is not', () => {
  expect(packOn('2026-05-01', {})).toEqual({ id: first.id, title: first.title, from: null, before: false })
})

test('a batch without a date is judged by the first pack', () => {
  expect(packOn(null, starts, both)).toMatchObject({ id: first.id, before: false })
})

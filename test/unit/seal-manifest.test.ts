/** Canonical JSON of seals, and skipped numbers by name. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gapNames } from '../../src-main/check/numbers.ts'
import { canonical } from '../../src-main/services/archive/sealManifest.ts'

/** The same value with the keys of every object in another order. */
const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed)
    : value !== null && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, part]) => [key, reversed(part)]),
        )
      : value

test('equal facts have equal bytes whatever the order of their keys; what is read back is what was written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
      expect(canonical(reversed(value))).toBe(canonical(value))
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value))
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('the order of a list and every character count', () => {
  expect(canonical({ b: [2, 1], a: '甲' })).toBe('{"a":"甲","b":[2,1]}')
  expect(canonical([1, 2])).not.toBe(canonical([2, 1]))
})

test('every number from 1 to the last is used or named, once', () => {
  const used = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 })
  fc.assert(
    fc.property(used, numbers => {
      const named = gapNames(numbers, String).flatMap(gap => {
        const [from = 0, to = from] = gap.split(' 至 ').map(Number)
        return Array.from({ length: to - from + 1 }, (_, i) => from + i)
      })
      const all = [...numbers, ...named].sort((a, b) => a - b)
      expect(all).toEqual(Array.from({ length: Math.max(...numbers) }, (_, i) => i + 1))
    }),
  )
})

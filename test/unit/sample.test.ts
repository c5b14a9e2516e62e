import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawSample } from '../../src-shared/domain/sample.ts'

const ids = Array.from({ length: 100 }, (_, i) => `K${String(i).padStart(3, '0')}`)
const anyIds = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 60 })

// Samples on file are repeated from their seed, so this result stands for good.
test('the recorded sample of 批次-2026-001 is drawn again', () => {
  expect(drawSample(ids, 5, '批次-2026-001')).toEqual(['K013', 'K071', 'K055', 'K021', 'K005'])
})

test('the same seed draws the same people, in whatever order they are listed', () => {
  fc.assert(
    fc.property(anyIds, fc.integer({ min: 0, max: 70 }), fc.string(), (list, n, seed) => {
      const drawn = drawSample(list, n, seed)
      expect(drawSample([...list].reverse(), n, seed)).toEqual(drawn)
      expect(drawSample([...list, ...list], n, seed)).toEqual(drawn)
      expect(drawn).toHaveLength(Math.min(n, list.length))
      expect(new Set(drawn).size).toBe(drawn.length)
      for (const id of drawn) expect(list).toContain(id)
    }),
  )
})

test('a larger sample begins with the smaller one', () => {
  fc.assert(
    fc.property(anyIds, fc.integer({ min: 0, max: 30 }), fc.string(), (list, n, seed) => {
      expect(drawSample(list, n + 5, seed).slice(0, Math.min(n, list.length))).toEqual(drawSample(list, n, seed))
    }),
  )
})

test('other seeds draw other samples', () => {
  const drawn = new Set(Array.from({ length: 200 }, (_, i) => drawSample(ids, 10, `seed ${i}`).join()))
  expect(drawn.size).toBe(200)
})

test('nobody is favoured: over 4000 seeds each of 100 is drawn near 400 times in samples of ten', () => {
  const counts = new Map(ids.map(id => [id, 0]))
  for (let i = 0; i < 4000; i++)
    for (const id of drawSample(ids, 10, String(i))) counts.set(id, (counts.get(id) ?? 0) + 1)
  // Standard deviation is 19; five of them either way.
  for (const [id, n] of counts) expect(Math.abs(n - 400), id).toBeLessThan(95)
})

test.each([-1, 1.5, Number.NaN])('%d is no count', n => expect(() => drawSample(ids, n, 's')).toThrow(RangeError))

import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flippedBit } from '../../src-main/db/flippedBit.ts'

const SIZE = 4096
const page = randomBytes(SIZE)
const sum = crc32(page)
const turned = (...bits: number[]) => {
  const copy = Buffer.from(page)
  for (const bit of bits) copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy
}
const bit = fc.integer({ min: 0, max: SIZE * 8 - 1 })

test('a page as it was has no flipped bit', () => expect(flippedBit(page, sum)).toBeNull())

test('any one flipped bit is found', () => {
  for (const edge of [0, 7, SIZE * 8 - 1]) expect(flippedBit(turned(edge), sum)).not.toBeNull()
  fc.assert(
    fc.property(bit, at => {
      expect(flippedBit(turned(at), sum)).toEqual({ byte: at >> 3, mask: 1 << (at & 7) })
    }),
    { numRuns: 60 },
  )
})

test('two are never taken for another one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(bit, { minLength: 2, maxLength: 2 }), bits => {
      expect(flippedBit(turned(...bits), sum)).toBeNull()
    }),
    { numRuns: 60 },
  )
})

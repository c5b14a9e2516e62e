import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { PIECE, plainHasher, SLOTS, threadHasher } from '../../src-main/files/hasher.ts'

const hashers = { plain: plainHasher(), thread: threadHasher() }
afterAll(() => Promise.all(Object.values(hashers).map(hasher => hasher.close())))

const sha256 = (pieces: readonly Uint8Array[]) =>
  pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest('hex')

describe.each(['plain', 'thread'] as const)('%s', name => {
  const hasher = hashers[name]
  const give = (pieces: readonly Uint8Array[]) => {
    for (const piece of pieces) {
      hasher.next().set(piece)
      hasher.add(piece.length)
    }
  }

  test('one file after the other, of any pieces, also after one that was given up', () => {
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 3000 }), { maxLength: 3 * SLOTS })
    fc.assert(
      fc.property(pieces, pieces, (file, givenUp) => {
        hasher.begin()
        give(givenUp)
        hasher.begin()
        give(file)
        expect(hasher.digest()).toBe(sha256(file))
      }),
    )
  })

  test('whole pieces, more of them than there are slots', () => {
    const file = Array.from({ length: 5 * SLOTS }, (_, i) => Buffer.alloc(PIECE, i + 1))
    hasher.begin()
    give(file)
    expect(hasher.digest()).toBe(sha256(file))
  })
})

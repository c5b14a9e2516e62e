import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anchorOf } from '../../src-main/package/anchor.ts'
import { encodeAnchor, parseAnchor } from '../../src-main/package/anchorCode.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const digest = fc.stringMatching(/^[0-9a-f]{64}$/)
const letters = (code: string) => [...code.replaceAll('-', '')]

describe('the anchor code', () => {
  test('five groups of four, other for another package and for another log', () => {
    const own = anchorOf('a'.repeat(64), 'b'.repeat(64))
    expect(own).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(anchorOf('a'.repeat(64), 'c'.repeat(64))).not.toBe(own)
    expect(anchorOf(`b${'a'.repeat(63)}`, 'b'.repeat(64))).not.toBe(own)
    expect(encodeAnchor('0'.repeat(64))).toBe('0000-0000-0000-0000-0000')
    expect(encodeAnchor('f'.repeat(64)).slice(0, 22)).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ')
  })

  test('is read however people type it', () => {
    fc.assert(
      fc.property(digest, hex => {
        const code = encodeAnchor(hex)
        const wide = [...code].map(c => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
        const sloppy = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
        for (const typed of [code, ` ${sloppy} `, wide, code.replaceAll('-', '')])
          expect(parseAnchor(typed)).toEqual({ code })
      }),
    )
  })

  test('every wrong character is found, every two wrong ones, and every two exchanged', () => {
    fc.assert(
      fc.property(digest, hex => {
        const right = letters(encodeAnchor(hex))
        for (let i = 0; i < 20; i++) {
          for (const wrong of ALPHABET) {
            if (wrong !== right[i]) expect(parseAnchor(right.with(i, wrong).join('')).problem).toContain('校验位不符')
          }
          for (let j = i + 1; j < 20; j++) {
            const [a = '', b = ''] = [right[i], right[j]]
            if (a !== b) expect(parseAnchor(right.with(i, b).with(j, a).join('')).problem).toContain('校验位不符')
          }
        }
      }),
      { numRuns: 5 },
    )
    const place = fc.nat(19)
    const pair = fc.tuple(place, place, fc.nat(31), fc.nat(31)).filter(([i, j]) => i !== j)
    fc.assert(
      fc.property(digest, pair, (hex, [i, j, a, b]) => {
        const right = letters(encodeAnchor(hex))
        const wrong = right.with(i, ALPHABET[a] ?? '').with(j, ALPHABET[b] ?? '')
        if (wrong.join('') !== right.join('')) expect(parseAnchor(wrong.join('')).problem).toContain('校验位不符')
      }),
      { numRuns: 500 },
    )
  })

  test('upper or lower case is the same code; what is none says why', () => {
    const own = anchorOf('a'.repeat(64), '')
    expect(parseAnchor(own.toLowerCase()).code).toBe(own)
    for (const [typed, why] of [
      ['', '20 位'],
      ['1234', '现为 4 位'],
      ['U'.repeat(20), '没有「U」'],
      ['内'.repeat(20), '没有「内」'],
    ]) {
      expect(parseAnchor(typed ?? '').problem).toContain(why)
    }
  })
})

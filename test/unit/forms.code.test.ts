import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeFormCode, type FormCode, LIMITS, MOST, parseFormCode } from '../../src-shared/forms/formCode.ts'

const SYMBOLS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const code: fc.Arbitrary<FormCode> = fc.record(
  {
    row: fc.integer({ min: 1, max: LIMITS.row }),
    page: fc.integer({ min: 1, max: LIMITS.page }),
    mark: fc.string({ unit: fc.constantFrom(...SYMBOLS), minLength: 4, maxLength: 4 }),
  },
  { requiredKeys: ['row', 'page', 'mark'] },
)

test('what is printed is read again', () => {
  fc.assert(
    fc.property(code, c => {
      expect(parseFormCode(encodeFormCode(c))).toEqual({ ok: true, code: c })
    }),
  )
})

test('it fits the smallest symbol: 20 characters for any row of five digits and page of four', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 9999 }), (row, page) => {
      const text = encodeFormCode({ row, page, mark: 'K7Q4' })
      expect(text.length).toBeLessThanOrEqual(MOST)
      expect(text).toMatch(/^[0-9A-Z-]+$/)
    }),
  )
  expect(encodeFormCode({ row: LIMITS.row, page: LIMITS.page, mark: 'ZZZZ' }).length).toBeLessThanOrEqual(MOST)
})

test('typed by hand: small letters, spaces, full width and other dashes are forgiven', () => {
  fc.assert(
    fc.property(code, c => {
      const text = encodeFormCode(c)
      const wide = text.replace(/[!-~]/g, char => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
      for (const typed of [text.toLowerCase(), ` ${text.split('').join(' ')}\n`, wide, text.replaceAll('-', '–')])
        expect(parseFormCode(typed)).toEqual({ ok: true, code: c })
    }),
  )
})

test('every single wrong character is found', () => {
  fc.assert(
    fc.property(code, fc.nat(), fc.constantFrom(...`${SYMBOLS}-`), (c, position, char) => {
      const text = encodeFormCode(c)
      const at = position % text.length
      fc.pre(text[at] !== char)
      expect(parseFormCode(text.slice(0, at) + char + text.slice(at + 1)).ok).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

test('every swap of neighbours is found', () => {
  fc.assert(
    fc.property(code, fc.nat(), (c, position) => {
      const text = encodeFormCode(c)
      const at = position % (text.length - 1)
      fc.pre(text[at] !== text[at + 1])
      const swapped = text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
      expect(parseFormCode(swapped).ok).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

describe('refused with what helps', () => {
  test.each(['', 'A3S', '2RX-1-K7Q4', '2RX-0-K7Q4-000', '02-1-K7Q4-000', '中文-1-1-1-11', '2RX-1-K7Q4-M2A\n-x'])(
    '%j',
    text => {
      expect(parseFormCode(text)).toEqual({ ok: false, message: expect.stringContaining('角上') })
    },
  )
})

test('旧码: what 0.1.0 printed is still known for what it is', () => {
  const old = { form: 'A3S', record: 'B12', version: 1, page: 2 }
  expect(parseFormCode('A3S-B12-1-2-33')).toEqual({ ok: true, old })
  expect(parseFormCode('a3s–b12 -1-2-33')).toEqual({ ok: true, old })
  expect(parseFormCode('A3S-B12-1-2-34')).toMatchObject({ ok: false })
})

test('the example of the documentation is a real one', () => {
  expect(encodeFormCode({ row: 3597, page: 1, mark: 'K7Q4' })).toBe('2RX-1-K7Q4-BC6')
})

test.each([
  { row: 0, page: 1, mark: 'K7Q4' },
  { row: 1.5, page: 1, mark: 'K7Q4' },
  { row: LIMITS.row + 1, page: 1, mark: 'K7Q4' },
  { row: 1, page: 0, mark: 'K7Q4' },
  { row: 1, page: 1, mark: 'k7q' },
])('a part that cannot be in a code is a bug of the caller: %j', c => {
  expect(() => encodeFormCode(c)).toThrow(RangeError)
})

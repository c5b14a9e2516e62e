import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeFormCode, type FormCode, parseFormCode } from '../../src-shared/forms/formCode.ts'

const SYMBOLS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const word = (maxLength: number) => fc.string({ unit: fc.constantFrom(...SYMBOLS), minLength: 1, maxLength })

const code = fc.record<FormCode>({
  form: word(4),
  record: word(32),
  version: fc.integer({ min: 1, max: 9999 }),
  page: fc.integer({ min: 1, max: 9999 }),
})

test('what is printed is read again', () => {
  fc.assert(
    fc.property(code, c => {
      expect(parseFormCode(encodeFormCode(c))).toEqual({ ok: true, code: c })
    }),
  )
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
  test.each(['', 'A3S', 'A3S-B12-1-2', 'A3S-B12-0-2-11', 'A3S-B12-01-2-11', '中文-1-1-1-11', 'A3S-B12-1-2-33\n-x'])(
    '%j',
    text => {
      expect(parseFormCode(text)).toEqual({ ok: false, message: expect.stringContaining('左下角') })
    },
  )
})

test('the example of the documentation is a real one', () => {
  expect(encodeFormCode({ form: 'A3S', record: 'B12', version: 1, page: 2 })).toBe('A3S-B12-1-2-33')
})

test.each([
  { form: 'a3s', record: '1', version: 1, page: 1 },
  { form: 'A3S', record: '', version: 1, page: 1 },
  { form: 'A3S', record: 'B-12', version: 1, page: 1 },
  { form: 'A3S', record: '1', version: 0, page: 1 },
  { form: 'A3S', record: '1', version: 1, page: 1.5 },
])('a part that cannot be in a code is a bug of the caller: %j', c => {
  expect(() => encodeFormCode(c)).toThrow(RangeError)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacter, maskIdNumber, parseIdNumber } from '../../src-shared/domain/idNumber.ts'
import { nearDate } from './arbitrary.ts'

const VALID = '11010519491231002X' // published sample of GB 11643

const idNumber = fc
  .tuple(nearDate, fc.integer({ min: 0, max: 999 }))
  .map(([birth, order]) => `110115${birth.replaceAll('-', '')}${String(order).padStart(3, '0')}`)
  .map(first => first + checkCharacter(first))

describe('parseIdNumber (GB 11643)', () => {
  test.each([
    [VALID, '1949-12-31', '女'],
    ['34052419800101001X', '1980-01-01', '男'],
    ['11010519491231002x', '1949-12-31', '女'],
    [' 110105 19491231 002X ', '1949-12-31', '女'],
    ['１１０１０５１９４９１２３１００２Ｘ', '1949-12-31', '女'],
  ])('%s', (text, birth, sex) => {
    expect(parseIdNumber(text)).toEqual({ ok: true, value: text.includes('3405') ? text : VALID, birth, sex })
  })

  test('the old 15-digit number', () => {
    expect(parseIdNumber('110105491231002')).toEqual({
      ok: true,
      value: '110105491231002',
      birth: '1949-12-31',
      sex: '女',
    })
    expect(parseIdNumber('110105491231003')).toMatchObject({ ok: true, sex: '男' })
  })

  test.each([
    ['', '现为 0 位'],
    ['1101051949123100', '现为 16 位'],
    ['4.40981E+17', '位'],
    ['1101051949123100X2', '数字'],
    ['110105194912310021', '校验位'],
    ['110105194902300022', '出生日期'],
    ['110105189912310022', '出生日期'],
    ['000105194912310022', '地区代码'],
    ['11010549123100X', '数字'],
    ['110105490230002', '出生日期'],
  ])('%j is refused: %s', (text, word) => {
    expect(parseIdNumber(text)).toMatchObject({ ok: false, message: expect.stringContaining(word) })
  })

  test('no message repeats the number', () => {
    fc.assert(
      fc.property(
        idNumber.map(n => `${n.slice(0, 17)}${n.endsWith('0') ? '1' : '0'}`),
        wrong => {
          const parsed = parseIdNumber(wrong)
          expect(parsed.ok).toBe(false)
          if (!parsed.ok) expect(parsed.message).not.toMatch(/\d{6}/)
        },
      ),
    )
  })

  test('reads back birth and sex of every number made by the standard', () => {
    fc.assert(
      fc.property(idNumber, n => {
        const birth = `${n.slice(6, 10)}-${n.slice(10, 12)}-${n.slice(12, 14)}`
        const sex = Number(n[16]) % 2 ? '男' : '女'
        expect(parseIdNumber(n)).toEqual({ ok: true, value: n, birth, sex })
      }),
    )
  })

  test('every single wrong digit is caught', () => {
    fc.assert(
      fc.property(idNumber, n => {
        for (let at = 0; at < 17; at++) {
          for (const digit of '0123456789') {
            if (digit === n[at]) continue
            expect(parseIdNumber(n.slice(0, at) + digit + n.slice(at + 1)).ok).toBe(false)
          }
        }
        for (const check of '0123456789X') {
          expect(parseIdNumber(n.slice(0, 17) + check).ok).toBe(check === n[17])
        }
      }),
      { numRuns: 30 },
    )
  })

  test('two neighbours exchanged are caught', () => {
    fc.assert(
      fc.property(idNumber, fc.integer({ min: 0, max: 15 }), (n, at) => {
        const swapped = n.slice(0, at) + n[at + 1] + n[at] + n.slice(at + 2)
        expect(parseIdNumber(swapped).ok).toBe(swapped === n)
      }),
    )
  })
})

test('maskIdNumber keeps what a birth date beside it cannot complete, and hides anything of another shape as a whole', () => {
  expect(maskIdNumber(VALID)).toBe('1***************2X')
  expect(maskIdNumber('110105491231002')).toBe('1************02')
  expect(maskIdNumber('12345')).toBe('*****')
  expect(maskIdNumber('')).toBe('')
})

/** 居民身份证号码, GB 11643. The regulation never asks for it (ruling T21): every message here leaves the number itself out. */
import type { Sex } from './age.ts'
import { type IsoDate, isDate } from './dates.ts'
import { foldNumber } from './numbers.ts'

export type ParsedId = { ok: true; value: string; birth: IsoDate; sex: Sex } | { ok: false; message: string }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK = '10X98765432'
// First two digits: the 31 provinces, 71 and 81–83 (港澳台居民居住证), 9x (外国人永久居留身份证).
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/

/** ISO 7064 MOD 11-2 check character of the first 17 digits. */
export function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0)
  return CHECK.charAt(sum % 11)
}

/**
 * Reads an 18-digit number, or the old 15-digit one (no check digit; born 19yy). Blanks, dashes, full-width digits and a small x
 * are accepted; `value` is what to store. The birth date is checked to be a real one, the check digit to fit.
 */
export function parseIdNumber(text: string): ParsedId {
  const value = foldNumber(text).toUpperCase()
  if (value.length !== 18 && value.length !== 15) return no(`应为 18 位（旧证 15 位），现为 ${value.length} 位`)
  if (value.length === 18 ? !/^\d{17}[\dX]$/.test(value) : !/^\d{15}$/.test(value)) {
    return no(value.length === 18 ? '前 17 位应为数字，末位应为数字或 X' : '15 位旧号码应全为数字')
  }
  if (!PROVINCE.test(value)) return no('第 1–2 位不是有效的地区代码')
  const born = value.length === 18 ? value.slice(6, 14) : `19${value.slice(6, 12)}`
  const birth = `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`
  if (!isDate(birth)) return no(`第 7–${value.length === 18 ? 14 : 12} 位不是有效的出生日期`)
  if (value.length === 18 && checkCharacter(value) !== value.charAt(17)) return no('校验位不符，号码中有录入错误')
  const order = Number(value.charAt(value.length === 18 ? 16 : 14))
  return { ok: true, value, birth, sex: order % 2 === 1 ? '男' : '女' }
}

const no = (message: string): ParsedId => ({ ok: false, message })

/**
 * For screens: `1***************2X`, enough to tell two people apart. The usual `110105********002X` hides nothing here: the
 * birth date stands beside it, and with it the whole number. Text of another shape is hidden as a whole.
 */
export function maskIdNumber(value: string): string {
  if (value.length !== 18 && value.length !== 15) return '*'.repeat(value.length)
  return value.slice(0, 1) + '*'.repeat(value.length - 3) + value.slice(-2)
}

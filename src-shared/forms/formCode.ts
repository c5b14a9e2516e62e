/**
 * The small code in two corners of a printed page: `2RX-1-K7Q4-BC6` = row of the print ledger, page (both base 36), mark of the organisation,
 * check over all of it. A scan is filed again by it; where no reader is at hand it can be typed. Capitals, digits and - only, and never more
 * than the 20 of them that the smallest QR symbol takes, so that its modules stay large.
 */
export interface FormCode {
  /** Of the print ledger, from 1. */
  row: number
  /** From 1. */
  page: number
  /** Four of A–Z and 0–9, the organisation's own: another one's paper has another. */
  mark: string
}

/** 旧码, printed up to 0.1.0: form, record, version of the print, page. It names no organisation and no number of pages. */
export interface OldFormCode {
  form: string
  record: string
  version: number
  page: number
}

export type ParsedFormCode =
  | { ok: true; code: FormCode; old?: undefined }
  | { ok: true; code?: undefined; old: OldFormCode }
  | { ok: false; message: string }

/** QR version 1 with error correction M. */
export const MOST = 20
/** 36⁵ − 1 rows and 36³ − 1 pages: more than an office prints in its life. */
export const LIMITS = { row: 60_466_175, page: 46_655 }

const SYMBOLS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-'
const SHAPE = /^([1-9A-Z][0-9A-Z]{0,4})-([1-9A-Z][0-9A-Z]{0,2})-([0-9A-Z]{4})-([0-9A-Z]{3})$/
const OLD_SHAPE = /^([0-9A-Z]{1,4})-([0-9A-Z]{1,32})-([1-9]\d{0,3})-([1-9]\d{0,3})$/
/** The largest prime that three digits of base 36 hold. */
const PRIME = 46_649
const OLD_PRIME = 97

/** Throws where a part cannot be in a code: that is a bug of the caller. */
export function encodeFormCode({ row, page, mark }: FormCode): string {
  const body = `${row.toString(36)}-${page.toString(36)}-${mark}`.toUpperCase()
  const code = `${body}-${check(body)}`
  if (!SHAPE.test(code)) throw new RangeError(`not a form code: ${JSON.stringify({ row, page, mark })}`)
  return code
}

/** Reads a scanned or typed code: small letters, full-width characters, spaces and other dashes are forgiven; a wrong character is not. */
export function parseFormCode(text: string): ParsedFormCode {
  const clean = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/[\p{Pd}−]/gu, '-')
  const [, row, page, mark, digits] = SHAPE.exec(clean) ?? []
  if (row !== undefined && page !== undefined && mark !== undefined) {
    if (check(clean.slice(0, -4)) !== digits) return WRONG
    return { ok: true, code: { row: Number.parseInt(row, 36), page: Number.parseInt(page, 36), mark } }
  }
  const [, body = '', oldDigits = ''] = /^(.*)-(\d\d)$/s.exec(clean) ?? []
  const [, form, record, version, oldPage] = OLD_SHAPE.exec(body) ?? []
  if (form === undefined || record === undefined) {
    return { ok: false, message: '不是表单编号：应形如 2RX-1-K7Q4-BC6，请照表单角上的编号填写' }
  }
  if (String(remainder(body, OLD_PRIME)).padStart(2, '0') !== oldDigits) return WRONG
  return { ok: true, old: { form, record, version: Number(version), page: Number(oldPage) } }
}

const WRONG: ParsedFormCode = { ok: false, message: '表单编号校验不符：请对照表单角上的编号逐位核对' }

/**
 * The text read as a number of base 37 modulo a prime: every single wrong character and every swap of neighbours is found, a misplaced -
 * too, and all but one in 46,649 of other mistakes.
 */
const check = (body: string): string => remainder(body, PRIME).toString(36).toUpperCase().padStart(3, '0')

function remainder(body: string, prime: number): number {
  let sum = 0
  for (const char of body) sum = (sum * SYMBOLS.length + SYMBOLS.indexOf(char)) % prime
  return sum
}

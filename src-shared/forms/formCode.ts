/**
 * The small code outside a form's frame: `A3S-B12-1-2-33` = form, record, version of the print, page, check digits. A scan is filed again
 * by it; where no reader is at hand it can be typed. Capitals, digits and - only, so that its QR symbol stays small.
 */
export interface FormCode {
  /** A form's `code`. */
  form: string
  /** What the form is about: A–Z and 0–9, at most 32, the owner's own choice. */
  record: string
  /** From 1: which print of this record. */
  version: number
  /** From 1. */
  page: number
}

export type ParsedFormCode = { ok: true; code: FormCode } | { ok: false; message: string }

const SYMBOLS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-'
const SHAPE = /^([0-9A-Z]{1,4})-([0-9A-Z]{1,32})-([1-9]\d{0,3})-([1-9]\d{0,3})$/

/** Throws where a part cannot be in a code: that is a bug of the caller. */
export function encodeFormCode({ form, record, version, page }: FormCode): string {
  const body = `${form}-${record}-${version}-${page}`
  if (!SHAPE.test(body)) throw new RangeError(`not a form code: ${JSON.stringify(body)}`)
  return `${body}-${check(body)}`
}

/** Reads a scanned or typed code: small letters, full-width characters, spaces and other dashes are forgiven; a wrong character is not. */
export function parseFormCode(text: string): ParsedFormCode {
  const clean = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/[\p{Pd}−]/gu, '-')
  const [, body = '', digits = ''] = /^(.*)-(\d\d)$/s.exec(clean) ?? []
  const [, form, record, version, page] = SHAPE.exec(body) ?? []
  if (form === undefined || record === undefined)
    return { ok: false, message: '不是表单编号：应形如 A3S-B12-1-2-33，请照表单左下角的编号填写' }
  if (check(body) !== digits) return { ok: false, message: '表单编号校验不符：请对照表单左下角逐位核对' }
  return { ok: true, code: { form, record, version: Number(version), page: Number(page) } }
}

/**
 * Two digits, the text read as a number of base 37 modulo the prime 97: every single wrong character and every swap of neighbours is found,
 * a misplaced - too, and 96 of 97 of all other mistakes.
 */
function check(body: string): string {
  let sum = 0
  for (const char of body) sum = (sum * SYMBOLS.length + SYMBOLS.indexOf(char)) % 97
  return String(sum).padStart(2, '0')
}

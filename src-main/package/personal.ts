/** 身份证 and phone numbers in text: found, and covered. What is known to be one and what only looks like one are told apart. */
import { maskIdNumber, parseIdNumber } from '../../src-shared/domain/idNumber.ts'
import { halfWidth } from '../../src-shared/domain/text.ts'

/** Phone numbers of people on record, as digits. */
export type Phones = ReadonlySet<string>

export interface Hits {
  /** An 18-digit number whose date and check digit fit, or a phone number on record. */
  sure: number
  /** Numbers that could be 身份证, though they stand in a longer word or are of the old 15 digits: sure where they are on record. */
  maybe: Set<string>
}

const ID18 = /(?<!\d)\d{17}[\dXx](?!\d)/g
const ID15 = /(?<!\d)\d{15}(?!\d)/g
const MOBILE = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/g
const FIXED = /(?<!\d)(?:0\d{2,3}[- ]?)?\d{7,8}(?!\d)/g
const LETTER = /[0-9A-Za-z]/

/** As digits; 86 before a mobile number is left out. */
export const phoneDigits = (text: string): string => text.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')

/** Numbers in a piece of a file, read byte by byte (latin1). */
export function findPersonal(text: string, phones: Phones, hits: Hits): void {
  if (!/\d{4}/.test(text)) return
  for (const { 0: found, index } of text.matchAll(ID18)) {
    if (!isId(found)) continue
    // Alone it is a number; in a longer word (a digest is one of 64 letters and digits) it is one by chance, unless it is on record.
    if (alone(text, index, found.length)) hits.sure += 1
    else hits.maybe.add(found.toUpperCase())
  }
  for (const [found] of text.matchAll(ID15)) if (isId(found)) hits.maybe.add(found)
  for (const pattern of [MOBILE, FIXED]) {
    for (const [found] of text.matchAll(pattern)) if (phones.has(phoneDigits(found))) hits.sure += 1
  }
}

const isId = (text: string): boolean => parseIdNumber(text).ok

const alone = (text: string, at: number, length: number): boolean =>
  !LETTER.test(text[at + length] ?? '') && (!LETTER.test(text[at - 1] ?? '') || isGbk(text, at))

/** In GBK the second byte of a character may be that of a letter; the first is always above 80. */
const isGbk = (text: string, at: number): boolean =>
  /[A-Za-z]/.test(text[at - 1] ?? '') && (text[at - 2] ?? '') > '\x80'

/**
 * Text with every 身份证 and phone number in it covered: 1***…2X, 138****8000. A mobile number is covered whether it is on record or not, a
 * number of another phone where it is a person's.
 */
export function coverPersonal(text: string, phones: Phones): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text // a digest
  const plain = halfWidth(text) // of the same length
  const cover = (found: string, at: number, whole: string, mask: (found: string) => string) =>
    alone(whole, at, found.length) ? mask(found) : found
  return cut(text, plain, ID18, (found, at) => cover(found, at, plain, id => (isId(id) ? maskIdNumber(id) : id)))
    .pipe(ID15, (found, at, whole) => cover(found, at, whole, id => (isId(id) ? maskIdNumber(id) : id)))
    .pipe(MOBILE, (found, at, whole) => cover(found, at, whole, maskPhone))
    .pipe(FIXED, found => (phones.has(phoneDigits(found)) ? maskPhone(found) : found)).text
}

/** 138****8000; of other numbers the last two digits. */
export function maskPhone(text: string): string {
  const digits = phoneDigits(text)
  return digits.length === 11 && digits.startsWith('1')
    ? `${digits.slice(0, 3)}****${digits.slice(-4)}`
    : `${'*'.repeat(Math.max(0, digits.length - 2))}${digits.slice(-2)}`
}

type Replace = (found: string, at: number, whole: string) => string

/** Replaces in `text` what is found in its half-width twin; where nothing is found, the text stays as it was typed. */
function cut(text: string, plain: string, pattern: RegExp, replace: Replace): { text: string; pipe: Pipe } {
  let made = ''
  let from = 0
  for (const { 0: found, index } of plain.matchAll(pattern)) {
    const put = replace(found, index, plain)
    if (put === found) continue
    made += text.slice(from, index) + put
    from = index + found.length
  }
  const result = made + text.slice(from)
  return { text: result, pipe: (next, then) => cut(result, halfWidth(result), next, then) }
}

type Pipe = (pattern: RegExp, replace: Replace) => { text: string; pipe: Pipe }

/** The same for all texts of a JSON value. */
export function coverDeep<T>(value: T, phones: Phones): T {
  if (typeof value === 'string') return coverPersonal(value, phones) as T
  if (Array.isArray(value)) return value.map(part => coverDeep(part as unknown, phones)) as T
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coverDeep(part as unknown, phones)])) as T
}

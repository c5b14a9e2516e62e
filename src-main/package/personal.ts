/** 身份证 and phone numbers in text: found, and covered. What is known to be one and what only looks like one are told apart. */
import { checkCharacter, maskIdNumber, parseIdNumber } from '../../src-shared/domain/idNumber.ts'
import { foldNumber, type Spot, spotNumbers } from '../../src-shared/domain/numbers.ts'

/** Phone numbers of people on record, as digits. */
export type Phones = ReadonlySet<string>

export interface Hits {
  /** An 18-digit number whose date and check digit fit, or a phone number on record. */
  sure: number
  /** 身份证 put together over lines, cells and boxes, or cut out of a longer number: no file with one goes out. */
  likely: Set<string>
  /** Numbers that could be 身份证, though they stand in a digest or are of the old 15 digits: sure where they are on record. */
  maybe: Set<string>
}

export const noHits = (): Hits => ({ sure: 0, likely: new Set(), maybe: new Set() })

/** As digits; 86 before a mobile number, and the 0 of a long-distance call, are left out. */
export const phoneDigits = (text: string): string => ownDigits(foldNumber(text).replace(/\D/g, ''))

/** The same of digits alone. */
function ownDigits(digits: string): string {
  if (digits.length < 12) return digits
  const own = digits.slice(-11)
  return /^1[3-9]/.test(own) && ['86', '0086', '0'].includes(digits.slice(0, -11)) ? own : digits
}

export interface FindOptions {
  /** Only what stands in one piece: in tables of a format's own numbers anything can be put together. */
  strict?: boolean
}

/** Numbers in a text. */
export function findPersonal(text: string, phones: Phones, hits: Hits, { strict = false }: FindOptions = {}): void {
  spotNumbers(text, spot => {
    if (strict && spot.end - spot.at !== spot.value.length) return
    const { value, how } = spot
    if (phones.has(ownDigits(value))) hits.sure += 1
    else if (value.length === 15 && isId(value)) hits.maybe.add(value).add(lengthened(value))
    else if (value.length === 18 && isId(value)) {
      if (how === 'deep' || inDigest(text, spot)) hits.maybe.add(value)
      else if (how === 'plain') hits.sure += 1
      else hits.likely.add(value)
    }
  })
}

/** A valid number of somebody who can be alive: four digits of any number are a year, seldom of these. */
const isId = (value: string): boolean => {
  if (value.length === 18 && !/^(?:19|20[0-4])/.test(value.slice(6))) return false
  return parseIdNumber(value).ok
}

/** A number of 15 digits as the same person has it today. */
const lengthened = (old: string): string => {
  const first = `${old.slice(0, 6)}19${old.slice(6)}`
  return first + checkCharacter(first)
}

const WORD = /[0-9A-Za-z]/
const DIGEST = 32 // hex digits and more: there a number stands by chance

function inDigest(text: string, { at, end }: Spot): boolean {
  let [from, to] = [at, end]
  while (from > 0 && at - from < 128 && WORD.test(text[from - 1] ?? '')) from -= 1
  while (to < text.length && to - end < 128 && WORD.test(text[to] ?? '')) to += 1
  const word = text.slice(from, to)
  return word.length >= DIGEST && /[a-f]/i.test(word) && /^[0-9a-f]+$/i.test(word)
}

const MOBILE = /^1[3-9]\d{9}$/
const isMobile = ({ value, how }: Spot): boolean => how === 'plain' && MOBILE.test(ownDigits(value))

/**
 * Text with every 身份证 and phone number in it covered: 1***…2X, 138****8000. A mobile number is covered whether it is on record or not, a
 * number of another phone where it is a person's.
 */
export function coverPersonal(text: string, phones: Phones): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text // a digest
  const spots: (Spot & { put: string })[] = []
  spotNumbers(text, spot => {
    const { value, how } = spot
    if (phones.has(ownDigits(value)) || isMobile(spot)) spots.push({ ...spot, put: maskPhone(value) })
    else if ((value.length === 18 || (value.length === 15 && how === 'plain')) && isId(value) && !inDigest(text, spot))
      spots.push({ ...spot, put: maskIdNumber(value) })
  })
  // The longest of what overlaps: 86 and its number before the number alone.
  const longest = [...spots].sort((a, b) => b.end - b.at - (a.end - a.at))
  const kept: typeof spots = []
  for (const spot of longest) if (kept.every(({ at, end }) => spot.end <= at || spot.at >= end)) kept.push(spot)
  let made = ''
  let from = 0
  for (const { at, end, put } of kept.sort((a, b) => a.at - b.at)) {
    made += text.slice(from, at) + put
    from = end
  }
  return made + text.slice(from)
}

/** 138****8000; of other numbers the last two digits. */
export function maskPhone(text: string): string {
  const digits = phoneDigits(text)
  return digits.length === 11 && digits.startsWith('1')
    ? `${digits.slice(0, 3)}****${digits.slice(-4)}`
    : `${'*'.repeat(Math.max(0, digits.length - 2))}${digits.slice(-2)}`
}

/** The same for all texts of a JSON value. */
export function coverDeep<T>(value: T, phones: Phones): T {
  if (typeof value === 'string') return coverPersonal(value, phones) as T
  if (Array.isArray(value)) return value.map(part => coverDeep(part as unknown, phones)) as T
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coverDeep(part as unknown, phones)])) as T
}

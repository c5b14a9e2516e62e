/** Numbers of people that were typed into a reason or a note do not stand in the log, and whoever typed them is told. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { coverPersonal } from '../package/personal.ts'

/** What the call under way has to say of its log entries. */
const calls = new AsyncLocalStorage<{ masked: number }>()

const LEAST = 11 // digits of a mobile number; a 身份证 has more
const ODD = /[\p{N}〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖\ud835]/u // \ud835: digits of mathematics

/** Asked first: an import logs 50,000 lines, and hardly one holds so many digits of any shape. */
function hasDigits(text: string): boolean {
  let digits = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80 ? code >= 48 && code <= 57 : isOdd(code)) digits += 1
    if (digits >= LEAST) return true
  }
  return false
}

const known = new Map<number, boolean>()
function isOdd(code: number): boolean {
  const said = known.get(code) ?? ODD.test(String.fromCharCode(code))
  known.set(code, said)
  return said
}

const DIGEST = /(\b(?=[0-9a-f]*[a-f])[0-9a-f]{16,64}\b)/ // digests and their beginnings: there a number stands by chance
const NOBODY = new Set<string>() // mobile numbers are covered whether on record or not

/** The text with 身份证 and mobile numbers covered. */
export function masked(text: string): string {
  if (!hasDigits(text)) return text
  const said = text
    .split(DIGEST)
    .map((part, i) => (i % 2 === 1 ? part : coverPersonal(part, NOBODY)))
    .join('')
  const call = calls.getStore()
  if (said !== text && call) call.masked += 1
  return said
}

const CODE = /^[\w-]*[A-Za-z][\w-]*$/ // 证卡编号, digests, anchor codes: what others look for as it stands

/** The same of all texts of a JSON value. */
export function maskedDeep(value: unknown): unknown {
  if (typeof value === 'string') return CODE.test(value) ? value : masked(value)
  if (Array.isArray(value)) return value.map(maskedDeep)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, maskedDeep(part)]))
}

/** Runs a call; `tell` hears of it where something was covered in the log. */
export async function noticing<T>(work: () => Promise<T>, tell: () => void): Promise<T> {
  const call = { masked: 0 }
  const result = await calls.run(call, work)
  if (call.masked > 0) tell()
  return result
}

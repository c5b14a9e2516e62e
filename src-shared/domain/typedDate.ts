/** What somebody typed into a date field, read as a day or refused with a sentence. Never a guess: what can be read in two ways is refused. */
import { addDays, daysBetween, type IsoDate, isDate, parseLooseDate, weekday } from './dates.ts'
import { halfWidth } from './text.ts'

export interface DateContext {
  today: IsoDate
  /** Year of a day typed without one (`11-25`); today's when absent. */
  year?: number
  /** A birthday: only with its four-digit year. */
  birth?: boolean
  /** Five digits are a day of Excel only where nobody could have typed them. */
  pasted?: boolean
}

/** `value` null: the field is empty. `refused`: why it is no value; at most a dozen characters, shown below the field. */
export type Reading = { value: string | null } | { refused: string }

const DAYS: Record<string, number> = { 大前天: -3, 前天: -2, 昨天: -1, 昨日: -1, 今天: 0, 今日: 0 }
const AHEAD: Record<string, number> = { 明天: 1, 明日: 1, 后天: 2, 大后天: 3 }
const WEEKS: Record<string, number> = { 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 }
const WEEK = '日一二三四五六'
const MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

export const FORMAT = '请按 年-月-日 写，例如 2026-11-25'
const FOUR = '请写四位年份'

// What an input method makes of - . / under Chinese punctuation belongs to it: 。 、 · and the dashes.
const SEP = String.raw`(?:\s*(?:[-./\\。、·‐‑‒–—−]|——)\s*|\s+)`
const [Y, M] = [String.raw`(?:${SEP}|\s*年\s*)`, String.raw`(?:${SEP}|\s*月\s*)`]
const D = String.raw`(\d{1,2})\s*[日号]?`
const WHOLE = new RegExp(String.raw`^(\d{4})${Y}(\d{1,2})${M}${D}$`)
const SHORT = new RegExp(String.raw`^(\d{2})${Y}(\d{1,2})${M}${D}$`)
const YEARLESS = new RegExp(String.raw`^(\d{1,2})${M}${D}$`)
const NO_DAY = new RegExp(String.raw`^\d{4}${Y}\d{1,2}\s*月?$`)
const NAMED = /^(上|本|这|下|下下)?个?(?:周|星期|礼拜)([日天一二三四五六])$/
const WEEKDAY = /\s*[(（]?(?:周|星期|礼拜)([日天一二三四五六])[)）]?$/
const TIME = /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/

/** 2026-11-25 → 周三. */
export const weekdayText = (date: IsoDate): string => `周${WEEK[weekday(date)] ?? ''}`

/** Reads a typed or pasted day: all that §6 of the design guide lists, full-width or not. */
export function readDate(typed: string, context: DateContext): Reading {
  const plain = halfWidth(typed)
    .replace(/[\p{Cf}\p{Cc}]/gu, ' ')
    .trim()
  if (plain === '') return { value: null }
  const spoken = fromWords(plain, context.today)
  if (spoken !== undefined) return isDate(spoken) ? { value: spoken } : { refused: FORMAT }
  const [, said] = WEEKDAY.exec(plain) ?? []
  const read = fromDigits(plain.replace(WEEKDAY, '').replace(TIME, '').trim(), context)
  if (said === undefined || !('value' in read) || read.value === null) return read
  const wanted = `周${said === '天' ? '日' : said}`
  const real = weekdayText(read.value)
  return wanted === real ? read : { refused: `${read.value.slice(5)} 是${real}，不是${wanted}` }
}

function fromWords(plain: string, today: IsoDate): IsoDate | undefined {
  const near = DAYS[plain] ?? AHEAD[plain]
  if (near !== undefined) return addDays(today, near)
  const shift = /^([+-])\s*(\d{1,4})\s*天?$/.exec(plain)
  if (shift) return addDays(today, Number(shift[2]) * (shift[1] === '-' ? -1 : 1))
  const [, which, day] = NAMED.exec(plain) ?? []
  if (day === undefined) return undefined
  // Weeks begin on Monday; without 这/下 it is the next such day, never today.
  const index = (WEEK.indexOf(day === '天' ? '日' : day) + 6) % 7
  const monday = addDays(today, -((weekday(today) + 6) % 7))
  if (which !== undefined) return addDays(monday, index + 7 * (WEEKS[which] ?? 0))
  const thisWeek = addDays(monday, index)
  return daysBetween(today, thisWeek) > 0 ? thisWeek : addDays(thisWeek, 7)
}

function fromDigits(plain: string, context: DateContext): Reading {
  const whole = WHOLE.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (whole) return dayOf(Number(whole[1]), whole[2], whole[3])
  const short = SHORT.exec(plain) ?? /^(\d{2})(\d{2})(\d{2})$/.exec(plain)
  if (short) return shortYear(plain, short, context)
  const yearless = YEARLESS.exec(plain)
  if (yearless) {
    if (context.birth) return { refused: FOUR }
    return dayOf(context.year ?? Number(context.today.slice(0, 4)), yearless[1], yearless[2])
  }
  if (NO_DAY.test(plain)) return { refused: '少了日' }
  if (/^\d{4}\s*年$/.test(plain)) return { refused: '少了月和日' }
  if (context.pasted && /^\d{5}(?:\.\d+)?$/.test(plain)) {
    const day = parseLooseDate(Number(plain))
    if (day !== undefined) return { value: day }
  }
  return { refused: FORMAT }
}

/** Two digits are a year of this office's time, 20 years back to 10 ahead; 201112 could be 2011年12月 as well. */
function shortYear(plain: string, short: RegExpExecArray, { today, birth }: DateContext): Reading {
  const read = dayOf(2000 + Number(short[1]), short[2], short[3])
  if (/^(?:19|20)\d\d(?:0[1-9]|1[0-2])$/.test(plain)) return { refused: 'value' in read ? FOUR : '少了日' }
  if (birth) return { refused: FOUR }
  const age = Number(today.slice(0, 4)) - 2000 - Number(short[1])
  return age > 20 || age < -10 ? { refused: FOUR } : read
}

function dayOf(y: number, month = '', day = ''): Reading {
  const [m, d] = [Number(month), Number(day)]
  const date = [String(y).padStart(4, '0'), String(m).padStart(2, '0'), String(d).padStart(2, '0')].join('-')
  if (isDate(date)) return { value: date }
  if (y < 1900 || y > 2999) return { refused: '年份从 1900 到 2999' }
  if (m < 1 || m > 12) return { refused: `没有 ${m} 月` }
  const leap = m === 2 && d === 29 ? `${y} 年` : ''
  return { refused: `${leap}${MONTHS[m - 1] ?? ''}月没有 ${d} 日` }
}

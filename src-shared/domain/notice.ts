/**
 * Reads the text of 国务院办公厅's yearly notice (关于2026年部分节假日安排的通知) as somebody pastes it from a web page. Everything that the text
 * says twice is compared: the weekday of each date, the number of days of each holiday. What cannot be read is refused with its sentence:
 * a holiday that is overlooked would move deadlines in silence.
 */

import type { CalendarYear } from './calendar.ts'
import { addDays, daysBetween, type IsoDate, isDate, weekday } from './dates.ts'
import { halfWidth } from './text.ts'

export type ParsedNotice =
  | {
      ok: true
      year: CalendarYear
      /** What a person should look at before trusting it; it does not refuse the text. */
      doubts: string[]
    }
  | { ok: false; message: string; sentence: string }

/** 《全国年节及纪念日放假办法》: the holidays that every notice arranges. */
const STATUTORY = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节']

const WEEKDAYS = '日一二三四五六'

export class Refusal extends Error {
  readonly sentence: string
  constructor(message: string, sentence: string) {
    super(message)
    this.sentence = sentence
  }
}

/** @returns the year with its holidays and 调休上班 days in order, or what is wrong and in which sentence, as it was pasted. */
export function parseNotice(pasted: string): ParsedNotice {
  const text = plainNotice(pasted)
  const start = text.search(HEADING)
  const end = start < 0 ? -1 : text.slice(start).search(CLOSING)
  return readNotice(end < 0 ? text : text.slice(0, start + end), readSource(text))
}

/** Without blanks and marks, digits half-width: ２０２７年 is a year too. */
export const plainNotice = (pasted: string): string =>
  pasted
    .normalize('NFC')
    .replace(/[\s\p{Cf}]+/gu, '')
    .replace(/[０-９]/g, digit => halfWidth(digit))

function readNotice(text: string, number: string | undefined): ParsedNotice {
  try {
    const year = readYear(text)
    const notice: CalendarYear = {
      year,
      source: number ?? `国务院办公厅关于${year}年部分节假日安排的通知`,
      holidays: [],
      workdays: [],
    }
    for (const { name, sentences } of sectionsOf(text)) {
      for (const sentence of sentences) readSentence(sentence, name, notice)
    }
    notice.holidays.sort((a, b) => (a.from < b.from ? -1 : 1))
    notice.workdays.sort()
    return { ok: true, year: notice, doubts: doubtsOf(notice) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message, sentence: error.sentence }
    throw error
  }
}

function readYear(text: string): number {
  const named = [...text.matchAll(/(?:关于|现将)(\d{4})年(?:部分节假日|元旦)/g)]
  const years = new Set(named.map(match => match[1]))
  if (years.size === 1) return Number([...years][0])
  if (years.size === 0)
    throw new Refusal('没有找到「关于××××年部分节假日安排的通知」，请粘贴通知全文', text.slice(0, 40))
  throw new Refusal(`通知中出现了不同的年份：${[...years].join('、')}`, named.at(-1)?.[0] ?? '')
}

export function readSource(text: string): string | undefined {
  const number = /国办发明电[〔[(（【［](\d{4})[〕\])）】］](\d+)号/.exec(text)
  return number ? `国办发明电〔${number[1]}〕${number[2]}号` : undefined
}

interface Section {
  name: string
  sentences: string[]
}

const ORDINAL = /[一二三四五六七八九十]+、/.source
const HOLIDAY = `(?:${STATUTORY.join('|')})`
/** 「六、国庆节、中秋节：」, or a holiday's name and a colon where a web page dropped the numbers. */
const HEADING = new RegExp(`(?:(${ORDINAL})([^：:。；;]{2,20})|(${HOLIDAY}(?:[、和]${HOLIDAY})*))[：:]`, 'g')
/** The closing words; what follows is not about single days, and often a web page's other news. */
const CLOSING = /鼓励单位和个人|节假日期间|国务院办公厅\d{4}年/

function sectionsOf(text: string): Section[] {
  const headings = [...text.matchAll(HEADING)]
  const sections = headings.map((match, i) => {
    const body = text.slice(match.index + match[0].length, headings[i + 1]?.index)
    return { ordinal: match[1], name: (match[2] ?? match[3] ?? '').replace('和', '、'), sentences: split(body) }
  })
  const missing = STATUTORY.filter(name => !sections.some(s => s.name.split('、').includes(name)))
  if (missing.length > 0) throw new Refusal(`没有找到${missing.join('、')}的安排，请粘贴通知全文`, missing.join('、'))
  sections.forEach(({ ordinal, name }, i) => {
    const due = '一二三四五六七八九十'[i]
    if (ordinal !== undefined && ordinal !== `${due}、`)
      throw new Refusal(`第${due}项缺失或次序有误`, `${ordinal}${name}`)
  })
  return sections
}

export const split = (body: string): string[] => body.match(/[^。；;]+[。；;]?/g) ?? []

const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?/g

/** A sentence with each date as #, against what such sentences look like. */
const SHAPES = {
  off: /^#(?:[至到~—-]+#)?(?:放假|放假调休|放假公休|调休放假|休息)(?:,?共?(\d+)天)?(?:,(?:与周末连休|与周[六日]连休|不调休))?$/,
  extra: /^#放假,#(?:\(?补休\)?)$/,
  work: /^#(?:[、,和]#)*(?:均|要|照常|正常)*上班$/,
}

export function readSentence(sentence: string, name: string, notice: CalendarYear): void {
  const plain = halfWidth(sentence).replace(/[。;.]$/, '')
  const matches = [...plain.matchAll(DATE)]
  // 2024: 「鼓励各单位…安排职工在除夕（2月9日）休息」 is a wish, no arrangement.
  if (plain.startsWith('鼓励') || (matches.length === 0 && !/放假|上班|补休/.test(plain))) return
  const dates: Named[] = []
  for (const match of matches) dates.push(readDate(match, dates.at(-1), notice.year, sentence))
  const shape = plain.replace(DATE, '#')
  const off = SHAPES.off.exec(shape)
  if (off) {
    const [first, last] = [dates[0], dates.at(-1)]
    if (first && last) addHoliday(name, first.date, last.date, off[1], sentence, notice)
  } else if (SHAPES.extra.test(shape)) {
    for (const { date } of dates) addHoliday(name, date, date, undefined, sentence, notice)
  } else if (SHAPES.work.test(shape)) {
    for (const { date } of dates) addWorkday(date, sentence, notice)
  } else {
    throw new Refusal('看不懂这一句', sentence)
  }
}

interface Named {
  date: IsoDate
  year: string | undefined
  month: string | undefined
}

function readDate(match: RegExpExecArray, before: Named | undefined, year: number, sentence: string): Named {
  const [whole, y = before?.year, m = before?.month, d, note = ''] = match
  const written = whole.replace(/\(.*/, '')
  if (m === undefined) throw new Refusal(`「${written}」没有写明月份`, sentence)
  const date = `${y ?? year}-${m.padStart(2, '0')}-${String(d).padStart(2, '0')}`
  if (!isDate(date)) throw new Refusal(`没有「${written}」这一天`, sentence)
  if (date.slice(0, 4) !== String(year) && date.slice(0, 7) !== `${year - 1}-12`) {
    throw new Refusal(`「${written}」不在 ${year} 年内`, sentence)
  }
  const named = /(?:周|星期)([一二三四五六日天])/.exec(note)?.[1]?.replace('天', '日')
  const real = WEEKDAYS[weekday(date)]
  if (named !== undefined && named !== real) throw new Refusal(`${date} 是周${real}，不是周${named}`, sentence)
  return { date, year: y, month: m }
}

function addHoliday(
  name: string,
  from: IsoDate,
  to: IsoDate,
  days: string | undefined,
  sentence: string,
  { holidays, workdays }: CalendarYear,
): void {
  const length = daysBetween(from, to) + 1
  if (length < 1) throw new Refusal(`${to} 早于 ${from}`, sentence)
  if (days !== undefined && Number(days) !== length) {
    throw new Refusal(`${from} 至 ${to} 是 ${length} 天，不是 ${days} 天`, sentence)
  }
  const twin = holidays.find(h => from <= h.to && h.from <= to)
  if (twin) throw new Refusal(`${name}与${twin.name}（${twin.from} 至 ${twin.to}）的放假日期重叠`, sentence)
  const worked = workdays.find(date => from <= date && date <= to)
  if (worked) throw new Refusal(`${worked} 既放假又上班`, sentence)
  holidays.push({ name, from, to })
}

function addWorkday(date: IsoDate, sentence: string, { holidays, workdays }: CalendarYear): void {
  const day = weekday(date)
  if (day !== 0 && day !== 6) throw new Refusal(`${date} 是周${WEEKDAYS[day]}，不是周末，本来就上班`, sentence)
  if (holidays.some(h => h.from <= date && date <= h.to)) throw new Refusal(`${date} 既放假又上班`, sentence)
  if (workdays.includes(date)) throw new Refusal(`${date} 上班写了两次`, sentence)
  workdays.push(date)
}

/** 《全国年节及纪念日放假办法》: 11 days, 13 since 2025. A day that falls on a weekend is made up for, so the balance always holds. */
const statutoryDays = (year: number): number => (year >= 2025 ? 13 : 11)

function doubtsOf({ year, holidays, workdays }: CalendarYear): string[] {
  const free = holidays.flatMap(({ from, to }) =>
    Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => weekday(addDays(from, i))),
  )
  const net = free.filter(day => day !== 0 && day !== 6).length - workdays.length
  const due = statutoryDays(year)
  if (net === due) return []
  return [`放假的工作日减去调休上班为 ${net} 天，法定节假日为 ${due} 天；请核对是否漏粘「上班」的句子`]
}

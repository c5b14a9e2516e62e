/**
 * Supplementary notices: 国务院 extends, moves or grants a holiday after the year's notice is out (延长, 调整, 专门放假). They amend the loaded
 * year and say nothing of the rest of it.
 */
import type { CalendarYear } from './calendar.ts'
import { addDays, daysBetween, type IsoDate, isDate } from './dates.ts'
import { plainNotice, Refusal, readSentence, readSource, split } from './notice.ts'
import { halfWidth } from './text.ts'

export type Amendment =
  | { ok: true; year: CalendarYear; changes: string[] }
  | { ok: false; message: string; sentence: string }

const TITLE = /关于(延长|调整)?(\d{4})年([^。，,]{1,20}?)(?:假期|节日)?(?:的?安排|调休放假|放假安排|放假)?的通知/

/** The year that a supplementary notice is about; undefined for any other text (the year's own notice among them). */
export function amendedYear(pasted: string): number | undefined {
  const text = plainNotice(pasted)
  if (/部分节假日安排的通知/.test(text)) return undefined
  const title = TITLE.exec(text)
  return title && /放假|假期|上班/.test(text) ? Number(title[2]) : undefined
}

/** The loaded year as the notice leaves it, and each change in words; or what is wrong, with its sentence. */
export function amend(pasted: string, loaded: CalendarYear): Amendment {
  const text = plainNotice(pasted)
  const [title = '', kind, , name = ''] = TITLE.exec(text) ?? []
  const body = text.slice(text.indexOf(title) + title.length).replace(/^国办发明电[^号]*号/, '')
  try {
    const year =
      kind === '延长'
        ? extended(body, loaded)
        : kind === '调整'
          ? moved(body, name.replace(/假期.*$/, ''), loaded)
          : granted(body, name, loaded)
    const source = readSource(text) ?? title.replace(/^关于/, '').replace(/的通知$/, '')
    year.source = `${loaded.source}；${source}`
    year.holidays.sort((a, b) => (a.from < b.from ? -1 : 1))
    year.workdays.sort()
    const changes = changesOf(loaded, year)
    if (changes.length === 0) throw new Refusal('与已装载的安排没有不同', title)
    return { ok: true, year, changes }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message, sentence: error.sentence }
    throw error
  }
}

const copy = ({ holidays, workdays, ...rest }: CalendarYear): CalendarYear => ({
  ...rest,
  holidays: holidays.map(holiday => ({ ...holiday })),
  workdays: [...workdays],
})

// 延长2027年春节假期至2月14日（…），2月15日（星期一）起正常上班。
function extended(body: string, loaded: CalendarYear): CalendarYear {
  const match =
    /延长(?:(\d{4})年)?(.{2,8}?)(?:假期|放假)至(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:[（(][^）)]*[）)])?(?:[，,](?:(\d{1,2})月)?(\d{1,2})日(?:[（(][^）)]*[）)])?起?(?:正常|照常)?上班)?/.exec(
      body,
    )
  if (!match) throw new Refusal('看不懂这一句', body.slice(0, 60))
  const [sentence, , name = '', , month = '', day = '', workMonth = month, workDay] = match
  const year = copy(loaded)
  const holiday = year.holidays.find(h => h.name.split('、').some(part => part === name))
  if (!holiday) throw new Refusal(`${loaded.year} 年没有装载${name}的安排`, sentence)
  const to = dateOf(loaded.year, month, day, sentence)
  if (to <= holiday.to) throw new Refusal(`${name}已放假至 ${holiday.to}，不晚于它的日期不是延长`, sentence)
  if (workDay !== undefined && dateOf(loaded.year, workMonth, workDay, sentence) !== addDays(to, 1))
    throw new Refusal(`${to} 的次日与上班的日期对不上`, sentence)
  holiday.to = to
  const next = year.holidays.find(h => h !== holiday && h.from <= to && h.to >= holiday.from)
  if (next) throw new Refusal(`延长后与${next.name}重叠`, sentence)
  year.workdays = year.workdays.filter(date => date < holiday.from || date > to)
  return year
}

function dateOf(year: number, month: string, day: string, sentence: string): IsoDate {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isDate(date)) throw new Refusal(`没有 ${month}月${day}日这一天`, sentence)
  return date
}

// The whole arrangement of one holiday once more: what it was before goes, with the working weekends that are nearest to it.
function moved(body: string, name: string, loaded: CalendarYear): CalendarYear {
  const year = copy(loaded)
  const old = year.holidays.find(h => h.name.split('、').some(part => name.includes(part)))
  if (!old) throw new Refusal(`${loaded.year} 年没有装载${name}的安排`, name)
  const belongs = (date: IsoDate) => year.holidays.every(h => h === old || distance(date, old) <= distance(date, h))
  const others = year.workdays.filter(date => !belongs(date))
  const read = clausesOf(body, old.name, loaded.year)
  if (read.holidays.length === 0) throw new Refusal('没有写明放假的日期', body.slice(0, 60))
  return joined({ ...year, holidays: year.holidays.filter(h => h !== old), workdays: others }, read, body)
}

const distance = (date: IsoDate, h: { from: IsoDate; to: IsoDate }): number =>
  Math.min(Math.abs(daysBetween(date, h.from)), Math.abs(daysBetween(date, h.to)))

// A day off of its own: 9月3日全国放假1天。9月3日至5日调休放假，共3天。
function granted(body: string, name: string, loaded: CalendarYear): CalendarYear {
  const read = clausesOf(body, name, loaded.year)
  const [first] = read.holidays
  if (!first) throw new Refusal('没有写明放假的日期', body.slice(0, 60))
  return joined(copy(loaded), read, body)
}

function joined(year: CalendarYear, read: CalendarYear, body: string): CalendarYear {
  for (const holiday of read.holidays) {
    const twin = year.holidays.find(h => h.from <= holiday.to && holiday.from <= h.to)
    if (twin)
      throw new Refusal(`${holiday.name}与${twin.name}（${twin.from} 至 ${twin.to}）的放假日期重叠`, body.slice(0, 60))
  }
  const off = (date: IsoDate) => read.holidays.some(h => h.from <= date && date <= h.to)
  return {
    ...year,
    holidays: [...year.holidays, ...read.holidays],
    workdays: [...new Set([...year.workdays.filter(date => !off(date)), ...read.workdays])],
  }
}

/** Holidays and working days of the clauses; a day that is named twice (全国放假, then 调休放假 around it) is one holiday. */
function clausesOf(body: string, name: string, year: number): CalendarYear {
  const found: CalendarYear = { year, source: '', holidays: [], workdays: [] }
  for (const sentence of split(body.replace(/[一二三四五六七八九十]+、/g, ''))) {
    if (/^其中/.test(sentence)) continue // says what each day of a range is
    for (const clause of sentence.split(/[，,](?=(?:\d{4}年)?(?:\d{1,2}月)\d{1,2}日)/)) {
      const one: CalendarYear = { year, source: '', holidays: [], workdays: [] }
      readSentence(
        halfWidth(clause)
          .replace('全国放假', '放假')
          .replace(/[，,]$/, ''),
        name,
        one,
      )
      found.workdays.push(...one.workdays)
      for (const holiday of one.holidays) {
        const twin = found.holidays.find(h => h.from <= holiday.to && holiday.from <= h.to)
        if (!twin) found.holidays.push(holiday)
        else {
          if (holiday.from < twin.from) twin.from = holiday.from
          if (holiday.to > twin.to) twin.to = holiday.to
        }
      }
    }
  }
  const worked = found.workdays.find(date => found.holidays.some(h => h.from <= date && date <= h.to))
  if (worked) throw new Refusal(`${worked} 既放假又上班`, body.slice(0, 60))
  return found
}

/** What differs between two arrangements of a year, one sentence each. */
export function changesOf(before: CalendarYear, after: CalendarYear): string[] {
  const changes: string[] = []
  for (const holiday of after.holidays) {
    const old = before.holidays.find(h => h.name === holiday.name)
    const span = `${holiday.from} 至 ${holiday.to}`
    if (!old) changes.push(`增加放假：${holiday.name} ${span}`)
    else if (old.from !== holiday.from || old.to !== holiday.to)
      changes.push(`${holiday.name}：${old.from} 至 ${old.to} 改为 ${span}`)
  }
  for (const old of before.holidays)
    if (!after.holidays.some(h => h.name === old.name)) changes.push(`取消放假：${old.name} ${old.from} 至 ${old.to}`)
  for (const date of after.workdays) if (!before.workdays.includes(date)) changes.push(`增加上班：${date}`)
  for (const date of before.workdays) if (!after.workdays.includes(date)) changes.push(`取消上班：${date}`)
  return changes
}

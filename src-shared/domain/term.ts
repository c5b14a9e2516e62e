import { addDays, addMonths, addYears, type IsoDate } from './dates.ts'

/** 第十四条: 聘期为3年. */
export const TERM_YEARS = 3

/** Last day of the 聘期 that starts on `start`: three years less a day (ruling T6). It governs 届满; the card prints months only. */
export function termEnd(start: IsoDate): IsoDate {
  return addDays(addYears(start, TERM_YEARS), -1)
}

/** 附件2 有效期限, as printed: start month and the same month three years on, `2022.06-2025.06`. */
export function cardPeriod(start: IsoDate): { from: string; to: string; text: string } {
  const month = (date: IsoDate): string => date.slice(0, 7).replace('-', '.')
  const from = month(start)
  const to = month(addMonths(start, TERM_YEARS * 12))
  return { from, to, text: `${from}-${to}` }
}

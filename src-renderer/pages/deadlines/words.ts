import { weekday } from '../../../src-shared/domain/dates.ts'

const WEEK = '日一二三四五六'

/** 春节 02-15 至 02-23 */
export const offText = ({ name, from, to }: { name: string; from: string; to: string }): string =>
  `${name} ${from.slice(5)}${to === from ? '' : ` 至 ${to.slice(5)}`}`

/** 01-04 周日、02-14 周六 */
export const shortDates = (dates: string[]): string =>
  dates.map(date => `${date.slice(5)} 周${WEEK[weekday(date)] ?? ''}`).join('、') || '无'

import { weekdayText } from '../../src-shared/domain/typedDate.ts'

/** All ways to write a day with its year; the unit test reads them, the end-to-end test types them by keys. */
export function writings(date: string): string[] {
  const [y = '', m = '', d = ''] = date.split('-')
  const [m1, d1] = [String(Number(m)), String(Number(d))]
  return [
    `${y}-${m}-${d}`,
    `${y}.${m}.${d}`,
    `${y}/${m}/${d}`,
    `${y} ${m} ${d}`,
    `${y}年${m}月${d}日`,
    `${y}${m}${d}`,
    `${y}-${m1}-${d1}`,
    `${y}.${m1}.${d1}`,
    `${y}年${m1}月${d1}号`,
    `${y} 年 ${m1} 月 ${d1} 日`,
    `${y}。${m}。${d}`,
    `${y}、${m}、${d}`,
    `${y}/${m1}/${d1} 0:00:00`,
    `${y}-${m}-${d} ${weekdayText(date)}`,
    `${y}年${m}月${d}日（${weekdayText(date).replace('周', '星期')}）`,
  ]
}

/** What a Chinese input method in full-width mode makes of them. */
export const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).replaceAll(' ', '　')

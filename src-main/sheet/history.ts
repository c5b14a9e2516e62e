/** Terms and cards of former years in a roster: history, judged for what it says and never by the rules of today. */
import { type ParsedCode, parseCode } from '../../src-shared/domain/code.ts'
import { isDate, parseLooseDate } from '../../src-shared/domain/dates.ts'
import { termEnd } from '../../src-shared/domain/term.ts'
import { halfWidth } from '../../src-shared/domain/text.ts'
import type { Report, Values } from './check.ts'

/** A code as it stands in a cell: no blanks, capital letter. */
export const readCode = (text: string): string =>
  halfWidth(text)
    .replace(/[\s'·-]/g, '')
    .toUpperCase()

/** The year and number that a code uses up, also where its other parts are wrong; undefined where there are none. */
export function usedBy(code: string): { year: number; seq: number; parsed: ParsedCode } | undefined {
  const parsed = parseCode(code)
  const match = /(\d{2})(\d{4})$/.exec(code)
  return match ? { year: 2000 + Number(match[1]), seq: Number(match[2]), parsed } : undefined
}

/** Fills what the columns say together (聘期 from the card's 有效期限 where it is whole) and says what does not fit. */
export function checkHistory(values: Values, report: Report): void {
  readPeriod(values)
  const { termStart, termEnd: end, cardCode, issuedOn, dismissedOn, filedOn, status } = values
  if (cardCode) {
    const parsed = parseCode(cardCode)
    if (!parsed.ok) {
      report(
        'cardCode',
        `证卡编号“${cardCode.slice(0, 20)}”格式不符（${parsed.message}）。只登记为已用过的编号，不建证卡记录；录错了请改正。`,
        'warning',
      )
    } else if (issuedOn && issuedOn.slice(2, 4) !== parsed.parts.year) {
      report(
        'issuedOn',
        `核发日期 ${issuedOn} 与编号里的年份“${parsed.parts.year}”不一致，按原样接管。请核对。`,
        'warning',
      )
    }
    if (!termStart && !issuedOn)
      report('termStart', '有证卡编号，没有聘任日期和核发日期：只登记为已用过的编号，不建聘期和证卡记录。', 'warning')
  }
  const start = termStart ?? issuedOn
  if (termStart && end && end <= termStart) report('termEnd', `聘期止 ${end} 不晚于聘任日期 ${termStart}。请核对。`)
  else if (termStart && end && end !== termEnd(termStart))
    report('termEnd', `聘期 ${termStart} 至 ${end} 不是三年，按原样接管。`, 'warning')
  if (end && !start) report('termStart', '填了聘期止，缺少聘任日期。请补填，或清空聘期止。')
  if (start && (start < '2000-01-01' || start > '2099-12-31'))
    report('termStart', `聘任日期 ${start} 不在 2000 年至 2099 年之间。请核对。`)
  if (dismissedOn && !start) report('termStart', '填了解聘日期，缺少聘任日期。请补填，或清空解聘日期。')
  else if (dismissedOn && start && dismissedOn < start)
    report('dismissedOn', `解聘日期 ${dismissedOn} 早于聘任日期 ${start}。请核对。`)
  if (status && GONE.test(status) && !dismissedOn && start)
    report(
      'dismissedOn',
      `状态为“${status.slice(0, 10)}”，缺少解聘日期：按聘期到期处理。提前解聘的请补填解聘日期。`,
      'warning',
    )
  if (filedOn && !cardCode) report('filedOn', '填了备案日期，没有证卡编号：备案日期没有读入。', 'warning')
}

const GONE = /解聘|离职|离任|注销|退出|调离/

// 2022.06.15-2025.06.14, 2022年6月15日至2025年6月14日: whole dates are the term; months are what the card prints and say no day.
function readPeriod(values: Values): void {
  const dates = (values.period ?? '')
    .split(/至|到|—+|–|~|～|(?<=\d{1,2})-(?=\d{4})|——/)
    .map(part => parseLooseDate(part.trim()))
  const [from, to] = dates
  if (dates.length !== 2 || !from || !to || !isDate(from) || !isDate(to)) return
  values.termStart ??= from
  values.termEnd ??= to
}

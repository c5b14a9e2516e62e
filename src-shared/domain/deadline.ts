/** 期限 of the forms that follow a visit, with the two bases that the regulation gives (rulings T1, T2, T20). */
import { ARTICLES, type ArticleId } from './articles.ts'
import { addWorkdays, type Calendar, isWorkday, nextWorkday } from './calendar.ts'
import { addDays, daysBetween, type IsoDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'

/** D5: 5天 (第二十二条). WD5: 5个工作日 (附件3 注2, 第二十六条). */
export type DeadlineBasis = 'D5' | 'WD5'
export type DeadlineForm = '附件3' | '附件4' | '附件7'
export type DeadlineState = 'done' | 'late' | 'overdue' | 'soon' | 'open' | 'unknown'

export interface Due {
  form: DeadlineForm
  basis: DeadlineBasis
  article: ArticleId
  /** Last day; null: it lies in a year that is not loaded. */
  due: IsoDate | null
  /** The year to load, where the due date or its roll-over day depends on it. */
  unloaded?: number
  /** 顺延日 by 民法典第二百零三条, only where the due date is no working day. A note, never the alarm. */
  rollover?: IsoDate
  text: string
}

export const DEADLINE_DAYS = 5

/** Amber from this many days before the last day on. */
export const SOON_DAYS = 2

const BASES: Record<DeadlineForm, { basis: DeadlineBasis; article: ArticleId }[]> = {
  // T1: the regulation says both; both are shown, and the earlier one alarms.
  附件3: [
    { basis: 'D5', article: '22' },
    { basis: 'WD5', article: 'A3(2)' },
  ],
  附件4: [{ basis: 'D5', article: '22' }],
  附件7: [{ basis: 'WD5', article: '26' }],
}

/** The deadlines of a form after its event: 督导结束 for 附件3 and 附件4, 任务完成 for 附件7. */
export function deadlinesOf(form: DeadlineForm, event: IsoDate, calendar: Calendar): Due[] {
  return BASES[form].map(({ basis, article }) => {
    const counted = basis === 'D5' ? byDays(event, calendar) : byWorkdays(event, calendar)
    return { form, basis, article, ...counted, text: wording(form, basis, article, counted) }
  })
}

type Counted = Pick<Due, 'due' | 'unloaded' | 'rollover'>

function byDays(event: IsoDate, calendar: Calendar): Counted {
  const due = addDays(event, DEADLINE_DAYS)
  if (isWorkday(due, calendar)) return { due }
  const rolled = nextWorkday(due, calendar)
  return 'date' in rolled ? { due, rollover: rolled.date } : { due, unloaded: rolled.unloaded }
}

function byWorkdays(event: IsoDate, calendar: Calendar): Counted {
  const counted = addWorkdays(event, DEADLINE_DAYS, calendar)
  return 'date' in counted ? { due: counted.date } : { due: null, unloaded: counted.unloaded }
}

function wording(form: DeadlineForm, basis: DeadlineBasis, article: ArticleId, c: Counted): string {
  const unit = basis === 'D5' ? '天' : '个工作日'
  const rule = `${form}：${DEADLINE_DAYS}${unit}内（${ARTICLES[article].label}）`
  const unloaded = c.unloaded === undefined ? '' : `未装载${c.unloaded}年的工作日安排`
  if (c.due === null) return `${rule}，${unloaded}，无法计算`
  if (c.rollover) return `${rule}，至 ${c.due}；该日不是工作日，顺延日 ${c.rollover} 仅供参考`
  return unloaded ? `${rule}，至 ${c.due}；${unloaded}，顺延日不明` : `${rule}，至 ${c.due}`
}

/** The earliest day among deadlines, which is the one to keep (T1); null when none is known. */
export function earliestDue(deadlines: readonly { due: IsoDate | null }[]): IsoDate | null {
  return deadlines
    .flatMap(d => (d.due === null ? [] : [d.due]))
    .reduce<IsoDate | null>((a, b) => (a && a < b ? a : b), null)
}

/** done and late: submitted, in time and not. soon: at most two days left, the last day included. unknown: the year is not loaded. */
export function deadlineState(due: IsoDate | null, submittedOn: IsoDate | null, today: IsoDate): DeadlineState {
  if (submittedOn !== null) return due === null || submittedOn <= due ? 'done' : 'late'
  if (due === null) return 'unknown'
  const left = daysBetween(today, due)
  if (left < 0) return 'overdue'
  return left <= SOON_DAYS ? 'soon' : 'open'
}

/** What a deadline asks of somebody today: R-DL5 or R-DLWD5 when it is near or over, R-DL-YEAR when it cannot be told. */
export function checkDeadline(
  deadline: { what: string; basis: DeadlineBasis; due: IsoDate | null; unloaded?: number; submittedOn: IsoDate | null },
  today: IsoDate,
): Finding[] {
  const { what, basis, due } = deadline
  const state = deadlineState(due, deadline.submittedOn, today)
  const rule = basis === 'D5' ? 'R-DL5' : 'R-DLWD5'
  if (due === null) {
    if (state !== 'unknown') return []
    const year = deadline.unloaded === undefined ? '该' : String(deadline.unloaded)
    const message = `${what}的期限落在${year}年，该年的工作日安排未装载，无法计算`
    return [finding('R-DL-YEAR', message, '请在年历中粘贴国务院办公厅的放假通知；在此之前请按 5 天提交。')]
  }
  const left = daysBetween(today, due)
  const facts = { 期限: due, 今天: today }
  if (state === 'overdue') {
    return [finding(rule, `${what}的期限 ${due} 已过 ${-left} 天`, '请尽快提交，取得回执后登记提交日期。', facts)]
  }
  if (state !== 'soon') return []
  const when = left === 0 ? '今天是最后一天' : `还有 ${left} 天`
  return [
    {
      ...finding(rule, `${what}的期限是 ${due}，${when}`, '请提交，取得回执后登记提交日期。', facts),
      severity: 'todo',
    },
  ]
}

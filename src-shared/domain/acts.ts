/**
 * Dates of acts held against each other: the one table of which act may not come before (or after) which. It is checked at every write, listed
 * in 规则与条款, and read again over what an older version let in (体检). Days are calendar dates; the same day is always in order.
 */
import { lastDay, type Span } from './clock.ts'
import type { IsoDate } from './dates.ts'
import { type Finding, finding, type RuleId } from './rules.ts'

export type DateRuleId = Extract<RuleId, `R-DT-${string}`>

/** `act` may not come `not` `than`. Article and severity are those of the rule; a rule with `override` lets go on with a reason. */
interface DateRule {
  act: string
  not: 'before' | 'after'
  than: string
  remedy: string
}

export const DATE_RULES: Record<DateRuleId, DateRule> = {
  'R-DT-SESSION': {
    act: '督导记录',
    not: 'before',
    than: '所督导的场次',
    remedy: '请按实际督导的日期填写；考试还没有进行的，只能记考前督导。',
  },
  'R-DT-AFTER': {
    act: '考后督导记录',
    not: 'before',
    than: '考试结束',
    remedy: '请在考试结束以后督导并填写，或去掉「考后」。',
  },
  'R-DT-ASSIGN': {
    act: '督导记录',
    not: 'before',
    than: '委派单',
    remedy: '请核对督导日期；委派单是事后补办的，请作废后重新签发并写明补办原因。',
  },
  'R-DT-OFFICE': {
    act: '督导记录',
    not: 'before',
    than: '督导员在聘',
    remedy: '请核对督导日期；当日不在聘任状态的人员不能督导。',
  },
  'R-DT-LATE': {
    act: '委派单',
    not: 'after',
    than: '所督导的场次',
    remedy: '请先委派、后督导；确系补办的，请写明原因，原因会印在委派单上。',
  },
  'R-DT-ISSUE': {
    act: '核发证卡',
    not: 'before',
    than: '聘任',
    remedy: '请核对核发日期：聘任办理之后才能发证卡。',
  },
  'R-DT-FUTURE': {
    act: '已经发生的事',
    not: 'after',
    than: '今天',
    remedy: '请填写实际日期；还没有发生的事，请在发生以后登记。',
  },
  'R-DT-SEAL': {
    act: '批次封存',
    not: 'before',
    than: '考试结束',
    remedy: '请在考试结束以后封存；确需提前的，请写明原因。',
  },
  'R-DT-OLD': {
    act: '续聘',
    not: 'after',
    than: '本聘期的培训、考核和条件确认',
    remedy: '请核对是否需要重新培训考核、重新确认条件。',
  },
}

/** One act with the words that name it in a refusal. */
export interface Dated {
  what: string
  on: IsoDate
}

/** The rule applied: nothing where the order is kept. */
export function inOrder(rule: DateRuleId, act: Dated, than: Dated): Finding[] {
  const { not, remedy } = DATE_RULES[rule]
  const wrong = not === 'before' ? act.on < than.on : act.on > than.on
  if (!wrong) return []
  const message = `${act.what} ${act.on} ${not === 'before' ? '早于' : '晚于'}${than.what} ${than.on}`
  return [finding(rule, message, remedy, { [act.what]: act.on, [than.what]: than.on })]
}

/** Nothing that happened lies in the future. An announced visit and a deadline may: they are not asked. */
export const notAhead = (act: Dated, today: IsoDate): Finding[] =>
  inOrder('R-DT-FUTURE', act, { what: '今天', on: today })

export type RecordPhase = 'before' | 'during' | 'after'

export interface RecordDates {
  on: IsoDate
  phases: readonly RecordPhase[]
  /** The sessions it is about; where it names none, those of its batch. */
  sessions: readonly Span[]
  /** `late`: it was made out afterwards, with a reason that it prints. */
  assignment: { number: string; issuedOn: IsoDate; late: boolean }
  /** Terms and 暂停 of the person, for the record's own day: who has left since may still seal what he saw. */
  office: {
    terms: readonly { start: IsoDate; end: IsoDate; dismissedOn: IsoDate | null }[]
    suspensions: readonly { from: IsoDate; until: IsoDate | null }[]
  }
  supervisor: string
}

/** The first day of the sessions, and the day on which the last of them ends: 00:00 and 24:00 count to the day before. */
export function examDays(sessions: readonly Span[]): { first: IsoDate; last: IsoDate } | null {
  const first = sessions.map(session => session.date).sort()[0]
  const last = sessions.map(lastDay).sort().at(-1)
  return first === undefined || last === undefined ? null : { first, last }
}

/** All that a supervision record's date is held against. */
export function checkRecordDates(record: RecordDates, today: IsoDate): Finding[] {
  const { on, phases, assignment, office, supervisor } = record
  const act = { what: '督导日期', on }
  const days = examDays(record.sessions)
  const seen = phases.includes('during') || phases.includes('after')
  const found = [...notAhead(act, today)]
  if (days && phases.includes('after')) found.push(...inOrder('R-DT-AFTER', act, { what: '考试结束', on: days.last }))
  if (days && seen) {
    const before = inOrder('R-DT-SESSION', act, { what: '场次', on: days.first })
    if (before.length > 0 && !found.some(f => f.rule === 'R-DT-AFTER')) found.push(...before)
  }
  if (!assignment.late)
    found.push(...inOrder('R-DT-ASSIGN', act, { what: `委派单 ${assignment.number}`, on: assignment.issuedOn }))
  found.push(...checkOffice(supervisor, on, office))
  return found
}

function checkOffice(name: string, on: IsoDate, { terms, suspensions }: RecordDates['office']): Finding[] {
  const { remedy } = DATE_RULES['R-DT-OFFICE']
  const facts = { 督导日期: on }
  const term = terms.find(t => t.start <= on && on <= t.end && (t.dismissedOn === null || t.dismissedOn > on))
  if (!term) {
    const left = terms.find(t => t.dismissedOn !== null && t.dismissedOn <= on && t.start <= on && on <= t.end)
    const why = left ? `已于 ${left.dismissedOn} 解聘` : '不在聘期内'
    return [finding('R-DT-OFFICE', `${name} ${on} ${why}，不能督导`, remedy, facts)]
  }
  const pause = suspensions.find(s => s.from <= on && (s.until === null || on <= s.until))
  if (!pause) return []
  const until = pause.until ? `至 ${pause.until}` : ''
  return [finding('R-DT-OFFICE', `${name}自 ${pause.from} 起暂停${until}，${on} 不能督导`, remedy, facts)]
}

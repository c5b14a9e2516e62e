/** 问题与整改: what was found is mended in time, and somebody else looks at it (第三十条（三）). */
import { addDays, daysBetween, type IsoDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'
import { nameKey } from './text.ts'

/** 整改期限 where nobody set one: the 细则 names none, so it is 本机构口径. */
export const FIX_DAYS = 15
export const defaultDue = (openedOn: IsoDate): IsoDate => addDays(openedOn, FIX_DAYS)

export type RectificationState = 'open' | 'replied' | 'closed' | 'overdue'

export interface Rectification {
  problem: string
  openedOn: IsoDate
  /** Last day of the 整改; null: none was set. */
  due: IsoDate | null
  repliedOn: IsoDate | null
  closedOn: IsoDate | null
}

/** overdue: nothing was done by the last day. A reply waits for its reviewer and is not overdue, however late it came. */
export function rectificationState(r: Omit<Rectification, 'problem' | 'openedOn'>, today: IsoDate): RectificationState {
  if (r.closedOn !== null) return 'closed'
  if (r.repliedOn !== null) return 'replied'
  return r.due !== null && r.due < today ? 'overdue' : 'open'
}

/** R-FIX: a warning when nothing was done in time, a todo when the review is outstanding past the last day. */
export function checkFix(r: Rectification, today: IsoDate): Finding[] {
  const state = rectificationState(r, today)
  if (r.due === null && state === 'open') {
    const found = finding('R-FIX', '没有整改期限，逾期与否无从判断', '请在「整改安排」中填写整改期限。', {
      问题: r.problem,
    })
    return [{ ...found, severity: 'todo' }]
  }
  if (r.due === null || r.due >= today || state === 'closed') return []
  const late = daysBetween(r.due, today)
  const facts = { 问题: r.problem, 期限: r.due, 今天: today }
  if (state === 'overdue') {
    const message = `整改期限 ${r.due} 已过 ${late} 天，没有整改回复；对督导意见拒不采取改进措施的，将被通报批评并责令改正`
    return [finding('R-FIX', message, '请立即整改并登记回复；确需延期的，请写明原因并改期限。', facts)]
  }
  const found = finding(
    'R-FIX',
    `整改已于 ${r.repliedOn} 回复，期限 ${r.due} 已过，还没有复核`,
    '请由责任人以外的人员复核后关闭。',
    facts,
  )
  return [{ ...found, severity: 'todo' }]
}

/** The reviewer is another person than the responsible one. Compared as names: `张 三` is 张三. */
export function isSelfReview(responsible: string, reviewer: string): boolean {
  return nameKey(responsible) !== '' && nameKey(responsible) === nameKey(reviewer)
}

/** Days that a problem has been, or was, open. */
export function openDays(r: { openedOn: IsoDate; closedOn: IsoDate | null }, today: IsoDate): number {
  return Math.max(0, daysBetween(r.openedOn, r.closedOn ?? today))
}

const BUCKETS: readonly [label: string, upTo: number][] = [
  ['7 天以内', 7],
  ['8–15 天', 15],
  ['16–30 天', 30],
  ['31–60 天', 60],
  ['60 天以上', Number.POSITIVE_INFINITY],
]

/** Problems that are not closed, by how long they have been open; every bucket is listed. */
export function ageing(
  list: readonly { openedOn: IsoDate; closedOn: IsoDate | null }[],
  today: IsoDate,
): { label: string; count: number }[] {
  const days = list.filter(r => r.closedOn === null).map(r => openDays(r, today))
  return BUCKETS.map(([label, upTo], i) => {
    const above = BUCKETS[i - 1]?.[1] ?? -1
    return { label, count: days.filter(n => n > above && n <= upTo).length }
  })
}

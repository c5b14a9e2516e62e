/** 检查认定工作是否按工作计划实施 (第二十条（三）): planned against actual, every difference listed, each asking for 说明. */
import { type Clock, spanText } from './clock.ts'
import type { IsoDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'
import { cleanCell, nameKey } from './text.ts'

/** What can be compared; a part that one side does not know is not compared. */
export interface PlanFacts {
  date?: IsoDate
  from?: Clock
  to?: Clock
  room?: string
  count?: number
  subject?: string
  staff?: readonly string[]
}

export interface Difference {
  what: '时间' | '地点' | '人数' | '人员' | '科目'
  planned: string
  actual: string
  /** The explanation that was given; null: it is still missing. */
  explained: string | null
}

/** Every difference between plan and fact. Width and spaces of the writing are no difference, nor is the order of people. */
export function diffPlan(planned: PlanFacts, actual: PlanFacts, explanation = ''): Difference[] {
  const explained = explanation.trim() || null
  const compared: [what: Difference['what'], planned: string | undefined, actual: string | undefined][] = [
    ['时间', timeOf(planned), timeOf(actual)],
    ['地点', clean(planned.room), clean(actual.room)],
    ['人数', people(planned.count), people(actual.count)],
    ['人员', names(planned.staff), names(actual.staff)],
    ['科目', clean(planned.subject), clean(actual.subject)],
  ]
  return compared.flatMap(([what, was, is]) =>
    was === undefined || is === undefined || was === is
      ? []
      : [{ what, planned: was || '（无）', actual: is || '（无）', explained }],
  )
}

const clean = (text: string | undefined): string | undefined => (text === undefined ? undefined : cleanCell(text))

const people = (count: number | undefined): string | undefined => (count === undefined ? undefined : `${count} 人`)

const names = (staff: readonly string[] | undefined): string | undefined => staff?.map(nameKey).sort().join('、')

function timeOf({ date, from, to }: PlanFacts): string | undefined {
  return date === undefined || from === undefined || to === undefined ? undefined : spanText({ date, from, to })
}

export interface PlannedSession {
  date: IsoDate
  from: Clock
  to: Clock
  room: string
  count: number
  /** What really happened; null: not known yet. */
  actual: { date: IsoDate; from: Clock; to: Clock; room: string; count: number } | null
  explanation: string
}

/** Differences of one session; none while what happened is not recorded. */
export function diffSession(session: PlannedSession): Difference[] {
  const { actual, explanation, ...planned } = session
  return actual === null ? [] : diffPlan(planned, actual, explanation)
}

/** R-PLAN: one finding per session with differences that nobody explained. */
export function checkPlan(sessions: readonly PlannedSession[]): Finding[] {
  return sessions.flatMap(session => {
    const open = diffSession(session).filter(d => d.explained === null)
    if (open.length === 0) return []
    const listed = open.map(d => `${d.what}计划 ${d.planned}，实际 ${d.actual}`).join('；')
    return [
      finding('R-PLAN', `场次 ${spanText(session)} ${session.room}：${listed}`, '请在该场次填写说明，或更正实际情况。'),
    ]
  })
}

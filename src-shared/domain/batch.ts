/** What the rules say about a 认定批次 as a whole, from what is planned and what happened. */
import { STAFF_ROLE } from '../labels.ts'
import type { StaffRole } from './assignment.ts'
import { type Clock, lastDay } from './clock.ts'
import type { IsoDate } from './dates.ts'
import { type BatchDates, checkOrder, checkPublic } from './order.ts'
import { checkPlan, type PlannedSession } from './plan.ts'
import { type Finding, finding } from './rules.ts'

export interface BatchPlan {
  dates: BatchDates
  sessions: readonly (PlannedSession & { id: number })[]
  staff: readonly Member[]
}

interface Member {
  role: StaffRole
  name: string
  certificate: string
  /** Last day on which the certificate is valid; null: not recorded. */
  validTo: IsoDate | null
  sessionIds: readonly number[]
}

type Slot = { id: number; date: IsoDate; from: Clock; to: Clock }

/** The last day on which somebody works; null: in no session that is still planned. A session that ends after midnight ends on the next day. */
const lastWorked = (member: Pick<Member, 'sessionIds'>, sessions: readonly Slot[]): IsoDate | null =>
  sessions
    .filter(session => member.sessionIds.includes(session.id))
    .map(lastDay)
    .sort()
    .at(-1) ?? null

/** 第二十条（六）: a certificate holds until the end of its holder's work. What is not recorded is not expired. */
export function isExpired(member: Pick<Member, 'sessionIds' | 'validTo'>, sessions: readonly Slot[]): boolean {
  const last = lastWorked(member, sessions)
  return member.validTo !== null && last !== null && member.validTo < last
}

/** R-ORDER, R-PUB, R-PLAN and R-STAFF over a batch: warnings, none of them refuses anything. */
export function checkBatch({ dates, sessions, staff }: BatchPlan): Finding[] {
  return [
    ...checkOrder(dates),
    ...checkPublic(dates),
    ...checkPlan(sessions),
    ...staff
      .filter(member => isExpired(member, sessions))
      .map(({ role, name, certificate, validTo, sessionIds }) =>
        finding(
          'R-STAFF',
          `${STAFF_ROLE[role]}${name}的证书${certificate ? ` ${certificate}` : ''}有效期至 ${validTo}，场次到 ${lastWorked({ sessionIds }, sessions)}`,
          '请核对证书有效期，已续期的请更新，未续期的请另行安排。',
        ),
      ),
  ]
}

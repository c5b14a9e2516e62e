/** Life of a 认定批次: its phase follows from its dates, and the dates follow each other (第二十一条（六）（七）). */
import type { IsoDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'

/** 备案 计划 报名 考前 考中 评分 公示 发证 归档. */
export type Phase = 'filing' | 'plan' | 'signup' | 'before' | 'during' | 'scoring' | 'public' | 'certified' | 'archived'

export interface BatchDates {
  /** 方案备案 */
  filedOn: IsoDate | null
  /** 计划申报 */
  plannedOn: IsoDate | null
  /** 公告 */
  announcedOn: IsoDate | null
  signupFrom: IsoDate | null
  signupTo: IsoDate | null
  /** 资格审核 */
  reviewedOn: IsoDate | null
  examFrom: IsoDate | null
  examTo: IsoDate | null
  scoredOn: IsoDate | null
  publicFrom: IsoDate | null
  publicTo: IsoDate | null
  /** 发证 */
  certifiedOn: IsoDate | null
  archivedOn: IsoDate | null
}

/** In the order in which they must come (A39). */
export const MILESTONES: readonly [key: keyof BatchDates, label: string][] = [
  ['filedOn', '方案备案'],
  ['plannedOn', '计划申报'],
  ['announcedOn', '公告'],
  ['signupFrom', '报名开始'],
  ['signupTo', '报名截止'],
  ['reviewedOn', '资格审核'],
  ['examFrom', '考试开始'],
  ['examTo', '考试结束'],
  ['scoredOn', '评分'],
  ['publicFrom', '公示开始'],
  ['publicTo', '公示结束'],
  ['certifiedOn', '发证'],
  ['archivedOn', '归档'],
]

/** Where a batch stands on a day: the latest phase that its dates have reached. Dates that are not filled in reach nothing. */
export function phaseOf(d: BatchDates, today: IsoDate): Phase {
  const since = (date: IsoDate | null): boolean => date !== null && date <= today
  const after = (date: IsoDate | null): boolean => date !== null && date < today
  if (since(d.archivedOn)) return 'archived'
  if (since(d.certifiedOn)) return 'certified'
  if (since(d.publicFrom)) return 'public'
  // Until its last day is over the examination goes on, even where some of it has been scored.
  if (after(d.examTo) || (d.examTo === null && since(d.scoredOn))) return 'scoring'
  if (since(d.examFrom) || since(d.examTo)) return 'during'
  if (since(d.reviewedOn) || after(d.signupTo)) return 'before'
  if (since(d.signupFrom) || since(d.signupTo)) return 'signup'
  return since(d.plannedOn) || since(d.announcedOn) ? 'plan' : 'filing'
}

/** R-ORDER: each two neighbouring dates that are inverted. The same day is in order. 公示 against 发证 is `checkPublic`'s. */
export function checkOrder(dates: BatchDates): Finding[] {
  const known = MILESTONES.flatMap(([key, label]) => {
    const on = dates[key]
    return on === null ? [] : [{ key, label, on }]
  })
  return known.flatMap((later, i) => {
    const earlier = known[i - 1]
    if (!earlier || earlier.on <= later.on) return []
    if (later.key === 'certifiedOn' && earlier.key.startsWith('public')) return []
    return [
      finding(
        'R-ORDER',
        `${later.label} ${later.on} 早于${earlier.label} ${earlier.on}`,
        '请核对这两个日期；确实如此的，请在备注中说明原因。',
        { [earlier.label]: earlier.on, [later.label]: later.on },
      ),
    ]
  })
}

/** R-PUB: 发证 without 公示, or before its last day is over. */
export function checkPublic({ publicFrom, publicTo, certifiedOn }: BatchDates): Finding[] {
  if (certifiedOn === null) return []
  const facts = { 公示: `${publicFrom ?? '未填'} 至 ${publicTo ?? '未填'}`, 发证: certifiedOn }
  if (publicFrom === null && publicTo === null) {
    const message = `${certifiedOn} 发证，没有登记公示`
    return [finding('R-PUB', message, '请先公示认定结果并登记起止日期，公示结束后再发证。', facts)]
  }
  if (publicTo === null) {
    return [finding('R-PUB', `${certifiedOn} 发证，没有登记公示结束的日期`, '请登记公示结束的日期。', facts)]
  }
  if (certifiedOn > publicTo) return []
  const message = `${certifiedOn} 发证，公示到 ${publicTo} 才结束`
  return [finding('R-PUB', message, '请在公示结束后发证；已经发证的，请在备注中说明原因。', facts)]
}

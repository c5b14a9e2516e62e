/** 模拟督导: what 附件3 would find in a batch today, item by item, and what each item lacks. A prediction, never a record. */
import { AFTER_ITEMS, itemsOf, numberOf, SITE_ITEMS } from '../forms/items.ts'
import type { StaffRole } from './assignment.ts'
import type { RecordPhase } from './coverage.ts'
import type { IsoDate } from './dates.ts'
import type { AssessmentForm, SlotState, Visited } from './evidence.ts'
import type { ItemCheck, Verdict } from './mockCheck.ts'
import * as check from './mockCheck.ts'
import type { BatchDates } from './order.ts'
import type { PlannedSession } from './plan.ts'
import type { Answer, RecordKind } from './seal.ts'
import { EVERYTHING, slotsOfItem } from './slotItem.ts'
import type { FilingState } from './venue.ts'

export interface BatchFacts {
  dates: BatchDates
  forms: readonly AssessmentForm[]
  /** Sum of the plan's 人数. */
  planned: number
  /** Names in the 考生名册. */
  candidates: number
  /** 抽查 samples drawn from it. */
  samples: number
  sessions: readonly (PlannedSession & { id: number })[]
  staff: readonly {
    role: StaffRole
    name: string
    certificate: string
    validTo: IsoDate | null
    sessionIds: readonly number[]
  }[]
  /** 内督员 named by valid 委派单. */
  supervisors: readonly { name: string; code: string | null; sessionIds: readonly number[] }[]
  /** null: the batch names no venue of the register. */
  /** As on the day of the exam; `outside`: what is examined beyond its scope, in words. */
  venue: {
    name: string
    filing: FilingState
    checkedOn: IsoDate | null
    photos: number
    outside?: readonly string[]
  } | null
  /** 委派 that no longer stand, in words (review.ts). */
  outdated?: readonly string[]
  /** Sealed internal records. */
  records: readonly {
    kind: RecordKind
    phases: readonly RecordPhase[]
    supervisor: string
    badge: Answer | null
    items: readonly { number: string; answer: Answer | null }[]
  }[]
  rectifications: readonly { number: string; kind: RecordKind | null; closedOn: IsoDate | null; due: IsoDate | null }[]
  /** Evidence by slot (P2, Q4 …); undefined while the organisation keeps no archive here. */
  slots?: Readonly<Record<string, SlotState>> | undefined
  /** Whether 外督员 came, which asks for further papers; undefined: they did not. */
  visited?: Visited | undefined
  today: IsoDate
}

export interface MockItem {
  /** As printed. */
  number: string
  text: string
  answer: Answer
  lacks: string[]
}

/** What else each item rests on, beside its papers (slotItem.ts). The numbers are printed labels: 附件3 现场 has no 15 (T10). */
const ONSITE: Record<number, ItemCheck[]> = {
  3: [check.filedPlan],
  4: [check.planned, check.candidates, check.asPlanned('人数', '地点', '科目')],
  5: [check.reviewed, check.sampled],
  6: [check.staffed, check.certified, check.separate, check.stillAssigned],
  7: [check.staffed],
  8: [check.venue],
  9: [check.venue, check.equipment],
  11: [check.supervised('during')],
  12: [check.badges],
  13: [check.onTime],
  16: [check.supervised('during')],
}

const AFTERWARDS: Record<number, ItemCheck[]> = {
  3: [check.filedPlan],
  4: ONSITE[4] ?? [],
  5: [check.headed],
  6: ONSITE[6] ?? [],
  7: [check.supervised('during')],
  8: [check.reviewed, check.sampled],
  9: [check.onTime],
  12: [check.mended],
  13: [check.scored],
  15: [check.published],
  [EVERYTHING]: [check.archived, check.everyPaper],
}

const FORMS = {
  onsite: { items: itemsOf(SITE_ITEMS), checks: ONSITE },
  afterwards: { items: itemsOf(AFTER_ITEMS), checks: AFTERWARDS },
} satisfies Record<RecordKind, unknown>

/**
 * Runs the items of 附件3 over a batch. 是 needs at least one ground and nothing against it: an item of which nothing is known is 否, for
 * an inspector sees no proof either. Evidence is 「未登记」 while there is no archive; that alone turns no 是 into 否.
 */
export function mockSupervision(kind: RecordKind, facts: BatchFacts): MockItem[] {
  const { items, checks } = FORMS[kind]
  return items.map(item => {
    const number = numberOf(item)
    const papers = kind === 'afterwards' && number === EVERYTHING ? [] : [check.papers(slotsOfItem(kind, number))] // everyPaper asks once
    const verdicts = [...(checks[number] ?? []), ...papers, check.internal(kind, number)].map(ask => ask(facts))
    return { number: String(number), text: item.replace(/^\d+[.、]/, ''), ...judge(verdicts) }
  })
}

function judge(verdicts: readonly Verdict[]): { answer: Answer; lacks: string[] } {
  const lacks = verdicts.flatMap(v => [...v.against, ...v.unknown])
  const answer = verdicts.some(v => v.against.length > 0) || !verdicts.some(v => v.ground) ? 'no' : 'yes'
  return { answer, lacks: lacks.length === 0 && answer === 'no' ? ['没有任何登记可以证明'] : [...new Set(lacks)] }
}

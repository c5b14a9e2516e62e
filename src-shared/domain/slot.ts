/** The checklist of a batch's archive (requirements §7): 已归档, 不适用 with its reason, 缺失. */
import type { RecordPhase } from './coverage.ts'
import { RECORD_PHASES } from './coverage.ts'
import {
  type AssessmentForm,
  isRequired,
  SLOTS,
  type Slot,
  type SlotState,
  slotName,
  type Visited,
} from './evidence.ts'
import { cleanCell } from './text.ts'

/** What a slot holds. `whole`: what the program keeps itself is all that is due, so that it stands without a file. */
export interface Holding {
  files: number
  records: number
  whole: boolean
}

export const NOTHING: Holding = { files: 0, records: 0, whole: false }

export interface SlotStanding {
  slot: Slot
  required: boolean
  state: SlotState
  reason: string
  files: number
  records: number
}

export interface Archive {
  forms: readonly AssessmentForm[]
  visited: Visited
  holdings: ReadonlyMap<Slot, Holding>
  /** 不适用, by its reason. */
  na: ReadonlyMap<string, string>
}

/** Every slot as it stands, in the order of §4. What lies in a slot is 已归档, even where somebody had called it 不适用 before. */
export function slotStandings({ forms, visited, holdings, na }: Archive): SlotStanding[] {
  return SLOTS.map(({ slot }) => {
    const { files, records, whole } = holdings.get(slot) ?? NOTHING
    const required = isRequired(slot, forms, visited)
    const base = { slot, required, files, records }
    // 第七、二十四条: 全过程. A scan among the files does not say which phases it covers; the sealed records do.
    if (slot === 'D1' ? whole : files > 0 || (records > 0 && whole)) return { ...base, state: 'archived', reason: '' }
    const reason = na.get(slot)
    if (reason !== undefined) return { ...base, state: 'na', reason }
    return { ...base, state: required ? 'missing' : 'none', reason: '' }
  })
}

/** Of the required slots: per cent with one decimal, rounded down so that 100 means all of them; and those that are missing, by name. */
export function completeness(standings: readonly SlotStanding[]): { percent: number; missing: string[] } {
  const required = standings.filter(s => s.required)
  const missing = required.filter(s => s.state === 'missing')
  const met = required.length - missing.length
  return {
    percent: required.length === 0 ? 100 : Math.floor((met * 1000) / required.length) / 10,
    missing: missing.map(s => slotName(s.slot)),
  }
}

/** Papers that no batch does without, by article. D4 is ours to write once 外督员 came. */
const NEVER_NA: Partial<Record<Slot, string>> = {
  D1: '内部督导应当全面覆盖认定工作（第七、二十四条）',
  R3: '内督员由本机构委派（第十五条），没有委派单就没有内部督导',
  D4: '外督员来过，本机构应当填写附件4（第二十二条）',
}

/** Why a slot cannot be called 不适用; null: it can. */
export function whyNotNa({ slot, required, files, records }: SlotStanding): string | null {
  if (files + records > 0) return '该项已有材料'
  const law = NEVER_NA[slot]
  return law !== undefined && required ? law : null
}

/** 全过程: does every phase have a sealed record? */
export const isThroughout = (records: readonly { phases: readonly RecordPhase[] }[]): boolean =>
  RECORD_PHASES.every(phase => records.some(record => record.phases.includes(phase)))

/** Which of 附件3's forms a kind of visit fills in; the kinds are the organisation's own list (第十八条 «等»), so it is read from the words. */
export function visitForm(kind: string): 'onsite' | 'afterwards' | null {
  if (kind.includes('现场')) return 'onsite'
  return kind.includes('事后') ? 'afterwards' : null
}

/** The slot of a paper that was taken in for a visit, by what it is called; undefined where that says nothing, for a photo proves no form. */
export function slotOfVisitPaper(kind: string, title: string): Slot | undefined {
  const words = cleanCell(title)
  if (/附件\s*4|反馈表/.test(words)) return 'D4'
  if (/证卡/.test(words)) return 'D6'
  if (/整改/.test(words)) return 'D5'
  const form = visitForm(kind)
  if (form === null || !/附件\s*3|督导记录表/.test(words)) return undefined
  return form === 'onsite' ? 'D2' : 'D3'
}

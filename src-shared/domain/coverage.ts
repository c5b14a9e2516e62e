/** 全过程, 全面覆盖 (第七、二十四条): which batches have internal records of each phase. */
import { PHASE, RECORD_PHASE } from '../labels.ts'
import type { Phase } from './order.ts'
import { type Finding, finding } from './rules.ts'

/** 考前 考中 考后. */
export type RecordPhase = 'before' | 'during' | 'after'

export const RECORD_PHASES: readonly RecordPhase[] = ['before', 'during', 'after']

export interface Covered {
  id: number
  /** Sealed records by phase. */
  phases: Record<RecordPhase, readonly number[]>
  /** Where the batch stands; without it all three phases are due. */
  phase?: Phase
}

export interface CoverageRow extends Record<RecordPhase, number> {
  id: number
  findings: Finding[]
}

/** A phase is due once the batch has left it: 考前 from 考中 on, 考中 from 评分 on, 考后 from 发证 on. */
const DUE_FROM: Record<RecordPhase, readonly Phase[]> = {
  before: ['during', 'scoring', 'public', 'certified', 'archived'],
  during: ['scoring', 'public', 'certified', 'archived'],
  after: ['certified', 'archived'],
}

/** Is a record of this phase due, where the batch stands at `at`? Without it every phase is. */
export const isDue = (phase: RecordPhase, at: Phase | undefined): boolean =>
  at === undefined || DUE_FROM[phase].includes(at)

/**
 * The matrix, and how many of the due phases have a record: `met` of `due`; percent with one decimal, rounded down so that 100 means all of
 * them, and null while nothing is due, for then nothing is covered either. R-COVER is a todo, and a warning once the batch is archived.
 */
export function coverage(batches: readonly Covered[]): {
  due: number
  met: number
  percent: number | null
  rows: CoverageRow[]
} {
  let due = 0
  let met = 0
  const rows = batches.map(({ id, phases, phase }) => {
    const needed = RECORD_PHASES.filter(p => isDue(p, phase))
    const missing = needed.filter(p => phases[p].length === 0)
    due += needed.length
    met += needed.length - missing.length
    const [before, during, after] = [phases.before.length, phases.during.length, phases.after.length]
    return { id, before, during, after, findings: uncovered(missing, phase) }
  })
  return { due, met, percent: due === 0 ? null : Math.floor((met * 1000) / due) / 10, rows }
}

function uncovered(missing: readonly RecordPhase[], phase: Phase | undefined): Finding[] {
  if (missing.length === 0) return []
  const names = missing.map(p => RECORD_PHASE[p]).join('、')
  // What is over cannot be supervised any more: a record written now would be a false paper.
  const remedy =
    missing.length === 1 && missing[0] === 'after'
      ? '请委派内督员进行考后督导（资料、评分、公示），并封存记录。'
      : '已经过去的阶段不能补做督导；请如实说明没有督导的原因，封存批次时会记入。'
  const found = finding('R-COVER', `没有${names}的内部督导记录`, remedy, {
    缺少: names,
    ...(phase ? { 批次阶段: PHASE[phase] } : {}),
  })
  return [phase === 'archived' ? { ...found, severity: 'warn' } : found]
}

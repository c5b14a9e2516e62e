import type { EntityManager } from 'typeorm'
import type { BatchDates } from '../../../src-shared/contract/batch.ts'
import { examDays } from '../../../src-shared/domain/acts.ts'
import { coverage, RECORD_PHASES, type RecordPhase } from '../../../src-shared/domain/coverage.ts'
import { phaseOf } from '../../../src-shared/domain/order.ts'
import { loadCoverage } from '../../db/queries/batches.ts'
import { judgeSealed, type SealedDates } from '../supervision/sealedDates.ts'

/** 批次 × 考前/考中/考后 (第七、二十四条): how many sealed records each cell has, and what is missing. */
export async function coverageMatrix(manager: EntityManager, year: number | undefined, today: string) {
  const batches = await coveredBatches(manager, year, today)
  const { due, met, percent, rows } = coverage(batches)
  return {
    due,
    met,
    percent,
    rows: rows.map(({ id, ...row }, i) => ({
      batchId: id,
      name: batches[i]?.name ?? '',
      planNo: batches[i]?.planNo ?? '',
      ...row,
    })),
  }
}

/** Batches of a year (all without one), where each stands, and its sealed records by phase. */
export async function coveredBatches(manager: EntityManager, year: number | undefined, today: string) {
  const batches = await loadCoverage(manager, year)
  const doubted = new Set((await judgeSealed(manager, today)).filter(untrue).map(row => row.id))
  return batches.map(({ id, name, planNo, dates, records, sessions }) => ({
    id,
    name,
    planNo,
    phase: phaseOf(JSON.parse(dates) as BatchDates, today),
    phases: byPhase(
      (JSON.parse(records ?? '[]') as Sealed[]).filter(([id]) => !doubted.has(id)),
      JSON.parse(sessions ?? '[]') as Held[],
    ),
  }))
}

type Sealed = [id: number, phases: string, on: string, sessionIds: string]
type Held = [id: number, date: string, from: string, to: string]

/** False whatever its phase; one that is too early for 考中 may still have seen 考前 (byPhase). */
const untrue = ({ findings }: SealedDates): boolean =>
  findings.some(f => f.rule !== 'R-DT-SESSION' && f.rule !== 'R-DT-AFTER')

/** Only records that can be true count (acts.ts): nobody saw an exam on the day before it. */
function byPhase(records: Sealed[], sessions: Held[]): Record<RecordPhase, number[]> {
  const found: Record<RecordPhase, number[]> = { before: [], during: [], after: [] }
  for (const [id, phases, on, sessionIds] of records) {
    const ids = JSON.parse(sessionIds) as number[]
    const own = sessions.filter(([session]) => ids.includes(session))
    const days = examDays((own.length > 0 ? own : sessions).map(([, date, from, to]) => ({ date, from, to })))
    for (const phase of RECORD_PHASES) {
      const early = days !== null && ((phase === 'during' && on < days.first) || (phase === 'after' && on < days.last))
      if ((JSON.parse(phases) as RecordPhase[]).includes(phase) && !early) found[phase].push(id)
    }
  }
  return found
}

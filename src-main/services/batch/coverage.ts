import type { EntityManager } from 'typeorm'
import type { BatchDates } from '../../../src-shared/contract/batch.ts'
import { coverage, RECORD_PHASES, type RecordPhase } from '../../../src-shared/domain/coverage.ts'
import { phaseOf } from '../../../src-shared/domain/order.ts'
import { loadCoverage } from '../../db/queries/batches.ts'

/** 批次 × 考前/考中/考后 (第七、二十四条): how many sealed records each cell has, and what is missing. */
export async function coverageMatrix(manager: EntityManager, year: number | undefined, today: string) {
  const batches = await loadCoverage(manager, year)
  const { percent, rows } = coverage(
    batches.map(({ id, dates, records }) => ({
      id,
      phase: phaseOf(JSON.parse(dates) as BatchDates, today),
      phases: byPhase(JSON.parse(records ?? '[]') as [number, string][]),
    })),
  )
  return {
    percent,
    rows: rows.map(({ id, ...row }, i) => ({
      batchId: id,
      name: batches[i]?.name ?? '',
      planNo: batches[i]?.planNo ?? '',
      ...row,
    })),
  }
}

function byPhase(records: [number, string][]): Record<RecordPhase, number[]> {
  const found: Record<RecordPhase, number[]> = { before: [], during: [], after: [] }
  for (const [id, phases] of records) {
    for (const phase of RECORD_PHASES) if ((JSON.parse(phases) as RecordPhase[]).includes(phase)) found[phase].push(id)
  }
  return found
}

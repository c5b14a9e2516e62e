import type { EntityManager } from 'typeorm'
import type { CheckReport } from '../../../src-shared/contract/seal.ts'
import { CheckInputTable } from '../../db/entities/archive.ts'

/** Finished reports of 四性检测 are kept among what persons typed for them: what is printed is what was found. */
export const REPORT = 'report'

/** The last report of a batch; null before the first. */
export async function lastReport(manager: EntityManager, batchId: number): Promise<CheckReport | null> {
  const row = await manager.findOne(CheckInputTable, { where: { batchId, kind: REPORT }, order: { id: 'DESC' } })
  return row ? (row.body as CheckReport) : null
}

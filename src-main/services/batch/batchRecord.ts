import type { EntityManager } from 'typeorm'
import { AppError } from '../../../src-shared/errors.ts'
import { type BatchRecord, BatchTable } from '../../db/entities/batch.ts'

/** @throws AppError NOT_FOUND, for batches in the recycle bin too unless `trash`. */
export async function requireBatch(manager: EntityManager, id: number, trash = false): Promise<BatchRecord> {
  const row = await manager.findOneBy(BatchTable, { id })
  if (!row || (row.deletedAt !== null && !trash)) throw new AppError('NOT_FOUND', { what: '该批次' })
  return row
}

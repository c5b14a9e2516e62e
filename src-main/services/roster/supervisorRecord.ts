import type { EntityManager } from 'typeorm'
import { AppError } from '../../../src-shared/errors.ts'
import { type SupervisorRecord, SupervisorTable } from '../../db/entities/supervisor.ts'

/** @throws AppError NOT_FOUND, for people in the recycle bin too unless `trash`. */
export async function requireSupervisor(manager: EntityManager, id: number, trash = false): Promise<SupervisorRecord> {
  const row = await manager.findOneBy(SupervisorTable, { id })
  if (!row || (row.deletedAt !== null && !trash)) throw new AppError('NOT_FOUND', { what: '该人员' })
  return row
}

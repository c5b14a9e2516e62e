import type { EntityManager } from 'typeorm'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import {
  type ContestPlaceRecord,
  ContestPlaceTable,
  type ContestRecord,
  type ContestStaffRecord,
  ContestStaffTable,
  ContestTable,
  type ContestVisitRecord,
  ContestVisitTable,
} from '../../db/entities/contest.ts'
import { record } from '../audit.ts'

/** @throws AppError NOT_FOUND, for contests in the recycle bin too unless `trash`. */
export async function requireContest(manager: EntityManager, id: number, trash = false): Promise<ContestRecord> {
  const row = await manager.findOneBy(ContestTable, { id })
  if (!row || (row.deletedAt !== null && !trash)) throw new AppError('NOT_FOUND', { what: '该竞赛' })
  return row
}

/** Places that are not struck out, in the order of 附件6: by time. */
export async function placesOf(manager: EntityManager, contestId: number): Promise<ContestPlaceRecord[]> {
  const order = { fromOn: 'ASC', fromTime: 'ASC', id: 'ASC' } as const
  return alive(await manager.find(ContestPlaceTable, { where: { contestId }, order }))
}

export async function contestStaffOf(manager: EntityManager, contestId: number): Promise<ContestStaffRecord[]> {
  return alive(await manager.find(ContestStaffTable, { where: { contestId }, order: { id: 'ASC' } }))
}

export async function contestVisitsOf(manager: EntityManager, contestId: number): Promise<ContestVisitRecord[]> {
  return alive(await manager.find(ContestVisitTable, { where: { contestId }, order: { onDate: 'DESC', id: 'DESC' } }))
}

const alive = <T extends { struckAt: string | null }>(rows: T[]): T[] => rows.filter(row => row.struckAt === null)

/** What strikes a row out: it stays, with who, when and why. */
export const struck = (stamp: Stamp, reason: string) => ({
  struckAt: stamp.at,
  struckBy: stamp.actor,
  strikeReason: reason,
})

/** One line of the log about a contest. */
export function logContest(
  manager: EntityManager,
  stamp: Stamp,
  contestId: number,
  action: string,
  text: string,
  detail?: unknown,
): Promise<void> {
  return record(manager, stamp, { action, subject: `contest:${contestId}`, text, detail })
}

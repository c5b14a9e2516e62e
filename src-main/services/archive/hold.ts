/** 调查冻结 (第二十一条（九）（十）): while it lasts nothing of the batch is changed, unsealed or destroyed; the database itself refuses (0005-archive). */
import type { EntityManager } from 'typeorm'
import type { Hold } from '../../../src-shared/contract/seal.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type HoldRow, HoldTable } from '../../db/entities/archive.ts'
import { record } from '../audit.ts'
import { requireBatch } from '../batch/batchRecord.ts'

export async function setHold(
  manager: EntityManager,
  { batchId, reason }: { batchId: number; reason: string },
  stamp: Stamp,
): Promise<Hold> {
  const batch = await requireBatch(manager, batchId)
  if (await activeHold(manager, batchId))
    throw new AppError('STATE_BLOCKED', { name: batch.name, action: '调查冻结', detail: '已经冻结' })
  const { identifiers } = await manager.insert(HoldTable, {
    batchId,
    reason,
    liftedAt: null,
    liftedBy: '',
    liftReason: '',
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  await record(manager, stamp, {
    action: 'hold.set',
    subject: `batch:${batchId}`,
    text: `调查冻结「${batch.name}」：${reason}`,
  })
  return show(manager, identifiers[0]?.id as number)
}

export async function liftHold(
  manager: EntityManager,
  { batchId, reason }: { batchId: number; reason: string },
  stamp: Stamp,
): Promise<Hold> {
  const batch = await requireBatch(manager, batchId)
  const active = await activeHold(manager, batchId)
  if (!active) throw new AppError('STATE_BLOCKED', { name: batch.name, action: '解除冻结', detail: '没有冻结' })
  await manager.update(HoldTable, { id: active.id }, { liftedAt: stamp.at, liftedBy: stamp.actor, liftReason: reason })
  await record(manager, stamp, {
    action: 'hold.lift',
    subject: `batch:${batchId}`,
    text: `解除「${batch.name}」的调查冻结：${reason}`,
  })
  return show(manager, active.id)
}

/** The newest first. */
export async function listHolds(manager: EntityManager, batchId: number): Promise<Hold[]> {
  return (await manager.find(HoldTable, { where: { batchId }, order: { id: 'DESC' } })).map(toHold)
}

export async function activeHold(manager: EntityManager, batchId: number): Promise<Hold | null> {
  return (await listHolds(manager, batchId)).find(hold => hold.liftedAt === null) ?? null
}

async function show(manager: EntityManager, id: number): Promise<Hold> {
  return toHold(await manager.findOneByOrFail(HoldTable, { id }))
}

const toHold = ({ id, reason, recordedAt, recordedBy, liftedAt, liftedBy, liftReason }: HoldRow): Hold => ({
  id,
  reason,
  at: recordedAt,
  by: recordedBy,
  liftedAt,
  liftedBy,
  liftReason,
})

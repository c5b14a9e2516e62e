/** The fifteen papers of a contest (第二十五条（五）): 已归档, 不适用 with its reason, 缺失. */

import type { EntityManager } from 'typeorm'
import type { ContestSlots } from '../../../src-shared/contract/contest.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { CONTEST_SLOTS, type ContestSlot } from '../../../src-shared/domain/contest.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { SlotNaTable } from '../../db/entities/archive.ts'
import { notStruck } from '../roster/qualification.ts'
import { invalid } from '../venue/venueRecord.ts'
import { logContest, requireContest, struck } from './contestRecord.ts'

/** @throws AppError NOT_FOUND */
export async function listContestSlots(manager: EntityManager, contestId: number): Promise<ContestSlots> {
  await requireContest(manager, contestId, true)
  const counts = (await manager.query(
    'SELECT slot, count(*) AS n FROM evidence WHERE contest_id = ? AND struck_at IS NULL AND destruction_id IS NULL GROUP BY slot',
    [contestId],
  )) as { slot: string; n: number }[]
  const files = new Map(counts.map(({ slot, n }) => [slot, n]))
  const reasons = new Map((await naOf(manager, contestId)).map(row => [row.slot, row.reason]))
  const slots = Object.entries(CONTEST_SLOTS).map(([slot, name]) => {
    const count = files.get(slot) ?? 0
    const reason = reasons.get(slot)
    // What lies in a slot is 已归档, even where somebody had called it 不适用 before.
    const state = count > 0 ? ('archived' as const) : reason === undefined ? ('missing' as const) : ('na' as const)
    return { seen: UNSEEN, slot, name, state, files: count, reason: state === 'na' ? (reason ?? '') : '' }
  })
  return { slots }
}

/** @throws AppError NOT_FOUND, INPUT_INVALID (no such paper), STATE_BLOCKED (files are there) */
export async function setContestNa(
  manager: EntityManager,
  { contestId, slot, reason }: { contestId: number; slot: string; reason: string },
  stamp: Stamp,
): Promise<ContestSlots> {
  const name = nameOf(slot)
  await requireContest(manager, contestId)
  const { slots } = await listContestSlots(manager, contestId)
  if (slots.some(row => row.slot === slot && row.files > 0))
    throw new AppError('STATE_BLOCKED', { name, action: '登记为不适用', detail: '该项已有材料' })
  await strike(manager, contestId, slot, '改写', stamp)
  await manager.insert(SlotNaTable, {
    batchId: null,
    contestId,
    slot,
    reason,
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
    ...notStruck,
  })
  await logContest(manager, stamp, contestId, 'contestSlot.setNa', `${name} 登记为不适用：${reason}`)
  return listContestSlots(manager, contestId)
}

/** @throws AppError NOT_FOUND, INPUT_INVALID, STATE_BLOCKED (it was not 不适用) */
export async function clearContestNa(
  manager: EntityManager,
  { contestId, slot }: { contestId: number; slot: string },
  stamp: Stamp,
): Promise<ContestSlots> {
  const name = nameOf(slot)
  await requireContest(manager, contestId)
  if ((await strike(manager, contestId, slot, '取消不适用', stamp)) === 0)
    throw new AppError('STATE_BLOCKED', { name, action: '取消不适用', detail: '没有登记为不适用' })
  await logContest(manager, stamp, contestId, 'contestSlot.clearNa', `${name} 取消不适用`)
  return listContestSlots(manager, contestId)
}

function nameOf(slot: string): string {
  if (!Object.hasOwn(CONTEST_SLOTS, slot)) throw invalid('slot', `没有「${slot}」这一项`)
  return `${slot} ${CONTEST_SLOTS[slot as ContestSlot]}`
}

const naOf = async (manager: EntityManager, contestId: number) =>
  (await manager.find(SlotNaTable, { where: { contestId }, order: { id: 'ASC' } })).filter(row => row.struckAt === null)

async function strike(manager: EntityManager, contestId: number, slot: string, why: string, stamp: Stamp) {
  const rows = (await naOf(manager, contestId)).filter(row => row.slot === slot)
  for (const { id } of rows) await manager.update(SlotNaTable, { id }, struck(stamp, why))
  return rows.length
}

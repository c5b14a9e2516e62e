/** The checklist of a batch's archive: slots, their states, 不适用 with its reason. */

import type { EntityManager } from 'typeorm'
import type { SlotList } from '../../../src-shared/contract/archive.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { type Slot, type SlotState, slotFacts, slotName, type Visited } from '../../../src-shared/domain/evidence.ts'
import { periodText } from '../../../src-shared/domain/retention.ts'
import { completeness, type SlotStanding, slotStandings, whyNotNa } from '../../../src-shared/domain/slot.ts'
import { itemsOfSlot } from '../../../src-shared/domain/slotItem.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Context, Stamp } from '../../context.ts'
import { SlotNaTable } from '../../db/entities/archive.ts'
import { yearsBySlot } from '../archive/retention.ts'
import { record } from '../audit.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { notStruck } from '../roster/qualification.ts'
import { doubtsOf } from './doubt.ts'
import { requireSlot } from './slotCode.ts'
import { holdingsOf } from './slotHolding.ts'

/** Every slot as it stands, in the order of §4. @throws AppError NOT_FOUND */
export const standingsOf = async (manager: EntityManager, batchId: number): Promise<SlotStanding[]> =>
  (await load(manager, batchId)).standings

async function load(manager: EntityManager, batchId: number) {
  const batch = await requireBatch(manager, batchId)
  const { holdings, visited } = await holdingsOf(manager, batch)
  const na = new Map((await naOf(manager, batchId)).map(row => [row.slot, row.reason]))
  return { standings: slotStandings({ forms: batch.forms, visited, holdings, na }), visited }
}

const naOf = async (manager: EntityManager, batchId: number) =>
  (await manager.find(SlotNaTable, { where: { batchId }, order: { id: 'ASC' } })).filter(row => row.struckAt === null)

/** The same as slot.list gives it: names, items of 附件3, 保管期限, and how complete the archive is. */
export async function listSlots(manager: EntityManager, batchId: number): Promise<SlotList> {
  const standings = await standingsOf(manager, batchId)
  const years = await yearsBySlot(manager)
  return {
    slots: standings.map(({ slot, ...standing }) => ({
      seen: UNSEEN,
      slot,
      ...standing,
      doubts: [],
      name: slotFacts(slot).name,
      phase: slotFacts(slot).phase,
      onsite: itemsOfSlot('onsite', slot),
      afterwards: itemsOfSlot('afterwards', slot),
      retention: periodText(slot, years.get(slot) ?? null),
    })),
    ...completeness(standings),
  }
}

/** The same with what is doubtful about the files themselves, for whoever looks at the list. */
export async function listSlotsWithDoubts(
  ctx: Pick<Context, 'files' | 'resourcesDir'>,
  manager: EntityManager,
  batchId: number,
): Promise<SlotList> {
  const list = await listSlots(manager, batchId)
  const doubts = await doubtsOf(ctx, manager, batchId)
  const of = (slot: string) => doubts.filter(doubt => doubt.slot === slot).map(({ text }) => text)
  return { ...list, slots: list.slots.map(row => ({ ...row, doubts: of(row.slot) })) }
}

/** What 模拟督导 asks: the states, and whether 外督员 came. */
export async function archiveFacts(
  manager: EntityManager,
  batchId: number,
): Promise<{ slots: Partial<Record<Slot, SlotState>>; visited: Visited }> {
  const { standings, visited } = await load(manager, batchId)
  return { slots: Object.fromEntries(standings.map(({ slot, state }) => [slot, state])), visited }
}

/** 不适用: with a reason, which prints in the 目录. @throws AppError STATE_BLOCKED where papers are there, or no batch does without. */
export async function setNa(
  manager: EntityManager,
  { batchId, slot, reason }: { batchId: number; slot: string; reason: string },
  stamp: Stamp,
): Promise<SlotList> {
  const code = requireSlot(slot)
  const standing = (await standingsOf(manager, batchId)).find(s => s.slot === code)
  const refusal = standing ? whyNotNa(standing) : null
  if (refusal !== null)
    throw new AppError('STATE_BLOCKED', { name: slotName(code), action: '登记为不适用', detail: refusal })
  await strike(manager, batchId, code, '改写', stamp)
  await manager.insert(SlotNaTable, {
    batchId,
    contestId: null,
    slot: code,
    reason,
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
    ...notStruck,
  })
  await record(manager, stamp, {
    action: 'slot.setNa',
    subject: `batch:${batchId}`,
    text: `${slotName(code)} 登记为不适用：${reason}`,
  })
  return listSlots(manager, batchId)
}

export async function clearNa(
  manager: EntityManager,
  { batchId, slot }: { batchId: number; slot: string },
  stamp: Stamp,
): Promise<SlotList> {
  const code = requireSlot(slot)
  await requireBatch(manager, batchId)
  const struck = await strike(manager, batchId, code, '取消不适用', stamp)
  if (struck === 0)
    throw new AppError('STATE_BLOCKED', { name: slotName(code), action: '取消不适用', detail: '没有登记为不适用' })
  await record(manager, stamp, {
    action: 'slot.clearNa',
    subject: `batch:${batchId}`,
    text: `${slotName(code)} 取消不适用`,
  })
  return listSlots(manager, batchId)
}

/** Rows are struck out, never deleted. @returns how many */
async function strike(manager: EntityManager, batchId: number, slot: Slot, why: string, stamp: Stamp): Promise<number> {
  const rows = (await naOf(manager, batchId)).filter(row => row.slot === slot)
  for (const { id } of rows)
    await manager.update(SlotNaTable, { id }, { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: why })
  return rows.length
}

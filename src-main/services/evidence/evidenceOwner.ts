/** Whom a file belongs to: what is known of the owner, and the numbers of its files. */
import type { EntityManager } from 'typeorm'
import type { EvidenceOwner } from '../../../src-shared/contract/evidence.ts'
import { CONTEST_SLOTS } from '../../../src-shared/domain/contest.ts'
import { isAfterSeal, isSlot } from '../../../src-shared/domain/evidence.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { EvidenceRow } from '../../db/entities/archive.ts'
import { DESTROYED } from '../../db/queries/evidenceRow.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { requireContest } from '../contest/contestRecord.ts'
import { requireSupervisor } from '../roster/supervisorRecord.ts'
import { requireVisit } from '../supervision/visit.ts'
import { invalid, requireVenue } from '../venue/venueRecord.ts'

/** The owner's part of a row. */
export type OwnerColumns = Pick<EvidenceRow, 'batchId' | 'contestId' | 'venueId' | 'supervisorId' | 'visitId' | 'slot'>

export const slotOf = (owner: EvidenceOwner): string => ('slot' in owner ? owner.slot : '')

export function columnsOf(owner: EvidenceOwner): OwnerColumns {
  const of = (kind: EvidenceOwner['kind']) => (owner.kind === kind ? owner.id : null)
  return {
    batchId: of('batch'),
    contestId: of('contest'),
    venueId: of('venue'),
    supervisorId: of('supervisor'),
    visitId: of('visit'),
    slot: slotOf(owner),
  }
}

/** The owner and what people call it, for the log: `批次「…」G2`. @throws AppError NOT_FOUND (recycle bin too), INPUT_INVALID (no such slot) */
export async function requireOwner(manager: EntityManager, owner: EvidenceOwner): Promise<string> {
  const { id } = owner
  if (owner.kind === 'batch') {
    if (!isSlot(owner.slot)) throw invalid('owner.slot', `没有编号为「${owner.slot}」的档案项`)
    return `批次「${(await requireBatch(manager, id)).name}」${owner.slot} `
  }
  if (owner.kind === 'contest') {
    if (!Object.hasOwn(CONTEST_SLOTS, owner.slot))
      throw invalid('owner.slot', `没有编号为「${owner.slot}」的竞赛档案项`)
    return `竞赛「${(await requireContest(manager, id)).name}」${owner.slot} `
  }
  if (owner.kind === 'venue') return `场地「${(await requireVenue(manager, id)).name}」`
  if (owner.kind === 'supervisor') return `内督员「${(await requireSupervisor(manager, id)).name}」`
  const { on, kind } = await visitName(manager, id)
  return `${on} ${kind}`
}

async function visitName(manager: EntityManager, id: number): Promise<{ on: string; kind: string }> {
  const { onDate, kind } = await requireVisit(manager, id)
  return { on: onDate, kind }
}

/**
 * Said before gigabytes are copied; while rows are written the database itself keeps it (0005-archive.ts). Papers of inspectors' visits and of
 * mending (D2–D6) come after 封存. @throws AppError BATCH_HELD, BATCH_SEALED
 */
export async function requireUnfrozen(manager: EntityManager, owner: EvidenceOwner): Promise<void> {
  if (owner.kind !== 'batch') return
  const [row] = (await manager.query(
    `SELECT name, EXISTS (SELECT 1 FROM hold WHERE batch_id = b.id AND lifted_at IS NULL) AS held,
       EXISTS (SELECT 1 FROM seal WHERE batch_id = b.id AND opened_at IS NULL) AS sealed FROM batch b WHERE b.id = ?`,
    [owner.id],
  )) as { name: string; held: number; sealed: number }[]
  if (row?.held) throw new AppError('BATCH_HELD', { name: row.name })
  if (row?.sealed && !isAfterSeal(owner.slot)) throw new AppError('BATCH_SEALED', { name: row.name })
}

export const holderOf = ({ kind, id }: EvidenceOwner): string => `${kind}:${id}`

const LETTER = { venue: 'V', supervisor: 'P', visit: 'D' } as const // the same in migrations/0005-evidence.ts

export const prefixOf = (owner: EvidenceOwner): string => ('slot' in owner ? owner.slot : LETTER[owner.kind])

/** The last number given; 0 at first. Numbers of rows that were moved or struck out stay given. */
export async function lastNumber(manager: EntityManager, owner: EvidenceOwner): Promise<number> {
  const [row] = (await manager.query('SELECT last FROM evidence_number WHERE holder = ? AND prefix = ?', [
    holderOf(owner),
    prefixOf(owner),
  ])) as { last: number }[]
  return row?.last ?? 0
}

export const codeOf = (owner: EvidenceOwner, seq: number): string =>
  `${prefixOf(owner)}_${String(seq).padStart(3, '0')}`

/** Digests that this owner has in this slot already, with the code of the file. */
export async function heldBy(
  manager: EntityManager,
  owner: EvidenceOwner,
  digests: readonly string[],
): Promise<Map<string, string>> {
  const rows = (await manager.query(
    `SELECT e.file, e.code FROM evidence e WHERE e.file IN (SELECT value FROM json_each(?)) AND e.holder = ? AND e.prefix = ?
       AND e.struck_at IS NULL AND NOT ${DESTROYED}`,
    [JSON.stringify(digests), holderOf(owner), prefixOf(owner)],
  )) as { file: string; code: string }[]
  return new Map(rows.map(row => [row.file, row.code]))
}

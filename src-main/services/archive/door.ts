/** The one question that every way out asks before an original of a sealed batch leaves: is it in a book that opens it, for whoever asks? */
import { type EntityManager, IsNull } from 'typeorm'
import { nameKey } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { AccessEntryTable } from '../../db/entities/archive.ts'
import { record } from '../audit.ts'
import { lastDay } from './access.ts'

/** What would leave: a batch's papers, or a stored content, wherever it belongs. */
export type Leaving = { batchId: number; slot?: string } | { sha256: string }

/**
 * How it would leave. `look`: shown, opened, read or saved, for which 查阅登记 stands. `hand`: a 督导包, for which 资料提供登记 stands as well, that of
 * a visit or the 交付清单 of the export itself, where it names the receiver.
 */
export type Way = { as: 'look' } | { as: 'hand'; receiver: string }

export interface Sealed {
  batchId: number
  name: string
}

/**
 * Thumbnails are no originals and ask nothing. A content that also stands in an open batch, or with a venue or a person, is free there.
 * @returns the sealed batch that it leaves, whose log has to say so; null where it leaves none
 * @throws AppError ACCESS_NEEDED
 */
export async function askAtDoor(manager: EntityManager, what: Leaving, way: Way, stamp: Stamp): Promise<Sealed | null> {
  const places =
    'batchId' in what ? [{ batchId: what.batchId, slot: what.slot ?? null }] : await placesOf(manager, what.sha256)
  let closed: string | null = null
  for (const { batchId, slot } of places) {
    const sealed = batchId === null ? null : await sealedBatch(manager, batchId)
    if (sealed === null || (await inBooks(manager, sealed.batchId, slot, way, stamp))) return sealed
    closed ??= sealed.name
  }
  if (closed !== null) throw new AppError('ACCESS_NEEDED', { name: closed })
  return null
}

/** Every opening of a sealed batch's file stands in the log. `what`: 打开, 另存; `file`: as people know it. */
export const noteOpening = (
  manager: EntityManager,
  { batchId, name }: Sealed,
  what: string,
  file: string,
  stamp: Stamp,
) =>
  record(manager, stamp, {
    action: 'archive.open',
    subject: `batch:${batchId}`,
    text: `${what}已封存批次「${name}」的文件「${file}」`,
  })

interface Place {
  batchId: number | null
  slot: string | null // null of a sealed batch: all of it
}

/** Where an original belongs; null: to no batch. Nothing at all: it is none (a photo of a person, a thumbnail, a logo). */
async function placesOf(manager: EntityManager, sha256: string): Promise<Place[]> {
  return (await manager.query(
    `SELECT batch_id AS batchId, slot FROM evidence WHERE file = ? AND struck_at IS NULL
     UNION SELECT r.batch_id, 'D1' FROM supervision_evidence f JOIN supervision r ON r.id = f.supervision_id WHERE f.file = ?`,
    [sha256, sha256],
  )) as Place[]
}

async function sealedBatch(manager: EntityManager, batchId: number): Promise<Sealed | null> {
  const [batch] = (await manager.query(
    'SELECT b.name FROM seal s JOIN batch b ON b.id = s.batch_id WHERE s.batch_id = ? AND s.opened_at IS NULL',
    [batchId],
  )) as { name: string }[]
  return batch ? { batchId, name: batch.name } : null
}

/** Whether it may leave now: an entry names it, and whoever sits here, and has not ended; or it is handed over on paper. */
async function inBooks(
  manager: EntityManager,
  batchId: number,
  slot: string | null,
  way: Way,
  { today, actor }: Stamp,
): Promise<boolean> {
  if (way.as === 'hand' && way.receiver !== '') return true
  for (const entry of await manager.findBy(AccessEntryTable, { batchId, endedAt: IsNull() })) {
    const { slots, visitor, approvedBy, attendedBy, recordedBy } = entry
    const people = [visitor, approvedBy, attendedBy, recordedBy].map(nameKey)
    const named = slots.length === 0 || (slot !== null && slots.includes(slot))
    if (named && lastDay(entry) >= today && people.includes(nameKey(actor))) return true
  }
  if (way.as === 'look') return false
  const [given] = (await manager.query(
    `SELECT 1 FROM visit_handed h JOIN visit v ON v.id = h.visit_id
     WHERE v.batch_id = ? AND h.recorded_at >= ? AND h.struck_at IS NULL LIMIT 1`,
    [batchId, new Date(`${today}T00:00:00`).toISOString()],
  )) as unknown[]
  return given !== undefined
}

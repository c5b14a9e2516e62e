/** The one question that every way out asks before an original of a sealed batch leaves: is it in a book today? */
import type { EntityManager } from 'typeorm'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { record } from '../audit.ts'

/** What would leave: a batch's papers, or a stored content, wherever it belongs. */
export type Leaving = { batchId: number } | { sha256: string }

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
  const batches = 'batchId' in what ? [what.batchId] : await batchesOf(manager, what.sha256)
  let closed: string | null = null
  for (const batchId of batches) {
    const sealed = batchId === null ? null : await sealedBatch(manager, batchId)
    if (sealed === null || (await inBooks(manager, sealed.batchId, way, stamp))) return sealed
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

/** Where an original belongs; null: to no batch. Nothing at all: it is none (a photo of a person, a thumbnail, a logo). */
async function batchesOf(manager: EntityManager, sha256: string): Promise<(number | null)[]> {
  const rows = (await manager.query(
    `SELECT batch_id AS batchId FROM evidence WHERE file = ? AND struck_at IS NULL
     UNION SELECT r.batch_id FROM supervision_evidence f JOIN supervision r ON r.id = f.supervision_id WHERE f.file = ?`,
    [sha256, sha256],
  )) as { batchId: number | null }[]
  return rows.map(row => row.batchId)
}

async function sealedBatch(manager: EntityManager, batchId: number): Promise<Sealed | null> {
  const [batch] = (await manager.query(
    'SELECT b.name FROM seal s JOIN batch b ON b.id = s.batch_id WHERE s.batch_id = ? AND s.opened_at IS NULL',
    [batchId],
  )) as { name: string }[]
  return batch ? { batchId, name: batch.name } : null
}

/** Whether it may leave today: something stands in the books. */
async function inBooks(manager: EntityManager, batchId: number, way: Way, { today }: Stamp): Promise<boolean> {
  if (way.as === 'hand' && way.receiver !== '') return true
  const midnight = new Date(`${today}T00:00:00`).toISOString()
  const books = [
    'SELECT 1 FROM access_entry WHERE batch_id = ? AND recorded_at >= ?',
    ...(way.as === 'hand'
      ? [
          'SELECT 1 FROM visit_handed h JOIN visit v ON v.id = h.visit_id WHERE v.batch_id = ? AND h.recorded_at >= ? AND h.struck_at IS NULL',
        ]
      : []),
  ]
  for (const sql of books) {
    const [entry] = (await manager.query(`${sql} LIMIT 1`, [batchId, midnight])) as unknown[]
    if (entry) return true
  }
  return false
}

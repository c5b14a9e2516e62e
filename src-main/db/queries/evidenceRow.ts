import type { EntityManager } from 'typeorm'
import type { Box, Evidence, EvidenceOwner, Secrecy } from '../../../src-shared/contract/evidence.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'

interface Raw extends Omit<Evidence, 'seen' | 'owner' | 'boxes' | 'destroyed' | 'secrecy'> {
  batchId: number | null
  contestId: number | null
  venueId: number | null
  supervisorId: number | null
  visitId: number | null
  slot: string
  secrecy: Secrecy
  boxes: string
  destroyed: number
}

// A hold is the stronger of the two: a held batch cannot be unsealed.
const FROZEN = `CASE WHEN EXISTS (SELECT 1 FROM hold h WHERE h.batch_id = e.batch_id AND h.lifted_at IS NULL) THEN 'held'
  WHEN EXISTS (SELECT 1 FROM seal s WHERE s.batch_id = e.batch_id AND s.opened_at IS NULL) THEN 'sealed' END`

// 已销毁: the list was carried out; proposed, it is still there.
export const DESTROYED = 'EXISTS (SELECT 1 FROM destruction d WHERE d.id = e.destruction_id AND d.done_at IS NOT NULL)'

/** Rows by id, in this order; those that are not there or struck out are left out. */
export async function readEvidence(manager: EntityManager, ids: readonly number[]): Promise<Evidence[]> {
  const rows = (await manager.query(
    `SELECT e.id, e.batch_id AS batchId, e.contest_id AS contestId, e.venue_id AS venueId, e.supervisor_id AS supervisorId,
       e.visit_id AS visitId, e.slot, e.code, e.title, e.author, e.on_date AS "on", e.category, e.secrecy, e.recorder, e.place, e.subject,
       e.page_no AS pageNo, e.page_count AS pageCount, e.file, e.file_name AS fileName, e.bytes, e.type, e.width, e.height, e.seconds,
       e.taken_at AS takenAt, e.camera, CASE WHEN ${DESTROYED} THEN NULL ELSE e.thumbnail END AS thumbnail, e.boxes, e.recorded_at AS addedAt, e.recorded_by AS addedBy,
       coalesce(b.name, c.name, v.name, p.name, t.on_date || ' ' || t.kind) AS ownerName, ${FROZEN} AS frozen, ${DESTROYED} AS destroyed
     FROM evidence e LEFT JOIN batch b ON b.id = e.batch_id LEFT JOIN contest c ON c.id = e.contest_id LEFT JOIN venue v ON v.id = e.venue_id
       LEFT JOIN supervisor p ON p.id = e.supervisor_id LEFT JOIN visit t ON t.id = e.visit_id
     WHERE e.id IN (SELECT value FROM json_each(?)) AND e.struck_at IS NULL`,
    [JSON.stringify(ids)],
  )) as Raw[]
  const byId = new Map(rows.map(row => [row.id, toEvidence(row)]))
  return ids.flatMap(id => byId.get(id) ?? [])
}

function toEvidence(raw: Raw): Evidence {
  const { batchId, contestId, venueId, supervisorId, visitId, slot, boxes, destroyed, ...row } = raw
  const owner = ownerIn({ batchId, contestId, venueId, supervisorId, visitId, slot })
  return { ...row, seen: UNSEEN, owner, boxes: JSON.parse(boxes) as Box[], destroyed: destroyed === 1 }
}

/** The owner that a row's columns name. */
export function ownerIn(
  row: Pick<Raw, 'batchId' | 'contestId' | 'venueId' | 'supervisorId' | 'visitId' | 'slot'>,
): EvidenceOwner {
  const { slot } = row
  if (row.batchId !== null) return { kind: 'batch', id: row.batchId, slot }
  if (row.contestId !== null) return { kind: 'contest', id: row.contestId, slot }
  if (row.venueId !== null) return { kind: 'venue', id: row.venueId }
  if (row.supervisorId !== null) return { kind: 'supervisor', id: row.supervisorId }
  if (row.visitId !== null) return { kind: 'visit', id: row.visitId }
  throw new Error('a file has one owner')
}

/**
 * What a seal says of a batch: canonical JSON, so that the same facts have the same digest for ever. It holds rows as they are stored, not
 * as the routes show them: what routes derive (阶段, 逾期, 依据) follows the day, a seal must not.
 */
import type { EntityManager } from 'typeorm'
import type { SlotList } from '../../src-shared/contract/archive.ts'
import { AFTER_SEAL, isAfterSeal } from '../../src-shared/domain/evidence.ts'
import type { Stamp } from '../context.ts'
import { EvidenceTable, MediaClockTable, SlotNaTable } from '../db/entities/archive.ts'
import { AssignmentTable, SampleTable, SessionTable, StaffTable } from '../db/entities/batch.ts'
import { RectificationTable, SupervisionTable, VisitTable } from '../db/entities/supervision.ts'
import { requireBatch } from './batchRecord.ts'
import { findOrg } from './org.ts'

export interface ManifestEvidence {
  code: string
  title: string
  sha256: string
  bytes: number
  type: string
  [fact: string]: unknown
}

/** Facts that do not change while the batch is sealed. */
export interface FrozenFacts {
  batch: Record<string, unknown>
  sessions: unknown[]
  staff: unknown[]
  candidates: unknown[]
  assignments: unknown[]
  records: unknown[]
  notApplicable: unknown[]
  evidence: ManifestEvidence[]
}

export interface Manifest {
  format: 'neidu-seal'
  version: 1
  /** The seal's own number: 1, 2, … of its batch. */
  seal: number
  sealedAt: string
  sealedBy: string
  org: string
  frozen: FrozenFacts
  /** As it stood on the day: people's names, the list of slots, what inspectors and 整改 had brought until then. */
  asOf: Record<string, unknown>
  /** Why it was sealed although something is missing; '' where nothing was. */
  reason: string
}

export async function manifestOf(
  manager: EntityManager,
  about: { batchId: number; seal: number; slots: SlotList; findings: readonly string[]; reason: string },
  stamp: Stamp,
): Promise<Manifest> {
  const { batchId, seal, slots, findings, reason } = about
  return {
    format: 'neidu-seal',
    version: 1,
    seal,
    sealedAt: stamp.at,
    sealedBy: stamp.actor,
    org: (await findOrg(manager))?.name ?? '',
    frozen: await frozenFacts(manager, batchId),
    asOf: { ...(await otherFacts(manager, batchId)), slots: slots.slots, missing: slots.missing, findings },
    reason,
  }
}

/** Rows of what a seal freezes, struck and voided ones among them: the triggers of 0005-archive keep exactly these. */
export async function frozenFacts(manager: EntityManager, batchId: number): Promise<FrozenFacts> {
  const order = { id: 'ASC' } as const
  const by = { where: { batchId }, order }
  const assignments = await manager.find(AssignmentTable, by)
  const records = await manager.find(SupervisionTable, by)
  return {
    batch: { ...(await requireBatch(manager, batchId)) },
    sessions: await manager.find(SessionTable, by),
    staff: await manager.find(StaffTable, by),
    // 身份证 only as its digest
    candidates: await manager.query(
      `SELECT id, number, name, sex, id_digest AS "idDigest", occupation, level, unit, replaced_at AS "replacedAt"
       FROM batch_candidate WHERE batch_id = ? ORDER BY id`,
      [batchId],
    ),
    assignments: await Promise.all(
      assignments.map(async row => ({
        ...row,
        people: await manager.query(
          `SELECT supervisor_id AS "supervisorId", session_id AS "sessionId", override FROM assignment_person WHERE assignment_id = ? ORDER BY id`,
          [row.id],
        ),
      })),
    ),
    records: await Promise.all(
      records.map(async row => ({
        ...row,
        evidence: await papers(manager, 'supervision_evidence', 'supervision_id', row.id, 'f.number,'),
      })),
    ),
    notApplicable: await manager.find(SlotNaTable, by),
    evidence: (await evidenceOf(manager, 'e.batch_id = ? AND e.struck_at IS NULL', batchId)).filter(
      row => !isAfterSeal(String(row.slot)),
    ),
  }
}

async function otherFacts(manager: EntityManager, batchId: number): Promise<Record<string, unknown>> {
  const by = { where: { batchId }, order: { id: 'ASC' } as const }
  const visits = await manager.find(VisitTable, by)
  const mending = await manager.find(RectificationTable, by)
  const late = `(e.slot IN (${AFTER_SEAL.map(slot => `'${slot}'`).join(', ')}) OR e.visit_id IS NOT NULL) AND e.struck_at IS NULL
    AND coalesce(e.batch_id, (SELECT batch_id FROM visit WHERE id = e.visit_id)) = ?`
  return {
    people: await manager.query(
      `SELECT s.id, s.name, t.card_code AS code FROM supervisor s JOIN standing t ON t.supervisor_id = s.id WHERE s.id IN
         (SELECT p.supervisor_id FROM assignment_person p JOIN assignment a ON a.id = p.assignment_id WHERE a.batch_id = ?) ORDER BY s.id`,
      [batchId],
    ),
    venue: await manager.query(
      'SELECT v.name, v.address, v.receipt FROM venue v JOIN batch b ON b.venue_id = v.id WHERE b.id = ?',
      [batchId],
    ),
    samples: await manager.find(SampleTable, by),
    clocks: await manager.find(MediaClockTable, by),
    visits: await Promise.all(
      visits.map(async row => ({
        ...row,
        scans: await papers(manager, 'visit_scan', 'visit_id', row.id, 'f.form,'),
      })),
    ),
    rectifications: await Promise.all(
      mending.map(async row => ({
        ...row,
        evidence: await papers(manager, 'rectification_evidence', 'rectification_id', row.id),
      })),
    ),
    evidence: await evidenceOf(manager, late, batchId),
  }
}

const papers = (manager: EntityManager, table: string, of: string, id: number, more = ''): Promise<unknown[]> =>
  manager.query(
    `SELECT ${more} f.file AS sha256, f.file_name AS "fileName", s.bytes FROM ${table} f JOIN file s ON s.sha256 = f.file
     WHERE f.${of} = ? ORDER BY f.id`,
    [id],
  )

/** Descriptions of evidence; what marks only copies (boxes, thumbnails) is not sealed. */
async function evidenceOf(manager: EntityManager, where: string, batchId: number): Promise<ManifestEvidence[]> {
  const ids = (await manager.query(`SELECT e.id, e.code FROM evidence e WHERE ${where} ORDER BY e.slot, e.seq, e.id`, [
    batchId,
  ])) as { id: number; code: string }[]
  const rows = await manager
    .createQueryBuilder(EvidenceTable, 'e')
    .where('e.id IN (SELECT value FROM json_each(:ids))', { ids: JSON.stringify(ids.map(row => row.id)) })
    .getMany()
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(({ id, code }) => {
    const row = byId.get(id)
    if (!row) return []
    const { file, boxes: _, thumbnail: __, destructionId: ___, struckAt, struckBy, strikeReason, ...facts } = row
    return [{ ...facts, code, sha256: file }]
  })
}

/** JSON with sorted keys and no spaces: equal facts, equal bytes. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/**
 * The facts of a batch that a seal is made of: rows as they are stored, not as the routes show them (what routes derive, 阶段, 逾期, 依据, follows
 * the day), and without ids of this database.
 */
import type { EntityManager } from 'typeorm'
import { AFTER_SEAL, isAfterSeal } from '../../../src-shared/domain/evidence.ts'
import { nounOf } from '../../../src-shared/nouns/index.ts'
import { MediaClockTable } from '../../db/entities/archive.ts'
import { RectificationTable, VisitTable } from '../../db/entities/supervision.ts'
import { storedRows } from '../../db/stored.ts'
import { dataVersion } from '../../db/version.ts'

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
  batch: Facts
  sessions: Facts[]
  staff: Facts[]
  candidates: Facts[]
  assignments: Facts[]
  records: Facts[]
  notApplicable: Facts[]
  evidence: ManifestEvidence[]
}

export type Facts = Record<string, unknown>

/** As a seal of that version of the data knew them. */
export const frozenFacts = async (manager: EntityManager, batchId: number, version: number): Promise<FrozenFacts> =>
  (await readFacts(manager, batchId, version)).frozen

/** Numbers in the order of first use, from 1: a batch that is rebuilt from its package has other ids, but the same facts. */
function numbering() {
  const given = new Map<number, number>()
  return {
    of(id: unknown): number | null {
      if (typeof id !== 'number') return null
      if (!given.has(id)) given.set(id, given.size + 1)
      return given.get(id) ?? null
    },
    ids: () => [...given.keys()],
  }
}

const IDS = ['id', 'batchId', 'venueId', 'supervisorId', 'visitId', 'contestId', 'supervisionId', 'evidenceId']
const ORIGIN = 'origin' // where the row came from, not what it says: a batch that comes back from its package is the same
const COPIES = ['boxes', 'thumbnail', 'destructionId'] // what marks only copies, or comes later, is not sealed
const plain = (row: object): Facts =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !IDS.includes(key) && key !== ORIGIN))

/**
 * Rows of what a seal freezes, struck and voided ones among them: the triggers of 0005-archive keep exactly these. `people`: ids in the order of
 * their numbers. `version`: fields that later versions brought are left out, so that a seal is compared on what it knew.
 */
export async function readFacts(
  manager: EntityManager,
  batchId: number,
  version: number,
): Promise<{ frozen: FrozenFacts; people: readonly number[] }> {
  const stored = (table: string, where = 't.batch_id = :param', param: unknown = batchId) =>
    storedRows(manager, nounOf(table), { where, param, version })
  const [person, session, assignment, record] = [numbering(), numbering(), numbering(), numbering()]
  const sessions = await stored('batch_session')
  for (const { id } of sessions) session.of(id)
  const staff = await stored('batch_staff')
  const assignments = []
  for (const row of await stored('assignment')) {
    assignment.of(row.id)
    const people = await stored('assignment_person', 't.assignment_id = :param', row.id)
    assignments.push({
      ...plain(row),
      people: people.map(({ supervisorId, sessionId, assignmentId: _, ...p }) => ({
        ...plain(p),
        person: person.of(supervisorId),
        session: session.of(sessionId),
      })),
    })
  }
  const records = []
  for (const { rootId, assignmentId, sessionIds, ...row } of await stored('supervision')) {
    record.of(row.id)
    records.push({
      ...plain(row),
      root: record.of(rootId),
      assignment: assignment.of(assignmentId),
      person: person.of(row.supervisorId),
      sessions: listed(sessionIds).map(session.of),
      evidence: await papers(manager, 'supervision_evidence', 'supervision_id', Number(row.id), 'f.number,'),
    })
  }
  const [batch] = await stored('batch', 't.id = :param')
  if (!batch) throw new Error(`no batch ${batchId}`)
  const frozen: FrozenFacts = {
    batch: plain(batch),
    sessions: sessions.map(plain),
    staff: staff.map(({ sessionIds, ...row }) => ({
      ...plain(row),
      person: person.of(row.supervisorId),
      sessions: listed(sessionIds).map(session.of),
    })),
    // 身份证 only as its digest
    candidates: (await stored('batch_candidate')).map(({ idCipher: _, ...row }) => plain(row)),
    assignments,
    records,
    notApplicable: (await stored('slot_na')).map(plain),
    evidence: (await evidenceOf(manager, 'e.batch_id = ? AND e.struck_at IS NULL', batchId, version)).filter(
      row => !isAfterSeal(String(row.slot)),
    ),
  }
  return { frozen, people: person.ids() }
}

const listed = (ids: unknown): number[] => ids as number[]

/** What belongs to the batch and is not frozen, or only named elsewhere, as it is now. */
export async function otherFacts(manager: EntityManager, batchId: number, people: readonly number[]): Promise<Facts> {
  const by = { where: { batchId }, order: { id: 'ASC' } as const }
  const late = `(e.slot IN (${AFTER_SEAL.map(slot => `'${slot}'`).join(', ')}) OR e.visit_id IS NOT NULL) AND e.struck_at IS NULL
    AND coalesce(e.batch_id, (SELECT batch_id FROM visit WHERE id = e.visit_id)) = ?`
  const visits = []
  for (const row of await manager.find(VisitTable, by)) {
    if (row.struckAt !== null) continue
    visits.push({ ...plain(row), scans: await papers(manager, 'visit_scan', 'visit_id', row.id, 'f.form,') })
  }
  const rectifications = []
  for (const row of await manager.find(RectificationTable, by)) {
    const evidence = await papers(manager, 'rectification_evidence', 'rectification_id', row.id)
    rectifications.push({ ...plain(row), evidence })
  }
  return {
    people: await manager.query(
      `SELECT j.key + 1 AS person, s.name, t.card_code AS code FROM json_each(?) j JOIN supervisor s ON s.id = j.value
       JOIN standing t ON t.supervisor_id = s.id ORDER BY j.key`,
      [JSON.stringify(people)],
    ),
    venue: await manager.query(
      'SELECT v.name, v.address, v.receipt FROM venue v JOIN batch b ON b.venue_id = v.id WHERE b.id = ?',
      [batchId],
    ),
    samples: await manager.query(
      `SELECT s.seed, s.size, s.total, s.recorded_by AS "drawnBy", s.recorded_at AS "drawnAt",
         (SELECT json_group_array(c.number) FROM json_each(s.candidates) j JOIN batch_candidate c ON c.id = j.value) AS numbers
       FROM batch_sample s WHERE s.batch_id = ? ORDER BY s.id`,
      [batchId],
    ),
    clocks: (await manager.find(MediaClockTable, by)).map(plain),
    visits,
    rectifications,
    evidence: await evidenceOf(manager, late, batchId, dataVersion()),
  }
}

const papers = (manager: EntityManager, table: string, of: string, id: number, more = ''): Promise<unknown[]> =>
  manager.query(
    `SELECT ${more} f.file AS sha256, f.file_name AS "fileName", s.bytes FROM ${table} f JOIN file s ON s.sha256 = f.file
     WHERE f.${of} = ? ORDER BY f.id`,
    [id],
  )

/** Descriptions of evidence. */
async function evidenceOf(
  manager: EntityManager,
  where: string,
  batchId: number,
  version: number,
): Promise<ManifestEvidence[]> {
  const ids = (await manager.query(`SELECT e.id, e.code FROM evidence e WHERE ${where} ORDER BY e.slot, e.seq, e.id`, [
    batchId,
  ])) as { id: number; code: string }[]
  const rows = await storedRows(manager, nounOf('evidence'), {
    where: 't.id IN (SELECT value FROM json_each(:param))',
    param: JSON.stringify(ids.map(row => row.id)),
    version,
  })
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(({ id, code }) => {
    const row = byId.get(id)
    if (!row) return []
    const { file, ...facts } = Object.fromEntries(Object.entries(row).filter(([name]) => !COPIES.includes(name)))
    return [{ ...plain(facts), code, sha256: file } as ManifestEvidence]
  })
}

import type { EntityManager } from 'typeorm'
import type { IsoDate } from '../../../src-shared/domain/dates.ts'
import type { AttestationKey, Attestations, Candidate } from '../../../src-shared/domain/eligibility.ts'

export interface CandidateRecord {
  id: number
  candidate: Candidate
  latest: { id: number; start: string; end: string; dismissedOn: string | null } | null
}

interface Row {
  id: number
  name: string
  sex: '男' | '女'
  birth: string
  trained_on: string | null
  exam_passed_on: string | null
  term_start: string | null
  term_end: string | null
  dismissed_on: string | null
  suspended_from: string | null
  suspended_until: string | null
  appointment_id: number | null
  latest_start: string | null
}

const CHUNK = 5000

/** The facts that the rules ask for, for many people at once, in the order of `ids`; exams count up to `by` (inclusive). */
export async function loadCandidates(manager: EntityManager, ids: number[], by: IsoDate): Promise<CandidateRecord[]> {
  const result: CandidateRecord[] = []
  for (let i = 0; i < ids.length; i += CHUNK) {
    const list = JSON.stringify(ids.slice(i, i + CHUNK))
    const attestations = await loadAttestations(manager, list)
    const rows = (await manager.query(
      `SELECT s.id, s.name, s.sex, s.birth, t.trained_on, t.term_start, t.term_end, t.dismissed_on, t.suspended_from, t.suspended_until,
        (SELECT CASE passed WHEN 1 THEN on_date END FROM exam WHERE supervisor_id = s.id AND struck_at IS NULL AND on_date <= ?
          ORDER BY on_date DESC, id DESC LIMIT 1) AS exam_passed_on,
        t.appointment_id, a.start_date AS latest_start
      FROM json_each(?) j CROSS JOIN supervisor s ON s.id = j.value CROSS JOIN standing t ON t.supervisor_id = s.id
      LEFT JOIN appointment a ON a.id = t.appointment_id ORDER BY j.key`,
      [by, list],
    )) as Row[]
    for (const row of rows) result.push(toRecord(row, attestations.get(row.id)))
  }
  return result
}

async function loadAttestations(manager: EntityManager, list: string): Promise<Map<number, Partial<Attestations>>> {
  const rows = (await manager.query(
    `SELECT a.supervisor_id AS id, a.clause, a.by_name, a.on_date FROM attestation a
     WHERE a.supervisor_id IN (SELECT value FROM json_each(?)) AND a.struck_at IS NULL ORDER BY a.on_date, a.id`,
    [list],
  )) as { id: number; clause: AttestationKey; by_name: string; on_date: string }[]
  const found = new Map<number, Partial<Attestations>>()
  for (const row of rows) {
    const person = found.get(row.id) ?? {}
    person[row.clause] = { by: row.by_name, on: row.on_date } // the latest one stands
    found.set(row.id, person)
  }
  return found
}

const NONE: Attestations = { c1: null, c2: null, c3: null, c4: null, health: null }

function toRecord(row: Row, attestations: Partial<Attestations> = {}): CandidateRecord {
  return {
    id: row.id,
    candidate: {
      name: row.name,
      sex: row.sex,
      birth: row.birth,
      attestations: { ...NONE, ...attestations },
      standing: {
        trainedOn: row.trained_on,
        examPassedOn: row.exam_passed_on,
        termStart: row.term_start,
        termEnd: row.term_end,
        dismissedOn: row.dismissed_on,
        suspendedFrom: row.suspended_from,
        suspendedUntil: row.suspended_until,
      },
    },
    latest:
      row.appointment_id !== null && row.latest_start !== null && row.term_end !== null
        ? { id: row.appointment_id, start: row.latest_start, end: row.term_end, dismissedOn: row.dismissed_on }
        : null,
  }
}

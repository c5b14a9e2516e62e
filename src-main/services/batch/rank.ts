/** Who may supervise which session (第九、十四、十五条): the rules of src-shared/domain/assignment.ts over all that is on record. */
import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import type { Assignable as AssignableRow } from '../../../src-shared/contract/supervision.ts'
import {
  type Assignable,
  type CardSpan,
  type RankOptions,
  rankAssignable,
  type SessionSlot,
  type StaffMember,
} from '../../../src-shared/domain/assignment.ts'
import { addDays } from '../../../src-shared/domain/dates.ts'
import { proposeAll } from '../../../src-shared/domain/propose.ts'
import { nameKey } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type BatchRecord, type SessionRecord, SessionTable } from '../../db/entities/batch.ts'
import { loadCandidates } from '../../db/queries/candidates.ts'
import { requireOrg } from '../org.ts'
import { getSetting } from '../setting.ts'
import { requireBatch } from './batchRecord.ts'
import { loadRelations } from './relation.ts'
import { sessionsOf, staffOf } from './session.ts'

export const ROTATE_KEY = 'window.assign.rotateLimit' // 本机构制度: the 细则 gives no number

interface Field {
  people: Assignable[]
  /** Names in the 考生名册, cleaned. */
  candidates: Set<string>
  staffOf(sessionId: number): StaffMember[]
  options: RankOptions
}

/** Everybody in the roster who has ever been appointed, with all that the ranking asks for, loaded at once. */
async function loadField(
  manager: EntityManager,
  batch: BatchRecord,
  sessions: SessionRecord[],
  stamp: Stamp,
): Promise<Field> {
  const { ageReading } = await requireOrg(manager)
  const limit = await getSetting(manager, ROTATE_KEY)
  const ids = (
    (await manager.query(
      `SELECT t.supervisor_id AS id FROM standing t WHERE t.deleted = 0 AND t.appointment_id IS NOT NULL`,
    )) as { id: number }[]
  ).map(row => row.id)
  const facts = await loadCandidates(manager, ids, stamp.today)
  const cards = await mapBy(
    manager,
    `SELECT k.supervisor_id AS id, c.code, k.filed_on AS "filedOn", k.lost, k.from_day AS "from",
       min(k.term_end, ifnull(date(k.dismissed_on, '-1 day'), k.term_end), ifnull(date(k.replaced_from, '-1 day'), k.term_end)) AS until
     FROM card_standing k JOIN card c ON c.id = k.card_id WHERE k.voided = 0 ORDER BY k.card_id DESC`,
    [],
  )
  const days = [
    ...new Set(sessions.flatMap(session => [addDays(session.date, -1), session.date, addDays(session.date, 1)])),
  ]
  const busy = await mapBy(manager, BUSY, [JSON.stringify(days), JSON.stringify(days)])
  const history = await mapBy(
    manager,
    // a session counts once, however many 委派单 (现场, then 事后) name it
    `SELECT DISTINCT p.supervisor_id AS id, s.id AS "sessionId", a.batch_id AS "batchId", s.date AS "sessionDate"
     FROM assignment_person p JOIN assignment a ON a.id = p.assignment_id JOIN batch_session s ON s.id = p.session_id
     WHERE a.state = 'valid' ORDER BY s.date DESC`,
    [],
  )
  const relations = await loadRelations(manager)
  const staff = await staffOf(manager, batch.id)
  const names = (await manager.query(
    'SELECT DISTINCT name FROM batch_candidate WHERE batch_id = ? AND replaced_at IS NULL',
    [batch.id],
  )) as { name: string }[]
  return {
    options: { today: stamp.today, reading: ageReading, rotateLimit: typeof limit === 'number' ? limit : null },
    candidates: new Set(names.map(row => nameKey(row.name))),
    staffOf: sessionId =>
      staff
        .filter(member => member.sessionIds.includes(sessionId))
        .map(({ supervisorId, name, role }) => ({ personId: supervisorId, name, role })),
    people: facts.map(({ id, candidate }) => ({
      id,
      name: candidate.name,
      sex: candidate.sex,
      birth: candidate.birth,
      standing: candidate.standing,
      cards: ((cards.get(id) ?? []) as (Omit<CardSpan, 'lost'> & { lost: number })[]).map(card => ({
        ...card,
        lost: card.lost === 1,
      })),
      busy: (busy.get(id) ?? []) as Assignable['busy'],
      relations: relations.get(id) ?? [],
      history: (history.get(id) ?? []) as Assignable['history'],
    })),
  }
}

// What a person does on those days already: 委派 of other sessions, and work as 考评/考务/监考 under the same roster entry.
const BUSY = `SELECT p.supervisor_id AS id, s.id AS "sessionId", s.date, s.from_time AS "from", s.to_time AS "to", s.batch_id AS "batchId", 'supervisor' AS role
    FROM assignment_person p JOIN assignment a ON a.id = p.assignment_id JOIN batch_session s ON s.id = p.session_id
    WHERE a.state = 'valid' AND s.struck_at IS NULL AND s.date IN (SELECT value FROM json_each(?))
  UNION ALL
  SELECT f.supervisor_id, s.id, s.date, s.from_time, s.to_time, s.batch_id, f.role
    FROM batch_staff f JOIN json_each(f.session_ids) j JOIN batch_session s ON s.id = j.value JOIN batch b ON b.id = s.batch_id
    WHERE f.supervisor_id IS NOT NULL AND f.struck_at IS NULL AND s.struck_at IS NULL AND b.deleted_at IS NULL AND s.date IN (SELECT value FROM json_each(?))`

async function mapBy(manager: EntityManager, sql: string, params: unknown[]): Promise<Map<number, object[]>> {
  const found = new Map<number, object[]>()
  for (const { id, ...row } of (await manager.query(sql, params)) as ({ id: number } & object)[]) {
    const list = found.get(id)
    if (list) list.push(row)
    else found.set(id, [row])
  }
  return found
}

const toSlot = (session: SessionRecord, venueId: number | null): SessionSlot => ({
  id: session.id,
  batchId: session.batchId,
  date: session.date,
  from: session.fromTime,
  to: session.toTime,
  room: session.room,
  venueId,
})

/** Judges everybody for any of these sessions of a batch; what it asks of the database is loaded once. */
export async function judgeOf(
  manager: EntityManager,
  batch: BatchRecord,
  sessions: SessionRecord[],
  stamp: Stamp,
): Promise<(session: SessionRecord) => AssignableRow[]> {
  const { people, candidates, staffOf, options } = await loadField(manager, batch, sessions, stamp)
  const known = new Map<number, AssignableRow[]>()
  return session => {
    const found =
      known.get(session.id) ??
      rankAssignable(toSlot(session, batch.venueId), staffOf(session.id), candidates, people, options)
    known.set(session.id, found)
    return found
  }
}

/** Who may supervise this session, best first, with the exact reason for everybody who may not. */
export async function rankSession(manager: EntityManager, sessionId: number, stamp: Stamp): Promise<AssignableRow[]> {
  const session = await manager.findOneBy(SessionTable, { id: sessionId })
  if (!session || session.struckAt !== null) throw new AppError('NOT_FOUND', { what: '该场次' })
  const batch = await requireBatch(manager, session.batchId)
  return (await judgeOf(manager, batch, [session], stamp))(session)
}

/** A plan for all sessions of a batch: each takes the best who may, and what it takes counts against the next one. Nothing is written. */
export async function propose(manager: EntityManager, input: Parsed<'assign.propose'>, stamp: Stamp) {
  const started = performance.now()
  const batch = await requireBatch(manager, input.batchId)
  const sessions = await sessionsOf(manager, batch.id)
  const { people, candidates, staffOf, options } = await loadField(manager, batch, sessions, stamp)
  const plan = proposeAll(
    sessions.map(session => ({ slot: toSlot(session, batch.venueId), staff: staffOf(session.id) })),
    candidates,
    people,
    options,
    input.perSession,
  )
  return { sessions: plan, milliseconds: performance.now() - started }
}

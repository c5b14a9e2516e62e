import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../src-shared/contract/index.ts'
import type { Assignable as AssignableRow, Assignment, Relation } from '../../src-shared/contract/supervision.ts'
import {
  type Assignable,
  rankAssignable,
  type SessionSlot,
  type StaffMember,
} from '../../src-shared/domain/assignment.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { proposeAll } from '../../src-shared/domain/propose.ts'
import { RULES } from '../../src-shared/domain/rules.ts'
import { cleanName } from '../../src-shared/domain/text.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Stamp } from '../context.ts'
import {
  AssignmentPersonTable,
  type AssignmentRecord,
  AssignmentTable,
  RelationTable,
  type SessionRecord,
  SessionTable,
} from '../db/entities/batch.ts'
import { loadCandidates } from '../db/queries/candidates.ts'
import { record } from './audit.ts'
import { requireBatch, sessionsOf, staffOf } from './batch.ts'
import { requireOrg } from './org.ts'
import { notStruck } from './qualification.ts'
import { getSetting } from './setting.ts'
import { requireSupervisor } from './supervisor.ts'

export const ROTATE_KEY = 'window.assign.rotateLimit' // 本机构制度: the 细则 gives no number

// —— 回避关系 (第九条) ——

export async function listRelations(manager: EntityManager, supervisorId?: number): Promise<Relation[]> {
  const rows = (await manager.query(
    `SELECT r.*, s.name AS supervisor_name FROM relation r JOIN supervisor s ON s.id = r.supervisor_id
     WHERE r.struck_at IS NULL ${supervisorId === undefined ? '' : 'AND (r.supervisor_id = ? OR r.with_supervisor_id = ?)'} ORDER BY r.id DESC`,
    supervisorId === undefined ? [] : [supervisorId, supervisorId],
  )) as {
    id: number
    supervisor_id: number
    supervisor_name: string
    with_name: string
    with_supervisor_id: number | null
    kind: Relation['kind']
    declared_by: 'self' | 'other'
    on_date: string
    note: string
  }[]
  return rows.map(r => ({
    id: r.id,
    supervisorId: r.supervisor_id,
    supervisorName: r.supervisor_name,
    withName: r.with_name,
    withSupervisorId: r.with_supervisor_id,
    kind: r.kind,
    declaredBy: r.declared_by,
    on: r.on_date,
    note: r.note,
  }))
}

export async function addRelation(
  manager: EntityManager,
  input: Parsed<'relation.add'>,
  stamp: Stamp,
): Promise<Relation> {
  const { name } = await requireSupervisor(manager, input.supervisorId)
  if (input.withSupervisorId === input.supervisorId) {
    throw new AppError('INPUT_INVALID', { detail: '关系人不能是本人' }, { fields: { withName: '不能是本人' } })
  }
  const { on, ...fields } = input
  const { identifiers } = await manager.insert(RelationTable, {
    ...fields,
    onDate: on,
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
    ...notStruck,
  })
  const id = identifiers[0]?.id as number
  await record(manager, stamp, {
    action: 'relation.add',
    subject: `supervisor:${input.supervisorId}`,
    text: `登记「${name}」的回避关系：${input.withName}（${input.kind}）`,
  })
  const saved = (await listRelations(manager, input.supervisorId)).find(relation => relation.id === id)
  if (!saved) throw new Error('the relation that was just added is missing')
  return saved
}

export async function strikeRelation(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<void> {
  const row = await manager.findOneBy(RelationTable, { id: input.id })
  if (!row || row.struckAt !== null) throw new AppError('NOT_FOUND', { what: '这条回避关系' })
  await manager.update(
    RelationTable,
    { id: row.id },
    { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: input.reason },
  )
  await record(manager, stamp, {
    action: 'relation.strike',
    subject: `supervisor:${row.supervisorId}`,
    text: `作废与「${row.withName}」的回避关系：${input.reason}`,
  })
}

// —— ranking ——

interface Field {
  people: Assignable[]
  reading: 'A' | 'B'
  rotateLimit: number | null
}

/** Everybody in the roster who has ever been appointed, with all that the ranking asks for, loaded at once. */
async function loadField(manager: EntityManager, sessions: SessionRecord[], stamp: Stamp): Promise<Field> {
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
    `SELECT supervisor_id AS id, card_code AS code, card_filed_on AS "filedOn" FROM standing WHERE card_id IS NOT NULL`,
    [],
  )
  const days = [
    ...new Set(sessions.flatMap(session => [addDays(session.date, -1), session.date, addDays(session.date, 1)])),
  ]
  const busy = await mapBy(manager, BUSY, [JSON.stringify(days), JSON.stringify(days)])
  const history = await mapBy(
    manager,
    `SELECT p.supervisor_id AS id, a.batch_id AS "batchId", s.date AS "sessionDate"
     FROM assignment_person p JOIN assignment a ON a.id = p.assignment_id JOIN batch_session s ON s.id = p.session_id
     WHERE a.state = 'valid' ORDER BY s.date DESC`,
    [],
  )
  const relations = await loadRelations(manager)
  return {
    reading: ageReading,
    rotateLimit: typeof limit === 'number' ? limit : null,
    people: facts.map(({ id, candidate }) => ({
      id,
      name: candidate.name,
      sex: candidate.sex,
      birth: candidate.birth,
      standing: candidate.standing,
      card: (cards.get(id)?.[0] as Assignable['card'] | undefined) ?? null,
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
    FROM batch_staff f JOIN json_each(f.session_ids) j JOIN batch_session s ON s.id = j.value
    WHERE f.supervisor_id IS NOT NULL AND f.struck_at IS NULL AND s.struck_at IS NULL AND s.date IN (SELECT value FROM json_each(?))`

async function mapBy(manager: EntityManager, sql: string, params: unknown[]): Promise<Map<number, object[]>> {
  const found = new Map<number, object[]>()
  for (const { id, ...row } of (await manager.query(sql, params)) as ({ id: number } & object)[]) {
    const list = found.get(id)
    if (list) list.push(row)
    else found.set(id, [row])
  }
  return found
}

/** Declared either way: what one of two 内督员 declared counts for both. */
async function loadRelations(manager: EntityManager): Promise<Map<number, Assignable['relations']>> {
  const found = new Map<number, Assignable['relations']>()
  const add = (id: number, relation: Assignable['relations'][number]) =>
    found.set(id, [...(found.get(id) ?? []), relation])
  for (const relation of await listRelations(manager)) {
    const { supervisorId, supervisorName, withName, withSupervisorId, kind } = relation
    add(supervisorId, { withName, withId: withSupervisorId, kind, declaredBy: relation.declaredBy })
    if (withSupervisorId) {
      add(withSupervisorId, {
        withName: supervisorName,
        withId: supervisorId,
        kind,
        declaredBy: relation.declaredBy === 'self' ? 'other' : 'self',
      })
    }
  }
  return found
}

async function sessionContext(manager: EntityManager, batchId: number) {
  const staff = await staffOf(manager, batchId)
  const names = (await manager.query('SELECT DISTINCT name FROM batch_candidate WHERE batch_id = ?', [batchId])) as {
    name: string
  }[]
  return {
    candidates: new Set(names.map(row => cleanName(row.name))),
    staffOf: (sessionId: number): StaffMember[] =>
      staff
        .filter(member => member.sessionIds.includes(sessionId))
        .map(({ supervisorId, name, role }) => ({ personId: supervisorId, name, role })),
  }
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

/** Who may supervise this session, best first, with the exact reason for everybody who may not. */
export async function rankSession(manager: EntityManager, sessionId: number, stamp: Stamp): Promise<AssignableRow[]> {
  const session = await manager.findOneBy(SessionTable, { id: sessionId })
  if (!session || session.struckAt !== null) throw new AppError('NOT_FOUND', { what: '该场次' })
  const batch = await requireBatch(manager, session.batchId)
  const field = await loadField(manager, [session], stamp)
  const context = await sessionContext(manager, batch.id)
  return rank(field, toSlot(session, batch.venueId), context, stamp)
}

function rank(
  field: Field,
  slot: SessionSlot,
  context: Awaited<ReturnType<typeof sessionContext>>,
  stamp: Stamp,
): AssignableRow[] {
  return rankAssignable(slot, context.staffOf(slot.id), context.candidates, field.people, {
    today: stamp.today,
    reading: field.reading,
    rotateLimit: field.rotateLimit,
  })
}

/** A plan for all sessions of a batch: each takes the best who may, and what it takes counts against the next one. Nothing is written. */
export async function propose(manager: EntityManager, input: Parsed<'assign.propose'>, stamp: Stamp) {
  const batch = await requireBatch(manager, input.batchId)
  const sessions = await sessionsOf(manager, batch.id)
  const field = await loadField(manager, sessions, stamp)
  const context = await sessionContext(manager, batch.id)
  const started = performance.now()
  const plan = proposeAll(
    sessions.map(session => ({ slot: toSlot(session, batch.venueId), staff: context.staffOf(session.id) })),
    context.candidates,
    field.people,
    { today: stamp.today, reading: field.reading, rotateLimit: field.rotateLimit },
    input.perSession,
  )
  return { sessions: plan, milliseconds: performance.now() - started }
}

// —— 委派单 (第十五条) ——

/** Issues a 委派单. Everybody is judged once more, for every session; a block stands unless its rule may be overridden and a reason is given. */
export async function issueAssignment(
  manager: EntityManager,
  input: Parsed<'assign.issue'>,
  stamp: Stamp,
): Promise<Assignment> {
  const batch = await requireBatch(manager, input.batchId)
  const sessions = await sessionsOf(manager, batch.id)
  const field = await loadField(manager, sessions, stamp)
  const context = await sessionContext(manager, batch.id)
  for (const person of input.people) {
    for (const sessionId of person.sessionIds) {
      const session = sessions.find(candidate => candidate.id === sessionId)
      if (!session) throw new AppError('NOT_FOUND', { what: '所选场次' })
      const judged = rank(field, toSlot(session, batch.venueId), context, stamp).find(
        row => row.id === person.supervisorId,
      )
      if (!judged) throw new AppError('NOT_FOUND', { what: '所选人员的聘任记录' })
      const blocks = judged.findings.filter(f => f.severity === 'block')
      const firm = blocks.filter(f => !(person.override && RULES[f.rule].override))
      if (firm.length > 0) {
        const detail = firm.map(f => f.message).join('；')
        throw new AppError(
          'RULE_BLOCKED',
          { action: `委派「${judged.name}」到 ${session.date} ${session.fromTime} 的场次`, detail },
          { findings: firm },
        )
      }
    }
  }
  const year = Number(input.issuedOn.slice(0, 4))
  const [last] = (await manager.query('SELECT max(seq) AS seq FROM assignment WHERE year = ?', [year])) as {
    seq: number | null
  }[]
  const seq = (last?.seq ?? 0) + 1
  const number = `WP-${year}-${String(seq).padStart(4, '0')}`
  const { identifiers } = await manager.insert(AssignmentTable, {
    batchId: batch.id,
    number,
    year,
    seq,
    content: input.content,
    issuedOn: input.issuedOn,
    issuer: input.issuer,
    state: 'valid',
    voidReason: '',
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  const id = identifiers[0]?.id as number
  for (const person of input.people) {
    const { name } = await requireSupervisor(manager, person.supervisorId)
    for (const sessionId of person.sessionIds) {
      await manager.insert(AssignmentPersonTable, {
        assignmentId: id,
        supervisorId: person.supervisorId,
        sessionId,
        override: person.override || null,
      })
    }
    await record(manager, stamp, {
      action: 'assign.issue',
      subject: `supervisor:${person.supervisorId}`,
      text: `委派「${name}」督导「${batch.name}」${person.sessionIds.length} 个场次（${number}）${person.override ? `，例外：${person.override}` : ''}`,
    })
  }
  await record(manager, stamp, {
    action: 'assign.issue',
    subject: `batch:${batch.id}`,
    text: `签发委派单 ${number}，签发人「${input.issuer}」`,
  })
  return showAssignment(manager, id)
}

export async function listAssignments(manager: EntityManager, batchId: number): Promise<Assignment[]> {
  const rows = await manager.find(AssignmentTable, { where: { batchId }, order: { id: 'DESC' } })
  return Promise.all(rows.map(row => toAssignment(manager, row)))
}

export async function showAssignment(manager: EntityManager, id: number): Promise<Assignment> {
  const row = await manager.findOneBy(AssignmentTable, { id })
  if (!row) throw new AppError('NOT_FOUND', { what: '该委派单' })
  return toAssignment(manager, row)
}

async function toAssignment(manager: EntityManager, row: AssignmentRecord): Promise<Assignment> {
  const people = (await manager.query(
    `SELECT p.supervisor_id AS id, s.name, t.card_code AS code, p.session_id AS session, p.override FROM assignment_person p
     JOIN supervisor s ON s.id = p.supervisor_id JOIN standing t ON t.supervisor_id = s.id WHERE p.assignment_id = ? ORDER BY p.id`,
    [row.id],
  )) as { id: number; name: string; code: string | null; session: number; override: string | null }[]
  const grouped = new Map<number, Assignment['people'][number]>()
  for (const { id, name, code, session, override } of people) {
    const person = grouped.get(id) ?? { supervisorId: id, name, code, sessionIds: [], override }
    person.sessionIds.push(session)
    grouped.set(id, person)
  }
  const { id, number, batchId, content, issuedOn, issuer, state } = row
  return { id, number, batchId, content, issuedOn, issuer, state, people: [...grouped.values()] }
}

export async function voidAssignment(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<Assignment> {
  const row = await manager.findOneBy(AssignmentTable, { id: input.id })
  if (!row) throw new AppError('NOT_FOUND', { what: '该委派单' })
  if (row.state === 'void')
    throw new AppError('STATE_BLOCKED', { name: row.number, action: '作废', detail: '已经作废' })
  const [used] = (await manager.query(
    `SELECT 1 AS n FROM supervision WHERE assignment_id = ? AND state IN ('draft','sealed') LIMIT 1`,
    [row.id],
  )) as unknown[]
  if (used)
    throw new AppError('STATE_BLOCKED', {
      name: row.number,
      action: '作废',
      detail: '已有按它填写的督导记录（第十五条）',
    })
  await manager.update(AssignmentTable, { id: row.id }, { state: 'void', voidReason: input.reason })
  await record(manager, stamp, {
    action: 'assign.void',
    subject: `batch:${row.batchId}`,
    text: `作废委派单 ${row.number}：${input.reason}`,
  })
  return showAssignment(manager, row.id)
}

/** 委派单 (第十五条): issued under the rules, numbered by year, voided but never deleted. */
import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import type { Assignment } from '../../../src-shared/contract/supervision.ts'
import { inOrder, notAhead } from '../../../src-shared/domain/acts.ts'
import { asksHead, type Finding, RULES } from '../../../src-shared/domain/rules.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import {
  AssignmentPersonTable,
  type AssignmentRecord,
  AssignmentTable,
  type SessionRecord,
} from '../../db/entities/batch.ts'
import { cardOn } from '../../db/queries/cardState.ts'
import { agreed, record } from '../audit.ts'
import { requireSupervisor } from '../roster/supervisorRecord.ts'
import { requireBatch } from './batchRecord.ts'
import { judgeOf } from './rank.ts'
import { requireOther } from './relation.ts'
import type { Outdated } from './review.ts'
import { sessionsOf } from './session.ts'

/**
 * 第九条 holds after the 委派 too: a change of staff or times must not make anybody on a valid 委派单 an examiner of the same session, nor
 * (with `clash`) put him in two places. Asked after the change, within its transaction.
 * @throws AppError RULE_BLOCKED
 */
export async function requireStillFree(
  manager: EntityManager,
  batchId: number,
  stamp: Stamp,
  clash: { sessionId: number } | null = null,
): Promise<void> {
  const named = (await manager.query(
    `SELECT DISTINCT p.session_id AS "sessionId", p.supervisor_id AS "personId", a.number FROM assignment a
     JOIN assignment_person p ON p.assignment_id = a.id WHERE a.batch_id = ? AND a.state = 'valid'`,
    [batchId],
  )) as { sessionId: number; personId: number; number: string }[]
  if (named.length === 0) return
  const batch = await requireBatch(manager, batchId)
  const sessions = (await sessionsOf(manager, batchId)).filter(s => named.some(n => n.sessionId === s.id))
  const judge = await judgeOf(manager, batch, sessions, stamp)
  for (const session of sessions) {
    for (const { personId, number } of named.filter(n => n.sessionId === session.id)) {
      const findings = (judge(session).find(row => row.id === personId)?.findings ?? []).filter(
        f =>
          f.severity === 'block' &&
          (f.rule === 'R-SAME-SESSION' || (f.rule === 'R-CLASH' && clash?.sessionId === session.id)),
      )
      if (findings.length === 0) continue
      const detail = `${findings.map(f => f.message).join('；')}（委派单 ${number}）`
      throw new AppError('RULE_BLOCKED', { action: '这样修改', detail }, { findings })
    }
  }
}

/**
 * Issues a 委派单. Everybody is judged once more, for every session; a block stands unless its rule may be overridden and a reason is
 * given. The reason is kept only where it was needed.
 * @throws AppError NOT_FOUND, INPUT_INVALID (a person named twice), RULE_BLOCKED with every finding that stands
 */
export async function issueAssignment(
  manager: EntityManager,
  input: Parsed<'assign.issue'>,
  stamp: Stamp,
): Promise<Assignment> {
  const batch = await requireBatch(manager, input.batchId)
  if (new Set(input.people.map(person => person.supervisorId)).size < input.people.length)
    throw new AppError(
      'INPUT_INVALID',
      { detail: '同一人写了两次' },
      { fields: { people: '请把同一人的场次合在一行' } },
    )
  const sessions = await sessionsOf(manager, batch.id)
  const judge = await judgeOf(manager, batch, sessions, stamp)
  const late = checkDates(input, sessions, stamp)
  const lines: { supervisorId: number; sessionId: number; override: string | null; approver: string }[] = []
  const overridden = new Map<number, Finding[]>()
  for (const person of input.people) {
    for (const sessionId of new Set(person.sessionIds)) {
      const session = sessions.find(candidate => candidate.id === sessionId)
      if (!session) throw new AppError('NOT_FOUND', { what: '所选场次' })
      const found = judge(session).find(row => row.id === person.supervisorId)
      if (!found) throw new AppError('NOT_FOUND', { what: '所选人员的聘任记录' })
      const blocks = found.findings.filter(f => f.severity === 'block')
      const firm = blocks.filter(
        f =>
          !person.override || !(RULES[f.rule].override === 'head' ? person.approver?.trim() : RULES[f.rule].override),
      )
      if (firm.length > 0) {
        const detail = firm.map(f => f.message).join('；')
        throw new AppError(
          'RULE_BLOCKED',
          { action: `委派「${found.name}」到 ${session.date} ${session.fromTime} 的场次`, detail },
          person.override && asksHead(firm)
            ? { findings: firm, fields: { approver: '请写明认定的负责人' } }
            : { findings: firm },
        )
      }
      if (asksHead(blocks)) requireOther(person.approver, found.name)
      lines.push({
        supervisorId: person.supervisorId,
        sessionId,
        override: blocks.length > 0 ? person.override : null,
        approver: asksHead(blocks) ? (person.approver?.trim() ?? '') : '',
      })
      if (blocks.length > 0)
        overridden.set(person.supervisorId, [...(overridden.get(person.supervisorId) ?? []), ...blocks])
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
    lateReason: late ? (input.lateReason ?? '') : '',
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  const id = identifiers[0]?.id as number
  for (const line of lines) await manager.insert(AssignmentPersonTable, { assignmentId: id, ...line })
  for (const { supervisorId, override } of input.people) {
    const { name } = await requireSupervisor(manager, supervisorId)
    const set = overridden.get(supervisorId) ?? []
    const approver = lines.find(line => line.supervisorId === supervisorId && line.approver !== '')?.approver ?? ''
    const exception = `，例外：${override}${approver && `（负责人「${approver}」认定）`}`
    await record(manager, stamp, {
      action: 'assign.issue',
      subject: `supervisor:${supervisorId}`,
      text: `委派「${name}」督导「${batch.name}」${lines.filter(line => line.supervisorId === supervisorId).length} 个场次（${number}）${set.length > 0 ? exception : ''}`,
      ...(set.length > 0
        ? { detail: { override, approver, findings: set.map(({ rule, message }) => ({ rule, message })) } }
        : {}),
    })
  }
  await record(manager, stamp, {
    action: 'assign.issue',
    subject: `batch:${batch.id}`,
    text: `签发委派单 ${number}，签发人「${input.issuer}」${agreed(stamp)}${late ? `，补办：${input.lateReason}` : ''}`,
  })
  return showAssignment(manager, id)
}

/**
 * Signed today or before, and not after the first of its sessions unless a reason says why (补办).
 * @returns whether it is late
 * @throws AppError RULE_BLOCKED
 */
function checkDates(input: Parsed<'assign.issue'>, sessions: SessionRecord[], stamp: Stamp): boolean {
  const act = { what: '签发委派单', on: input.issuedOn }
  const ids = new Set(input.people.flatMap(person => person.sessionIds))
  const first = sessions
    .filter(session => ids.has(session.id))
    .map(session => session.date)
    .sort()[0]
  const late = first === undefined ? [] : inOrder('R-DT-LATE', act, { what: '场次', on: first })
  const findings = [...notAhead(act, stamp.today), ...(input.lateReason ? [] : late)]
  if (findings.length === 0) return late.length > 0
  const detail = findings.map(f => f.message).join('；')
  const fields = { lateReason: '请写明补办原因' }
  const ask = findings.some(f => f.rule === 'R-DT-LATE')
  throw new AppError('RULE_BLOCKED', { action: '签发委派单', detail }, ask ? { findings, fields } : { findings })
}

export async function listAssignments(
  manager: EntityManager,
  batchId: number,
  review: readonly Outdated[] = [],
): Promise<Assignment[]> {
  const rows = await manager.find(AssignmentTable, { where: { batchId }, order: { id: 'DESC' } })
  return Promise.all(rows.map(row => toAssignment(manager, row, review)))
}

export async function showAssignment(manager: EntityManager, id: number): Promise<Assignment> {
  const row = await manager.findOneBy(AssignmentTable, { id })
  if (!row) throw new AppError('NOT_FOUND', { what: '该委派单' })
  return toAssignment(manager, row)
}

async function toAssignment(
  manager: EntityManager,
  row: AssignmentRecord,
  review: readonly Outdated[] = [],
): Promise<Assignment> {
  const people = (await manager.query(
    // the number that is good on the day of the session, whatever was issued since
    `SELECT p.supervisor_id AS id, s.name, p.session_id AS session, p.override, p.approver,
       (SELECT code FROM card WHERE id = ${cardOn('p.supervisor_id', 'b.date')}) AS code
     FROM assignment_person p JOIN supervisor s ON s.id = p.supervisor_id JOIN batch_session b ON b.id = p.session_id
     WHERE p.assignment_id = ? ORDER BY p.id`,
    [row.id],
  )) as { id: number; name: string; code: string | null; session: number; override: string | null; approver: string }[]
  const grouped = new Map<number, Assignment['people'][number]>()
  for (const { id, name, code, session, override, approver } of people) {
    const person = grouped.get(id) ?? { supervisorId: id, name, code, sessionIds: [], override, approver }
    person.sessionIds.push(session)
    person.override ??= override
    person.approver ||= approver
    person.code ??= code
    grouped.set(id, person)
  }
  const { id, number, batchId, content, issuedOn, issuer, state } = row
  return {
    ...{ id, number, batchId, content, issuedOn, issuer, state },
    people: [...grouped.values()],
    lateReason: row.lateReason || null,
    outdated: review
      .filter(line => line.assignmentId === id)
      .map(({ supervisorId, name, sessionId, session, findings }) => ({
        supervisorId,
        name,
        sessionId,
        session,
        findings,
      })),
  }
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

import type { EntityManager } from 'typeorm'
import type { Batch, BatchInput, Session, Staff } from '../../src-shared/contract/batch.ts'
import type { Parsed } from '../../src-shared/contract/index.ts'
import { checkBatch, isExpired } from '../../src-shared/domain/batch.ts'
import { addDays, daysBetween } from '../../src-shared/domain/dates.ts'
import { phaseOf } from '../../src-shared/domain/order.ts'
import { PACKS, packOn } from '../../src-shared/domain/pack.ts'
import { diffSession } from '../../src-shared/domain/plan.ts'
import { type Finding, finding } from '../../src-shared/domain/rules.ts'
import { cleanCell } from '../../src-shared/domain/text.ts'
import { AppError } from '../../src-shared/errors.ts'
import { STAFF_ROLE } from '../../src-shared/labels.ts'
import type { Stamp } from '../context.ts'
import {
  type BatchRecord,
  BatchTable,
  type SessionRecord,
  SessionTable,
  type StaffRecord,
  StaffTable,
} from '../db/entities/batch.ts'
import { record } from './audit.ts'
import { findOrg, requireOrg } from './org.ts'
import { notStruck } from './qualification.ts'
import { requireSupervisor } from './supervisor.ts'
import { requireVenue } from './venueRecord.ts'

/** @throws AppError NOT_FOUND, for batches in the recycle bin too unless `trash`. */
export async function requireBatch(manager: EntityManager, id: number, trash = false): Promise<BatchRecord> {
  const row = await manager.findOneBy(BatchTable, { id })
  if (!row || (row.deletedAt !== null && !trash)) throw new AppError('NOT_FOUND', { what: '该批次' })
  return row
}

/**
 * Adds or changes a batch.
 * @returns the id
 * @throws AppError STALE, NOT_FOUND (batch, venue), INPUT_INVALID (plan number taken), RULE_BLOCKED (R-CARD-SCOPE: another organisation's batch, 第十三条)
 */
export async function saveBatch(manager: EntityManager, input: BatchInput, stamp: Stamp): Promise<number> {
  const own = await requireOrg(manager)
  if (input.org !== '' && cleanCell(input.org) !== cleanCell(own.name)) throw foreign(input.org, own.name)
  const before = input.id === undefined ? null : await requireBatch(manager, input.id)
  if (before && input.version !== undefined && input.version !== before.version) {
    throw new AppError('STALE', { what: `批次「${before.name}」` })
  }
  const twin = await manager
    .createQueryBuilder(BatchTable, 'b')
    .where('b.plan_no = :planNo AND b.deleted_at IS NULL AND b.id <> :id', {
      planNo: input.planNo,
      id: before?.id ?? 0,
    })
    .getOne()
  if (twin) {
    const detail = `计划号「${input.planNo}」已用于「${twin.name}」`
    throw new AppError('INPUT_INVALID', { detail }, { fields: { planNo: detail } })
  }
  // A venue that went into the recycle bin later stays with the batches that it was used for.
  if (input.venueId !== null && input.venueId !== before?.venueId) await requireVenue(manager, input.venueId)
  const { id: _, version: __, org: ___, ...fields } = input
  if (before) {
    await manager.update(BatchTable, { id: before.id }, { ...fields, version: before.version + 1, updatedAt: stamp.at })
    await record(manager, stamp, {
      action: 'batch.save',
      subject: `batch:${before.id}`,
      text: `修改批次「${input.name}」`,
      detail: { before, after: fields },
    })
    return before.id
  }
  const { identifiers } = await manager.insert(BatchTable, {
    ...fields,
    version: 1,
    createdAt: stamp.at,
    updatedAt: stamp.at,
    deletedAt: null,
  })
  const id = identifiers[0]?.id as number
  await record(manager, stamp, {
    action: 'batch.save',
    subject: `batch:${id}`,
    text: `登记批次「${input.name}」（${input.planNo}）`,
  })
  return id
}

function foreign(named: string, own: string): AppError {
  const why: Finding = {
    ...finding(
      'R-CARD-SCOPE',
      `被督导机构「${named}」不是本机构`,
      '内督员证卡仅限本机构内部使用；请登记本机构的批次。',
      { 被督导机构: named, 本机构: own },
    ),
    severity: 'block',
  }
  return new AppError('RULE_BLOCKED', { action: '登记其他机构的批次', detail: why.message }, { findings: [why] })
}

export async function removeBatch(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<void> {
  const batch = await requireBatch(manager, input.id)
  const [used] = (await manager.query(
    `SELECT 1 AS n FROM assignment WHERE batch_id = ? AND state = 'valid' UNION SELECT 1 FROM visit WHERE batch_id = ?
     UNION SELECT 1 FROM rectification WHERE batch_id = ? LIMIT 1`,
    [batch.id, batch.id, batch.id],
  )) as unknown[]
  if (used) {
    throw new AppError('STATE_BLOCKED', {
      name: batch.name,
      action: '移入回收站',
      detail: '已有委派单、外督记录或问题整改，须留档备查',
    })
  }
  await manager.update(BatchTable, { id: batch.id }, { deletedAt: stamp.at, version: batch.version + 1 })
  await record(manager, stamp, {
    action: 'batch.remove',
    subject: `batch:${batch.id}`,
    text: `批次「${batch.name}」移入回收站：${input.reason}`,
  })
}

export async function restoreBatch(manager: EntityManager, id: number, stamp: Stamp): Promise<void> {
  const batch = await requireBatch(manager, id, true)
  if (batch.deletedAt === null)
    throw new AppError('STATE_BLOCKED', { name: batch.name, action: '移出回收站', detail: '不在回收站中' })
  const twin = await manager
    .createQueryBuilder(BatchTable, 'b')
    .where('b.plan_no = :planNo AND b.deleted_at IS NULL', { planNo: batch.planNo })
    .getOne()
  if (twin && twin.id !== id)
    throw new AppError('INPUT_INVALID', { detail: `计划号「${batch.planNo}」已用于「${twin.name}」` })
  await manager.update(BatchTable, { id }, { deletedAt: null, version: batch.version + 1 })
  await record(manager, stamp, {
    action: 'batch.restore',
    subject: `batch:${id}`,
    text: `批次「${batch.name}」移出回收站`,
  })
}

/** Forms, items, sessions and staff of an earlier batch, moved so that the examination begins on `examFrom`; nothing that happened. */
export async function copyBatch(manager: EntityManager, input: Parsed<'batch.copy'>, stamp: Stamp): Promise<number> {
  const from = await requireBatch(manager, input.id)
  const old = from.dates.examFrom ?? (await sessionsOf(manager, from.id))[0]?.date ?? input.examFrom
  const shift = daysBetween(old, input.examFrom)
  const moved = (date: string | null) => (date === null ? null : addDays(date, shift))
  const dates = Object.fromEntries(
    Object.entries(from.dates).map(([key, date]) => [key, moved(date)]),
  ) as BatchRecord['dates']
  const id = await saveBatch(
    manager,
    {
      planNo: input.planNo,
      name: input.name,
      org: '',
      forms: from.forms,
      items: from.items.map(item => ({ ...item, actual: null })),
      venueId: await usable(manager, from.venueId),
      place: from.place,
      contact: from.contact,
      phone: from.phone,
      note: '',
      // What has happened there has not happened here.
      dates: { ...dates, scoredOn: null, publicFrom: null, publicTo: null, certifiedOn: null, archivedOn: null },
    },
    stamp,
  )
  const sessions = new Map<number, number>()
  for (const { id: oldId, ...session } of await sessionsOf(manager, from.id)) {
    const { identifiers } = await manager.insert(SessionTable, {
      ...session,
      batchId: id,
      date: addDays(session.date, shift),
      actual: null,
      explanation: '',
    })
    sessions.set(oldId, identifiers[0]?.id as number)
  }
  for (const { id: _, ...member } of await staffOf(manager, from.id)) {
    const sessionIds = member.sessionIds.flatMap(old => sessions.get(old) ?? [])
    if (sessionIds.length === 0) continue // all their sessions were cancelled
    await manager.insert(StaffTable, {
      ...member,
      batchId: id,
      sessionIds,
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
  }
  await record(manager, stamp, { action: 'batch.copy', subject: `batch:${id}`, text: `从批次「${from.name}」复制` })
  return id
}

/** The venue, unless it has been put into the recycle bin. */
async function usable(manager: EntityManager, venueId: number | null): Promise<number | null> {
  const [venue] = (await manager.query('SELECT id FROM venue WHERE id = ? AND deleted_at IS NULL', [venueId])) as {
    id: number
  }[]
  return venue?.id ?? null
}

export async function sessionsOf(manager: EntityManager, batchId: number): Promise<SessionRecord[]> {
  const rows = await manager.find(SessionTable, {
    where: { batchId },
    order: { date: 'ASC', fromTime: 'ASC', id: 'ASC' },
  })
  return rows.filter(row => row.struckAt === null)
}

export async function staffOf(manager: EntityManager, batchId: number): Promise<StaffRecord[]> {
  return (await manager.find(StaffTable, { where: { batchId }, order: { id: 'ASC' } })).filter(
    row => row.struckAt === null,
  )
}

export async function saveSession(manager: EntityManager, input: Parsed<'session.save'>, stamp: Stamp): Promise<void> {
  const batch = await requireBatch(manager, input.batchId)
  const { id, from, to, ...rest } = input
  const fields = { ...rest, fromTime: from, toTime: to }
  if (id === undefined) {
    await manager.insert(SessionTable, { ...fields, ...notStruck })
  } else {
    const known = (await sessionsOf(manager, batch.id)).some(session => session.id === id)
    if (!known) throw new AppError('NOT_FOUND', { what: '该场次' })
    await manager.update(SessionTable, { id }, fields)
  }
  await record(manager, stamp, {
    action: 'session.save',
    subject: `batch:${batch.id}`,
    text: `${id === undefined ? '新增' : '修改'}「${batch.name}」的场次：${input.date} ${from}–${to} ${input.room} ${input.subject}`,
  })
}

export async function removeSession(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<number> {
  const session = await manager.findOneBy(SessionTable, { id: input.id })
  if (!session || session.struckAt !== null) throw new AppError('NOT_FOUND', { what: '该场次' })
  const [used] = (await manager.query(
    `SELECT a.number FROM assignment_person p JOIN assignment a ON a.id = p.assignment_id WHERE p.session_id = ? AND a.state = 'valid' LIMIT 1`,
    [input.id],
  )) as { number: string }[]
  if (used)
    throw new AppError('STATE_BLOCKED', {
      name: '该场次',
      action: '删除',
      detail: `委派单 ${used.number} 包含它，请先作废委派单`,
    })
  await manager.update(
    SessionTable,
    { id: input.id },
    { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: input.reason },
  )
  await record(manager, stamp, {
    action: 'session.remove',
    subject: `batch:${session.batchId}`,
    text: `取消场次 ${session.date} ${session.fromTime}：${input.reason}`,
  })
  return session.batchId
}

export async function saveStaff(manager: EntityManager, input: Parsed<'staff.save'>, stamp: Stamp): Promise<void> {
  const batch = await requireBatch(manager, input.batchId)
  const sessions = new Set((await sessionsOf(manager, batch.id)).map(session => session.id))
  if (input.sessionIds.some(id => !sessions.has(id))) throw new AppError('NOT_FOUND', { what: '所选场次' })
  const { id, ...rest } = input
  const fields = { ...rest, sessionIds: [...new Set(rest.sessionIds)] }
  const linked = fields.supervisorId
  if (linked !== null) await requireSupervisor(manager, linked, true)
  if (id === undefined) {
    await manager.insert(StaffTable, { ...fields, recordedBy: stamp.actor, recordedAt: stamp.at, ...notStruck })
  } else {
    const known = (await staffOf(manager, batch.id)).some(member => member.id === id)
    if (!known) throw new AppError('NOT_FOUND', { what: '该工作人员' })
    await manager.update(StaffTable, { id }, fields)
  }
  await record(manager, stamp, {
    action: 'staff.save',
    subject: `batch:${batch.id}`,
    text: `${id === undefined ? '新增' : '修改'}「${batch.name}」的${STAFF_ROLE[input.role]}「${input.name}」`,
  })
}

export async function removeStaff(manager: EntityManager, id: number, stamp: Stamp): Promise<number> {
  const member = await manager.findOneBy(StaffTable, { id })
  if (!member || member.struckAt !== null) throw new AppError('NOT_FOUND', { what: '该工作人员' })
  await manager.update(StaffTable, { id }, { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: '移除' })
  await record(manager, stamp, {
    action: 'staff.remove',
    subject: `batch:${member.batchId}`,
    text: `移除${STAFF_ROLE[member.role]}「${member.name}」`,
  })
  return member.batchId
}

/** One batch with all that its page shows at first. */
export async function loadBatch(manager: EntityManager, id: number, stamp: Stamp): Promise<Batch> {
  const batch = await requireBatch(manager, id, true)
  const sessions = await sessionsOf(manager, id)
  const staff = await staffOf(manager, id)
  const assigned = (await manager.query(
    `SELECT p.session_id, a.id AS assignment_id, s.id AS supervisor_id, s.name, t.card_code
     FROM assignment a JOIN assignment_person p ON p.assignment_id = a.id JOIN supervisor s ON s.id = p.supervisor_id
     JOIN standing t ON t.supervisor_id = s.id WHERE a.batch_id = ? AND a.state = 'valid' ORDER BY a.id, p.id`,
    [id],
  )) as { session_id: number; assignment_id: number; supervisor_id: number; name: string; card_code: string | null }[]
  const [count] = (await manager.query(
    'SELECT count(*) AS n FROM batch_candidate WHERE batch_id = ? AND replaced_at IS NULL',
    [id],
  )) as { n: number }[]
  const { createdAt: _, updatedAt: __, ...fields } = batch
  const shown = sessions.map(
    (session): Session => ({
      ...toInput(session),
      differences: diffSession(toInput(session)),
      assigned: assigned
        .filter(person => person.session_id === session.id)
        .map(p => ({ assignmentId: p.assignment_id, supervisorId: p.supervisor_id, name: p.name, code: p.card_code })),
    }),
  )
  return {
    ...fields,
    org: '',
    phase: phaseOf(batch.dates, stamp.today),
    venue: await placeOf(manager, batch),
    sessions: shown,
    staff: staff.map(member => toStaff(member, shown)),
    candidates: count?.n ?? 0,
    pack: packOn(batch.dates.examFrom ?? batch.dates.plannedOn, {
      [PACKS[0].id]: (await findOrg(manager))?.rulesFrom ?? null,
    }),
    findings: checkBatch({ dates: batch.dates, sessions: shown, staff }),
  }
}

export const toInput = (session: SessionRecord) => ({
  id: session.id,
  batchId: session.batchId,
  date: session.date,
  from: session.fromTime,
  to: session.toTime,
  room: session.room,
  subject: session.subject,
  count: session.count,
  actual: session.actual,
  explanation: session.explanation,
})

function toStaff(member: StaffRecord, sessions: ReturnType<typeof toInput>[]): Staff {
  const { id, batchId, role, name, supervisorId, certificate, validTo, phone } = member
  const sessionIds = member.sessionIds.filter(known => sessions.some(session => session.id === known))
  const expired = isExpired(member, sessions)
  return { id, batchId, sessionIds, role, name, supervisorId, certificate, validTo, phone, expired }
}

async function placeOf(manager: EntityManager, batch: BatchRecord): Promise<string> {
  if (batch.venueId === null) return batch.place
  const [venue] = (await manager.query('SELECT name FROM venue WHERE id = ?', [batch.venueId])) as { name: string }[]
  return venue?.name ?? batch.place
}

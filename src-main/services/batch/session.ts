/** 场次 and who works in them. */

import type { EntityManager } from 'typeorm'
import type { Staff } from '../../../src-shared/contract/batch.ts'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { isExpired } from '../../../src-shared/domain/batch.ts'
import { cleanName } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { STAFF_ROLE } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { type SessionRecord, SessionTable, type StaffRecord, StaffTable } from '../../db/entities/batch.ts'
import { record } from '../audit.ts'
import { notStruck } from '../roster/qualification.ts'
import { requireSupervisor } from '../roster/supervisorRecord.ts'
import { invalid } from '../venue/venueRecord.ts'
import { requireBatch } from './batchRecord.ts'

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

/** @returns the id when a known session was given another time, which may concern a 委派 */
export async function saveSession(
  manager: EntityManager,
  input: Parsed<'session.save'>,
  stamp: Stamp,
): Promise<number | null> {
  const batch = await requireBatch(manager, input.batchId)
  const { id, from, to, ...rest } = input
  const fields = { ...rest, fromTime: from, toTime: to }
  let moved = false
  if (id === undefined) {
    await manager.insert(SessionTable, { ...fields, ...notStruck })
  } else {
    const known = (await sessionsOf(manager, batch.id)).find(session => session.id === id)
    if (!known) throw new AppError('NOT_FOUND', { what: '该场次' })
    moved = known.date !== fields.date || known.fromTime !== from || known.toTime !== to
    await manager.update(SessionTable, { id }, fields)
  }
  await record(manager, stamp, {
    action: 'session.save',
    subject: `batch:${batch.id}`,
    text: `${id === undefined ? '新增' : '修改'}「${batch.name}」的场次：${input.date} ${from}–${to} ${input.room} ${input.subject}`,
  })
  return moved && id !== undefined ? id : null
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
  const fields = { ...rest, name: cleanName(rest.name), sessionIds: [...new Set(rest.sessionIds)] }
  if (fields.name === '') throw invalid('name', '此项必填') // invisible characters pass the schema
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
    text: `${id === undefined ? '新增' : '修改'}「${batch.name}」的${STAFF_ROLE[input.role]}「${fields.name}」`,
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

export function toStaff(member: StaffRecord, sessions: ReturnType<typeof toInput>[]): Staff {
  const { id, batchId, role, name, supervisorId, certificate, validTo, phone } = member
  const sessionIds = member.sessionIds.filter(known => sessions.some(session => session.id === known))
  const expired = isExpired(member, sessions)
  return { id, seen: UNSEEN, batchId, sessionIds, role, name, supervisorId, certificate, validTo, phone, expired }
}

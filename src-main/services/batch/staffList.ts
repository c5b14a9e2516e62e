/** 工作人员 in one go: read from a sheet or a paste, looked at in the window, written together. */
import type { EntityManager } from 'typeorm'
import type { Output, Parsed } from '../../../src-shared/contract/index.ts'
import { cleanName, nameKey } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { STAFF_ROLE } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { StaffTable } from '../../db/entities/batch.ts'
import type { ListSheet } from '../../sheet/list.ts'
import type { StaffKey } from '../../sheet/staff.ts'
import { record } from '../audit.ts'
import { notStruck } from '../roster/qualification.ts'
import { requireBatch } from './batchRecord.ts'
import { sessionsOf, staffOf } from './session.ts'

/** What a sheet says of 工作人员; a row with errors is not among them, but told. Who stands in the batch already by name is told as well. */
export async function readStaff(
  manager: EntityManager,
  batchId: number,
  sheet: ListSheet<StaffKey>,
): Promise<Output<'staff.read'>> {
  const batch = await requireBatch(manager, batchId)
  const known = await staffOf(manager, batch.id)
  const read: Output<'staff.read'> = { rows: [], problems: [], notes: [...sheet.notes] }
  for (const { row, values, problems } of sheet.rows) {
    const where = `第 ${row} 行 ${values.name ?? ''}`.trim()
    for (const { message } of problems) read.problems.push({ where, message })
    const { name, role, certificate = '', validTo = null, phone = '' } = values
    if (name === undefined || problems.some(({ level }) => level === 'error')) continue
    const twin = known.find(one => nameKey(one.name) === nameKey(name))
    read.rows.push({
      name,
      role: (role as keyof typeof STAFF_ROLE | undefined) ?? null,
      certificate,
      validTo,
      phone,
      known: twin ? `${STAFF_ROLE[twin.role]} ${twin.name}` : null,
    })
  }
  if (sheet.unknownHeaders.length > 0) read.notes.push(`没有读取的列：${sheet.unknownHeaders.join('、')}`)
  return read
}

/**
 * Adds people to the sessions, all or none. Who has that post under that name already is refused by name.
 * @throws AppError NOT_FOUND, INPUT_INVALID
 */
export async function addStaff(manager: EntityManager, input: Parsed<'staff.add'>, stamp: Stamp): Promise<void> {
  const batch = await requireBatch(manager, input.batchId)
  const sessions = new Set((await sessionsOf(manager, batch.id)).map(session => session.id))
  if (input.sessionIds.some(id => !sessions.has(id))) throw new AppError('NOT_FOUND', { what: '所选场次' })
  const post = (role: string, name: string) => `${role} ${nameKey(name)}`
  const taken = new Set((await staffOf(manager, batch.id)).map(({ role, name }) => post(role, name)))
  const rows = input.rows.map(row => ({ ...row, name: cleanName(row.name) }))
  for (const { role, name } of rows) {
    if (name === '') throw invalid('姓名不能为空')
    if (taken.has(post(role, name))) throw invalid(`${STAFF_ROLE[role]}「${name}」已在本批次，或列了两次；请去掉这一行`)
    taken.add(post(role, name))
  }
  for (const row of rows) {
    await manager.insert(StaffTable, {
      ...row,
      batchId: batch.id,
      sessionIds: [...new Set(input.sessionIds)],
      supervisorId: null,
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
      ...notStruck,
    })
  }
  const names = rows.slice(0, 20).map(({ role, name }) => `${STAFF_ROLE[role]}「${name}」`)
  await record(manager, stamp, {
    action: 'staff.add',
    subject: `batch:${batch.id}`,
    text: `登记「${batch.name}」的工作人员 ${rows.length} 人：${names.join('、')}${rows.length > 20 ? ' 等' : ''}`,
  })
}

const invalid = (detail: string) => new AppError('INPUT_INVALID', { detail })

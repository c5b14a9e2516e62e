/** 查阅登记: who saw a batch's papers, why, who approved it, and which 内督员 was there (requirements A24, A25). */
import type { EntityManager } from 'typeorm'
import type { AccessEntry } from '../../../src-shared/contract/archive.ts'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { addDays } from '../../../src-shared/domain/dates.ts'
import { isSlot } from '../../../src-shared/domain/evidence.ts'
import { cleanName } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type AccessEntryRow, AccessEntryTable } from '../../db/entities/archive.ts'
import { stateSql } from '../../db/queries/supervisors.ts'
import type { Table } from '../../sheet/write.ts'
import { agreed, record } from '../audit.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { localTime } from '../localDate.ts'
import { invalid } from '../venue/venueRecord.ts'

const LONGEST = 31 // days, 本机构口径

/** @throws AppError NOT_FOUND, INPUT_INVALID: three persons, and 在场内督 is 在聘 today */
export async function addAccess(
  manager: EntityManager,
  input: Parsed<'access.add'>,
  stamp: Stamp,
): Promise<AccessEntry> {
  const batch = await requireBatch(manager, input.batchId)
  const names = {
    visitor: cleanName(input.visitor),
    approvedBy: cleanName(input.approvedBy),
    attendedBy: cleanName(input.attendedBy),
  }
  for (const [field, name] of Object.entries(names)) if (name === '') throw invalid(field, '此项必填')
  if (names.approvedBy === names.attendedBy) throw invalid('attendedBy', '在场内督与批准人应为两人')
  if (names.visitor === names.approvedBy) throw invalid('approvedBy', '查阅人不能批准自己查阅')
  if (names.visitor === names.attendedBy) throw invalid('attendedBy', '查阅人不能同时是在场内督')
  if (!(await isAppointed(manager, names.attendedBy, stamp)))
    throw invalid('attendedBy', `「${names.attendedBy}」今天不是本机构在聘的内督员`)
  const untilOn = input.untilOn ?? stamp.today
  if (untilOn < stamp.today || untilOn > addDays(stamp.today, LONGEST))
    throw invalid('untilOn', `应在今天至 ${addDays(stamp.today, LONGEST)} 之间`)
  const unknown = input.slots.find(slot => !isSlot(slot))
  if (unknown !== undefined) throw invalid('slots', `没有「${unknown}」这个槽位`)
  const { identifiers } = await manager.insert(AccessEntryTable, {
    ...input,
    ...names,
    slots: [...new Set(input.slots)],
    untilOn,
    endedAt: null,
    endedBy: '',
    endReason: '',
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  await record(manager, stamp, {
    action: 'access.add',
    subject: `batch:${batch.id}`,
    text: `登记查阅「${batch.name}」：${names.visitor}${input.way}，批准人「${names.approvedBy}」，在场内督「${names.attendedBy}」${agreed(stamp)}，开放${input.slots.join('、') || '全部资料'}至 ${untilOn}`,
    detail: { what: input.what, purpose: input.purpose },
  })
  const row = await manager.findOneByOrFail(AccessEntryTable, { id: identifiers[0]?.id as number })
  return toEntry(row, batch.name, stamp)
}

/** @throws AppError NOT_FOUND, STATE_BLOCKED for one that has ended */
export async function endAccess(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<AccessEntry> {
  const row = await manager.findOneBy(AccessEntryTable, { id: input.id })
  if (!row) throw new AppError('NOT_FOUND', { what: '这条查阅登记' })
  if (row.endedAt !== null)
    throw new AppError('STATE_BLOCKED', { name: `「${row.visitor}」的查阅`, action: '结束', detail: '已经结束' })
  const ended = { endedAt: stamp.at, endedBy: stamp.actor, endReason: input.reason }
  await manager.update(AccessEntryTable, { id: row.id }, ended)
  const batch = await requireBatch(manager, row.batchId)
  await record(manager, stamp, {
    action: 'access.end',
    subject: `batch:${row.batchId}`,
    text: `结束「${row.visitor}」对「${batch.name}」的查阅：${input.reason}`,
  })
  return toEntry({ ...row, ...ended }, batch.name, stamp)
}

/** The last day on which it opens anything: that of its entry where it says none. */
export const lastDay = ({ untilOn, recordedAt }: Pick<AccessEntryRow, 'untilOn' | 'recordedAt'>): string =>
  untilOn ?? localTime(recordedAt).slice(0, 10)

/** 聘任 on that day: neither suspended nor 届满 (第十四条). Of people with one name, one who is will do. */
async function isAppointed(manager: EntityManager, name: string, { today }: Stamp): Promise<boolean> {
  const people = (await manager.query(
    `SELECT s.name FROM standing t JOIN supervisor s ON s.id = t.supervisor_id WHERE t.deleted = 0 AND ${stateSql(today)} = 'appointed' AND s.name = ?`,
    [name],
  )) as { name: string }[]
  return people.length > 0
}

/** The newest first. */
export async function listAccess(manager: EntityManager, stamp: Stamp, batchId?: number): Promise<AccessEntry[]> {
  const where = batchId === undefined ? {} : { batchId }
  const batches = (await manager.query('SELECT id, name FROM batch')) as { id: number; name: string }[]
  const nameOf = new Map(batches.map(batch => [batch.id, batch.name]))
  const rows = await manager.find(AccessEntryTable, { where, order: { id: 'DESC' } })
  return rows.map(row => toEntry(row, nameOf.get(row.batchId) ?? '', stamp))
}

function toEntry(row: AccessEntryRow, batchName: string, { today }: Stamp): AccessEntry {
  const { recordedAt, recordedBy, ...entry } = row
  const untilOn = lastDay(row)
  const open = row.endedAt === null && untilOn >= today
  return { ...entry, untilOn, open, batchName, at: recordedAt, by: recordedBy }
}

/** 查阅登记表 for Excel, the oldest first as in a book. */
export async function accessTable(
  manager: EntityManager,
  stamp: Stamp,
  batchId?: number,
): Promise<Pick<Table, 'title' | 'columns' | 'rows'>> {
  const entries = (await listAccess(manager, stamp, batchId)).reverse()
  return {
    title: '查阅登记表',
    columns: [
      { header: '序号', width: 8 },
      { header: '时间', width: 18, text: true },
      { header: '批次', width: 30 },
      { header: '查阅人', width: 12 },
      { header: '单位', width: 24 },
      { header: '方式', width: 8 },
      { header: '查阅内容', width: 40 },
      { header: '用途', width: 30 },
      { header: '批准人', width: 12 },
      { header: '在场内督', width: 12 },
      { header: '登记人', width: 12 },
      { header: '开放范围', width: 20 },
      { header: '开放至', width: 12, text: true },
      { header: '结束', width: 18, text: true },
    ],
    rows: entries.map((e, i) => [
      i + 1,
      localTime(e.at),
      e.batchName,
      e.visitor,
      e.unit,
      e.way,
      e.what,
      e.purpose,
      e.approvedBy,
      e.attendedBy,
      e.by,
      e.slots.join('、') || '全部',
      e.untilOn,
      e.endedAt === null ? '' : `${localTime(e.endedAt)} ${e.endReason}`,
    ]),
  }
}

import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import type { Deadline } from '../../../src-shared/contract/supervision.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type DeadlineRow, DeadlineTable } from '../../db/entities/supervision.ts'
import { record } from '../audit.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { notStruck } from '../roster/qualification.ts'
import { listDeadlines } from './deadlineList.ts'

export async function addDeadline(
  manager: EntityManager,
  input: Parsed<'deadline.add'>,
  stamp: Stamp,
): Promise<Deadline> {
  if (input.batchId !== null) await requireBatch(manager, input.batchId)
  const { identifiers } = await manager.insert(DeadlineTable, {
    source: 'manual',
    batchId: input.batchId,
    visitId: null,
    rectificationId: null,
    what: input.what,
    rule: '',
    basis: input.basis || '本机构自定',
    article: '',
    event: '登记',
    eventOn: stamp.today,
    due: input.due,
    note: '',
    submittedOn: null,
    receipt: '',
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
    ...notStruck,
  })
  await record(manager, stamp, { action: 'deadline.add', text: `登记期限：${input.what}，${input.due}` })
  return showDeadline(manager, identifiers[0]?.id as number, stamp)
}

/** Receipt of what was submitted. The deadlines of one form are met by one submission, whichever basis they count by. */
export async function submit(
  manager: EntityManager,
  input: Parsed<'deadline.submit'>,
  stamp: Stamp,
): Promise<Deadline> {
  const row = await requireDeadline(manager, input.id)
  refuseRectification(row, '直接登记完成')
  if (input.submittedOn > stamp.today)
    throw new AppError('INPUT_INVALID', { detail: '日期晚于今天' }, { fields: { submittedOn: '不能晚于今天' } })
  if (row.source === 'visit' && input.submittedOn < row.eventOn) {
    throw new AppError(
      'INPUT_INVALID',
      { detail: `日期早于${row.event} ${row.eventOn}` },
      { fields: { submittedOn: `不能早于 ${row.eventOn}` } },
    )
  }
  const same =
    row.visitId === null
      ? [row]
      : (await manager.findBy(DeadlineTable, { visitId: row.visitId, what: row.what })).filter(
          other => other.struckAt === null,
        )
  for (const other of same)
    await manager.update(DeadlineTable, { id: other.id }, { submittedOn: input.submittedOn, receipt: input.receipt })
  await record(manager, stamp, {
    action: 'deadline.submit',
    subject: row.batchId === null ? '' : `batch:${row.batchId}`,
    text: `${row.what}：${input.submittedOn} 提交${input.receipt ? `，回执 ${input.receipt}` : ''}`,
  })
  return showDeadline(manager, row.id, stamp)
}

export async function reopenDeadline(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<Deadline> {
  const row = await requireDeadline(manager, input.id)
  refuseRectification(row, '撤销提交')
  if (row.submittedOn === null)
    throw new AppError('STATE_BLOCKED', { name: row.what, action: '撤销提交', detail: '还没有提交' })
  const same =
    row.visitId === null ? [row] : await manager.findBy(DeadlineTable, { visitId: row.visitId, what: row.what })
  for (const other of same) await manager.update(DeadlineTable, { id: other.id }, { submittedOn: null, receipt: '' })
  await record(manager, stamp, {
    action: 'deadline.reopen',
    subject: row.batchId === null ? '' : `batch:${row.batchId}`,
    text: `撤销「${row.what}」的提交登记：${input.reason}`,
  })
  return showDeadline(manager, row.id, stamp)
}

/** What a 问题 says of itself is changed there, or both would tell different things. */
function refuseRectification(row: DeadlineRow, action: string): void {
  if (row.source !== 'rectification') return
  throw new AppError('STATE_BLOCKED', { name: row.what, action, detail: '它随问题的整改回复而定，请在整改页办理' })
}

async function requireDeadline(manager: EntityManager, id: number): Promise<DeadlineRow> {
  const row = await manager.findOneBy(DeadlineTable, { id })
  if (!row || row.struckAt !== null) throw new AppError('NOT_FOUND', { what: '这条期限' })
  return row
}

async function showDeadline(manager: EntityManager, id: number, stamp: Stamp): Promise<Deadline> {
  const { rows } = await listDeadlines(manager, { id, page: { offset: 0, limit: 1 } }, stamp)
  const [row] = rows
  if (!row) throw new AppError('NOT_FOUND', { what: '这条期限' })
  return row
}

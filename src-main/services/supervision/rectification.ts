import { type EntityManager, IsNull } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import type { Rectification } from '../../../src-shared/contract/supervision.ts'
import { ageing, checkFix, defaultDue, isSelfReview, openDays } from '../../../src-shared/domain/rectify.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import {
  RectificationFileTable,
  type RectificationRow,
  RectificationTable,
  SupervisionTable,
  VisitTable,
} from '../../db/entities/supervision.ts'
import { registerFile, type StoredFile, shownName } from '../attachment.ts'
import { agreed, record } from '../audit.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { setRectificationDeadline } from './dueDates.ts'

async function requireItem(manager: EntityManager, id: number): Promise<RectificationRow> {
  const row = await manager.findOneBy(RectificationTable, { id })
  if (!row) throw new AppError('NOT_FOUND', { what: '这个问题' })
  return row
}

function requireOpen(row: RectificationRow, action: string): void {
  if (row.closedOn !== null)
    throw new AppError('STATE_BLOCKED', { name: `问题 ${row.id}`, action, detail: `已于 ${row.closedOn} 关闭` })
}

/** A 问题: opened by a 否 at sealing, from a visitor's opinion, or by hand. */
export async function saveItem(
  manager: EntityManager,
  input: Parsed<'rectification.save'>,
  stamp: Stamp,
): Promise<Rectification> {
  const batch = await requireBatch(manager, input.batchId)
  const { id, recordId, ...fields } = input
  let itemId = id
  if (id === undefined) {
    await requireSource(manager, input)
    requireLater(input.due, stamp.today)
    const { identifiers } = await manager.insert(RectificationTable, {
      ...fields,
      due: input.due ?? defaultDue(stamp.today),
      supervisionId: recordId,
      openedOn: stamp.today,
      reply: '',
      repliedOn: null,
      reviewer: '',
      closedOn: null,
      noEvidence: '',
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
    itemId = identifiers[0]?.id as number
  } else {
    const before = await requireItem(manager, id)
    if (before.batchId !== batch.id) throw new AppError('NOT_FOUND', { what: `「${batch.name}」的这个问题` })
    requireOpen(before, '修改')
    const { problem, measure, responsible } = fields
    const due = fields.due ?? before.due ?? defaultDue(before.openedOn)
    if (due !== before.due) requireLater(due, before.openedOn)
    await manager.update(RectificationTable, { id }, { problem, measure, responsible, due })
  }
  const row = await requireItem(manager, itemId ?? 0)
  await setRectificationDeadline(manager, row, stamp)
  await record(manager, stamp, {
    action: 'rectification.save',
    subject: `batch:${batch.id}`,
    text: `${id === undefined ? '登记' : '修改'}「${batch.name}」的问题 ${row.id}${row.due ? `，整改期限 ${row.due}` : ''}`,
    detail: { problem: row.problem, measure: row.measure, responsible: row.responsible },
  })
  return showItem(manager, row.id, stamp)
}

function requireLater(due: string | null, openedOn: string): void {
  if (due !== null && due < openedOn)
    throw new AppError(
      'INPUT_INVALID',
      { detail: '整改期限早于发现日期' },
      { fields: { due: `不能早于发现日期 ${openedOn}` } },
    )
}

/** The record or visit that a 问题 comes from is one of the same batch. */
async function requireSource(
  manager: EntityManager,
  { batchId, recordId, visitId }: Parsed<'rectification.save'>,
): Promise<void> {
  if (recordId !== null && !(await manager.findOneBy(SupervisionTable, { id: recordId, batchId })))
    throw new AppError('NOT_FOUND', { what: '该督导记录' })
  if (visitId !== null && !(await manager.findOneBy(VisitTable, { id: visitId, batchId, struckAt: IsNull() })))
    throw new AppError('NOT_FOUND', { what: '这次督导' })
}

/** Asked before the evidence goes into the store. */
export async function requireRepliable(
  manager: EntityManager,
  input: { id: number; on: string },
  stamp: Stamp,
): Promise<RectificationRow> {
  const row = await requireItem(manager, input.id)
  requireOpen(row, '回复')
  if (input.on > stamp.today)
    throw new AppError('INPUT_INVALID', { detail: '回复日期晚于今天' }, { fields: { on: '不能晚于今天' } })
  return row
}

export async function reply(
  manager: EntityManager,
  input: { id: number; reply: string; on: string },
  files: StoredFile[],
  stamp: Stamp,
): Promise<Rectification> {
  const row = await requireRepliable(manager, input, stamp)
  await manager.update(RectificationTable, { id: row.id }, { reply: input.reply, repliedOn: input.on })
  await setRectificationDeadline(manager, { ...row, repliedOn: input.on }, stamp)
  for (const file of files) {
    await registerFile(manager, file, stamp)
    await manager.insert(RectificationFileTable, {
      rectificationId: row.id,
      file: file.sha256,
      fileName: shownName(file.name),
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
  }
  await record(manager, stamp, {
    action: 'rectification.reply',
    subject: `batch:${row.batchId}`,
    text: `问题 ${row.id} 回复整改情况，佐证 ${files.length} 件`,
    detail: { reply: input.reply },
  })
  return showItem(manager, row.id, stamp)
}

/** Whoever mended it does not confirm it; what shows no evidence is closed only with the reviewer's reason why none can exist. */
export async function closeItem(
  manager: EntityManager,
  input: { id: number; reviewer: string; on: string; noEvidence?: string | undefined },
  stamp: Stamp,
): Promise<Rectification> {
  const row = await requireItem(manager, input.id)
  requireOpen(row, '关闭')
  if (row.repliedOn === null)
    throw new AppError('STATE_BLOCKED', { name: `问题 ${row.id}`, action: '关闭', detail: '还没有整改回复' })
  if (row.responsible === '') {
    const detail = '还没有登记责任人，不能确认复核人是另一人'
    throw new AppError('STATE_BLOCKED', { name: `问题 ${row.id}`, action: '关闭', detail })
  }
  if (isSelfReview(row.responsible, input.reviewer)) {
    throw new AppError(
      'INPUT_INVALID',
      { detail: '复核人与责任人是同一人' },
      { fields: { reviewer: `责任人是「${row.responsible}」，复核人应为另一人` } },
    )
  }
  if (input.on < row.repliedOn || input.on > stamp.today) {
    throw new AppError(
      'INPUT_INVALID',
      { detail: '关闭日期应在回复之后、今天之前' },
      { fields: { on: `应在 ${row.repliedOn} 至 ${stamp.today} 之间` } },
    )
  }
  const shown = await manager.countBy(RectificationFileTable, { rectificationId: row.id })
  const noEvidence = shown > 0 ? '' : (input.noEvidence?.trim() ?? '')
  if (shown === 0 && noEvidence === '') {
    throw new AppError(
      'INPUT_INVALID',
      { detail: `问题 ${row.id} 的整改没有佐证，不能关闭；请在「修改回复」中附上照片或文件` },
      { fields: { noEvidence: '没有佐证：请先附上，或由复核人写明为什么不可能有' } },
    )
  }
  await manager.update(RectificationTable, { id: row.id }, { reviewer: input.reviewer, closedOn: input.on, noEvidence })
  await record(manager, stamp, {
    action: 'rectification.close',
    subject: `batch:${row.batchId}`,
    text: `问题 ${row.id} 由「${input.reviewer}」复核关闭${agreed(stamp)}${noEvidence && `，没有佐证：${noEvidence}`}`,
  })
  return showItem(manager, row.id, stamp)
}

/** The mending did not hold: it is due again, and asks for a new reply. The former one stays to be read. */
export async function reopenItem(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<Rectification> {
  const row = await requireItem(manager, input.id)
  if (row.closedOn === null)
    throw new AppError('STATE_BLOCKED', { name: `问题 ${row.id}`, action: '重新打开', detail: '还没有关闭' })
  await manager.update(
    RectificationTable,
    { id: row.id },
    { repliedOn: null, closedOn: null, reviewer: '', noEvidence: '' },
  )
  await setRectificationDeadline(manager, { ...row, repliedOn: null }, stamp)
  await record(manager, stamp, {
    action: 'rectification.reopen',
    subject: `batch:${row.batchId}`,
    text: `重新打开问题 ${row.id}：${input.reason}`,
  })
  return showItem(manager, row.id, stamp)
}

async function showItem(manager: EntityManager, id: number, stamp: Stamp): Promise<Rectification> {
  const { rows } = await listItems(manager, { id, page: { offset: 0, limit: 1 } }, stamp)
  const [row] = rows
  if (!row) throw new AppError('NOT_FOUND', { what: '这个问题' })
  return row
}

interface ItemQuery {
  id?: number
  batchId?: number
  states?: Rectification['state'][]
  page: { offset: number; limit: number }
}

export async function listItems(manager: EntityManager, query: ItemQuery, stamp: Stamp) {
  const today = `'${stamp.today}'`
  const state = `CASE WHEN r.closed_on IS NOT NULL THEN 'closed' WHEN r.replied_on IS NOT NULL THEN 'replied' WHEN r.due < ${today} THEN 'overdue' ELSE 'open' END`
  const parts = ['1']
  const params: (string | number)[] = []
  const add = (sql: string, ...values: (string | number)[]) => {
    parts.push(sql)
    params.push(...values)
  }
  if (query.id !== undefined) add('r.id = ?', query.id)
  if (query.batchId !== undefined) add('r.batch_id = ?', query.batchId)
  if (query.states && query.states.length > 0)
    add(`${state} IN (${query.states.map(() => '?').join(', ')})`, ...query.states)
  const where = parts.join(' AND ')
  const rows = (await manager.query(
    `SELECT r.*, ${state} AS state, b.name AS batch_name FROM rectification r JOIN batch b ON b.id = r.batch_id WHERE ${where}
     ORDER BY r.closed_on IS NOT NULL, r.due IS NULL, r.due, r.id DESC LIMIT ? OFFSET ?`,
    [...params, query.page.limit, query.page.offset],
  )) as Raw[]
  const [count] = (await manager.query(`SELECT count(*) AS n FROM rectification r WHERE ${where}`, params)) as {
    n: number
  }[]
  const open = (await manager.query(
    `SELECT opened_on AS "openedOn", closed_on AS "closedOn", replied_on IS NULL AND due < ${today} AS late FROM rectification
     WHERE closed_on IS NULL ${query.batchId === undefined ? '' : 'AND batch_id = ?'}`,
    query.batchId === undefined ? [] : [query.batchId],
  )) as { openedOn: string; closedOn: null; late: 0 | 1 | null }[]
  return {
    rows: await Promise.all(rows.map(row => toItem(manager, row, stamp))),
    total: count?.n ?? 0,
    ageing: ageing(open, stamp.today),
    overdue: open.filter(row => row.late === 1).length,
  }
}

interface Raw {
  id: number
  batch_id: number
  batch_name: string
  supervision_id: number | null
  visit_id: number | null
  number: string
  problem: string
  measure: string
  responsible: string
  due: string | null
  opened_on: string
  reply: string
  replied_on: string | null
  reviewer: string
  closed_on: string | null
  no_evidence: string
  state: Rectification['state']
}

async function toItem(manager: EntityManager, r: Raw, stamp: Stamp): Promise<Rectification> {
  const evidence = (await manager.query(
    `SELECT e.file AS sha256, e.file_name AS name, f.bytes FROM rectification_evidence e JOIN file f ON f.sha256 = e.file WHERE e.rectification_id = ? ORDER BY e.id`,
    [r.id],
  )) as Rectification['evidence']
  return {
    id: r.id,
    seen: UNSEEN,
    batchId: r.batch_id,
    batchName: r.batch_name,
    recordId: r.supervision_id,
    visitId: r.visit_id,
    number: r.number,
    problem: r.problem,
    measure: r.measure,
    responsible: r.responsible,
    due: r.due,
    openedOn: r.opened_on,
    evidence,
    reply: r.reply,
    repliedOn: r.replied_on,
    reviewer: r.reviewer,
    closedOn: r.closed_on,
    noEvidence: r.no_evidence,
    state: r.state,
    days: openDays({ openedOn: r.opened_on, closedOn: r.closed_on }, stamp.today),
    findings: checkFix(
      { problem: r.problem, openedOn: r.opened_on, due: r.due, repliedOn: r.replied_on, closedOn: r.closed_on },
      stamp.today,
    ),
  }
}

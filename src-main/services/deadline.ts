import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../src-shared/contract/index.ts'
import type { Deadline } from '../../src-shared/contract/supervision.ts'
import { ARTICLES, type ArticleId } from '../../src-shared/domain/articles.ts'
import { type Calendar, calendarOf, YEARS } from '../../src-shared/domain/calendar.ts'
import { deadlineState, deadlinesOf } from '../../src-shared/domain/deadline.ts'
import { icsOf } from '../../src-shared/domain/ics.ts'
import { parseNotice } from '../../src-shared/domain/notice.ts'
import { AppError } from '../../src-shared/errors.ts'
import { DEADLINE_STATE } from '../../src-shared/labels.ts'
import type { Stamp } from '../context.ts'
import {
  CalendarTable,
  type DeadlineRow,
  DeadlineTable,
  type RectificationRow,
  type VisitRow,
  VisitTable,
} from '../db/entities/supervision.ts'
import { record } from './audit.ts'
import { requireBatch } from './batchRecord.ts'
import { notStruck } from './qualification.ts'

// —— the calendar ——

/** Shipped years and those that the organisation has loaded; a year that is not there is 未装载 (T19). */
export async function loadCalendar(manager: EntityManager): Promise<Calendar> {
  const loaded = await manager.find(CalendarTable)
  return calendarOf(loaded.map(({ year, source, body }) => ({ year, source, ...body })))
}

export async function calendarYears(manager: EntityManager) {
  const calendar = await loadCalendar(manager)
  const years = [...calendar.values()].sort((a, b) => a.year - b.year)
  return { years: years.map(year => ({ ...year, shipped: year.year in YEARS })) }
}

/** Loads a year from the pasted notice; deadlines that waited for it get their dates. */
export async function loadYear(manager: EntityManager, input: Parsed<'calendar.load'>, stamp: Stamp) {
  const parsed = parseNotice(input.text)
  if (!parsed.ok) {
    const detail = parsed.message.includes(parsed.sentence)
      ? parsed.message
      : `${parsed.message}（${parsed.sentence.slice(0, 100)}）`
    throw new AppError('INPUT_INVALID', { detail }, { fields: { text: detail } })
  }
  const { year, holidays, workdays, source } = parsed.year
  if (input.confirm) {
    await manager.save(CalendarTable, {
      year,
      source,
      body: { holidays, workdays },
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
    await record(manager, stamp, {
      action: 'calendar.load',
      text: `装载 ${year} 年放假安排（${source || '粘贴的通知'}）`,
      detail: parsed.year,
    })
    for (const visit of await manager.find(VisitTable)) await setVisitDeadlines(manager, visit, stamp)
  }
  return { year, holidays, workdays, doubts: parsed.doubts }
}

// —— deadlines as objects ——

const WHAT = { 附件3: '附件3 督导记录反馈委派机构（外督员）', 附件4: '附件4 外督员情况反馈表提交社会事业局' } as const

/** The deadlines of a visit, by the day on which it ended: dates are computed anew, what was submitted stays. */
export async function setVisitDeadlines(manager: EntityManager, visit: VisitRow, stamp: Stamp): Promise<void> {
  const calendar = await loadCalendar(manager)
  const old = await manager.findBy(DeadlineTable, { visitId: visit.id })
  for (const kind of ['附件3', '附件4'] as const) {
    for (const due of deadlinesOf(kind, visit.endedOn, calendar)) {
      const fields = {
        what: WHAT[kind],
        rule: due.basis,
        basis: due.text,
        article: due.article,
        event: '督导工作结束',
        eventOn: visit.endedOn,
        due: due.due,
        note: noteOf(due),
      }
      const known = old.find(row => row.what === fields.what && row.rule === fields.rule && row.struckAt === null)
      if (known) await manager.update(DeadlineTable, { id: known.id }, fields)
      else {
        await manager.insert(DeadlineTable, {
          ...fields,
          source: 'visit',
          batchId: visit.batchId,
          visitId: visit.id,
          rectificationId: null,
          submittedOn: null,
          receipt: '',
          recordedBy: stamp.actor,
          recordedAt: stamp.at,
          ...notStruck,
        })
      }
    }
  }
}

const noteOf = (due: { unloaded?: number; rollover?: string }): string =>
  due.unloaded !== undefined
    ? `${due.unloaded} 年的放假安排未装载`
    : due.rollover
      ? `末日逢休息日，顺延则为 ${due.rollover}（民法典第二百零三条），按不顺延提醒`
      : ''

/** 整改期限: set by the organisation, overdue by 第三十条（三）. It is kept by the reply, as rectificationState has it: a review may take its time. */
export async function setRectificationDeadline(
  manager: EntityManager,
  item: Pick<RectificationRow, 'id' | 'batchId' | 'problem' | 'due' | 'openedOn' | 'repliedOn'>,
  stamp: Stamp,
): Promise<void> {
  const known = (await manager.findBy(DeadlineTable, { rectificationId: item.id })).find(row => row.struckAt === null)
  if (item.due === null) {
    if (known)
      await manager.update(
        DeadlineTable,
        { id: known.id },
        { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: '整改期限取消' },
      )
    return
  }
  const fields = {
    what: `整改：${item.problem.slice(0, 40)}`,
    rule: '',
    basis: '本机构确定的整改期限',
    article: '30(3)',
    event: '发现问题',
    eventOn: item.openedOn,
    due: item.due,
    note: '',
    submittedOn: item.repliedOn,
  }
  if (known) await manager.update(DeadlineTable, { id: known.id }, fields)
  else {
    await manager.insert(DeadlineTable, {
      ...fields,
      source: 'rectification',
      batchId: item.batchId,
      visitId: null,
      rectificationId: item.id,
      receipt: '',
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
      ...notStruck,
    })
  }
}

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

interface DeadlineQuery {
  id?: number
  states?: Deadline['state'][]
  batchId?: number
  from?: string
  to?: string
  page: { offset: number; limit: number }
}

/** deadlineState() in SQL, so that a page can be cut before rows are read; a test holds the two together. */
const stateSql = `CASE
    WHEN d.submitted_on IS NOT NULL THEN CASE WHEN d.due IS NULL OR d.submitted_on <= d.due THEN 'done' ELSE 'late' END
    WHEN d.due IS NULL THEN 'unknown'
    WHEN d.due < :today THEN 'overdue'
    WHEN d.due <= date(:today, '+2 days') THEN 'soon'
    ELSE 'open' END`

export async function listDeadlines(
  manager: EntityManager,
  query: DeadlineQuery,
  stamp: Stamp,
): Promise<{ rows: Deadline[]; total: number }> {
  const state = stateSql.replaceAll(':today', `'${stamp.today}'`)
  const parts = ['d.struck_at IS NULL', 'b.deleted_at IS NULL'] // of no batch, or of one that is not in the recycle bin
  const params: (string | number)[] = []
  const add = (sql: string, ...values: (string | number)[]) => {
    parts.push(sql)
    params.push(...values)
  }
  if (query.id !== undefined) add('d.id = ?', query.id)
  if (query.batchId !== undefined) add('d.batch_id = ?', query.batchId)
  if (query.from) add('d.due >= ?', query.from)
  if (query.to) add('d.due <= ?', query.to)
  if (query.states && query.states.length > 0) {
    const open = query.states.every(s => s !== 'done' && s !== 'late')
    if (open) add('d.submitted_on IS NULL') // lets the index on open deadlines work
    add(`${state} IN (${query.states.map(() => '?').join(', ')})`, ...query.states)
  }
  const where = parts.join(' AND ')
  const rows = (await manager.query(
    `SELECT d.*, b.name AS batch_name FROM deadline d LEFT JOIN batch b ON b.id = d.batch_id WHERE ${where}
     ORDER BY d.submitted_on IS NOT NULL, d.due, d.id LIMIT ? OFFSET ?`,
    [...params, query.page.limit, query.page.offset],
  )) as Raw[]
  const [count] = (await manager.query(
    `SELECT count(*) AS n FROM deadline d LEFT JOIN batch b ON b.id = d.batch_id WHERE ${where}`,
    params,
  )) as { n: number }[]
  return { rows: rows.map(row => toDeadline(row, stamp)), total: count?.n ?? 0 }
}

interface Raw {
  id: number
  source: Deadline['source']
  batch_id: number | null
  batch_name: string | null
  visit_id: number | null
  what: string
  basis: string
  article: string
  event: string
  event_on: string
  due: string | null
  note: string
  submitted_on: string | null
  receipt: string
}

const toDeadline = (row: Raw, stamp: Stamp): Deadline => ({
  id: row.id,
  what: row.what,
  basis: row.basis,
  articleId: row.article,
  event: row.event,
  eventOn: row.event_on,
  due: row.due,
  note: row.note,
  state: deadlineState(row.due, row.submitted_on, stamp.today),
  submittedOn: row.submitted_on,
  receipt: row.receipt,
  batchId: row.batch_id,
  batchName: row.batch_name ?? '',
  visitId: row.visit_id,
  source: row.source,
})

/** All open deadlines with a date, as a calendar file for the office's own program. */
export async function deadlinesIcs(manager: EntityManager, stamp: Stamp): Promise<string> {
  const { rows } = await listDeadlines(
    manager,
    { states: ['open', 'soon', 'overdue'], page: { offset: 0, limit: 10_000 } },
    stamp,
  )
  const events = rows.flatMap(row =>
    row.due === null
      ? []
      : [
          {
            uid: `deadline-${row.id}@neidu`,
            date: row.due,
            title: row.batchName ? `${row.what}（${row.batchName}）` : row.what,
            description: [row.basis, articleText(row.articleId), `状态：${DEADLINE_STATE[row.state]}`]
              .filter(Boolean)
              .join('\n'),
          },
        ],
  )
  return icsOf(events, stamp.at)
}

const articleText = (id: string): string =>
  id in ARTICLES ? `${ARTICLES[id as ArticleId].label}：${ARTICLES[id as ArticleId].text}` : ''

import type { EntityManager } from 'typeorm'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import type { Deadline } from '../../../src-shared/contract/supervision.ts'
import { ARTICLES, type ArticleId } from '../../../src-shared/domain/articles.ts'
import { checkDeadline, type DeadlineBasis, deadlineState } from '../../../src-shared/domain/deadline.ts'
import { icsOf } from '../../../src-shared/domain/ics.ts'
import { DEADLINE_STATE } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { folderMark } from '../folderMark.ts'

interface DeadlineQuery {
  id?: number
  states?: Deadline['state'][]
  batchId?: number
  contestId?: number
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

// A contest with a visit cannot go to the recycle bin, and a visit that is struck out takes its deadline along.
const SOURCES = `deadline d LEFT JOIN batch b ON b.id = d.batch_id
     LEFT JOIN contest_visit v ON v.id = d.contest_visit_id LEFT JOIN contest c ON c.id = v.contest_id`

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
  if (query.contestId !== undefined) add('c.id = ?', query.contestId)
  if (query.from) add('d.due >= ?', query.from)
  if (query.to) add('d.due <= ?', query.to)
  if (query.states && query.states.length > 0) {
    const open = query.states.every(s => s !== 'done' && s !== 'late')
    if (open) add('d.submitted_on IS NULL') // lets the index on open deadlines work
    add(`${state} IN (${query.states.map(() => '?').join(', ')})`, ...query.states)
  }
  const where = parts.join(' AND ')
  const rows = (await manager.query(
    `SELECT d.*, b.name AS batch_name, c.id AS contest_id, c.name AS contest_name FROM ${SOURCES} WHERE ${where}
     ORDER BY d.submitted_on IS NOT NULL, d.due, d.id LIMIT ? OFFSET ?`,
    [...params, query.page.limit, query.page.offset],
  )) as Raw[]
  const [count] = (await manager.query(`SELECT count(*) AS n FROM ${SOURCES} WHERE ${where}`, params)) as {
    n: number
  }[]
  return { rows: rows.map(row => toDeadline(row, stamp)), total: count?.n ?? 0 }
}

interface Raw {
  id: number
  source: Deadline['source']
  batch_id: number | null
  batch_name: string | null
  visit_id: number | null
  contest_id: number | null
  contest_name: string | null
  contest_visit_id: number | null
  what: string
  rule: DeadlineBasis | ''
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
  seen: UNSEEN,
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
  contestId: row.contest_id,
  contestName: row.contest_name ?? '',
  findings: findingsOf(row, stamp),
  contestVisitId: row.contest_visit_id,
  source: row.source,
})

/** Only what the regulation counts has a rule; our own dates have none. */
function findingsOf({ what, rule, due, note, submitted_on }: Raw, { today }: Stamp): Deadline['findings'] {
  if (rule === '') return []
  const year = /^(\d{4}) 年的放假安排未装载/.exec(note)?.[1]
  return checkDeadline(
    { what, basis: rule, due, ...(year ? { unloaded: Number(year) } : {}), submittedOn: submitted_on },
    today,
  )
}

/** All open deadlines with a date, as a calendar file for the office's own program. */
export async function deadlinesIcs(manager: EntityManager, stamp: Stamp): Promise<string> {
  const { rows } = await listDeadlines(
    manager,
    { states: ['open', 'soon', 'overdue'], page: { offset: 0, limit: 10_000 } },
    stamp,
  )
  const folder = await folderMark(manager)
  const events = rows.flatMap(row =>
    row.due === null
      ? []
      : [
          {
            uid: `deadline-${row.id}-${folder}@neidu`,
            date: row.due,
            title: titleOf(row),
            description: [row.basis, articleText(row.articleId), `状态：${DEADLINE_STATE[row.state]}`]
              .filter(Boolean)
              .join('\n'),
          },
        ],
  )
  return icsOf(events, stamp.at)
}

const titleOf = ({ what, batchName, contestName }: Deadline): string =>
  batchName || contestName ? `${what}（${batchName || contestName}）` : what

const articleText = (id: string): string =>
  id in ARTICLES ? `${ARTICLES[id as ArticleId].label}：${ARTICLES[id as ArticleId].text}` : ''

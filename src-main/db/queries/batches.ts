import type { EntityManager } from 'typeorm'
import type { BatchDates, BatchFilter, BatchRow } from '../../../src-shared/contract/batch.ts'
import { checkOrder, checkPublic, phaseOf } from '../../../src-shared/domain/order.ts'
import type { Condition } from './supervisors.ts'

interface Page {
  filter: BatchFilter
  sort: { by: 'examFrom' | 'planNo' | 'updatedAt'; desc: boolean }
  page: { offset: number; limit: number }
}

const SORT = { examFrom: 'b.exam_from', planNo: 'b.plan_no', updatedAt: 'b.updated_at' } as const

interface Light {
  id: number
  dates: string
}

/** One page of batches. The phase comes from dates by rule, so a filter on it is applied to the few hundred that an organisation has. */
export async function listBatches(
  manager: EntityManager,
  { filter, sort, page }: Page,
  today: string,
): Promise<{ rows: BatchRow[]; total: number }> {
  const { sql, params } = where(filter)
  const direction = sort.desc ? 'DESC' : 'ASC'
  const light = (await manager.query(
    `SELECT b.id, b.dates FROM batch b WHERE ${sql} ORDER BY ${SORT[sort.by]} ${direction} NULLS LAST, b.id ${direction}`,
    params,
  )) as Light[]
  const phases = filter.phases && filter.phases.length > 0 ? new Set(filter.phases) : null
  const found = phases ? light.filter(row => phases.has(phaseOf(JSON.parse(row.dates) as BatchDates, today))) : light
  const ids = found.slice(page.offset, page.offset + page.limit).map(row => row.id)
  return { rows: await loadRows(manager, ids, today), total: found.length }
}

function where(filter: BatchFilter): Condition {
  const parts = [`b.deleted_at IS ${filter.trash ? 'NOT ' : ''}NULL`]
  const params: (string | number)[] = []
  if (filter.year !== undefined) {
    parts.push('b.exam_from BETWEEN ? AND ?')
    params.push(`${filter.year}-01-01`, `${filter.year}-12-31`)
  }
  const search = filter.search?.normalize('NFKC').trim()
  if (search) {
    parts.push('(instr(b.plan_no, ?) > 0 OR instr(b.name, ?) > 0 OR instr(b.items, ?) > 0 OR instr(b.place, ?) > 0)')
    params.push(search, search, search, search)
  }
  return { sql: parts.join(' AND '), params }
}

async function loadRows(manager: EntityManager, ids: number[], today: string): Promise<BatchRow[]> {
  const rows = (await manager.query(
    `SELECT b.*, v.name AS venue_name,
       (SELECT count(*) FROM batch_session s WHERE s.batch_id = b.id AND s.struck_at IS NULL) AS sessions,
       (SELECT count(*) FROM batch_candidate c WHERE c.batch_id = b.id) AS candidates,
       (SELECT count(*) FROM rectification r WHERE r.batch_id = b.id AND r.closed_on IS NULL) AS open_rectifications,
       (SELECT min(d.due) FROM deadline d WHERE d.batch_id = b.id AND d.struck_at IS NULL AND d.submitted_on IS NULL) AS next_due,
       ${covered('before')} AS before, ${covered('during')} AS during, ${covered('after')} AS after
     FROM json_each(?) j JOIN batch b ON b.id = j.value LEFT JOIN venue v ON v.id = b.venue_id ORDER BY j.key`,
    [JSON.stringify(ids)],
  )) as Raw[]
  return rows.map(row => toRow(row, today))
}

const covered = (phase: string) =>
  `(SELECT count(*) FROM supervision u WHERE u.batch_id = b.id AND u.state = 'sealed' AND instr(u.phases, '"${phase}"') > 0)`

interface Raw {
  id: number
  plan_no: string
  name: string
  forms: string
  items: string
  dates: string
  place: string
  venue_name: string | null
  sessions: number
  candidates: number
  open_rectifications: number
  next_due: string | null
  before: number
  during: number
  after: number
}

function toRow(row: Raw, today: string): BatchRow {
  const dates = JSON.parse(row.dates) as BatchDates
  const items = JSON.parse(row.items) as { planned: number; actual: number | null }[]
  const known = items.filter(item => item.actual !== null)
  return {
    id: row.id,
    planNo: row.plan_no,
    name: row.name,
    forms: JSON.parse(row.forms) as BatchRow['forms'],
    phase: phaseOf(dates, today),
    planned: items.reduce((sum, item) => sum + item.planned, 0),
    actual: known.length === 0 ? null : known.reduce((sum, item) => sum + (item.actual ?? 0), 0),
    examFrom: dates.examFrom,
    examTo: dates.examTo,
    venue: row.venue_name ?? row.place,
    sessions: row.sessions,
    candidates: row.candidates,
    covered: { before: row.before, during: row.during, after: row.after },
    openRectifications: row.open_rectifications,
    nextDue: row.next_due,
    findings: checkOrder(dates).length + checkPublic(dates).length,
  }
}

export interface CoverageRecord {
  id: number
  name: string
  planNo: string
  dates: string
  records: string | null // JSON [[supervision id, phases JSON], …] of sealed records
}

/** Sealed records of every batch, newest examination first. */
export async function loadCoverage(manager: EntityManager, year?: number): Promise<CoverageRecord[]> {
  return manager.query(
    `SELECT b.id, b.name, b.plan_no AS "planNo", b.dates,
       (SELECT json_group_array(json_array(u.id, u.phases)) FROM supervision u WHERE u.batch_id = b.id AND u.state = 'sealed') AS records
     FROM batch b WHERE b.deleted_at IS NULL ${year === undefined ? '' : 'AND b.exam_from BETWEEN ? AND ?'} ORDER BY b.exam_from DESC, b.id DESC`,
    year === undefined ? [] : [`${year}-01-01`, `${year}-12-31`],
  )
}

import type { EntityManager } from 'typeorm'
import type { BatchDates, BatchFilter, BatchRow } from '../../../src-shared/contract/batch.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { type BatchPlan, checkBatch } from '../../../src-shared/domain/batch.ts'
import { plain } from '../../../src-shared/domain/equipment.ts'
import { phaseOf } from '../../../src-shared/domain/order.ts'

interface Page {
  filter: BatchFilter
  sort: { by: 'examFrom' | 'planNo' | 'updatedAt'; desc: boolean }
  page: { offset: number; limit: number }
}

const SORT = { examFrom: 'b.exam_from', planNo: 'b.plan_no', updatedAt: 'b.updated_at' } as const

interface Light {
  id: number
  dates: string
  text: string
}

/**
 * One page of batches. The phase comes from dates by rule and the search looks through width and case, so both are applied here,
 * to the few hundred that an organisation has.
 */
export async function listBatches(
  manager: EntityManager,
  { filter, sort, page }: Page,
  today: string,
): Promise<{ rows: BatchRow[]; total: number }> {
  const inYear = filter.year === undefined ? '' : 'AND b.exam_from BETWEEN ? AND ?'
  const years = filter.year === undefined ? [] : [`${filter.year}-01-01`, `${filter.year}-12-31`]
  const direction = sort.desc ? 'DESC' : 'ASC'
  const search = plain(filter.search ?? '')
  const light = (await manager.query(
    `SELECT b.id, b.dates, ${search ? TEXT : `''`} AS text FROM batch b LEFT JOIN venue v ON v.id = b.venue_id
     WHERE b.deleted_at IS ${filter.trash ? 'NOT ' : ''}NULL ${inYear} ${filter.frozen ? FROZEN[filter.frozen] : ''} ORDER BY ${SORT[sort.by]} ${direction} NULLS LAST, b.id ${direction}`,
    years,
  )) as Light[]
  const phases = filter.phases && filter.phases.length > 0 ? new Set(filter.phases) : null
  const found = light.filter(
    row =>
      (search === '' || plain(row.text).includes(search)) &&
      (phases === null || phases.has(phaseOf(JSON.parse(row.dates) as BatchDates, today))),
  )
  const ids = found.slice(page.offset, page.offset + page.limit).map(row => row.id)
  return { rows: await loadRows(manager, ids, today), total: found.length }
}

const SEALED = 'EXISTS (SELECT 1 FROM seal e WHERE e.batch_id = b.id AND e.opened_at IS NULL)'
const HELD = 'EXISTS (SELECT 1 FROM hold h WHERE h.batch_id = b.id AND h.lifted_at IS NULL)'
const FROZEN = { sealed: `AND ${SEALED}`, held: `AND ${HELD}`, none: `AND NOT ${SEALED} AND NOT ${HELD}` } as const

// What a batch is looked for by: 计划号, 名称, 地点, 场地, 职业/工种/等级.
const TEXT = `b.plan_no || char(10) || b.name || char(10) || b.place || char(10) || coalesce(v.name, '') || char(10) ||
  (SELECT coalesce(group_concat((j.value ->> '$.occupation') || char(10) || (j.value ->> '$.trade') || char(10) || (j.value ->> '$.level'), char(10)), '')
   FROM json_each(b.items) j)`

async function loadRows(manager: EntityManager, ids: number[], today: string): Promise<BatchRow[]> {
  const rows = (await manager.query(
    `SELECT b.*, v.name AS venue_name,
       (SELECT count(*) FROM batch_session s WHERE s.batch_id = b.id AND s.struck_at IS NULL) AS sessions,
       (SELECT count(*) FROM batch_candidate c WHERE c.batch_id = b.id AND c.replaced_at IS NULL) AS candidates,
       (SELECT count(*) FROM rectification r WHERE r.batch_id = b.id AND r.closed_on IS NULL) AS open_rectifications,
       (SELECT min(d.due) FROM deadline d WHERE d.batch_id = b.id AND d.struck_at IS NULL AND d.submitted_on IS NULL) AS next_due,
       ${covered('before')} AS before, ${covered('during')} AS during, ${covered('after')} AS after,
       CASE WHEN ${HELD} THEN 'held' WHEN ${SEALED} THEN 'sealed' END AS frozen
     FROM json_each(?) j JOIN batch b ON b.id = j.value LEFT JOIN venue v ON v.id = b.venue_id ORDER BY j.key`,
    [JSON.stringify(ids)],
  )) as Raw[]
  const plans = await loadPlans(manager, ids)
  return rows.map(row => toRow(row, plans.get(row.id) ?? { sessions: [], staff: [] }, today))
}

type Plan = Pick<BatchPlan, 'sessions' | 'staff'>

/** What checkBatch asks of sessions and staff, for all batches of a page at once. */
async function loadPlans(manager: EntityManager, ids: number[]): Promise<Map<number, Plan>> {
  const plans = new Map<number, { sessions: Plan['sessions'][number][]; staff: Plan['staff'][number][] }>(
    ids.map(id => [id, { sessions: [], staff: [] }]),
  )
  const sessions = (await manager.query(
    `SELECT id, batch_id, date, from_time AS "from", to_time AS "to", room, count, actual, explanation FROM batch_session
     WHERE batch_id IN (SELECT value FROM json_each(?)) AND struck_at IS NULL`,
    [JSON.stringify(ids)],
  )) as (Omit<Plan['sessions'][number], 'actual'> & { batch_id: number; actual: string | null })[]
  for (const { batch_id, actual, ...session } of sessions)
    plans.get(batch_id)?.sessions.push({ ...session, actual: actual === null ? null : JSON.parse(actual) })
  const staff = (await manager.query(
    `SELECT batch_id, role, name, certificate, valid_to AS "validTo", session_ids FROM batch_staff
     WHERE batch_id IN (SELECT value FROM json_each(?)) AND struck_at IS NULL`,
    [JSON.stringify(ids)],
  )) as (Omit<Plan['staff'][number], 'sessionIds'> & { batch_id: number; session_ids: string })[]
  for (const { batch_id, session_ids, ...member } of staff)
    plans.get(batch_id)?.staff.push({ ...member, sessionIds: JSON.parse(session_ids) as number[] })
  return plans
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
  frozen: BatchRow['frozen']
}

function toRow(row: Raw, plan: Plan, today: string): BatchRow {
  const dates = JSON.parse(row.dates) as BatchDates
  const items = JSON.parse(row.items) as { planned: number; actual: number | null }[]
  const known = items.filter(item => item.actual !== null)
  return {
    id: row.id,
    seen: UNSEEN,
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
    findings: checkBatch({ dates, ...plan }).length,
    frozen: row.frozen,
  }
}

export interface CoverageRecord {
  id: number
  name: string
  planNo: string
  dates: string
  records: string | null // JSON [[id, phases, on, session ids], …] of sealed records
  sessions: string | null // JSON [[id, date, from, to], …]
}

/** Sealed records of every batch, newest examination first. */
export async function loadCoverage(manager: EntityManager, year?: number): Promise<CoverageRecord[]> {
  return manager.query(
    `SELECT b.id, b.name, b.plan_no AS "planNo", b.dates,
       (SELECT json_group_array(json_array(s.id, s.date, s.from_time, s.to_time)) FROM batch_session s
         WHERE s.batch_id = b.id AND s.struck_at IS NULL) AS sessions,
       (SELECT json_group_array(json_array(u.id, u.phases, u.on_date, u.session_ids)) FROM supervision u WHERE u.batch_id = b.id AND u.state = 'sealed') AS records
     FROM batch b WHERE b.deleted_at IS NULL ${year === undefined ? '' : 'AND b.exam_from BETWEEN ? AND ?'} ORDER BY b.exam_from DESC, b.id DESC`,
    year === undefined ? [] : [`${year}-01-01`, `${year}-12-31`],
  )
}

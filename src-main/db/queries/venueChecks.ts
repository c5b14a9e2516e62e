import type { EntityManager } from 'typeorm'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import type { CheckLine, CheckResult } from '../../../src-shared/contract/venueCheck.ts'
import { searchText } from '../../../src-shared/domain/equipment.ts'
import { type Summary, summarise } from '../../../src-shared/domain/venueCheck.ts'
import type { Condition } from './supervisors.ts'

const LINE = `SELECT l.no, l.equipment_id AS equipmentId, l.name, l.model, l.spec, l.unit, l.room, l.asset_no AS assetNo, l.expected,
  l.extra, l.result, l.counted, l.found_model AS foundModel, l.note, l.counted_by AS countedBy, l.counted_at AS countedAt
  FROM venue_check_line l WHERE l.struck_at IS NULL AND `

type Raw = Omit<CheckLine, 'seen' | 'extra'> & { extra: number }

const toLine = (raw: Raw): CheckLine => ({ ...raw, seen: UNSEEN, extra: raw.extra === 1 })

/** Lines that fit a condition over `l`, in the order of their numbers. */
export async function findLines(
  manager: EntityManager,
  sql: string,
  params: (string | number)[],
  limit = 50,
  offset = 0,
): Promise<CheckLine[]> {
  const rows = await manager.query(`${LINE}${sql} ORDER BY l.no LIMIT ? OFFSET ?`, [...params, limit, offset])
  return (rows as Raw[]).map(toLine)
}

export async function findLine(manager: EntityManager, checkId: number, no: number): Promise<CheckLine | null> {
  return (await findLines(manager, 'l.check_id = ? AND l.no = ?', [checkId, no]))[0] ?? null
}

/** The next line that is not counted: below `no`, else from the top. */
export async function nextPending(manager: EntityManager, checkId: number, no: number): Promise<CheckLine | null> {
  const pending = 'l.check_id = ? AND l.result IS NULL'
  const [below] = await findLines(manager, `${pending} AND l.no > ?`, [checkId, no], 1)
  return below ?? (await findLines(manager, pending, [checkId], 1))[0] ?? null
}

export interface LineRequest {
  checkId: number
  pending?: boolean
  results?: CheckResult[]
  room?: string
  search?: string
  page: { offset: number; limit: number }
}

export async function listLines(
  manager: EntityManager,
  { checkId, pending, results, room, search, page }: LineRequest,
): Promise<{ rows: CheckLine[]; total: number }> {
  const parts: Condition[] = [{ sql: 'l.check_id = ?', params: [checkId] }]
  if (pending) parts.push({ sql: 'l.result IS NULL', params: [] })
  if (results && results.length > 0) {
    parts.push({ sql: `l.result IN (${results.map(() => '?').join(', ')})`, params: results })
  }
  if (room !== undefined) parts.push({ sql: 'l.room = ?', params: [room] })
  const key = searchText(search ?? '')
  if (key) {
    const columns = ['l.name', 'l.model', 'l.spec', 'l.asset_no']
    parts.push({
      sql: columns.map(column => `instr(lower(${column}), ?) > 0`).join(' OR '),
      params: columns.map(() => key),
    })
  }
  const sql = parts.map(part => `(${part.sql})`).join(' AND ')
  const params = parts.flatMap(part => part.params)
  const rows = await findLines(manager, sql, params, page.limit, page.offset)
  const [count] = (await manager.query(
    `SELECT count(*) AS n FROM venue_check_line l WHERE l.struck_at IS NULL AND ${sql}`,
    params,
  )) as { n: number }[]
  return { rows, total: count?.n ?? 0 }
}

/** Sum of a count as its lines stand now. */
export async function tally(manager: EntityManager, checkId: number): Promise<Summary> {
  const rows = (await manager.query(
    `SELECT extra, result, count(*) AS n, sum(expected) AS expected, coalesce(sum(counted), 0) AS counted
     FROM venue_check_line WHERE check_id = ? AND struck_at IS NULL GROUP BY extra, result`,
    [checkId],
  )) as { extra: number; result: CheckResult | null; n: number; expected: number; counted: number }[]
  return summarise(rows.map(row => ({ ...row, extra: row.extra === 1 })))
}

import type { EntityManager } from 'typeorm'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import type { FilingState, VenueFilter, VenueRow } from '../../../src-shared/contract/venue.ts'
import type { IsoDate } from '../../../src-shared/domain/dates.ts'
import { searchText } from '../../../src-shared/domain/equipment.ts'
import type { Condition } from './supervisors.ts'

/** filingState() of src-shared/domain/venue.ts in SQL; a test holds the two together. `today` is checked text. */
export const filingSql = (today: IsoDate): string =>
  `CASE WHEN v.filing_status = 'filed' AND v.valid_until < '${today}' THEN 'expired' ELSE v.filing_status END`

function where(filter: VenueFilter, today: IsoDate): Condition {
  const parts: Condition[] = [{ sql: `v.deleted_at IS ${filter.trash ? 'NOT ' : ''}NULL`, params: [] }]
  if (filter.filing && filter.filing.length > 0) {
    parts.push({ sql: `${filingSql(today)} IN (${filter.filing.map(() => '?').join(', ')})`, params: filter.filing })
  }
  const search = searchText(filter.search ?? '')
  if (search) {
    const columns = ['v.name', 'v.address', 'v.purpose', 'v.contact', 'v.scope']
    parts.push({
      sql: columns.map(column => `instr(lower(${column}), ?) > 0`).join(' OR '),
      params: columns.map(() => search),
    })
  }
  return { sql: parts.map(part => `(${part.sql})`).join(' AND '), params: parts.flatMap(part => part.params) }
}

interface Raw extends Omit<VenueRow, 'seen' | 'filing' | 'occupations'> {
  filing: FilingState
  scope: string
}

/** One page of venues by name, and how many there are. */
export async function listVenues(
  manager: EntityManager,
  { filter, page }: { filter: VenueFilter; page: { offset: number; limit: number } },
  today: IsoDate,
): Promise<{ rows: VenueRow[]; total: number }> {
  const { sql, params } = where(filter, today)
  const rows = (await manager.query(
    `SELECT v.id, v.name, v.address, v.purpose, v.contact, ${filingSql(today)} AS filing, v.filed_on AS filedOn,
      v.valid_until AS validUntil, v.scope,
      (SELECT count(*) FROM equipment e WHERE e.venue_id = v.id AND e.deleted_at IS NULL) AS devices,
      (SELECT coalesce(sum(quantity), 0) FROM equipment e WHERE e.venue_id = v.id AND e.deleted_at IS NULL) AS pieces,
      (SELECT count(*) FROM venue_file f WHERE f.venue_id = v.id AND f.kind = 'photo' AND f.struck_at IS NULL) AS photos,
      (SELECT count(*) FROM venue_check c WHERE c.venue_id = v.id AND c.state = 'open') AS openChecks,
      (SELECT max(finished_on) FROM venue_check c WHERE c.venue_id = v.id AND c.state = 'finished') AS lastCheckOn
    FROM venue v WHERE ${sql} ORDER BY v.name, v.id LIMIT ? OFFSET ?`,
    [...params, page.limit, page.offset],
  )) as Raw[]
  const [count] = (await manager.query(`SELECT count(*) AS n FROM venue v WHERE ${sql}`, params)) as { n: number }[]
  return {
    rows: rows.map(({ scope, ...row }) => ({
      ...row,
      seen: UNSEEN,
      occupations: (JSON.parse(scope) as unknown[]).length,
    })),
    total: count?.n ?? 0,
  }
}

import type { EntityManager } from 'typeorm'
import type { ContestFilter, ContestInput, ContestRow } from '../../../src-shared/contract/contest.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { checkContestStaff, checkRatio, contestState, isQualified, spanOf } from '../../../src-shared/domain/contest.ts'
import { plain } from '../../../src-shared/domain/equipment.ts'

interface Page {
  filter: ContestFilter
  page: { offset: number; limit: number }
}

/**
 * One page of contests, the latest first. The state comes from dates and people by rule, so it is filtered here, over the few dozen
 * that an organisation has.
 */
export async function listContests(
  manager: EntityManager,
  { filter, page }: Page,
  today: string,
): Promise<{ rows: ContestRow[]; total: number }> {
  const raw = (await manager.query(
    `SELECT c.*,
       (SELECT json_group_array(json_object('place', p.place, 'people', p.people, 'fromOn', p.from_on, 'toOn', p.to_on))
        FROM contest_place p WHERE p.contest_id = c.id AND p.struck_at IS NULL) AS places,
       (SELECT json_group_array(json_object('name', s.name, 'certificate', s.certificate, 'validTo', s.valid_to, 'file', s.file))
        FROM contest_staff s WHERE s.contest_id = c.id AND s.struck_at IS NULL) AS staff,
       (SELECT count(*) FROM contest_visit v WHERE v.contest_id = c.id AND v.struck_at IS NULL) AS visits,
       (SELECT min(d.due) FROM deadline d JOIN contest_visit v ON v.id = d.contest_visit_id
        WHERE v.contest_id = c.id AND d.struck_at IS NULL AND d.submitted_on IS NULL) AS next_due
     FROM contest c WHERE c.deleted_at IS ${filter.trash ? 'NOT ' : ''}NULL ORDER BY c.from_on DESC NULLS FIRST, c.id DESC`,
  )) as Raw[]
  const search = plain(filter.search ?? '')
  const states = filter.states && filter.states.length > 0 ? new Set(filter.states) : null
  const rows = raw
    .filter(row => search === '' || plain(wordsOf(row)).includes(search))
    .map(row => toRow(row, today))
    .filter(row => states === null || states.has(row.state))
  return { rows: rows.slice(page.offset, page.offset + page.limit), total: rows.length }
}

interface Raw {
  id: number
  name: string
  host: string
  co_host: string
  notice_no: string
  items: string
  from_on: string | null
  to_on: string | null
  ratio: string
  ratio_no: string
  entrants: number | null
  applied: number | null
  ready_on: string | null
  places: string
  staff: string
  visits: number
  next_due: string | null
}

// What a contest is looked for by: 名称, 主办, 协办, 文号, 职业, 地点.
const wordsOf = (row: Raw): string =>
  [row.name, row.host, row.co_host, row.notice_no, occupations(row), ...placesIn(row).map(p => p.place)].join('\n')

const occupations = (row: Raw): string =>
  (JSON.parse(row.items) as ContestInput['items'])
    .map(({ occupation, level }) => [occupation, level].filter(Boolean).join(' '))
    .join('、')

const placesIn = (row: Raw) =>
  JSON.parse(row.places) as { place: string; people: number; fromOn: string; toOn: string }[]

function toRow(row: Raw, today: string): ContestRow {
  const places = placesIn(row)
  const staff = JSON.parse(row.staff) as Parameters<typeof checkContestStaff>[0]
  const plan = { from: row.from_on, to: row.to_on, places, staff, readyOn: row.ready_on }
  const span = spanOf(plan)
  const lastDay = span.to ?? today
  const { ratio, ratio_no: ratioNo, entrants, applied } = row
  return {
    id: row.id,
    seen: UNSEEN,
    name: row.name,
    host: row.host,
    occupations: occupations(row),
    state: contestState(plan, today),
    ...span,
    places: places.length,
    people: places.reduce((sum, place) => sum + place.people, 0),
    qualified: staff.filter(member => isQualified(member, lastDay)).length,
    visits: row.visits,
    nextDue: row.next_due,
    findings: checkContestStaff(staff, lastDay).length + checkRatio({ ratio, ratioNo, entrants, applied }).length,
  }
}

import type { EntityManager } from 'typeorm'
import type { CardFilter, CardRow, CardSelection } from '../../../src-shared/contract/card.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { type CardFacts, cardActs, cardState } from '../../../src-shared/domain/card.ts'
import type { IsoDate } from '../../../src-shared/domain/dates.ts'
import { cardStateSql, dutySql } from './cardState.ts'
import { type Condition, SOUND } from './supervisors.ts'

/** Over card c, card_standing k and standing t: c alone where nothing of the day is asked. */
function where(filter: CardFilter, today: IsoDate): Condition {
  const parts: Condition[] = [{ sql: '1', params: [] }]
  const add = (sql: string, ...params: (string | number)[]) => parts.push({ sql, params })
  if (filter.year !== undefined) add('c.year = ?', filter.year)
  const states = [...new Set(filter.states)]
  if (states.length > 0) add(`${cardStateSql(today)} IN (${states.map(() => '?').join(', ')})`, ...states)
  if (filter.duty) add(dutySql(filter.duty, today))
  if (filter.filing) add(`c.filed_on IS ${filter.filing === 'filed' ? 'NOT ' : ''}NULL`)
  if (filter.changed !== undefined) add(`k.changed_on IS ${filter.changed ? 'NOT ' : ''}NULL`)
  if (filter.printed) add(`k.printed = ${filter.printed === 'yes' ? 1 : 0}`)
  const search = filter.search?.normalize('NFKC').replace(/\s+/g, '')
  if (search) {
    const lower = search.toLowerCase()
    const end = `${lower}\u{10ffff}`
    add(
      `instr(c.code, upper(?)) > 0 OR instr(c.name, ?) > 0 OR c.supervisor_id IN (
        SELECT id FROM supervisor WHERE initials >= ? AND initials < ? UNION SELECT id FROM supervisor WHERE ${SOUND} >= ? AND ${SOUND} < ?)`,
      search,
      search,
      lower,
      end,
      lower,
      end,
    )
  }
  return { sql: parts.map(part => `(${part.sql})`).join(' AND '), params: parts.flatMap(part => part.params) }
}

const LINES =
  'FROM card c JOIN card_standing k ON k.card_id = c.id JOIN standing t ON t.supervisor_id = c.supervisor_id'

const SELECT = `SELECT c.*, k.from_day, k.dismissed_on, k.replaced_from, k.returned_on, k.changed_on, t.suspended_from, t.suspended_until, s.sex, s.department, s.photo AS person_photo, a.start_date, a.end_date,
    (SELECT p.code FROM card p WHERE p.id = c.previous_id) AS previous_code,
    (SELECT n.code FROM card n WHERE n.previous_id = c.id ORDER BY n.id LIMIT 1) AS next_code,
    (SELECT count(*) FROM card_event e WHERE e.card_id = c.id AND e.kind = 'reissued') AS reissues,
    (SELECT count(*) FROM print_record p WHERE p.card_id = c.id AND p.spoiled = 0) AS prints
  ${LINES} JOIN supervisor s ON s.id = c.supervisor_id JOIN appointment a ON a.id = c.appointment_id`

const SORT = { code: 'c.year, c.seq', issuedOn: 'c.issued_on', name: 's.pinyin', termEnd: 'a.end_date' } as const

interface Page {
  filter: CardFilter
  sort: { by: keyof typeof SORT; desc: boolean }
  page: { offset: number; limit: number }
}

export async function listCards(
  manager: EntityManager,
  { filter, sort, page }: Page,
  today: IsoDate,
): Promise<{ rows: CardRow[]; total: number }> {
  const { sql, params } = where(filter, today)
  const direction = sort.desc ? 'DESC' : 'ASC'
  const order = SORT[sort.by]
    .split(', ')
    .map(column => `${column} ${direction}`)
    .join(', ')
  const rows = await manager.query(`${SELECT} WHERE ${sql} ORDER BY ${order}, c.id ${direction} LIMIT ? OFFSET ?`, [
    ...params,
    page.limit,
    page.offset,
  ])
  const [count] = (await manager.query(`SELECT count(*) AS n ${LINES} WHERE ${sql}`, params)) as { n: number }[]
  return { rows: (rows as Raw[]).map(row => toCardRow(row, today)), total: count?.n ?? 0 }
}

export async function loadCards(manager: EntityManager, ids: number[], today: IsoDate): Promise<CardRow[]> {
  const rows = await manager.query(`${SELECT} JOIN json_each(?) j ON j.value = c.id ORDER BY j.key`, [
    JSON.stringify(ids),
  ])
  return (rows as Raw[]).map(row => toCardRow(row, today))
}

/** Ids of selected cards in the order of their codes. */
export async function selectedCards(
  manager: EntityManager,
  selection: CardSelection,
  today: IsoDate,
): Promise<number[]> {
  const { sql, params } =
    'ids' in selection
      ? { sql: 'c.id IN (SELECT value FROM json_each(?))', params: [JSON.stringify(selection.ids)] }
      : notIn(where(selection.filter, today), selection.except)
  const rows = (await manager.query(`SELECT c.id ${LINES} WHERE ${sql} ORDER BY c.year, c.seq`, params)) as {
    id: number
  }[]
  return rows.map(row => row.id)
}

const notIn = ({ sql, params }: Condition, except: number[]): Condition => ({
  sql: `${sql} AND c.id NOT IN (SELECT value FROM json_each(?))`,
  params: [...params, JSON.stringify(except)],
})

interface Raw {
  id: number
  supervisor_id: number
  code: string
  name: string
  sex: '男' | '女'
  department: string
  org_name: string
  period: string
  start_date: string
  end_date: string
  issued_on: string
  mode: 'auto' | 'manual'
  state: 'valid' | 'void' | 'lost'
  from_day: string
  dismissed_on: string | null
  replaced_from: string | null
  returned_on: string | null
  changed_on: string | null
  suspended_from: string | null
  suspended_until: string | null
  state_reason: string
  previous_code: string | null
  next_code: string | null
  reissues: number
  prints: number
  photo: string | null
  person_photo: string | null
  filed_on: string | null
  filing_receipt: string
  origin: string
}

const factsOf = (r: Raw): CardFacts => ({
  code: r.code,
  voided: r.state === 'void',
  lost: r.state === 'lost',
  from: r.from_day,
  termEnd: r.end_date,
  dismissedOn: r.dismissed_on,
  replacedFrom: r.replaced_from,
  suspendedFrom: r.suspended_from,
  suspendedUntil: r.suspended_until,
  returnedOn: r.returned_on,
})

/** The facts that a card is judged by, in the order of `ids`. */
export async function loadCardFacts(manager: EntityManager, ids: number[]): Promise<(CardFacts & { id: number })[]> {
  const rows = (await manager.query(
    `SELECT c.id, c.code, c.state, k.term_end AS end_date, k.from_day, k.dismissed_on, k.replaced_from, k.returned_on, t.suspended_from,
       t.suspended_until ${LINES} JOIN json_each(?) j ON j.value = c.id ORDER BY j.key`,
    [JSON.stringify(ids)],
  )) as Raw[]
  return rows.map(row => ({ id: row.id, ...factsOf(row) }))
}

/** The day on which the card came to be over; null while it is not. */
function endOf(r: Raw, state: CardRow['state']): string | null {
  if (state === 'replaced') return r.replaced_from
  if (state === 'dismissed') return r.dismissed_on
  return state === 'expired' ? r.end_date : null
}

const toCardRow = (r: Raw, today: IsoDate): CardRow => withState(r, cardState(factsOf(r), today), today)

const withState = (r: Raw, state: CardRow['state'], today: IsoDate): CardRow => ({
  id: r.id,
  seen: UNSEEN,
  supervisorId: r.supervisor_id,
  code: r.code,
  name: r.name,
  sex: r.sex,
  department: r.department,
  orgName: r.org_name,
  period: r.period,
  termStart: r.start_date,
  termEnd: r.end_date,
  issuedOn: r.issued_on,
  mode: r.mode,
  state,
  acts: cardActs(factsOf(r), today),
  effectiveOn: r.from_day,
  endedOn: endOf(r, state),
  returnedOn: r.returned_on,
  changedOn: r.changed_on,
  stateReason: r.state_reason,
  previousCode: r.previous_code,
  nextCode: r.next_code,
  reissues: r.reissues,
  prints: r.prints,
  photo: r.photo ?? r.person_photo,
  filedOn: r.filed_on,
  filingReceipt: r.filing_receipt,
  origin: r.origin,
})

/** Which of these cards were 补发 (lost or damaged, same number): ids. */
export async function reissuedCards(manager: EntityManager, ids: readonly number[]): Promise<number[]> {
  const rows = (await manager.query(
    `SELECT DISTINCT card_id AS id FROM card_event WHERE kind = 'reissued' AND card_id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  )) as { id: number }[]
  return rows.map(({ id }) => id)
}

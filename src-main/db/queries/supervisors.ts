import type { EntityManager } from 'typeorm'
import type { Selection, SupervisorFilter } from '../../../src-shared/contract/supervisor.ts'
import { addDays, type IsoDate } from '../../../src-shared/domain/dates.ts'
import type { State } from '../../../src-shared/domain/standing.ts'
import { nameKey } from '../../../src-shared/domain/text.ts'
import { actSql, cardShown } from './cardState.ts'

/** A piece of SQL with its parameters, in order. */
export interface Condition {
  sql: string
  params: (string | number)[]
}

/** stateOf() of src-shared/domain/standing.ts in SQL; a test holds the two together. */
export const stateSql = (today: IsoDate): string => {
  const d = `'${today}'`
  return `CASE
    WHEN t.dismissed_on <= ${d} THEN 'dismissed'
    WHEN t.term_end < ${d} THEN 'expired'
    WHEN t.term_start <= ${d} AND t.suspended_from <= ${d} AND (t.suspended_until IS NULL OR t.suspended_until >= ${d}) THEN 'suspended'
    WHEN t.term_start <= ${d} THEN 'appointed'
    WHEN t.exam_passed_on <= ${d} THEN 'qualified'
    WHEN t.trained_on <= ${d} THEN 'trained'
    ELSE 'candidate' END`
}

/** What a filter means, over supervisor s and standing t. `today` is checked text, so it may stand in the SQL. */
export function where(filter: SupervisorFilter, today: IsoDate): Condition {
  const parts: Condition[] = [{ sql: `t.deleted = ${filter.trash ? 1 : 0}`, params: [] }]
  const add = (sql: string, ...params: (string | number)[]) => parts.push({ sql, params })

  const states = [...new Set(filter.states)]
  if (states.length > 0) {
    if (runningOnly(filter)) add('t.term_end >= ?', today) // lets the index on term_end work
    add(`${stateSql(today)} IN (${states.map(() => '?').join(', ')})`, ...states)
  }
  if (filter.expiresWithin !== undefined) {
    add('t.term_end BETWEEN ? AND ?', today, addDays(today, filter.expiresWithin))
    add(`${stateSql(today)} IN ('appointed', 'suspended')`)
  }
  if (filter.filing) {
    const due = (filed: string) =>
      `EXISTS (SELECT 1 FROM card_standing k WHERE k.supervisor_id = t.supervisor_id AND k.filed_on IS ${filed} AND ${actSql('file', today)})`
    add(filter.filing === 'unfiled' ? due('NULL') : `${due('NOT NULL')} AND NOT ${due('NULL')}`)
  }
  if (filter.photo) add(`t.has_photo = ${filter.photo === 'with' ? 1 : 0}`)
  // A card of an earlier term is not the card of this one.
  if (filter.age) add(`t.term_end >= ? AND ${OVER_AGE} AND ${stateSql(today)} IN ('appointed', 'suspended')`, today)
  if (filter.card) add(filter.card === 'with' ? OWN_CARD : `NOT (${OWN_CARD})`)
  const search = filter.search?.normalize('NFKC').trim()
  if (search) parts.push(matches(search))

  return { sql: parts.map(part => `(${part.sql})`).join(' AND '), params: parts.flatMap(part => part.params) }
}

export const OWN_CARD = 't.card_id IS NOT NULL AND t.card_appointment_id IS t.appointment_id'

/**
 * The age limit of 第十条（五） falls before the end of the term: lastAllowedDay() of src-shared/domain/age.ts in SQL; a test holds the two
 * together. SQLite, too, puts the birthday of 2月29日 on 03-01 in common years.
 */
const READING_A = `coalesce((SELECT age_reading = 'A' FROM org), 1)`
export const OVER_AGE = `t.term_end > date(t.birth,
  '+' || (CASE t.sex WHEN '男' THEN 65 ELSE 60 END + ${READING_A}) || ' years', '-' || ${READING_A} || ' days')`

/** 全拼 without the spaces that its order needs; an index has it. */
export const SOUND = `replace(pinyin, ' ', '')`

/** A name as it is searched: nobody knows which of ten points to type, or whether there is one (see nameKey). */
const WITHOUT_POINT = `replace(name, '·', '')`

/** One box for all: strict prefixes of initials and 全拼, parts of a name, of a phone number, the beginning of a code. */
function matches(search: string): Condition {
  const key = search.replace(/\s+/g, '')
  const found: Condition[] = []
  const prefix = (sql: string, value: string) => found.push({ sql, params: [value, `${value}\u{10ffff}`] })
  if (/\p{Script=Han}/u.test(key)) {
    found.push({ sql: `SELECT id FROM supervisor WHERE instr(${WITHOUT_POINT}, ?) > 0`, params: [nameKey(key)] })
  }
  if (/^[a-z]+$/i.test(key)) {
    const lower = key.toLowerCase()
    prefix('SELECT id FROM supervisor WHERE initials >= ? AND initials < ?', lower)
    prefix(`SELECT id FROM supervisor WHERE ${SOUND} >= ? AND ${SOUND} < ?`, lower)
    found.push({ sql: 'SELECT id FROM supervisor WHERE name LIKE ? COLLATE NOCASE', params: [`${search}%`] })
  }
  if (/^[ys]?\d+$/i.test(key)) {
    prefix('SELECT supervisor_id FROM card WHERE code >= ? AND code < ?', key.toUpperCase())
    if (/^\d{3,}$/.test(key)) {
      found.push({ sql: `SELECT id FROM supervisor WHERE phone <> '' AND instr(phone, ?) > 0`, params: [key] })
      if (key.length >= 4) found.push({ sql: 'SELECT supervisor_id FROM card WHERE instr(code, ?) > 0', params: [key] })
    }
  }
  if (found.length === 0) found.push({ sql: 'SELECT id FROM supervisor WHERE instr(name, ?) > 0', params: [search] })
  return {
    sql: `s.id IN (${found.map(part => part.sql).join(' UNION ')})`,
    params: found.flatMap(part => part.params),
  }
}

export const FROM = 'FROM standing t CROSS JOIN supervisor s ON s.id = t.supervisor_id'

/**
 * Ids of a selection, in the order of 拼音: numbering and printing follow it. Never anybody in the recycle bin, where no batch action
 * reaches; `binned`: only those in it.
 */
export async function selected(
  manager: EntityManager,
  selection: Selection,
  today: IsoDate,
  binned = false,
): Promise<number[]> {
  const order = 'ORDER BY s.pinyin, s.id'
  const deleted = binned ? 1 : 0
  if ('ids' in selection) {
    const rows = (await manager.query(
      `SELECT s.id ${FROM} WHERE t.deleted = ${deleted} AND s.id IN (SELECT value FROM json_each(?)) ${order}`,
      [JSON.stringify(selection.ids)],
    )) as { id: number }[]
    return rows.map(row => row.id)
  }
  const { sql, params } = where(selection.filter, today)
  const rows = (await manager.query(
    `SELECT s.id ${FROM} WHERE t.deleted = ${deleted} AND ${sql} AND s.id NOT IN (SELECT value FROM json_each(?)) ${order}`,
    [...params, JSON.stringify(selection.except)],
  )) as { id: number }[]
  return rows.map(row => row.id)
}

const SORT = {
  name: { column: 's.pinyin', nulls: '' },
  termEnd: { column: 't.term_end', nulls: ' NULLS LAST' },
  birth: { column: 's.birth', nulls: '' },
  code: { column: 't.card_code', nulls: ' NULLS LAST' },
  updatedAt: { column: 's.updated_at', nulls: '' },
} as const

export interface ListRequest {
  filter: SupervisorFilter
  sort: { by: keyof typeof SORT; desc: boolean }
  page: { offset: number; limit: number }
}

export interface ListRecord {
  id: number
  name: string
  sex: '男' | '女'
  birth: string
  department: string
  position: string
  phone: string
  photo: string | null
  has_id: number
  state: State
  term_start: string | null
  term_end: string | null
  card_code: string | null
  card_id: number | null
  card_filed_on: string | null
}

const columnsSql = (today: IsoDate): string =>
  `SELECT s.id, s.name, s.sex, s.birth, s.department, s.position, s.phone, s.photo, s.id_cipher IS NOT NULL AS has_id,
    ${stateSql(today)} AS state, t.term_start, t.term_end, ${cardShown('t.supervisor_id', `'${today}'`)} AS card_id`

/** The number beside each person of a page: asked for the page only, not for the rows that it skips. */
const withCards = (page: string): string =>
  `SELECT p.*, c.code AS card_code, c.filed_on AS card_filed_on FROM (${page}) p LEFT JOIN card c ON c.id = p.card_id`

/** What the list shows of these people, in the order of `ids`. */
export async function loadPeople(manager: EntityManager, ids: number[], today: IsoDate): Promise<ListRecord[]> {
  const page = `${columnsSql(today)}, j.key AS place FROM json_each(?) j CROSS JOIN supervisor s ON s.id = j.value
    CROSS JOIN standing t ON t.supervisor_id = s.id`
  return manager.query(`${withCards(page)} ORDER BY place`, [JSON.stringify(ids)])
}

/** The SQL of one page: the sort column's index is walked, so the joined table must not become the outer loop. */
export function listSql({ filter, sort, page }: ListRequest, today: IsoDate): Condition {
  const { sql, params } = where(filter, today)
  const { column, nulls } = SORT[sort.by]
  const direction = sort.desc ? 'DESC' : 'ASC'
  const [from, id] = column.startsWith('s.')
    ? ['FROM supervisor s CROSS JOIN standing t ON t.supervisor_id = s.id', 's.id']
    : [FROM, 't.supervisor_id'] // of the table that is walked, or people with the same date would have to be sorted first
  // With the index on term_end a plain order serves: nothing is null among those who have a term.
  const last = filter.expiresWithin !== undefined || runningOnly(filter) ? '' : nulls
  return {
    sql: withCards(
      `${columnsSql(today)} ${from} WHERE ${sql} ORDER BY ${column} ${direction}${last}, ${id} ${direction} LIMIT ? OFFSET ?`,
    ),
    params: [...params, page.limit, page.offset],
  }
}

const runningOnly = (filter: SupervisorFilter) =>
  (filter.states?.length ?? 0) > 0 && filter.states?.every(state => state === 'appointed' || state === 'suspended')

export function countSql(filter: SupervisorFilter, today: IsoDate): Condition {
  const { sql, params } = where(filter, today)
  // Everything but the search lives in standing, so the count need not touch the wide table.
  const from = filter.search?.trim() ? FROM : 'FROM standing t'
  return { sql: `SELECT count(*) AS n ${from} WHERE ${sql}`, params }
}

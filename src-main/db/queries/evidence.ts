import type { EntityManager } from 'typeorm'
import type { Evidence, EvidenceFilter } from '../../../src-shared/contract/evidence.ts'
import { searchText } from '../../../src-shared/domain/equipment.ts'
import { readEvidence } from './evidenceRow.ts'
import type { Condition } from './supervisors.ts'

export interface EvidenceQuery {
  filter: EvidenceFilter
  sort: { by: 'code' | 'takenAt' | 'addedAt'; desc: boolean }
  page: { offset: number; limit: number }
}

/** Ids in the order of the page. */
interface Found {
  ids: number[]
  total: number
  more: boolean
}

/** A search that finds more lists the last so many to come in: sorting a million rows would take a second. */
const MOST_FOUND = 5000
/** As few as this are sorted; of more, the sort's own index is walked until the page is full. */
const FEW = 20_000

/**
 * One page of files that are not struck out, and how many there are. `addedAt` is the order in which they came in; files without a
 * time come before the others (last when descending). Any filter and sort over 1,000,000 files stays below 50 ms (test/bench/evidence.ts).
 */
export async function listEvidence(
  manager: EntityManager,
  query: EvidenceQuery,
): Promise<{ rows: Evidence[]; total: number; more: boolean }> {
  const search = searchText(query.filter.search ?? '')
  const owned = ownerOf(query.filter)
  const { ids, total, more } = owned
    ? await findOwned(manager, query, owned, search)
    : search
      ? await findWords(manager, query, search)
      : await findAll(manager, query)
  return { rows: await readEvidence(manager, ids), total, more }
}

const OWNERS = {
  batchId: 'batch',
  contestId: 'contest',
  venueId: 'venue',
  supervisorId: 'supervisor',
  visitId: 'visit',
} as const

/** The filter's owner; several at once have nothing in common. */
function ownerOf(filter: EvidenceFilter): Condition | undefined {
  const parts = Object.entries(OWNERS).flatMap(([key, kind]) => {
    const id = filter[key as keyof typeof OWNERS]
    return id === undefined ? [] : [{ sql: `e.${kind}_id = ?`, id }]
  })
  if (parts.length === 0) return undefined
  return { sql: parts.map(part => part.sql).join(' AND '), params: parts.map(part => part.id) }
}

/** What the filter says of slot, media and secrecy; the columns have the same names in evidence, evidence_key and evidence_count. */
function kinds({ slot, media, secrecy }: EvidenceFilter): Condition {
  const parts = Object.entries({ prefix: slot || undefined, media, secrecy }).flatMap(([column, value]) =>
    value === undefined ? [] : [{ sql: ` AND ${column} = ?`, value }],
  )
  return { sql: parts.map(part => part.sql).join(''), params: parts.map(part => part.value) }
}

const ORDER = {
  code: ['prefix', 'seq', 'id'],
  takenAt: ['taken_at', 'id'],
  addedAt: ['id'],
}

const orderBy = ({ by, desc }: EvidenceQuery['sort'], table = ''): string =>
  ORDER[by].map(column => `${table}${column}${desc ? ' DESC' : ''}`).join(', ')

/** Of one owner: hundreds of files, in a big batch some ten thousand, beside each other in its index. */
async function findOwned(
  manager: EntityManager,
  query: EvidenceQuery,
  owner: Condition,
  search: string,
): Promise<Found> {
  const { filter, page } = query
  const kind = kinds(filter)
  const words = search ? ` AND ${contains('e')}` : ''
  const rows = (await manager.query(
    `SELECT e.id, count(*) OVER () AS n FROM evidence e WHERE ${owner.sql} AND e.struck_at IS NULL${kind.sql}${words}
     ORDER BY ${orderBy(query.sort, 'e.')} LIMIT ? OFFSET ?`,
    [...owner.params, ...kind.params, ...(search ? needles(search) : []), page.limit, page.offset],
  )) as { id: number; n: number }[]
  if (rows.length === 0 && page.offset > 0) {
    const first = await findOwned(manager, { ...query, page: { offset: 0, limit: 1 } }, owner, search)
    return { ...first, ids: [] }
  }
  return { ids: rows.map(row => row.id), total: rows[0]?.n ?? 0, more: false }
}

/** Of all: the count is kept by triggers, the page is read from an index that has all that is asked. */
async function findAll(manager: EntityManager, { filter, sort, page }: EvidenceQuery): Promise<Found> {
  const kind = kinds(filter)
  const [sum] = (await manager.query(
    `SELECT coalesce(sum(n), 0) AS n FROM evidence_count WHERE TRUE${kind.sql}`,
    kind.params,
  )) as { n: number }[]
  const total = sum?.n ?? 0
  const limit = Math.min(page.limit, total - page.offset)
  if (limit <= 0) return { ids: [], total, more: false }
  // From the nearer end: a page is at most half of them away.
  const back = page.offset > total / 2
  const offset = back ? total - page.offset - limit : page.offset
  const order = orderBy({ by: sort.by, desc: sort.desc !== back })
  const few = total <= FEW && kind.sql !== ''
  const all = few
    ? `media IN ('image', 'video', 'audio', 'document') AND secrecy IN ('公开', '内部', '含个人信息')`
    : 'TRUE'
  const table = `evidence_key${few ? ' INDEXED BY evidence_key_kind' : ''}`
  const rows = (await manager.query(
    `SELECT id FROM ${table} WHERE ${all}${kind.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    [...kind.params, limit, offset],
  )) as { id: number }[]
  const ids = rows.map(row => row.id)
  return { ids: back ? ids.reverse() : ids, total, more: false }
}

/** Of all, with a word: the last MOST_FOUND of them to come in, in the order asked for. */
async function findWords(manager: EntityManager, query: EvidenceQuery, search: string): Promise<Found> {
  const { filter, sort, page } = query
  const kind = kinds(filter)
  const rows = (await manager.query(
    `SELECT id FROM (
       SELECT e.id, e.prefix, e.seq, e.taken_at FROM evidence_word w CROSS JOIN evidence e ON e.id = w.rowid
       WHERE w.text MATCH ? AND ${contains('e')}${kind.sql} ORDER BY w.rowid DESC LIMIT ${MOST_FOUND + 1})
     ORDER BY ${orderBy(sort)}`,
    [searchTokens(search, filter), ...needles(search), ...kind.params],
  )) as { id: number }[]
  const more = rows.length > MOST_FOUND
  const oldest = more ? Math.min(...rows.map(row => row.id)) : 0
  const ids = rows.map(row => row.id).filter(id => id !== oldest)
  return { ids: ids.slice(page.offset, page.offset + page.limit), total: ids.length, more }
}

/** The last word about a match: title, file name or code holds it, without regard to the case of A–Z. */
const contains = (e: string): string =>
  `(${['title', 'file_name', 'code'].map(column => `instr(lower(${e}.${column}), ?) > 0`).join(' OR ')})`
const needles = (search: string): string[] => [search, search, search]

/**
 * The search in tokens of `evidence_word` (see migrations/0005-evidence.ts): neighbours in pairs, and what the filter says, all of them required.
 * A longer word's pairs may also stand apart from each other: `contains` decides.
 */
function searchTokens(search: string, { slot, media, secrecy }: EvidenceFilter): string {
  const chars = [...search]
  const words = chars.length === 1 ? [`\u0001${search}\u0001`] : pairs(chars)
  const of = (key: string) =>
    ['i', 'v', 'a', 'd'].filter(letter => media === undefined || letter === media[0]).map(letter => `${letter}${key}`)
  const keys = secrecy === undefined ? ['o', 'i', 'p'] : [secrecy === '公开' ? 'o' : secrecy === '内部' ? 'i' : 'p']
  const every = [...new Set(words)].map(quote)
  if (media !== undefined || secrecy !== undefined) {
    every.push(
      `(${keys
        .flatMap(of)
        .map(key => quote(`\u0002${key}`))
        .join(' OR ')})`,
    )
  }
  if (slot && [...slot].length >= 2) every.push(quote(`\u0003${[...slot].slice(0, 2).join('')}`))
  return every.join(' AND ')
}

const pairs = (chars: string[]): string[] => chars.slice(1).map((char, i) => `${chars[i]}\u0001${char}`)
const quote = (token: string): string => `"${token.replaceAll('"', '""')}"`

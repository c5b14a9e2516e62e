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
  const [holder, another] = holdersOf(query.filter)
  if (another !== undefined) return { rows: [], total: 0, more: false } // a file has one owner
  const { ids, total, more } = search
    ? await findWords(manager, query, search, holder)
    : holder
      ? await findOwned(manager, query, holder)
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

/** The filter's owners, `batch:12`. */
const holdersOf = (filter: EvidenceFilter): string[] =>
  Object.entries(OWNERS).flatMap(([key, kind]) => {
    const id = filter[key as keyof typeof OWNERS]
    return id === undefined ? [] : [`${kind}:${id}`]
  })

/** What the filter says of slot, media and secrecy; the columns have the same names in evidence, evidence_key and evidence_count. */
function kinds({ slot, media, secrecy }: EvidenceFilter, table = ''): Condition {
  const parts = Object.entries({ prefix: slot || undefined, media, secrecy }).flatMap(([column, value]) =>
    value === undefined ? [] : [{ sql: ` AND ${table}${column} = ?`, value }],
  )
  return { sql: parts.map(part => part.sql).join(''), params: parts.map(part => part.value) }
}

const ORDER = {
  code: ['prefix', 'seq', 'id'],
  takenAt: ['taken_at', 'id'],
  addedAt: ['id'],
}

/** The index that is walked: SQLite, without statistics, would sort what it found by another one. */
const WALK = {
  code: 'INDEXED BY evidence_key_code',
  takenAt: 'INDEXED BY evidence_key_taken',
  addedAt: 'NOT INDEXED',
}

const orderBy = (columns: readonly string[], desc: boolean, table = ''): string =>
  columns.map(column => `${table}${column}${desc ? ' DESC' : ''}`).join(', ')

/** Of one owner: hundreds of files, in a big batch some ten thousand, beside each other in its index. */
async function findOwned(
  manager: EntityManager,
  { filter, sort, page }: EvidenceQuery,
  holder: string,
): Promise<Found> {
  const kind = kinds(filter)
  const rows = (await manager.query(
    `SELECT id FROM evidence_key INDEXED BY evidence_key_holder WHERE holder = ?${kind.sql}
     ORDER BY ${orderBy(ORDER[sort.by], sort.desc)} LIMIT ? OFFSET ?`,
    [holder, ...kind.params, page.limit, page.offset],
  )) as { id: number }[]
  return { ids: rows.map(row => row.id), total: await count(manager, filter, holder), more: false }
}

/** Kept by triggers. */
async function count(manager: EntityManager, filter: EvidenceFilter, holder?: string): Promise<number> {
  const kind = kinds(filter)
  const owned = holder === undefined ? { sql: 'TRUE', params: [] } : { sql: 'holder = ?', params: [holder] }
  const [sum] = (await manager.query(
    `SELECT coalesce(sum(n), 0) AS n FROM evidence_count WHERE ${owned.sql}${kind.sql}`,
    [...owned.params, ...kind.params],
  )) as { n: number }[]
  return sum?.n ?? 0
}

/** Of all: the count is kept by triggers, the page is read from an index that has all that is asked. */
async function findAll(manager: EntityManager, { filter, sort, page }: EvidenceQuery): Promise<Found> {
  const kind = kinds(filter)
  const total = await count(manager, filter)
  const limit = Math.min(page.limit, total - page.offset)
  if (limit <= 0) return { ids: [], total, more: false }
  // From the nearer end: a page is at most half of them away.
  const back = page.offset > total / 2
  const offset = back ? total - page.offset - limit : page.offset
  const few = total <= FEW && kind.sql !== ''
  const all = few
    ? `media IN ('image', 'video', 'audio', 'document') AND secrecy IN ('公开', '内部', '含个人信息')`
    : 'TRUE'
  const rows = (await manager.query(
    `SELECT id FROM evidence_key ${few ? 'INDEXED BY evidence_key_kind' : WALK[sort.by]} WHERE ${all}${kind.sql}
     ORDER BY ${orderBy(ORDER[sort.by], sort.desc !== back)} LIMIT ? OFFSET ?`,
    [...kind.params, limit, offset],
  )) as { id: number }[]
  const ids = rows.map(row => row.id)
  return { ids: back ? ids.reverse() : ids, total, more: false }
}

/** With a word: the last MOST_FOUND of them to come in, in the order asked for. */
async function findWords(
  manager: EntityManager,
  { filter, sort, page }: EvidenceQuery,
  search: string,
  holder: string | undefined,
): Promise<Found> {
  const kind = kinds(filter, 'e.')
  const owned = holder === undefined ? { sql: '', params: [] } : { sql: ' AND e.holder = ?', params: [holder] }
  const rows = (await manager.query(
    `SELECT id FROM (
       SELECT e.id, e.prefix, e.seq, e.taken_at FROM evidence_word w CROSS JOIN evidence e ON e.id = w.rowid
       WHERE w.evidence_word MATCH ? AND ${CONTAINS}${kind.sql}${owned.sql} ORDER BY w.rowid DESC LIMIT ${MOST_FOUND + 1})
     ORDER BY ${orderBy(ORDER[sort.by], sort.desc)}`,
    [searchTokens(search, filter, holder), search, ...kind.params, ...owned.params],
  )) as { id: number }[]
  const more = rows.length > MOST_FOUND
  const oldest = more ? Math.min(...rows.map(row => row.id)) : 0
  const ids = rows.map(row => row.id).filter(id => id !== oldest)
  return { ids: ids.slice(page.offset, page.offset + page.limit), total: ids.length, more }
}

/** The last word about a match: title, file name or code holds it, without regard to the case of A–Z. */
const CONTAINS = `instr(lower(e.title || char(10) || e.file_name || char(10) || e.code), ?) > 0`

/**
 * The search in tokens of `evidence_word` (see migrations/0005-evidence.ts), and what the filter says; all of them are required. A longer word's
 * tokens may also stand apart from each other: CONTAINS decides.
 */
function searchTokens(search: string, { slot, media, secrecy }: EvidenceFilter, holder: string | undefined): string {
  const chars = [...search]
  const [a = '', b] = chars
  const words =
    chars.length > 2
      ? chars.slice(2).map((char, i) => `${chars[i]}${chars[i + 1]}${char}`)
      : [b === undefined ? `\u0001${a}\u0001` : `${a}\u0001${b}`]
  const every = [...new Set(words)].map(quote)
  if (media !== undefined || secrecy !== undefined) {
    const letters = media === undefined ? ['i', 'v', 'a', 'd'] : [media.slice(0, 1)]
    const keys = secrecy === undefined ? Object.values(SECRECY_KEY) : [SECRECY_KEY[secrecy]]
    const either = letters.flatMap(letter => keys.map(key => quote(`\u0002${letter}${key}`)))
    every.push(`(${either.join(' OR ')})`)
  }
  if (slot && slot.length >= 2) every.push(quote(`\u0003${slot.slice(0, 2)}`))
  if (holder !== undefined) {
    const id = Number(holder.split(':')[1])
    every.push(
      quote(`\u0004${String.fromCodePoint(19_968 + (id % 20_000), 19_968 + (Math.floor(id / 20_000) % 20_000))}`),
    )
  }
  return every.join(' AND ')
}

const SECRECY_KEY = { 公开: 'o', 内部: 'i', 含个人信息: 'p' } as const

const quote = (token: string): string => `"${token.replaceAll('"', '""')}"`

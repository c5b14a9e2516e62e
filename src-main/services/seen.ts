import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { type RouteName, routes } from '../../src-shared/contract/index.ts'
import type { Edits } from '../../src-shared/contract/route.ts'
import { ROWS, type RowName } from '../../src-shared/contract/rows.ts'
import { AppError } from '../../src-shared/errors.ts'
import { seenPlaces } from './seenPlaces.ts'

/**
 * Two callers never take back each other's saves. The state of a row is a digest of what is stored: nothing has to be counted up, no column can
 * be forgotten, a restored backup says the state that it has, and the same words saved twice are the same state.
 */

type Key = string | number

/** What finds a row, what of it is no part of the state, and which rows besides belong to it. */
interface Found {
  from?: string // by default the table of that name
  by?: string[]
  but?: string[]
  besides?: string
  maybe?: boolean // not being there is a state of its own
}

const FOUND: Partial<Record<RowName, Found>> = {
  setting: { by: ['key'], maybe: true },
  slot_na: { from: '(SELECT * FROM slot_na WHERE struck_at IS NULL)', by: ['batch_id', 'slot'], maybe: true },
  contest_slot_na: { from: '(SELECT * FROM slot_na WHERE struck_at IS NULL)', by: ['contest_id', 'slot'], maybe: true },
  // Replaced as a whole: its length and its last row tell one list from another.
  candidates: {
    from: '(SELECT batch_id, count(*) AS n, max(id) AS last FROM batch_candidate WHERE replaced_at IS NULL GROUP BY batch_id)',
    by: ['batch_id'],
    maybe: true,
  },
  // With the weights and pass lines that they are judged by.
  scores: {
    from: `(SELECT b.id AS batch_id, b.score_rule, (SELECT group_concat(c.id || c.scores, ';' ORDER BY c.id) FROM batch_candidate c
      WHERE c.batch_id = b.id AND c.replaced_at IS NULL) AS said FROM batch b)`,
    by: ['batch_id'],
  },
  venue_check_line: { by: ['check_id', 'no'] },
  // An outcome belongs to the count: who strikes one says which one.
  venue_check: { besides: 'SELECT * FROM venue_check_outcome WHERE check_id = ? AND struck_at IS NULL' },
  // Who seals a record seals its evidence.
  supervision: { besides: 'SELECT id FROM supervision_evidence WHERE supervision_id = ? ORDER BY id' },
  evidence: { but: ['thumbnail'] }, // drawn by any window that shows it
}

const NOTHING = 'none' // the state of what is not there
const named = (key: readonly Key[]) => JSON.stringify(key)

/** The states of rows of one kind, by named(key); rows that are not there have none. */
async function statesOf(manager: EntityManager, row: RowName, keys: readonly Key[][]): Promise<Map<string, string>> {
  const states = new Map<string, string>()
  if (keys.length === 0) return states
  const { from = row, by = ['id'], but = [], besides } = FOUND[row] ?? {}
  const parts = by.map((_, i) => `value ->> '$[${i}]'`)
  const rows = (await manager.query(
    `SELECT * FROM ${from} WHERE (${by.join(', ')}) IN (SELECT ${parts.join(', ')} FROM json_each(?))`,
    [JSON.stringify(keys)],
  )) as Record<string, unknown>[]
  for (const stored of rows) {
    const key = by.map(column => stored[column] as Key)
    const more = besides ? JSON.stringify(await manager.query(besides, key)) : ''
    const said = Object.entries(stored).filter(([column]) => !but.includes(column))
    states.set(named(key), digest(said.map(([column, value]) => `${column}=${written(value)}`).join('\n') + more))
  }
  return states
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16)
const written = (value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('hex') : JSON.stringify(value)

/** What a call says that it edits: each row's key, and the state in which its editor saw it. */
export interface Claim {
  row: RowName
  keys: Key[][]
  seen: string[]
}

/**
 * What the route edits by this input; null when it edits nothing that is there already.
 * @throws AppError INPUT_INVALID where an existing row is named without `seen`
 */
export function claimOf(name: RouteName, input: unknown): Claim | null {
  const edits: Edits | undefined = routes[name].edits
  if (!edits) return null
  const { seen, ...said } = input as Record<string, unknown>
  const keys = edits.fixed === undefined ? keysIn(said, edits.key) : [[edits.fixed]]
  const states = seen === undefined ? [] : Array.isArray(seen) ? (seen as string[]) : [String(seen)]
  if (edits.fixed !== undefined && seen === undefined) return { row: edits.row, keys, seen: [NOTHING] }
  if (keys.length === 0 || (edits.key[0] === 'ids' && seen === undefined)) return null // a new row; a choice of many
  if (states.length !== keys.length) {
    const detail = 'seen 应说明修改的是读到的哪一状态，每条一个'
    throw new AppError('INPUT_INVALID', { detail }, { fields: { seen: detail } })
  }
  return { row: edits.row, keys, seen: states }
}

/** `{id: 3}` → [[3]], `{ids: [3, 4]}` → [[3], [4]], `{checkId: 1, no: 2}` → [[1, 2]], a new row → []. */
function keysIn(input: Record<string, unknown>, key: readonly string[]): Key[][] {
  const values = key.map(part => input[part])
  const [only] = values
  if (values.length === 1 && Array.isArray(only)) return (only as Key[]).map(value => [value])
  return values.some(value => value === undefined) ? [] : [values as Key[]]
}

/**
 * Refuses what was edited by somebody else since. A row that is not there at all is left to the service, which says what is missing.
 * @throws AppError STALE
 */
export async function refuseStale(manager: EntityManager, { row, keys, seen }: Claim): Promise<void> {
  const states = await statesOf(manager, row, keys)
  for (const [i, key] of keys.entries()) {
    const state = states.get(named(key)) ?? (FOUND[row]?.maybe ? NOTHING : undefined)
    if (state !== undefined && state !== seen[i]) throw new AppError('STALE', { what: ROWS[row] })
  }
}

/** The states in which the rows are now that an input names: for tests that play a caller who has just looked. */
export async function seenNow(manager: EntityManager, name: RouteName, input: unknown): Promise<string[] | null> {
  const edits: Edits | undefined = routes[name].edits
  if (!edits) return null
  const keys = edits.fixed === undefined ? keysIn(input as Record<string, unknown>, edits.key) : [[edits.fixed]]
  const states = await statesOf(manager, edits.row, keys)
  return keys.map(key => states.get(named(key)) ?? NOTHING)
}

/** Fills `seen` into an answer, wherever the route's output has one. What finds a row stands in the answer, or was asked for. */
export async function fillSeen(
  manager: EntityManager,
  name: RouteName,
  input: unknown,
  answer: unknown,
): Promise<void> {
  for (const { at, edits } of places(name)) {
    const objects = objectsAt(answer, at)
    const keyOf = (object: Record<string, unknown>) =>
      edits.fixed === undefined
        ? edits.key.map(part => (object[part] ?? (input as Record<string, unknown>)[part]) as Key)
        : [edits.fixed]
    const states = await statesOf(manager, edits.row, objects.map(keyOf))
    for (const object of objects) object.seen = states.get(named(keyOf(object))) ?? NOTHING
  }
}

const known = new Map<RouteName, ReturnType<typeof seenPlaces>>()
function places(name: RouteName) {
  const found = known.get(name) ?? seenPlaces(routes[name].output)
  known.set(name, found)
  return found
}

export const showsSeen = (name: RouteName): boolean => places(name).length > 0

function objectsAt(value: unknown, path: readonly string[]): Record<string, unknown>[] {
  if (value === null || typeof value !== 'object') return []
  const [head, ...rest] = path
  if (head === undefined) return [value as Record<string, unknown>]
  if (head === '[]') return Array.isArray(value) ? value.flatMap(each => objectsAt(each, rest)) : []
  return objectsAt((value as Record<string, unknown>)[head], rest)
}

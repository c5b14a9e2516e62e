/** 包即备份: the rows of a package become rows here, in one transaction. */
import type { EntityManager } from 'typeorm'
import type { AppError } from '../../../src-shared/errors.ts'
import type { Row, Rows } from '../../../src-shared/nouns/noun.ts'
import { insertMany } from '../../db/insertMany.ts'
import type { Vault } from '../../files/vault.ts'
import { type Known, matchRows } from './packageMatch.ts'
import { type Ask, checkShown } from './packageShown.ts'
import { nameOf, PARTS, type Part } from './packageTables.ts'

export interface RebuildOptions {
  /** 来源 of what comes in. */
  origin: string
  vault: Vault
  ask: Ask
  refuse(detail: string): AppError
}

/** Where each row of the package is here: the id, and whether the row came with it. Rows that stay behind are not in the map. */
export type Places = Map<string, Map<number, { id: number; fresh: boolean }>>

/**
 * Inserts what is not here yet, with ids of this folder. Ids are kept where they are free, so that a batch comes back into an empty folder
 * as it was. Files must be registered before.
 * @returns the batch's id
 * @throws AppError PACKAGE_TAKEN (a 计划号, 委派单 number or card code is used here), and what `refuse` makes of rows that do not fit
 */
export async function rebuild(manager: EntityManager, rows: Rows, options: RebuildOptions): Promise<number> {
  const known = await matchRows(manager, rows, options)
  const places = await placeRows(manager, rows, known)
  const waiting: { part: Part; until: string; row: Row }[] = []
  for (const part of PARTS) {
    const name = nameOf(part)
    const fresh = (rows[name] ?? []).flatMap(row => {
      const here = places.get(name)?.get(Number(row.id))
      return here?.fresh ? [translate(part, row, places, options)] : []
    })
    if (part.opened) for (const row of fresh) waiting.push({ part, until: part.opened.until, row })
    await insertMany(manager, part.table, part.opened ? fresh.map(row => ({ ...row, ...part.opened?.as })) : fresh)
    for (const { part: closed, row } of waiting.filter(one => one.until === name)) {
      const said = Object.fromEntries(Object.keys(closed.opened?.as ?? {}).map(column => [column, row[column]]))
      await manager.update(closed.table, { id: row.id }, said)
    }
  }
  const [batch] = rows.batch ?? []
  const id = places.get('batch')?.get(Number(batch?.id))?.id
  if (id === undefined) throw options.refuse('index.json 中没有批次')
  const fresh = (table: string) => [...(places.get(table)?.values() ?? [])].flatMap(one => (one.fresh ? [one.id] : []))
  await checkShown(fresh, options.ask, options.refuse)
  return id
}

export async function placeRows(manager: EntityManager, rows: Rows, known: Known): Promise<Places> {
  const places: Places = new Map()
  for (const part of PARTS) {
    const name = nameOf(part)
    const own = new Map<number, { id: number; fresh: boolean }>()
    places.set(name, own)
    const coming: number[] = []
    for (const row of rows[name] ?? []) {
      const id = Number(row.id)
      const here = known.get(name)?.get(id)
      if (here !== undefined) own.set(id, { id: here, fresh: false })
      else if (comesAlong(part, row, places)) coming.push(id)
    }
    const shift = await shiftOf(manager, name, coming)
    for (const id of coming) own.set(id, { id: id + shift, fresh: true })
  }
  return places
}

/** A row stays behind with its owner, who is here already with rows of his own. */
function comesAlong(part: Part, row: Row, places: Places): boolean {
  return (part.owners ?? []).every(column => {
    const table = part.refs?.[column]
    const owner = row[column]
    return owner === null || table === undefined || places.get(table)?.get(Number(owner))?.fresh === true
  })
}

/** 0 where all the ids are free, else what puts them behind all that were ever given. */
async function shiftOf(manager: EntityManager, table: string, ids: readonly number[]): Promise<number> {
  if (ids.length === 0 || table === 'org') return 0
  const [used] = (await manager.query(
    `SELECT count(*) AS n FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  )) as { n: number }[]
  if (used?.n === 0) return 0
  const [last] = (await manager.query('SELECT seq FROM sqlite_sequence WHERE name = ?', [table])) as { seq: number }[]
  return Math.max(0, (last?.seq ?? 0) + 1 - Math.min(...ids))
}

function translate(part: Part, row: Row, places: Places, { vault, refuse, origin }: RebuildOptions): Row {
  const place = (table: string, id: unknown, column: string): number => {
    const here = places.get(table)?.get(Number(id))
    if (here === undefined) throw refuse(`index.json 中 ${nameOf(part)}.${column} 所指的记录不在包内`)
    return here.id
  }
  const own = nameOf(part)
  const { idNumber, ...rest } = row
  const made: Row = { ...rest, id: place(own, row.id, 'id') }
  if ('origin' in made && made.origin === '') made.origin = origin // the first one stays
  for (const [column, table] of Object.entries(part.refs ?? {})) {
    if (row[column] !== null) made[column] = place(table, row[column], column)
  }
  for (const [column, table] of Object.entries(part.lists ?? {})) {
    const ids = row[column] as number[]
    const there = part.loose ? ids.filter(id => places.get(table)?.has(id)) : ids
    made[column] = there.map(id => place(table, id, column))
  }
  if ('idNumber' in row) {
    const sealed = typeof idNumber === 'string' ? vault.seal(idNumber) : null
    made.idCipher = sealed?.cipher ?? null
    made.idDigest = sealed?.digest ?? null
  }
  return made
}

/** The rows of a batch as JSON, and back: what `facts` of a package's index.json holds. */
import type { EntityManager, EntitySchemaColumnOptions, ObjectLiteral } from 'typeorm'
import { z } from 'zod'
import { sha256 } from '../../../src-shared/contract/common.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { flag } from '../../db/entities/column.ts'
import type { Vault } from '../../files/vault.ts'
import { JSON_COLUMNS } from './packageJson.ts'
import { nameOf, PARTS, type Part } from './packageTables.ts'

export type Row = Record<string, unknown>
/** By table, in the order of their ids. */
export type Rows = Record<string, Row[]>

/** 身份证 is kept as a keyed cipher, which another data folder cannot open: it travels in plain, as `idNumber`, and is sealed again there. */
const SEALED = ['idCipher', 'idDigest']

export interface Collected {
  rows: Rows
  /** People whose 身份证 this PC cannot open (the key is on another one): their number does not travel. */
  locked: number
}

/** All that belongs to a batch, as it is stored. @throws Error for anything that is no batch: the caller has asked for it. */
export async function collectRows(manager: EntityManager, batchId: number, vault: Vault): Promise<Collected> {
  const rows: Rows = {}
  let locked = 0
  for (const part of PARTS) {
    const found: ObjectLiteral[] = await manager
      .createQueryBuilder(part.table, 't')
      .where(part.where, { batch: batchId })
      .orderBy('t.id')
      .getMany()
    rows[nameOf(part)] = found.map(row => {
      const plain: Row = { ...row }
      for (const column of part.blank ?? []) plain[column] = columnsOf(part)[column]?.nullable ? null : ''
      if ('idCipher' in plain) {
        const number = opened(plain.idCipher, vault)
        if (number === undefined) locked += 1
        for (const column of SEALED) delete plain[column]
        plain.idNumber = number ?? null
      }
      return plain
    })
  }
  return { rows, locked }
}

/** null: there is none; undefined: it cannot be opened here. */
function opened(cipher: unknown, vault: Vault): string | null | undefined {
  if (!(cipher instanceof Uint8Array)) return null
  try {
    return vault.open(cipher)
  } catch (error) {
    if (error instanceof AppError && error.code === 'ID_LOCKED') return undefined
    throw error
  }
}

const columnsOf = (part: Part) => part.table.options.columns as Record<string, { nullable?: boolean } | undefined>

/** What a row of the table may hold. The package comes from anywhere: types are checked here, meaning by the routes' own contract. */
function rowSchema(part: Part): z.ZodType<Row> {
  const fields: Record<string, z.ZodType> = {}
  for (const [name, column] of Object.entries(part.table.options.columns)) {
    if (column === undefined || SEALED.includes(name)) continue
    const type = columnSchema(part, name, column)
    fields[name] = column.nullable === true ? type.nullable() : type
  }
  if ('idCipher' in part.table.options.columns) fields.idNumber = z.string().nullable()
  return z.strictObject(fields)
}

function columnSchema(part: Part, name: string, { type, transformer }: EntitySchemaColumnOptions): z.ZodType {
  if (part.files?.includes(name)) return sha256
  if (transformer === flag.transformer) return z.boolean()
  if (transformer !== undefined) return JSON_COLUMNS[`${nameOf(part)}.${name}`] ?? z.never()
  if (type === 'integer') return z.int()
  return type === 'real' ? z.number() : z.string()
}

/** The rows of a package. Where they are not what this version writes, `refuse` is asked for the error, with the place of the first fault. */
export function parseRows(facts: Record<string, unknown>, refuse: (place: string) => AppError): Rows {
  const rows: Rows = {}
  for (const part of PARTS) {
    const name = nameOf(part)
    const parsed = z.array(rowSchema(part)).safeParse(facts[name])
    if (!parsed.success) throw refuse([name, ...(parsed.error.issues[0]?.path ?? [])].join('.'))
    rows[name] = parsed.data
  }
  for (const [name, list] of Object.entries(rows)) {
    if (new Set(list.map(row => row.id)).size < list.length) throw refuse(`${name}.id`)
  }
  if (rows.batch?.length !== 1) throw refuse('batch')
  if (rows.org?.length !== 1) throw refuse('org')
  const known = new Set(PARTS.map(nameOf))
  const unknown = Object.keys(facts).find(name => !known.has(name))
  if (unknown !== undefined) throw refuse(unknown)
  return rows
}

/** Digests of all stored files that the rows speak of. */
export function filesOf(rows: Rows): Set<string> {
  const found = new Set<string>()
  for (const part of PARTS) {
    for (const row of rows[nameOf(part)] ?? []) {
      for (const column of part.files ?? []) {
        const digest = row[column]
        if (typeof digest === 'string') found.add(digest)
      }
    }
  }
  return found
}

/** The rows of a batch as JSON, and back: what `facts` of a package's index.json holds. */
import type { EntityManager, EntitySchemaColumnOptions } from 'typeorm'
import { z } from 'zod'
import { instant, isoDate, sha256 } from '../../../src-shared/contract/common.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { nounOf } from '../../../src-shared/nouns/index.ts'
import { completed, fieldsAt, type Gone, type Noun, type Row, type Rows } from '../../../src-shared/nouns/noun.ts'
import { flag } from '../../db/entities/column.ts'
import { storedRows } from '../../db/stored.ts'
import { dataVersion } from '../../db/version.ts'
import type { Vault } from '../../files/vault.ts'
import { JSON_COLUMNS } from './packageJson.ts'
import { nameOf, PARTS, type Part } from './packageTables.ts'

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
    const where = part.where.replaceAll(':batch', ':param')
    const found = await storedRows(manager, nounOf(nameOf(part)), { where, param: batchId })
    rows[nameOf(part)] = found.map(plain => {
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

/**
 * What a row of the table may hold, as that version wrote it. The package comes from anywhere: types are checked here, meaning by the routes'
 * own contract.
 */
function rowSchema(part: Part, noun: Noun, version: number): z.ZodType<Row> {
  const columns = part.table.options.columns as Record<string, EntitySchemaColumnOptions | undefined>
  const fields: Record<string, z.ZodType> = {}
  for (const name of fieldsAt(noun, version)) {
    if (SEALED.includes(name)) continue
    const column = columns[name]
    const dated = noun.fields.get(name)
    if (noun.reshaped[name]?.some(step => step.since > version)) fields[name] = z.json()
    else if (column) fields[name] = nullable(column, columnSchema(part, name, column))
    else if (dated?.kind) fields[name] = nullable(dated, GONE[dated.kind])
  }
  if (noun.fields.has('idCipher')) fields.idNumber = z.string().nullable()
  return z.strictObject(fields)
}

const nullable = ({ nullable }: { nullable?: boolean }, type: z.ZodType): z.ZodType =>
  nullable === true ? type.nullable() : type

const GONE: Record<Gone['kind'], z.ZodType> = {
  text: z.string(),
  integer: z.int(),
  real: z.number(),
  flag: z.boolean(),
  json: z.json(),
}

// What a day or an instant is called in every table: one that is none would be shown nowhere, and break the exports of everybody.
const DAY = /(On|Date)$|^(birth|date|due|validTo|validUntil)$/
const INSTANT = /(At|^at)$/
const LONGEST = 20_000 // characters; what people type is bounded far below
const LOCAL = ['takenAt', 'trueAt'] // a camera's own clock

function columnSchema(part: Part, name: string, { type, transformer }: EntitySchemaColumnOptions): z.ZodType {
  if (part.files?.includes(name)) return sha256
  if (transformer === flag.transformer) return z.boolean()
  if (transformer !== undefined) return JSON_COLUMNS[`${nameOf(part)}.${name}`] ?? z.never()
  if (type === 'integer') return z.int()
  if (type === 'real') return z.number()
  if (DAY.test(name)) return isoDate
  return INSTANT.test(name) && !LOCAL.includes(name) ? instant : z.string().max(LONGEST)
}

/**
 * The rows of a package that `version` wrote, completed to what this version knows. Where they are not what that version wrote, `refuse` is
 * asked for the error, with the place of the first fault.
 */
export function parseRows(facts: Record<string, unknown>, version: number, refuse: (place: string) => AppError): Rows {
  const older = checked(facts, version, refuse)
  const now = dataVersion()
  const rows = version === now ? older : checked(complete(older, version, now, refuse), now, refuse)
  for (const [name, list] of Object.entries(rows)) {
    if (new Set(list.map(row => row.id)).size < list.length) throw refuse(`${name}.id`)
  }
  const odd = Object.entries(NUMBERS).find(([name, says]) => rows[name]?.some(row => !says(row)))
  if (odd) throw refuse(`${odd[0]} 的编号与年份、序号不一致`)
  if (rows.batch?.length !== 1) throw refuse('batch')
  if (rows.org?.length !== 1) throw refuse('org')
  return rows
}

const four = (seq: unknown) => String(seq).padStart(4, '0')
/** What is printed and what numbers are counted by say the same, or a number that is in use would be given again. */
const NUMBERS: Readonly<Record<string, (row: Row) => boolean>> = {
  card: ({ code, year, seq }) => String(code).endsWith(String(year).slice(-2) + four(seq)),
  assignment: ({ number, year, seq }) => number === `WP-${year}-${four(seq)}`,
  destruction: ({ number, year, seq }) => number === `XH-${year}-${four(seq)}`,
}

/** Strictly what that version wrote: every table, every field, and no other. */
function checked(facts: Record<string, unknown>, version: number, refuse: (place: string) => AppError): Rows {
  const rows: Rows = {}
  for (const part of PARTS) {
    const name = nameOf(part)
    const noun = nounOf(name)
    if (noun.since > version) continue
    const parsed = z.array(rowSchema(part, noun, version)).safeParse(facts[name])
    if (!parsed.success) throw refuse([name, ...(parsed.error.issues[0]?.path ?? [])].join('.'))
    rows[name] = parsed.data
  }
  const unknown = Object.keys(facts).find(name => !(name in rows))
  if (unknown !== undefined) throw refuse(unknown)
  return rows
}

function complete(older: Rows, from: number, to: number, refuse: (place: string) => AppError): Rows {
  const rows: Rows = {}
  for (const part of PARTS) {
    const name = nameOf(part)
    const noun = nounOf(name)
    try {
      rows[name] =
        noun.since > from
          ? (noun.madeOf?.(older) ?? [])
          : (older[name] ?? []).map(row => ({
              ...completed(noun, row, from, to),
              ...('idNumber' in row ? { idNumber: row.idNumber } : {}),
            }))
    } catch {
      throw refuse(name) // a function of an old row met what no program wrote
    }
  }
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

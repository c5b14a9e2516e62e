/**
 * All that a database is made of besides its rows. What an old folder, a backup or a handover brings is compared exactly with the schema of its
 * own version before anything else is asked of it: a trigger of somebody else would rewrite what a migration touches, a view hang the program.
 */
import Database from 'better-sqlite3'
import type { QueryRunner } from 'typeorm'
import { guarded, type MigrationList } from './guarded.ts'

export interface Part {
  type: string
  name: string
  tbl_name: string
  sql: string | null
}

type File = InstanceType<typeof Database>

// SQLite's own statistics come and go; all else that is there is ours.
export const PARTS = `SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' OR sql NOT LIKE 'CREATE TABLE sqlite_stat%' ORDER BY type, name`

const made = new Map<string, Promise<Part[]>>()

/** What a database has in which exactly these steps ran: they run in memory, once for each list of names. */
export function schemaAfter(steps: MigrationList): Promise<Part[]> {
  const key = steps.map(step => step.name).join()
  const known = made.get(key) ?? build(steps)
  made.set(key, known)
  return known
}

// As TypeORM makes it.
const LIST =
  'CREATE TABLE "migration" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "timestamp" bigint NOT NULL, "name" varchar NOT NULL)'

/** Without TypeORM around each statement: at every start somebody waits for it. */
async function build(steps: MigrationList): Promise<Part[]> {
  const db = new Database(':memory:')
  try {
    db.exec(LIST)
    const query = async (sql: string, params: unknown[] = []): Promise<unknown> => {
      const statement = db.prepare(sql)
      return statement.reader ? statement.all(...params) : statement.run(...params)
    }
    const runner = { query } as unknown as QueryRunner // a step uses nothing else
    db.exec('BEGIN')
    for (const Step of guarded(steps, true)) await new Step().up(runner)
    db.exec('COMMIT')
    return db.prepare<[], Part>(PARTS).all()
  } finally {
    db.close()
  }
}

export interface Look {
  /** Names of the migrations that ran. */
  done: string[]
  /** What is not this program's, in words; '' where there is nothing. */
  foreign: string
  /** Triggers and indexes of ours that are not there any more. */
  missing: Part[]
}

/** Looks at the schema alone; rows are read of one table, whose own text was compared before. Null: an empty database. */
export async function lookAtSchema(file: File, steps: MigrationList): Promise<Look | null> {
  file.pragma('trusted_schema = OFF')
  const found = file.prepare<[], Part>(PARTS).all()
  if (found.length === 0) return null
  const list = found.find(part => part.name === 'migration')
  if (!list || list.sql !== LIST) return { done: [], foreign: '没有升级记录', missing: [] }
  const done = file
    .prepare<[], { name: string }>('SELECT name FROM migration ORDER BY id')
    .all()
    .map(row => row.name)
  const known = steps.filter(step => done.includes(step.name))
  if (known.length < done.length) return { done, foreign: '', missing: [] } // a newer program's: who asks says so
  return { done, ...compare(found, await schemaAfter(known)) }
}

/** By name and by every character of the text. */
export function compare(found: readonly Part[], expected: readonly Part[]): Omit<Look, 'done'> {
  const key = ({ type, name, tbl_name, sql }: Part) => JSON.stringify([type, name, tbl_name, sql])
  const known = new Set(expected.map(key))
  const there = new Set(found.map(key))
  const order = Object.keys(KIND)
  const other = found
    .filter(part => !known.has(key(part)))
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
  const lacking = expected.filter(part => !there.has(key(part)) && !other.some(({ name }) => name === part.name))
  const lost = lacking.filter(({ type }) => type === 'table')
  const foreign = [
    ...other.slice(0, 5).map(({ type, name }) => `${KIND[type] ?? type}「${name}」`),
    ...(other.length > 5 ? [`等 ${other.length} 项`] : []),
    ...lost.map(({ name }) => `缺少表「${name}」`),
  ].join('、')
  return { foreign, missing: lacking.filter(part => part.type !== 'table' && part.sql !== null) }
}

const KIND: Record<string, string> = { view: '视图', trigger: '触发器', table: '表', index: '索引' }

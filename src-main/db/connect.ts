import Database from 'better-sqlite3'
import { DataSource, type EntityManager } from 'typeorm'
import { SnakeCase } from './entities/column.ts'
import { entities } from './entities/index.ts'
import { frozenOf, requireUnchanged } from './frozen.ts'
import { guarded, type MigrationList } from './guarded.ts'
import { migrations } from './migrations/index.ts'
import { compare, PARTS, type Part, schemaAfter } from './schema.ts'

export type { MigrationList } from './guarded.ts'

export const APPLICATION_ID = 0x4e_44_47_4a // «NDGJ» in the file's header: tells our file from any other SQLite file

/** Opens a database file as the program works with it. */
export async function connect(path: string, steps: MigrationList = migrations): Promise<DataSource> {
  const source = new DataSource({
    type: 'better-sqlite3',
    driver: Database,
    database: path,
    entities,
    namingStrategy: new SnakeCase(),
    migrations: guarded(steps),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each', // 'none' was measured to delete child rows by cascade
    synchronize: false,
    logging: false,
    prepareDatabase: (file: InstanceType<typeof Database>) => {
      // One file that is whole at any moment, so that a copied folder is a good copy (WAL is not).
      file.pragma('journal_mode = DELETE')
      file.pragma('synchronous = FULL')
      file.pragma('cache_size = -65536')
      file.pragma('temp_store = MEMORY')
      file.pragma('trusted_schema = OFF')
      file.pragma('recursive_triggers = ON') // else INSERT OR REPLACE deletes past the triggers that refuse it
    },
  })
  return source.initialize()
}

/** The tables whose rows name rows that are not there. */
export async function brokenLinks(source: DataSource): Promise<{ rows: number; tables: string[] }> {
  const broken = (await source.query('PRAGMA foreign_key_check')) as { table: string }[]
  return { rows: broken.length, tables: [...new Set(broken.map(row => row.table))] }
}

/**
 * Runs what is still to be run and proves the result: the file is whole, its schema is that of these steps with every trigger standing, and what
 * seals froze says what it said. Throws where it is not so; the file is then good for nothing.
 */
export async function migrateUp(source: DataSource, steps: MigrationList = migrations): Promise<void> {
  const before = await frozenOf(source)
  await source.runMigrations({ transaction: 'each' })
  await source.query('PRAGMA foreign_keys = ON') // a migration that failed leaves them off, and so might one that did not
  await requireUnchanged(source, before)
  const { foreign, missing } = compare((await source.query(PARTS)) as Part[], await schemaAfter(steps))
  if (foreign !== '' || missing.length > 0)
    throw new Error(`schema: ${foreign} ${missing.map(part => part.name).join()}`)
  const [check] = (await source.query('PRAGMA integrity_check')) as { integrity_check: string }[]
  if (check?.integrity_check !== 'ok') throw new Error(`integrity_check: ${check?.integrity_check}`)
}

/** Puts back triggers and indexes of ours that somebody took away. @returns what was done, for the log */
export async function putBackParts(source: DataSource, missing: readonly Part[]): Promise<string[]> {
  if (missing.length === 0) return []
  await source.transaction(async manager => {
    for (const { sql } of missing) if (sql !== null) await manager.query(sql)
  })
  return [`数据文件缺少 ${missing.length} 项保护或索引，已补回：${missing.map(({ name }) => name).join('、')}`]
}

/**
 * Brings a copy of the database, which nobody else has open and whose schema was looked at (inspect), up to this program and writes into it: all
 * before it may take the place of the data. Throws what a migration or `work` throws; the copy is then good for nothing.
 */
export async function prepareCopy(path: string, work: (manager: EntityManager) => Promise<void>): Promise<void> {
  const source = await connect(path)
  try {
    await migrateUp(source)
    const { rows, tables } = await brokenLinks(source)
    if (rows > 0) throw new Error(`${rows} 条记录的关联不完整：${tables.join('、')}`)
    await source.transaction(work)
  } finally {
    await source.destroy()
  }
}

import Database from 'better-sqlite3'
import { DataSource, type EntityManager, type MigrationInterface } from 'typeorm'
import { SnakeCase } from './entities/column.ts'
import { entities } from './entities/index.ts'
import { migrations } from './migrations/index.ts'

export type MigrationList = (new () => MigrationInterface)[]

export const APPLICATION_ID = 0x4e_44_47_4a // «NDGJ» in the file's header: tells our file from any other SQLite file

/** Opens a database file as the program works with it. */
export async function connect(path: string, steps: MigrationList = migrations): Promise<DataSource> {
  const source = new DataSource({
    type: 'better-sqlite3',
    driver: Database,
    database: path,
    entities,
    namingStrategy: new SnakeCase(),
    migrations: steps,
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
    },
  })
  return source.initialize()
}

/** The tables whose rows name rows that are not there. */
export async function brokenLinks(source: DataSource): Promise<{ rows: number; tables: string[] }> {
  const broken = (await source.query('PRAGMA foreign_key_check')) as { table: string }[]
  return { rows: broken.length, tables: [...new Set(broken.map(row => row.table))] }
}

/** Runs what is still to be run and proves the result. */
export async function migrateUp(source: DataSource): Promise<void> {
  await source.runMigrations({ transaction: 'each' })
  await source.query('PRAGMA foreign_keys = ON') // a migration that failed leaves them off, and so might one that did not
  const [check] = (await source.query('PRAGMA integrity_check')) as { integrity_check: string }[]
  if (check?.integrity_check !== 'ok') throw new Error(`integrity_check: ${check?.integrity_check}`)
}

/** All that a database is made of besides its rows: tables, indexes, triggers, views. */
export async function schemaOf(manager: Pick<EntityManager, 'query'>): Promise<string> {
  const parts = (await manager.query(
    `SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name`,
  )) as object[]
  return JSON.stringify(parts)
}

/**
 * Brings a copy of the database, which nobody else has open, up to this program and writes into it: all before it may take the
 * place of the data. Throws what a migration or `work` throws; the copy is then good for nothing.
 * @param schema of our own data: a copy that brings a trigger or a table of its own is not let in
 */
export async function prepareCopy(
  path: string,
  schema: string,
  work: (manager: EntityManager) => Promise<void>,
): Promise<void> {
  const source = await connect(path)
  try {
    await migrateUp(source)
    if ((await schemaOf(source)) !== schema) throw new Error('数据的结构与本程序的不同')
    const { rows, tables } = await brokenLinks(source)
    if (rows > 0) throw new Error(`${rows} 条记录的关联不完整：${tables.join('、')}`)
    await source.transaction(work)
  } finally {
    await source.destroy()
  }
}

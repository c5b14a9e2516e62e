/** Upgrades, on old rows: a verified backup before, the same rows after, and the former state back where an upgrade fails. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrations } from '../../src-main/db/migrations/index.ts'
import { openDatabase } from '../../src-main/db/open.ts'
import { AppError } from '../../src-shared/errors.ts'
import { digests } from './files.ts'
import { addCarded, addOrg, addPerson, addPhoto } from './people.ts'
import { at, createWorld, newFolder, TODAY } from './world.ts'

let dir: string
beforeEach(async () => {
  dir = newFolder('migrate')
  const world = await createWorld({ dir })
  await addOrg(world)
  const { person } = await addCarded(world)
  await addPhoto(world, person.id)
  await addPerson(world, { name: '李四' })
  await world.close()
})
afterEach(() => rmSync(dir, { recursive: true }))

/** One more step, as a later version of the program would bring it. */
function step(name: string, statements: string[]): new () => MigrationInterface {
  class Step implements MigrationInterface {
    name = name
    static readonly name = name
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements) await runner.query(statement)
    }
    async down(): Promise<void> {}
  }
  return Step
}

const upgrade = (...steps: (new () => MigrationInterface)[]) => openDatabase(dir, at(TODAY), [...migrations, ...steps])

/** Every row of every table, as another program reads them. */
function rows(path = join(dir, 'data.sqlite')): Record<string, unknown[]> {
  const file = new Database(path, { readonly: true })
  try {
    const tables = file
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
      .all()
    return Object.fromEntries(tables.map(({ name }) => [name, file.prepare(`SELECT * FROM "${name}"`).all()]))
  } finally {
    file.close()
  }
}

const backups = (prefix: string) => readdirSync(join(dir, 'backups')).filter(name => name.startsWith(prefix))

describe('an upgrade that succeeds', () => {
  test('has a backup from before that opens, and leaves every old row as it was', async () => {
    const before = rows()
    const db = await upgrade(step('Later1899000000001', ['ALTER TABLE supervisor ADD COLUMN badge TEXT']))
    await db.close()
    const [backup = ''] = backups('before-upgrade-')
    expect(rows(join(dir, 'backups', backup))).toEqual(before)
    const after = rows()
    const people = (after.supervisor as { badge: unknown }[]).map(({ badge, ...row }) => row)
    expect(people).toEqual(before.supervisor)
    expect(after.card).toEqual(before.card)
    expect(after.audit_event).toEqual(before.audit_event)
  })

  test('rebuilding a parent table deletes no child, even where the child would follow it, and foreign keys are on again', async () => {
    const shelf = step('Shelf1899000000001', [
      'CREATE TABLE shelf (id INTEGER PRIMARY KEY)',
      'CREATE TABLE book (shelf INTEGER NOT NULL REFERENCES shelf(id) ON DELETE CASCADE)',
      'INSERT INTO shelf VALUES (1)',
      'INSERT INTO book VALUES (1)',
    ])
    await (await upgrade(shelf)).close()
    const before = rows()
    expect(before.file?.length).toBe(1) // the photo, which a person refers to
    const rebuild = (table: string) => [
      `CREATE TABLE ${table}_new AS SELECT * FROM ${table}`,
      `DROP TABLE ${table}`,
      `ALTER TABLE ${table}_new RENAME TO ${table}`,
      `CREATE UNIQUE INDEX ${table}_key ON ${table}(${table === 'file' ? 'sha256' : 'id'})`,
    ]
    const db = await upgrade(shelf, step('Rebuild1899000000002', [...rebuild('shelf'), ...rebuild('file')]))
    expect((await db.read(manager => manager.query('PRAGMA foreign_keys')))[0].foreign_keys).toBe(1)
    await expect(db.write(manager => manager.query('INSERT INTO book VALUES (2)'))).rejects.toThrow(/FOREIGN KEY/)
    await db.close()
    for (const table of ['book', 'supervisor', 'file', 'card']) expect(rows()[table], table).toEqual(before[table])
  })
})

describe('an upgrade that fails', () => {
  test.each<[string, string[]]>([
    ['at its first statement', ['SELECT * FROM nowhere']],
    [
      'half way through',
      ['ALTER TABLE org ADD COLUMN x TEXT', `UPDATE supervisor SET name = '改坏'`, 'SELECT * FROM nowhere'],
    ],
    ['by breaking references', ['DROP TRIGGER keep_supervisor', 'DELETE FROM supervisor']],
    ['by a rule of the data', ['DELETE FROM card']],
  ])('%s: the same rows afterwards, the failed file kept, and the old program opens them', async (_, statements) => {
    const before = rows()
    const failing = upgrade(
      step('Works1899000000001', ['CREATE TABLE extra (id INTEGER)']),
      step('Fails1899000000002', statements),
    )
    const error = await failing.then(
      () => null,
      (e: unknown) => e,
    )
    if (!(error instanceof AppError)) throw new Error('not refused')
    expect(error.code).toBe('DATA_MIGRATION_FAILED')
    expect(rows()).toEqual(before)
    expect(backups('before-upgrade-').length).toBe(1)
    expect(backups('failed-upgrade-').length).toBe(1)
    expect(Object.keys(digests(dir)).filter(name => name.endsWith('.part') || name.endsWith('-journal'))).toEqual([])
    const world = await createWorld({ dir })
    expect((await world.call('home.todo', {})).counts).toMatchObject({ total: 2, appointed: 1 })
    const stamp = (await world.call('app.info', {})).lastBackup
    expect(stamp).not.toBeNull()
    await world.close()
  })

  test('and does so again: each failure keeps its own files', async () => {
    const before = rows()
    const bad = step('Fails1899000000001', ['SELECT * FROM nowhere'])
    await expect(upgrade(bad)).rejects.toThrow(AppError)
    await expect(openDatabase(dir, at('2026-11-24'), [...migrations, bad])).rejects.toThrow(AppError)
    expect(rows()).toEqual(before)
    expect(backups('before-upgrade-').length).toBe(2)
  })

  test('on a first start: no file is left that would look like data', async () => {
    const fresh = newFolder('fresh')
    const bad = step('Fails1899000000001', ['SELECT * FROM nowhere'])
    await expect(openDatabase(fresh, at(TODAY), [...migrations, bad])).rejects.toThrow(AppError)
    expect(Object.keys(digests(fresh))).toEqual([])
    const world = await createWorld({ dir: fresh })
    await world.end()
  })
})

test('backups: verified, named by time, listed as the last one; saved elsewhere too', async () => {
  const world = await createWorld({ dir })
  expect((await world.call('app.info', {})).lastBackup).toBeNull()
  const { path, bytes } = await world.call('backup.create', {})
  expect(bytes).toBeGreaterThan(4096)
  expect((await world.call('app.info', {})).lastBackup).not.toBeNull()
  const out = newFolder('out')
  world.answers.save.push(join(out, '内督 备份.sqlite'))
  await world.call('backup.saveAs', {})
  expect(rows(join(out, '内督 备份.sqlite')).card).toEqual(rows(path).card)
  world.answers.save.push(join(out, 'gone', 'x.sqlite'), null)
  expect(await world.call('backup.saveAs', {})).toEqual({ path: join(out, 'gone', 'x.sqlite') }) // the folder is made
  expect(await world.call('backup.saveAs', {})).toBeNull()
  await world.close()
  rmSync(out, { recursive: true })
})

/** What a database is made of: written down, kept through migrations, and nobody else's. */
import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { QueryRunner } from 'typeorm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SCHEMA_FILE, schemaText } from '../../scripts/schema.ts'
import { FROZEN } from '../../src-main/db/frozen.ts'
import type { Step } from '../../src-main/db/guarded.ts'
import { migrations } from '../../src-main/db/migrations/index.ts'
import { openDatabase } from '../../src-main/db/open.ts'
import { schemaAfter } from '../../src-main/db/schema.ts'
import { type Fixture, fixture } from './fixture.ts'
import { addOrg, addPerson } from './people.ts'
import { at, createWorld, newFolder } from './world.ts'

const DAY = '2026-09-03'
const digestOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

test('schema.sql is what the migrations make (npm run schema)', async () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(await schemaText())
})

test('the list of frozen tables is that of the triggers', async () => {
  const triggers = (await schemaAfter(migrations)).filter(({ name }) => name.startsWith('seal_freezes_'))
  expect(Object.keys(FROZEN).sort()).toEqual([...new Set(triggers.map(part => part.tbl_name))].sort())
})

/** A data.sqlite outside of the program. */
function edit<T>(path: string, work: (db: InstanceType<typeof Database>) => T): T {
  const db = new Database(path)
  try {
    return work(db)
  } finally {
    db.close()
  }
}

let old: Fixture
let path: string
beforeEach(() => {
  old = fixture('0.1.0')
  path = join(old.at('data'), 'data.sqlite')
})
afterEach(() => old.remove())

function step(number: number, work: (runner: QueryRunner) => Promise<unknown>, drops?: string[]): new () => Step {
  const name = `Test176400000${number}`
  return class implements Step {
    name = name
    static readonly name = name
    drops = drops
    async up(runner: QueryRunner): Promise<void> {
      await work(runner)
    }
    async down(): Promise<void> {}
  }
}
const upgrade = (...steps: (new () => Step)[]) => openDatabase(old.at('data'), at(DAY), [...migrations, ...steps])
const triggers = () =>
  edit(path, db => db.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name`).pluck().all())

describe('migrations over sealed batches', () => {
  test('a frozen table is added to and rebuilt, and every trigger stands', async () => {
    const before = triggers()
    const rebuild = step(9001, async runner => {
      await runner.query(`ALTER TABLE batch_staff ADD COLUMN grade TEXT NOT NULL DEFAULT ''`)
      await runner.query(`UPDATE batch_staff SET grade = '中级'`)
      const [table] = (await runner.query(`SELECT sql FROM sqlite_master WHERE name = 'batch_staff'`)) as {
        sql: string
      }[]
      await runner.query((table?.sql ?? '').replace('CREATE TABLE batch_staff', 'CREATE TABLE staff_new'))
      await runner.query('INSERT INTO staff_new SELECT * FROM batch_staff')
      await runner.query('DROP TABLE batch_staff')
      await runner.query('ALTER TABLE staff_new RENAME TO batch_staff')
      await runner.query('CREATE INDEX batch_staff_batch ON batch_staff(batch_id)')
    })
    const db = await upgrade(rebuild)
    expect(triggers()).toEqual(expect.arrayContaining(before))
    await expect(db.write(m => m.query(`UPDATE batch_staff SET name = 'x' WHERE batch_id = 2`))).rejects.toMatchObject({
      code: 'BATCH_SEALED',
    })
    await db.close()
  })

  test.each([
    ['a value', `UPDATE batch_session SET room = '改' WHERE batch_id = 2`, 'batch_session.room'],
    ['a value of a held batch', `UPDATE supervision SET opinion = '改' WHERE batch_id = 3`, 'supervision.opinion'],
    ['a column', 'ALTER TABLE assignment_person DROP COLUMN override', 'assignment_person.override'],
  ])('%s that a seal froze is not changed: the folder is as it was', async (_, sql, named) => {
    await expect(upgrade(step(9001, runner => runner.query(sql)))).rejects.toMatchObject({
      code: 'DATA_MIGRATION_FAILED',
      message: expect.stringContaining(named),
    })
    const tables = edit(path, db => db.prepare(`SELECT count(*) FROM migration`).pluck().get())
    expect(tables).toBe(5)
    const world = await createWorld({ dir: old.at('data'), today: DAY })
    expect((await world.call('check.run', { batchId: 2 })).rows[7]?.result).toBe('pass')
    await world.close()
  })

  test('of batches that nobody sealed they may change rows; a trigger goes only when a step says so', async () => {
    const db = await upgrade(
      step(9001, runner => runner.query(`UPDATE batch_session SET room = '改' WHERE batch_id = 6`)),
      step(9002, runner => runner.query('DROP TRIGGER IF EXISTS keep_sample'), ['keep_sample']),
      step(9003, runner => runner.query('DROP TRIGGER IF EXISTS keep_evidence')),
    )
    await db.close()
    expect(triggers()).not.toContain('keep_sample')
    expect(triggers()).toContain('keep_evidence')
  })
})

const EVIL = `CREATE TRIGGER "sqlite-evil" AFTER INSERT ON audit_event BEGIN UPDATE supervisor SET name = '改'; END`
const HANG = `CREATE VIEW IF NOT EXISTS supervisor AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, '' AS deleted_at FROM n`

describe('what is somebody else’s', () => {
  test.each([
    ['a trigger', [EVIL], '触发器「sqlite-evil」'],
    ['a table', ['CREATE TABLE extra (id INTEGER)'], '表「extra」'],
    [
      'a trigger of ours with another text',
      ['DROP TRIGGER keep_sealed', 'CREATE TRIGGER keep_sealed BEFORE UPDATE ON supervision BEGIN SELECT 1; END'],
      '触发器「keep_sealed」',
    ],
    [
      'a view in the place of a table',
      ['PRAGMA foreign_keys = OFF', 'ALTER TABLE supervisor RENAME TO other', HANG],
      '视图「supervisor」',
    ],
    [
      'a view in the place of the list of migrations',
      ['ALTER TABLE migration RENAME TO m', 'CREATE VIEW migration AS SELECT * FROM m'],
      '升级记录',
    ],
  ])(
    '%s: an old folder is not opened, nothing of it is run, nothing is changed; nor is it restored',
    async (_, statements, named) => {
      edit(path, db => {
        db.pragma('legacy_alter_table = ON')
        for (const sql of statements) db.exec(sql)
      })
      const before = digestOf(path)
      const refusal: unknown = await openDatabase(old.at('data'), at(DAY)).catch((error: unknown) => error)
      // Where keys point to what is no table any more, that is found first.
      if (named.startsWith('视图')) expect(refusal).toMatchObject({ code: 'DATA_DAMAGED' })
      else expect(refusal).toMatchObject({ code: 'DATA_FOREIGN', message: expect.stringContaining(named) })
      expect(digestOf(path)).toBe(before)

      const there = await createWorld({ today: DAY })
      await addOrg(there)
      const person = await addPerson(there)
      const folder = newFolder('evil')
      cpSync(path, join(folder, 'evil.sqlite'))
      there.answers.open.push(join(folder, 'evil.sqlite'))
      const list = await there.call('restore.open', { kind: 'file' })
      expect(list?.backups[0]?.problem).toContain(named)
      const answer = await there.refuse('restore.run', {
        source: list?.source ?? '',
        name: 'evil.sqlite',
        confirm: '恢复',
      })
      expect(answer.code).toBe('BACKUP_FOREIGN')
      expect((await there.call('supervisor.get', { id: person.id })).name).toBe(person.name)
      await there.end()
      rmSync(folder, { recursive: true })
    },
  )

  test('a trigger of ours that is missing is put back, and the log says so', async () => {
    edit(path, db => db.exec('DROP TRIGGER seal_freezes_batch; DROP INDEX batch_session_batch;'))
    const world = await createWorld({ dir: old.at('data'), today: DAY })
    expect(triggers()).toContain('seal_freezes_batch')
    const { rows } = await world.call('audit.list', { search: '已补回', page: { offset: 0, limit: 5 } })
    expect(rows[0]?.text).toContain('seal_freezes_batch')
    await world.close()
  })

  test('good ones are opened: as they were left, with statistics, after another start', async () => {
    edit(path, db => db.exec('ANALYZE'))
    for (let i = 0; i < 3; i++) await (await createWorld({ dir: old.at('data'), today: DAY })).close()
    expect(readdirSync(join(old.at('data'), 'backups')).some(name => name.startsWith('before-upgrade-'))).toBe(true)
  })
})

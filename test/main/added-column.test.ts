/**
 * The recipe «How to change a stored format», really done: a migration, columns and a table that only this test knows, over all that 0.1.0
 * wrote. Each test here fails where formats are whatever the entities have today.
 */
import { join } from 'node:path'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EvidenceTable } from '../../src-main/db/entities/archive.ts'
import { BatchTable, SessionTable } from '../../src-main/db/entities/batch.ts'
import { text } from '../../src-main/db/entities/column.ts'
import { SupervisorTable } from '../../src-main/db/entities/supervisor.ts'
import { migrations } from '../../src-main/db/migrations/index.ts'
import { openArchive, readText } from '../../src-main/package/archive.ts'
import { NOUNS, nounOf } from '../../src-shared/nouns/index.ts'
import type { Later } from '../../src-shared/nouns/noun.ts'
import type { PackageIndex } from '../../src-shared/package.ts'
import { bring } from './bring.ts'
import { type Fixture, fixture } from './fixture.ts'
import { sql } from './planted.ts'
import { createWorld, type World } from './world.ts'

const NEXT = 9001

class Added9001 implements MigrationInterface {
  name = 'Added1764000009001'
  static readonly name = 'Added1764000009001'
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['batch', 'supervisor', 'evidence'])
      await runner.query(`ALTER TABLE ${table} ADD COLUMN colour TEXT NOT NULL DEFAULT '蓝'`)
    await runner.query(`ALTER TABLE batch_session ADD COLUMN hall TEXT NOT NULL DEFAULT ''`)
    await runner.query(`UPDATE batch_session SET hall = room || '（旧）'`) // a table that a seal freezes
  }
  async down(): Promise<void> {}
}

const known = migrations.length
const before = new Map(NOUNS)
let old: Fixture
let world: World
beforeAll(async () => {
  migrations.push(Added9001 as never)
  for (const table of [BatchTable, SupervisorTable, EvidenceTable])
    Object.assign(table.options.columns, { colour: { ...text, select: false } }) // no route shows it
  Object.assign(SessionTable.options.columns, { hall: { ...text, select: false } })
  const add = (name: string, field: string, was: Later['was']) => {
    const one = nounOf(name)
    const dated = { since: NEXT, until: Number.POSITIVE_INFINITY, was }
    NOUNS.set(name, { ...one, fields: new Map([...one.fields, [field, dated]]) })
  }
  for (const name of ['batch', 'supervisor', 'evidence']) add(name, 'colour', '蓝')
  add('batch_session', 'hall', row => `${row.room}（旧）`)
  old = fixture('0.1.0')
  world = await createWorld({ dir: old.at('data'), today: '2026-09-03' })
})
afterAll(async () => {
  await world?.close()
  old.remove()
  migrations.length = known
  for (const [name, noun] of before) NOUNS.set(name, noun)
})

const checkEight = async (w: World, batchId: number) => {
  const { rows } = await w.call('check.run', { batchId })
  const row = rows.find(one => one.no === 8)
  return [row?.result, row?.notes]
}
const indexOf = async (path: string): Promise<PackageIndex> =>
  JSON.parse((await readText(await openArchive(path), 'data/index.json')) ?? '') as PackageIndex

test('a folder with sealed batches is upgraded, and every seal says what it said', async () => {
  expect(sql(world, db => db.prepare('SELECT DISTINCT colour FROM batch').pluck().all())).toEqual(['蓝'])
  expect(sql(world, db => db.prepare(`SELECT count(*) FROM batch_session WHERE hall = ''`).pluck().get())).toBe(0)
  for (const [id, said] of Object.entries(old.facts.checks)) expect([await checkEight(world, Number(id))]).toEqual(said)
  for (const [id, seals] of Object.entries(old.facts.seals)) {
    const now = (await world.call('seal.list', { batchId: Number(id) })).seals
    expect(now.map(seal => seal.anchor)).toEqual(seals.map(seal => seal.anchor))
  }
  expect((await world.refuse('slot.setNa', { batchId: 2, slot: 'P4', reason: 'x' })).code).toBe('BATCH_SEALED')
})

test('a change of what an old seal knew is still found, also in the new program', async () => {
  const triggers = `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'batch'`
  const kept = sql(world, db => {
    const rows = db.prepare<[], { name: string; sql: string }>(triggers).all()
    for (const { name } of rows) db.exec(`DROP TRIGGER ${name}`)
    db.exec(`UPDATE batch SET note = note || '改' WHERE id = 2`)
    return rows
  })
  expect(await checkEight(world, 2)).toEqual(['fail', ['批次信息与封存时不同']])
  sql(world, db => {
    db.exec(`UPDATE batch SET note = replace(note, '改', '') WHERE id = 2`)
    for (const { sql: made } of kept) db.exec(made)
  })
  expect((await checkEight(world, 2))[0]).toBe('pass')
})

test('what is sealed now knows the new fields; its package says the version and becomes the same batch', async () => {
  await world.call('seal.close', { batchId: 5, reason: '新版本封存' })
  expect((await checkEight(world, 5))[0]).toBe('pass')
  const path = join(old.dir, 'new.zip')
  world.answers.save.push(path)
  await world.call('package.export', { batchId: 5, kind: 'full', form: 'zip', receiver: '社会事业局' })
  const index = await indexOf(path)
  expect(index).toMatchObject({ version: 2, data: NEXT })
  expect(index.facts.batch).toMatchObject([{ colour: '蓝' }])
  const there = await createWorld({ today: '2026-09-03' })
  there.answers.open.push(path)
  const { batchId } = (await bring(there, 'zip')) ?? { batchId: 0 }
  expect((await checkEight(there, batchId))[0]).toBe('pass')
  await there.end()
})

test('a package of 0.1.0 is completed, as the upgraded folder has the same rows', async () => {
  for (const [name, id] of [
    ['完整包.zip', 2],
    ['完整包_两次封存.zip', 4],
  ] as const) {
    const there = await createWorld({ today: '2026-09-03' })
    there.answers.open.push(old.at(name))
    const { batchId } = (await bring(there, 'zip')) ?? { batchId: 0 }
    expect((await checkEight(there, batchId))[0]).toBe('pass')
    for (const [table, of, columns] of [
      ['batch', 'id', '*'],
      ['batch_session', 'batch_id', '*'],
      ['evidence', 'batch_id', 'code, title, colour'],
    ]) {
      const rows = (w: World) =>
        sql(w, db =>
          db.prepare(`SELECT ${columns} FROM ${table} WHERE ${of} = ? ORDER BY id`).all(w === there ? batchId : id),
        )
      expect(rows(there), table).toEqual(
        rows(world).map(row =>
          'origin' in (row as object) ? { ...(row as object), origin: expect.any(String) } : row,
        ),
      )
    }
    await there.end()
  }
})

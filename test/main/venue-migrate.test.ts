import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrations } from '../../src-main/db/migrations/index.ts'
import { openDatabase } from '../../src-main/db/open.ts'
import { addDevice, ORG, openVenue } from './venue-office.ts'
import { at, createWorld, newFolder, TODAY, type World } from './world.ts'

const [roster, venue] = migrations
let dir: string
let world: World | undefined
beforeEach(() => {
  dir = newFolder('venue-migrate')
})
afterEach(async () => {
  await world?.close()
  rmSync(dir, { recursive: true, force: true })
})

const PERSON = `INSERT INTO supervisor (version, name, sex, birth, phone, department, position, education, source, note, photo_warnings,
  photo_name, pinyin, initials, created_at, updated_at) VALUES (1, '王小明', '男', '1985-03-12', '', '', '', '', '', '', '[]', '', 'wangxiaoming',
  'wxm', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`

it('data of the roster alone is upgraded with every row as it was, and takes venues', async () => {
  if (!roster || !venue) throw new Error('two migrations are expected')
  const old = await openDatabase(dir, at(TODAY), [roster])
  await old.write(async manager => {
    await manager.query(PERSON)
    await manager.query(`INSERT INTO setting VALUES ('operator', '"李主任"')`)
    await manager.query(`INSERT INTO training (supervisor_id, on_date, subject, organizer, file_name, recorded_by, recorded_at)
      VALUES (1, '2026-02-01', '', '', '', '李主任', '2026-02-01T00:00:00.000Z')`)
  })
  await old.close()
  const before = dump(join(dir, 'data.sqlite'))
  expect(Object.keys(before)).not.toContain('venue')

  world = await createWorld({ dir })
  const setting = expect.arrayContaining(before.setting as unknown[]) // 0061 adds the folder’s mark
  expect(dump(join(dir, 'data.sqlite'))).toMatchObject({ ...before, setting })
  const backups = readdirSync(join(dir, 'backups'))
  expect(backups).toHaveLength(1)
  expect(dump(join(dir, 'backups', backups[0] ?? ''))).toEqual(before)

  await world.call('org.save', ORG)
  const { id } = await openVenue(world)
  await addDevice(world, id)
  await world.reopen()
  expect(readdirSync(join(dir, 'backups'))).toHaveLength(1) // nothing is left to upgrade
  expect(await world.call('venue.get', { id })).toMatchObject({ devices: 1, pieces: 10 })
  const filter = { search: 'wxm' }
  const sort = { by: 'name', desc: false } as const
  const people = await world.call('supervisor.list', { filter, sort, page: { offset: 0, limit: 10 } })
  expect(people.rows[0]).toMatchObject({ name: '王小明', state: 'trained' })
})

/** Every row of every table but the list of migrations. */
function dump(path: string): Record<string, unknown[]> {
  const db = new Database(path, { readonly: true })
  try {
    const tables = db
      .prepare<[], { name: string }>(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration'`,
      )
      .all()
    return Object.fromEntries(tables.map(({ name }) => [name, db.prepare(`SELECT * FROM "${name}" ORDER BY 1`).all()]))
  } finally {
    db.close()
  }
}

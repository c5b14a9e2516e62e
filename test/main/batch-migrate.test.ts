/** Migration 0003 on data of the roster and the venues: every row stays as it was, and batches work with them. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrations } from '../../src-main/db/migrations/index.ts'
import { openDatabase } from '../../src-main/db/open.ts'
import { addBatch, addSession, addStaff, addVisit, deadlines } from './batch-office.ts'
import { addOrg } from './people.ts'
import { openVenue } from './venue-office.ts'
import { at, createWorld, newFolder, TODAY, type World } from './world.ts'

const ROWS = [
  `INSERT INTO supervisor (version, name, sex, birth, phone, department, position, education, source, note, photo_warnings, photo_name,
    pinyin, initials, created_at, updated_at) VALUES (1, '王小明', '男', '1985-03-12', '', '', '', '', '', '', '[]', '', 'wangxiaoming', 'wxm',
    '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`,
  `INSERT INTO setting VALUES ('operator', '"李主任"')`,
  `INSERT INTO training (supervisor_id, on_date, subject, organizer, file_name, recorded_by, recorded_at)
    VALUES (1, '2026-02-01', '', '', '', '李主任', '2026-02-01T00:00:00.000Z')`,
]

let dir: string
let world: World | undefined
beforeEach(() => {
  dir = newFolder('batch-migrate')
})
afterEach(async () => {
  await world?.close()
  rmSync(dir, { recursive: true, force: true })
})

it('data of 0001 and 0002 are upgraded with every row as it was, and take batches', async () => {
  const old = await openDatabase(dir, at(TODAY), migrations.slice(0, 2))
  await old.write(async manager => {
    for (const sql of ROWS) await manager.query(sql)
    const columns = (await manager.query('PRAGMA table_info(venue)')) as {
      name: string
      type: string
      notnull: number
    }[]
    const known: Record<string, unknown> = {
      name: '数控实训基地',
      address: '荣华南路 1 号',
      filing_status: 'none',
      scope: '[]',
    }
    const used = columns.filter(c => c.name !== 'id' && (c.notnull || c.name in known))
    const value = ({ name, type }: (typeof used)[number]) => known[name] ?? (type === 'INTEGER' ? 1 : '')
    await manager.query(
      `INSERT INTO venue (${used.map(c => c.name).join(', ')}) VALUES (${used.map(() => '?').join(', ')})`,
      used.map(value),
    )
  })
  await old.close()
  const before = dump(join(dir, 'data.sqlite'))
  expect(before.supervisor).toHaveLength(1)
  expect(before.venue).toHaveLength(1)
  expect(Object.keys(before)).not.toContain('batch')

  world = await createWorld({ dir })
  const after = dump(join(dir, 'data.sqlite'))
  expect(after).toMatchObject({ ...before, setting: expect.arrayContaining(before.setting as unknown[]) }) // 0061 adds the folder’s mark
  for (const table of ['batch', 'batch_session', 'supervision', 'visit', 'deadline', 'rectification'])
    expect(after[table], table).toEqual([])
  const backups = readdirSync(join(dir, 'backups'))
  expect(backups).toHaveLength(1)
  expect(dump(join(dir, 'backups', backups[0] ?? ''))).toEqual(before)

  await addOrg(world)
  const batch = await addBatch(world, { venueId: 1 })
  expect(batch.venue).toBe('数控实训基地')
  const session = await addSession(world, batch.id)
  const { staff } = await addStaff(world, batch.id, [session], { name: '王小明', supervisorId: 1 })
  expect(staff).toMatchObject([{ supervisorId: 1 }])
  await addVisit(world, batch.id)
  expect(await deadlines(world)).toHaveLength(3)
  await openVenue(world, { name: '另一处' })
  await world.reopen()
  expect(readdirSync(join(dir, 'backups'))).toHaveLength(1) // nothing is left to upgrade
  expect((await world.call('batch.get', { id: batch.id })).sessions).toHaveLength(1)
  expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
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

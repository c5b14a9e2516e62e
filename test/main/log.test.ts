/** 可发现篡改: a log that was cut, emptied or computed anew follows from itself, and yet not from what stands elsewhere. Good folders are never accused. */
import { copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepFixity } from '../../src-main/services/archive/fixitySchedule.ts'
import { GENESIS, hashOf } from '../../src-main/services/audit.ts'
import { addScene, EXAM } from './batch-office.ts'
import { addOrg, addPerson } from './people.ts'
import { sql } from './planted.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
  await addPerson(world, { name: '王一' })
  await world.call('backup.create', {})
  await addPerson(world, { name: '李二' })
})
afterEach(() => world.end())

const verify = () => world.call('audit.verify', {})
const all = async () => {
  const { broken, problems, alarms } = await verify()
  return [...(broken === null ? [] : [`第 ${broken} 条`]), ...problems, ...alarms].join('\n')
}

/** With another tool, past every protection, which stands again afterwards as if nothing had been. */
async function tamper(work: (db: Database.Database) => void): Promise<void> {
  await world.close()
  sql(world, db => {
    const triggers = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as {
      name: string
      sql: string
    }[]
    for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`)
    work(db)
    for (const { sql } of triggers) db.exec(sql)
  })
  await world.reopen()
}

type Event = Parameters<typeof hashOf>[0] & { hash: string }
/** The whole chain computed anew over what stands there now. */
function rechain(db: Database.Database): void {
  let previous = GENESIS
  const set = db.prepare('UPDATE audit_event SET previous = ?, hash = ? WHERE id = ?')
  for (const row of db.prepare('SELECT * FROM audit_event ORDER BY id').all() as Event[]) {
    const hash = hashOf({ ...row, previous })
    set.run(previous, hash, row.id)
    previous = hash
  }
}

describe('found at the next opening, whatever the chain says of itself', () => {
  test.each<[string, (db: Database.Database) => void]>([
    ['its tail cut off', db => db.exec('DELETE FROM audit_event WHERE id > (SELECT max(id) - 1 FROM audit_event)')],
    ['emptied', db => db.exec('DELETE FROM audit_event')],
    [
      'one word changed, and the chain computed anew',
      db => {
        db.exec("UPDATE audit_event SET text = replace(text, '李二', '李三') WHERE text LIKE '%李二%'")
        rechain(db)
      },
    ],
    [
      'one entry taken out of the middle, and all that follows counted anew',
      db => {
        db.exec('DELETE FROM audit_event WHERE id = 2')
        db.exec('UPDATE audit_event SET id = id - 1 WHERE id > 2')
        rechain(db)
      },
    ],
  ])('%s', async (_, work) => {
    await tamper(work)
    expect(await all()).toContain('关闭时日志有')
    await world.reopen() // and it stays known
    expect(await all()).toContain('关闭时日志有')
  })

  test('the signed head itself forged, or swapped for what another key signed', async () => {
    await world.close()
    const path = join(world.dir, 'log.head')
    const said = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify({ ...said, events: 1 }))
    await world.reopen()
    expect(await all()).toContain('log.head')
  })
})

test('without the signed head, copies of the data still know their own heads', async () => {
  rmSync(join(world.dir, 'log.head'), { force: true })
  await world.close()
  rmSync(join(world.dir, 'log.head'), { force: true })
  sql(world, db => {
    db.exec('DROP TRIGGER keep_audit_event; DROP TRIGGER keep_audit_event_text')
    db.exec("UPDATE audit_event SET text = '改' WHERE id = 1")
    rechain(db)
  })
  await world.reopen()
  const { problems, keyed, heads } = await verify()
  expect(keyed).toBe(false)
  expect(heads).toBe(1)
  expect(problems.join()).toContain('备份「')
})

test('a protection taken away while the program runs is missed', async () => {
  sql(world, db => db.exec('DROP TRIGGER keep_audit_event'))
  expect(await all()).toContain('keep_audit_event')
})

test('a sealed batch whose rows were edited by another tool is named, with the part', async () => {
  const { batch } = await addScene(world)
  world.today = EXAM
  await world.call('seal.close', { batchId: batch.id, reason: '其余由纸面保存' })
  expect(await all()).toBe('')
  await tamper(db => db.exec(`UPDATE batch_session SET room = '别处' WHERE batch_id = ${batch.id}`))
  expect(await all()).toMatch(/批次「.*」与第 1 版封存清单不符：场次与封存时不同/)
})

describe('good folders', () => {
  test('closed and opened, copied whole, killed, restored and undone: nothing to say', async () => {
    for (let i = 0; i < 5; i++) {
      await world.reopen()
      await addPerson(world, { name: `人${i}` })
    }
    expect(await verify()).toMatchObject({ broken: null, problems: [], alarms: [], keyed: true })

    const killed = await createWorld({ dir: cloneOf(world.dir) }) // as a killed program leaves it: no last head
    try {
      expect(await killed.call('audit.verify', {})).toMatchObject({ broken: null, problems: [], alarms: [] })
    } finally {
      await killed.end()
    }

    const { backups } = await world.call('backup.list', { source: 'here' })
    await world.call('restore.run', { source: 'here', name: backups.at(-1)?.name ?? '', confirm: '恢复' })
    expect(await all()).toBe('')
    const undo = (await world.call('backup.list', { source: 'here' })).backups.find(b => b.kind === 'before-restore')
    await world.call('restore.run', { source: 'here', name: undo?.name ?? '', confirm: '恢复' })
    await world.reopen()
    expect(await all()).toBe('')
  })

  test('a copy put there by hand opens, and the log says that it is another state', async () => {
    await world.close()
    const [name = ''] = readdirSync(join(world.dir, 'backups')).filter(one => one.endsWith('.sqlite'))
    copyFileSync(join(world.dir, 'backups', name), join(world.dir, 'data.sqlite'))
    await world.reopen()
    expect(await all()).toContain('数据换成了另一份')
    expect((await verify()).broken).toBeNull()
  })
})

function cloneOf(dir: string): string {
  const copy = `${dir}-killed`
  cpSync(dir, copy, { recursive: true })
  rmSync(join(copy, 'lock.sqlite'), { force: true })
  return copy
}

test('by itself: once a day while nobody asks for anything', async () => {
  expect(await world.call('audit.last', {})).toEqual({ last: null, due: true })
  const keeper = keepFixity(world.backend.call, { lookMs: 5, quietMs: 0 })
  await expect.poll(async () => (await world.call('audit.last', {})).due).toBe(false)
  await keeper.close()
  expect((await world.call('audit.last', {})).last).toMatchObject({ broken: null, problems: [] })
  world.today = '2026-11-24'
  expect((await world.call('audit.last', {})).due).toBe(true)
})

test('others are served while a long log is walked', async () => {
  sql(world, db => {
    db.exec('DROP TRIGGER keep_audit_event_text')
    const add = db.prepare(
      "INSERT INTO audit_event (id, at, actor, action, subject, text, detail, previous, hash) SELECT max(id) + 1, at, actor, action, subject, text, detail, '', hex(randomblob(32)) FROM audit_event",
    )
    db.transaction(() => {
      for (let i = 0; i < 4_000; i++) add.run()
    })()
    rechain(db)
  })
  const order: string[] = []
  const walking = verify().then(() => order.push('log'))
  await world.call('org.get', {}).then(() => order.push('org'))
  await walking
  expect(order).toEqual(['org', 'log'])
})

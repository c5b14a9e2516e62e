/** Damage at rest: whatever bit of data.sqlite flips while the program is closed, the next opening knows; and no good file is called damaged. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../src-shared/errors.ts'
import { behindTheBack, digests } from './files.ts'
import { addOrg, addPerson } from './people.ts'
import { createWorld, newFolder, type World } from './world.ts'

let dir: string
beforeEach(async () => {
  dir = newFolder('damage')
  const world = await createWorld({ dir })
  await addOrg(world)
  for (let i = 0; i < 40; i++)
    await addPerson(world, { name: `张${'一二三四五六七八九十'[i % 10]}`, note: '记'.repeat(400) })
  await world.call('backup.create', {})
  await world.close()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const data = () => join(dir, 'data.sqlite')
const PAGE = 4096

function flip(byte: number, bit: number): void {
  const bytes = readFileSync(data())
  bytes[byte] = (bytes[byte] ?? 0) ^ (1 << bit)
  writeFileSync(data(), bytes)
}

/** Overwrites what is on a page with what nobody can guess. */
function spoil(page: number, from = 0, length = 64): void {
  const bytes = readFileSync(data())
  for (let i = 0; i < length; i++) bytes[(page - 1) * PAGE + from + i] = (i * 37 + 11) & 0xff
  writeFileSync(data(), bytes)
}

/** Pages of a table or index, leaves first. */
const pagesOf = (name: string): number[] =>
  behindTheBack(dir, file =>
    file
      .prepare<[string], { pageno: number }>(`SELECT pageno FROM dbstat WHERE name = ? ORDER BY pagetype DESC, pageno`)
      .all(name)
      .map(row => row.pageno),
  )

const rows = (world: World) =>
  world.call('supervisor.list', { filter: {}, sort: { by: 'name', desc: false }, page: { offset: 0, limit: 100 } })
const log = async (world: World) =>
  (await world.call('audit.list', { search: '数据文件', page: { offset: 0, limit: 20 } })).rows.map(row => row.text)

async function refused(): Promise<AppError> {
  const world = await createWorld({ dir }).catch((error: unknown) => error)
  if (world instanceof AppError) return world
  if (world instanceof Error) throw world
  await (world as World).close()
  throw new Error('the folder was opened')
}

describe('one flipped bit', () => {
  test.each([
    ['the name of the format', 3, 1],
    ['the size of a page', 17, 4],
    ['the count of commits', 27, 0],
    ['our own mark', 70, 5],
    ['the second count', 95, 0],
    ['the stamp', 61, 2],
    ['the schema', 1500, 3],
    ['the number of pages', 31, 0],
  ])('in %s is turned back, and the log says so', async (_, byte, bit) => {
    const before = readFileSync(data())
    flip(byte, bit)
    const world = await createWorld({ dir })
    expect((await log(world))[0]).toContain('单个比特')
    expect((await rows(world)).total).toBe(40)
    await world.close()
    expect(readFileSync(data()).subarray(100, 4096).equals(before.subarray(100, 4096))).toBe(true)
  })

  test('anywhere is turned back: what the file says is what it said', async () => {
    const size = statSync(data()).size
    const saved = readFileSync(data())
    for (let i = 0; i < 10; i++) {
      writeFileSync(data(), saved)
      const at = Math.floor(Math.random() * size * 8)
      const digest = readFileSync(join(dir, 'data.digest'))
      flip(at >> 3, at & 7)
      const world = await createWorld({ dir })
      expect(await log(world), `bit ${at}`).toHaveLength(1)
      await world.close()
      writeFileSync(join(dir, 'data.digest'), digest)
    }
  })
})

describe('more than one bit', () => {
  test('on a table’s page: refused with what it concerns, and left as it is', async () => {
    spoil(pagesOf('supervisor')[0] ?? 0, 2000)
    const before = digests(dir)
    const error = await refused()
    expect([error.code, error.message.includes('人员')]).toEqual(['DATA_DAMAGED', true])
    expect(digests(dir)).toEqual(before)
  })

  test('on an index’s page: made anew from the rows', async () => {
    spoil(pagesOf('supervisor_pinyin')[0] ?? 0, 3000)
    const world = await createWorld({ dir })
    expect((await log(world))[0]).toContain('重建索引')
    expect((await rows(world)).total).toBe(40)
    expect(await world.call('backup.create', {})).toBeTruthy()
    await world.close()
  })

  test('in the schema: refused', async () => {
    spoil(1, 2000)
    expect((await refused()).code).toBe('DATA_DAMAGED')
  })

  test('bytes that went or came at the end', async () => {
    const saved = readFileSync(data())
    writeFileSync(data(), saved.subarray(0, saved.length - 1))
    expect((await refused()).code).toBe('DATA_DAMAGED')
    writeFileSync(data(), saved)
    const world = await createWorld({ dir })
    await world.close()
  })

  test('an index that is wrong after no clean end is made anew', async () => {
    rmSync(join(dir, 'data.digest'))
    const start = ((pagesOf('supervisor_pinyin')[0] ?? 0) - 1) * PAGE
    const at = readFileSync(data())
      .subarray(start, start + PAGE)
      .indexOf('zhang')
    for (const byte of [0, 1, 2]) flip(start + at + byte, 1)
    const world = await createWorld({ dir })
    expect((await log(world))[0]).toContain('重建索引')
    await world.close()
  })
})

describe('behind the first screen', () => {
  const behind = () => createWorld({ dir, patience: 0 })

  test('nothing is written into what is not yet read, and damage is no bug', async () => {
    spoil(pagesOf('supervisor')[0] ?? 0, 2000)
    const before = digests(dir)
    const world = await behind()
    await expect(world.backend.sound).rejects.toThrow(AppError)
    const error = await world.refuse('app.setOperator', { name: '某人' })
    expect(error.code).toBe('DATA_DAMAGED')
    await world.close()
    expect(digests(dir)).toEqual(before)
  })

  test('a flipped bit is turned back under the open program', async () => {
    const [page = 0] = pagesOf('supervisor')
    flip((page - 1) * PAGE + 3000, 2)
    const world = await behind()
    await world.call('app.setOperator', { name: '某人' }) // waits
    expect((await log(world))[0]).toContain('单个比特')
    expect((await rows(world)).rows.every(row => /^张.$/.test(row.name))).toBe(true)
    expect(world.events.some(event => event.type === 'changed')).toBe(true)
    await world.close()
    expect(await (await createWorld({ dir })).close()).toBeUndefined()
  })

  test('a good file stays good', async () => {
    for (let i = 0; i < 5; i++) {
      const world = await behind()
      await world.call('app.setOperator', { name: `某人${i}` })
      await world.close()
    }
    const world = await createWorld({ dir })
    expect(await log(world)).toEqual([])
    await world.close()
  })
})

describe('the start-up screen restores by itself', () => {
  test('lists what there is, brings a copy in the place of the damaged file, and keeps that', async () => {
    const [page = 0] = pagesOf('supervisor')
    spoil(page, 2000)
    const damaged = readFileSync(data())
    expect((await refused()).code).toBe('DATA_DAMAGED')
    let done = 0
    const rescue = await createWorld({ dir, rescue: () => void done++ })
    expect(readFileSync(data()).equals(damaged)).toBe(true)
    expect((await rescue.refuse('home.todo', {})).code).toBe('DATA_DAMAGED') // it is no program to work with
    const { backups } = await rescue.call('backup.list', { source: 'here' })
    const name = backups[0]?.name ?? ''
    expect(await rescue.call('restore.preview', { source: 'here', name })).toMatchObject({ empty: true, problem: '' })
    expect(await rescue.call('restore.run', { source: 'here', name, confirm: '恢复' })).toMatchObject({ before: null })
    await new Promise(setImmediate)
    expect(done).toBe(1)
    await rescue.close()
    expect(existsSync(join(dir, 'rescue.sqlite'))).toBe(false)

    const world = await createWorld({ dir })
    expect((await rows(world)).total).toBe(40)
    expect((await world.call('backup.list', { source: 'here' })).backups.every(each => each.problem === '')).toBe(true)
    await world.close()
    const [kept = ''] = readdirSync(join(dir, 'backups')).filter(each => each.startsWith('damaged-'))
    expect(readFileSync(join(dir, 'backups', kept)).equals(damaged)).toBe(true)
  })

  test('also where the file is gone; left without a choice, everything is as it was', async () => {
    rmSync(data())
    const before = digests(dir)
    const rescue = await createWorld({ dir, rescue: () => {} })
    await rescue.call('backup.list', { source: 'here' })
    await rescue.close()
    expect(digests(dir)).toEqual(before)
  })
})

describe('good files are never refused', () => {
  test('opened and closed again and again, with and without writes', async () => {
    for (let i = 0; i < 8; i++) {
      const world = await createWorld({ dir })
      if (i % 3 === 0) await addPerson(world, { name: `李${i}` })
      expect(await log(world)).toEqual([])
      await world.close()
    }
  })

  test('a backup copied over data.sqlite by hand, one after another', async () => {
    const world = await createWorld({ dir })
    await addPerson(world, { name: '后来' })
    await world.call('backup.create', {})
    await world.close()
    const [older = '', newer = ''] = readdirSync(join(dir, 'backups'))
      .filter(name => name.endsWith('.sqlite'))
      .sort((a, b) => a.length - b.length)
    for (const [name, total] of [
      [older, 40],
      [newer, 41],
      [older, 40],
      [older, 40],
    ] as const) {
      copyFileSync(join(dir, 'backups', name), data())
      const again = await createWorld({ dir })
      expect((await rows(again)).total).toBe(total)
      expect(await log(again)).toEqual([])
      await again.close()
    }
  })

  test('two copies of a folder that went different ways by as many commits, the one’s file put into the other', async () => {
    const stick = newFolder('stick')
    cpSync(dir, stick, { recursive: true })
    for (const folder of [dir, stick]) {
      const world = await createWorld({ dir: folder })
      await addPerson(world, { name: folder === dir ? '甲' : '乙' })
      await world.close()
    }
    copyFileSync(join(stick, 'data.sqlite'), data())
    const world = await createWorld({ dir })
    expect(await log(world)).toEqual([])
    expect((await rows(world)).rows.some(row => row.name === '乙')).toBe(true)
    await world.end()
    rmSync(stick, { recursive: true })
  })

  test('written by another tool, without a digest, with a damaged digest', async () => {
    const { changes } = behindTheBack(dir, file => file.prepare(`UPDATE supervisor SET note = '改' WHERE id = 1`).run())
    expect(changes).toBe(1)
    const open = async () => {
      const world = await createWorld({ dir })
      expect(await log(world)).toEqual([])
      expect((await rows(world)).total).toBe(40)
      await world.close()
    }
    await open()
    rmSync(join(dir, 'data.digest'))
    await open()
    const digest = readFileSync(join(dir, 'data.digest'))
    for (const at of [0, 9, 20, 40, digest.length - 1]) {
      const bad = Buffer.from(digest)
      bad[at] = (bad[at] ?? 0) ^ 4
      writeFileSync(join(dir, 'data.digest'), bad)
      await open()
    }
  })

  test('killed with a write under way: the journal is its own and is played', async () => {
    const holder = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(holder.stdout, 'data')
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    tear()
    const world = await createWorld({ dir })
    expect(await log(world)).toEqual([])
    expect((await rows(world)).total).toBe(40)
    await world.close()
  })

  test('a journal beside a copy that was put there by hand is set aside', async () => {
    tear()
    const [backup = ''] = readdirSync(join(dir, 'backups')).filter(name => name.endsWith('.sqlite'))
    copyFileSync(join(dir, 'backups', backup), data())
    const world = await createWorld({ dir })
    expect((await rows(world)).total).toBe(40)
    expect((await log(world))[0]).toContain('已移开')
    await world.close()
    expect(readdirSync(dir).some(name => name.endsWith('.aside'))).toBe(true)
    expect(existsSync(`${data()}-journal`)).toBe(false)
  })

  /** As a power cut leaves it: half of a transaction in the file, its journal beside it. */
  function tear(): void {
    const file = new Database(data())
    file.pragma('cache_size = 2')
    file.exec(`BEGIN; UPDATE supervisor SET note = '${'撕'.repeat(900)}'`)
    file.pragma('cache_spill = ON')
    file.exec(`UPDATE supervisor SET note = note || '裂'`)
    const torn = readFileSync(data())
    const journal = readFileSync(`${data()}-journal`)
    file.exec('ROLLBACK')
    file.close()
    writeFileSync(data(), torn)
    writeFileSync(`${data()}-journal`, journal)
    expect(journal.readUInt32BE(8)).toBeGreaterThan(0) // really hot
  }
})

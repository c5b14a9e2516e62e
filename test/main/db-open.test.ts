/** The opening ritual: each step refuses with its own error and leaves every byte as it was. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../src-shared/errors.ts'
import { behindTheBack, digests } from './files.ts'
import { addOrg, addPerson } from './people.ts'
import { lines, xlsx } from './sheets.ts'
import { createWorld, newFolder } from './world.ts'

let dir: string
beforeEach(() => {
  dir = newFolder('open')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const data = () => join(dir, 'data.sqlite')

async function refused(folder = dir): Promise<AppError> {
  const world = await createWorld({ dir: folder }).catch((error: unknown) => error)
  if (world instanceof AppError) return world
  if (world instanceof Error) throw world
  throw new Error('the folder was opened')
}

/** A folder with people in it, closed. */
async function fill(people = 3): Promise<void> {
  const world = await createWorld({ dir })
  await addOrg(world)
  for (let i = 0; i < people; i++)
    await addPerson(world, { name: `张${'一二三四五六七八九'[i % 9]}`, note: '记'.repeat(400) })
  await world.call('backup.create', {})
  await world.close()
}

const names = async () => {
  const world = await createWorld({ dir })
  const { counts } = await world.call('home.todo', {})
  await world.close()
  return counts.total
}

describe('the folder', () => {
  test('is made when it is not there, with all that is above it', async () => {
    dir = join(dir, '我的 文档', '数据')
    expect(await names()).toBe(0)
  })

  test('a file in its place, and one that cannot be made', async () => {
    const file = join(dir, 'file')
    writeFileSync(file, 'mine')
    expect((await refused(file)).code).toBe('DATA_NOT_WRITABLE')
    expect((await refused(join(file, 'below'))).code).toBe('DATA_NOT_WRITABLE')
    if (process.platform === 'linux') expect((await refused('/proc/neidu')).code).toBe('DATA_NOT_WRITABLE')
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  test('folders in the place of the data file or of the lock', async () => {
    mkdirSync(data())
    expect((await refused()).code).toBe('DATA_NOT_WRITABLE')
    rmSync(data(), { recursive: true })
    rmSync(join(dir, 'lock.sqlite'))
    mkdirSync(join(dir, 'lock.sqlite'))
    expect((await refused()).code).toBe('DATA_NOT_WRITABLE')
    rmSync(join(dir, 'lock.sqlite'), { recursive: true })
    expect(await names()).toBe(0)
  })
})

describe('one program at a time', () => {
  test('a second one in the same process is refused; after close it opens', async () => {
    const first = await createWorld({ dir })
    expect((await refused()).code).toBe('DATA_IN_USE')
    await addPerson(first)
    await first.close()
    expect(await names()).toBe(1)
  })

  test('held by another process; once that is killed, the folder opens at once', async () => {
    await fill()
    const holder = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(holder.stdout, 'data')
    const before = digests(dir)
    expect((await refused()).code).toBe('DATA_IN_USE')
    expect(digests(dir)).toEqual(before)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(await names()).toBe(3)
  })

  test('a database tool that holds the file is not damage', async () => {
    await fill()
    const tool = new Database(data())
    tool.exec('BEGIN EXCLUSIVE')
    expect((await refused()).code).toBe('DATA_IN_USE')
    tool.close()
    expect(await names()).toBe(3)
  })
})

describe('the file', () => {
  test.each<[string, () => void, AppError['code']]>([
    ['random bytes', () => writeFileSync(data(), Buffer.alloc(8192, 'garbage!')), 'DATA_DAMAGED'],
    ['a few bytes', () => writeFileSync(data(), 'SQLite'), 'DATA_DAMAGED'],
    ['cut in half', () => truncateSync(data(), Math.floor(statSync(data()).size / 2)), 'DATA_DAMAGED'],
    ['cut to its header', () => truncateSync(data(), 100), 'DATA_DAMAGED'],
    ['cut to nothing', () => truncateSync(data(), 0), 'DATA_DAMAGED'],
    ['gone, while the key and backups are there', () => rmSync(data()), 'DATA_DAMAGED'],
    ['a page overwritten', () => overwrite(4), 'DATA_DAMAGED'],
    ['its first page overwritten after the header', () => overwrite(0, 100), 'DATA_DAMAGED'],
    ['another program’s', () => foreign(), 'DATA_NOT_OURS'],
    ['of a newer version', () => newer(), 'DATA_NEWER'],
    ['with a broken reference', () => orphan(), 'DATA_DAMAGED'],
  ])('%s: refused, and left as it is', async (_, spoil, code) => {
    await fill()
    spoil()
    const before = digests(dir)
    const error = await refused()
    expect(error.code).toBe(code)
    expect(error.data.remedy).not.toMatch(/删除.*数据|重新安装/)
    expect(digests(dir)).toEqual(before)
    expect((await refused()).code).toBe(code) // the lock was given back
  })

  function overwrite(page: number, from = 0): void {
    const bytes = readFileSync(data())
    bytes.fill(0xa5, page * 4096 + from, (page + 1) * 4096)
    writeFileSync(data(), bytes)
  }
  function foreign(): void {
    rmSync(data())
    const other = new Database(data())
    other.exec('CREATE TABLE photo (id INTEGER); INSERT INTO photo VALUES (1)')
    other.close()
  }
  const newer = () =>
    behindTheBack(dir, file =>
      file.exec(`INSERT INTO migration (timestamp, name) VALUES (1999999999999, 'Future1999999999999')`),
    )
  const orphan = () =>
    behindTheBack(dir, file => {
      file.pragma('foreign_keys = OFF')
      file.exec(`INSERT INTO card_event (card_id, at, actor, kind, text) VALUES (77, '', '', 'issued', '')`)
    })

  test('the backup that a refusal points to, put in the place of the file, has everything', async () => {
    await fill()
    truncateSync(data(), 5000)
    expect((await refused()).code).toBe('DATA_DAMAGED')
    const [backup] = Object.keys(digests(dir)).filter(name => /^backups.*sqlite$/.test(name))
    writeFileSync(data(), readFileSync(join(dir, backup ?? '')))
    expect(await names()).toBe(3)
  })

  test('a first start that was cut off anywhere is a first start again', async () => {
    const world = await createWorld({ dir })
    await world.close()
    const whole = readFileSync(data())
    rmSync(join(dir, 'key.json'))
    for (const state of [
      Buffer.alloc(0), // the file was made, nothing written
      empty(), // our mark, no table yet
    ]) {
      writeFileSync(data(), state)
      rmSync(join(dir, 'key.json'), { force: true })
      expect(await names()).toBe(0)
    }
    writeFileSync(data(), whole)
    expect(await names()).toBe(0)

    function empty(): Buffer {
      const path = join(dir, 'empty.sqlite')
      const file = new Database(path)
      file.pragma('application_id = 1313097546')
      file.close()
      return readFileSync(path)
    }
  })
})

describe('after success', () => {
  test('foreign keys are on, the journal is a file beside, every write reaches the disk', async () => {
    await fill()
    const { openDatabase } = await import('../../src-main/db/open.ts')
    const db = await openDatabase(dir, new Date())
    const value = (name: string) =>
      db.read(async manager => Object.values((await manager.query(`PRAGMA ${name}`))[0])[0])
    expect(await value('foreign_keys')).toBe(1)
    expect(await value('journal_mode')).toBe('delete')
    expect(await value('synchronous')).toBe(2)
    expect(await value('integrity_check')).toBe('ok')
    const orphan = db.write(manager =>
      manager.query(
        `INSERT INTO training (supervisor_id, on_date, subject, organizer, recorded_by, recorded_at) VALUES (999, '2026-01-01', '', '', '', '')`,
      ),
    )
    await expect(orphan).rejects.toThrow(/FOREIGN KEY/)
    await db.close()
    await db.close() // closing twice is closing once
  })
})

/** Why a full disk cannot be tried here; null where it can. */
function whyNoTmpfs(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'mounting a small disk takes root on Linux'
  try {
    mount(dir, '1m')
    execFileSync('umount', [dir])
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
const mount = (path: string, size: string) =>
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'neidu-test', path], { stdio: 'pipe' })

describe('a full disk', () => {
  test('is refused before anything is begun; one that fills up while open loses nothing that was saved', async context => {
    const reason = whyNoTmpfs()
    if (reason) return context.skip(`full disk not tried: ${reason}`)
    mount(dir, '16m')
    try {
      expect((await refused()).code).toBe('DATA_DISK_FULL')
      expect(existsSync(data())).toBe(false)
      execFileSync('mount', ['-o', 'remount,size=40m', dir])
      const world = await createWorld({ dir })
      await addPerson(world)
      fillUp()
      const file = xlsx(lines(1000))
      const summary = await world.call('roster.preview', { file, duplicates: 'skip' })
      const commit = { importId: summary?.importId ?? '' }
      const error = await world.refuse('roster.commit', commit)
      expect([error.code, error.message.includes('磁盘空间不足')]).toEqual(['FILE_NOT_WRITTEN', true])
      expect(await world.refuse('backup.create', {})).toMatchObject({ code: 'BACKUP_FAILED' })
      rmSync(join(dir, 'filler')) // the user makes room and goes on
      expect(await world.call('roster.commit', commit)).toMatchObject({ added: 1000 })
      await world.close()
      expect(await names()).toBe(1001)
    } finally {
      execFileSync('umount', ['-l', dir])
    }
  })

  /** Leaves not one block free. */
  function fillUp(): void {
    const file = openSync(join(dir, 'filler'), 'w')
    try {
      for (;;) writeSync(file, Buffer.alloc(4096))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    } finally {
      closeSync(file)
    }
  }
})

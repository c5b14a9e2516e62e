/** Backups: what one is, where it goes, what stays when a disk is away or a byte is wrong. Real folders and files. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { KEEP_DAYS, outdated } from '../../src-main/backup/keep.ts'
import { parseName } from '../../src-main/backup/name.ts'
import { daily, keepBackups } from '../../src-main/backup/schedule.ts'
import { openDatabase } from '../../src-main/db/open.ts'
import { openLog } from '../../src-main/log.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { digests } from './files.ts'
import { addOrg, addPerson, addPhoto } from './people.ts'
import { at, createWorld, newFolder, type World } from './world.ts'

let world: World
let stick: string
beforeEach(async () => {
  stick = newFolder('stick')
  world = await createWorld()
  await addOrg(world)
})
afterEach(async () => {
  await world.end()
  rmSync(stick, { recursive: true, force: true })
})

const here = () => readdirSync(join(world.dir, 'backups'))
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

test('a backup says of itself what it holds', async () => {
  await addPerson(world)
  const { path, bytes } = await world.call('backup.create', {})
  const description = JSON.parse(readFileSync(path.replace(/sqlite$/, 'json'), 'utf8'))
  expect(description).toMatchObject({
    kind: 'manual',
    version: 'test',
    org: '北京亦庄技能评价中心',
    counts: { people: 1, cards: 0, batches: 0 },
    bytes,
    sha256: sha256(path),
  })
  const { backups } = await world.call('backup.list', { source: 'here' })
  expect(backups).toEqual([
    expect.objectContaining({ kind: 'manual', bytes, problem: '', counts: description.counts, org: description.org }),
  ])
})

describe('the second place', () => {
  const place = () => join(stick, `内督管家备份_${'北京亦庄技能评价中心'}`)
  const choose = async () => {
    world.answers.open.push(stick)
    await world.call('backup.choosePlace', {})
  }
  /** A person with a photo: a file in the store. */
  const withPhoto = async (name: string) => {
    const { id } = await addPerson(world, { name })
    await addPhoto(world, id)
  }

  test('holds everything: copy, key, every file, each once', async () => {
    await withPhoto('张三')
    await choose()
    const first = await world.call('backup.toPlace', {})
    expect(first.failed).toEqual([])
    expect(stored(place())).toEqual(stored(world.dir))
    expect(first.copied).toBe(Object.keys(stored(world.dir)).length)
    expect(readFileSync(join(place(), 'key.json'))).toEqual(readFileSync(join(world.dir, 'key.json')))
    await withPhoto('李四')
    const second = await world.call('backup.toPlace', {})
    expect(second.copied).toBe(Object.keys(stored(world.dir)).length - first.copied)
    expect(second.copied).toBeGreaterThan(0)
    expect(stored(place())).toEqual(stored(world.dir))
    expect((await world.call('backup.list', { source: 'place' })).backups.map(b => b.counts?.people)).toEqual([2, 1])
    expect(readdirSync(place(), { recursive: true }).filter(name => String(name).endsWith('.part'))).toEqual([])
  })

  test('a torn file there is copied again; a damaged file here is named and not passed on', async () => {
    await withPhoto('张三')
    await choose()
    await world.call('backup.toPlace', {})
    const [name = ''] = Object.keys(stored(place()))
    writeFileSync(join(place(), 'files', name), 'torn')
    expect((await world.call('backup.toPlace', {})).copied).toBe(1)
    expect(stored(place())).toEqual(stored(world.dir))

    rmSync(join(place(), 'files', name))
    const bytes = readFileSync(join(world.dir, 'files', name))
    bytes[10] = (bytes[10] ?? 0) ^ 1
    writeFileSync(join(world.dir, 'files', name), bytes)
    const { failed } = await world.call('backup.toPlace', {})
    expect(failed).toEqual([expect.stringContaining(name.slice(3, 15))])
    expect(existsSync(join(place(), 'files', name))).toBe(false)
    expect((await world.call('backup.status', {})).place).toMatchObject({ failed: 1 })
  })

  test('unplugged: no error of the daily backup, its age is shown; refused by hand', async () => {
    await choose()
    await world.call('backup.toPlace', {})
    renameSync(stick, `${stick}-away`)
    try {
      expect((await world.call('backup.status', {})).place).toMatchObject({ there: false, last: expect.any(String) })
      expect((await world.refuse('backup.toPlace', {})).code).toBe('BACKUP_PLACE_AWAY')
      expect((await world.refuse('backup.list', { source: 'place' })).code).toBe('BACKUP_PLACE_AWAY')
      await nextDays(3)
      expect((await world.call('backup.status', {})).problem).toBe('')
      expect(here().filter(name => /^auto-.*sqlite$/.test(name))).toHaveLength(1)
    } finally {
      renameSync(`${stick}-away`, stick)
    }
    await nextDays(0)
    expect((await world.call('backup.list', { source: 'place' })).backups.map(b => b.kind)).toEqual(['auto', 'manual'])
  })

  test('another stick in the same slot is not written; chosen again, it is', async () => {
    await choose()
    await world.call('backup.toPlace', {})
    rmSync(place(), { recursive: true })
    expect((await world.call('backup.status', {})).place?.there).toBe(false)
    expect((await world.refuse('backup.toPlace', {})).code).toBe('BACKUP_PLACE_AWAY')
    await nextDays(1)
    expect(readdirSync(stick)).toEqual([])
    await choose()
    await world.call('backup.toPlace', {})
    expect(readdirSync(stick)).toHaveLength(1)
  })

  test('keys that lie there from another PC stay, and an unreadable ring is laid aside', async () => {
    await choose()
    await world.call('backup.toPlace', {})
    const ring = () => JSON.parse(readFileSync(join(place(), 'key.json'), 'utf8')).keys as { id: string }[]
    const [mine] = ring()
    const other = await createWorld()
    await addOrg(other)
    other.answers.open.push(stick)
    await other.call('backup.choosePlace', {})
    await other.call('backup.toPlace', {})
    expect(ring().map(key => key.id)).toContain(mine?.id)
    expect(ring()).toHaveLength(2)
    writeFileSync(join(place(), 'key.json'), '{')
    await other.call('backup.toPlace', {})
    expect(ring()).toHaveLength(1)
    expect(readFileSync(join(place(), 'key.json.bad'), 'utf8')).toBe('{')
    await other.end()
  })

  test('never inside the data folder; forgotten, what lies there stays', async () => {
    await world.call('backup.create', {})
    world.answers.open.push(join(world.dir, 'backups'), world.dir)
    expect((await world.refuse('backup.choosePlace', {})).code).toBe('FILE_NOT_WRITTEN')
    expect((await world.refuse('backup.choosePlace', {})).code).toBe('FILE_NOT_WRITTEN')
    await choose()
    await world.call('backup.toPlace', {})
    const before = digests(place())
    expect((await world.call('backup.clearPlace', {})).place).toBeNull()
    expect(digests(place())).toEqual(before)
    expect((await world.refuse('backup.toPlace', {})).code).toBe('BACKUP_PLACE_NONE')
  })
})

test('looks soon after the start and every ten minutes: a stick plugged in later gets its backup', async () => {
  world.answers.open.push(stick)
  const chosen = await world.call('backup.choosePlace', {})
  const folder = chosen?.place?.folder ?? ''
  await world.close()
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
  const db = await openDatabase(world.dir, at(world.today))
  try {
    let today = world.today
    let told: () => void = () => undefined
    const brought = () =>
      new Promise<void>(resolve => {
        told = resolve
      })
    const stamp = () => ({ at: at(today).toISOString(), today, actor: '测试员' })
    const keeper = { db, dataDir: world.dir, version: 'test', stamp, signal: new AbortController().signal }
    const log = openLog(join(world.dir, 'logs'), 'test')
    const backups = keepBackups({ ...keeper, turn: work => work(), changed: () => told() }, log)
    const first = brought()
    vi.advanceTimersByTime(20_000)
    await first
    const copies = () => readdirSync(folder).filter(name => /^auto-.*sqlite$/.test(name)).length
    expect(copies()).toBe(1)
    today = addDays(today, 1)
    const second = brought()
    vi.advanceTimersByTime(10 * 60_000)
    await second
    expect(copies()).toBe(2)
    await backups.close()
    expect(copies()).toBe(2) // nothing changed since
  } finally {
    vi.useRealTimers()
    await db.close()
    world = await createWorld({ dir: world.dir, today: world.today })
  }
})

/** Days pass, and the program looks after its backups as it does soon after its start. */
async function nextDays(days: number): Promise<void> {
  const today = addDays(world.today, days)
  await world.close()
  const db = await openDatabase(world.dir, at(today))
  const log = openLog(join(world.dir, 'logs'), 'test')
  const stamp = () => ({ at: at(today).toISOString(), today, actor: '测试员' })
  const keeper = { db, dataDir: world.dir, version: 'test', stamp, signal: new AbortController().signal }
  await daily({ ...keeper, turn: work => work(), changed: () => undefined }, log, { catchUp: true })
  await db.close()
  world = await createWorld({ dir: world.dir, today })
}

/** The files of a store: path → digest. */
const stored = (folder: string) => digests(join(folder, 'files'))

describe('automatic copies', () => {
  test('one a day; on exit only when something changed; none of an empty folder', async () => {
    const autos = () => here().filter(name => /^auto-.*sqlite$/.test(name))
    await nextDays(0)
    await nextDays(0)
    expect(autos()).toHaveLength(1)
    await nextDays(1)
    expect(autos()).toHaveLength(2)
    await addPerson(world, { name: '退出时没来得及' })
    await nextDays(0)
    expect(autos()).toHaveLength(3)

    await world.close()
    world = await createWorld({ dir: world.dir, today: world.today, keepsBackups: true })
    await world.call('setting.set', { key: 'columns', value: [1] }) // not of the data
    await world.close()
    expect(autos()).toHaveLength(3)
    world = await createWorld({ dir: world.dir, today: world.today, keepsBackups: true })
    await addPerson(world)
    world.answers.open.push(stick)
    await world.call('backup.choosePlace', {})
    await world.close()
    expect(autos()).toHaveLength(4)
    world = await createWorld({ dir: world.dir, today: world.today, keepsBackups: true })
    const [latest] = (await world.call('backup.list', { source: 'place' })).backups
    expect(latest).toMatchObject({ kind: 'auto', counts: { people: 2 } })

    const empty = await createWorld({ keepsBackups: true })
    await empty.close()
    expect(existsSync(join(empty.dir, 'backups'))).toBe(false)
    rmSync(empty.dir, { recursive: true })
  })

  test('a failure is shown, and the next success takes it away', async () => {
    rmSync(join(world.dir, 'backups'), { recursive: true, force: true })
    writeFileSync(join(world.dir, 'backups'), 'a file where the folder must be')
    await nextDays(1)
    expect((await world.call('backup.status', {})).problem).toContain('备份没有成功')
    rmSync(join(world.dir, 'backups'))
    await nextDays(0)
    expect((await world.call('backup.status', {})).problem).toBe('')
  })

  const day = fc.integer({ min: 0, max: 800 }).map(n => addDays('2025-01-01', n))
  const name = fc
    .tuple(fc.constantFrom('auto', 'backup', 'before-upgrade', 'before-restore'), day, fc.integer({ min: 10, max: 23 }))
    .map(([kind, on, hour]) => `${kind}-${on}T${hour}-00-00-000Z.sqlite`)

  test('which go: never another kind, never one of the 14 latest days, never the last, one a month stays', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 80 }), names => {
        const gone = new Set(outdated([...names, 'place.json', 'data.sqlite', 'x.json']))
        const autos = names.filter(each => each.startsWith('auto-')).sort()
        const days = [...new Set(autos.map(each => each.slice(5, 15)))]
        const since = days.at(-KEEP_DAYS) ?? ''
        for (const each of gone) {
          expect(parseName(each)?.kind).toBe('auto')
          expect(each.slice(5, 15) < since).toBe(true)
        }
        expect(gone.has(autos.at(-1) ?? '')).toBe(false)
        for (const month of new Set(autos.map(each => each.slice(0, 12))))
          expect(autos.some(each => each.startsWith(month) && !gone.has(each))).toBe(true)
        const old = autos.filter(each => each.slice(5, 15) < since && !gone.has(each)).map(each => each.slice(0, 12))
        expect(new Set(old).size).toBe(old.length)
      }),
    )
  })

  test('a clock that jumps thins nothing: the days of the copies count', () => {
    const days = Array.from({ length: 14 }, (_, i) => `auto-${addDays('2026-11-01', i)}T10-00-00-000Z.sqlite`)
    expect(outdated(days)).toEqual([])
    expect(outdated([...days, 'auto-2099-01-01T10-00-00-000Z.sqlite'])).toEqual([days[0]])
    expect(outdated([...days, 'auto-1990-01-01T10-00-00-000Z.sqlite'])).toEqual([])
  })

  test('tidying takes outdated copies with their descriptions, and torn ones', async () => {
    await world.call('backup.create', {})
    const folder = join(world.dir, 'backups')
    const old = Array.from({ length: 20 }, (_, i) => `auto-${addDays('2026-01-05', i)}T01-00-00-000Z`)
    for (const stem of [...old, 'before-upgrade-2026-01-01T01-00-00-000Z'])
      for (const end of ['sqlite', 'json']) writeFileSync(join(folder, `${stem}.${end}`), '')
    for (const torn of ['auto-2026-02-05T01-00-00-000Z.sqlite.part', 'auto-2026-02-05T01-00-00-000Z.json'])
      writeFileSync(join(folder, torn), '')
    const made = here().filter(each => each.startsWith('backup-'))
    await nextDays(1)
    const auto = here().filter(each => each.startsWith('auto-2026-11'))
    expect(auto).toHaveLength(2)
    expect(here().sort()).toEqual(
      [
        ...auto,
        ...made,
        ...old.slice(-13).flatMap(stem => [`${stem}.json`, `${stem}.sqlite`]),
        'before-upgrade-2026-01-01T01-00-00-000Z.json',
        'before-upgrade-2026-01-01T01-00-00-000Z.sqlite',
        'key.json',
      ].sort(),
    )
  })
})

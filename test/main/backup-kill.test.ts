/** kill -9 in the middle of a backup and of a restore, and a disk that fills up: what was whole stays whole, and nothing half is offered. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digests } from './files.ts'
import { addOrg, addPerson, addPhoto } from './people.ts'
import { lines, xlsx } from './sheets.ts'
import { createWorld, newFolder } from './world.ts'

const ROUNDS = 8
const PEOPLE = 3000
const script = join(import.meta.dirname, 'backup-kill-child.ts')

let base: string
let name: string // a backup of PEOPLE and no more
beforeAll(async () => {
  base = newFolder('backup-kill')
  const world = await createWorld({ dir: join(base, 'data') })
  await addOrg(world)
  const summary = await world.call('roster.preview', { file: xlsx(lines(PEOPLE)), duplicates: 'skip' })
  await world.call('roster.commit', { importId: summary?.importId ?? '' })
  const { path } = await world.call('backup.create', {})
  name = path.slice(path.lastIndexOf('backup-'))
  for (let i = 0; i < 3; i++) await addPhoto(world, (await addPerson(world, { name: `后来${i}` })).id)
  mkdirSync(join(base, 'stick'))
  world.answers.open.push(join(base, 'stick'))
  await world.call('backup.choosePlace', {})
  await world.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const data = () => join(base, 'data')

/** Runs the work and kills it after `ms`; without, answers how long it took. */
async function run(kind: string, dir: string, ms?: number): Promise<number> {
  const child = spawn(process.execPath, [script, kind, dir, name], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(base, 'compiled') },
  })
  const closed = once(child, 'close')
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await said.next() // ready
  const began = performance.now()
  child.stdin.write('go\n')
  const done = said.next()
  if (ms === undefined) await done
  else await Promise.race([done, new Promise(resolve => setTimeout(resolve, ms))])
  const took = performance.now() - began
  if (ms !== undefined) child.kill('SIGKILL')
  await closed
  return took
}

const peopleIn = (path: string): number => {
  const file = new Database(path, { readonly: true })
  try {
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
    return file.prepare<[], { n: number }>('SELECT count(*) AS n FROM supervisor').get()?.n ?? -1
  } finally {
    file.close()
  }
}

describe('kill -9', () => {
  test('in the middle of a restore: the former state or the restored one, whole, and the saved one with it', async () => {
    const dir = join(base, 'restored')
    cpSync(data(), dir, { recursive: true })
    const duration = await run('restore', dir)
    const outcomes = new Set<number>()
    for (let round = 0; round < ROUNDS; round++) {
      rmSync(dir, { recursive: true })
      cpSync(data(), dir, { recursive: true })
      await run('restore', dir, (duration * (round + Math.random())) / ROUNDS)
      const world = await createWorld({ dir })
      expect(existsSync(join(dir, 'work'))).toBe(false) // what was staged is gone
      const { total } = (await world.call('home.todo', {})).counts
      outcomes.add(total)
      const logged = await world.call('audit.list', { search: '恢复到', page: { offset: 0, limit: 1 } })
      const saved = (await world.call('backup.list', { source: 'here' })).backups
      expect([PEOPLE, PEOPLE + 3]).toContain(total)
      expect(logged.total).toBe(total === PEOPLE ? 1 : 0) // the restored data say so, from the first moment
      if (total === PEOPLE) {
        const before = saved.find(each => each.kind === 'before-restore')
        await world.call('restore.run', { source: 'here', name: before?.name ?? '', confirm: '恢复' })
        expect((await world.call('home.todo', {})).counts.total).toBe(PEOPLE + 3)
      }
      expect(saved.map(each => each.problem)).toEqual(saved.map(() => ''))
      expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
      await world.close()
    }
    expect(outcomes).toContain(PEOPLE + 3) // some were killed in time
  })

  test('in the middle of a backup to the second place: each that is listed is whole, with all its files', async () => {
    const stick = join(base, 'stick')
    const folder = join(stick, '内督管家备份_北京亦庄技能评价中心')
    const duration = await run('place', data())
    const listed: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder) // emptied: a place that is gone would not be written
      await run('place', data(), (duration * (round + Math.random())) / ROUNDS)
      const names = existsSync(folder) ? readdirSync(folder).filter(each => each.endsWith('.sqlite')) : []
      listed.push(names.length)
      for (const each of names) {
        expect(peopleIn(join(folder, each))).toBe(PEOPLE + 3)
        expect(digests(join(folder, 'files'))).toEqual(digests(join(data(), 'files')))
        expect(existsSync(join(folder, 'key.json'))).toBe(true)
      }
      for (const [path, digest] of existsSync(join(folder, 'files'))
        ? Object.entries(digests(join(folder, 'files')))
        : [])
        if (!path.endsWith('.part')) expect(path.slice(3)).toBe(digest) // a file under its name is whole
    }
    expect(listed).toContain(0) // some were killed in time
    const world = await createWorld({ dir: data() })
    await world.call('backup.toPlace', {}) // and the next one goes through and clears up
    expect(readdirSync(folder).filter(each => each.endsWith('.part'))).toEqual([])
    const here = (await world.call('backup.list', { source: 'here' })).backups
    expect(here.map(each => each.problem)).toEqual(here.map(() => ''))
    await world.close()
  })
})

/** Why a full disk cannot be tried here; null where it can. */
function whyNoTmpfs(dir: string): string | null {
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
  test('at the second place: said before anything is copied', async context => {
    const small = join(base, 'small')
    mkdirSync(small)
    const reason = whyNoTmpfs(small)
    if (reason) return context.skip(`full disk not tried: ${reason}`)
    mount(small, '4m')
    const world = await createWorld({ dir: data() })
    try {
      world.answers.open.push(small)
      await world.call('backup.choosePlace', {})
      const error = await world.refuse('backup.toPlace', {})
      expect([error.code, error.message.includes('空间不足')]).toEqual(['BACKUP_FAILED', true])
      expect(readdirSync(small)).toEqual([])
      expect((await world.call('backup.status', {})).place).toMatchObject({ last: null })
    } finally {
      await world.close()
      execFileSync('umount', ['-l', small])
    }
  })

  test('under the data: a restore that finds no room leaves everything as it was', async context => {
    const small = join(base, 'room')
    mkdirSync(small)
    const reason = whyNoTmpfs(small)
    if (reason) return context.skip(`full disk not tried: ${reason}`)
    mount(small, '80m')
    try {
      cpSync(data(), small, { recursive: true })
      const world = await createWorld({ dir: small })
      const before = (await world.call('home.todo', {})).counts
      writeFileSync(join(small, 'filler'), Buffer.alloc(free(small) - 1_000_000))
      const error = await world.refuse('restore.run', { source: 'here', name, confirm: '恢复' })
      expect([error.code, error.message.includes('磁盘空间不足')]).toEqual(['RESTORE_FAILED', true])
      expect((await world.call('home.todo', {})).counts).toEqual(before)
      rmSync(join(small, 'filler'))
      expect(readdirSync(join(small, 'work'))).toEqual([])
      await world.call('restore.run', { source: 'here', name, confirm: '恢复' })
      expect((await world.call('home.todo', {})).counts.total).toBe(PEOPLE)
      await world.close()
    } finally {
      execFileSync('umount', ['-l', small])
    }
  })
})

const free = (path: string): number => {
  const [, line = ''] = execFileSync('df', ['-B1', '--output=avail', path], { encoding: 'utf8' }).split('\n')
  return Number(line)
}

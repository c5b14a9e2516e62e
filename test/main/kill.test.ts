/**
 * kill -9 at moments spread over the measured duration of each work, and the folder afterwards: it opens, it is whole, and it
 * holds all of what was reported and nothing by halves.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addOrg, allCards } from './people.ts'
import { lines, xlsx } from './sheets.ts'
import { createWorld, newFolder, TODAY, type World } from './world.ts'

const ROUNDS = 15
const PEOPLE = 2000
const script = join(import.meta.dirname, 'kill-child.ts')

let base: string
beforeAll(() => {
  base = newFolder('kill')
  writeFileSync(join(base, 'roster.xlsx'), xlsx(lines(PEOPLE)).bytes)
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

interface Victim {
  process: ChildProcess
  said: string[]
  /** Resolves when it says that, or dies. */
  until(word: string): Promise<void>
}

function start(kind: string, dir: string): Victim {
  const child = spawn(process.execPath, [script, kind, dir, join(base, 'roster.xlsx')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(base, 'compiled') }, // sixty starts: half the time
  })
  const said: string[] = []
  let wake: () => void = () => undefined
  createInterface({ input: child.stdout }).on('line', line => {
    said.push(line)
    wake()
  })
  let dead = false
  child.on('close', () => {
    dead = true
    wake()
  })
  return {
    process: child,
    said,
    async until(word) {
      while (!dead && !said.includes(word)) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
    },
  }
}

/** How long the work takes when nobody disturbs it, in ms. */
async function measure(kind: string, dir: string): Promise<number> {
  const child = start(kind, dir)
  await child.until('ready')
  const began = performance.now()
  child.process.stdin?.write('go\n')
  await child.until('done')
  const duration = performance.now() - began
  await exited(child.process)
  return duration
}

/** Runs the work and kills it after `ms`. Answers what it had said by then. */
async function killAfter(kind: string, dir: string, ms: number): Promise<string[]> {
  const child = start(kind, dir)
  await child.until('ready')
  child.process.stdin?.write('go\n')
  await Promise.race([new Promise(resolve => setTimeout(resolve, ms)), child.until('done')])
  child.process.kill('SIGKILL')
  await exited(child.process)
  return child.said
}

const exited = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'close')

/** Opens the folder again (which checks its integrity) and looks at it. */
async function afterwards(dir: string, look: (world: World) => Promise<void>): Promise<void> {
  const world = await createWorld({ dir })
  try {
    expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
    await look(world)
    await world.call('app.setOperator', { name: '接着用的人' }) // and it can be written
  } finally {
    await world.close()
  }
}

/** A number of rounds, each on a fresh copy of `from`, killed at its share of the duration. */
async function rounds(
  kind: string,
  from: string,
  look: (world: World, said: string[]) => Promise<void>,
): Promise<void> {
  const dir = join(base, kind)
  cpSync(from, dir, { recursive: true })
  const duration = await measure(kind, dir)
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(dir, { recursive: true })
    cpSync(from, dir, { recursive: true })
    const said = await killAfter(kind, dir, (duration * (round + Math.random())) / ROUNDS)
    await afterwards(dir, world => look(world, said))
  }
}

async function prepare(name: string, people: number, appointed: boolean): Promise<string> {
  const dir = join(base, name)
  const world = await createWorld({ dir })
  await addOrg(world)
  if (people > 0) {
    const summary = await world.call('roster.preview', { file: xlsx(lines(people)), duplicates: 'skip' })
    await world.call('roster.commit', { importId: summary?.importId ?? '' })
  }
  if (appointed)
    await world.call('appointment.appoint', { selection: { filter: {}, except: [] }, start: TODAY, document: '' })
  await world.close()
  return dir
}

describe('kill -9', () => {
  test('in the middle of an import: all of its rows or none', async () => {
    const outcomes = new Set<number>()
    await rounds('import', await prepare('import-base', 0, false), async world => {
      const { total } = (await world.call('home.todo', {})).counts
      outcomes.add(total)
      expect([0, PEOPLE]).toContain(total)
      const imported = (await world.call('audit.list', { search: '导入名册', page: { offset: 0, limit: 1 } })).total
      expect(imported).toBe(total === 0 ? 0 : 1)
    })
    expect(outcomes).toContain(0) // some were killed in time
  })

  test('in the middle of issuing cards: every reported code is there, none twice, the numbers without a gap', async () => {
    const counts: number[] = []
    await rounds('issue', await prepare('issue-base', 300, true), async (world, said) => {
      const reported = said.filter(line => line.startsWith('issued ')).map(line => line.slice(7))
      const codes = (await allCards(world)).map(card => card.code)
      expect(codes).toEqual(expect.arrayContaining(reported))
      expect(new Set(codes).size).toBe(codes.length)
      expect((await world.call('card.gaps', { year: 2026 })).gaps).toEqual([])
      expect(codes.length % 50).toBe(0) // each portion whole or not at all
      expect((await world.call('audit.list', { search: '核发证卡', page: { offset: 0, limit: 1 } })).total).toBe(
        codes.length,
      )
      counts.push(codes.length)
    })
    expect(Math.min(...counts)).toBeLessThan(300)
  })

  test('in the middle of a backup: unfinished copies are none, finished ones open and are whole', async () => {
    let unfinished = 0
    await rounds('backup', await prepare('backup-base', PEOPLE, false), async world => {
      const folder = join(world.dir, 'backups')
      const names = existsSync(folder) ? readdirSync(folder) : []
      const whole = names.filter(name => name.endsWith('.sqlite'))
      unfinished += names.length - whole.length
      expect((await world.call('app.info', {})).lastBackup !== null).toBe(whole.length > 0)
      for (const name of whole) {
        const copy = new Database(join(folder, name), { readonly: true })
        expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
        expect(copy.prepare('SELECT count(*) AS n FROM supervisor').get()).toEqual({ n: PEOPLE })
        copy.close()
      }
    })
    expect(unfinished).toBeGreaterThan(0) // some were killed in time
  })

  test('in the middle of the first start: the next one starts, and nothing calls the folder damaged', async () => {
    const dir = join(base, 'first')
    const began = performance.now()
    const child = start('first', dir)
    await child.until('ready')
    child.process.kill('SIGKILL')
    await exited(child.process)
    const duration = performance.now() - began
    for (let round = 0; round < ROUNDS; round++) {
      rmSync(dir, { recursive: true, force: true })
      const victim = start('first', dir)
      // The first half is Node's own start and the imports; the folder is made in the second.
      await new Promise(resolve => setTimeout(resolve, duration * (0.5 + (0.5 * round) / ROUNDS)))
      victim.process.kill('SIGKILL')
      await exited(victim.process)
      await afterwards(dir, async world => expect((await world.call('home.todo', {})).counts.total).toBe(0))
    }
  })
}, 120_000)

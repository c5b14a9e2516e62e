/** kill -9 while a package is written or taken in, and disks that are full: whole or not at all. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verify } from '../../src-main/package/verify.ts'
import { page } from './batch-office.ts'
import { bring } from './bring.ts'
import { type Full, fullBatch, take } from './package-office.ts'
import { createWorld, newFolder, type World } from './world.ts'

const ROUNDS = 4
const script = join(import.meta.dirname, 'package-job.ts')
let base = ''
let full: Full
const at = (...parts: string[]) => join(base, ...parts)

beforeAll(async () => {
  base = newFolder('package-kill')
  const world = await createWorld({ dir: at('from') })
  full = await fullBatch(world)
  for (let i = 0; i < 12; i++) {
    const text = Buffer.alloc(2_000_000, `第 ${i} 号考场记录\n`)
    await take(world, { kind: 'batch', id: full.batchId, slot: 'X4' }, `记录${i}.txt`, text)
  }
  world.answers.save.push(at('whole.zip'))
  await world.call('package.export', { batchId: full.batchId, kind: 'full', form: 'zip', receiver: '社会事业局' })
  await world.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const exited = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'close')

/** Runs the job on the data in `dir`, killed after `ms` if that is given. Answers whether it said that it was done, and how long it took. */
async function run(dir: string, what: string, path: string, ms?: number): Promise<{ done: boolean; took: number }> {
  const child = spawn(process.execPath, [script, dir, what, path, String(full.batchId)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: at('compiled') },
  })
  const said: string[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', line => said.push(line))
  const until = (word: string) =>
    new Promise<void>(resolve => {
      if (said.includes(word)) return resolve()
      lines.on('line', line => line === word && resolve())
      child.on('close', () => resolve())
    })
  await until('ready')
  const began = performance.now()
  child.stdin.write('go\n')
  await Promise.race([until('done'), ...(ms === undefined ? [] : [new Promise(resolve => setTimeout(resolve, ms))])])
  const took = performance.now() - began
  if (ms !== undefined) child.kill('SIGKILL')
  await exited(child)
  return { done: said.includes('done'), took }
}

const moment = (took: number, round: number) => took * (0.2 + (0.8 * (round + Math.random())) / ROUNDS)

describe('kill -9', () => {
  test('while it is written: a whole package or only a .part, which the next one sweeps; the log says what was begun', async () => {
    const dir = at('round')
    const fresh = () => {
      rmSync(dir, { recursive: true, force: true })
      rmSync(at('out'), { recursive: true, force: true })
      mkdirSync(at('out'))
      cpSync(at('from'), dir, { recursive: true })
    }
    fresh()
    const { took } = await run(dir, 'export', at('out', 'a.zip'))
    for (let round = 0; round < ROUNDS; round++) {
      fresh()
      const { done } = await run(dir, 'export', at('out', 'a.zip'), moment(took, round))
      if (existsSync(at('out', 'a.zip'))) expect(await verify(at('out', 'a.zip'))).toMatchObject({ ok: true })
      else expect(done).toBe(false)
      expect(readdirSync(at('out')).every(name => /^a\.zip(\.\w{8}\.part)?$/.test(name))).toBe(true)
      const world = await createWorld({ dir })
      try {
        world.answers.save.push(at('out', 'a.zip'))
        await world.call('package.export', { batchId: full.batchId, kind: 'full', form: 'zip', receiver: '社会事业局' })
        expect(readdirSync(at('out'))).toEqual(['a.zip'])
        expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
        const begun = await world.call('audit.list', { search: '开始导出', page })
        expect(begun.total).toBeGreaterThanOrEqual(2) // the one of beforeAll, and this one
      } finally {
        await world.close()
      }
    }
  })

  test('while it is taken in: all of the batch is there, or nothing of it, and it can be taken in again', async () => {
    const dir = at('empty')
    rmSync(dir, { recursive: true, force: true })
    const { took } = await run(dir, 'import', at('whole.zip'))
    const outcomes = new Set<boolean>()
    for (let round = 0; round < ROUNDS; round++) {
      rmSync(dir, { recursive: true, force: true })
      const { done } = await run(dir, 'import', at('whole.zip'), moment(took, round))
      const world = await createWorld({ dir })
      try {
        const count = async () =>
          (await world.call('batch.list', { filter: {}, sort: { by: 'planNo', desc: false }, page })).total
        const there = (await count()) === 1
        if (done) expect(there).toBe(true)
        if (!there) {
          expect((await world.call('venue.list', { filter: {}, page })).total).toBe(0)
          world.answers.open.push(at('whole.zip'))
          await bring(world, 'zip')
        }
        expect(await count()).toBe(1)
        expect((await world.call('fixity.run', {})).missing).toEqual([])
        expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
        outcomes.add(there)
      } finally {
        await world.close()
      }
    }
    expect(outcomes).toContain(false) // some were killed in time
  })
})

const mounted: string[] = []
afterAll(() => {
  for (const path of mounted) execFileSync('umount', [path])
})

/** A disk of `size`. */
function smallDisk(name: string, size: string): string {
  const path = at(name)
  mkdirSync(path, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'neidu-test', path], { stdio: 'pipe' })
  mounted.push(path)
  return path
}

const mayMount = process.platform === 'linux' && process.getuid?.() === 0

describe('a full disk', () => {
  let world: World
  afterAll(() => world?.close())

  test.skipIf(!mayMount).each(['folder', 'zip'] as const)(
    '%s: says so, leaves nothing, and logs no package',
    async form => {
      const disk = smallDisk(`disk-${form}`, '8m')
      world ??= await createWorld({ dir: at('from') })
      const before = (await world.call('package.list', {})).packages.length
      world.answers.save.push(join(disk, 'a'))
      const refused = await world.refuse('package.export', {
        batchId: full.batchId,
        kind: 'full',
        form,
        receiver: '社会事业局',
      })
      expect(refused).toMatchObject({ code: 'FILE_NOT_WRITTEN', message: expect.stringContaining('磁盘空间不足') })
      expect(readdirSync(disk)).toEqual([])
      expect((await world.call('package.list', {})).packages).toHaveLength(before)
    },
  )
})

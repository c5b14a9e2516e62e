/** kill -9 while a batch is sealed: it is sealed whole, with its manifest and its line in the log, or it is not sealed at all. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anchorOf } from '../../src-main/package/anchor.ts'
import { addScene, EXAM, page, SESSION } from './batch-office.ts'
import { addOrg } from './people.ts'
import { digestOf, plant, storePath } from './planted.ts'
import { createWorld, newFolder } from './world.ts'

const ROUNDS = 6
const script = join(import.meta.dirname, 'seal-kill-child.ts')
let base: string
let batchId: number
beforeAll(async () => {
  base = newFolder('seal-kill')
  const world = await createWorld({ dir: join(base, 'from') })
  await addOrg(world)
  batchId = (await addScene(world)).batch.id
  for (let i = 0; i < 30; i++) plant(world, batchId, 'X6', new Uint8Array(300_000).fill(i))
  await world.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const exited = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'close')

/** Seals the batch in `dir`, killed after `ms` if that is given. Answers whether it said that it was done, and how long it took. */
async function run(dir: string, ms?: number): Promise<{ done: boolean; took: number }> {
  const child = spawn(process.execPath, [script, dir, String(batchId)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(base, 'compiled') },
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

test('sealed whole or not at all', async () => {
  const dir = join(base, 'round')
  cpSync(join(base, 'from'), dir, { recursive: true })
  const { took } = await run(dir)
  const outcomes = new Set<boolean>()
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(dir, { recursive: true })
    cpSync(join(base, 'from'), dir, { recursive: true })
    // The last rounds come when the manifest is written and the transaction runs.
    const { done } = await run(dir, took * (0.3 + (0.7 * (round + Math.random())) / ROUNDS))
    const world = await createWorld({ dir, today: EXAM })
    try {
      const { sealed } = await world.call('seal.list', { batchId })
      const { total } = await world.call('audit.list', { search: '封存批次', page })
      expect(total).toBe(sealed ? 1 : 0)
      if (done) expect(sealed).not.toBeNull()
      if (sealed) {
        expect(digestOf(readFileSync(storePath(world, sealed.digest)))).toBe(sealed.digest)
        expect(sealed.anchor).toBe(anchorOf(sealed.digest, sealed.logHead))
        expect(sealed.files).toBe(30)
        expect(await world.refuse('session.save', { ...SESSION, batchId })).toMatchObject({ code: 'BATCH_SEALED' })
      } else {
        await world.call('session.save', { ...SESSION, batchId })
        await world.call('seal.close', { batchId, reason: '再来一次' })
      }
      expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
      outcomes.add(sealed !== null)
    } finally {
      await world.close()
    }
  }
  expect(outcomes).toContain(false) // some were killed in time
})

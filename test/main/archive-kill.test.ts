/** kill -9 while a 销毁清册 is carried out: either everything is still there, or everything is 已销毁 and gone after the next start. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addBatch, PLAN } from './batch-office.ts'
import { addOrg } from './people.ts'
import { digestOf, sql, text } from './planted.ts'
import { createWorld, newFolder, type World } from './world.ts'

const FILES = 800
const ROUNDS = 8
const TODAY = '2031-06-11'
const script = join(import.meta.dirname, 'archive-kill-child.ts')
const digests = Array.from({ length: FILES }, (_, i) => digestOf(text(`材料 ${i}`)))
const path = (dir: string, digest: string) => join(dir, 'files', digest.slice(0, 2), digest)

let base: string
let list: { id: number; number: string }
beforeAll(async () => {
  base = newFolder('archive-kill')
  const world = await createWorld({ dir: join(base, 'from') })
  await addOrg(world)
  const { id } = await addBatch(world, { dates: { ...PLAN.dates, certifiedOn: '2026-06-10' } })
  fillStore(world, id)
  world.today = TODAY
  const ids = (await world.call('retention.expired', {})).rows.map(row => row.id)
  expect(ids).toHaveLength(FILES)
  list = await world.call('destruction.propose', { ids, reason: '期满', approvedBy: '张宏', witnessedBy: '李芳' })
  await world.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

function fillStore(world: World, batchId: number): void {
  for (const [i, digest] of digests.entries()) {
    mkdirSync(dirname(path(world.dir, digest)), { recursive: true })
    writeFileSync(path(world.dir, digest), text(`材料 ${i}`))
  }
  sql(world, db => {
    const file = db.prepare('INSERT INTO file VALUES (?, 9, ?)')
    const row = db.prepare(
      `INSERT INTO evidence (batch_id, slot, seq, title, author, category, secrecy, recorder, place, subject, file, file_name, bytes, type,
         camera, recorded_by, recorded_at) VALUES (?, 'G2', ?, '评分', '', '', '内部', '', '', '', ?, 'a.txt', 9, 'text/plain', '', '', '')`,
    )
    db.transaction(() => {
      for (const [i, digest] of digests.entries()) {
        file.run(digest, '2026-06-10T00:00:00.000Z')
        row.run(batchId, i + 1, digest)
      }
    })()
  })
}

const exited = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'close')

/** Runs the work in `dir`, killed after `ms` if that is given; answers how long it took. */
async function run(dir: string, ms?: number): Promise<number> {
  const child = spawn(process.execPath, [script, dir, String(list.id), list.number], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(base, 'compiled') },
  })
  const lines = createInterface({ input: child.stdout })
  const said = new Set<string>()
  lines.on('line', line => said.add(line))
  const until = (word: string) =>
    new Promise<void>(resolve => {
      if (said.has(word)) return resolve()
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
  return took
}

test('all of it or nothing, and nothing is left behind', async () => {
  const dir = join(base, 'round')
  const fresh = () => {
    rmSync(dir, { recursive: true, force: true })
    cpSync(join(base, 'from'), dir, { recursive: true })
  }
  fresh()
  const took = await run(dir)
  const outcomes: boolean[] = []
  // Even the earliest of these kills may come too late on a busy machine: then earlier ones follow.
  const rounds = Array.from({ length: ROUNDS }, (_, round) => (took * (round + Math.random())) / ROUNDS)
  expect(digests.filter(digest => existsSync(path(dir, digest)))).toEqual([])
  for (let ms = rounds.shift(); ms !== undefined; ms = rounds.shift()) {
    fresh()
    await run(dir, ms)
    const left = digests.filter(digest => existsSync(path(dir, digest))).length
    const world = await createWorld({ dir, today: TODAY })
    try {
      expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
      const [found] = (await world.call('destruction.list', {})).destructions
      const done = found?.doneAt !== null
      outcomes.push(done)
      if (!done) expect(left).toBe(FILES) // no content went before it was said to be gone
      const rest = digests.filter(digest => existsSync(path(dir, digest))).length
      expect(rest).toBe(done ? 0 : FILES)
      expect(await world.call('fixity.run', {})).toMatchObject({ missing: [], changed: [], files: rest })
      const { total } = await world.call('audit.list', { search: '执行销毁清册', page: { offset: 0, limit: 1 } })
      expect(total).toBe(done ? 1 : 0)
    } finally {
      await world.close()
    }
    if (rounds.length === 0 && !outcomes.includes(false) && ms > 0) rounds.push(Math.floor(ms / 4))
  }
  expect(outcomes).toContain(false) // some were killed in time
})

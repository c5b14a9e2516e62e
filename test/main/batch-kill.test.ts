/** kill -9 while a 考生名册 is replaced and while records are sealed: all of one step or nothing of it, and the log goes on. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addScene, answers, candidateLines, EXAM, fill, page, startRecord } from './batch-office.ts'
import { addOrg } from './people.ts'
import { xlsx } from './sheets.ts'
import { createWorld, newFolder, type World } from './world.ts'

const ROUNDS = 7
const OLD = 50
const NEW = 3000
const RECORDS = 12
const script = join(import.meta.dirname, 'batch-kill-child.ts')

let base: string
let batchId: number
beforeAll(async () => {
  base = newFolder('batch-kill')
  writeFileSync(join(base, 'new.xlsx'), xlsx(candidateLines(NEW, 1000)).bytes)
  const world = await createWorld({ dir: join(base, 'from') })
  await addOrg(world)
  const scene = await addScene(world)
  batchId = scene.batch.id
  world.today = EXAM
  await world.call('candidate.import', { batchId, file: xlsx(candidateLines(OLD)), confirm: true })
  await world.call('sample.draw', { batchId, size: 5, seed: '1' })
  for (let i = 0; i < RECORDS; i++) {
    const draft = await startRecord(world, scene)
    const no = Object.fromEntries(draft.items.map(item => [item.number, `问题 ${i}-${item.number}`]))
    await fill(world, draft, { items: answers(draft, no) })
  }
  await world.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const exited = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'close')

/** Runs the work in `dir`, killed after `ms` if that is given. Answers what was said and how long the work took. */
async function run(kind: string, dir: string, ms?: number): Promise<{ said: string[]; took: number }> {
  const child = spawn(process.execPath, [script, kind, dir, join(base, 'new.xlsx'), String(batchId)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(base, 'compiled') },
  })
  const said: string[] = []
  const lines = createInterface({ input: child.stdout })
  const until = (word: string) =>
    new Promise<void>(resolve => {
      if (said.includes(word)) return resolve()
      lines.on('line', line => line === word && resolve())
      child.on('close', () => resolve())
    })
  lines.on('line', line => said.push(line))
  await until('ready')
  const began = performance.now()
  child.stdin.write('go\n')
  await Promise.race([until('done'), ...(ms === undefined ? [] : [new Promise(resolve => setTimeout(resolve, ms))])])
  const took = performance.now() - began
  if (ms !== undefined) child.kill('SIGKILL')
  await exited(child)
  return { said, took }
}

async function rounds(kind: string, look: (world: World, said: string[]) => Promise<void>): Promise<void> {
  const dir = join(base, kind)
  cpSync(join(base, 'from'), dir, { recursive: true })
  const { took } = await run(kind, dir)
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(dir, { recursive: true })
    cpSync(join(base, 'from'), dir, { recursive: true })
    const { said } = await run(kind, dir, (took * (round + Math.random())) / ROUNDS)
    const world = await createWorld({ dir, today: EXAM }) // opens only what is whole
    try {
      expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
      await look(world, said)
      await world.call('app.setOperator', { name: '接着用的人' })
    } finally {
      await world.close()
    }
  }
}

test('a 名册 is replaced as a whole or not at all, and the sample that was drawn stays', async () => {
  const outcomes = new Set<number>()
  await rounds('candidates', async world => {
    const { rows, total } = await world.call('candidate.list', { batchId, page: { offset: 0, limit: 1 } })
    expect([OLD, NEW]).toContain(total)
    expect(rows[0]?.number).toBe(total === OLD ? '2026000001' : '2026001001')
    expect((await world.call('sample.list', { batchId })).samples[0]?.candidates).toHaveLength(5)
    expect((await world.call('audit.list', { search: `：${NEW} 人`, page })).total).toBe(total === NEW ? 1 : 0)
    outcomes.add(total)
  })
  expect(outcomes).toContain(OLD) // some were killed in time
})

test('a record is sealed with all its 问题 and its line in the log, or is a draft without any', async () => {
  const counts: number[] = []
  await rounds('seal', async (world, said) => {
    const reported = said.filter(line => line.startsWith('sealed ')).map(line => Number(line.slice(7)))
    const { records } = await world.call('supervision.list', { batchId })
    expect(records).toHaveLength(RECORDS)
    const { rows } = await world.call('rectification.list', { batchId, page: { offset: 0, limit: 500 } })
    const sealed = records.filter(record => record.state === 'sealed')
    for (const record of records) {
      const opened = rows.filter(row => row.recordId === record.id).map(row => row.number)
      expect(opened.toSorted()).toEqual(record.state === 'sealed' ? record.items.map(i => i.number).toSorted() : [])
    }
    expect(sealed.map(record => record.id)).toEqual(expect.arrayContaining(reported))
    expect((await world.call('audit.list', { search: '封存', page })).total).toBe(sealed.length)
    counts.push(sealed.length)
  })
  expect(Math.min(...counts)).toBeLessThan(RECORDS)
})

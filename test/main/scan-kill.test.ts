/** kill -9 while a scan is read and filed: the original is there, no page is lost, none is filed twice; what is left is done afterwards. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paperOf, scanPile } from '../scans/pile.ts'
import { addScene } from './batch-office.ts'
import { addOrg } from './people.ts'
import { sql } from './planted.ts'
import { createWorld, newFolder, type World } from './world.ts'

const FORMS = [
  'roomRecord',
  'candidateSignIn',
  'paperOpening',
  'paperReturn',
  'paperHandover',
  'deviceCheck',
  'seatPlan',
]
const ROUNDS = 3
const script = join(import.meta.dirname, 'scan-kill-child.ts')

let base: string
let pile: string
let pages = 0
beforeAll(async () => {
  base = newFolder('scan-kill')
  const world = await createWorld({ dir: join(base, 'empty') })
  await addOrg(world)
  const scene = await addScene(world)
  const subject = { kind: 'session' as const, id: scene.sessions[0] }
  const items = FORMS.map(form => ({ form, mode: 'filled' as const, subject }))
  const { jobId } = await world.call('form.prepare', { items, code: true, pageNumbers: true })
  world.answers.save.push(join(base, 'papers.pdf'))
  await world.call('form.savePdf', { jobId })
  await world.close()
  const paper = await paperOf(join(base, 'papers.pdf'))
  pages = paper.length
  pile = await scanPile(paper, join(base, 'pile.pdf'))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Starts the work and kills it after `ms`; Infinity: lets it finish. Answers how long it worked. */
async function work(dir: string, ms: number): Promise<number> {
  const child = spawn(process.execPath, [script, dir, pile], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('ready')
  const began = performance.now()
  child.stdin.write('go\n')
  const timer = ms === Number.POSITIVE_INFINITY ? undefined : setTimeout(() => child.kill('SIGKILL'), ms)
  const said = lines.next()
  if (child.exitCode === null && child.signalCode === null) await Promise.race([said, once(child, 'exit')])
  const worked = performance.now() - began
  clearTimeout(timer)
  if (ms !== Number.POSITIVE_INFINITY) child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return worked
}

const filed = (world: World) =>
  sql(world, db =>
    db
      .prepare(
        `SELECT p.page, p.printed_id AS printed, (SELECT count(*) FROM evidence e WHERE e.file = p.filed_file AND e.struck_at IS NULL) AS evidence
         FROM scan_page p WHERE p.filed_at IS NOT NULL ORDER BY p.page`,
      )
      .all(),
  ) as { page: number; printed: number; evidence: number }[]

test('killed at any moment: everything is there in the end, once', { timeout: 300_000 }, async () => {
  const whole = await work(copy('whole'), Number.POSITIVE_INFINITY)
  const stages = { none: 0, read: 0, filed: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const dir = copy(`round-${round}`)
    await work(dir, (whole * (round + 0.5)) / ROUNDS)
    const world = await createWorld({ dir })
    try {
      const before = (await world.call('scan.list', { done: true })).scans
      if (before.length === 0) {
        stages.none += 1 // nothing was said to be in: the scanner's file is still there
        world.answers.open.push(pile)
        await world.call('scan.take', { dropped: false })
      } else stages[filed(world).length > 0 ? 'filed' : 'read'] += 1
      for (const scan of (await world.call('scan.list', { done: true })).scans) {
        if (scan.pages === null) await world.call('scan.resume', { id: scan.id })
      }
      const rows = (await world.call('scan.list', { done: false })).scans.flatMap(scan => scan.rows)
      const outcome = await world.call('scan.file', {
        ids: rows.map(row => row.id).concat(rows.length === 0 ? [1] : []),
        reason: '',
      })
      expect(outcome.left.filter(one => one.why !== '已经归档或退回')).toEqual([])
      expect(filed(world).map(row => row.page)).toEqual(Array.from({ length: pages }, (_, i) => i + 1))
      expect(filed(world).every(row => row.evidence === 1)).toBe(true)
      expect(new Set(filed(world).map(row => row.printed)).size).toBe(FORMS.length)
      const evidence = sql(world, db =>
        db.prepare('SELECT count(*) FROM evidence WHERE struck_at IS NULL').pluck().get(),
      )
      expect(evidence).toBe(FORMS.length)
      expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
    } finally {
      await world.close()
    }
  }
  expect(stages.read + stages.filed, JSON.stringify(stages)).toBeGreaterThan(0)
})

function copy(name: string): string {
  const dir = join(base, name)
  cpSync(join(base, 'empty'), dir, { recursive: true })
  return dir
}

/** kill -9 and a full disk while files come in: what is in is whole, what is not in leaves nothing, and the rest can be taken afterwards. */
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addBatch } from './batch-office.ts'
import { type Card, jpeg, newCard } from './evidence-files.ts'
import { behindTheBack } from './files.ts'
import { addOrg } from './people.ts'
import { createWorld, newFolder, type World } from './world.ts'

const FILES = 300
const ROUNDS = 10
const script = join(import.meta.dirname, 'evidence-kill-child.ts')

let base: string
let card: Card
beforeAll(async () => {
  base = newFolder('evidence-kill')
  card = newCard()
  const tail = Buffer.alloc(300_000)
  for (let i = 0; i < FILES; i++) card.put(`${i}.jpg`, Buffer.concat([jpeg(i), tail]))
  const world = await createWorld({ dir: join(base, 'empty') })
  await addOrg(world)
  await addBatch(world)
  await world.close()
})
afterAll(() => {
  rmSync(base, { recursive: true, force: true })
  rmSync(card.path, { recursive: true, force: true })
})

/** Starts the intake and kills it after `ms`; Infinity: lets it finish. Answers how long it worked. */
async function intake(dir: string, ms: number): Promise<number> {
  const child = spawn(process.execPath, [script, dir, card.path], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(base, 'compiled') },
  })
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

const page = { offset: 0, limit: 500 }
const sort = { by: 'code', desc: false } as const

/** Every row has its file, whole; counts, numbers and words are of the same rows; the log knows all of them. Answers how many there are. */
async function expectWhole(world: World): Promise<number> {
  const { rows, total } = await world.call('evidence.list', { filter: { batchId: 1 }, sort, page })
  expect(rows.map(row => row.code)).toEqual(rows.map((_, i) => `X6_${String(i + 1).padStart(3, '0')}`))
  for (const row of rows) {
    const bytes = readFileSync(join(world.dir, 'files', row.file.slice(0, 2), row.file))
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([row.bytes, row.file])
  }
  expect((await world.call('evidence.list', { filter: { search: '.jpg' }, sort, page })).total).toBe(total)
  expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
  const logged = behindTheBack(world.dir, file =>
    file
      .prepare<[], { n: number }>(
        `SELECT sum(json_array_length(detail, '$.files')) AS n FROM audit_event WHERE action = 'evidence.intake'`,
      )
      .get(),
  )
  expect(logged?.n ?? 0).toBe(total)
  return total
}

const halves = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.part'))

describe('kill -9', () => {
  test('in the middle of an intake: what is in is whole, no half file is kept, the rest comes in afterwards', async () => {
    const dir = join(base, 'round')
    cpSync(join(base, 'empty'), dir, { recursive: true })
    const duration = await intake(dir, Number.POSITIVE_INFINITY)
    const counts: number[] = []
    let cut = 0
    for (let round = 0; round < ROUNDS; round++) {
      rmSync(dir, { recursive: true })
      cpSync(join(base, 'empty'), dir, { recursive: true })
      await intake(dir, (duration * (round + 0.5)) / ROUNDS)
      cut += halves(dir).length
      const world = await createWorld({ dir })
      expect(halves(dir)).toEqual([])
      const before = await expectWhole(world)
      counts.push(before)
      world.answers.open.push(card.path)
      const again = await world.call('evidence.intake', {
        owner: { kind: 'batch', id: 1, slot: 'X6' },
        from: 'folder',
        facts: {},
      })
      expect([again?.taken.length, again?.refused.length, again?.stopped]).toEqual([FILES - before, before, null])
      expect(await expectWhole(world)).toBe(FILES)
      await world.close()
    }
    expect(cut).toBeGreaterThan(0) // some were killed in the middle of a file
    expect(Math.min(...counts)).toBeLessThan(FILES)
  })
})

describe('a full disk', () => {
  const mount = (path: string, size: string) =>
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'neidu-test', path], { stdio: 'pipe' })

  test('ends the intake; what is in is whole, and after room was made the rest comes in', async context => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0)
      return context.skip('mounting a small disk takes root on Linux')
    const dir = join(base, 'small')
    mkdirSync(dir)
    mount(dir, '100m') // the files are 90 MB
    try {
      cpSync(join(base, 'empty'), dir, { recursive: true })
      const world = await createWorld({ dir })
      execFileSync('mount', ['-o', 'remount,size=70m', dir])
      const input = { owner: { kind: 'batch', id: 1, slot: 'X6' }, from: 'folder', facts: {} } as const
      world.answers.open.push(card.path, card.path, card.path)
      // Known before the first byte: nothing is taken in.
      expect((await world.refuse('evidence.intake', input)).message).toContain('没有存入任何文件')
      expect(await expectWhole(world)).toBe(0)
      // Another program fills the disk while the files come in.
      execFileSync('mount', ['-o', 'remount,size=600m', dir])
      const filler = join(dir, 'filler')
      const stop = world.backend.on(event => {
        if (event.type !== 'progress' || event.done === 0) return
        stop()
        const { bavail, bsize } = statfsSync(dir)
        writeFileSync(filler, Buffer.alloc(bavail * bsize - 60 * 1024 ** 2))
      })
      const taken = await world.call('evidence.intake', input)
      expect(taken?.stopped).toContain('磁盘空间不足')
      expect(taken?.taken.length).toBeGreaterThan(0)
      expect((taken?.taken.length ?? 0) + (taken?.rest ?? 0)).toBe(FILES)
      expect(halves(dir)).toEqual([])
      expect(await expectWhole(world)).toBe(taken?.taken.length)
      rmSync(filler)
      expect(await world.call('evidence.intake', input)).toMatchObject({ stopped: null, rest: 0 })
      expect(await expectWhole(world)).toBe(FILES)
      await world.close()
    } finally {
      execFileSync('umount', ['-l', dir])
    }
  })

  test('a card that is unmounted ends the intake too', async context => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return context.skip('mounting takes root on Linux')
    const mounted = join(base, 'mounted')
    const dir = join(base, 'unmounted')
    mkdirSync(mounted)
    mount(mounted, '200m')
    try {
      cpSync(card.path, mounted, { recursive: true })
      cpSync(join(base, 'empty'), dir, { recursive: true })
      const world = await createWorld({ dir })
      const stop = world.backend.on(event => {
        if (event.type !== 'progress' || event.done < 45_000_000 || !existsSync(join(mounted, '0.jpg'))) return
        execFileSync('umount', ['-l', mounted])
      })
      world.answers.open.push(mounted)
      const taken = await world.call('evidence.intake', {
        owner: { kind: 'batch', id: 1, slot: 'X6' },
        from: 'folder',
        facts: {},
      })
      stop()
      expect(taken).toMatchObject({ stopped: '存储卡或文件夹已经断开', refused: [] })
      expect(taken?.rest).toBeGreaterThan(0)
      expect(await expectWhole(world)).toBe(taken?.taken.length)
      await world.close()
    } finally {
      if (existsSync(join(mounted, '0.jpg'))) execFileSync('umount', ['-l', mounted])
    }
  })
})

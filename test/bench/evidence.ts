/**
 * Evidence: photos and films taken in (read, hashed, copied, looked at, entered) against a bare Node loop (read → sha256 → write, made safe on the
 * disk as ours) and against `zip -0`; 20,000 small files; and lists of 1,000,000 rows for every kind of filter and sort, the slowest of each against the
 * very same statements on bare better-sqlite3. Each run of an intake is a process of its own; contestants alternate; medians.
 * EVIDENCE_BENCH_MB, EVIDENCE_BENCH_FILES and EVIDENCE_BENCH_ROWS set the size (1,024 MB, 200 files, 1,000,000 rows).
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomFillSync } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Backend, createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import type { Input, RouteName } from '../../src-shared/contract/index.ts'
import { PLAN } from '../main/batch-office.ts'
import { orgInput } from '../main/people.ts'
import { at, TODAY } from '../main/world.ts'
import { listLines } from './evidenceList.ts'
import { peakMb } from './memory.ts'
import type { Measurement } from './run.ts'

const MEGABYTES = Number(process.env.EVIDENCE_BENCH_MB ?? 1024)
const FILES = Number(process.env.EVIDENCE_BENCH_FILES ?? 200)
const SMALL = 20_000
const ROUNDS = 3

interface Sample {
  ms: number
  rssMb: number
}

/** Runs the benchmark; needs ten times the size on the disk. */
export async function run(): Promise<Measurement[]> {
  const dir = mkdtempSync(join(tmpdir(), 'neidu-bench-evidence-'))
  const into = (name: string) => join(dir, name)
  try {
    fill(into('large'), FILES, Math.floor((MEGABYTES * 2 ** 20) / FILES))
    fill(into('small'), SMALL, 2048)
    let runs = 0
    // Nothing is removed before the end: pages just freed are quick to get again, and whoever comes next would win by them.
    const fresh = (name: string) => `${name}-${++runs}`
    const once = (mode: string, from: string): Sample => {
      const args = [import.meta.filename, mode, into(from), into(fresh(mode))]
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
      return JSON.parse(stdout)
    }
    const zip = (): Sample => {
      const name = `${fresh('zip')}.zip`
      const began = performance.now()
      execFileSync('zip', ['-0qr', name, 'large'], { cwd: dir })
      execFileSync('sync', [name], { cwd: dir })
      return { ms: performance.now() - began, rssMb: 0 }
    }
    const large = alternate({
      ours: () => once('intake', 'large'),
      bare: () => once('bare', 'large'),
      zip,
    })
    const small = alternate({
      ours: () => once('intake', 'small'),
      bare: () => once('bare', 'small'),
    })
    const speed = ({ ms }: Sample) => (MEGABYTES / ms) * 1000
    const rate = ({ ms }: Sample) => (SMALL / ms) * 1000
    const size = `${MEGABYTES} MB，${FILES} 个文件`
    const line = (name: string, value: number, unit: string, against: string, other: number, target: string) => ({
      name,
      value,
      unit,
      against,
      ratio: value / other,
      target,
    })
    return [
      line(`存入，${size}`, speed(large.ours), 'MB/s', 'Node 直接读、算、写', speed(large.bare), '≥ 0.8×'),
      line(`存入，${size}`, speed(large.ours), 'MB/s', 'zip -0', speed(large.zip), '> 1×'),
      line(`存入，${size}，内存`, large.ours.rssMb, 'MB', 'Node 直接读、算、写', large.bare.rssMb, '< 250 MB'),
      line(`存入，${SMALL} 个小文件`, rate(small.ours), '个/s', 'Node 直接读、算、写', rate(small.bare), '≥ 0.5×'),
      ...(await listLines()),
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Each file another content, all of them pictures by their first bytes. */
function fill(folder: string, files: number, bytes: number): void {
  mkdirSync(folder)
  const content = Buffer.alloc(bytes)
  for (let i = 0; i < files; i++) {
    randomFillSync(content, 0, Math.min(bytes, 1 << 20))
    content.set([0xff, 0xd8, 0xff, 0xe0])
    writeFileSync(join(folder, `IMG_${String(i).padStart(5, '0')}.JPG`), content)
  }
}

function alternate<K extends string>(contestants: Record<K, () => Sample>): Record<K, Sample> {
  const names = Object.keys(contestants) as K[]
  const samples = new Map<K, Sample[]>(names.map(name => [name, []]))
  for (let round = 0; round < ROUNDS; round++) for (const name of names) samples.get(name)?.push(contestants[name]())
  const median = (list: Sample[]) =>
    [...list].sort((a, b) => a.ms - b.ms)[Math.floor(list.length / 2)] ?? { ms: 0, rssMb: 0 }
  return Object.fromEntries(names.map(name => [name, median(samples.get(name) ?? [])])) as Record<K, Sample>
}

/** One after the other, with one buffer: what no program that copies and hashes can leave out. */
function bare(from: string, to: string): void {
  mkdirSync(to)
  const buffer = Buffer.allocUnsafe(1 << 20)
  for (const name of readdirSync(from)) {
    const source = openSync(join(from, name), 'r')
    const target = openSync(join(to, name), 'w')
    const hash = createHash('sha256')
    for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer)) {
      hash.update(buffer.subarray(0, read))
      writeSync(target, buffer, 0, read)
    }
    hash.digest()
    fsyncSync(target)
    closeSync(target)
    closeSync(source)
  }
}

async function call<R extends RouteName>(backend: Backend, route: R, input: Input<R>): Promise<unknown> {
  const result = await backend.call(route, route, input)
  if (!result.ok) throw new Error(`${route}: ${result.error.message}`)
  return result.value
}

async function contest(mode: string, from: string, to: string): Promise<void> {
  const report = (began: number) => console.log(JSON.stringify({ ms: performance.now() - began, rssMb: peakMb() }))
  if (mode === 'bare') {
    const began = performance.now()
    bare(from, to)
    return report(began)
  }
  const seams = headless({ open: [from], clock: () => at(TODAY), user: '量尺' })
  const backend = await createBackend({ dataDir: to, resourcesDir: '', version: 'bench', seams })
  await call(backend, 'org.save', orgInput)
  const { id } = (await call(backend, 'batch.save', PLAN)) as { id: number }
  const began = performance.now()
  const owner = { kind: 'batch', id, slot: 'X6' } as const
  const taken = (await call(backend, 'evidence.intake', { owner, from: 'folder', facts: {} })) as { taken: unknown[] }
  if (taken.taken.length !== readdirSync(from).length) throw new Error('not all was taken in')
  report(began)
  await backend.close()
}

const [mode, from, to] = process.argv.slice(2)
if (process.argv[1] === import.meta.filename && mode && from && to) await contest(mode, from, to)

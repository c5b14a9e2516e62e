/**
 * Packages of photos, films and papers: written as a zip against a bare Node loop (read → sha256 + crc → write → sync) and against `zip -0`,
 * verified against Python's hashlib in two processes (what bagit-python does; it is not on every machine), and 20,000 small files. Each run
 * is a process of its own; contestants alternate; medians. PACKAGE_BENCH_MB and PACKAGE_BENCH_FILES set the size (1,024 MB, 200 files).
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { writeBag } from '../../src-main/package/bag.ts'
import { verify } from '../../src-main/package/verify.ts'
import { peakMb } from './memory.ts'
import type { Measurement } from './run.ts'

const MEGABYTES = Number(process.env.PACKAGE_BENCH_MB ?? 1024)
const FILES = Number(process.env.PACKAGE_BENCH_FILES ?? 200)
const SMALL = 20_000
const ROUNDS = 3

interface Sample {
  ms: number
  rssMb: number
}

/** Runs the benchmark; about a minute at the default size. Needs three times the size on the disk. */
export async function run(): Promise<Measurement[]> {
  const dir = mkdtempSync(join(tmpdir(), 'neidu-bench-package-'))
  const at = (name: string) => join(dir, name)
  try {
    fill(at('large'), FILES, Math.floor((MEGABYTES * 2 ** 20) / FILES))
    fill(at('small'), SMALL, 2048)
    const once = (mode: string, ...args: string[]): Sample => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, mode, ...args], {
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(stderr)
      return JSON.parse(stdout)
    }
    const timed = (command: string, args: string[]): Sample => {
      const began = performance.now()
      execFileSync(command, args, { cwd: dir })
      return { ms: performance.now() - began, rssMb: 0 }
    }
    const written = alternate({
      ours: () => fresh(at('ours.zip'), () => once('zip', at('large'), at('ours.zip'))),
      bare: () => fresh(at('bare.zip'), () => once('bare', at('large'), at('bare.zip'))),
      zip: () => fresh(at('zip.zip'), () => timed('zip', ['-0qr', 'zip.zip', 'large'])),
    })
    const verified = alternate({
      ours: () => once('verify', at('ours.zip')),
      python: () => timed('python3', ['-c', PYTHON, at('large')]),
    })
    const small = alternate({
      zip: () => fresh(at('small.zip'), () => once('zip', at('small'), at('small.zip'))),
      folder: () => fresh(at('bag'), () => once('folder', at('small'), at('bag'))),
      flushed: () => fresh(at('flushed'), () => once('flushed', at('small'), at('flushed'))),
      bare: () => fresh(at('small-bare.zip'), () => once('bare', at('small'), at('small-bare.zip'))),
    })
    const speed = ({ ms }: Sample) => (MEGABYTES / ms) * 1000
    const rate = ({ ms }: Sample) => (SMALL / ms) * 1000
    const size = `${MEGABYTES} MB, ${FILES} files`
    return [
      line(`package, ${size}, MB/s`, speed(written.ours), 'MB/s', 'bare Node loop', speed(written.bare), '≥ 0.8×'),
      line(
        `package, ${size}, MB/s`,
        speed(written.ours),
        'MB/s',
        'zip -0 (no hash, no sync)',
        speed(written.zip),
        '> 1×',
      ),
      line('package, peak memory', written.ours.rssMb, 'MB', 'bare Node loop', written.bare.rssMb, '< 250 MB'),
      line(
        `verify, ${size}, MB/s`,
        speed(verified.ours),
        'MB/s',
        'Python, two processes',
        speed(verified.python),
        '> 1×',
      ),
      line('verify, peak memory', verified.ours.rssMb, 'MB', 'package', written.ours.rssMb, '< 250 MB'),
      line(
        '20,000 small files to a zip',
        rate(small.zip),
        'files/s',
        'bare Node loop',
        rate(small.bare),
        '≥ 3000 files/s',
      ),
      line(
        '20,000 small files to a folder',
        rate(small.folder),
        'files/s',
        'bare Node loop that flushes each file',
        rate(small.flushed),
        '≥ 3000 files/s',
      ),
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const line = (
  name: string,
  value: number,
  unit: string,
  against: string,
  other: number,
  target: string,
): Measurement => ({
  name,
  value,
  unit,
  against,
  ratio: value / other,
  target,
})

// Content that no disk or file system can make smaller, and a different one in each file.
function fill(folder: string, files: number, bytes: number): void {
  mkdirSync(folder)
  const content = Buffer.allocUnsafe(bytes)
  let block = Buffer.from('seed')
  for (let i = 0; i < bytes; i += 64) {
    block = createHash('sha512').update(block).digest()
    block.copy(content, i)
  }
  for (let i = 0; i < files; i++) {
    content.writeUInt32LE(i, 0)
    writeFileSync(join(folder, `${i}.bin`), content)
  }
}

function fresh<T>(path: string, work: () => T): T {
  rmSync(path, { recursive: true, force: true })
  return work()
}

/** Each contestant in turn, ROUNDS times; the median run of each. */
function alternate<K extends string>(contestants: Record<K, () => Sample>): Record<K, Sample> {
  const names = Object.keys(contestants) as K[]
  const samples = new Map<K, Sample[]>(names.map(name => [name, []]))
  for (let i = 0; i < ROUNDS; i++) for (const name of names) samples.get(name)?.push(contestants[name]())
  const median = (name: K) =>
    samples.get(name)?.sort((a, b) => a.ms - b.ms)[ROUNDS >> 1] ?? { ms: Number.NaN, rssMb: 0 }
  return Object.fromEntries(names.map(name => [name, median(name)])) as Record<K, Sample>
}

const PYTHON = `
import hashlib, multiprocessing, os, sys
def digest(path):
    h = hashlib.sha256()
    with open(path, 'rb') as f:
        while block := f.read(1 << 20): h.update(block)
    return h.hexdigest()
if __name__ == '__main__':
    with multiprocessing.Pool(2) as pool:
        pool.map(digest, [e.path for e in os.scandir(sys.argv[1])], chunksize=4)
`

function bare(folder: string, target: string): void {
  const out = openSync(target, 'w')
  const buffer = Buffer.allocUnsafe(1 << 20)
  for (const name of readdirSync(folder)) {
    const file = openSync(join(folder, name), 'r')
    const hash = createHash('sha256')
    let crc = 0
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      const chunk = buffer.subarray(0, read)
      hash.update(chunk)
      crc = crc32(chunk, crc)
      writeSync(out, chunk)
    }
    hash.digest('hex')
    closeSync(file)
  }
  fsyncSync(out)
  closeSync(out)
}

/** A folder of the same files, each on the disk before the next: what the disk itself takes for that changes by the minute. */
function flushed(folder: string, target: string): void {
  mkdirSync(target)
  const buffer = Buffer.allocUnsafe(1 << 20)
  for (const name of readdirSync(folder)) {
    const from = openSync(join(folder, name), 'r')
    const to = openSync(join(target, name), 'wx')
    const hash = createHash('sha256')
    for (let read = readSync(from, buffer); read > 0; read = readSync(from, buffer)) {
      hash.update(buffer.subarray(0, read))
      writeSync(to, buffer.subarray(0, read))
    }
    hash.digest('hex')
    fsyncSync(to)
    closeSync(to)
    closeSync(from)
  }
}

/** What a child process measures. */
async function contest(mode: string, from: string, to: string): Promise<void> {
  const began = performance.now()
  if (mode === 'verify') {
    const { ok } = await verify(from)
    if (!ok) throw new Error('the package is not what was written')
  } else if (mode === 'bare') bare(from, to)
  else if (mode === 'flushed') flushed(from, to)
  else {
    const entries = readdirSync(from).map(name => {
      const path = join(from, name)
      return { name: `evidence/${name}`, source: { path, bytes: statSync(path).size } }
    })
    await writeBag({
      entries,
      info: { 'Bagging-Date': '2026-11-23' },
      target: { kind: mode === 'zip' ? 'zip' : 'folder', path: to },
    })
  }
  console.log(JSON.stringify({ ms: performance.now() - began, rssMb: peakMb() }))
}

const [mode, from, to] = process.argv.slice(2)
if (process.argv[1] === import.meta.filename && mode && from) await contest(mode, from, to ?? '')

/**
 * From starting the process to a window that can be used (its first page drawn, its backend answering), with data from yesterday, against an empty Electron window
 * with the same sandbox settings. The two take turns; medians; the first start of each, which fills Chromium's caches, is not counted.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronPath } from '../../scripts/electron.ts'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import type { Measurement } from './run.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const RUNS = 9
const ORG = {
  name: '北京某某职业技能培训学校',
  kind: 'S',
  number: 'S000011002001',
  place: '11',
  printedBy: '',
  logoPlace: 'none',
  rulesFrom: null,
  ageReading: 'A',
  codeMode: 'auto',
  filingContact: '',
}

export async function run(): Promise<Measurement[]> {
  const electron = electronPath()
  if (!electron || !existsSync(join(ROOT, 'out', 'main', 'index.js'))) {
    console.log('start: not run: needs an Electron (ELECTRON_OVERRIDE_DIST_PATH) and npm run build')
    return []
  }
  const folder = mkdtempSync(join(tmpdir(), 'start-bench-'))
  try {
    await fill(join(folder, 'data'))
    const ours = () =>
      start(electron, ROOT, 'main button', [
        `--user-data-dir=${join(folder, 'ours')}`,
        `--data=${join(folder, 'data')}`,
      ])
    const empty = () =>
      start(electron, join(import.meta.dirname, 'empty'), 'h1', [`--user-data-dir=${join(folder, 'empty')}`])
    const times = { ours: [] as number[], empty: [] as number[] }
    for (let i = 0; i <= RUNS; i++) {
      const [a, b] = [await ours(), await empty()]
      if (i === 0) continue
      times.ours.push(a)
      times.empty.push(b)
    }
    const [value, bare] = [median(times.ours), median(times.empty)]
    const against = `an empty window (${Math.round(bare)} ms)`
    return [{ name: 'start: window usable', value, unit: 'ms', against, ratio: value / bare, target: '≤ 1.5×' }]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @see startSize.ts. Milliseconds from spawning Electron until start-mark.cjs says that the page can be used. */
export async function start(electron: string, app: string, selector: string, args: string[]): Promise<number> {
  const mark = join(import.meta.dirname, 'start-mark.cjs')
  const began = performance.now()
  const child = spawn(electron, ['-r', mark, app, ...args], {
    env: { ...process.env, START_SELECTOR: selector },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000, // a screen that never comes must not hold up the other benchmarks
  })
  let time = Number.NaN
  child.stdout.on('data', chunk => {
    if (String(chunk).includes('usable')) time = performance.now() - began
  })
  await once(child, 'exit')
  if (Number.isNaN(time)) throw new Error(`${app} never became usable`)
  return time
}

/** An organisation and nobody yet: what is measured is the program, not its lists. */
export async function fill(dataDir: string): Promise<void> {
  const backend = await createBackend({
    dataDir,
    resourcesDir: join(ROOT, 'resources'),
    version: 'bench',
    seams: headless({}),
  })
  const saved = await backend.call('1', 'org.save', ORG)
  if (!saved.ok) throw new Error(saved.error.message)
  await backend.close()
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

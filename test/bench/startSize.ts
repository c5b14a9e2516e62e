/** From starting the process to a usable window with more and more data: what is read through at the start must not make it slow. The sizes take turns; medians. */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { electronPath } from '../../scripts/electron.ts'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import type { Measurement } from './run.ts'
import { fill, median, start } from './start.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const RUNS = 5
const SIZES = [
  { mb: 0, target: '' },
  { mb: 290, target: '≤ 1.2×' },
  { mb: 1200, target: '≤ 1.6×' },
]

export async function run(): Promise<Measurement[]> {
  const electron = electronPath()
  if (!electron || !existsSync(join(ROOT, 'out', 'main', 'index.js'))) {
    console.log('startSize: not run: needs an Electron (ELECTRON_OVERRIDE_DIST_PATH) and npm run build')
    return []
  }
  const folder = mkdtempSync(join(tmpdir(), 'start-size-'))
  try {
    const places = []
    for (const { mb, target } of SIZES) {
      const dir = join(folder, `data-${mb}`)
      await fill(dir)
      grow(join(dir, 'data.sqlite'), mb)
      await openOnce(dir) // the digest is of this state then
      places.push({ mb: Math.round(statSync(join(dir, 'data.sqlite')).size / 1e6), dir, target, times: [] as number[] })
    }
    const user = `--user-data-dir=${join(folder, 'ours')}`
    for (let i = 0; i <= RUNS; i++) {
      for (const place of places) {
        const time = await start(electron, ROOT, 'main button', [user, `--data=${place.dir}`])
        if (i > 0) place.times.push(time)
      }
    }
    const [small, ...large] = places.map(({ times, ...place }) => ({ ...place, value: median(times) }))
    const base = small?.value ?? Number.NaN
    return large.map(({ mb, target, value }) => ({
      name: `start: window usable with ${mb} MB of data`,
      value,
      unit: 'ms',
      against: `an empty database (${Math.round(base)} ms)`,
      ratio: value / base,
      target,
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function openOnce(dataDir: string): Promise<void> {
  const resourcesDir = join(ROOT, 'resources')
  const backend = await createBackend({ dataDir, resourcesDir, version: 'bench', seams: headless({}) })
  await backend.close()
}

/** Rows of a log that nobody reads at the start. */
function grow(path: string, mb: number): void {
  const file = new Database(path)
  try {
    file.pragma('synchronous = OFF')
    file
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1000000 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000 + ?)
         INSERT INTO audit_event SELECT i, '', '', 'x', '', hex(randomblob(900)), '{}', '', 'h' || i FROM n`,
      )
      .run(Math.round((mb * 1e6) / 1980))
  } finally {
    file.close()
  }
}

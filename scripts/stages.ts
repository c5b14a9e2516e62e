import { chromiumPath } from './chromium.ts'
import { whyNoElectron } from './electron.ts'
import { type Counts, command, type Missing, type Stage, vitest } from './stage.ts'
import { noWindows } from './wine.ts'

/**
 * What has to pass, in order. `minutes` is each kind's share on two cores of the 60 that a run may take; the rest of CI's 90 is for installing. A new
 * kind is one line here, and a command of its own in package.json where it takes long by hand.
 */
export const STAGES: Stage[] = [
  { name: 'types', minutes: 2, run: types },
  { name: 'unit', minutes: 2, run: () => vitest('unit') },
  { name: 'main', minutes: 7, run: () => vitest('main') },
  { name: 'print', minutes: 3, run: () => vitest('print') },
  { name: 'scans', minutes: 3, run: () => vitest('scans') }, // a sample; `npm run scans` reads the whole
  {
    name: 'e2e',
    minutes: 25,
    run: () => vitest('e2e'),
    first: ['electron-vite', 'build', '--logLevel', 'warn'],
    why: noElectron,
  },
  {
    // The main job again, in a browser at `npm run serve`: it runs where no Electron can be had.
    name: 'browser',
    minutes: 4,
    run: () => vitest('browser'),
    first: ['electron-vite', 'build', '--logLevel', 'warn'],
    why: noBrowser,
  },
  {
    name: 'torture',
    minutes: 4,
    run: () => command('node', 'test/torture/run.ts', '--minutes', '2.5', '--seed', '913628'),
  },
  { name: 'windows', minutes: 12, run: () => command('node', 'scripts/windows.ts', '--part'), why: noWindows },
  { name: 'release', minutes: 6, run: () => vitest('release') }, // with what e2e has built and windows has copied
]

function noElectron(): Missing | null {
  const text = whyNoElectron()
  return text ? { text, provided: process.env.CI === 'true' && Boolean(process.env.ELECTRON_OVERRIDE_DIST_PATH) } : null
}

function noBrowser(): Missing | null {
  return chromiumPath()
    ? null
    : { text: '找不到 Chromium（/usr/bin/chromium，或用 NEIDU_CHROMIUM 指出）', provided: false }
}

async function types(): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: [] as string[] }
  const steps = ['src-shared', 'src-main', 'src-renderer', 'src-viewer', 'src-field', 'test', 'scripts'].map(f => [
    'tsc',
    '-p',
    f,
  ])
  for (const step of [...steps, ['biome', 'check', '.']]) counts.failed += (await command(...step)).failed
  return counts
}

/**
 * 1,000 distinct cards with 1,000 distinct photos, A4 4-up, front and back: printCards against a bare pdfkit loop that draws the same
 * layout without checks, and against Chromium's print-to-PDF where an Electron is at hand. Each run is a process of its own; the
 * contestants alternate; medians. `node test/bench/cards.ts` prints a table.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sheetsHtml } from './cards-html.ts'

export interface Measurement {
  name: string
  value: number
  unit: string
  /** What it was measured against. */
  against: string
  ratio: number
  target: string
}

const CARDS = 1000
const RUNS = 7

interface Sample {
  ms: number
  rssMb: number
  bytes: number
}

/** Runs the benchmark; takes about half a minute. */
export async function run(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cards-bench-'))
  try {
    const photos = join(folder, 'photos')
    mkdirSync(photos)
    // In a process of their own: Linux hands the peak memory of a parent on to its children.
    execFileSync(process.execPath, [
      fileURLToPath(new URL('./cards-photos.ts', import.meta.url)),
      photos,
      String(CARDS),
    ])
    const photoBytes = readdirSync(photos).reduce((sum, name) => sum + statSync(join(photos, name)).size, 0)
    const chromium = chromiumContest(folder, photos)
    const samples: Record<'ours' | 'bare', Sample[]> = { ours: [], bare: [] }
    const chromiumMs: number[] = []
    for (let i = 0; i < RUNS; i++) {
      for (const who of ['bare', 'ours'] as const) samples[who].push(contest(who, folder))
      if (chromium) chromiumMs.push(chromium())
    }
    const ours = median(samples.ours.map(s => s.ms))
    const bare = median(samples.bare.map(s => s.ms))
    const rss = Math.max(...samples.ours.map(s => s.rssMb))
    const bytes = samples.ours[0]?.bytes ?? 0
    const perCard = (bytes - photoBytes) / CARDS
    const results: Measurement[] = [
      row(
        '1,000 cards, A4 4-up, both sides',
        ours,
        'ms',
        `bare pdfkit loop ${Math.round(bare)} ms`,
        ours / bare,
        '≤ 1.1×',
      ),
      row('peak memory', rss, 'MB', '300 MB', rss / 300, '≤ 1×'),
      row('PDF per card besides its photo', perCard, 'bytes', '1,024 bytes (fonts included)', perCard / 1024, '≤ 1.1×'),
    ]
    if (chromium) {
      const theirs = median(chromiumMs)
      const against = `Chromium print-to-PDF ${Math.round(theirs)} ms`
      results.push(row('ahead of Chromium', ours, 'ms', against, theirs / ours, '≥ 10×'))
    }
    return results
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const row = (
  name: string,
  value: number,
  unit: string,
  against: string,
  ratio: number,
  target: string,
): Measurement => ({ name, value: Math.round(value), unit, against, ratio: Math.round(ratio * 100) / 100, target })

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** One run in a fresh process, which prints its own time (without Node's start and imports) and peak memory. */
function contest(who: 'ours' | 'bare', folder: string): Sample {
  const script = fileURLToPath(new URL(`./cards-${who}.ts`, import.meta.url))
  const out = join(folder, `${who}.pdf`)
  const printed = execFileSync(process.execPath, [script, join(folder, 'photos'), String(CARDS), out], {
    encoding: 'utf8',
  })
  return { ...(JSON.parse(printed) as { ms: number; rssMb: number }), bytes: statSync(out).size }
}

/** Chromium's webContents.printToPDF for the same sheets in HTML, page load included, ms a run; undefined without an Electron. */
function chromiumContest(folder: string, photos: string): (() => number) | undefined {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const electron = join(dist ?? '', process.platform === 'win32' ? 'electron.exe' : 'electron')
  if (dist === undefined || !existsSync(electron)) {
    console.log('Chromium print-to-PDF: not run: no Electron (set ELECTRON_OVERRIDE_DIST_PATH)')
    return undefined
  }
  const html = join(folder, 'cards.html')
  writeFileSync(html, sheetsHtml(photos, CARDS))
  const script = fileURLToPath(new URL('./print-to-pdf.cjs', import.meta.url))
  const args = ['--no-sandbox', script, html, join(folder, 'chromium.pdf')]
  return () => {
    const printed = execFileSync(electron, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return (JSON.parse(readLastLine(printed)) as { ms: number }).ms
  }
}

const readLastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const r of await run()) {
    console.log(
      `${r.name.padEnd(36)}${String(r.value).padStart(7)} ${r.unit.padEnd(6)} ${r.ratio}× (${r.target}) against ${r.against}`,
    )
  }
}

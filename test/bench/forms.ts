/**
 * 500 filled 附件3 forms to one PDF: printForms against a bare pdfkit loop that draws the same words and lines where printForms drew them,
 * without facts, layout, checks, codes, yielding or an atomic write. Each run is a process of its own; contestants alternate; medians.
 * `node test/bench/forms.ts` prints a table.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Measurement } from './run.ts'

const FORMS = 500
const RUNS = 5

interface Sample {
  ms: number
  rssMb: number
  pages: number
  /** Longest stretch that the event loop was held, ms; 0 where it was not watched. */
  heldMs: number
  bytes: number
}

export async function run(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'forms-bench-'))
  try {
    const samples: Record<'ours' | 'bare' | 'few' | 'watched', Sample[]> = { ours: [], bare: [], few: [], watched: [] }
    for (let i = 0; i < RUNS; i++) {
      samples.bare.push(contest('bare', FORMS, folder))
      samples.ours.push(contest('ours', FORMS, folder))
      samples.few.push(contest('ours', FORMS / 10, folder))
      samples.watched.push(contest('ours', FORMS, folder, 'watch'))
    }
    const of = (who: keyof typeof samples, what: keyof Sample): number => median(samples[who].map(s => s[what]))
    const [ours, bare] = [of('ours', 'ms'), of('bare', 'ms')]
    const pages = of('ours', 'pages')
    return [
      row(
        '500 份附件3 合成一个 PDF',
        ours,
        '毫秒',
        `直接用 pdfkit 画同样的字和线 ${Math.round(bare)} 毫秒`,
        ours / bare,
        '≤ 1.1×',
      ),
      row('表单打印速度', (pages / ours) * 1000, '页/秒', '200 页/秒', (pages / ours) * 5, '≥ 1×'),
      row('表单打印占用界面线程最长', of('watched', 'heldMs'), '毫秒', '50 毫秒', of('watched', 'heldMs') / 50, '≤ 1×'),
      row(
        '500 份比 50 份多用的内存',
        of('ours', 'rssMb') - of('few', 'rssMb'),
        'MB',
        `50 份时 ${Math.round(of('few', 'rssMb'))} MB`,
        of('ours', 'rssMb') / of('few', 'rssMb'),
        '≤ 1.5×',
      ),
    ]
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
): Measurement => ({
  name,
  value: Math.round(value),
  unit,
  against,
  ratio,
  target,
})

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** One run in a fresh process, which prints what it measured of itself. */
function contest(who: 'ours' | 'bare', count: number, folder: string, ...more: string[]): Sample {
  const out = join(folder, `${who}.pdf`)
  const script = fileURLToPath(new URL(`./forms-${who}.ts`, import.meta.url))
  const printed = execFileSync(process.execPath, [script, String(count), out, ...more], { encoding: 'utf8' })
  return { ...(JSON.parse(printed) as Omit<Sample, 'bytes'>), bytes: statSync(out).size }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const m of await run()) console.log(m.name, m.value, m.unit, `${m.ratio.toFixed(2)} (${m.target})`, m.against)
}

/**
 * Degraded pages of the product's own forms, made anew from a seed and read by the product's reader. `node test/scans/corpus.ts [--each 12] [--seed 1]
 * [--only 'chat photo']` reads the whole and prints a table; the sample of `npm test` is scans.test.ts.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createCanvas } from '@napi-rs/canvas'
import { PDFDocument } from 'pdf-lib'
import { printForms } from '../../src-main/forms/print.ts'
import { SAMPLES } from '../../src-main/forms/samples.ts'
import { formFonts } from '../../src-main/print/fonts.ts'
import { readScan } from '../../src-main/scan/read.ts'
import { encodeFormCode } from '../../src-shared/forms/formCode.ts'
import { HOME } from '../../src-shared/forms/home.ts'
import { FORM_KEYS } from '../../src-shared/forms/index.ts'
import { openPdf, rasterise } from '../print/raster.ts'
import { KINDS, type Promised } from './kinds.ts'
import { type Random, randomOf } from './random.ts'
import { inTurn, type Ruin, type Sheet, scale, through } from './ruin.ts'

const MARK = 'K7Q4'
const DPI = 300

export interface Base {
  sheet: Sheet
  code: string
}

/** So many printed pages, each of another form, with what their codes say. */
export async function printBase(folder: string, count: number): Promise<Base[]> {
  const forms = FORM_KEYS.filter(key => HOME[key] !== null).slice(0, count)
  const path = join(folder, 'base.pdf')
  const items = forms.map((form, i) => ({
    form,
    mode: 'filled' as const,
    facts: SAMPLES[form],
    code: { row: 1000 + i * 37, mark: MARK },
  }))
  const { each } = await printForms(items, path, { fonts: formFonts(), pageNumbers: 'each' })
  const pdf = await openPdf(path)
  const bases: Base[] = []
  let number = 0
  for (const [i, pages] of each.entries()) {
    const raster = await rasterise(pdf, number + 1, DPI)
    const canvas = createCanvas(raster.width, raster.height)
    const context = canvas.getContext('2d')
    const image = context.createImageData(raster.width, raster.height)
    image.data.set(raster.rgba)
    context.putImageData(image, 0, 0)
    const code = encodeFormCode({ row: 1000 + i * 37, mark: MARK, page: 1 })
    bases.push({ sheet: { canvas, perMm: DPI / 25.4 }, code })
    number += pages
  }
  await pdf.loadingTask.destroy()
  return bases
}

export interface Score {
  kind: string
  of: Promised
  total: number
  read: number
  wrong: string[]
  ms: number
}

/** One kind: its pages as one PDF of pictures, as a scanner writes it, read by the product. */
export async function tryKind(
  folder: string,
  bases: readonly Base[],
  { kind, of, ruin, each, random }: { kind: string; of: Promised; ruin: Ruin; each: number; random: Random },
): Promise<Score> {
  const pdf = await PDFDocument.create()
  const codes: string[] = []
  for (let i = 0; i < each; i++) {
    const base = random.pick(bases)
    const { canvas } = await ruin(base.sheet, random)
    const image = await pdf.embedJpg(canvas.toBuffer('image/jpeg', 92))
    const lying = canvas.width > canvas.height
    const [width, height] = lying ? [841.89, 595.28] : [595.28, 841.89]
    pdf.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height })
    codes.push(base.code)
  }
  const path = join(folder, 'pile.pdf')
  writeFileSync(path, await pdf.save())
  const score: Score = { kind, of, total: each, read: 0, wrong: [], ms: 0 }
  const began = performance.now()
  const ending = await readScan(
    { path, known: [] },
    {
      signal: new AbortController().signal,
      onCount() {},
      async onPage(page) {
        const right = codes[page.page - 1] ?? ''
        const wrong = page.codes.filter(code => code !== right)
        score.wrong.push(...wrong.map(code => `${code} for ${right}`))
        if (page.codes.includes(right) && wrong.length === 0) score.read += 1
      },
    },
  )
  if (ending !== 'done') throw new Error(`${kind}: ${JSON.stringify(ending)}`)
  score.ms = (performance.now() - began) / each
  return score
}

/** What is promised of each group of kinds, in shares of its pages. */
export const PROMISES: Record<Promised, number> = { clean: 0.99, marked: 0.98, chat: 0.9, hard: 0 }

export async function readAll(each: number, seed: number, only?: string): Promise<Score[]> {
  const folder = mkdtempSync(join(tmpdir(), 'neidu-scans-'))
  try {
    const bases = await printBase(folder, 12)
    const kinds = Object.entries({ ...KINDS, ...backs(bases) }).filter(([kind]) => !only || kind === only)
    const scores: Score[] = []
    for (const [i, [kind, { of, ruin }]] of kinds.entries()) {
      scores.push(await tryKind(folder, bases, { kind, of, ruin, each, random: randomOf(seed * 1000 + i) }))
    }
    return scores
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Thin sheets printed on both sides: another page's code in a mirror. */
function backs(bases: readonly Base[]): typeof KINDS {
  const back = () => bases[bases.length - 1]?.sheet ?? (bases[0] as Base).sheet
  return {
    'back shows through, 25 %': { of: 'clean', ruin: inTurn(through(0.25, back), scale(200)) },
    'back shows through, 45 %': { of: 'hard', ruin: inTurn(through(0.45, back), scale(200)) },
    'only the back, in a mirror': {
      of: 'hard',
      ruin: ({ canvas, perMm }) => {
        const out = createCanvas(canvas.width, canvas.height)
        const context = out.getContext('2d')
        context.fillStyle = '#fff'
        context.fillRect(0, 0, canvas.width, canvas.height)
        context.globalAlpha = 0.6
        context.translate(canvas.width, 0)
        context.scale(-1, 1)
        context.drawImage(back().canvas, 0, 0)
        return { canvas: out, perMm }
      },
    },
  }
}

export const groupsOf = (scores: readonly Score[]) =>
  (Object.keys(PROMISES) as Promised[]).map(of => {
    const group = scores.filter(score => score.of === of)
    const total = group.reduce((sum, score) => sum + score.total, 0)
    const read = group.reduce((sum, score) => sum + score.read, 0)
    return { of, total, read, share: total === 0 ? 1 : read / total }
  })

if (import.meta.main || process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { each: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
  })
  const scores = await readAll(Number(values.each ?? 12), Number(values.seed ?? 1), values.only)
  for (const { kind, of, total, read, wrong, ms } of scores) {
    console.log(
      `${kind.padEnd(28)} ${of.padEnd(7)} ${String(read).padStart(3)} / ${total}　${Math.round(ms)} ms${wrong.length > 0 ? `　WRONG ${wrong.join(', ')}` : ''}`,
    )
  }
  const wrong = scores.flatMap(score => score.wrong)
  for (const { of, total, read, share } of groupsOf(scores)) {
    if (total > 0)
      console.log(`${of}: ${read} of ${total} = ${(share * 100).toFixed(1)} % (promised ${PROMISES[of] * 100} %)`)
  }
  console.log(`wrong: ${wrong.length}`)
  const missed = groupsOf(scores).filter(({ of, share }) => share < PROMISES[of]).length
  console.log(`${scores.length - missed} passed, ${missed + wrong.length} failed`)
  process.exitCode = missed + wrong.length > 0 ? 1 : 0
}

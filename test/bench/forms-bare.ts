/** node forms-bare.ts COUNT OUT: the same words and lines with pdfkit's own text() and lines, at places that are known beforehand. */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import PDFDocument from 'pdfkit'
import { layOut, type Page } from '../../src-main/forms/layout.ts'
import { formFonts } from '../../src-main/print/fonts.ts'
import { typesetter } from '../../src-main/print/text.ts'
import { FORMS } from '../../src-shared/forms/index.ts'
import { record } from './forms-data.ts'
import { peakMb } from './memory.ts'

const [count = '', out = ''] = process.argv.slice(2)
const fonts = formFonts()
const type = typesetter(fonts)

/** Laid out before the clock starts. */
const forms = Array.from({ length: Number(count) }, (_, i) => {
  const steps = layOut(FORMS.annex3Site.build(record(i), 'filled'), type)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
})

const began = performance.now()
const pdf = new PDFDocument({ autoFirstPage: false, font: fonts.song[0] ?? '' })
const file = pdf.pipe(createWriteStream(out))
let pages = 0
for (const form of forms) for (const page of form) draw(page)
pdf.end()
await finished(file)
console.log(JSON.stringify({ ms: performance.now() - began, rssMb: peakMb(), pages, heldMs: 0 }))

function draw({ pieces, strokes }: Page): void {
  pages += 1
  pdf.addPage({ size: 'A4', margin: 0 })
  for (const { x, y, size, runs } of pieces) {
    let at = x
    for (const run of runs) {
      pdf
        .font(run.font)
        .fontSize(size)
        .text(run.text, at, y - size, { lineBreak: false })
      at += run.width
    }
  }
  pdf.lineWidth(0.5)
  for (const [x1, y1, x2, y2] of strokes) pdf.moveTo(x1, y1).lineTo(x2, y2)
  pdf.stroke()
}

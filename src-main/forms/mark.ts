import { encodeQR } from 'qr'
import type { PageSetup } from '../../src-shared/forms/model.ts'
import type { Pdf } from '../print/document.ts'
import { drawLines } from '../print/draw.ts'
import { type FormFace, type FormFonts, openFont } from '../print/fonts.ts'
import type { Typesetter } from '../print/text.ts'
import { pt } from '../print/units.ts'

/**
 * What stands in the bottom margin, outside every form's frame, mm from the bottom edge: nothing lower than 6 mm, where office printers no
 * longer print.
 */
const QR = { size: 10, below: 6 }
const BASELINE = 10
const CODE_SIZE = 7
const NUMBER_SIZE = 9

/** Draws the form code as QR symbol and text at the left. */
export function drawCode(pdf: Pdf, type: Typesetter<FormFace>, { height, margin }: PageSetup, code: string): void {
  // The paper around is its quiet zone; the library insists on a border of one.
  const modules = encodeQR(code, 'raw', { ecc: 'medium', border: 1 })
    .slice(1, -1)
    .map(row => row.slice(1, -1))
  const side = pt(QR.size) / modules.length
  const [left, top] = [pt(margin.left), pt(height - QR.below - QR.size)]
  const squares: string[] = []
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x++ // neighbours as one bar: no hairlines between them
      const [barLeft, barTop] = [left + from * side, top + y * side]
      squares.push(`${n(barLeft)} ${n(barTop)} ${n((x + 1 - from) * side)} ${n(side)} re`)
    }
  })
  pdf.addContent(`${squares.join('\n')}\nf`)
  const x = left + pt(QR.size + 2)
  drawLines(pdf, [{ x, y: pt(height - BASELINE), size: CODE_SIZE, runs: type.runs(code, 'hei', CODE_SIZE) }])
}

/** Draws 第X页 共N页 in the middle. */
export function drawNumber(
  pdf: Pdf,
  type: Typesetter<FormFace>,
  page: PageSetup,
  number: number,
  total: number | TotalPages,
): void {
  const [here, of] = [`第${number}页`, typeof total === 'number' ? `　共${total}页` : '']
  const width = type.width(here, 'song', NUMBER_SIZE)
  const x = pt(page.width / 2) - width - NUMBER_SIZE / 2
  const y = pt(page.height - BASELINE)
  drawLines(pdf, [{ x, y, size: NUMBER_SIZE, runs: type.runs(here + of, 'song', NUMBER_SIZE) }])
  if (typeof total !== 'number') total.place(x + width + NUMBER_SIZE, y)
}

/** 共N页 for a file whose pages are not counted yet while its first page is written. */
export interface TotalPages {
  place(x: number, y: number): void
  finish(total: number): void
}

/** One small drawing that every page refers to, filled in at the end: no page is kept in memory, no form is laid out twice. */
export function totalPages(pdf: Pdf, fonts: FormFonts): TotalPages {
  const path = fonts.song[0] ?? ''
  if (!pdf._registeredFonts[path]) pdf.registerFont(path, openFont(path))
  const font = pdf.font(path)._font
  const drawing = pdf.ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, -NUMBER_SIZE, 20 * NUMBER_SIZE, NUMBER_SIZE],
    Resources: { Font: { [font.id]: font.ref() } },
  })
  return {
    place(x, y) {
      Object.assign(pdf.page.xobjects, { Total: drawing })
      pdf.addContent(`q 1 0 0 -1 ${n(x)} ${n(y)} cm /Total Do Q`)
    },
    finish(total) {
      const [glyphs] = font.encode(`共${total}页`)
      drawing.end(Buffer.from(`BT /${font.id} ${NUMBER_SIZE} Tf <${glyphs.join('')}> Tj ET`))
    },
  }
}

const n = (value: number): string => value.toFixed(3)

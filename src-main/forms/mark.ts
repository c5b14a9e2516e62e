import { encodeQR } from 'qr'
import type { PageSetup } from '../../src-shared/forms/model.ts'
import type { Pdf } from '../print/document.ts'
import { drawLines } from '../print/draw.ts'
import { type FormFace, type FormFonts, openFont } from '../print/fonts.ts'
import type { Typesetter } from '../print/text.ts'
import { pt } from '../print/units.ts'

/**
 * Where the code stands, outside every form's frame, mm: nothing nearer to an edge than 6 mm, where office printers no longer print. With its
 * quiet zone of four modules it ends at 19.7 mm; the head row of a continued table begins at 20.
 */
const QR = { size: 11.5, edge: 6, modules: 21 }
const QUIET = (4 * QR.size) / QR.modules
const BASELINE = 10
const CODE_SIZE = 7
const NUMBER_SIZE = 9

/**
 * Draws the form code as a QR symbol in two opposite corners, bottom left and top right, and as text beside the lower one: a stamp, a staple or
 * a cut edge takes one, hardly both.
 */
export function drawCode(pdf: Pdf, type: Typesetter<FormFace>, page: PageSetup, code: string): void {
  const { width, height, margin } = page
  // The paper around is its quiet zone; the library insists on a border of one.
  const modules = encodeQR(code, 'raw', { ecc: 'medium', version: 1, border: 1 })
    .slice(1, -1)
    .map(row => row.slice(1, -1))
  const bottomLeft = [pt(margin.left), pt(height - QR.edge - QR.size)] as const
  const topRight = [pt(width - margin.right - QR.size), pt(QR.edge)] as const
  for (const corner of [bottomLeft, topRight]) pdf.addContent(`${bars(modules, corner).join('\n')}\nf`)
  drawCodeText(pdf, type, page, code)
}

/** The code in letters, or what stands in its place before the print is numbered. */
export function drawCodeText(pdf: Pdf, type: Typesetter<FormFace>, page: PageSetup, text: string): void {
  const x = pt(page.margin.left + QR.size + QUIET + 0.8)
  const y = pt(page.height - BASELINE)
  drawLines(pdf, [{ x, y, size: CODE_SIZE, runs: type.runs(text, 'hei', CODE_SIZE) }])
}

/** Neighbours as one bar: no hairlines between them. */
function bars(modules: boolean[][], [left, top]: readonly [number, number]): string[] {
  const side = pt(QR.size) / modules.length
  const squares: string[] = []
  for (const [y, row] of modules.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x++
      squares.push(`${n(left + from * side)} ${n(top + y * side)} ${n((x + 1 - from) * side)} ${n(side)} re`)
    }
  }
  return squares
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

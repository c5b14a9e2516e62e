import { AppError } from '../../src-shared/errors.ts'
import type { PageSetup } from '../../src-shared/forms/model.ts'
import { addPage, type Picture as Embedded, type Pdf } from '../print/document.ts'
import { drawLines } from '../print/draw.ts'
import { pt } from '../print/units.ts'
import type { Page } from './layout.ts'
import type { Piece } from './paragraph.ts'

/** 0.5 磅, as Word's table lines. */
const LINE_WIDTH = 0.5

/** Adds a page and draws it. Throws AppError IMAGE_BAD for a picture that cannot be decoded. */
export function drawPage(pdf: Pdf, { width, height }: PageSetup, { pieces, strokes, pictures }: Page): void {
  addPage(pdf, pt(width), pt(height), false)
  for (const { picture, x, y } of pictures) {
    const size: [number, number] = [pt(picture.width), pt(picture.height)]
    pdf.image(open(pdf, picture), x, y, { fit: size, align: 'center', valign: 'center' })
  }
  drawLines(pdf, pieces)
  const paths = strokes.map(([x1, y1, x2, y2]) => `${n(x1)} ${n(y1)} m ${n(x2)} ${n(y2)} l`)
  paths.push(...pieces.filter(piece => piece.underline).map(underline))
  // square ends, so that corners close
  if (paths.length > 0) pdf.addContent(`${LINE_WIDTH} w 2 J\n${paths.join('\n')}\nS`)
  const ticks = pieces.filter(piece => piece.ticked).map(tick)
  if (ticks.length > 0) pdf.addContent(`1 w 1 J 1 j\n${ticks.join('\n')}\nS`)
}

const underline = ({ x, y, width, size }: Piece): string => {
  const at = n(y + 0.14 * size)
  return `${n(x)} ${at} m ${n(x + width)} ${at} l`
}

/** A tick that fills the □ of the font and reaches out of it a little. */
const tick = ({ x, y, size }: Piece): string => {
  const point = (dx: number, dy: number): string => `${n(x + dx * size)} ${n(y - dy * size)}`
  return `${point(0.2, 0.42)} m ${point(0.42, 0.12)} l ${point(0.92, 0.84)} l`
}

function open(pdf: Pdf, { bytes, name }: { bytes: Uint8Array; name: string }): Embedded {
  try {
    return pdf.openImage(bytes)
  } catch (cause) {
    // pdfkit throws bare strings for broken JPEGs
    throw new AppError('IMAGE_BAD', { name, detail: cause instanceof Error ? cause.message : String(cause) })
  }
}

const n = (value: number): string => value.toFixed(2)

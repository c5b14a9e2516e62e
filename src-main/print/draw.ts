import type { EmbeddedFont, Pdf, Picture } from './document.ts'
import type { Face, Line } from './face.ts'
import { openFont } from './fonts.ts'
import type { Mark, Slot } from './imposition.ts'
import type { Run } from './text.ts'
import { type Box, CARD, pt } from './units.ts'

/**
 * Draws lines of text, pt, in the current coordinate system. Writes the text operators itself: pdfkit's text() saves, flips, measures and
 * restores for every piece, which made the cards slower than a bare loop; pdfkit still chooses, subsets and embeds the glyphs.
 */
export function drawLines(pdf: Pdf, lines: readonly Line[]): void {
  const operators = ['BT']
  for (const { runs, x, y, size } of lines) {
    let at = x
    for (const run of runs) {
      const { font, hex } = encoded(pdf, run)
      pdf.page.fonts[font.id] ??= font.ref()
      // pdfkit's pages count y downwards: the text is turned upright again
      operators.push(`/${font.id} ${size} Tf 1 0 0 -1 ${at.toFixed(3)} ${y.toFixed(3)} Tm <${hex}> Tj`)
      at += run.width
    }
  }
  operators.push('ET')
  pdf.addContent(operators.join('\n'))
}

interface Encoded {
  font: EmbeddedFont
  /** Glyph numbers of the document's subset, as a hex string. */
  hex: string
}

// The typesetter gives the same run for the same words: titles and labels are encoded once per document.
const encodings = new WeakMap<Pdf, WeakMap<Run, Encoded>>()

function encoded(pdf: Pdf, run: Run): Encoded {
  const known = encodings.get(pdf) ?? new WeakMap<Run, Encoded>()
  encodings.set(pdf, known)
  const hit = known.get(run)
  if (hit) return hit
  if (!pdf._registeredFonts[run.font]) pdf.registerFont(run.font, openFont(run.font))
  const font = pdf.font(run.font)._font
  const fresh = { font, hex: hexOf(font, run.text) }
  known.set(run, fresh)
  return fresh
}

const glyphs = new WeakMap<EmbeddedFont, Map<string, string>>()

/** Character by character, as the typesetter measured them: no ligatures, and fontkit shapes each character once a document. */
function hexOf(font: EmbeddedFont, text: string): string {
  const known = glyphs.get(font) ?? new Map<string, string>()
  glyphs.set(font, known)
  let hex = ''
  for (const char of text) {
    const glyph = known.get(char) ?? font.encode(char)[0].join('')
    known.set(char, glyph)
    hex += glyph
  }
  return hex
}

/** Places the card's coordinate system into its slot and draws the face there. */
export function drawFace(pdf: Pdf, face: Face, slot: Slot, photo?: Picture, logo?: Picture): void {
  pdf.save()
  toSlot(pdf, slot)
  if (face.logo && logo) {
    const { x, y, width, height } = face.logo
    pdf.image(logo, x, y, { fit: [width, height], align: 'center', valign: 'center' })
  }
  if (face.photo && photo) drawPhoto(pdf, photo, face.photo)
  drawLines(pdf, face.lines)
  pdf.restore()
}

function toSlot(pdf: Pdf, { x, y, rotate }: Slot): void {
  const [left, top] = [pt(x), pt(y)]
  if (rotate === 0) pdf.transform(1, 0, 0, 1, left, top)
  // top to the right: right becomes down, down becomes left
  else if (rotate === 90) pdf.transform(0, 1, -1, 0, left + pt(CARD.height), top)
  // top to the left: right becomes up, down becomes right
  else pdf.transform(0, -1, 1, 0, left, top + pt(CARD.width))
}

/** The photo fills 25 × 35 mm exactly; of another shape than 5:7 (beyond 1 %), its middle is shown, never a stretched face. */
function drawPhoto(pdf: Pdf, photo: Picture, { x, y, width, height }: Box): void {
  const shape = photo.width / photo.height / (width / height)
  if (Math.abs(shape - 1) < 0.01) {
    pdf.image(photo, x, y, { width, height })
    return
  }
  pdf.save()
  pdf.rect(x, y, width, height).clip()
  pdf.image(photo, x, y, { cover: [width, height], align: 'center', valign: 'center' })
  pdf.restore()
}

/** PDF operators that stroke the marks as hairlines of 0.1 mm. Text, so that sheets with the same marks share the work. */
export function markOperators(marks: readonly Mark[]): string {
  const paths = marks.map(mark =>
    'circle' in mark ? circle(mark.circle, mark.radius) : `${point(...mark.from)} m ${point(...mark.to)} l`,
  )
  return [`${pt(0.1).toFixed(3)} w`, ...paths, 'S'].join('\n')
}

const point = (x: number, y: number): string => `${pt(x).toFixed(2)} ${pt(y).toFixed(2)}`

/** Four Bézier curves, as a circle is drawn in PDF. */
function circle([x, y]: [number, number], r: number): string {
  const k = 0.5523 * r
  return [
    `${point(x + r, y)} m`,
    `${point(x + r, y + k)} ${point(x + k, y + r)} ${point(x, y + r)} c`,
    `${point(x - k, y + r)} ${point(x - r, y + k)} ${point(x - r, y)} c`,
    `${point(x - r, y - k)} ${point(x - k, y - r)} ${point(x, y - r)} c`,
    `${point(x + k, y - r)} ${point(x + r, y - k)} ${point(x + r, y)} c`,
  ].join(' ')
}

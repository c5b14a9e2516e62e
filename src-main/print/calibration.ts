import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { PDFDocument, type PDFRef } from 'pdf-lib'
import { AppError } from '../../src-shared/errors.ts'
import { writeAtomic } from '../files/atomic.ts'
import { reason } from '../files/reason.ts'
import { type Affine, invert, leastSquares, type Point, transform } from './affine.ts'
import type { Side } from './face.ts'
import { pt } from './units.ts'

/** Where a cross of the target page should be and where it was measured: mm from the paper's left and top edge. */
export interface Reading {
  nominal: Point
  actual: Point
}

/** What a printer does to a page, read from its target page. */
export interface Calibration {
  /** nominal → actual */
  matrix: Affine
  /** The largest distance between a reading and the fit, mm: how well the readings agree with each other. */
  residual: number
  /** Shift of the page's top left corner, mm: right and down are positive. */
  offset: { x: number; y: number }
  /** 1 is true to size. */
  scale: { x: number; y: number }
  /** Degrees, clockwise. */
  rotation: number
  /** Degrees that the angle between the axes is off 90. */
  skew: number
}

/** Beyond this it is a wrong reading or a print that was scaled (适合纸张), not a printer to be calibrated. */
const LIMITS = { shift: 10, scale: 0.03, residual: 1, spread: 15 }

/**
 * Fits offset, scale, rotation and skew to 4–6 readings (least squares). Throws CALIBRATION_READINGS for too few or too many, points in a line
 * or twice the same, a shift beyond 10 mm, a scale beyond 3 %, and readings that contradict each other by more than 1 mm.
 */
export function fitAffine(readings: readonly Reading[]): Calibration {
  if (readings.length < 4 || readings.length > 6) throw refuse(`需要 4–6 个点，现有 ${readings.length} 个`)
  for (const [i, { nominal, actual }] of readings.entries()) {
    if (![...nominal, ...actual].every(Number.isFinite)) throw refuse(`第 ${i + 1} 个读数不是数字`)
    const far = distance(nominal, actual)
    if (far > LIMITS.shift)
      throw refuse(`第 ${i + 1} 个读数与应有位置相差 ${far.toFixed(1)} 毫米，超过 ${LIMITS.shift} 毫米`)
  }
  const { matrix, spread } = leastSquares(readings.map(r => ({ from: r.nominal, to: r.actual })))
  if (spread < LIMITS.spread) throw refuse('所量的点几乎在一条直线上，请量分布在四角的点')

  const [a, b, c, d, e, f] = matrix
  const scaleX = Math.hypot(a, b)
  const scaleY = (a * d - b * c) / scaleX
  for (const scale of [scaleX, scaleY]) {
    const percent = Math.abs(scale - 1) * 100
    if (percent > LIMITS.scale * 100)
      throw refuse(`比例相差 ${percent.toFixed(1)}%，超过 3%；请确认校准页是按「实际大小」打印的`)
  }
  const misses = readings.map(r => distance(transform(matrix, r.nominal), r.actual))
  const residual = Math.max(...misses)
  if (residual > LIMITS.residual)
    throw refuse(`读数互相矛盾，第 ${misses.indexOf(residual) + 1} 个读数偏离 ${residual.toFixed(1)} 毫米`)
  const degrees = 180 / Math.PI
  return {
    matrix,
    residual,
    offset: { x: e, y: f },
    scale: { x: scaleX, y: scaleY },
    rotation: Math.atan2(b, a) * degrees,
    skew: Math.atan2(a * c + b * d, a * d - b * c) * degrees,
  }
}

const refuse = (detail: string): AppError => new AppError('CALIBRATION_READINGS', { detail })
const distance = (p: Point, q: Point): number => Math.hypot(p[0] - q[0], p[1] - q[1])

/**
 * Writes a copy of a PDF for one printer: each page is drawn through the inverse of what the printer does, so that it lands where it should. `file` says
 * which sides the pages are (`both`: front, back, front, back, …); a side without a calibration stays as it is. At print time only: the
 * saved PDF is never changed. Page boxes stay; only two small streams are added, which all pages of a size share.
 * Throws FILE_UNREADABLE, FILE_NOT_WRITTEN.
 */
export async function applyCalibration(
  pdfIn: string,
  pdfOut: string,
  calibrations: Partial<Record<Side, Affine>>,
  file: Side | 'both',
): Promise<void> {
  const pdf = await load(pdfIn)
  const restore = pdf.context.register(pdf.context.stream('\nQ'))
  const prefixes = new Map<string, PDFRef>()
  for (const [i, page] of pdf.getPages().entries()) {
    const matrix = calibrations[file === 'both' ? (i % 2 === 0 ? 'front' : 'back') : file]
    if (!matrix) continue
    const operator = `q ${inPdfSpace(invert(matrix), page.getHeight())
      .map(v => v.toFixed(7))
      .join(' ')} cm\n`
    const prefix = prefixes.get(operator) ?? pdf.context.register(pdf.context.stream(operator))
    prefixes.set(operator, prefix)
    page.node.normalize()
    page.node.wrapContentStreams(prefix, restore)
  }
  await writeAtomic(pdfOut, await pdf.save({ useObjectStreams: false }))
}

async function load(path: string): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(await readFile(path), { updateMetadata: false })
  } catch (cause) {
    throw new AppError('FILE_UNREADABLE', { name: basename(path), detail: reason(cause) })
  }
}

/** From mm and y downwards to pt and y upwards on a page of `height` pt. */
function inPdfSpace([a, b, c, d, e, f]: Affine, height: number): Affine {
  return [a, -b, -c, d, c * height + pt(e), height * (1 - d) - pt(f)]
}

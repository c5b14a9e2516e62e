/** Pages as pixels: what is tested is the ink, in millimetres, never what a text extractor believes. */
import { readFile } from 'node:fs/promises'
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Affine } from '../../src-main/print/affine.ts'
import type { Box } from '../../src-main/print/units.ts'

export interface Raster {
  width: number
  height: number
  perMm: number
  /** Four bytes a pixel. */
  rgba: Uint8ClampedArray
}

export async function openPdf(path: string): Promise<PDFDocumentProxy> {
  const data = new Uint8Array(await readFile(path))
  // Glyphs are drawn from the file's own outlines, never from an installed font.
  return getDocument({ data, verbosity: 0, useSystemFonts: false, disableFontFace: true }).promise
}

/** Renders page `number` (from 1), as a printer would that distorts it by `printer` (mm, from the page's top left corner). */
export async function rasterise(pdf: PDFDocumentProxy, number: number, dpi = 300, printer?: Affine): Promise<Raster> {
  const perMm = dpi / 25.4
  const page = await pdf.getPage(number)
  const viewport = page.getViewport({ scale: dpi / 72 })
  const context = blank(Math.round(viewport.width), Math.round(viewport.height))
  await page.render({
    canvas: null,
    canvasContext: context as unknown as CanvasRenderingContext2D,
    viewport,
    transform: printer && [...printer.slice(0, 4), printer[4] * perMm, printer[5] * perMm],
  }).promise
  return read(context, perMm)
}

/** Opens and renders one page. */
export async function renderFile(path: string, number: number, dpi = 300, printer?: Affine): Promise<Raster> {
  const pdf = await openPdf(path)
  try {
    return await rasterise(pdf, number, dpi, printer)
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/** Text drawn by Skia straight from the font file, without any PDF: left at 0, baseline in the middle of 4 em. For comparison. */
export function reference(text: string, font: string, sizePt: number, dpi: number): Raster & { baseline: number } {
  const family = font.replace(/\W/g, '')
  if (!GlobalFonts.has(family)) GlobalFonts.registerFromPath(font, family)
  const px = (sizePt * dpi) / 72
  const context = blank(Math.ceil(px * ([...text].length + 1)), Math.ceil(px * 4))
  context.fillStyle = '#000'
  context.font = `${px}px "${family}"`
  context.fillText(text, 0, px * 2)
  return { ...read(context, dpi / 25.4), baseline: (px * 2) / (dpi / 25.4) }
}

function blank(width: number, height: number): SKRSContext2D {
  const context = createCanvas(width, height).getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  return context
}

function read(context: SKRSContext2D, perMm: number): Raster {
  const { width, height } = context.canvas
  return { width, height, perMm, rgba: context.getImageData(0, 0, width, height).data }
}

export type Pixel = (r: number, g: number, b: number) => boolean

export const black: Pixel = (r, g, b) => r + g + b < 384 && Math.max(r, g, b) - Math.min(r, g, b) < 48
export const coloured: Pixel = (r, g, b) => Math.max(r, g, b) - Math.min(r, g, b) >= 48
export const notWhite: Pixel = (r, g, b) => r + g + b < 720

const whole = ({ width, height, perMm }: Raster): Box => ({ x: 0, y: 0, width: width / perMm, height: height / perMm })

/** Calls `see` for every matching pixel whose centre lies in the box; coordinates in pixels. */
export function each(raster: Raster, box: Box, match: Pixel, see: (x: number, y: number) => void): void {
  const { width, height, perMm, rgba } = raster
  const [x0, y0] = [Math.max(0, Math.round(box.x * perMm)), Math.max(0, Math.round(box.y * perMm))]
  const x1 = Math.min(width, Math.round((box.x + box.width) * perMm))
  const y1 = Math.min(height, Math.round((box.y + box.height) * perMm))
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const at = (y * width + x) * 4
      if (match(rgba[at] ?? 255, rgba[at + 1] ?? 255, rgba[at + 2] ?? 255)) see(x, y)
    }
  }
}

/** Matching area, mm². */
export function area(raster: Raster, box: Box, match: Pixel = black): number {
  let count = 0
  each(raster, box, match, () => count++)
  return count / raster.perMm ** 2
}

/** The smallest box around matching pixels, mm; throws where there are none. */
export function bounds(raster: Raster, match: Pixel = black, box: Box = whole(raster)): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1]
  each(raster, box, match, (x, y) => {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + 1)
    bottom = Math.max(bottom, y + 1)
  })
  if (right < 0) throw new Error('no such pixels')
  const mm = (px: number): number => px / raster.perMm
  return { x: mm(left), y: mm(top), width: mm(right - left), height: mm(bottom - top) }
}

/** Lines of text: the ink's boxes from top to bottom, separated by at least `gap` mm without ink. */
export function bands(raster: Raster, box: Box, gap = 1): Box[] {
  const rows = new Set<number>()
  each(raster, box, black, (_, y) => rows.add(y))
  const found: { top: number; bottom: number }[] = []
  for (const y of [...rows].sort((a, b) => a - b)) {
    const last = found.at(-1)
    if (last && y - last.bottom < gap * raster.perMm) last.bottom = y + 1
    else found.push({ top: y, bottom: y + 1 })
  }
  return found.map(({ top, bottom }) => {
    const y = top / raster.perMm
    return bounds(raster, black, { ...box, y, height: bottom / raster.perMm - y })
  })
}

/** How dark each cell of a grid over the box is, 0–1, row by row: tells pictures apart and forgives anti-aliasing. */
export function darkness(raster: Raster, box: Box, columns: number, rows: number): number[] {
  const { width, perMm, rgba } = raster
  const cells = new Array<number>(columns * rows).fill(0)
  const counts = new Array<number>(columns * rows).fill(0)
  each(
    raster,
    box,
    () => true,
    (x, y) => {
      const column = Math.floor(((x + 0.5) / perMm - box.x) / (box.width / columns))
      const row = Math.floor(((y + 0.5) / perMm - box.y) / (box.height / rows))
      if (column < 0 || row < 0 || column >= columns || row >= rows) return
      const at = (y * width + x) * 4
      const cell = row * columns + column
      cells[cell] = (cells[cell] ?? 0) + 1 - ((rgba[at] ?? 255) + (rgba[at + 1] ?? 255) + (rgba[at + 2] ?? 255)) / 765
      counts[cell] = (counts[cell] ?? 0) + 1
    },
  )
  return cells.map((sum, i) => sum / Math.max(1, counts[i] ?? 0))
}

/** The largest difference between two darkness grids. */
export const difference = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))))

/** Their mean difference. */
export const meanDifference = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length

/** The raster seen from the other side of the sheet: mirrored about its vertical axis. */
export function turnedOver(raster: Raster): Raster {
  return rebuilt(raster, raster.width, raster.height, (x, y) => [raster.width - 1 - x, y])
}

/** The box cut out and turned clockwise by 0, 90 or 270 degrees. */
export function cut(raster: Raster, box: Box, turn: 0 | 90 | 270 = 0): Raster {
  const [x0, y0] = [Math.round(box.x * raster.perMm), Math.round(box.y * raster.perMm)]
  const [w, h] = [Math.round(box.width * raster.perMm), Math.round(box.height * raster.perMm)]
  if (turn === 0) return rebuilt(raster, w, h, (x, y) => [x0 + x, y0 + y])
  if (turn === 90) return rebuilt(raster, h, w, (x, y) => [x0 + y, y0 + h - 1 - x])
  return rebuilt(raster, h, w, (x, y) => [x0 + w - 1 - y, y0 + x])
}

function rebuilt(
  raster: Raster,
  width: number,
  height: number,
  from: (x: number, y: number) => [number, number],
): Raster {
  const source = new Uint32Array(raster.rgba.buffer, raster.rgba.byteOffset, raster.width * raster.height)
  const target = new Uint32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [sx, sy] = from(x, y)
      target[y * width + x] = source[sy * raster.width + sx] ?? 0xffffffff
    }
  }
  return { width, height, perMm: raster.perMm, rgba: new Uint8ClampedArray(target.buffer) }
}

/** Printed pages as a scanner gives them back: a PDF of pictures, in the order and in the state that a test asks for. */
import { writeFileSync } from 'node:fs'
import { createCanvas } from '@napi-rs/canvas'
import { PDFDocument } from 'pdf-lib'
import { openPdf, rasterise } from '../print/raster.ts'
import { type Random, randomOf } from './random.ts'
import { type Ruin, type Sheet, scale } from './ruin.ts'

const DPI = 200

/** Every page of a PDF, as paper. */
export async function paperOf(path: string): Promise<Sheet[]> {
  const pdf = await openPdf(path)
  const sheets: Sheet[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const raster = await rasterise(pdf, number, DPI)
    const canvas = createCanvas(raster.width, raster.height)
    const context = canvas.getContext('2d')
    const image = context.createImageData(raster.width, raster.height)
    image.data.set(raster.rgba)
    context.putImageData(image, 0, 0)
    sheets.push({ canvas, perMm: DPI / 25.4 })
  }
  await pdf.loadingTask.destroy()
  return sheets
}

export function blankSheet(): Sheet {
  const canvas = createCanvas(1654, 2339)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fcfcfa'
  context.fillRect(0, 0, 1654, 2339)
  return { canvas, perMm: DPI / 25.4 }
}

/** A pile through the feeder. */
export async function scanPile(
  sheets: readonly Sheet[],
  path: string,
  ruin: Ruin = scale(DPI),
  random: Random = randomOf(1),
): Promise<string> {
  const pdf = await PDFDocument.create()
  for (const sheet of sheets) {
    const { canvas } = await ruin(sheet, random)
    const image = await pdf.embedJpg(canvas.toBuffer('image/jpeg', 85))
    const [width, height] = canvas.width > canvas.height ? [841.89, 595.28] : [595.28, 841.89]
    pdf.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height })
  }
  writeFileSync(path, await pdf.save())
  return path
}

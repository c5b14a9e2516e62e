/** Thread entry: decodes pictures, covers the parts that are marked, and encodes them again, without what the camera wrote into them. */
import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import type { CoverAnswer, CoverJob } from './cover.ts'

const THUMBNAIL = 320 // pixels, the longer side
const COVER = '#202020'

parentPort?.on('message', async (job: CoverJob) => parentPort?.postMessage(await cover(job)))

async function cover({ id, path, boxes }: CoverJob): Promise<CoverAnswer> {
  try {
    const image = await loadImage(await readFile(path)) // turned upright by its EXIF orientation, as the boxes were drawn
    const canvas = createCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context.fillStyle = '#fff' // a PNG may be transparent
    context.fillRect(0, 0, image.width, image.height)
    context.drawImage(image, 0, 0)
    context.fillStyle = COVER
    for (const { x, y, width, height } of boxes) {
      // Outwards to whole pixels: half a pixel that shines through is too much.
      const [left, top] = [Math.floor(x * image.width), Math.floor(y * image.height)]
      const [right, bottom] = [Math.ceil((x + width) * image.width), Math.ceil((y + height) * image.height)]
      context.fillRect(left, top, right - left, bottom - top)
    }
    return { id, jpeg: await canvas.encode('jpeg', 90), thumbnail: await small(canvas).encode('jpeg', 80) }
  } catch {
    return { id } // what cannot be decoded cannot be covered: it is left out
  }
}

function small(canvas: Canvas): Canvas {
  const scale = Math.min(1, THUMBNAIL / Math.max(canvas.width, canvas.height))
  const made = createCanvas(
    Math.max(1, Math.round(canvas.width * scale)),
    Math.max(1, Math.round(canvas.height * scale)),
  )
  const context = made.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(canvas, 0, 0, made.width, made.height)
  return made
}

/** Thread entry: decodes pictures, cuts them and encodes them again. */
import { parentPort } from 'node:worker_threads'
import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import type { Answer, Job } from './photo.ts'

parentPort?.on('message', async (job: Job) => parentPort?.postMessage(await cut(job)))

async function cut({ id, bytes, box, width, height }: Job): Promise<Answer> {
  let image: Image
  try {
    image = await loadImage(bytes) // turned upright by its EXIF orientation
  } catch {
    return { id, jpeg: undefined }
  }
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff' // a PNG may be transparent; black would be printed
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, box.x, box.y, box.width, box.height, 0, 0, width, height)
  return { id, jpeg: await canvas.encode('jpeg', 90), grey: isGrey(canvas) }
}

// Scanned black-and-white photos are stored in colour: fewer than 1 in 100 points with any colour is none.
function isGrey(canvas: Canvas): boolean {
  const [width, height] = [50, 70]
  const small = createCanvas(width, height).getContext('2d')
  small.imageSmoothingQuality = 'high'
  small.drawImage(canvas, 0, 0, width, height)
  const { data } = small.getImageData(0, 0, width, height)
  let coloured = 0
  for (let i = 0; i < data.length; i += 4) {
    const rgb = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0]
    if (Math.max(...rgb) - Math.min(...rgb) > 16) coloured++
  }
  return coloured * 100 < width * height
}

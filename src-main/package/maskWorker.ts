/** Thread entry: decodes pictures and covers the parts that are marked; looks through files for numbers. One job after another. */
import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import type { Box } from '../../src-shared/contract/evidence.ts'
import { AppError } from '../../src-shared/errors.ts'
import { readHeader } from '../photo/header.ts'
import type { Covered, MaskAnswer, MaskJob } from './maskThread.ts'
import type { Phones } from './personal.ts'
import { type Findings, searchFile } from './search.ts'

const THUMBNAIL = 320 // pixels, the longer side
const MAX_PIXELS = 100_000_000
const COVER = '#202020'

let phones: Phones = new Set()
let last: Promise<unknown> = Promise.resolve()
parentPort?.on('message', (job: MaskJob) => {
  last = last.then(async () => say({ id: job.id, ...(await answer(job)) }))
})

const say = (answer: MaskAnswer): void => parentPort?.postMessage(answer)

async function answer(job: MaskJob): Promise<Omit<MaskAnswer, 'id'>> {
  if (job.kind === 'cover') return { covered: await cover(job.path, job.boxes) }
  if (job.kind === 'search') return { found: await look(job) }
  phones = job.phones
  return {}
}

async function look({ id, path, work, stop }: MaskJob & { kind: 'search' }): Promise<Findings | undefined> {
  const signal = {
    get aborted() {
      return Atomics.load(stop, 0) !== 0
    },
  }
  try {
    return await searchFile(path, { phones, work, signal, progress: bytes => say({ id, bytes }) })
  } catch (error) {
    if (error instanceof AppError) return undefined // stopped, or not readable to its end
    throw error
  }
}

async function cover(path: string, boxes: readonly Box[]): Promise<Covered> {
  try {
    const bytes = await readFile(path)
    const size = readHeader(bytes) // 30,000 × 30,000 pixels of one colour are a small file, and 3.6 GB in memory
    if (size && size.width * size.height > MAX_PIXELS) return {}
    const image = await loadImage(bytes) // turned upright by its EXIF orientation, as the boxes were drawn
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
    return { jpeg: await canvas.encode('jpeg', 90), thumbnail: await small(canvas).encode('jpeg', 80) }
  } catch {
    return {} // what cannot be decoded cannot be covered: it is left out
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

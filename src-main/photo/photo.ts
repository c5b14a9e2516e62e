/** 附件2: a colour portrait, 免冠 1 寸, 25×35 mm. */
import { Worker } from 'node:worker_threads'
import { AppError } from '../../src-shared/errors.ts'
import { type ImageHeader, readHeader } from './header.ts'

export { matchPhotos } from './match.ts'

/** In source pixels, as the picture is shown (EXIF orientation applied). */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Job {
  id: number
  bytes: Uint8Array
  box: Box // 5:7, inside the picture
  width: number // pixels of the result
  height: number
}

export type Answer = { id: number; jpeg: Uint8Array; grey: boolean } | { id: number; jpeg: undefined }

const MAX_BYTES = 30 * 1024 ** 2
const MAX_PIXELS = 100_000_000
const MIN = { width: 295, height: 413 } // 25×35 mm at 300 dpi
const GREY = '照片是黑白的，附件2 要求彩色照片。'

/**
 * What a picture is, without decoding it: size in pixels as shown, and what to warn of. Refuses with FILE_TYPE what is no JPEG,
 * PNG or BMP by its content, with IMAGE_BAD what is cut off or above 100 million pixels, with FILE_TOO_LARGE above 30 MB.
 */
export function inspectPhoto(
  bytes: Uint8Array,
  name: string,
): { type: ImageHeader['type']; width: number; height: number; warnings: string[] } {
  const { type, width, height, grey } = inspect(bytes, name)
  const warnings = sizeWarnings(width, height)
  if (Math.abs(width / height / (5 / 7) - 1) > 0.03) {
    warnings.push('照片不是 1 寸照的比例（5:7），会按此比例裁剪，请核对人像的位置。')
  }
  if (grey) warnings.push(GREY)
  return { type, width, height, warnings }
}

/**
 * The picture cut to 5:7 as a JPEG of 413×578 to 826×1156 pixels: upright, on white, without metadata (no place, no camera).
 * Without a box the largest 5:7 part is taken, centred and slightly high, where a face is. Refuses as inspectPhoto does, and
 * with IMAGE_BAD what cannot be decoded or a box outside the picture.
 */
export async function cropPhoto(
  bytes: Uint8Array,
  name: string,
  box?: Box,
): Promise<{ jpeg: Uint8Array; warnings: string[] }> {
  const header = inspect(bytes, name)
  const part = box ? largest(clip(box, header)) : largest({ x: 0, y: 0, width: header.width, height: header.height })
  if (!(part.width >= 1 && part.height >= 1)) throw new AppError('IMAGE_BAD', { name, detail: '裁剪范围在图片之外' })
  const width = Math.round(Math.min(826, Math.max(413, part.width)))
  const answer = await ask({ bytes, box: part, width, height: Math.floor((width * 7) / 5) })
  if (!answer?.jpeg) throw new AppError('IMAGE_BAD', { name, detail: '内容已损坏' })
  const warnings = sizeWarnings(part.width, part.height)
  if (answer.grey) warnings.push(GREY)
  return { jpeg: answer.jpeg, warnings }
}

/** The whole picture as a JPEG of at most `side` pixels, upright, without metadata; undefined where it cannot be decoded. `size` is its own. */
export async function shrinkPhoto(
  bytes: Uint8Array,
  { width, height }: { width: number; height: number },
  side: number,
): Promise<Uint8Array | undefined> {
  const scale = Math.min(1, side / Math.max(width, height))
  const scaled = (length: number) => Math.max(1, Math.round(length * scale))
  const box = { x: 0, y: 0, width, height }
  return (await ask({ bytes, box, width: scaled(width), height: scaled(height) }))?.jpeg
}

function inspect(bytes: Uint8Array, name: string): ImageHeader {
  if (bytes.length > MAX_BYTES) {
    const size = `${Math.ceil(bytes.length / 1024 ** 2)} MB`
    throw new AppError('FILE_TOO_LARGE', { name, size, limit: `${MAX_BYTES / 1024 ** 2} MB` })
  }
  const header = readHeader(bytes)
  if (!header) throw new AppError('FILE_TYPE', { name, expected: ' JPG、PNG 或 BMP 图片' })
  const { width, height, whole } = header
  if (width < 1 || height < 1 || !whole) throw new AppError('IMAGE_BAD', { name, detail: '文件不完整' })
  if (width * height > MAX_PIXELS) {
    throw new AppError('IMAGE_BAD', { name, detail: `尺寸过大（${width}×${height} 像素），上限为 1 亿像素` })
  }
  return header
}

function sizeWarnings(width: number, height: number): string[] {
  const [w, h] = [Math.round(width), Math.round(height)]
  if (w >= MIN.width && h >= MIN.height) return []
  return [`照片只有 ${w}×${h} 像素，印成 1 寸（25×35 毫米）会模糊，请换不小于 ${MIN.width}×${MIN.height} 像素的照片。`]
}

// The part of the box that lies in the picture; NaN becomes an empty part.
function clip(box: Box, { width, height }: ImageHeader): Box {
  const x = Math.max(0, box.x)
  const y = Math.max(0, box.y)
  return { x, y, width: Math.min(width, box.x + box.width) - x, height: Math.min(height, box.y + box.height) - y }
}

// The largest 5:7 box inside: centred, a third of the spare height above it.
function largest({ x, y, width, height }: Box): Box {
  const w = Math.min(width, (height * 5) / 7)
  const h = (w * 7) / 5
  return { x: x + (width - w) / 2, y: y + (height - h) / 3, width: w, height: h }
}

// One thread for all photos, started with the first one. It keeps no program alive.
let thread: { worker: Worker; waiting: Map<number, (answer: Answer | undefined) => void> } | undefined
let lastId = 0

function ask(job: Omit<Job, 'id'>): Promise<Answer | undefined> {
  thread ??= start()
  const { worker, waiting } = thread
  const id = ++lastId
  return new Promise(resolve => {
    waiting.set(id, resolve)
    worker.ref() // until the answer is here
    worker.postMessage({ id, ...job } satisfies Job)
  })
}

function start(): NonNullable<typeof thread> {
  // A name in a variable: bundlers rewrite `new URL('./worker.ts', import.meta.url)` into an asset of their own.
  const entry = import.meta.url.endsWith('.ts') ? './worker.ts' : './photo-worker.js'
  const worker = new Worker(new URL(entry, import.meta.url))
  const waiting = new Map<number, (answer: Answer | undefined) => void>()
  worker.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
    if (waiting.size === 0) worker.unref()
  })
  // A picture that kills its thread is a bad picture; the next one gets a new thread.
  const fail = () => {
    thread = undefined
    for (const resolve of waiting.values()) resolve(undefined)
    waiting.clear()
  }
  worker.on('error', fail)
  worker.on('exit', fail)
  return { worker, waiting }
}

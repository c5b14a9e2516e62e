/** Thread entry: reads one file after another and answers what is in it. */
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { inflateRawSync } from 'node:zlib'
import { isProgramName } from '../../src-shared/domain/junk.ts'
import { AppError } from '../../src-shared/errors.ts'
import { identify } from '../files/magic.ts'
import { osReason } from '../files/reason.ts'
import { type Bytes, inFile, inMemory } from '../media/bytes.ts'
import { mediaFacts } from '../media/facts.ts'
import type { Member } from '../package/archive.ts'
import { insertedPrograms } from '../package/oleText.ts'
import { readZip } from '../package/unzip.ts'
import { readHeader } from '../photo/header.ts'
import { isLockedOle } from './locked.ts'
import { type Ask, type Content, NOTHING } from './probe.ts'

const WHOLE = 64 << 20 // bytes; what is larger is hashed in pieces and judged by its headers
const DECODED = 40_000_000 // pixels; larger pictures are judged by header and end
const DECODABLE = ['image/jpeg', 'image/png', 'image/bmp', 'image/gif', 'image/webp', 'image/avif']
const ZIPPED = /^application\/(zip|ofd|vnd\.openxmlformats|vnd\.oasis)/
parentPort?.on('message', async (ask: Ask) => parentPort?.postMessage(await look(ask)))

async function look({ path, deep }: Ask): Promise<Content> {
  try {
    const file = openSync(path, 'r')
    try {
      const size = fstatSync(file).size
      const whole = size <= WHOLE ? readFileSync(file) : undefined
      const bytes = whole ? inMemory(whole) : inFile(file, size)
      const sha256 = whole ? createHash('sha256').update(whole).digest('hex') : digestOf(file)
      const { kind, refused = '' } = identify(bytes)
      const found: Content = { ...NOTHING, sha256, bytes: size, type: kind?.type ?? null, refused, large: !whole }
      return deep && kind ? { ...found, ...(await inside(kind.type, bytes, whole, path)) } : found
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (osReason(error) === undefined) throw error
    return NOTHING
  }
}

function digestOf(file: number): string {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(1 << 20)
  for (let at = 0; ; ) {
    const read = readSync(file, buffer, 0, buffer.length, at)
    if (read === 0) return hash.digest('hex')
    hash.update(buffer.subarray(0, read))
    at += read
  }
}

async function inside(type: string, bytes: Bytes, whole: Buffer | undefined, path: string): Promise<Partial<Content>> {
  const { width, height, seconds } = mediaFacts(type, bytes)
  const pixels = width !== null && height !== null ? { width, height } : null
  if (type === 'application/pdf') return whole ? pdf(whole) : {}
  if (DECODABLE.includes(type)) return { pixels, damaged: whole ? await decode(whole, pixels) : '' }
  if (ZIPPED.test(type)) return zip(path, whole)
  if (/^application\/(msword|vnd\.ms|x-encrypted)/.test(type))
    return { locked: isLockedOle(bytes, type), programs: whole ? insertedPrograms(whole) : [] }
  return { pixels, seconds }
}

// The two libraries are loaded when the first file asks for them: half a second each.
async function pdf(bytes: Buffer): Promise<Partial<Content>> {
  const { readPdf } = await import('./pdf.ts')
  try {
    const facts = await readPdf(bytes)
    const scripts = facts.scripts ? ['PDF 内的脚本或启动程序的动作'] : []
    return { pdf: facts, locked: facts.locked, programs: [...scripts, ...facts.attached.filter(isProgramName)] }
  } catch {
    return { damaged: 'PDF 无法解析' } // whatever the library says of these bytes
  }
}

/** Why the picture cannot be shown; '' when it can. */
async function decode(bytes: Buffer, pixels: Content['pixels']): Promise<string> {
  if (readHeader(bytes)?.whole === false) return '图片不完整'
  if (!pixels) return '图片没有尺寸'
  if (pixels.width * pixels.height > DECODED) return ''
  const { loadImage } = await import('@napi-rs/canvas')
  try {
    await loadImage(bytes)
    return ''
  } catch {
    return '图片无法解码'
  }
}

function zip(path: string, whole: Buffer | undefined): Partial<Content> {
  try {
    const entries = readZip(path)
    const inserted = entries.filter(entry => !('problem' in entry) && /\/embeddings\/[^/]*\.bin$/i.test(entry.name))
    return {
      locked: entries.some(entry => 'problem' in entry && entry.problem.includes('加密')),
      programs: [
        ...entries.map(entry => entry.name).filter(isProgramName),
        ...inserted.flatMap(entry => ('problem' in entry || !whole ? [] : insertedPrograms(partOf(entry, whole)))),
      ],
    }
  } catch (error) {
    if (error instanceof AppError) return { damaged: '压缩结构不完整' }
    throw error
  }
}

/** A part of an Office file; empty where it is not what it states. */
function partOf({ at, packed, bytes, deflated }: Member, whole: Buffer): Buffer {
  if (bytes > WHOLE) return Buffer.alloc(0)
  const body = whole.subarray(at, at + packed)
  try {
    return deflated ? inflateRawSync(body, { maxOutputLength: bytes + 1 }) : body
  } catch {
    return Buffer.alloc(0)
  }
}

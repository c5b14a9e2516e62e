/** Looks through every byte of a file that is to leave the house: raw, in the parts of zip and Office files, in the streams of PDFs. */
import { type FileHandle, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { chunksOf } from './archive.ts'
import { pdfTexts } from './pdfText.ts'
import { findPersonal, type Hits, type Phones } from './personal.ts'
import { readZip } from './unzip.ts'

export interface Findings extends Hits {
  /** Why the file could not be looked through, in Chinese. Nothing is promised of it then. */
  unreadable?: string
}

export interface SearchOptions {
  phones: Phones
  /** A folder for what has to be taken out of an archive to be looked through. */
  work: string
  signal?: { readonly aborted: boolean }
  /** Bytes read since the last call. */
  progress?: (bytes: number) => void
}

const OVERLAP = 64 // a number may stand on the border of two chunks
const CHUNK = 1 << 20
const MAX_PDF = 256 << 20
const MAX_DEPTH = 3 // a zip in a zip in a zip
const MAX_INNER = 256 << 20 // bytes of a zip inside a zip

const nothing = (): Findings => ({ sure: 0, maybe: new Set() })

/** What a file holds of 身份证 and phone numbers. @throws AppError CANCELLED, FILE_UNREADABLE */
export async function searchFile(path: string, options: SearchOptions, depth = 0): Promise<Findings> {
  const found = nothing()
  const file = await open(path, 'r').catch(() => {
    throw new AppError('FILE_UNREADABLE', { name: basename(path), detail: '文件读不出来' })
  })
  try {
    const first = Buffer.allocUnsafe(CHUNK)
    const { bytesRead } = await file.read(first, 0, CHUNK, 0)
    const head = first.subarray(0, bytesRead)
    await searchChunks(chunksFrom(file, head), found, options)
    if (isPdf(head)) await searchPdf(path, found, options)
    else if (isZip(head)) await searchZip(path, found, options, depth)
  } finally {
    await file.close()
  }
  return found
}

/** The first chunk is there already: most files are no longer. */
async function* chunksFrom(file: FileHandle, head: Buffer): AsyncGenerator<Uint8Array> {
  yield head
  const buffer = Buffer.allocUnsafe(head.length === CHUNK ? CHUNK : 0)
  for (let at = head.length; buffer.length > 0; ) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK, at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

/** The same for bytes that are there already: forms, pages and lists of our own. */
export async function searchBytes(bytes: Uint8Array, options: SearchOptions): Promise<Findings> {
  const found = nothing()
  await searchChunks([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)], found, options)
  return found
}

async function searchChunks(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  found: Findings,
  { phones, signal, progress }: SearchOptions,
  isXml = false,
): Promise<void> {
  let rest = ''
  for await (const chunk of chunks) {
    if (signal?.aborted) throw new AppError('CANCELLED')
    const text = rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')
    for (const version of versionsOf(text, isXml)) findPersonal(version, phones, found)
    rest = text.slice(-OVERLAP)
    progress?.(chunk.byteLength)
  }
}

/** The bytes themselves; and, where it can make a difference, as UTF-16, with full-width digits, without the tags between two runs of a number. */
function versionsOf(text: string, isXml: boolean): string[] {
  const versions = [text]
  if (/\d\0\d\0\d/.test(text)) {
    const bytes = Buffer.from(text, 'latin1')
    // Not Buffer's own toString: at an odd place of a large buffer it writes beyond its memory (Node 24.21, measured: the process aborts).
    for (const shift of [0, 1]) versions.push(new TextDecoder('utf-16le').decode(bytes.subarray(shift)))
  }
  if (/\xef\xbc[\x90-\x99]/.test(text)) {
    versions.push(
      text.replace(/\xef\xbc([\x90-\x99])/g, (_, last: string) => String.fromCharCode(last.charCodeAt(0) - 0x60)),
    )
  }
  if (isXml) versions.push(text.replace(/<\/(?:w:p|w:tc|a:p|si|c|row)>/g, ' ').replace(/<[^>]*>/g, ''))
  return versions
}

async function searchPdf(path: string, found: Findings, { phones }: SearchOptions): Promise<void> {
  if ((await stat(path)).size > MAX_PDF) {
    found.unreadable = '文件过大，不能检查其中的内容'
    return
  }
  const { texts, unreadable } = pdfTexts(await readFile(path))
  if (unreadable !== undefined) found.unreadable = unreadable
  for (const text of texts) findPersonal(text, phones, found)
}

async function searchZip(path: string, found: Findings, options: SearchOptions, depth: number): Promise<void> {
  let entries: ReturnType<typeof readZip>
  try {
    entries = readZip(path)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    found.unreadable = '压缩包不完整，不能检查其中的内容'
    return
  }
  for (const entry of entries) {
    if ('problem' in entry) {
      found.unreadable = `压缩包内「${entry.name}」不能检查：${entry.problem}`
      continue
    }
    try {
      await searchChunks(chunksOf(entry), found, options, /\.(xml|rels|xhtml|html?)$/i.test(entry.name))
      if (entry.bytes > 4 && (await isContainer(chunksOf(entry)))) await searchInner(entry, found, options, depth)
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'CANCELLED') throw error
      found.unreadable = `压缩包内「${entry.name}」不能检查`
    }
  }
}

async function isContainer(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  for await (const chunk of chunks) return isZip(chunk) || isPdf(chunk)
  return false
}

const begins = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text
const isZip = (bytes: Uint8Array): boolean => begins(bytes, 'PK')
const isPdf = (bytes: Uint8Array): boolean => begins(bytes, '%PDF-')

/** A zip or PDF inside a zip: taken out and looked through like any other. */
async function searchInner(
  entry: Parameters<typeof chunksOf>[0],
  found: Findings,
  options: SearchOptions,
  depth: number,
): Promise<void> {
  if (depth >= MAX_DEPTH || entry.bytes > MAX_INNER) {
    found.unreadable = `压缩包内「${entry.name}」层次过深或过大，不能检查`
    return
  }
  const folder = await mkdtemp(join(options.work, 'inner-'))
  try {
    const path = join(folder, 'inner')
    await writeFile(path, chunksOf(entry))
    const inner = await searchFile(path, options, depth + 1)
    found.sure += inner.sure
    for (const number of inner.maybe) found.maybe.add(number)
    if (inner.unreadable !== undefined) found.unreadable = inner.unreadable
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

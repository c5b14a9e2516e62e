/** Looks through every byte of a file that is to leave the house: raw, and in what files of many kinds pack or write in their own way. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gunzipSync, inflateRawSync } from 'node:zlib'
import { AppError } from '../../src-shared/errors.ts'
import { osReason } from '../files/reason.ts'
import { type Bytes, inFile, inMemory } from '../media/bytes.ts'
import { chunksOf, type Found, type Member } from './archive.ts'
import { findInBytes } from './byteNumbers.ts'
import { decodeText, markupTexts, textsOf } from './markup.ts'
import { bookTexts, oleStreams, packedObjects } from './oleText.ts'
import { pdfTexts } from './pdfText.ts'
import { findPersonal, type Hits, noHits, type Phones } from './personal.ts'
import { ownFacts, tellsPlace } from './place.ts'
import { pngTexts } from './pngText.ts'
import { sharedTexts, sheetTexts } from './sheetText.ts'
import { readZip } from './unzip.ts'

export interface Findings extends Hits {
  /** Why the file could not be looked through, in Chinese. Nothing is promised of it then. */
  unreadable?: string
  /** A document with pictures in it: scans, of which a program sees nothing. */
  pictures: boolean
  /** A picture or film that says where it was taken. */
  place: boolean
}

export interface SearchOptions {
  phones: Phones
  /** A folder for what has to be taken out of an archive to be looked through. */
  work: string
  signal?: { readonly aborted: boolean }
  /** Bytes read since the last call. */
  progress?: (bytes: number) => void
}

const OVERLAP = 256 // a number may stand on the border of two chunks
const CHUNK = 1 << 20
const MAX_WHOLE = 256 << 20 // bytes of a document that is taken apart
const MAX_PART = 64 << 20 // bytes of one part of it, unpacked
const MAX_TOTAL = 1 << 30 // of all parts, also of files within files
const MAX_TEXT = 32 << 20
const MAX_DEPTH = 4 // a zip in a zip in a zip in a PDF

/** One look: what was found, and what may still be unpacked. */
interface Look {
  found: Findings
  options: SearchOptions
  left: number
}

const begin = (options: SearchOptions): Look => ({
  found: { ...noHits(), pictures: false, place: false },
  options,
  left: MAX_TOTAL,
})

const fail = (look: Look, reason: string): void => {
  look.found.unreadable ??= reason
}

/** What a file holds of 身份证 and phone numbers. @throws AppError CANCELLED, FILE_UNREADABLE */
export async function searchFile(path: string, options: SearchOptions): Promise<Findings> {
  const look = begin(options)
  await searchAt(path, look, 0)
  return look.found
}

async function searchAt(path: string, look: Look, depth: number): Promise<void> {
  const unreadable = () => new AppError('FILE_UNREADABLE', { name: basename(path), detail: '文件读不出来' })
  const file = await open(path, 'r').catch(() => {
    throw unreadable()
  })
  try {
    const { size } = await file.stat()
    const first = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(size, 1)))
    const { bytesRead } = await file.read(first, 0, first.length, 0)
    const head = first.subarray(0, bytesRead)
    const sort = sortOf(head)
    await searchChunks(chunksFrom(file, head, size), sort, look)
    searchFacts(inFile(file.fd, size, head), sort, look)
    if (!NEEDS_WHOLE.has(sort) || (sort === 'text' && size > MAX_TEXT))
      return void (sort === 'packed' && fail(look, PACKED))
    if (size > MAX_WHOLE && sort !== 'zip') return fail(look, '文件过大，不能检查其中的内容')
    const whole = bytesRead === size ? head : sort === 'zip' && size > MAX_PART ? undefined : await file.readFile()
    await takeApart(sort, { path, whole }, look, depth)
  } catch (error) {
    throw osReason(error) === undefined ? error : unreadable()
  } finally {
    await file.close()
  }
}

/** The first chunk is there already: most files are no longer. Each chunk begins with the end of the one before. */
async function* chunksFrom(file: FileHandle, head: Buffer, size: number): AsyncGenerator<Buffer> {
  yield head
  if (head.length >= size) return
  const buffer = Buffer.allocUnsafe(CHUNK + OVERLAP)
  head.copy(buffer, 0, head.length - OVERLAP)
  for (let at = head.length; ; ) {
    const { bytesRead } = await file.read(buffer, OVERLAP, CHUNK, at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, OVERLAP + bytesRead)
    buffer.copy(buffer, 0, bytesRead, OVERLAP + bytesRead)
    at += bytesRead
  }
}

/** The same for bytes that are there already: forms, pages and lists of our own. */
export async function searchBytes(bytes: Uint8Array, options: SearchOptions): Promise<Findings> {
  const look = begin(options)
  await searchBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), look, 0)
  return look.found
}

async function searchBuffer(bytes: Buffer, look: Look, depth: number): Promise<void> {
  if (look.options.signal?.aborted) throw new AppError('CANCELLED')
  const sort = sortOf(bytes)
  searchRaw(bytes, sort, look)
  searchFacts(inMemory(bytes), sort, look)
  if (sort === 'packed') fail(look, PACKED)
  else if (NEEDS_WHOLE.has(sort)) await takeApart(sort, { whole: bytes }, look, depth)
}

async function searchChunks(chunks: AsyncIterable<Buffer>, sort: Sort, look: Look): Promise<void> {
  const { signal, progress } = look.options
  let first = true
  for await (const chunk of chunks) {
    if (signal?.aborted) throw new AppError('CANCELLED')
    searchRaw(chunk, sort, look)
    progress?.(first ? chunk.length : chunk.length - OVERLAP)
    first = false
  }
}

function searchRaw(chunk: Buffer, sort: Sort, { found, options }: Look): void {
  // Tables and pages of a PDF are numbers themselves: only its strings are put together, below.
  findInBytes(chunk, options.phones, found, { strict: sort === 'pdf', plain: isMedia(sort) })
}

const isMedia = (sort: Sort): boolean => sort === 'film' || sort === 'picture'

/** What a film or picture says of itself, in every way of writing. */
function searchFacts(bytes: Bytes, sort: Sort, { found, options }: Look): void {
  if (!isMedia(sort) && sort !== 'png') return
  const parts = ownFacts(bytes)
  for (const part of parts) findInBytes(part, options.phones, found)
  found.place ||= tellsPlace(parts, sort === 'film')
}

type Sort = 'pdf' | 'zip' | 'ole' | 'png' | 'gzip' | 'packed' | 'text' | 'film' | 'picture' | 'other'

const NEEDS_WHOLE: ReadonlySet<Sort> = new Set(['pdf', 'zip', 'ole', 'png', 'gzip', 'text'])
const PACKED = '压缩方式特殊，不能检查其中的内容'

const BEGINNINGS: [text: string, sort: Sort][] = [
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['PK\x07\x08', 'zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'ole'],
  ['\x89PNG\r\n', 'png'],
  ['\xff\xd8\xff', 'picture'],
  ['II*\0', 'picture'],
  ['MM\0*', 'picture'],
  ['GIF8', 'picture'],
  ['\x1f\x8b', 'gzip'],
  ['7z\xbc\xaf\x27\x1c', 'packed'],
  ['Rar!', 'packed'],
  ['BZh', 'packed'],
  ['\xfd7zXZ', 'packed'],
  ['\x28\xb5\x2f\xfd', 'packed'],
  ['MSCF', 'packed'],
  ['\x1aE\xdf\xa3', 'film'],
]

const TEXT_CONTROLS: ReadonlySet<number> = new Set([9, 10, 11, 12, 13, 27]) // tab, line ends, escape

function sortOf(head: Buffer): Sort {
  const begins = head.toString('latin1', 0, 1024)
  const known = BEGINNINGS.find(([text]) => begins.startsWith(text))
  if (known) return known[1]
  if (begins.includes('%PDF-')) return 'pdf'
  if (begins.slice(4, 8) === 'ftyp')
    return /^(?:hei|hev|mif1|msf1|avi[fs])/.test(begins.slice(8, 12)) ? 'picture' : 'film'
  if (/^(?:moov|mdat|wide|free)$/.test(begins.slice(4, 8))) return 'film'
  if (begins.startsWith('RIFF')) return begins.slice(8, 12) === 'WEBP' ? 'picture' : 'film'
  if (/^(?:\xff\xfe|\xfe\xff)/.test(begins)) return 'text'
  return head.subarray(0, 1024).some(byte => byte < 0x20 && !TEXT_CONTROLS.has(byte)) ? 'other' : 'text'
}

async function takeApart(
  sort: Sort,
  { path, whole }: { path?: string; whole: Buffer | undefined },
  look: Look,
  depth: number,
): Promise<void> {
  if (sort === 'zip') return searchZip({ path, whole }, look, depth)
  if (!whole) return
  if (sort === 'pdf') return searchPdf(whole, look, depth)
  if (sort === 'ole') return searchOle(whole, look, depth)
  if (sort === 'text') return searchText(whole, look, depth)
  if (sort === 'png')
    for (const text of pngTexts(whole)) findPersonal(decodeText(text), look.options.phones, look.found)
  if (sort === 'gzip') {
    const inner = unpacked(() => gunzipSync(whole, { maxOutputLength: Math.min(MAX_PART, look.left) }))
    if (inner) await searchInner(inner, look, depth, '压缩内容')
    else fail(look, '压缩内容已损坏或过大，不能检查')
  }
}

function unpacked(work: () => Buffer): Buffer | undefined {
  try {
    return work()
  } catch {
    return undefined // cut off, rubbish, or larger than it may be
  }
}

/** A file within a file, looked through like any other. */
async function searchInner(bytes: Buffer, look: Look, depth: number, name: string): Promise<void> {
  look.left -= bytes.length
  if (depth >= MAX_DEPTH || look.left < 0) return fail(look, `「${name}」层次过深或过大，不能检查`)
  await searchBuffer(bytes, look, depth + 1)
}

async function searchPdf(bytes: Buffer, look: Look, depth: number): Promise<void> {
  const { texts, strict, attached, pictures, unreadable } = pdfTexts(bytes)
  const { phones } = look.options
  if (unreadable !== undefined) fail(look, unreadable)
  if (pictures) look.found.pictures = true
  for (const text of texts) findPersonal(text, phones, look.found)
  for (const text of strict) findPersonal(text, phones, look.found, { strict: true })
  for (const file of attached) await searchInner(file, look, depth, 'PDF 的附件')
}

async function searchText(bytes: Buffer, look: Look, depth: number): Promise<void> {
  const { texts, packed } = textsOf(decodeText(bytes))
  for (const text of texts) findPersonal(text, look.options.phones, look.found)
  for (const file of packed) await searchInner(file, look, depth, '邮件附件')
}

async function searchOle(bytes: Buffer, look: Look, depth: number): Promise<void> {
  const { phones } = look.options
  let streams: ReturnType<typeof oleStreams>
  try {
    streams = oleStreams(bytes)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return fail(look, '文件结构已损坏，不能检查其中的内容')
  }
  for (const { name, bytes: body } of streams) {
    findInBytes(body, phones, look.found)
    if (name === 'EncryptedPackage' || name === 'EncryptedSummary') fail(look, '文件已加密，不能检查其中的内容')
    if (/^(?:Workbook|Book)$/.test(name)) for (const text of bookTexts(body)) findPersonal(text, phones, look.found)
    if (name === 'Pictures' || name === 'Data') look.found.pictures ||= body.length > 1024
    // Fast-saved: pieces of old texts, put together when it is opened (MS-DOC 2.5.1, fComplex). Encrypted: fEncrypted.
    if (name === 'WordDocument' && body.length > 12) {
      const flags = body.readUInt16LE(10)
      if ((flags & 0x0100) !== 0) fail(look, '文件已加密，不能检查其中的内容')
      if ((flags & 0x0004) !== 0) fail(look, '文件用旧版 Word 快速保存，不能检查其中的内容')
    }
    if (name === 'PowerPoint Document')
      for (const inner of packedObjects(body, MAX_PART)) await searchInner(inner, look, depth, '演示文稿里的对象')
    const sort = sortOf(body)
    if (sort !== 'other' && sort !== 'text') await searchInner(body, look, depth, name)
    else if (/^(?:.Ole10Native|Package|CONTENTS)$/.test(name)) await searchInner(embedded(body), look, depth, name)
  }
}

/** An inserted object: the file stands behind a head of names. */
function embedded(body: Buffer): Buffer {
  const places = BEGINNINGS.map(([text]) => body.indexOf(Buffer.from(text, 'latin1'))).filter(at => at >= 0)
  return body.subarray(places.length > 0 ? Math.min(...places) : 0)
}

async function searchZip(
  { path, whole }: { path?: string | undefined; whole: Buffer | undefined },
  look: Look,
  depth: number,
): Promise<void> {
  if (path === undefined) return searchZipBytes(whole ?? Buffer.alloc(0), look, depth)
  let entries: Found[]
  try {
    entries = readZip(path)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return fail(look, '压缩包不完整，不能检查其中的内容')
  }
  const parts: Sheets = { shared: [], sheets: [] }
  for (const entry of entries) {
    if (look.options.signal?.aborted) throw new AppError('CANCELLED')
    if ('problem' in entry) {
      fail(look, `压缩包内「${entry.name}」不能检查：${entry.problem}`)
      continue
    }
    if (entry.bytes > MAX_PART) await searchLarge(entry, look)
    else {
      const body = await contentOf(entry, whole)
      if (body) await searchPart(entry.name, body, parts, look, depth)
      else fail(look, `压缩包内「${entry.name}」已损坏，不能检查`)
    }
  }
  for (const sheet of parts.sheets)
    for (const text of sheetTexts(sheet, parts.shared)) findPersonal(text, look.options.phones, look.found)
}

interface Sheets {
  shared: string[]
  sheets: string[]
}

async function searchPart(name: string, body: Buffer, parts: Sheets, look: Look, depth: number): Promise<void> {
  const sort = sortOf(body)
  if (sort === 'text' || /\.(xml|rels|vml|x?html?)$/i.test(name)) {
    look.left -= body.length
    if (look.left < 0) return fail(look, `压缩包内「${name}」过大，不能检查`)
    findInBytes(body, look.options.phones, look.found)
    const text = decodeText(body)
    const isMarkup = /^\s*\ufeff?\s*</.test(text)
    for (const shown of isMarkup ? markupTexts(text) : [text]) findPersonal(shown, look.options.phones, look.found)
    if (!isMarkup) await searchText(body, look, depth)
    if (/sharedStrings\.xml$/i.test(name)) parts.shared = sharedTexts(text)
    else if (/worksheets\/[^/]*\.xml$/i.test(name)) parts.sheets.push(text)
    return
  }
  if (sort === 'picture' || sort === 'png' || /\.(?:emf|wmf|jpe?g|tiff?|heic)$/i.test(name)) look.found.pictures = true
  if (/worksheets\/[^/]*\.bin$/i.test(name)) fail(look, '二进制工作簿，不能检查其中的内容')
  await searchInner(body, look, depth, name)
}

/** A part that is too large to be taken apart: a picture, a film. */
async function searchLarge(entry: Member, look: Look): Promise<void> {
  let first = true
  let sort: Sort = 'other'
  let rest: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of chunksOf(entry)) {
      if (look.options.signal?.aborted) throw new AppError('CANCELLED')
      const bytes = Buffer.concat([rest, chunk])
      if (first) sort = sortOf(bytes)
      searchRaw(bytes, sort, look)
      rest = bytes.subarray(-OVERLAP)
      first = false
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'CANCELLED') throw error
    return fail(look, `压缩包内「${entry.name}」已损坏，不能检查`)
  }
  if (NEEDS_WHOLE.has(sort) || sort === 'packed') fail(look, `压缩包内「${entry.name}」过大，不能检查`)
}

async function contentOf(entry: Member, whole: Buffer | undefined): Promise<Buffer | undefined> {
  if (whole) {
    const body = whole.subarray(entry.at, entry.at + entry.packed)
    // No more than it states: a bomb ends here.
    const made = entry.deflated ? unpacked(() => inflateRawSync(body, { maxOutputLength: entry.bytes + 1 })) : body
    return made?.length === entry.bytes ? made : undefined
  }
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of chunksOf(entry)) chunks.push(chunk)
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

/** A zip within a file is put on the disk: its reader works on files. */
async function searchZipBytes(bytes: Buffer, look: Look, depth: number): Promise<void> {
  const folder = mkdtempSync(join(look.options.work, 'inner-'))
  try {
    const path = join(folder, 'inner')
    writeFileSync(path, bytes)
    await searchZip({ path, whole: bytes }, look, depth)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

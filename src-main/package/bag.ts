/** A package as a BagIt 1.0 bag (RFC 8493), in a folder or a zip file. */
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { AppError } from '../../src-shared/errors.ts'
import { notWritten } from '../files/atomic.ts'
import { osReason } from '../files/reason.ts'
import { BAGIT, formatInfo, formatManifest, type Line, MANIFEST, TAG_MANIFEST } from './manifest.ts'
import { findTwins, nameProblem, payloadNameProblem } from './name.ts'
import { folderSink, type Sink, sweepParts, zipSink } from './sink.ts'

/** A file to be copied. It must still have this size, and this digest where one is known. */
export interface BagSource {
  path: string // absolute
  sha256?: string
  bytes: number
}

export interface BagEntry {
  /** ASCII path below data/ (`evidence/G2_001.jpg`); for people's files, a plain name in the package's root. */
  name: string
  source: BagSource | Uint8Array | (() => Promise<Uint8Array>)
}

export interface Amount {
  files: number
  bytes: number
}

export interface BagOptions {
  entries: readonly BagEntry[]
  /** Labels and values of bag-info.txt, in this order; Payload-Oxum is added. Bagging-Date (ISO) is also the time of zip entries. */
  info: { 'Bagging-Date': string } & Record<string, string>
  /** Files for people, with Chinese names (打开.html, 目录.pdf): in the root beside bagit.txt, listed in the tag manifest. */
  humanFiles?: readonly BagEntry[]
  target: { kind: 'folder' | 'zip'; path: string }
  /** `total.bytes` counts what is known before it is made. */
  progress?: (done: Amount, total: Amount) => void
  signal?: AbortSignal
}

interface Job {
  sink: Sink
  done: Amount
  pause: () => Promise<void>
  /** One for all files: what was read is hashed and written before the job lets others run. */
  buffer: Buffer
}

const SLICE_MS = 20
const CHUNK = 1 << 20

/**
 * Writes the package: every byte is read once, and hashed, summed and copied in that pass. Memory does not grow with the size of
 * files; the event loop is given back every 20 ms. The target is complete, or as it was before (a folder must not exist).
 * `digest` is the SHA-256 of manifest-sha256.txt: it stands for all that lies under data/.
 * Throws AppError PACKAGE_EMPTY (nothing to write), PACKAGE_NAME (one that cannot be written), FILE_UNREADABLE (a source that is missing,
 * changed or growing, by name), FILE_NOT_WRITTEN, CANCELLED.
 */
export async function writeBag(options: BagOptions): Promise<Amount & { digest: string; manifest: string }> {
  const { entries, info, humanFiles = [], target, progress, signal } = options
  if (entries.length === 0) throw new AppError('PACKAGE_EMPTY', { name: basename(target.path) })
  checkNames(entries, humanFiles)
  const total = totals([...entries, ...humanFiles])
  const done: Amount = { files: 0, bytes: 0 }
  const pause = pacer(signal, () => progress?.({ ...done }, total))
  let sink: Sink | undefined
  try {
    await sweepParts(resolve(target.path))
    sink = openSink(target, info['Bagging-Date'])
    const job: Job = { sink, done, pause, buffer: Buffer.allocUnsafe(CHUNK) }
    const payload: Line[] = []
    for (const entry of entries) payload.push(await put(job, `data/${entry.name}`, entry))
    const oxum = `${done.bytes}.${done.files}` // RFC 8493 2.2.2: OctetCount.StreamCount
    const manifest = formatManifest(payload)
    const tags: Line[] = []
    for (const entry of humanFiles) tags.push(await put(job, entry.name, entry))
    for (const [name, text] of [
      ['bagit.txt', BAGIT],
      ['bag-info.txt', formatInfo({ ...info, 'Payload-Oxum': oxum })],
      [MANIFEST, manifest],
    ] as const) {
      tags.push({ name, sha256: copyBytes(sink, name, Buffer.from(text)) })
    }
    copyBytes(sink, TAG_MANIFEST, Buffer.from(formatManifest(tags)))
    progress?.({ ...done }, total)
    stopIf(signal)
    await sink.finish()
    return { ...done, digest: sha256(Buffer.from(manifest)), manifest }
  } catch (error) {
    await sink?.discard().catch(() => {}) // the reason to report is the first one
    throw notWritten(target.path, error)
  }
}

function openSink({ kind, path }: BagOptions['target'], date: string): Sink {
  const whole = resolve(path) // also without a slash at its end
  if (kind === 'folder') return folderSink(whole)
  // RFC 8493 4: the zip holds a folder named as itself. Windows cannot make one that ends in a dot or space.
  const base = basename(whole)
    .replace(/\.zip$/i, '')
    .replace(/[. ]+$/, '')
  return zipSink(whole, base || 'package', date)
}

/** One file into the sink; its line for the manifest. */
async function put(job: Job, name: string, { source }: BagEntry): Promise<Line> {
  const { sink, done, pause } = job
  let digest: string
  if (typeof source === 'function' || source instanceof Uint8Array) {
    const bytes = typeof source === 'function' ? await source() : source
    digest = copyBytes(sink, name, bytes)
    done.bytes += bytes.length
    await pause()
  } else digest = await copyFile(job, name, source)
  done.files += 1
  await sink.ready()
  return { name, sha256: digest }
}

function copyBytes(sink: Sink, name: string, bytes: Uint8Array): string {
  sink.begin(name, bytes.length)
  for (let at = 0; at < bytes.length; at += CHUNK) sink.write(bytes.subarray(at, at + CHUNK))
  sink.end(crc32(bytes))
  return sha256(bytes)
}

async function copyFile(
  { sink, done, pause, buffer }: Job,
  name: string,
  { path, bytes, sha256: expected }: BagSource,
): Promise<string> {
  const changed = (detail: string) => new AppError('FILE_UNREADABLE', { name, detail })
  const file = readable(name, () => openSync(path, 'r'))
  try {
    if (!readable(name, () => fstatSync(file)).isFile()) throw changed('这不是普通文件')
    const hash = createHash('sha256')
    let crc = 0
    let size = 0
    sink.begin(name, bytes)
    for (;;) {
      const read = readable(name, () => readSync(file, buffer, 0, buffer.length, null))
      if (read === 0) break
      size += read
      if (size > bytes) throw changed('文件比登记时大，或正在被写入')
      const chunk = buffer.subarray(0, read)
      hash.update(chunk)
      crc = crc32(chunk, crc)
      sink.write(chunk)
      done.bytes += read
      await pause()
    }
    if (size < bytes) throw changed('文件比登记时小')
    sink.end(crc)
    const digest = hash.digest('hex')
    if (expected !== undefined && digest !== expected.toLowerCase()) throw changed('内容与登记的摘要不一致')
    return digest
  } finally {
    closeSync(file)
  }
}

/** A system error of a source, as FILE_UNREADABLE with its name: the user looks for the file, not for the package. */
function readable<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const detail = osReason(error)
    throw detail ? new AppError('FILE_UNREADABLE', { name, detail }) : error
  }
}

function checkNames(entries: readonly BagEntry[], humanFiles: readonly BagEntry[]): void {
  const refuse = (name: string, detail: string) => new AppError('PACKAGE_NAME', { name, detail })
  for (const { name } of entries) {
    const problem = payloadNameProblem(name)
    if (problem) throw refuse(name, problem)
  }
  for (const { name } of humanFiles) {
    const problem = name.includes('/') ? '应直接放在包的根目录' : nameProblem(name)
    if (problem) throw refuse(name, problem)
    if (/^(bagit|bag-info|(tag)?manifest-.*|fetch)\.txt$|^data$/i.test(name)) throw refuse(name, '是包自身的文件名')
  }
  const twins = findTwins([...entries.map(e => `data/${e.name}`), ...humanFiles.map(e => e.name)])
  if (twins) throw refuse(twins[1], `与「${twins[0]}」在 Windows 中不能并存`)
}

function totals(entries: readonly BagEntry[]): Amount {
  const size = ({ source }: BagEntry) =>
    typeof source === 'function' ? 0 : source instanceof Uint8Array ? source.length : source.bytes
  return { files: entries.length, bytes: entries.reduce((sum, entry) => sum + size(entry), 0) }
}

/** Between small pieces of work: reports and lets others run every 20 ms; stops with CANCELLED once the signal is aborted. */
function pacer(signal: AbortSignal | undefined, report: () => void): () => Promise<void> {
  let began = performance.now()
  return async () => {
    if (performance.now() - began < SLICE_MS) return
    stopIf(signal)
    report()
    await breathe()
    stopIf(signal)
    began = performance.now()
  }
}

function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('CANCELLED')
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

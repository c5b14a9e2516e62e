import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { AppError } from '../../src-shared/errors.ts'
import { writeAtomic } from '../files/atomic.ts'

/**
 * Which committed state a database file holds, by its header. SQLite counts every commit (twice: `version` is the same number at another
 * place), and the gate stamps each with a random number: two files of one count that went different ways differ in it.
 */
export interface FileState {
  pageSize: number
  counter: number
  version: number
  stamp: number
}

/** A sum for every page of the file. CRC-32 finds every one, two or three flipped bits of a page, at the speed of the disk. */
export interface Digest {
  state: FileState
  bytes: number
  sums: Uint32Array
}

export const HEADER = 100
const PIECE = 1 << 20
const NAME = 'data.digest'

export const digestPath = (dataDir: string): string => join(dataDir, NAME)

/** Offsets are SQLite's file format. */
export function stateOf(header: Buffer): FileState {
  const size = header.readUInt16BE(16)
  return {
    pageSize: size === 1 ? 65536 : size,
    counter: header.readUInt32BE(24),
    version: header.readUInt32BE(92),
    stamp: header.readUInt32BE(60),
  }
}

export const sameState = (a: FileState, b: FileState): boolean =>
  a.counter === b.counter && a.version === b.version && a.stamp === b.stamp && a.pageSize === b.pageSize

/** The pages (from 1) of `found` that are not what `known` says: changed, missing, or too many. */
export function badPages(found: Digest, known: Digest): number[] {
  const bad: number[] = []
  const last = Math.max(found.sums.length, known.sums.length)
  for (let i = 0; i < last; i++) if (found.sums[i] !== known.sums[i]) bad.push(i + 1)
  if (bad.length === 0 && found.bytes !== known.bytes) bad.push(last)
  return bad
}

/**
 * Reads the whole file in pieces; other work goes on between them. Nobody may write meanwhile, or the digest is of nothing.
 * @param pageSize as it is known: the file's own word for it may be what is damaged
 * @throws AppError CANCELLED; what the system refuses
 */
export async function takeDigest(path: string, { pageSize, signal }: { pageSize?: number; signal?: AbortSignal } = {}) {
  const file = await open(path, 'r')
  try {
    const { size: bytes } = await file.stat()
    const buffer = Buffer.alloc(PIECE) // a multiple of every page size
    let state: FileState = { pageSize: 0, counter: 0, version: 0, stamp: 0 }
    let sums = new Uint32Array()
    let n = 0
    for (let at = 0; at < bytes; ) {
      if (signal?.aborted) throw new AppError('CANCELLED')
      const length = await fill(file, buffer, at)
      if (length === 0) break
      if (at === 0) {
        state = stateOf(length < HEADER ? Buffer.alloc(HEADER) : buffer)
        state = { ...state, pageSize: pageSize ?? sensible(state.pageSize) }
        sums = new Uint32Array(Math.ceil(bytes / state.pageSize))
      }
      for (let page = 0; page < length; page += state.pageSize)
        sums[n++] = crc32(buffer.subarray(page, Math.min(page + state.pageSize, length)))
      at += length
    }
    return { state, bytes, sums } satisfies Digest
  } finally {
    await file.close()
  }
}

const sensible = (size: number) => (size >= 512 && size <= 65536 && (size & (size - 1)) === 0 ? size : 4096)

/** A read may be short anywhere but at the end. */
async function fill(file: Awaited<ReturnType<typeof open>>, buffer: Buffer, at: number): Promise<number> {
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, at + length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return length
}

const FORMAT = 1
const HEAD = 32 // format, page size, counter, version, stamp, pages, bytes (8)
const PROOF = 32

/** Whole or not at all, and proven by its own SHA-256: a damaged digest says nothing about the data. */
export async function writeDigest(dataDir: string, { state, bytes, sums }: Digest): Promise<void> {
  const out = Buffer.alloc(HEAD + sums.length * 4 + PROOF)
  const head = [FORMAT, state.pageSize, state.counter, state.version, state.stamp, sums.length]
  for (const [i, value] of head.entries()) out.writeUInt32LE(value, i * 4)
  out.writeBigUInt64LE(BigInt(bytes), 24)
  for (let i = 0; i < sums.length; i++) out.writeUInt32LE(sums[i] ?? 0, HEAD + i * 4)
  const body = out.subarray(0, -PROOF)
  createHash('sha256').update(body).digest().copy(out, body.length)
  await writeAtomic(digestPath(dataDir), out)
}

/** Null: there is none, or it cannot be relied on. */
export async function readDigest(dataDir: string): Promise<Digest | null> {
  const out = await readFile(digestPath(dataDir)).catch(() => null)
  if (!out || out.length < HEAD + PROOF) return null
  const body = out.subarray(0, -PROOF)
  const proof = createHash('sha256').update(body).digest()
  if (!proof.equals(out.subarray(-PROOF))) return null
  const [format, pageSize = 0, counter = 0, version = 0, stamp = 0, pages = 0] = [0, 1, 2, 3, 4, 5].map(i =>
    body.readUInt32LE(i * 4),
  )
  if (format !== FORMAT || body.length !== HEAD + pages * 4) return null
  const sums = new Uint32Array(pages)
  for (let i = 0; i < pages; i++) sums[i] = body.readUInt32LE(HEAD + i * 4)
  return { state: { pageSize, counter, version, stamp }, bytes: Number(body.readBigUInt64LE(24)), sums }
}

/** The directory of a zip file, read before anything is inflated: what it says decides whether we go on. */
import { inflateRawSync } from 'node:zlib'
import { Refusal } from './refusal.ts'

export interface ZipEntry {
  name: string
  method: number // 0 stored, 8 deflated
  packed: number // bytes
  size: number // bytes after inflating, as the directory states
  offset: number // of the local header
  flags: number
}

const END = 0x06054b50
const END64 = 0x06064b50
const LOCATOR64 = 0x07064b50
const CENTRAL = 0x02014b50
const MAX32 = 0xffffffff

/** All entries by the central directory. Refuses with SHEET_DAMAGED (`name` is for the message) what is cut off or no zip. */
export function readDirectory(bytes: Uint8Array, name: string): ZipEntry[] {
  const damaged = () => new Refusal('SHEET_DAMAGED', { name, detail: '文件不完整' })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const end = findEnd(view)
    if (end < 0) throw damaged()
    let count = view.getUint16(end + 10, true)
    let at = view.getUint32(end + 16, true)
    if ((count === 0xffff || at === MAX32) && view.getUint32(end - 20, true) === LOCATOR64) {
      const end64 = Number(view.getBigUint64(end - 12, true))
      if (view.getUint32(end64, true) !== END64) throw damaged()
      count = Number(view.getBigUint64(end64 + 32, true))
      at = Number(view.getBigUint64(end64 + 48, true))
    }
    const entries: ZipEntry[] = []
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== CENTRAL) throw damaged()
      const nameLength = view.getUint16(at + 28, true)
      const extraLength = view.getUint16(at + 30, true)
      const entry: ZipEntry = {
        name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
        flags: view.getUint16(at + 8, true),
      }
      readZip64(view, at + 46 + nameLength, extraLength, entry)
      entries.push(entry)
      at += 46 + nameLength + extraLength + view.getUint16(at + 32, true)
    }
    return entries
  } catch (error) {
    if (error instanceof RangeError) throw damaged() // an offset beyond the file
    throw error
  }
}

/** An entry as it lies in the file. Throws RangeError where its local header lies outside. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Buffer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(start, start + entry.packed)
}

/** The bytes of one entry, never more than `limit`. */
export function extract(bytes: Uint8Array, entry: ZipEntry, limit: number): Uint8Array {
  const packed = packedBytes(bytes, entry)
  return entry.method === 0 ? packed.subarray(0, limit) : inflateRawSync(packed, { maxOutputLength: limit })
}

function findEnd(view: DataView): number {
  // The end record is 22 bytes and a comment of at most 65,535.
  for (let i = view.byteLength - 22; i >= Math.max(0, view.byteLength - 65_557); i--) {
    if (view.getUint32(i, true) === END) return i
  }
  return -1
}

// Streaming writers put the true sizes into an extra field, in this order, each only where the plain field is all ones.
function readZip64(view: DataView, start: number, length: number, entry: ZipEntry): void {
  for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    let field = at + 4
    const next = () => {
      field += 8
      return Number(view.getBigUint64(field - 8, true))
    }
    if (entry.size === MAX32) entry.size = next()
    if (entry.packed === MAX32) entry.packed = next()
    if (entry.offset === MAX32) entry.offset = next()
    return
  }
}

/** The parts of a workbook as they are inflated: no part as a whole in memory, none larger than it says, and none without end. */
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { Refusal } from './refusal.ts'
import { packedBytes, type ZipEntry } from './zip.ts'

// What it may become altogether. A million formatted empty rows of twenty columns are 700 MB, and read in seconds.
const UNPACKED = 2 * 1024 ** 3
const WINDOW = 256 * 1024 // bytes

/** Refuses with SHEET_BOMB what would unpack beyond the limit, with SHEET_DAMAGED what does not say how large it is. */
export function guard(entries: readonly ZipEntry[], file: string): void {
  const xml = entries.filter(e => /\.(?:xml|rels)$/i.test(e.name))
  if (xml.reduce((sum, e) => sum + e.size, 0) > UNPACKED) throw new Refusal('SHEET_BOMB', { name: file })
  if (xml.some(e => (e.packed === 0 ? (e.flags & 8) !== 0 : e.size === 0 && e.packed > 2))) throw damaged(file)
}

/** A part in windows. Refuses with SHEET_BOMB what comes out beyond the size that the directory states. */
export async function* inflated(bytes: Uint8Array, entry: ZipEntry, file: string): AsyncGenerator<Buffer> {
  let size = 0
  try {
    for await (const window of windows(bytes, entry)) {
      size += window.length
      if (size > entry.size) throw new Refusal('SHEET_BOMB', { name: file })
      yield window
    }
  } catch (error) {
    throw error instanceof Refusal ? error : damaged(file) // whatever the inflater says of these bytes
  }
}

async function* windows(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<Buffer> {
  const packed = packedBytes(bytes, entry)
  if (entry.method !== 0) {
    yield* Readable.from([packed]).pipe(createInflateRaw({ chunkSize: WINDOW }))
    return
  }
  for (let at = 0; at < packed.length; at += WINDOW) yield packed.subarray(at, at + WINDOW)
}

const damaged = (name: string) => new Refusal('SHEET_DAMAGED', { name, detail: '压缩内容有误' })

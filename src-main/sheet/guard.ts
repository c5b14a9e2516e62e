/** Looks through the large parts of a workbook before the XML reader may: what would hang it or exhaust the memory stops here. */
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { Refusal } from './refusal.ts'
import { packedBytes, type ZipEntry } from './zip.ts'

// `part`: one XML part. V8 ends the whole process, not the thread alone, when a single string of several hundred MB is more
// than the thread's heap can take, so no part may become one. 60,000 rows of 30 columns are about 100 MB.
const LIMITS = { unpacked: 500 * 1024 ** 2, part: 150 * 1024 ** 2 }
const SMALL = 1024 ** 2 // can do no harm
const WINDOW = 256 * 1024 // bytes
const OPEN = 0x3c // <
const BANG = 0x21 // !

/**
 * Refuses with SHEET_BOMB what unpacks beyond the limits, by the stated sizes and by what really comes out. The XML reader
 * itself stops at a part's stated size, so that the small parts need no look.
 */
export async function guard(bytes: Uint8Array, entries: ZipEntry[], name: string): Promise<void> {
  const damaged = new Refusal('SHEET_DAMAGED', { name, detail: '压缩内容有误' })
  const xml = entries.filter(e => /\.(?:xml|rels)$/i.test(e.name))
  const total = entries.reduce((sum, e) => sum + e.size, 0)
  if (total > LIMITS.unpacked || xml.some(e => e.size > LIMITS.part)) throw new Refusal('SHEET_BOMB', { name })
  // A part that states no size would be inflated without bound.
  if (xml.some(e => (e.packed === 0 ? (e.flags & 8) !== 0 : e.size === 0 && e.packed > 2))) throw damaged
  for (const entry of xml.filter(e => e.size > SMALL)) {
    let size = 0
    let last = 0
    try {
      for await (const window of inflated(bytes, entry)) {
        size += window.length
        if (size > entry.size) throw new Refusal('SHEET_BOMB', { name })
        // A run of text (or an attribute) as long as a window, and CDATA, comments and DTDs, which no program writes here,
        // cost the reader time with the square of their length.
        const strange = !window.includes(OPEN) || window.includes('<!') || (last === OPEN && window[0] === BANG)
        if (strange && window.length === WINDOW) throw new Refusal('SHEET_DAMAGED', { name, detail: '工作表内容异常' })
        last = window[window.length - 1] ?? 0
      }
    } catch (error) {
      throw error instanceof Refusal ? error : damaged // whatever the inflater says of these bytes
    }
  }
}

async function* inflated(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<Buffer> {
  const packed = packedBytes(bytes, entry)
  if (entry.method !== 0) {
    yield* Readable.from([packed]).pipe(createInflateRaw({ chunkSize: WINDOW }))
    return
  }
  for (let at = 0; at < packed.length; at += WINDOW) yield packed.subarray(at, at + WINDOW)
}

/** Streams of a PDF, found by their words in the bytes and unpacked: also those that nothing refers to any more. */
import { inflateSync } from 'node:zlib'

const MAX_STREAM = 64 << 20 // bytes after unpacking
const HEAD = 4096 // bytes of a stream's dictionary

export interface PdfStream {
  /** Its dictionary. */
  head: string
  /** Number of its object; NaN where it cannot be told. */
  number: number
  at: number
  end: number
}

export function* streamsOf(raw: string): Generator<PdfStream> {
  const begin = /stream\r?\n?/g
  for (let found = begin.exec(raw); found; found = begin.exec(raw)) {
    if (raw.slice(found.index - 3, found.index) === 'end') continue
    const before = raw.slice(Math.max(0, found.index - HEAD), found.index)
    if (!/>>\s*$/.test(before)) continue // the word in a text
    const at = found.index + found[0].length
    const object = before.lastIndexOf(' obj')
    const head = before.slice(Math.max(0, object))
    const number = Number(/(\d+)\s+\d+$/.exec(before.slice(Math.max(0, object - 24), Math.max(0, object)))?.[1])
    const stated = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(head)?.[1] ?? Number.NaN)
    const end = raw.startsWith('endstream', skip(raw, at + stated)) ? at + stated : raw.indexOf('endstream', at)
    if (end < 0) return void (yield { head, number, at, end: raw.length }) // the file is cut off
    yield { head, number, at, end }
    begin.lastIndex = end
  }
}

function skip(raw: string, at: number): number {
  let next = at
  while (/\s/.test(raw[next] ?? '')) next += 1
  return next
}

/** A name as it is meant: #64 is d. */
export const plainName = (name: string): string =>
  name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Names of the packings, outermost first; undefined where they stand in another object. */
function filtersOf(head: string): string[] | undefined {
  const [, value] = /\/Filter\s*(\[[^\]]*\]|\/[^\s/<>[\]()]+|\d+\s+\d+\s+R|null)/.exec(plainName(head)) ?? []
  if (value === undefined || value === 'null') return []
  if (/\d\s+R/.test(value)) return undefined
  return [...value.matchAll(/\/([^\s/<>[\]()]+)/g)].map(([, found = '']) => found)
}

export const isPicture = (head: string): boolean => /\/Subtype\s*\/Image\b/.test(head)

/** Bytes of a stream; 'picture' where they are one; why they cannot be had, in Chinese. */
export function unpack(bytes: Buffer, { head, at, end }: PdfStream): Buffer | 'picture' | { problem: string } {
  if (isPicture(head)) return 'picture'
  const filters = filtersOf(head)
  if (filters === undefined) return { problem: '压缩方式特殊，不能检查其中的内容' }
  let body: Buffer = bytes.subarray(at, end)
  for (const filter of filters) {
    if (/^(?:DCTDecode|DCT|JPXDecode|CCITTFaxDecode|CCF|JBIG2Decode)$/.test(filter)) return 'picture'
    const read = FILTERS[filter]
    if (!read) return { problem: '压缩方式特殊，不能检查其中的内容' }
    const next = read(body)
    if (next === undefined) return { problem: '内容已损坏或过大，不能检查' }
    body = next
  }
  // Tables of a PDF itself (xref, object streams) may be stored as differences of rows of PNG.
  return /\/Predictor\s+1[0-5]\b/.test(head) ? unpredicted(body, head) : body
}

const FILTERS: Record<string, (bytes: Buffer) => Buffer | undefined> = {
  FlateDecode: inflated,
  Fl: inflated,
  ASCIIHexDecode: hex,
  AHx: hex,
  ASCII85Decode: ascii85,
  A85: ascii85,
  RunLengthDecode: runs,
  RL: runs,
  LZWDecode: lzw,
  LZW: lzw,
}

function inflated(packed: Buffer): Buffer | undefined {
  try {
    // A stream cut off at its end is read as far as it goes, as every reader of PDF does.
    return inflateSync(packed, { finishFlush: 2, maxOutputLength: MAX_STREAM })
  } catch {
    return undefined
  }
}

function hex(bytes: Buffer): Buffer {
  const digits = (bytes.toString('latin1').split('>')[0] ?? '').replace(/[^0-9A-Fa-f]/g, '')
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex')
}

function ascii85(bytes: Buffer): Buffer {
  const text = (bytes.toString('latin1').split('~>')[0] ?? '').replace(/^<~/, '').replace(/\s/g, '')
  const out: number[] = []
  let group: number[] = []
  const put = (count: number) => {
    let value = 0
    for (let i = 0; i < 5; i++) value = value * 85 + (group[i] ?? 84)
    for (let i = 0; i < count; i++) out.push(Math.floor(value / 2 ** (24 - 8 * i)) & 0xff)
    group = []
  }
  for (const char of text) {
    if (char === 'z' && group.length === 0) out.push(0, 0, 0, 0)
    else group.push(char.charCodeAt(0) - 33)
    if (group.length === 5) put(4)
  }
  if (group.length > 1) put(group.length - 1)
  return Buffer.from(out)
}

function runs(bytes: Buffer): Buffer | undefined {
  const parts: Buffer[] = []
  let size = 0
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at] as number
    if (length === 128) break
    const part = length < 128 ? bytes.subarray(at + 1, at + length + 2) : Buffer.alloc(257 - length, bytes[at + 1] ?? 0)
    at += length < 128 ? length + 2 : 2
    size += part.length
    if (size > MAX_STREAM) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** ISO 32000-1 7.4.4: codes of 9 to 12 bits, longer one code early. */
function lzw(bytes: Buffer): Buffer | undefined {
  const parts: Buffer[] = []
  let table: Buffer[] = []
  const reset = () => {
    table = Array.from({ length: 258 }, (_, i) => Buffer.from(i < 256 ? [i] : []))
  }
  reset()
  let [size, value, bits, width] = [0, 0, 0, 9]
  let last: Buffer | undefined
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffffff
    bits += 8
    if (bits < width) continue
    const code = (value >>> (bits - width)) & ((1 << width) - 1)
    bits -= width
    if (code === 257) break
    if (code === 256) {
      reset()
      width = 9
      last = undefined
      continue
    }
    const entry = table[code] ?? (last && Buffer.concat([last, last.subarray(0, 1)]))
    if (!entry) return undefined
    if (last) table.push(Buffer.concat([last, entry.subarray(0, 1)]))
    size += entry.length
    if (size > MAX_STREAM || table.length > 4200) return undefined
    parts.push(entry)
    last = entry
    width = table.length + 1 >= 2048 ? 12 : table.length + 1 >= 1024 ? 11 : table.length + 1 >= 512 ? 10 : 9
  }
  return Buffer.concat(parts)
}

function unpredicted(bytes: Buffer, head: string): Buffer {
  const number = (key: string, or: number) => Number(new RegExp(`/${key}\\s+(\\d+)`).exec(head)?.[1] ?? or)
  const pixel = Math.max(1, Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8)) / 8))
  const width = Math.ceil((number('Columns', 1) * number('Colors', 1) * number('BitsPerComponent', 8)) / 8)
  if (width < 1 || width > bytes.length) return bytes
  const rows = Math.ceil(bytes.length / (width + 1))
  const out = Buffer.alloc(rows * width)
  for (let row = 0; row < rows; row++) {
    const kind = bytes[row * (width + 1)] ?? 0
    for (let i = 0; i < width; i++) {
      const at = row * width + i
      const left = i >= pixel ? (out[at - pixel] ?? 0) : 0
      const up = row > 0 ? (out[at - width] ?? 0) : 0
      const corner = i >= pixel && row > 0 ? (out[at - width - pixel] ?? 0) : 0
      const add =
        kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1 : kind === 4 ? paeth(left, up, corner) : 0
      out[at] = (bytes[row * (width + 1) + 1 + i] ?? 0) + add
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

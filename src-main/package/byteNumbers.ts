/** Numbers in bytes of any kind: places that can hold one are found by a table, and only these are read as text, in every encoding they can have. */
import { type FindOptions, findPersonal, type Hits, type Phones } from './personal.ts'

const LEAST = 7 // digits of the shortest number that is looked for
const LONGEST = 4096 // bytes of a place

/** 1: a digit in some encoding, 2: what may stand within a number, 0: neither. */
const CLASS = new Uint8Array(256)
const mark = (value: number, ...ranges: [from: number, to: number][]) => {
  for (const [from, to] of ranges) CLASS.fill(value, from, to + 1)
}
// Blanks, dashes, brackets, lines of boxes, x; with UTF-16 their second bytes.
mark(2, [0, 0], [0x09, 0x0a], [0x0d, 0x0d], [0x20, 0x20], [0x28, 0x29], [0x2b, 0x2e], [0x58, 0x58], [0x5f, 0x5f])
mark(2, [0x78, 0x78], [0x7c, 0x7c], [0xff, 0xff], [0x22, 0x22])
// UTF-8 of nbsp and soft hyphen (C2 A0, C2 AD), of U+2000–206F and U+2212 (E2 80–81, E2 88 92), U+3000 (E3 80 80), BOM and full width (EF BB–BD).
mark(2, [0xc2, 0xc2], [0xa0, 0xa3], [0xa8, 0xaf], [0xe2, 0xe3], [0x80, 0x8f], [0xef, 0xef], [0xba, 0xbf])
// GBK: A1A1 is a blank, A3 the first byte of full width.
mark(2, [0xd8, 0xd8], [0xf8, 0xf8])
mark(1, [0x30, 0x39], [0x10, 0x19], [0x90, 0x99], [0xb0, 0xb9]) // ASCII; UTF-16, UTF-8 and GBK of full width

const gbk = new TextDecoder('gb18030')
const utf8 = new TextDecoder('utf-8')
// Not Buffer's own toString: at an odd place of a large buffer it writes beyond its memory (Node 24.21, measured: the process aborts).
const little = new TextDecoder('utf-16le')
const big = new TextDecoder('utf-16be')

/** The same for plain digits alone, as they stand in UTF-8, in GBK and in UTF-16 of either order: a third of the bytes, three times the speed. */
const PLAIN = Uint8Array.from(CLASS, (value, byte) => (byte < 0x80 && (byte < 0x10 || byte > 0x19) ? value : 0))

export interface ByteOptions extends FindOptions {
  /** Digits of plain ASCII only: in the pictures and sounds of a film nothing else is written. */
  plain?: boolean
}

/** Looks through a chunk. Numbers over the border of two chunks: give the last 256 bytes of the one before with it. */
export function findInBytes(bytes: Uint8Array, phones: Phones, hits: Hits, options: ByteOptions = {}): void {
  const table = options.plain === true ? PLAIN : CLASS
  const { length } = bytes
  let low = 0 // what lies before has been looked at
  // A number is at least LEAST bytes long: every LEAST-th byte is looked at.
  for (let at = LEAST - 1; at < length; at += LEAST) {
    if (table[bytes[at] as number] === 0) continue
    let from = at
    while (from > low && table[bytes[from - 1] as number] !== 0) from -= 1
    let to = at + 1
    while (to < length && table[bytes[to] as number] !== 0 && to - from < LONGEST) to += 1
    if (to - from >= LEAST) place(bytes.subarray(from, to), { bytes, from, to }, { phones, hits, options })
    // The byte at `to` ends the place; one that is cut off at LONGEST goes on a little before its end.
    const cut = to - from >= LONGEST && to < length
    low = cut ? to - 256 : to
    at = low
  }
}

interface Place {
  bytes: Uint8Array
  from: number
  to: number
}

interface Look {
  phones: Phones
  hits: Hits
  options: FindOptions
}

function place(part: Uint8Array, { bytes, from, to }: Place, { phones, hits, options }: Look): void {
  let digits = 0
  let ascii = true
  let zeros = 0
  for (let i = 0; i < part.length; i++) {
    const byte = part[i] as number
    if (CLASS[byte] === 1) digits += 1
    if (byte >= 0x80 || (byte < 0x20 && byte >= 0x10)) ascii = false
    if (byte === 0) zeros += 1
  }
  if (digits < LEAST) return
  const look = (text: string) => findPersonal(text, phones, hits, options)
  if (ascii) {
    // With the word around it: what stands in a digest is told from what is glued to a name.
    look(
      Buffer.from(
        bytes.buffer,
        bytes.byteOffset + Math.max(0, from - 64),
        Math.min(to + 64, bytes.length) - Math.max(0, from - 64),
      ).toString('latin1'),
    )
    if (zeros < LEAST) return
  } else {
    look(utf8.decode(part))
    look(gbk.decode(part))
  }
  if (zeros >= LEAST || part.includes(0xff)) {
    for (const shift of [0, 1]) {
      look(little.decode(part.subarray(shift)))
      look(big.decode(part.subarray(shift)))
    }
  }
}

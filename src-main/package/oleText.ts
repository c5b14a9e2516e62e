/** Files of Office 97–2003 and WPS (MS-CFB): their streams put together from sectors, and the cells of a workbook. */
import { inflateSync } from 'node:zlib'
import { isProgramName } from '../../src-shared/domain/junk.ts'
import { plainNumber } from './sheetText.ts'

const END = 0xfffffffa // and above: no sector
const MAX_PARTS = 4 << 20 // sectors of a chain

export interface OleStream {
  name: string
  bytes: Buffer
}

/** Every stream of the file. @throws RangeError where the file is cut off or says what cannot be */
export function oleStreams(file: Buffer): OleStream[] {
  const size = 1 << file.readUInt16LE(30)
  if (size !== 512 && size !== 4096) throw new RangeError('sector size')
  const sector = (n: number): Buffer => {
    const at = (n + 1) * size
    if (at >= file.length) throw new RangeError('beyond the file')
    return file.subarray(at, at + size)
  }
  const fat: number[] = []
  const table = (n: number) => {
    const part = sector(n)
    for (let at = 0; at + 4 <= part.length; at += 4) fat.push(part.readUInt32LE(at))
  }
  for (let i = 0; i < 109; i++) {
    const n = file.readUInt32LE(76 + i * 4)
    if (n < END) table(n)
  }
  let more = file.readUInt32LE(68)
  for (let i = 0; more < END && i < 10_000; i++) {
    const part = sector(more)
    for (let at = 0; at < size - 4; at += 4) {
      const n = part.readUInt32LE(at)
      if (n < END) table(n)
    }
    more = part.readUInt32LE(size - 4)
  }
  const chain = (first: number, get: (n: number) => Buffer, next: readonly number[]): Buffer => {
    const parts: Buffer[] = []
    const seen = new Set<number>()
    for (let n = first; n < END && parts.length < MAX_PARTS; n = next[n] ?? END) {
      if (seen.has(n)) throw new RangeError('a chain without end')
      seen.add(n)
      parts.push(get(n))
    }
    return Buffer.concat(parts)
  }
  const directory = chain(file.readUInt32LE(48), sector, fat)
  const entries = Array.from({ length: Math.floor(directory.length / 128) }, (_, i) =>
    directory.subarray(i * 128, i * 128 + 128),
  )
  const root = entries[0]
  const small = root ? chain(root.readUInt32LE(116), sector, fat) : Buffer.alloc(0)
  const smallTable = chain(file.readUInt32LE(60), sector, fat)
  const smallNext = Array.from({ length: smallTable.length >> 2 }, (_, i) => smallTable.readUInt32LE(i * 4))
  return entries
    .filter(entry => entry[66] === 2)
    .map(entry => {
      const length = entry.readUInt32LE(120)
      const first = entry.readUInt32LE(116)
      const bytes =
        length < file.readUInt32LE(56)
          ? chain(first, n => small.subarray(n * 64, n * 64 + 64), smallNext)
          : chain(first, sector, fat)
      const name = entry.toString('utf16le', 0, Math.max(0, Math.min(64, entry.readUInt16LE(64)) - 2))
      return { name, bytes: bytes.subarray(0, length) }
    })
}

interface Biff {
  type: number
  body: Buffer
}

function* records(book: Buffer): Generator<Biff> {
  for (let at = 0; at + 4 <= book.length; ) {
    const length = book.readUInt16LE(at + 2)
    yield { type: book.readUInt16LE(at), body: book.subarray(at + 4, at + 4 + length) }
    at += 4 + length
  }
}

const SST = 0xfc
const CONTINUE = 0x3c

/** The cells of an xls (MS-XLS) in their order: texts that are written once and referred to, numbers that are stored as such. */
export function bookTexts(book: Buffer): string[] {
  const all = [...records(book)]
  const shared = sharedStrings(all)
  const rows: string[] = []
  const columns = new Map<number, string[]>()
  const put = (column: number, text: string) => {
    rows.push(text)
    if (text.length > 8) return
    const down = columns.get(column)
    if (down) down.push(text)
    else columns.set(column, [text])
  }
  for (const { type, body } of all) {
    if (type === 0xfd && body.length >= 10)
      put(body.readUInt16LE(2), shared[body.readUInt32LE(6)] ?? '') // LABELSST
    else if (type === 0x203 && body.length >= 14)
      put(body.readUInt16LE(2), plainNumber(body.readDoubleLE(6))) // NUMBER
    else if (type === 0x06 && body.length >= 14)
      put(body.readUInt16LE(2), plainNumber(body.readDoubleLE(6))) // FORMULA
    else if (type === 0x27e && body.length >= 10)
      put(body.readUInt16LE(2), plainNumber(packed(body.readUInt32LE(6)))) // RK
    else if (type === 0xbd) {
      const first = body.readUInt16LE(2)
      for (let i = 0; 4 + i * 6 + 6 <= body.length - 2; i++)
        put(first + i, plainNumber(packed(body.readUInt32LE(4 + i * 6 + 2)))) // MULRK
    }
  }
  return [...shared, rows.join('\n'), ...[...columns.values()].map(down => down.join('\n'))]
}

/** MS-XLS 2.5.217: an integer or the upper half of a double, perhaps times 100. */
function packed(rk: number): number {
  let value: number
  if ((rk & 2) !== 0) value = rk >> 2
  else {
    const double = Buffer.alloc(8)
    double.writeUInt32LE((rk & 0xfffffffc) >>> 0, 4)
    value = double.readDoubleLE(0)
  }
  return (rk & 1) !== 0 ? value / 100 : value
}

/** The table of texts, which goes on over records: there each text says anew how wide its characters are (2.5.293). */
function sharedStrings(all: readonly Biff[]): string[] {
  const start = all.findIndex(({ type }) => type === SST)
  if (start < 0) return []
  const parts = [all[start]?.body ?? Buffer.alloc(0)]
  for (let i = start + 1; all[i]?.type === CONTINUE; i++) parts.push(all[i]?.body ?? Buffer.alloc(0))
  let part = 0
  let at = 8
  const read = (length: number): Buffer => {
    const got: Buffer[] = []
    for (let need = length; need > 0 && part < parts.length; ) {
      const piece = (parts[part] as Buffer).subarray(at, at + need)
      got.push(piece)
      need -= piece.length
      at += piece.length
      if (need > 0) {
        part += 1
        at = 0
      }
    }
    return Buffer.concat(got)
  }
  const texts: string[] = []
  try {
    const count = parts[0]?.readUInt32LE(4) ?? 0
    for (let i = 0; i < count && part < parts.length; i++) {
      const chars = read(2).readUInt16LE(0)
      let flags = read(1).readUInt8(0)
      const rich = (flags & 8) !== 0 ? read(2).readUInt16LE(0) * 4 : 0
      const extra = (flags & 4) !== 0 ? read(4).readUInt32LE(0) : 0
      let text = ''
      for (let left = chars; left > 0; ) {
        if (at >= (parts[part]?.length ?? 0)) {
          part += 1
          at = 0
          if (part >= parts.length) break
          flags = read(1).readUInt8(0)
        }
        const width = (flags & 1) !== 0 ? 2 : 1
        const fits = Math.max(1, Math.min(left, Math.floor(((parts[part]?.length ?? 0) - at) / width)))
        const bytes = read(fits * width)
        text += width === 2 ? new TextDecoder('utf-16le').decode(bytes) : bytes.toString('latin1')
        left -= fits
      }
      texts.push(text)
      read(rich + extra)
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return texts
}

/** Objects that a presentation carries packed (MS-PPT 2.10.34: ExOleObjStg, zlib). */
export function packedObjects(stream: Buffer, limit: number): Buffer[] {
  const found: Buffer[] = []
  for (let at = stream.indexOf('10001110', 0, 'hex'); at >= 0; at = stream.indexOf('10001110', at + 4, 'hex')) {
    try {
      found.push(inflateSync(stream.subarray(at + 12), { finishFlush: 2, maxOutputLength: limit }))
    } catch {
      // four bytes that only look like a record
    }
  }
  return found
}

/** Names of programs that were inserted as objects (Ole10Native: label, file name, path of the original). */
export function insertedPrograms(file: Buffer): string[] {
  try {
    return oleStreams(file)
      .filter(({ name }) => /^.Ole10Native$/.test(name))
      .flatMap(({ bytes }) =>
        bytes
          .toString('latin1', 4, 2048)
          .split('\0')
          .map(part => part.replace(/^[^\x20-\x7e\x80-\xff]+/, ''))
          .filter(part => part.length > 4 && part.length < 300 && isProgramName(part)),
      )
      .map(name => name.split(/[\\/]/).pop() ?? name)
      .filter((name, i, all) => all.indexOf(name) === i)
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}

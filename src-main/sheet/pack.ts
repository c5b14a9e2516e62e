/** A zip written as it is made: each part is deflated while its text is generated, so that size costs no memory. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface Part {
  name: string // ASCII
  chunks: Iterable<string>
}

const LOCAL = 0x04034b50
const DESCRIPTOR = 0x08074b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const SIZES_FOLLOW = 8 // flag: CRC and sizes stand behind the data
const DOS_1980 = 0x21 // every file gets the earliest date: the same content is the same file
const CHUNK = 64 * 1024 // characters

/** Hands the bytes of a zip to `write` in order. Throws RangeError beyond 4 GiB (no Zip64: a table has no use for it). */
export async function writeZip(write: (bytes: Uint8Array) => Promise<unknown>, parts: Part[]): Promise<void> {
  let offset = 0
  const emit = async (bytes: Uint8Array) => {
    offset += bytes.length
    if (offset > 0xffffffff) throw new RangeError('zip beyond 4 GiB')
    await write(bytes)
  }
  const directory: Buffer[] = []
  for (const { name, chunks } of parts) {
    const start = offset
    let crc = 0
    let size = 0
    await emit(
      record([4, LOCAL], [2, 20], [2, SIZES_FOLLOW], [2, 8], [2, 0], [2, DOS_1980], [12, 0], [2, name.length], [2, 0]),
    )
    await emit(Buffer.from(name))
    const dataStart = offset
    const source = function* () {
      for (const text of joined(chunks)) {
        const bytes = Buffer.from(text)
        crc = crc32(bytes, crc)
        size += bytes.length
        yield bytes
      }
    }
    await pipeline(Readable.from(source(), { objectMode: false }), createDeflateRaw(), async packed => {
      for await (const bytes of packed) await emit(bytes)
    })
    const sums: Field[] = [
      [4, crc],
      [4, offset - dataStart],
      [4, size],
    ]
    await emit(record([4, DESCRIPTOR], ...sums))
    const head: Field[] = [
      [4, CENTRAL],
      [2, 20],
      [2, 20],
      [2, SIZES_FOLLOW],
      [2, 8],
      [2, 0],
      [2, DOS_1980],
    ]
    directory.push(record(...head, ...sums, [2, name.length], [12, 0], [4, start]), Buffer.from(name))
  }
  const central = Buffer.concat(directory)
  const start = offset
  await emit(central)
  const count = parts.length
  await emit(record([4, END], [4, 0], [2, count], [2, count], [4, central.length], [4, start], [2, 0]))
}

function* joined(chunks: Iterable<string>): Generator<string> {
  let text = ''
  for (const chunk of chunks) {
    text += chunk
    if (text.length < CHUNK) continue
    yield text
    text = ''
  }
  if (text) yield text
}

type Field = [width: number, value: number] // bytes; little endian

function record(...fields: Field[]): Buffer {
  return Buffer.concat(
    fields.map(([width, value]) => {
      const bytes = Buffer.alloc(width)
      if (width === 2) bytes.writeUInt16LE(value)
      else if (width === 4) bytes.writeUInt32LE(value)
      return bytes // wider fields are runs of zeros
    }),
  )
}

/** Zip files that no honest program writes, byte by byte. */
import { crc32 } from 'node:zlib'

export interface RawEntry {
  name: string | Buffer
  data: Buffer // as it lies in the file
  size?: number // after inflating
  method?: number
  flags?: number
  mode?: number
  localName?: string
  sameAs?: number // the directory points to the entry of this index
}

export function rawZip(entries: RawEntry[]): Buffer {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  const starts: number[] = []
  let at = 0
  for (const {
    name,
    data,
    size = data.length,
    method = 0,
    flags = 0x0800,
    mode = 0o100644,
    localName,
    sameAs,
  } of entries) {
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(method, 4)
    fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(size, 18)
    const written = Buffer.from(name)
    const local = Buffer.from(localName ?? name)
    starts.push(sameAs === undefined ? at : (starts[sameAs] ?? 0))
    if (sameAs === undefined) {
      const head = Buffer.concat([Buffer.from('PK\x03\x04'), fields])
      head.writeUInt16LE(local.length, 26)
      parts.push(head, local, data)
      at += head.length + local.length + data.length
    }
    const head = Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), fields, Buffer.alloc(14)])
    head.writeUInt16LE(written.length, 28)
    head.writeUInt32LE((mode << 16) >>> 0, 38)
    head.writeUInt32LE(starts.at(-1) ?? 0, 42)
    central.push(head, written)
  }
  const directory = Buffer.concat(central)
  const end = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, directory, end])
}

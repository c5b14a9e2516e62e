import type { Bytes } from './bytes.ts'

const MAX_DIRECTORY = 32 << 20 // bytes; more than any office file has
const MAX_NAMES = 100_000

/** The names in a zip file's directory; null where there is none to be read (cut off, or too large to be looked at). Nothing is unpacked. */
export function zipNames(bytes: Bytes): string[] | null {
  try {
    const tail = bytes.read(bytes.size - Math.min(bytes.size, 65_557), 65_557) // the end record and its comment
    let end = tail.length - 22
    while (end >= 0 && tail.readUInt32LE(end) !== 0x06054b50) end--
    if (end < 0) return null
    let length = tail.readUInt32LE(end + 12)
    let at = tail.readUInt32LE(end + 16)
    if (end >= 20 && tail.readUInt32LE(end - 20) === 0x07064b50) {
      const record = bytes.read(Number(tail.readBigUInt64LE(end - 12)), 56)
      length = Number(record.readBigUInt64LE(40))
      at = Number(record.readBigUInt64LE(48))
    }
    if (length > MAX_DIRECTORY) return null
    const directory = bytes.read(at, length)
    const names: string[] = []
    for (let place = 0; place + 46 <= directory.length && names.length < MAX_NAMES; ) {
      if (directory.readUInt32LE(place) !== 0x02014b50) return null
      const nameEnd = place + 46 + directory.readUInt16LE(place + 28)
      names.push(directory.toString('utf8', place + 46, nameEnd))
      place = nameEnd + directory.readUInt16LE(place + 30) + directory.readUInt16LE(place + 32)
    }
    return names
  } catch (error) {
    if (error instanceof RangeError) return null // a place outside the file
    throw error
  }
}

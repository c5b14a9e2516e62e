/** Stored Zip64, written in one pass: sizes and CRC are put into the local header afterwards, so no reader needs a data descriptor. */

export const LOCAL = 0x04034b50
export const CENTRAL = 0x02014b50
export const END = 0x06054b50
export const END64 = 0x06064b50
export const LOCATOR64 = 0x07064b50
export const MAX32 = 0xffffffff

const UTF8 = 0x0800
const UNIX = 3 << 8

export interface Stored {
  name: Buffer // UTF-8
  bytes: number
  crc: number
  offset: number // of the local header, from the start of the file
  at: number // DOS date and time
}

/** The local header, with the Zip64 extra where 32 bits do not hold the size. Its length depends on name and size alone. */
export function localHeader({ name, bytes, crc, at }: Stored): Buffer {
  const big = bytes >= MAX32
  const header = Buffer.alloc(30 + name.length + (big ? 20 : 0))
  header.writeUInt32LE(LOCAL, 0)
  common(header, 4, big, crc, bytes, bytes, name.length, big ? 20 : 0, at)
  name.copy(header, 30)
  if (big) {
    const extra = 30 + name.length
    header.writeUInt16LE(1, extra)
    header.writeUInt16LE(16, extra + 2)
    header.writeBigUInt64LE(BigInt(bytes), extra + 4)
    header.writeBigUInt64LE(BigInt(bytes), extra + 12)
  }
  return header
}

/** The entry in the directory at the end. */
export function centralHeader({ name, bytes, crc, offset, at }: Stored): Buffer {
  const large = [...(bytes >= MAX32 ? [bytes, bytes] : []), ...(offset >= MAX32 ? [offset] : [])]
  const extra = large.length === 0 ? 0 : 4 + 8 * large.length
  const header = Buffer.alloc(46 + name.length + extra)
  header.writeUInt32LE(CENTRAL, 0)
  header.writeUInt16LE(UNIX | 45, 4)
  common(header, 6, extra > 0, crc, bytes, bytes, name.length, extra, at)
  header.writeUInt32LE((0o100644 << 16) >>> 0, 38) // a plain file
  header.writeUInt32LE(Math.min(offset, MAX32), 42)
  name.copy(header, 46)
  if (extra > 0) {
    header.writeUInt16LE(1, 46 + name.length)
    header.writeUInt16LE(extra - 4, 48 + name.length)
    large.forEach((value, i) => {
      header.writeBigUInt64LE(BigInt(value), 50 + name.length + 8 * i)
    })
  }
  return header
}

/** What closes the file: the Zip64 records where count, size or place of the directory need them, and the ordinary record. */
export function endRecords(count: number, start: number, length: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(Math.min(count, 0xffff), 8)
  end.writeUInt16LE(Math.min(count, 0xffff), 10)
  end.writeUInt32LE(Math.min(length, MAX32), 12)
  end.writeUInt32LE(Math.min(start, MAX32), 16)
  if (count < 0xffff && start < MAX32 && length < MAX32) return end
  const end64 = Buffer.alloc(56 + 20)
  end64.writeUInt32LE(END64, 0)
  end64.writeBigUInt64LE(44n, 4)
  end64.writeUInt16LE(UNIX | 45, 12)
  end64.writeUInt16LE(45, 14)
  end64.writeBigUInt64LE(BigInt(count), 24)
  end64.writeBigUInt64LE(BigInt(count), 32)
  end64.writeBigUInt64LE(BigInt(length), 40)
  end64.writeBigUInt64LE(BigInt(start), 48)
  end64.writeUInt32LE(LOCATOR64, 56)
  end64.writeBigUInt64LE(BigInt(start + length), 64)
  end64.writeUInt32LE(1, 72)
  return Buffer.concat([end64, end])
}

/** An ISO date as DOS date and time (midnight); zip files know no year before 1980. */
export function dosDate(iso: string): number {
  const [year = 1980, month = 1, day = 1] = iso.slice(0, 10).split('-').map(Number)
  return ((((Math.max(year, 1980) - 1980) << 9) | (month << 5) | day) << 16) >>> 0
}

// The fields that local and central headers share, from "version needed" on.
function common(
  header: Buffer,
  start: number,
  big: boolean,
  crc: number,
  packed: number,
  bytes: number,
  name: number,
  extra: number,
  at: number,
): void {
  header.writeUInt16LE(big ? 45 : 20, start)
  header.writeUInt16LE(UTF8, start + 2)
  header.writeUInt16LE(0, start + 4) // stored
  header.writeUInt32LE(at, start + 6)
  header.writeUInt32LE(crc, start + 10)
  header.writeUInt32LE(Math.min(packed, MAX32), start + 14)
  header.writeUInt32LE(Math.min(bytes, MAX32), start + 18)
  header.writeUInt16LE(name, start + 22)
  header.writeUInt16LE(extra, start + 24)
}

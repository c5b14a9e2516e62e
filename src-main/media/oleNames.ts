import type { Bytes } from './bytes.ts'

const MAX_SECTORS = 4096 // of the directory: some ten thousand streams

/** The names of streams and folders in an OLE file (doc, xls, ppt; MS-CFB 2.6). Empty where the directory cannot be read. */
export function oleNames(bytes: Bytes): string[] {
  try {
    const header = bytes.read(0, 512)
    const size = 1 << header.readUInt16LE(30)
    if (size !== 512 && size !== 4096) return []
    const perSector = size / 4
    const sector = (n: number) => bytes.read((n + 1) * size, size)
    const next = (n: number): number => {
      const fat = Math.floor(n / perSector) // the header lists the first 109 of the table's sectors: 6.8 MB of file and more
      return fat < 109 ? sector(header.readUInt32LE(76 + fat * 4)).readUInt32LE((n % perSector) * 4) : 0xfffffffe
    }
    const names: string[] = []
    let at = header.readUInt32LE(48)
    for (let i = 0; i < MAX_SECTORS && at < 0xfffffffa; i++) {
      const entries = sector(at)
      for (let entry = 0; entry + 128 <= entries.length; entry += 128) {
        const length = entries.readUInt16LE(entry + 64)
        if (length >= 2 && length <= 64) names.push(entries.toString('utf16le', entry, entry + length - 2))
      }
      at = next(at)
    }
    return names
  } catch (error) {
    if (error instanceof RangeError) return []
    throw error
  }
}

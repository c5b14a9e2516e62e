import type { Bytes } from './bytes.ts'
import { boxes, findBox } from './isobmff.ts'

interface Size {
  width: number
  height: number
}

/** All of these throw RangeError where the header is cut off. */
export function gifSize(bytes: Bytes): Size {
  const head = bytes.read(0, 10)
  return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) }
}

export function webpSize(bytes: Bytes): Partial<Size> {
  const head = bytes.read(0, 32)
  const form = head.toString('latin1', 12, 16)
  if (form === 'VP8X') return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }
  if (form === 'VP8 ') return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff }
  if (form !== 'VP8L') return {}
  const bits = head.readUInt32LE(21)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

export function tiffSize(bytes: Bytes): Partial<Size> {
  const little = bytes.read(0, 2).toString('latin1') === 'II'
  const u16 = (part: Buffer, at: number) => (little ? part.readUInt16LE(at) : part.readUInt16BE(at))
  const u32 = (part: Buffer, at: number) => (little ? part.readUInt32LE(at) : part.readUInt32BE(at))
  const table = u32(bytes.read(4, 4), 0)
  const entries = bytes.read(table + 2, u16(bytes.read(table, 2), 0) * 12)
  const value = (tag: number): number | undefined => {
    for (let at = 0; at + 12 <= entries.length; at += 12) {
      if (u16(entries, at) === tag) return u16(entries, at + 2) === 3 ? u16(entries, at + 8) : u32(entries, at + 8)
    }
    return undefined
  }
  const [width, height] = [value(256), value(257)]
  return width !== undefined && height !== undefined ? { width, height } : {}
}

/** The largest picture of the file: tiles and thumbnails have their own `ispe`. */
export function heicSize(bytes: Bytes): Partial<Size> {
  const meta = findBox(bytes, 0, bytes.size, 'meta')
  const props = meta && findBox(bytes, meta.at + 4, meta.end, 'iprp')
  const list = props && findBox(bytes, props.at, props.end, 'ipco')
  if (!list) return {}
  let largest: Size | undefined
  for (const box of boxes(bytes, list.at, list.end)) {
    if (box.type !== 'ispe') continue
    const part = bytes.read(box.at, 12)
    const size = { width: part.readUInt32BE(4), height: part.readUInt32BE(8) }
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size
  }
  return largest ?? {}
}

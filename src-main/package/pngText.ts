import { inflateSync } from 'node:zlib'

const MAX = 16 << 20

/** Packed texts of a PNG (zTXt, iTXt, and what iCCP and eXIf hold beside the picture). */
export function pngTexts(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'zTXt' || type === 'iTXt') {
      for (let zlib = body.indexOf(0x78); zlib >= 0; zlib = body.indexOf(0x78, zlib + 1)) {
        try {
          found.push(inflateSync(body.subarray(zlib), { finishFlush: 2, maxOutputLength: MAX }))
          break
        } catch {
          // an x that begins nothing
        }
      }
    }
    at += 12 + length
  }
  return found
}

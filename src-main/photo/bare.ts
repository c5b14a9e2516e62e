/** A JPEG without what cameras and programs write beside the picture; its pixels are the very same. */

const KEPT = new Set([0xe0, 0xe2, 0xee]) // JFIF, colour profile, Adobe's colour transform

/** Undefined where it is no JPEG that can be read up to its pixels. */
export function bareJpeg(bytes: Buffer): Buffer | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  const parts: Buffer[] = [bytes.subarray(0, 2)]
  let orientation = 1
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xda) {
      const end = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]))
      // Some telephones write a second picture, with its own facts, behind the first.
      const second = bytes.indexOf(Buffer.from([0xff, 0xd9, 0xff, 0xd8, 0xff]), at)
      const stop = second > 0 ? second : end
      if (stop < at) return undefined
      return Buffer.concat([
        ...parts.slice(0, 1),
        ...turned(orientation),
        ...parts.slice(1),
        bytes.subarray(at, stop + 2),
      ])
    }
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return undefined
    const segment = bytes.subarray(at, at + 2 + length)
    if (marker === 0xe1) orientation = orientationOf(segment) ?? orientation
    const extra = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
    const mpf = marker === 0xe2 && segment.toString('latin1', 4, 8) === 'MPF\0'
    if (!extra || (KEPT.has(marker) && !mpf)) parts.push(segment)
    at += 2 + length
  }
  return undefined
}

/** Tag 0112 of the first table of EXIF. */
function orientationOf(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return undefined
  const tiff = segment.subarray(10)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  try {
    const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
    const table = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
    for (let i = 0; i < u16(table); i++) {
      const at = table + 2 + i * 12
      if (u16(at) === 0x0112) return u16(at + 8)
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return undefined
}

/** An EXIF of one fact: how the picture is to be turned. */
function turned(orientation: number): Buffer[] {
  if (orientation < 2 || orientation > 8) return []
  const body = Buffer.from(
    '457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100000000' + '00000000',
    'hex',
  )
  body.writeUInt16BE(orientation, 6 + 8 + 2 + 8)
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2])
  return [Buffer.concat([head, body])]
}

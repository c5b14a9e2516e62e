import { isDate } from '../../src-shared/domain/dates.ts'

const ORIGINAL = 0x9003 // DateTimeOriginal
const DIGITIZED = 0x9004
const EXIF_FOLDER = 0x8769

/**
 * The day on which a camera says that it took a JPEG (EXIF DateTimeOriginal, else DateTimeDigitized; never the date of a later
 * change), as YYYY-MM-DD in the camera's own time zone. Null where nothing credible is said; never throws.
 */
export function takenOn(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const tiff = findTiff(bytes, view)
    if (tiff === undefined) return null
    const little = view.getUint16(tiff) === 0x4949
    const main = readFolder(view, tiff, view.getUint32(tiff + 4, little), little)
    const exif = main.get(EXIF_FOLDER)
    if (exif === undefined) return null
    const entries = readFolder(view, tiff, exif, little)
    for (const tag of [ORIGINAL, DIGITIZED]) {
      const at = entries.get(tag)
      const date = at === undefined ? null : readDate(bytes.subarray(tiff + at, tiff + at + 10))
      if (date) return date
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error // an offset beyond the file
  }
  return null
}

/** Where the TIFF part of the first EXIF segment begins. */
function findTiff(bytes: Uint8Array, view: DataView): number | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xda) return undefined // the picture itself
    if (marker === 0xe1 && String.fromCharCode(...bytes.subarray(at + 4, at + 10)) === 'Exif\0\0') return at + 10
  }
  return undefined
}

/** Tag → value (or offset of the value, for those longer than four bytes). */
function readFolder(view: DataView, tiff: number, offset: number, little: boolean): Map<number, number> {
  const entries = new Map<number, number>()
  const count = view.getUint16(tiff + offset, little)
  for (let i = 0; i < count; i++) {
    const entry = tiff + offset + 2 + i * 12
    entries.set(view.getUint16(entry, little), view.getUint32(entry + 8, little))
  }
  return entries
}

/** `2026:11:23 09:30:00` → 2026-11-23; cameras without a set clock write zeros, blanks or their maker's epoch. */
function readDate(bytes: Uint8Array): string | null {
  const match = /^(\d{4}):(\d{2}):(\d{2})$/.exec(String.fromCharCode(...bytes))
  const date = match ? `${match[1]}-${match[2]}-${match[3]}` : ''
  return isDate(date) && date > '1990-12-31' ? date : null
}

import { isDate } from '../../src-shared/domain/dates.ts'

const ORIGINAL = 0x9003 // DateTimeOriginal
const DIGITIZED = 0x9004
const EXIF_FOLDER = 0x8769

const MAKE = 0x010f
const MODEL = 0x0110

/** What a camera says in EXIF: when it took the picture, by its own clock (2026-11-23T09:30:00), and its name. */
export interface Exif {
  takenAt: string | null
  camera: string
}

/**
 * EXIF of a JPEG, or of a TIFF structure that begins at the first byte: DateTimeOriginal, else DateTimeDigitized; never the date of a later
 * change. Null and blank where nothing credible is said; never throws.
 */
export function readExif(bytes: Uint8Array): Exif {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Exif = { takenAt: null, camera: '' }
  try {
    const tiff = findTiff(bytes, view)
    if (tiff === undefined) return found
    const little = view.getUint16(tiff) === 0x4949
    const main = readFolder(view, tiff, view.getUint32(tiff + 4, little), little)
    found.camera = cameraName(readText(bytes, tiff, main.get(MAKE)), readText(bytes, tiff, main.get(MODEL)))
    const exif = main.get(EXIF_FOLDER)
    if (exif === undefined) return found
    const entries = readFolder(view, tiff, exif.value, little)
    for (const tag of [ORIGINAL, DIGITIZED]) {
      found.takenAt ??= readTime(readText(bytes, tiff, entries.get(tag)))
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error // an offset beyond the file
  }
  return found
}

/** The day on which a camera says that it took a JPEG, as YYYY-MM-DD in the camera's own time zone. Null where nothing credible is said. */
export const takenOn = (bytes: Uint8Array): string | null => readExif(bytes).takenAt?.slice(0, 10) ?? null

/** Where the TIFF part of the first EXIF segment begins. */
function findTiff(bytes: Uint8Array, view: DataView): number | undefined {
  if (view.getUint32(0) === 0x49492a00 || view.getUint32(0) === 0x4d4d002a) return 0
  if (view.getUint16(0) !== 0xffd8) return undefined
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xda) return undefined // the picture itself
    if (marker === 0xe1 && String.fromCharCode(...bytes.subarray(at + 4, at + 10)) === 'Exif\0\0') return at + 10
  }
  return undefined
}

/** `value`: itself, or the place of one that is longer than four bytes. `count`: how many of its kind, characters for texts. */
interface Entry {
  count: number
  value: number
  at: number // of the field itself: texts of up to four bytes stand in it
}

function readFolder(view: DataView, tiff: number, offset: number, little: boolean): Map<number, Entry> {
  const entries = new Map<number, Entry>()
  const count = view.getUint16(tiff + offset, little)
  for (let i = 0; i < count; i++) {
    const at = tiff + offset + 2 + i * 12
    entries.set(view.getUint16(at, little), {
      count: view.getUint32(at + 4, little),
      value: view.getUint32(at + 8, little),
      at: at + 8,
    })
  }
  return entries
}

const MAX_TEXT = 64

function readText(bytes: Uint8Array, tiff: number, entry: Entry | undefined): string {
  if (!entry) return ''
  const from = entry.count <= 4 ? entry.at : tiff + entry.value
  return String.fromCharCode(...bytes.subarray(from, from + Math.min(entry.count, MAX_TEXT)))
}

/** `Canon Canon EOS 80D` is said once; padding, controls and anything but plain letters go. */
function cameraName(make: string, model: string): string {
  const [a, b] = [make, model].map(text =>
    text
      .replace(/[^ -~]+/g, ' ')
      .replace(/ +/g, ' ')
      .trim(),
  ) as [string, string]
  return b.toLowerCase().startsWith(a.toLowerCase()) ? b : `${a} ${b}`.trim()
}

/** `2026:11:23 09:30:00` → 2026-11-23T09:30:00; cameras without a set clock write zeros, blanks or their maker's epoch. */
function readTime(text: string): string | null {
  const match = /^(\d{4}):(\d{2}):(\d{2}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)/.exec(text)
  const date = match ? `${match[1]}-${match[2]}-${match[3]}` : ''
  return match && isDate(date) && date > '1990-12-31' ? `${date}T${match[4]}:${match[5]}:${match[6]}` : null
}

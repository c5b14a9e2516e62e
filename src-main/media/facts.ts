import { readHeader } from '../photo/header.ts'
import { readExif } from '../photo/taken.ts'
import { asf } from './asf.ts'
import type { Bytes } from './bytes.ts'
import { gifSize, heicSize, tiffSize, webpSize } from './imageSize.ts'
import { isobmff } from './isobmff.ts'
import { matroska } from './matroska.ts'
import { mp3, transport } from './mpeg.ts'
import { flv, ogg } from './ogg.ts'
import { avi, wav } from './riff.ts'

/** What a file says of itself; null and blank where it says nothing. */
export interface MediaFacts {
  width: number | null // pixels, as shown
  height: number | null
  seconds: number | null
  /** Local time of the camera's own clock, 2026-11-23T09:30:00. */
  takenAt: string | null
  camera: string
}

export const NOTHING: MediaFacts = { width: null, height: null, seconds: null, takenAt: null, camera: '' }

const READERS: Record<string, (bytes: Bytes) => Partial<MediaFacts>> = {
  'image/jpeg': photo,
  'image/png': photo,
  'image/bmp': photo,
  'image/gif': gifSize,
  'image/webp': bytes => ({ ...webpSize(bytes), ...exifIn(bytes) }),
  'image/tiff': bytes => ({ ...tiffSize(bytes), ...readExif(head(bytes)) }),
  'image/heic': bytes => ({ ...heicSize(bytes), ...exifIn(bytes) }),
  'image/avif': heicSize,
  'video/mp4': isobmff,
  'video/quicktime': isobmff,
  'video/3gpp': isobmff,
  'audio/mp4': isobmff,
  'video/x-msvideo': avi,
  'audio/wav': wav,
  'video/x-matroska': matroska,
  'video/webm': matroska,
  'video/x-ms-asf': asf,
  'video/mp2t': transport,
  'audio/mpeg': mp3,
  'audio/opus': ogg,
  'audio/ogg': ogg,
  'video/x-flv': flv,
}

/** Reads headers and tables, never the whole of a video. Never throws for what a file holds: a broken one says nothing. */
export function mediaFacts(type: string, bytes: Bytes): MediaFacts {
  const reader = READERS[type]
  if (!reader) return NOTHING
  try {
    const facts = { ...NOTHING, ...reader(bytes) }
    const positive = (n: number | null) => (n !== null && Number.isFinite(n) && n > 0 ? n : null)
    const size = (n: number | null) => (Number.isInteger(n) ? positive(n) : null)
    const seconds = positive(facts.seconds === null ? null : Math.round(facts.seconds * 1000) / 1000) // below a millisecond there is none
    return {
      ...facts,
      width: size(facts.width),
      height: size(facts.height),
      seconds: seconds === null || seconds > 1e7 ? null : seconds,
    }
  } catch (error) {
    if (error instanceof RangeError) return NOTHING // a length or place outside the file
    throw error
  }
}

const HEAD = 1 << 20
const head = (bytes: Bytes): Buffer => bytes.read(0, HEAD)

function photo(bytes: Bytes): Partial<MediaFacts> {
  // The size stands before the picture, behind EXIF and colour profiles of some ten kilobytes; seldom behind more.
  let first = bytes.read(0, HEAD / 8)
  let size = readHeader(first)
  if (!size && bytes.size > first.length) {
    first = head(bytes)
    size = readHeader(first)
  }
  return { ...(size && { width: size.width, height: size.height }), ...readExif(first) }
}

/** EXIF inside other containers stands behind its own mark, near the beginning or at the end. */
function exifIn(bytes: Bytes): Partial<MediaFacts> {
  for (const part of [head(bytes), bytes.read(Math.max(0, bytes.size - HEAD), HEAD)]) {
    for (const mark of ['Exif\0\0II*\0', 'Exif\0\0MM\0*', 'EXIF']) {
      const at = part.indexOf(mark, 0, 'latin1')
      const facts = at < 0 ? undefined : readExif(part.subarray(at + (mark === 'EXIF' ? 8 : 6)))
      if (facts?.takenAt || facts?.camera) return facts
    }
  }
  return {}
}

/** Where a picture or film was taken: marks that cameras leave in their files. */
import { type Bytes, inMemory } from '../media/bytes.ts'
import { type BoxPlace, findBox } from '../media/isobmff.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const FILM = [
  latin('com.apple.quicktime.location'),
  latin('\xa9xyz'), // MP4 of telephones: +39.90+116.40/
  latin('GPSLatitude'), // XMP, and names of tools
  latin('GoPro MET'), // a track of GoPro's measurements
  latin('loci'), // 3GPP
]
/** EXIF's pointer to its GPS part (tag 8825, a LONG), of either byte order; XMP. */
const PICTURE = [Buffer.from('2588040001000000', 'hex'), Buffer.from('8825000400000001', 'hex'), latin('GPSLatitude')]

const PART = 256 << 10 // bytes at the beginning in which such facts stand
const TAIL = 64 << 10
const MAX_TABLE = 64 << 20

/** The parts of a film or picture in which it speaks of itself: its beginning, its end, the table of an MP4. */
export function ownFacts(bytes: Bytes): Buffer[] {
  const parts = [bytes.read(0, PART), bytes.read(Math.max(PART, bytes.size - TAIL), TAIL)]
  const moov = bytes.read(4, 4).toString('latin1') === 'ftyp' ? tableOf(bytes) : undefined
  return moov ? [...parts, bytes.read(moov.at, Math.min(MAX_TABLE, moov.end - moov.at))] : parts
}

function tableOf(bytes: Bytes): BoxPlace | undefined {
  try {
    return findBox(bytes, 0, bytes.size, 'moov')
  } catch (error) {
    if (error instanceof RangeError) return undefined // cut off within a box's head
    throw error
  }
}

/** Whether these parts tell a place. */
export const tellsPlace = (parts: readonly Buffer[], film: boolean): boolean =>
  parts.some(part => (film ? FILM : PICTURE).some(mark => part.includes(mark)))

/** The same of a picture in memory. */
export const pictureTellsPlace = (bytes: Buffer): boolean => tellsPlace(ownFacts(inMemory(bytes)), false)

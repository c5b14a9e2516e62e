/** MKV and WebM (RFC 9559): Info and the first picture track. */
import type { Bytes } from './bytes.ts'
import { localTime } from './clock.ts'
import type { MediaFacts } from './facts.ts'

const ID = {
  segment: 0x18538067,
  info: 0x1549a966,
  scale: 0x2ad7b1,
  duration: 0x4489,
  date: 0x4461,
  tracks: 0x1654ae6b,
  track: 0xae,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
  cluster: 0x1f43b675,
}
const INSIDE = new Set([ID.segment, ID.info, ID.tracks, ID.track, ID.video])
const MOST = 10_000
const EPOCH = Date.UTC(2001, 0, 1)

export function matroska(bytes: Bytes): Partial<MediaFacts> {
  const facts: Partial<MediaFacts> = {}
  let scale = 1_000_000 // ns
  let duration: number | undefined
  let left = MOST
  const read = (from: number, to: number) => {
    for (let at = from; at < to && left-- > 0; ) {
      const head = bytes.read(at, 12)
      const id = vint(head, 0, false)
      const size = vint(head, id.length, true)
      const content = at + id.length + size.length
      // All ones: the length is not known, a live recording; what is inside begins here.
      const end = size.unknown ? to : Math.min(content + size.value, to)
      const value = () => bytes.read(content, Math.min(8, end - content))
      if (id.value === ID.cluster) return // the pictures themselves
      if (INSIDE.has(id.value)) read(content, end)
      else if (id.value === ID.scale) scale = uint(value())
      else if (id.value === ID.duration)
        duration = value().length === 8 ? value().readDoubleBE(0) : value().readFloatBE(0)
      else if (id.value === ID.date) facts.takenAt = localTime(EPOCH + Number(value().readBigInt64BE(0)) / 1e6)
      else if (id.value === ID.width) facts.width ??= uint(value())
      else if (id.value === ID.height) facts.height ??= uint(value())
      at = end
    }
  }
  read(0, bytes.size)
  return { ...facts, seconds: duration === undefined ? null : (duration * scale) / 1e9 }
}

/** EBML's numbers of variable length; ids keep their marker bit. Throws RangeError where none begins. */
function vint(bytes: Buffer, at: number, drop: boolean): { value: number; length: number; unknown: boolean } {
  const first = bytes.readUInt8(at)
  const length = Math.clz32(first) - 23
  if (length > 8) throw new RangeError('no number')
  let value = drop ? first & (0xff >> length) : first
  let ones = (first & (0xff >> length)) === 0xff >> length
  for (let i = 1; i < length; i++) {
    const byte = bytes.readUInt8(at + i)
    value = value * 256 + byte
    ones &&= byte === 0xff
  }
  return { value, length, unknown: ones }
}

const uint = (bytes: Buffer): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)

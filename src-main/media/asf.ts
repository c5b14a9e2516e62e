/** WMV and ASF: the File Properties object. */
import type { Bytes } from './bytes.ts'
import { localTime } from './clock.ts'
import type { MediaFacts } from './facts.ts'

const PROPERTIES = Buffer.from('a1dcab8c47a9cf118ee400c00c205365', 'hex')
const EPOCH = Date.UTC(1601, 0, 1)

export function asf(bytes: Bytes): Partial<MediaFacts> {
  const count = bytes.read(24, 4).readUInt32LE(0)
  for (let at = 30, i = 0; i < Math.min(count, 100); i++) {
    const head = bytes.read(at, 88)
    if (head.subarray(0, 16).equals(PROPERTIES)) {
      const tenths = (place: number) => Number(head.readBigUInt64LE(place)) // of microseconds
      const created = tenths(48)
      return {
        seconds: tenths(64) / 1e7 - tenths(80) / 1e3, // the preroll, in ms, is in the duration
        takenAt: created === 0 ? null : localTime(EPOCH + created / 1e4),
      }
    }
    const size = Number(head.readBigUInt64LE(16))
    if (size < 24) return {}
    at += size
  }
  return {}
}

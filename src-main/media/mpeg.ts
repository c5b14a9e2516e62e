/** MP3 by its frames, transport streams (MTS) by their clocks. */
import type { Bytes } from './bytes.ts'
import type { MediaFacts } from './facts.ts'
import { mp3Frame } from './mp3Frame.ts'

const LOOK = 1 << 20

export function mp3(bytes: Bytes): Partial<MediaFacts> {
  const tag = bytes.read(0, 10)
  // ID3v2's length has seven bits a byte
  const skip =
    tag.toString('latin1', 0, 3) === 'ID3' ? 10 + [6, 7, 8, 9].reduce((n, at) => n * 128 + tag.readUInt8(at), 0) : 0
  const head = bytes.read(skip, 64 << 10)
  for (let at = 0; at < head.length - 4; at++) {
    const frame = mp3Frame(head, at)
    if (!frame || (!mp3Frame(head, at + frame.length) && at + frame.length < head.length - 4)) continue
    const body = head.subarray(at, at + frame.length)
    const mark = Math.max(body.indexOf('Xing'), body.indexOf('Info'))
    if (mark >= 0 && body.readUInt32BE(mark + 4) & 1) {
      return { seconds: (body.readUInt32BE(mark + 8) * frame.samples) / frame.perSecond }
    }
    return { seconds: ((bytes.size - skip - at) * 8) / frame.bits }
  }
  return {}
}

/** From the first to the last clock of the programme (PCR, 90 kHz, 33 bits). */
export function transport(bytes: Bytes): Partial<MediaFacts> {
  const first = clocks(bytes.read(0, LOOK))
  const last = clocks(bytes.read(Math.max(0, bytes.size - LOOK), LOOK))
  const begin = first[0]
  const end = last.filter(clock => clock.pid === begin?.pid).at(-1)
  if (!begin || !end) return {}
  return { seconds: ((end.ticks - begin.ticks + 2 ** 33) % 2 ** 33) / 90_000 }
}

function clocks(part: Buffer): { pid: number; ticks: number }[] {
  const found: { pid: number; ticks: number }[] = []
  const size = [188, 192].find(n => aligned(part, n) >= 0)
  if (size === undefined) return found
  for (let at = aligned(part, size); at + 188 <= part.length; at += size) {
    if (part[at] !== 0x47) break
    const adapted = ((part[at + 3] ?? 0) & 0x20) !== 0 && (part[at + 4] ?? 0) >= 7
    if (!adapted || ((part[at + 5] ?? 0) & 0x10) === 0) continue
    found.push({
      pid: part.readUInt16BE(at + 1) & 0x1fff,
      ticks: part.readUInt32BE(at + 6) * 2 + ((part[at + 10] ?? 0) >> 7),
    })
  }
  return found
}

/** Where packets of `size` begin: three of them in a row (the tail of a file begins in the middle of one). */
function aligned(part: Buffer, size: number): number {
  for (let at = 0; at < size && at + 2 * size < part.length; at++) {
    if ([0, 1, 2].every(n => part[at + n * size] === 0x47)) return at
  }
  return -1
}

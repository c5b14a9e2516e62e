/** AVI and WAV: lengths from their headers. */
import type { Bytes } from './bytes.ts'
import type { MediaFacts } from './facts.ts'

interface Chunk {
  id: string
  at: number // of the content
  size: number
}

const MOST = 1000

function* chunks(bytes: Bytes, from: number, to: number): Generator<Chunk> {
  let at = from
  for (let i = 0; i < MOST && at + 8 <= to; i++) {
    const head = bytes.read(at, 12)
    const size = head.readUInt32LE(4)
    const id = head.toString('latin1', 0, 4)
    yield id === 'LIST' ? { id: head.toString('latin1', 8, 12), at: at + 12, size: size - 4 } : { id, at: at + 8, size }
    at += 8 + size + (size % 2)
  }
}

export function avi(bytes: Bytes): Partial<MediaFacts> {
  const facts: Partial<MediaFacts> = {}
  const read = (from: number, to: number) => {
    let perFrame = 0
    for (const chunk of chunks(bytes, from, to)) {
      if (chunk.id === 'hdrl') read(chunk.at, chunk.at + chunk.size)
      if (chunk.id === 'odml') {
        // Beyond 1 GB the first header counts only its own part; this one counts all (OpenDML).
        const frames = bytes.read(chunk.at + 8, 4).readUInt32LE(0)
        if (perFrame > 0 && frames > 0) facts.seconds = (frames * perFrame) / 1e6
      }
      if (chunk.id === 'avih') {
        const head = bytes.read(chunk.at, 40)
        perFrame = head.readUInt32LE(0)
        facts.seconds = (head.readUInt32LE(16) * perFrame) / 1e6
        facts.width = head.readUInt32LE(32)
        facts.height = head.readUInt32LE(36)
      }
      if (chunk.id === 'IDIT') facts.takenAt = idit(bytes.read(chunk.at, Math.min(chunk.size, 40)).toString('latin1'))
      if (chunk.id === 'movi') return
    }
  }
  read(12, bytes.size)
  return facts
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `Mon Nov 23 09:30:00 2026`, the camera's own clock. */
function idit(text: string): string | null {
  const match = /([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})/i.exec(text)
  const month = match ? MONTHS.findIndex(name => name.toLowerCase() === match[1]?.toLowerCase()) + 1 : 0
  if (!match || month === 0) return null
  return `${match[4]}-${String(month).padStart(2, '0')}-${match[2]?.padStart(2, '0')}T${match[3]}`
}

export function wav(bytes: Bytes): Partial<MediaFacts> {
  let perSecond = 0
  for (const chunk of chunks(bytes, 12, bytes.size)) {
    if (chunk.id === 'fmt ') perSecond = bytes.read(chunk.at + 8, 4).readUInt32LE(0)
    if (chunk.id === 'data' && perSecond > 0) {
      return { seconds: Math.min(chunk.size, bytes.size - chunk.at) / perSecond }
    }
  }
  return {}
}

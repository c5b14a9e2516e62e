/** Ogg (RFC 3533): Opus, Vorbis and FLAC in it. */
import type { Bytes } from './bytes.ts'
import type { MediaFacts } from './facts.ts'

const TAIL = 128 << 10 // bytes; a page has 64 KB at most

/** The last page says how many samples came before its end; Opus counts 48,000 a second whatever was recorded (RFC 7845 4). */
export function ogg(bytes: Bytes): Partial<MediaFacts> {
  const head = bytes.read(0, 128)
  const tail = bytes.read(Math.max(0, bytes.size - TAIL), TAIL)
  const last = tail.lastIndexOf('OggS', undefined, 'latin1')
  const opus = head.indexOf('OpusHead', 0, 'latin1')
  const vorbis = head.indexOf('\x01vorbis', 0, 'latin1')
  if (last < 0 || (opus < 0 && vorbis < 0)) return {}
  const samples = Number(tail.readBigInt64LE(last + 6))
  if (opus >= 0) return { seconds: (samples - head.readUInt16LE(opus + 10)) / 48_000 }
  return { seconds: samples / head.readUInt32LE(vorbis + 12) }
}

/** FLV: the number behind the word `duration` of its first script tag (AMF0). */
export function flv(bytes: Bytes): Partial<MediaFacts> {
  const head = bytes.read(0, 4096)
  const number = (key: string): number | null => {
    const at = head.indexOf(`\0${String.fromCharCode(key.length)}${key}\0`, 0, 'latin1')
    return at < 0 ? null : head.readDoubleBE(at + key.length + 3)
  }
  return { seconds: number('duration'), width: number('width'), height: number('height') }
}

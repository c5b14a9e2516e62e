/**
 * A short film without a film program: every picture of it is a WebP, whose content is a key frame of VP8, and WebM is a list of such frames.
 * All browsers play it.
 */
import { createCanvas } from '@napi-rs/canvas'

const SIZE = { width: 320, height: 240 }
const FRAMES = 8 // a second each

/** A walk past the places of an examination room, seen from above. */
export async function drawFilm(label: string): Promise<Uint8Array> {
  const frames: Buffer[] = []
  for (let i = 0; i < FRAMES; i++) frames.push(vp8(Buffer.from(await frame(label, i).encode('webp', 70))))
  return webm(frames)
}

function frame(label: string, i: number) {
  const canvas = createCanvas(SIZE.width, SIZE.height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#e8e4da'
  context.fillRect(0, 0, SIZE.width, SIZE.height)
  for (let desk = 0; desk < 12; desk++) {
    context.fillStyle = desk === i ? '#b5651d' : '#8a9a5b'
    context.fillRect(20 + (desk % 4) * 75, 40 + Math.floor(desk / 4) * 65, 55, 40)
  }
  context.fillStyle = '#333'
  context.fillText(`${label} 00:00:0${i}`, 20, 25)
  return canvas
}

/** The VP8 chunk of a lossy WebP (RIFF). */
function vp8(webp: Buffer): Buffer {
  for (let at = 12; at + 8 <= webp.length; ) {
    const size = webp.readUInt32LE(at + 4)
    if (webp.toString('latin1', at, at + 4) === 'VP8 ') return webp.subarray(at + 8, at + 8 + size)
    at += 8 + size + (size & 1)
  }
  throw new Error('no key frame was made')
}

/** An element of Matroska: its number, its length in eight bytes, its content. */
function element(id: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(body.length) | (1n << 56n))
  return Buffer.concat([Buffer.from(id, 'hex'), length, body])
}

const uint = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const text = (value: string): Buffer => Buffer.from(value)
const float = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}

function webm(frames: readonly Buffer[]): Uint8Array {
  const head = element(
    '1a45dfa3',
    element('4286', uint(1)),
    element('42f7', uint(1)),
    element('42f2', uint(4)),
    element('42f3', uint(8)),
    element('4282', text('webm')),
    element('4287', uint(2)),
    element('4285', uint(2)),
  )
  const info = element(
    '1549a966',
    element('2ad7b1', uint(1_000_000)), // times in milliseconds
    element('4489', float(frames.length * 1000)),
    element('4d80', text('neidu')),
    element('5741', text('neidu')),
  )
  const video = element('e0', element('b0', uint(SIZE.width)), element('ba', uint(SIZE.height)))
  const track = element(
    'ae',
    element('d7', uint(1)),
    element('73c5', uint(1)),
    element('83', uint(1)),
    element('86', text('V_VP8')),
    video,
  )
  const clusters = frames.map((data, i) => {
    const block = Buffer.from([0x81, 0, 0, 0x80]) // track 1, at the cluster's time, a key frame
    return element('1f43b675', element('e7', uint(i * 1000)), element('a3', block, data))
  })
  return Buffer.concat([head, element('18538067', info, element('1654ae6b', track), ...clusters)])
}

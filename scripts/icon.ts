/** node scripts/icon.ts: draws resources/icon.png and icon.ico (all sizes that Windows asks for), the program's icon: 督 on a card. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { defaultFonts } from '../src-main/print/fonts.ts'

const SIZE = 512
const BLUE = '#1d5fc4'
const SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256]

const canvas = createCanvas(SIZE, SIZE)
const context = canvas.getContext('2d')
GlobalFonts.registerFromPath(defaultFonts().bold[0] ?? '', 'Icon')

context.fillStyle = BLUE
context.beginPath()
context.roundRect(66, 16, 380, 480, 56)
context.fill()
context.fillStyle = '#fff'
context.beginPath()
context.roundRect(206, 48, 100, 28, 14) // the slot of the lanyard
context.fill()
context.font = '300px Icon'
context.textAlign = 'center'
context.fillText('督', SIZE / 2, 376)

const resources = join(import.meta.dirname, '..', 'resources')
writeFileSync(join(resources, 'icon.png'), canvas.toBuffer('image/png'))
writeFileSync(join(resources, 'icon.ico'), ico(SIZES.map(size => scaled(size))))

function scaled(size: number): Canvas {
  const small = createCanvas(size, size)
  const on = small.getContext('2d')
  on.imageSmoothingQuality = 'high'
  on.drawImage(canvas, 0, 0, size, size)
  return small
}

/** An icon file: a directory, then the pictures; the largest as PNG, the others as bitmaps, which every program reads. */
function ico(pictures: Canvas[]): Buffer {
  const bodies = pictures.map(picture => (picture.width < 256 ? bitmap(picture) : picture.toBuffer('image/png')))
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let at = head.length
  for (const [i, { width }] of pictures.entries()) {
    const entry = 6 + 16 * i
    head.writeUInt8(width % 256, entry)
    head.writeUInt8(width % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(bodies[i]?.length ?? 0, entry + 8)
    head.writeUInt32LE(at, entry + 12)
    at += bodies[i]?.length ?? 0
  }
  return Buffer.concat([head, ...bodies])
}

/** BGRA from the bottom row up, behind a header that counts an empty mask as well. */
function bitmap(picture: Canvas): Buffer {
  const { width, height } = picture
  const { data } = picture.getContext('2d').getImageData(0, 0, width, height)
  const mask = Math.ceil(width / 32) * 4 * height
  const out = Buffer.alloc(40 + width * height * 4 + mask)
  out.writeUInt32LE(40, 0)
  out.writeInt32LE(width, 4)
  out.writeInt32LE(height * 2, 8)
  out.writeUInt16LE(1, 12)
  out.writeUInt16LE(32, 14)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      const to = 40 + ((height - 1 - y) * width + x) * 4
      out[to] = data[from + 2] ?? 0
      out[to + 1] = data[from + 1] ?? 0
      out[to + 2] = data[from] ?? 0
      out[to + 3] = data[from + 3] ?? 0
    }
  }
  return out
}

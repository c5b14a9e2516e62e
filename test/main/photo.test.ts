import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { cropPhoto, inspectPhoto } from '../../src-main/photo/photo.ts'

type Format = 'jpeg' | 'png'

/** Four coloured quarters (red, green / blue, yellow): every turn and every cut shows. */
async function quarters(width: number, height: number, format: Format = 'jpeg'): Promise<Buffer> {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  for (const [i, colour] of ['#ff0000', '#00ff00', '#0000ff', '#ffff00'].entries()) {
    context.fillStyle = colour
    context.fillRect((i % 2) * (width / 2), Math.floor(i / 2) * (height / 2), width / 2, height / 2)
  }
  return format === 'jpeg' ? canvas.encode('jpeg', 95) : canvas.encode('png')
}

/** A JPEG with an EXIF block: its orientation, a camera and a place. */
function withExif(jpeg: Buffer, orientation: number, little = true): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4 + 32)
  const u16 = (value: number, at: number) => (little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at))
  const u32 = (value: number, at: number) => (little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at))
  tiff.write(little ? 'II' : 'MM')
  u16(42, 2)
  u32(8, 4)
  u16(1, 8)
  u16(0x0112, 10)
  u16(3, 12)
  u32(1, 14)
  u16(orientation, 18)
  tiff.write('SecretCamera 39.9N 116.4E', 26)
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  const segment = Buffer.concat([head, Buffer.from('Exif\0\0'), tiff])
  segment.writeUInt16BE(segment.length - 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)])
}

/** 24-bit BMP of one colour. */
function bmp(width: number, height: number): Buffer {
  const row = Math.ceil((width * 3) / 4) * 4
  const file = Buffer.alloc(54 + row * height, 0x80)
  file.fill(0, 0, 54)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let i = 54; i < file.length; i += 3) file[i] = 0xff // bluish
  return file
}

async function decode(jpeg: Uint8Array) {
  const image = await loadImage(jpeg)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const colour = (x: number, y: number) => {
    const [r = 0, g = 0, b = 0] = context.getImageData(
      Math.floor(x * image.width),
      Math.floor(y * image.height),
      1,
      1,
    ).data
    const names: Record<string, string> = {
      '100': 'red',
      '010': 'green',
      '001': 'blue',
      '110': 'yellow',
      '111': 'white',
      '000': 'black',
    }
    return names[[r, g, b].map(v => (v > 127 ? 1 : 0)).join('')]
  }
  const corners = [colour(0.1, 0.1), colour(0.9, 0.1), colour(0.1, 0.9), colour(0.9, 0.9)].join(' ')
  return { width: image.width, height: image.height, corners, colour }
}

describe('inspectPhoto', () => {
  it('tells type and size, and is content with a 1 寸 photo', async () => {
    const jpeg = await quarters(413, 578)
    expect(inspectPhoto(jpeg, 'a.jpg')).toEqual({ type: 'jpeg', width: 413, height: 578, warnings: [] })
    expect(inspectPhoto(await quarters(295, 413, 'png'), 'a.png')).toEqual({
      type: 'png',
      width: 295,
      height: 413,
      warnings: [],
    })
    expect(inspectPhoto(bmp(500, 700), 'a.bmp')).toEqual({ type: 'bmp', width: 500, height: 700, warnings: [] })
  })

  it('goes by the content, not by the name', async () => {
    expect(inspectPhoto(await quarters(413, 578, 'png'), '照片.jpg').type).toBe('png')
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %d: the size as it is shown', async orientation => {
    const sideways = orientation >= 5
    for (const little of [true, false]) {
      const photo = withExif(await quarters(578, 413), orientation, little)
      const { width, height } = inspectPhoto(photo, 'a.jpg')
      expect([width, height]).toEqual(sideways ? [413, 578] : [578, 413])
      const shown = await loadImage(photo) // the decoder's opinion
      expect([shown.width, shown.height]).toEqual([width, height])
    }
  })

  it('warns of small, wide and grey photos', async () => {
    expect(inspectPhoto(await quarters(294, 412), 'a').warnings).toEqual([
      '照片只有 294×412 像素，印成 1 寸（25×35 毫米）会模糊，请换不小于 295×413 像素的照片。',
    ])
    expect(inspectPhoto(await quarters(800, 600), 'a').warnings).toEqual([
      '照片不是 1 寸照的比例（5:7），会按此比例裁剪，请核对人像的位置。',
    ])
    const grey = await quarters(413, 578, 'png')
    grey[25] = 0 // colour type of IHDR
    expect(inspectPhoto(grey, 'a').warnings).toEqual(['照片是黑白的，附件2 要求彩色照片。'])
  })
})

describe('cropPhoto', () => {
  it('makes 413×578 to 826×1156, whatever comes', async () => {
    for (const [width, height, w, h] of [
      [295, 413, 413, 578],
      [500, 700, 500, 700],
      [3000, 4200, 826, 1156],
      [4000, 1000, 714, 999],
      [600, 3000, 600, 840],
    ] as const) {
      const { jpeg } = await cropPhoto(await quarters(width, height), 'a.jpg')
      const made = await decode(jpeg)
      expect([made.width, made.height]).toEqual([w, h])
    }
  })

  it('takes the middle, slightly high, by default', async () => {
    const wide = await decode((await cropPhoto(await quarters(2000, 1400), 'a')).jpeg)
    expect(wide.corners).toBe('red green blue yellow')
    expect([wide.colour(0.49, 0.2), wide.colour(0.51, 0.2)]).toEqual(['red', 'green'])
    // 1000×1400 of 1000×2000: 200 above, 400 below, the middle line at (1000 − 200) / 1400.
    const tall = await decode((await cropPhoto(await quarters(1000, 2000), 'a')).jpeg)
    expect([tall.colour(0.2, 0.56), tall.colour(0.2, 0.59)]).toEqual(['red', 'blue'])
  })

  it('takes the box it is given, in pixels as shown', async () => {
    const photo = await quarters(1000, 1400)
    const part = await decode((await cropPhoto(photo, 'a', { x: 500, y: 700, width: 500, height: 700 })).jpeg)
    expect(part).toMatchObject({ width: 500, height: 700, corners: 'yellow yellow yellow yellow' })
    const turned = withExif(photo, 6) // shown 1400×1000: blue red / yellow green
    expect((await decode((await cropPhoto(turned, 'a', { x: 0, y: 0, width: 700, height: 500 })).jpeg)).corners).toBe(
      'blue blue blue blue',
    )
  })

  it('turns the picture upright and leaves camera and place behind', async () => {
    const upright: Record<number, string> = {
      1: 'red green blue yellow',
      2: 'green red yellow blue',
      3: 'yellow blue green red',
      4: 'blue yellow red green',
      5: 'red blue green yellow',
      6: 'blue red yellow green',
      7: 'yellow green blue red',
      8: 'green yellow red blue',
    }
    for (const [orientation, corners] of Object.entries(upright)) {
      const photo = withExif(await quarters(700, 980), Number(orientation))
      expect(photo.includes('SecretCamera')).toBe(true)
      const { jpeg } = await cropPhoto(photo, 'a.jpg')
      expect((await decode(jpeg)).corners).toBe(corners)
      for (const trace of ['SecretCamera', 'Exif']) expect(Buffer.from(jpeg).includes(trace)).toBe(false)
    }
  })

  it('puts transparent pictures on white', async () => {
    const clear = await createCanvas(500, 700).encode('png')
    expect((await decode((await cropPhoto(clear, 'a.png')).jpeg)).corners).toBe('white white white white')
  })

  it('warns of a box too small to print, and of grey pictures stored in colour', async () => {
    const photo = await quarters(1000, 1400)
    const { warnings } = await cropPhoto(photo, 'a', { x: 0, y: 0, width: 200, height: 280 })
    expect(warnings).toEqual(['照片只有 200×280 像素，印成 1 寸（25×35 毫米）会模糊，请换不小于 295×413 像素的照片。'])
    const canvas = createCanvas(500, 700)
    const context = canvas.getContext('2d')
    for (let y = 0; y < 700; y++) {
      context.fillStyle = `rgb(${y % 255}, ${y % 255}, ${y % 255})`
      context.fillRect(0, y, 500, 1)
    }
    expect((await cropPhoto(await canvas.encode('jpeg', 90), 'a')).warnings).toEqual([
      '照片是黑白的，附件2 要求彩色照片。',
    ])
    expect((await cropPhoto(photo, 'a')).warnings).toEqual([])
  })

  it('keeps a box inside the picture and in the card’s proportion', async () => {
    const photo = await quarters(1000, 1400)
    const over = await decode((await cropPhoto(photo, 'a', { x: -500, y: -700, width: 1000, height: 1400 })).jpeg)
    expect(over).toMatchObject({ width: 500, height: 700, corners: 'red red red red' })
    const square = await decode((await cropPhoto(photo, 'a', { x: 0, y: 0, width: 700, height: 700 })).jpeg)
    expect([square.width, square.height]).toEqual([500, 700])
    for (const box of [
      { x: 1000, y: 0, width: 500, height: 700 },
      { x: 0, y: 0, width: 0, height: 0 },
      { x: Number.NaN, y: 0, width: 500, height: 700 },
    ]) {
      await expect(cropPhoto(photo, 'a.jpg', box)).rejects.toMatchObject({ code: 'IMAGE_BAD' })
    }
  })

  it('many at once: each gets its own', async () => {
    const boxes = [
      { x: 0, y: 0 },
      { x: 500, y: 0 },
      { x: 0, y: 700 },
      { x: 500, y: 700 },
    ]
    const photo = await quarters(1000, 1400)
    const made = await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        cropPhoto(photo, `${i}`, { ...(boxes[i % 4] ?? { x: 0, y: 0 }), width: 500, height: 700 }),
      ),
    )
    const colours = await Promise.all(made.map(async m => (await decode(m.jpeg)).colour(0.5, 0.5)))
    expect(colours).toEqual(Array.from({ length: 24 }, (_, i) => ['red', 'green', 'blue', 'yellow'][i % 4]))
  })
})

describe('pictures that are refused', () => {
  const refused = async (bytes: Uint8Array, code: string, detail?: RegExp) => {
    const error = { code, message: detail ? expect.stringMatching(detail) : expect.any(String) }
    expect(() => inspectPhoto(bytes, '照片.jpg')).toThrow(expect.objectContaining(error))
    await expect(cropPhoto(bytes, '照片.jpg')).rejects.toMatchObject(error)
  }

  it('a program, a text, nothing, another picture format', async () => {
    await refused(Buffer.from('MZ\x90\0\x03', 'latin1'), 'FILE_TYPE', /「照片.jpg」不是 JPG、PNG 或 BMP 图片文件/)
    await refused(Buffer.from('王小明'), 'FILE_TYPE')
    await refused(new Uint8Array(0), 'FILE_TYPE')
    await refused(await createCanvas(500, 700).encode('webp'), 'FILE_TYPE')
    await refused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="500" height="700"/>'), 'FILE_TYPE')
  })

  it('a picture cut off, at whatever place', async () => {
    for (const photo of [await quarters(413, 578), await quarters(413, 578, 'png'), bmp(300, 420)]) {
      for (const share of [0.01, 0.3, 0.9, 0.99]) {
        const part = photo.subarray(0, Math.floor(photo.length * share))
        const error = expect.objectContaining({ code: expect.stringMatching(/^(IMAGE_BAD|FILE_TYPE)$/) })
        expect(() => inspectPhoto(part, 'a')).toThrow(error)
      }
    }
  })

  it('a picture with garbage inside: the decoder’s refusal is told, and the next picture works', async () => {
    const photo = Buffer.from(await quarters(413, 578, 'png'))
    photo.fill(0x55, 60, photo.length - 20)
    await expect(cropPhoto(photo, '坏.png')).rejects.toMatchObject({
      code: 'IMAGE_BAD',
      message: '图片「坏.png」无法解码：内容已损坏',
    })
    expect((await cropPhoto(await quarters(413, 578), '好.jpg')).jpeg.length).toBeGreaterThan(1000)
  })

  it('a picture that would take gigabytes, before it is decoded', async () => {
    const photo = Buffer.from(await quarters(413, 578, 'png'))
    photo.writeUInt32BE(30_000, 16)
    photo.writeUInt32BE(30_000, 20)
    await refused(photo, 'IMAGE_BAD', /尺寸过大（30000×30000 像素）/)
    photo.writeUInt32BE(0, 16)
    await refused(photo, 'IMAGE_BAD')
    const wide = bmp(10, 10)
    wide.writeInt32LE(-5, 18)
    await refused(wide, 'IMAGE_BAD')
  })

  it('a file above 30 MB', () =>
    refused(new Uint8Array(30 * 1024 ** 2 + 1), 'FILE_TOO_LARGE', /太大（31 MB），上限为 30 MB/))
})

import { AppError } from '../../src-shared/errors.ts'
import { readHeader } from './header.ts'

const MAX_SIDE = 1200 // px: 20 mm at 1500 dpi, more than any card printer shows
const MAX_BYTES = 10 * 1024 ** 2

/**
 * A logo as the cards print it: decoded and written anew as PNG, so that nothing but pixels is kept of the user's file.
 * @throws AppError FILE_TYPE, FILE_TOO_LARGE, IMAGE_BAD
 */
export async function cropLogo(bytes: Uint8Array): Promise<Uint8Array> {
  const name = '标志'
  if (bytes.byteLength > MAX_BYTES) throw new AppError('FILE_TOO_LARGE', { name, size: '10 MB 以上', limit: '10 MB' })
  const header = readHeader(bytes)
  if (!header) throw new AppError('FILE_TYPE', { name, expected: 'JPG 或 PNG 图片' })
  if (header.width * header.height > 40_000_000) throw new AppError('IMAGE_BAD', { name, detail: '图片尺寸过大' })
  const { createCanvas, loadImage } = await import('@napi-rs/canvas') // 35 MB: not before a logo comes
  const image = await loadImage(bytes).catch((error: Error) => {
    throw new AppError('IMAGE_BAD', { name, detail: error.message })
  })
  const scale = Math.min(1, MAX_SIDE / Math.max(image.width, image.height))
  const canvas = createCanvas(
    Math.max(1, Math.round(image.width * scale)),
    Math.max(1, Math.round(image.height * scale)),
  )
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.encode('png')
}

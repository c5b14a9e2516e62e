import { readExif } from '../src-main/photo/taken.ts'

const SIDE = 1600 // pixels: a page of writing can be read

/** The picture small enough to be sent, upright, with nothing of the original but the time at which it was taken. @throws when the browser cannot decode it */
export async function shrink(file: Blob): Promise<Blob> {
  const { takenAt } = readExif(new Uint8Array(await file.arrayBuffer()))
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.fillStyle = '#fff' // a PNG may be transparent
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const jpeg = await new Promise<Blob>((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.8),
  )
  if (takenAt === null) return jpeg
  return new Blob([jpeg.slice(0, 2), exif(takenAt), jpeg.slice(2)], { type: 'image/jpeg' })
}

/** An EXIF segment that says DateTimeOriginal and nothing else: the canvas has dropped place, camera and thumbnail. */
function exif(takenAt: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(74)
  const view = new DataView(bytes.buffer)
  const text = (at: number, said: string) =>
    bytes.set(
      [...said].map(char => char.charCodeAt(0)),
      at,
    )
  view.setUint16(0, 0xffe1)
  view.setUint16(2, 72)
  text(4, 'Exif\0\0MM')
  const tiff = 10
  view.setUint16(tiff + 2, 42)
  view.setUint32(tiff + 4, 8)
  const folder = (at: number, tag: number, kind: number, count: number, value: number) => {
    view.setUint16(tiff + at, 1)
    view.setUint16(tiff + at + 2, tag)
    view.setUint16(tiff + at + 4, kind)
    view.setUint32(tiff + at + 6, count)
    view.setUint32(tiff + at + 10, value)
  }
  folder(8, 0x8769, 4, 1, 26)
  folder(26, 0x9003, 2, 20, 44)
  text(tiff + 44, takenAt.replace('T', ' ').replaceAll('-', ':'))
  return bytes
}

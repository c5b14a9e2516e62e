/** Type and size of an image from its first bytes, so that nothing is decoded before its size is known. */

export interface ImageHeader {
  type: 'jpeg' | 'png' | 'bmp'
  width: number // pixels, as shown (EXIF orientation applied)
  height: number
  grey: boolean // stored without colour; a colour file can still hold a grey picture
  whole: boolean // false: the end of the file is missing
}

/** Undefined for anything but JPEG, PNG and BMP, and for headers cut off. The file's name plays no part. */
export function readHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (view.getUint16(0) === 0xffd8) return readJpeg(bytes, view)
    if (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) return readPng(bytes, view)
    if (view.getUint16(0) === 0x424d && view.getUint32(14, true) >= 40) return readBmp(view)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error // a header that points beyond the file
  }
  return undefined
}

function readJpeg(bytes: Uint8Array, view: DataView): ImageHeader | undefined {
  let rotated = false
  let frame: Omit<ImageHeader, 'whole'> | undefined
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    if (marker === 0xff)
      at += 1 // fill byte
    else if (marker === 0xda) {
      // The picture's data follow. A thumbnail's end marker stands before them, inside a segment.
      return (
        frame && {
          ...frame,
          whole: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf('ffd9', undefined, 'hex') > at,
        }
      )
    } else {
      if (marker === 0xe1) rotated ||= isRotated(bytes, view, at + 4)
      if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
        const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
        const size = rotated ? { width: height, height: width } : { width, height }
        frame = { type: 'jpeg', ...size, grey: view.getUint8(at + 9) === 1 }
      }
      at += 2 + view.getUint16(at + 2)
    }
  }
}

// EXIF tag 0x0112: orientations 5–8 lie on their side.
function isRotated(bytes: Uint8Array, view: DataView, at: number): boolean {
  if (String.fromCharCode(...bytes.subarray(at, at + 6)) !== 'Exif\0\0') return false
  const tiff = at + 6
  const little = view.getUint16(tiff) === 0x4949
  const table = tiff + view.getUint32(tiff + 4, little)
  for (let i = 0; i < view.getUint16(table, little); i++) {
    const entry = table + 2 + i * 12
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) >= 5
  }
  return false
}

function readPng(bytes: Uint8Array, view: DataView): ImageHeader {
  const colour = view.getUint8(25)
  return {
    type: 'png',
    width: view.getUint32(16),
    height: view.getUint32(20),
    grey: colour === 0 || colour === 4,
    whole: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('IEND'),
  }
}

function readBmp(view: DataView): ImageHeader {
  return {
    type: 'bmp',
    width: view.getInt32(18, true),
    height: Math.abs(view.getInt32(22, true)), // negative: stored from the top
    grey: false,
    whole: view.getUint32(2, true) <= view.byteLength,
  }
}

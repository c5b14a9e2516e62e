/** A JPEG as a camera leaves it: with its name and its time in EXIF, little-endian as most do. `at`: 2026:11:23 09:41:07. */
export function camera(jpeg: Buffer, at: string): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4 + 2 + 12 + 4 + 20 + 6)
  tiff.write('II', 0)
  tiff.writeUInt16LE(42, 2)
  tiff.writeUInt32LE(8, 4)
  const entry = (at: number, tag: number, kind: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at)
    tiff.writeUInt16LE(kind, at + 2)
    tiff.writeUInt32LE(count, at + 4)
    tiff.writeUInt32LE(value, at + 8)
  }
  tiff.writeUInt16LE(2, 8)
  entry(10, 0x010f, 2, 6, 76)
  entry(22, 0x8769, 4, 1, 38)
  tiff.writeUInt16LE(1, 38)
  entry(40, 0x9003, 2, 20, 56)
  tiff.write(`${at}\0Canon\0`, 56, 'latin1')
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(2 + 6 + tiff.length, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from('Exif\0\0'), tiff, jpeg.subarray(2)])
}

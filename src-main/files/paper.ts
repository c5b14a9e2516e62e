import { AppError } from '../../src-shared/errors.ts'

const MAX_BYTES = 100 * 1024 ** 2

// By their first bytes: a name proves nothing.
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const MAGIC: Record<string, number[]> = {
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  jpeg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  tiffLittle: [0x49, 0x49, 0x2a, 0x00],
  tiffBig: [0x4d, 0x4d, 0x00, 0x2a],
  ole: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], // doc, xls
}

/**
 * Refuses what is no paper that an inspector could be shown: not PDF, picture, Word or Excel by its content (FILE_TYPE), empty
 * (FILE_TYPE), or above 100 MB (FILE_TOO_LARGE). Programs and scripts are none of these, whatever they are called.
 */
export function requirePaper({ name, bytes }: { name: string; bytes: Uint8Array }): void {
  if (bytes.length > MAX_BYTES) {
    const size = `${Math.ceil(bytes.length / 1024 ** 2)} MB`
    throw new AppError('FILE_TOO_LARGE', { name, size, limit: '100 MB' })
  }
  const begins = (magic: number[]) => magic.every((byte, i) => bytes[i] === byte)
  // docx and xlsx are zips with this part; any other zip may hold anything.
  const office = () =>
    begins(ZIP) && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('[Content_Types].xml')
  const known = Object.values(MAGIC).some(begins) || office()
  if (!known) throw new AppError('FILE_TYPE', { name, expected: ' PDF、图片、Word 或 Excel ' })
}

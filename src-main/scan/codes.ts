/**
 * The codes on a page. zxing first, rxing as a second opinion, then again over what is left when shadow and specks are taken away. A symbol that
 * was read in a mirror is the back of a thin sheet and no code of this page. Only codes that are whole (their check holds) count, so that
 * another symbol on the paper (of a pass, of an app) is neither an answer nor in the way.
 */
import { encodeQR } from 'qr'
import { DecodeHintDictionary, DecodeHintTypes, decode_multi } from 'rxing-wasm'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { parseFormCode } from '../../src-shared/forms/formCode.ts'
import { blur, type Grey, split, threshold } from './grey.ts'
import { wasmOf } from './wasm.ts'

prepareZXingModule({ overrides: { wasmBinary: wasmOf('zxing-wasm/reader/zxing_reader.wasm') } })

const hints = new DecodeHintDictionary()
hints.set_hint(DecodeHintTypes.TryHarder, 'true')
hints.set_hint(DecodeHintTypes.PossibleFormats, 'qrcode')

/** How dark is black: a fixed level for fax and copies, a lower one for what shows through. */
const LEVELS = [85, 60]

/** In the order in which they are tried, each slower or less sure than the one before. */
const WAYS: ((page: Grey) => Promise<string[]> | string[])[] = [
  zxing,
  rxing,
  page => zxing(threshold(page, split(page))),
  ...LEVELS.map(level => (page: Grey) => zxing(threshold(page, level))),
  page => zxing(blur(page)),
  page => rxing(blur(blur(page))),
]

/** Codes that were read, each once. Empty: none could be. `late`: no further way is tried. */
export async function readCodes(page: Grey, late: () => boolean = () => false): Promise<string[]> {
  for (const way of WAYS) {
    const found = (await way(page)).filter(text => parseFormCode(text).ok)
    if (found.length > 0) return [...new Set(found)]
    if (late()) break
  }
  return []
}

async function zxing(page: Grey): Promise<string[]> {
  const results = await readBarcodes(pgm(page), {
    formats: ['QRCode'],
    tryHarder: true,
    tryRotate: true,
    tryInvert: false,
    tryDownscale: true,
    maxNumberOfSymbols: 8,
  })
  return results.filter(result => result.isValid && !result.isMirrored).map(result => result.text)
}

function rxing({ data, width, height }: Grey): string[] {
  try {
    return decode_multi(data, width, height, hints, false)
      .map(result => ({ text: result.text(), points: [...result.result_points()] }))
      .filter(found => parseFormCode(found.text).ok && !isMirrored({ data, width, height }, found))
      .map(({ text }) => text)
  } catch {
    return [] // it throws where there is nothing
  }
}

/**
 * rxing reads in a mirror without a word. The code is drawn again and held against the picture, as it is and mirrored: the one that fits is what
 * stands there. `points`: the symbol's corners in the order upper left, upper right, lower left, lower right of what rxing took it for.
 */
function isMirrored({ data, width, height }: Grey, { text, points }: { text: string; points: number[] }): boolean {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = points
  const modules = drawn(text)
  const size = modules.length
  const values = modules.map((_, row) =>
    modules.map((_, column) => {
      const [s, t] = [(column + 0.5) / size, (row + 0.5) / size]
      const x = Math.round((x0 + (x1 - x0) * s) * (1 - t) + (x2 + (x3 - x2) * s) * t)
      const y = Math.round((y0 + (y1 - y0) * s) * (1 - t) + (y2 + (y3 - y2) * s) * t)
      return x < 0 || y < 0 || x >= width || y >= height ? 255 : (data[y * width + x] ?? 255)
    }),
  )
  const level = values.flat().sort((a, b) => a - b)[Math.floor((size * size) / 2)] ?? 128
  const fits = (at: (row: number, column: number) => boolean | undefined) =>
    values.flat().filter((value, i) => value < level === at(Math.floor(i / size), i % size)).length
  return fits((row, column) => modules[column]?.[row]) >= fits((row, column) => modules[row]?.[column])
}

/** As forms/mark.ts draws it. */
const drawn = (text: string): boolean[][] =>
  encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
    .slice(1, -1)
    .map(row => row.slice(1, -1))

/** A picture as zxing takes it without four channels of it: the portable grey map, a header and the pixels. */
function pgm({ data, width, height }: Grey): Uint8Array {
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`)
  return Buffer.concat([head, data])
}

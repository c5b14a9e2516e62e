/** Pages of a scanned file as pictures: PDF of scanners, TIFF of all kinds, JPG, PNG, HEIC. One page is in memory at a time. */
import { readFile } from 'node:fs/promises'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage, PDFRawStream } from 'pdf-lib'
import sharp, { type Sharp } from 'sharp'
import type { Grey } from './grey.ts'
import { heicPixels } from './heic.ts'
import { kindOf } from './kind.ts'
import { wasmOf } from './wasm.ts'

export interface PageImage {
  grey: Grey
  /** Small enough to be looked at, JPEG. */
  picture: Uint8Array
}

export interface Pages {
  count: number
  /** From 1. Throws Error in Chinese where this page cannot be looked at; the others can. */
  page(number: number): Promise<PageImage>
  close(): void
}

/** A page of 300 dpi A3 and more is not looked at larger than this: a module of the code still has six pixels. */
const LONGEST = 3600
/** Pixels that a picture may announce: A3 at 600 dpi. More is refused before it is unpacked. */
const PIXELS = 80_000_000
const PICTURE = 1200
const DPI = 300

/** @throws Error in Chinese where nothing of the file can be read */
export async function openPages(path: string): Promise<Pages> {
  const bytes = await readFile(path)
  switch (kindOf(bytes)) {
    case 'pdf':
      return openPdf(bytes)
    case 'tiff':
      return openTiff(bytes)
    case 'jpeg':
    case 'png':
      return single(async () => sharp(bytes, { limitInputPixels: PIXELS, failOn: 'none' }).rotate())
    case 'heic':
      return single(async () => {
        const { data, width, height } = await heicPixels(bytes, PIXELS)
        return sharp(data, { raw: { width, height, channels: 4 } })
      })
    case null:
      throw new Error('不是扫描件：可以是 PDF、TIFF、JPG、PNG、HEIC')
  }
}

const single = (open: () => Promise<Sharp>): Pages => ({
  count: 1,
  page: async () => look(await open()),
  close() {},
})

async function look(image: Sharp, stretch = 1): Promise<PageImage> {
  // Stretched and shrunk in two steps: sharp does one resize a pipeline.
  const { data, info } = await image
    .flatten({ background: '#fff' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new Error(tooLarge(error) ? '图像过大，不能查看' : '这一页的图像已损坏')
    })
  const { width, height } = info
  const whole = sharp(data, { raw: { width, height, channels: 1 } }).resize(
    within(width, Math.round(height * stretch), LONGEST),
  )
  const { data: pixels, info: size } = await whole.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  const grey = { data: new Uint8Array(pixels.buffer, pixels.byteOffset, size.width * size.height), ...sizeOf(size) }
  const raw = { width: size.width, height: size.height, channels: 1 as const }
  const picture = await sharp(grey.data, { raw })
    .resize(within(size.width, size.height, PICTURE))
    .jpeg({ quality: 60 })
    .toBuffer()
  return { grey, picture: new Uint8Array(picture) }
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height })

function within(width: number, height: number, longest: number) {
  const scale = Math.min(1, longest / Math.max(width, height))
  const side = (length: number) => Math.max(1, Math.round(length * scale))
  return { width: side(width), height: side(height), fit: 'fill' as const }
}

const tooLarge = (error: unknown) => error instanceof Error && /pixel limit/i.test(error.message)

async function openTiff(bytes: Uint8Array): Promise<Pages> {
  const options = { limitInputPixels: PIXELS, failOn: 'none' as const }
  const { pages = 1 } = await sharp(bytes, options)
    .metadata()
    .catch(() => {
      throw new Error('TIFF 文件已损坏，或其中的压缩方式不能读取')
    })
  return {
    count: pages,
    async page(number) {
      const image = sharp(bytes, { ...options, page: number - 1 })
      const { width = 1, height = 1, depth } = await image.metadata()
      // A fax has twice as many dots across as down (204 × 98 or 204 × 196 to the inch); nothing in sharp's answer says so but its shape.
      const fax = (depth === 'uchar' || depth === undefined) && width === 1728 && height < 1500
      return look(image, fax ? 204 / 98 : 1)
    },
    close() {},
  }
}

let library: Promise<PDFiumLibrary> | undefined

async function openPdf(bytes: Uint8Array): Promise<Pages> {
  library ??= PDFiumLibrary.init({ wasmBinary: wasmOf('@hyzyla/pdfium/pdfium.wasm') })
  const pdfium = await library
  const file = await pdfium.loadDocument(bytes).catch((error: unknown) => {
    throw new Error(/password/i.test(String(error)) ? '有打开密码，请去掉密码后再读' : 'PDF 已损坏，没有一页可以读')
  })
  // Taken apart by a second reader, because the JPEG of a page is unpacked far faster by itself than drawn as a page.
  const parts = await PDFDocument.load(bytes, { throwOnInvalidObject: false, updateMetadata: false }).then(
    pdf => pdf.getPages(),
    () => [],
  )
  return {
    count: file.getPageCount(),
    async page(number) {
      const part = parts[number - 1]
      const jpeg = part && onlyJpeg(part)
      if (jpeg) {
        const angle = part.getRotation().angle
        return look(sharp(jpeg, { limitInputPixels: PIXELS, failOn: 'none' }).rotate(angle))
      }
      const page = file.getPage(number - 1)
      const { originalWidth, originalHeight } = page.getOriginalSize()
      const inches = Math.max(originalWidth, originalHeight) / 72
      const scale = Math.min(DPI, LONGEST / inches) / 72
      const drawn = await page.render({ scale, render: 'bitmap', colorSpace: 'Gray' })
      return look(sharp(drawn.data, { raw: { width: drawn.width, height: drawn.height, channels: 1 } }))
    },
    close: () => file.destroy(),
  }
}

/** The one picture that the page is, as scanners write it; undefined where the page is anything else. */
function onlyJpeg(page: PDFPage): Uint8Array | undefined {
  try {
    const objects = page.node.Resources()?.lookupMaybe(PDFName.of('XObject'), PDFDict)
    const [only, second] = objects?.values() ?? []
    if (!objects || !only || second) return undefined
    const image = page.doc.context.lookup(only)
    if (!(image instanceof PDFRawStream) || image.dict.get(PDFName.of('Subtype')) !== PDFName.of('Image')) {
      return undefined
    }
    const filter = image.dict.lookup(PDFName.of('Filter'))
    const [name, more] = filter instanceof PDFArray ? filter.asArray() : [filter]
    if (name !== PDFName.of('DCTDecode') || more || image.dict.has(PDFName.of('Decode'))) return undefined
    const space = image.dict.lookup(PDFName.of('ColorSpace'))
    if (space !== PDFName.of('DeviceGray') && space !== PDFName.of('DeviceRGB')) return undefined
    const { width, height } = page.getSize()
    const [across, down] = ['Width', 'Height'].map(side => Number(String(image.dict.lookup(PDFName.of(side)))))
    if (!across || !down) return undefined
    const fills = Math.abs(across / down / (width / height) - 1) < 0.03 && across >= width // 72 dots to the inch
    return fills ? image.contents : undefined
  } catch {
    return undefined // a damaged dictionary: the page is drawn as a whole
  }
}

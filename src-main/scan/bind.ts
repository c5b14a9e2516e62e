/** Pages of scans bound into one PDF, without loss: pages of a PDF as they are, pictures inside a page of their size. */
import { readFile, writeFile } from 'node:fs/promises'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { heicPixels } from './heic.ts'
import type { Part } from './join.ts'
import { kindOf } from './kind.ts'

const PIXELS = 80_000_000
const A4 = { width: 595.28, height: 841.89 } // pt

/** The same pages give the same bytes: no date, no chance. */
export async function bind(parts: readonly Part[], out: string): Promise<void> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const opened = new Map<string, PDFDocument>()
  for (const { path, page } of parts) {
    const bytes = await readFile(path)
    const kind = kindOf(bytes)
    if (kind === 'pdf') {
      const from =
        opened.get(path) ??
        (await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true, throwOnInvalidObject: false }))
      opened.set(path, from)
      const [copy] = await pdf.copyPages(from, [page - 1])
      if (copy) pdf.addPage(copy)
      continue
    }
    const image = await embed(pdf, bytes, kind, page)
    // Upright or lying, as large as A4 holds it: the paper that was printed.
    const lying = image.width > image.height
    const sheet = lying ? { width: A4.height, height: A4.width } : A4
    const scale = Math.min(sheet.width / image.width, sheet.height / image.height)
    const [width, height] = [image.width * scale, image.height * scale]
    pdf.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height })
  }
  await writeFile(out, await pdf.save({ addDefaultPage: false }))
}

async function embed(pdf: PDFDocument, bytes: Uint8Array, kind: ReturnType<typeof kindOf>, page: number) {
  const options = { limitInputPixels: PIXELS, failOn: 'none' as const }
  if (kind === 'heic') {
    const { data, width, height } = await heicPixels(bytes, PIXELS)
    const jpeg = sharp(data, { raw: { width, height, channels: 4 } })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 92 })
    return pdf.embedJpg(await jpeg.toBuffer())
  }
  if (kind === 'tiff') {
    return pdf.embedPng(
      await sharp(bytes, { ...options, page: page - 1 })
        .png()
        .toBuffer(),
    )
  }
  if (kind === 'png') return pdf.embedPng(bytes)
  const { orientation = 1 } = await sharp(bytes, options).metadata()
  // A turned photo is turned for good: a PDF knows nothing of EXIF.
  return pdf.embedJpg(orientation === 1 ? bytes : await sharp(bytes, options).rotate().jpeg({ quality: 95 }).toBuffer())
}

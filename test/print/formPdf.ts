/** Forms as files, and what those files say: pages, words in their order, lines in millimetres. */
import { readFile } from 'node:fs/promises'
import { decodePDFRawStream, PDFArray, PDFDocument, PDFRawStream } from 'pdf-lib'
import { type FormItem, type PrintOptions, printForms } from '../../src-main/forms/print.ts'
import { formFonts } from '../../src-main/print/fonts.ts'
import type { FormKey, Mode } from '../../src-shared/forms/index.ts'
import { openPdf } from './raster.ts'
import { folder } from './sample.ts'

export const fonts = formFonts()
export const dir = folder()

const MM = 72 / 25.4
let files = 0

export async function print(items: readonly FormItem[], options: Partial<PrintOptions> = {}): Promise<string> {
  const out = dir.path(`form${files++}.pdf`)
  await printForms(items, out, { fonts, ...options })
  return out
}

export const printOne = (form: FormKey, facts: unknown, mode: Mode = 'filled'): Promise<string> =>
  print([{ form, mode, facts }])

/** Each page's text as a reader extracts it, without white space. */
export async function wordsOfPages(path: string): Promise<string[]> {
  const pdf = await openPdf(path)
  try {
    return await Promise.all(
      Array.from({ length: pdf.numPages }, async (_, i) => {
        const { items } = await (await pdf.getPage(i + 1)).getTextContent()
        return items
          .map(item => ('str' in item ? item.str : ''))
          .join('')
          .replace(/\s/gu, '')
      }),
    )
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/** A straight line: mm from the page's top left corner. */
export interface DrawnLine {
  x1: number
  y1: number
  x2: number
  y2: number
}

export interface DrawnPage {
  width: number
  height: number
  vertical: DrawnLine[]
  horizontal: DrawnLine[]
}

/** The table lines of each page, read from its content stream. */
export async function linesOfPages(path: string): Promise<DrawnPage[]> {
  const pdf = await PDFDocument.load(await readFile(path))
  return pdf.getPages().map(page => {
    const contents = page.node.Contents()
    const streams = contents instanceof PDFArray ? contents.asArray().map(ref => pdf.context.lookup(ref)) : [contents]
    const text = streams
      .map(s => (s instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(s).decode()).toString('latin1') : ''))
      .join('\n')
    // pdfkit turns the page upside down first: numbers count from the top left corner
    const lines = [...text.matchAll(/(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l/g)].map(m => {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = m.slice(1).map(n => Number(n) / MM)
      return { x1, y1, x2, y2 }
    })
    return {
      width: page.getWidth() / MM,
      height: page.getHeight() / MM,
      vertical: lines.filter(l => Math.abs(l.x1 - l.x2) < 0.001 && Math.abs(l.y1 - l.y2) > 0.5),
      horizontal: lines.filter(l => Math.abs(l.y1 - l.y2) < 0.001 && Math.abs(l.x1 - l.x2) > 0.5),
    }
  })
}

/** Different values, ascending; what lies within 0.05 mm is one. */
export function distinct(values: readonly number[]): number[] {
  const found: number[] = []
  for (const value of values.toSorted((a, b) => a - b)) if (value - (found.at(-1) ?? -1) > 0.05) found.push(value)
  return found
}

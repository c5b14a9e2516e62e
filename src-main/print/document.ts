import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import { AppError } from '../../src-shared/errors.ts'
import { notWritten, partOf } from '../files/atomic.ts'
import { rename } from '../files/rename.ts'

/** An image that pdfkit has taken in: drawn again, it is not embedded again. */
export type Picture = PDFKit.Mixins.ImageSrc & { readonly width: number; readonly height: number }

/** A font inside a pdfkit document: takes glyphs into its subset as they are used. */
export interface EmbeddedFont {
  readonly id: string
  ref(): unknown
  /** Glyph numbers in the subset (four hex digits each) and their positions. */
  encode(text: string): [string[], unknown[]]
}

/** pdfkit's document with the members that its type declarations lack. */
export type Pdf = PDFKit.PDFDocument &
  Readable & {
    openImage(bytes: Uint8Array): Picture
    registerFont(name: string, font: { layout(text: string): unknown }): Pdf
    font(name: string): Pdf
    readonly _font: EmbeddedFont
    readonly _root: { data: Record<string, unknown> }
    readonly _registeredFonts: Record<string, unknown>
  }

/** A new document without pages or fonts. */
export function newDocument(title: string): Pdf {
  const pdf = new PDFDocument({
    pdfVersion: '1.7',
    autoFirstPage: false,
    font: '', // none: Helvetica otherwise
    lang: 'zh-CN',
    info: { Title: title, Creator: '内督管家', Producer: '内督管家' },
  }) as unknown as Pdf
  // Viewers then print at 实际大小 by themselves: a card shrunk to the printer's margins is a spoiled card.
  pdf._root.data.ViewerPreferences = pdf.ref({ PrintScaling: 'None' })
  return pdf
}

/** Adds a page in pt. `trim` also sets its TrimBox: the whole page is the card. */
export function addPage(pdf: Pdf, width: number, height: number, trim: boolean): void {
  pdf.addPage({ size: [width, height], margin: 0 })
  if (trim) Object.assign(pdf.page.dictionary.data, { TrimBox: [0, 0, width, height] })
}

/** How long the event loop may be held, ms. A single card takes about 1 ms. */
const SLICE = 20

/** How much of the file may wait for the disk, bytes. */
const BUFFERED = 1 << 20

export type Checkpoint = () => Promise<void>

/** Call between small pieces of work: lets others run every 20 ms, and stops with AppError CANCELLED once the signal is aborted. */
export function pacer(signal?: AbortSignal): Checkpoint {
  let since = performance.now()
  return async () => {
    if (signal?.aborted) throw new AppError('CANCELLED')
    if (performance.now() - since < SLICE) return
    await setImmediate()
    since = performance.now()
    if (signal?.aborted) throw new AppError('CANCELLED')
  }
}

/**
 * Writes the document that `draw` fills to `out`, by way of a file beside it: `out` is complete or as it was before, whatever happens.
 * Waits for the disk at each checkpoint, so that the file is never held in memory. Throws AppError FILE_NOT_WRITTEN.
 */
export async function writePdf(
  pdf: Pdf,
  out: string,
  draw: (checkpoint: Checkpoint) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const part = partOf(out)
  const sink = createWriteStream(part, { flush: true, highWaterMark: BUFFERED })
  const pace = pacer(signal)
  const written = pipeline(pdf, sink).catch((cause: unknown) => {
    throw notWritten(out, cause)
  })
  written.catch(() => {}) // awaited below, in its turn
  sink.on('error', () => {}) // pipeline reports it; one more may follow when the sink is destroyed while it writes
  try {
    await draw(async () => {
      await pace()
      if (sink.destroyed) await written
      if (sink.writableNeedDrain) await Promise.race([once(sink, 'drain'), written])
    })
    pdf.end()
    await written
    if (signal?.aborted) throw new AppError('CANCELLED')
    await rename(part, out).catch((cause: unknown) => {
      throw notWritten(out, cause)
    })
  } catch (error) {
    pdf.destroy() // pipeline then destroys the sink
    await written.catch(() => {})
    if (!sink.closed) await once(sink, 'close').catch(() => {})
    await rm(part, { force: true })
    throw error
  }
}

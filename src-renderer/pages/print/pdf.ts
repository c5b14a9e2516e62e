import type { PDFDocumentProxy } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

export type Pdf = PDFDocumentProxy

/** CSS pixels of a millimetre: 100 % shows a sheet in its true size on a 96 dpi screen. */
export const PX_PER_MM = 96 / 25.4
/** CSS pixels of a PDF point. */
export const PX_PER_PT = 96 / 72

/**
 * Opens a PDF of a prepared job, e.g. `/print/<jobId>/front.pdf`. The legacy build is pdf.js for older Chromium; the window allows no
 * WebAssembly and no eval, so both stay off. Call `destroy()` on the result.
 */
export async function openPdf(url: string, signal: AbortSignal): Promise<Pdf> {
  const [pdfjs, answer] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    fetch(url, { signal, cache: 'no-store' }),
  ])
  if (!answer.ok) throw new Error(`preview ${answer.status}`)
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl
  const data = new Uint8Array(await answer.arrayBuffer())
  return pdfjs.getDocument({ data, useWasm: false, useSystemFonts: false }).promise
}

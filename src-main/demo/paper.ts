import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { wasmOf } from '../scan/wasm.ts'
import { type Office, title } from './call.ts'

const DPI = 200
const FORMS = ['roomRecord', 'candidateSignIn', 'paperOpening']

/** A session's papers are printed, "signed" and scanned in another order, and file themselves. */
export async function runPaper({ call, at, open, save }: Office): Promise<void> {
  title('用表 scan/（打印 → 签字 → 扫描 → 归档）')
  await mkdir(at('scan'), { recursive: true })
  const sort = { by: 'planNo', desc: false } as const
  const { rows } = await call('batch.list', { filter: { search: 'JH-2026-12' }, sort, page: { offset: 0, limit: 1 } })
  const { sessions } = await call('batch.get', { id: rows[0]?.id ?? 0 })
  const { papers } = await call('session.papers', { id: sessions[0]?.id ?? 0 })
  const items = papers.filter(paper => FORMS.includes(paper.form)).flatMap(paper => paper.items)
  const { jobId, pages } = await call('form.prepare', { items, code: true, pageNumbers: true })
  save(at('scan/用表.pdf'))
  await call('form.savePdf', { jobId })

  await writeFile(at('scan/扫描件.pdf'), await signed(await readFile(at('scan/用表.pdf'))))
  open(at('scan/扫描件.pdf'))
  await call('scan.take', { dropped: false })
  const { scans } = await call('scan.list', { done: false })
  const found = scans.flatMap(scan => scan.rows)
  const ready = found.filter(page => page.state === 'proposed')
  const { filed, papers: made } = await call('scan.file', { ids: ready.map(page => page.id), reason: '' })
  console.log(`打印 ${pages} 页，扫描 ${found.length} 页，认出并归档 ${filed} 页，成 ${made} 份`)
  for (const place of new Set(ready.map(page => page.place))) console.log(`  → ${place}`)
}

/** The pages last to first, each with a line of ink across its foot, as grey pictures of 200 dpi. */
async function signed(bytes: Uint8Array): Promise<Uint8Array> {
  const library = await PDFiumLibrary.init({ wasmBinary: wasmOf('@hyzyla/pdfium/pdfium.wasm') })
  const paper = await library.loadDocument(bytes)
  const scan = await PDFDocument.create()
  for (let number = paper.getPageCount() - 1; number >= 0; number--) {
    const { data, width, height } = await paper
      .getPage(number)
      .render({ scale: DPI / 72, render: 'bitmap', colorSpace: 'Gray' })
    const [x, y] = [width * 0.6, height * 0.9]
    const ink = `<svg width="${width}" height="${height}"><path d="M${x} ${y}q40-60 60 0t60-10q20-50 40 10t90-20" fill="none" stroke="#225" stroke-width="5"/></svg>`
    const page = await sharp(data, { raw: { width, height, channels: 1 } })
      .composite([{ input: Buffer.from(ink) }])
      .greyscale()
      .jpeg({ quality: 80 })
      .toBuffer()
    const image = await scan.embedJpg(page)
    const [across, down] = [(width * 72) / DPI, (height * 72) / DPI]
    scan.addPage([across, down]).drawImage(image, { x: 0, y: 0, width: across, height: down })
  }
  paper.destroy()
  library.destroy()
  return scan.save()
}

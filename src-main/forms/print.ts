import { AppError } from '../../src-shared/errors.ts'
import { encodeFormCode, type FormCode } from '../../src-shared/forms/formCode.ts'
import { FORMS, type FormKey, type Mode } from '../../src-shared/forms/index.ts'
import { writeAtomic } from '../files/atomic.ts'
import { newDocument, writePdf } from '../print/document.ts'
import type { FormFonts } from '../print/fonts.ts'
import { typesetter } from '../print/text.ts'
import { declareArchival, embedFonts } from './archival.ts'
import { docx } from './docx.ts'
import { layOut } from './layout.ts'
import { drawCode, drawCodeText, drawNumber, totalPages } from './mark.ts'
import type { Lacking } from './paragraph.ts'
import { drawPage } from './pdf.ts'

/** A form to be printed, with what is known. */
export interface FormItem {
  form: FormKey
  mode: Mode
  facts: unknown
  /** Prints the form code on each page; left out, none is printed. `later`: a preview, which uses up no number of the print ledger. */
  code?: Omit<FormCode, 'page'> | 'later'
}

export interface PrintOptions {
  fonts: FormFonts
  /** Counts forms. */
  progress?: (done: number, total: number) => void
  /** Aborted, it stops the job with CANCELLED and leaves no file. */
  signal?: AbortSignal
  /** `each` counts the pages of each form, `all` those of the whole file. Default: none. */
  pageNumbers?: 'none' | 'each' | 'all'
  /** Of every form. Left out, the regulation's own forms are refused and the organisation's papers show a substitute. */
  lacking?: Lacking
}

/**
 * Prints forms to one PDF/A-2b file, each on pages of its own, with every font subset once. Memory does not grow with the number of forms;
 * the event loop is given back every 20 ms. The file is complete, or as it was before. Answers its pages, and those of each form.
 * Throws AppError PRINT_NOTHING, INPUT_INVALID, FONT_LACKS, FORM_OVERFLOW, IMAGE_BAD, FILE_NOT_WRITTEN, CANCELLED.
 */
export async function printForms(
  items: readonly FormItem[],
  out: string,
  { fonts, progress, signal, pageNumbers = 'none', lacking }: PrintOptions,
): Promise<{ pages: number; each: number[] }> {
  const [only, second] = items
  if (!only) throw new AppError('PRINT_NOTHING')
  const pdf = newDocument(second ? '内督管家表单' : FORMS[only.form].title)
  declareArchival(pdf)
  const type = typesetter(fonts)
  const total = pageNumbers === 'all' ? totalPages(pdf, fonts) : undefined
  let pages = 0
  const each: number[] = []
  await writePdf(
    pdf,
    out,
    async checkpoint => {
      for (const face of ['hei', 'song', 'songBold'] as const) {
        type.width('一', face, 1) // parses 15 MB of font: one at a time
        await checkpoint()
      }
      for (const [i, item] of items.entries()) {
        const doc = FORMS[item.form].build(item.facts, item.mode)
        const laidOut = await drain(
          layOut(doc, type, lacking ?? (FORMS[item.form].official ? 'refuse' : 'substitute')),
          checkpoint,
        )
        each.push(laidOut.length)
        for (const [index, page] of laidOut.entries()) {
          drawPage(pdf, doc.page, page)
          pages += 1
          if (pageNumbers === 'each') drawNumber(pdf, type, doc.page, index + 1, laidOut.length)
          if (total) drawNumber(pdf, type, doc.page, pages, total)
          if (item.code === 'later') drawCodeText(pdf, type, doc.page, '编号于打印或保存时产生')
          else if (item.code) drawCode(pdf, type, doc.page, encodeFormCode({ ...item.code, page: index + 1 }))
          await checkpoint()
        }
        progress?.(i + 1, items.length)
      }
      total?.finish(pages)
      pdf.flushPages()
      await embedFonts(pdf, checkpoint)
    },
    signal,
  )
  return { pages, each }
}

/** Runs work that yields, and lets others run in between. */
async function drain<T>(work: Generator<undefined, T, undefined>, checkpoint: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await checkpoint()
  }
}

/**
 * Saves one form as a Word file, for Word and WPS. It carries no form code: a page that can be edited is no page of record.
 * Throws AppError INPUT_INVALID, IMAGE_BAD, FILE_NOT_WRITTEN.
 */
export async function saveDocx(
  { form, mode, facts }: FormItem,
  out: string,
  options: { pageNumbers?: boolean } = {},
): Promise<void> {
  const bytes = await docx(FORMS[form].build(facts, mode), options.pageNumbers ?? false)
  await writeAtomic(out, bytes)
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFStream } from 'pdf-lib'
import { decodeQR } from 'qr/decode.js'
import { afterAll, describe, expect, test } from 'vitest'
import { type FormItem, printForms } from '../../src-main/forms/print.ts'
import { SAMPLES } from '../../src-main/forms/samples.ts'
import { parseFormCode } from '../../src-shared/forms/formCode.ts'
import { FORM_KEYS, FORMS, type FormKey } from '../../src-shared/forms/index.ts'
import { dir, fonts, linesOfPages, print, wordsOfPages } from './formPdf.ts'
import { plain, portrait } from './pictures.ts'
import { area, coloured, cut, openPdf, rasterise, renderFile } from './raster.ts'

afterAll(dir.remove)

const filled = (form: FormKey, code?: FormItem['code']): FormItem => ({
  form,
  mode: 'filled',
  facts: SAMPLES[form],
  code,
})

describe('PDF/A-2b', () => {
  test('every form together, with a photo, code and page numbers', async () => {
    const items = FORM_KEYS.map(form => filled(form, { row: 1, mark: 'K7Q4' }))
    items.push({ form: 'dossier', mode: 'filled', facts: { name: '丁新民', photo: portrait(1) } })
    const path = await print(items, { pageNumbers: 'all' })
    const bytes = readFileSync(path)
    const pdf = await PDFDocument.load(bytes)
    expect(bytes.subarray(0, 9).toString('latin1')).toBe('%PDF-1.7\n')
    expect([...bytes.subarray(10, 14)].every(byte => byte > 127)).toBe(true) // the comment that says: binary

    const intents = pdf.catalog.lookup(PDFName.of('OutputIntents'), PDFArray)
    expect(intents.size()).toBe(1)
    const intent = intents.lookup(0, PDFDict)
    expect(intent.get(PDFName.of('S'))).toBe(PDFName.of('GTS_PDFA1'))
    const profile = await icc(pdf, intent)
    expect(profile.subarray(36, 40).toString('latin1')).toBe('acsp')
    expect(profile.subarray(12, 24).toString('latin1')).toBe('mntrRGB XYZ ')
    expect(profile.readUInt32BE(0)).toBe(profile.length)
    for (let i = 0; i < profile.readUInt32BE(128); i++) {
      const entry = 132 + 12 * i
      const [offset, size] = [profile.readUInt32BE(entry + 4), profile.readUInt32BE(entry + 8)]
      expect(offset % 4).toBe(0)
      expect(offset + size).toBeLessThanOrEqual(profile.length)
    }

    const metadata = pdf.catalog.lookup(PDFName.of('Metadata'), PDFStream)
    expect(metadata.dict.has(PDFName.of('Filter'))).toBe(false)
    const xmp = Buffer.from(metadata.getContents()).toString('utf8')
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(xmp).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
    expect(xmp).toMatch(/^<\?xpacket begin=.*<\?xpacket end=['"]w['"]\?>\s*$/s)

    const { trailerInfo } = pdf.context
    expect(trailerInfo.Encrypt).toBeUndefined()
    expect(trailerInfo.ID).toBeInstanceOf(PDFArray)

    const dicts = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
      if (object instanceof PDFDict) return [object]
      return object instanceof PDFStream ? [object.dict] : []
    })
    const ofType = (type: string): PDFDict[] => dicts.filter(d => d.get(PDFName.of('Type')) === PDFName.of(type))
    const fontDicts = ofType('Font')
    expect(fontDicts.length).toBeGreaterThanOrEqual(6)
    for (const font of fontDicts) {
      const subtype = String(font.get(PDFName.of('Subtype')))
      expect(['/Type0', '/CIDFontType2']).toContain(subtype)
      if (subtype === '/Type0') expect(font.has(PDFName.of('ToUnicode'))).toBe(true)
      else {
        expect(font.get(PDFName.of('CIDToGIDMap'))).toBe(PDFName.of('Identity'))
        const descriptor = font.lookup(PDFName.of('FontDescriptor'), PDFDict)
        expect(descriptor.lookup(PDFName.of('FontFile2'))).toBeInstanceOf(PDFStream)
      }
    }
    // one subset of each font, however many forms
    const names = fontDicts.map(f => String(f.get(PDFName.of('BaseFont')))).filter(n => n.includes('+'))
    expect(new Set(names).size).toBe(names.length / 2)

    for (const dict of dicts) {
      for (const key of ['SMask', 'JS', 'JavaScript', 'Launch', 'EF', 'ca', 'CA', 'BM', 'TR', 'Alternates', 'OPI']) {
        expect(dict.has(PDFName.of(key)), key).toBe(false)
      }
      expect(String(dict.get(PDFName.of('Filter')))).not.toContain('LZW')
    }
  })
})

async function icc(pdf: PDFDocument, intent: PDFDict): Promise<Buffer> {
  const stream = intent.lookup(PDFName.of('DestOutputProfile'))
  if (!(stream instanceof PDFRawStream)) throw new Error('no profile')
  expect(String(stream.dict.get(PDFName.of('N')))).toBe('3')
  expect(pdf.context).toBeDefined()
  const { decodePDFRawStream } = await import('pdf-lib')
  return Buffer.from(decodePDFRawStream(stream).decode())
}

describe('the form code', () => {
  test('on every page: readable symbol and text agree, outside the frame, above the printer’s edge', async () => {
    const items = (['annex3Site', 'annex6'] as const).map((form, i) => filled(form, { row: i + 7, mark: 'K7Q4' }))
    const path = await print(items)
    const [words, lines] = [await wordsOfPages(path), await linesOfPages(path)]
    const pdf = await openPdf(path)
    const expected = [
      { row: 7, page: 1, mark: 'K7Q4' },
      { row: 7, page: 2, mark: 'K7Q4' },
      { row: 8, page: 1, mark: 'K7Q4' },
    ]
    for (const [i, code] of expected.entries()) {
      const page = await rasterise(pdf, i + 1, 200)
      const [width, height] = [page.width / page.perMm, page.height / page.perMm]
      const corners = [
        { x: 10, y: height - 20, width: 30, height: 20 },
        { x: width - 40, y: 0, width: 30, height: 19.7 },
      ]
      for (const box of corners) {
        const symbol = cut(page, box)
        const scanned = decodeQR({ width: symbol.width, height: symbol.height, data: symbol.rgba })
        expect(parseFormCode(scanned)).toEqual({ ok: true, code })
        expect(words[i]).toContain(scanned)
      }
      const frame = Math.max(...(lines[i]?.horizontal ?? []).map(l => l.y1))
      expect(frame).toBeLessThan(height - 17)
      expect(area(page, { x: 0, y: height - 6, width, height: 6 })).toBe(0)
      expect(area(page, { x: 0, y: 0, width, height: 6 })).toBe(0)
    }
    await pdf.loadingTask.destroy()
  })

  test('switched off, nothing of it is there', async () => {
    const path = await print([filled('annex4')])
    const page = await renderFile(path, 1, 60)
    expect(area(page, { x: 0, y: 278, width: 210, height: 19 })).toBe(0)
  })
})

describe('page numbers', () => {
  const items = [filled('annex3Site'), filled('annex4'), filled('annex3After')]
  const numbers = async (pageNumbers: 'none' | 'each' | 'all'): Promise<(string | undefined)[]> =>
    (await wordsOfPages(await print(items, { pageNumbers }))).map(page => /第\d+页共\d+页/.exec(page)?.[0])

  test('of each form', async () => {
    expect(await numbers('each')).toEqual(['第1页共2页', '第2页共2页', '第1页共1页', '第1页共2页', '第2页共2页'])
  })

  test('of the whole file', async () => {
    expect(await numbers('all')).toEqual([1, 2, 3, 4, 5].map(n => `第${n}页共5页`))
  })

  test('none', async () => {
    expect(await numbers('none')).toEqual(new Array(5).fill(undefined))
  })
})

describe('the photo of a 个人档案', () => {
  const dossier = (photo: unknown): FormItem => ({ form: 'dossier', mode: 'filled', facts: { photo } })

  test('25 × 35 mm, not stretched', async () => {
    const page = await renderFile(await print([dossier(plain('#d02090', 250, 350))]), 1, 150)
    expect(area(page, { x: 0, y: 0, width: 210, height: 297 }, coloured)).toBeCloseTo(25 * 35, -1)
  })

  test.each([
    ['no image', Buffer.from('not an image')],
    ['half a JPEG', portrait(1).subarray(0, 20)],
  ])('%s is refused by name', async (_, photo) => {
    await expect(print([dossier(photo)])).rejects.toMatchObject({
      code: 'IMAGE_BAD',
      message: expect.stringContaining('照片'),
    })
  })
})

describe('nothing half-written', () => {
  test('aborted: no file, and what was there before', async () => {
    const out = dir.path('aborted.pdf')
    writeFileSync(out, 'the last one')
    const stop = new AbortController()
    const seen: number[] = []
    const job = printForms(new Array<FormItem>(300).fill(filled('annex3Site')), out, {
      fonts,
      signal: stop.signal,
      progress: (done, total) => {
        expect(total).toBe(300)
        seen.push(done)
        if (done === 3) stop.abort()
      },
    })
    await expect(job).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(seen).toEqual([1, 2, 3])
    expect(readFileSync(out, 'utf8')).toBe('the last one')
    expect(existsSync(`${out}.part`)).toBe(false)
  })

  test('nothing to print, wrong facts, a folder that is not there', async () => {
    await expect(print([])).rejects.toMatchObject({ code: 'PRINT_NOTHING' })
    const wrong = print([{ form: 'annex4', mode: 'filled', facts: { signature: '张三' } }])
    await expect(wrong).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    const nowhere = printForms([filled('annex4')], dir.path('no/such/form.pdf'), { fonts })
    await expect(nowhere).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' })
  })

  test('an empty page title or a forgotten form cannot be in the registry', () => {
    for (const key of FORM_KEYS) {
      const doc = FORMS[key].build({}, 'blank')
      expect(doc.title).toBe(FORMS[key].title)
      // pdfkit writes the title into XML as it is
      expect(doc.title).not.toMatch(/[<>&]/)
    }
  })
})

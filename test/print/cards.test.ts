import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import { afterAll, describe, expect, test } from 'vitest'
import { printCards } from '../../src-main/print/cards.ts'
import { AppError } from '../../src-shared/errors.ts'
import { plain, portrait } from './pictures.ts'
import { card, folder, fonts, unfinished } from './sample.ts'

const dir = folder()
afterAll(dir.remove)

const MM = 72 / 25.4
const many = (count: number): ReturnType<typeof card>[] =>
  Array.from({ length: count }, (_, i) => card({ code: `Y11200122${String(i + 1).padStart(4, '0')}` }))

describe('the file', () => {
  test.each([
    ['single', 80, 110],
    ['a4-4', 210, 297],
    ['a4-5', 210, 297],
  ] as const)('%s: page boxes to 0.05 mm', async (layout, width, height) => {
    const out = dir.path(`${layout}.pdf`)
    await printCards({ cards: many(2), layout, side: 'both', fonts }, out)
    const pdf = await PDFDocument.load(readFileSync(out))
    for (const page of pdf.getPages()) {
      const boxes = layout === 'single' ? [page.getMediaBox(), page.getTrimBox()] : [page.getMediaBox()]
      if (layout === 'single') expect(page.node.get(PDFName.of('TrimBox'))).toBeDefined()
      for (const box of boxes) {
        expect([box.x, box.y]).toEqual([0, 0])
        expect(Math.abs(box.width / MM - width)).toBeLessThan(0.05)
        expect(Math.abs(box.height / MM - height)).toBeLessThan(0.05)
      }
    }
    expect(pdf.catalog.getViewerPreferences()?.getPrintScaling()).toBe('None')
  })

  test('holds a logo once and about 1 KB per card besides the photos', async () => {
    const logo = { bytes: plain('#2040c0', 600, 100), place: 'both' as const }
    const size = async (count: number): Promise<number> => {
      const out = dir.path(`size${count}.pdf`)
      const cards = Array.from({ length: count }, (_, i) => card({ logo, photo: portrait(i) }))
      await printCards({ cards, layout: 'a4-4', side: 'both', fonts }, out)
      const images = (await PDFDocument.load(readFileSync(out))).context
        .enumerateIndirectObjects()
        .filter(([, o]) => o instanceof PDFRawStream && o.dict.get(PDFName.of('Subtype')) === PDFName.of('Image'))
      expect(images).toHaveLength(count + 1)
      return statSync(out).size
    }
    const photos = Array.from({ length: 40 }, (_, i) => portrait(i).length)
      .slice(8)
      .reduce((a, b) => a + b, 0)
    expect(((await size(40)) - (await size(8)) - photos) / 32).toBeLessThan(1100)
  })
})

describe('photos', () => {
  test('are loaded one at a time, in order, and not at all for backs', async () => {
    const loaded: number[] = []
    let inFlight = 0
    const cards = many(9).map((c, i) => ({
      ...c,
      photo: async () => {
        inFlight += 1
        expect(inFlight).toBe(1)
        await Promise.resolve()
        loaded.push(i)
        inFlight -= 1
        return portrait(i)
      },
    }))
    await printCards({ cards, layout: 'a4-4', side: 'back', fonts }, dir.path('none.pdf'))
    expect(loaded).toEqual([])
    await printCards({ cards, layout: 'a4-4', side: 'both', fonts }, dir.path('each.pdf'))
    expect(loaded).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  test.each([
    ['no image', Buffer.from('not an image')],
    ['an empty file', Buffer.alloc(0)],
    ['half a JPEG header', portrait(1).subarray(0, 20)],
    ['a damaged PNG', Buffer.concat([plain('#fff', 50, 70, 'png').subarray(0, 40), Buffer.alloc(40)])],
  ])('%s is refused with the name of the person', async (_, photo) => {
    const out = dir.path('bad.pdf')
    const refused = printCards(
      { cards: [card(), card({ name: '李四', photo })], layout: 'single', side: 'front', fonts },
      out,
    )
    await expect(refused).rejects.toMatchObject({ code: 'IMAGE_BAD', message: expect.stringContaining('李四') })
    expect(existsSync(out)).toBe(false)
    expect(unfinished(dir.root)).toEqual([])
  })

  test('a loader that fails stops the job with its own error', async () => {
    const photo = (): never => {
      throw new AppError('PHOTO_MISSING', { names: '「李四」' })
    }
    const refused = printCards(
      { cards: [card(), card({ photo })], layout: 'single', side: 'front', fonts },
      dir.path('l.pdf'),
    )
    await expect(refused).rejects.toMatchObject({ code: 'PHOTO_MISSING' })
    expect(unfinished(dir.root)).toEqual([])
  })
})

describe('nothing half-written', () => {
  test('an aborted job leaves no file and what was there before', async () => {
    const out = dir.path('aborted.pdf')
    writeFileSync(out, 'the last one')
    const stop = new AbortController()
    const seen: number[] = []
    const progress = (done: number): void => {
      seen.push(done)
      if (done === 8) stop.abort()
    }
    const aborted = printCards({ cards: many(400), layout: 'a4-4', side: 'both', fonts }, out, progress, stop.signal)
    await expect(aborted).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(seen).toEqual([4, 8])
    expect(readFileSync(out, 'utf8')).toBe('the last one')
    expect(unfinished(dir.root)).toEqual([])
  })

  test('aborted before it began', async () => {
    const out = dir.path('never.pdf')
    const aborted = printCards(
      { cards: many(1), layout: 'single', side: 'front', fonts },
      out,
      undefined,
      AbortSignal.abort(),
    )
    await expect(aborted).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(existsSync(out)).toBe(false)
  })

  test('a finished job replaces the file and reports every card', async () => {
    const out = dir.path('replaced.pdf')
    writeFileSync(out, 'the last one')
    const seen: [number, number][] = []
    await printCards({ cards: many(5), layout: 'a4-4', side: 'front', fonts }, out, (done, total) =>
      seen.push([done, total]),
    )
    expect(seen).toEqual([
      [4, 5],
      [5, 5],
    ])
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-')
    expect(unfinished(dir.root)).toEqual([])
  })

  test('a folder that is not there, or a folder in the way', async () => {
    const request = { cards: many(1), layout: 'single' as const, side: 'front' as const, fonts }
    const nowhere = printCards(request, dir.path('no/such/folder.pdf'))
    await expect(nowhere).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
      message: expect.stringContaining('folder.pdf'),
    })
    await expect(printCards(request, dir.root)).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' })
    expect(unfinished(dirname(dir.root)).filter(name => name.startsWith(basename(dir.root)))).toEqual([])
  })
})

test('no cards: nothing to print', async () => {
  const refused = printCards({ cards: [], layout: 'single', side: 'both', fonts }, dir.path('none.pdf'))
  await expect(refused).rejects.toMatchObject({ code: 'PRINT_NOTHING' })
})

test('a font file that is missing is named', async () => {
  const lost = { regular: ['/nowhere/Lost.ttf'], bold: fonts.bold }
  const refused = printCards({ cards: many(1), layout: 'single', side: 'front', fonts: lost }, dir.path('f.pdf'))
  await expect(refused).rejects.toMatchObject({ code: 'FILE_UNREADABLE', message: expect.stringContaining('Lost.ttf') })
})

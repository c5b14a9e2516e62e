/**
 * Every form, blank and filled, against stored pictures of its pages at 60 dpi. UPDATE_GOLDEN=1 draws them anew: look at them then, next to
 * the annex.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, describe, expect, test } from 'vitest'
import { SAMPLES } from '../../src-main/forms/samples.ts'
import { HOME } from '../../src-shared/forms/home.ts'
import { FORM_KEYS, type FormKey, type Mode } from '../../src-shared/forms/index.ts'
import { dir, print } from './formPdf.ts'
import { openPdf, type Raster, rasterise } from './raster.ts'

afterAll(dir.remove)

const DPI = 60
const UPDATE = process.env.UPDATE_GOLDEN === '1'
const folder = fileURLToPath(new URL('../fixtures/forms/', import.meta.url))

/** Darkness, 0–255, of blocks of 4 × 4 pixels: forgives anti-aliasing, sees a missing character. */
interface Blocks {
  columns: number
  rows: number
  dark: number[]
}

const BLOCK = 4

function blocks(width: number, height: number, rgba: Uint8ClampedArray): Blocks {
  const [columns, rows] = [Math.ceil(width / BLOCK), Math.ceil(height / BLOCK)]
  const dark = new Array<number>(columns * rows).fill(0)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = Math.floor(y / BLOCK) * columns + Math.floor(x / BLOCK)
      dark[at] = (dark[at] ?? 0) + (255 - (rgba[(y * width + x) * 4 + 1] ?? 255)) / BLOCK ** 2
    }
  }
  return { columns, rows, dark }
}

/** How many blocks differ by more than a tenth of full ink. */
function different(a: Blocks, b: Blocks): number {
  if (a.columns !== b.columns || a.rows !== b.rows) return Number.POSITIVE_INFINITY
  return a.dark.filter((value, i) => Math.abs(value - (b.dark[i] ?? 0)) > 24).length
}

async function pagesOf(form: FormKey, mode: Mode, facts: unknown = SAMPLES[form]): Promise<Raster[]> {
  const pdf = await openPdf(
    await print([{ form, mode, facts, ...(HOME[form] === null ? {} : { code: { row: 1, mark: 'K7Q4' } }) }], {
      pageNumbers: 'each',
    }),
  )
  const pages: Raster[] = []
  for (let i = 1; i <= pdf.numPages; i++) pages.push(await rasterise(pdf, i, DPI))
  await pdf.loadingTask.destroy()
  return pages
}

const fileOf = (form: FormKey, mode: Mode, page: number): string => `${folder}${form}-${mode}-${page}.png`

/** Sixteen greys are enough, and a third of the bytes. */
function store({ width, height, rgba }: Raster, path: string): void {
  mkdirSync(folder, { recursive: true })
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const image = context.createImageData(width, height)
  for (let i = 0; i < rgba.length; i++) image.data[i] = i % 4 === 3 ? 255 : Math.round((rgba[i] ?? 0) / 17) * 17
  context.putImageData(image, 0, 0)
  writeFileSync(path, canvas.toBuffer('image/png'))
}

async function load(path: string): Promise<Blocks> {
  const image = await loadImage(readFileSync(path))
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return blocks(image.width, image.height, context.getImageData(0, 0, image.width, image.height).data)
}

const ofRaster = ({ width, height, rgba }: Raster): Blocks => blocks(width, height, rgba)

describe.each(FORM_KEYS)('%s', form => {
  test.each(['blank', 'filled'] as const)('%s', async mode => {
    const pages = await pagesOf(form, mode)
    for (const [i, page] of pages.entries()) {
      const path = fileOf(form, mode, i + 1)
      if (UPDATE) store(page, path)
      expect(different(ofRaster(page), await load(path)), path).toBe(0)
    }
    expect(existsSync(fileOf(form, mode, pages.length + 1)), 'a page less than stored').toBe(false)
  })
})

test('the comparison sees one tick, one character and a line moved by half a millimetre', async () => {
  const golden = await load(fileOf('annex3Site', 'blank', 1))
  const see = async (facts: object): Promise<number> => {
    const [page] = await pagesOf('annex3Site', 'filled', facts)
    return page ? different(ofRaster(page), golden) : 0
  }
  expect(await see({})).toBe(0)
  expect(await see({ items: [{ no: 3, result: 'yes' }] })).toBeGreaterThan(0)
  expect(await see({ org: '人' })).toBeGreaterThan(0)
  const [page] = await pagesOf('annex3Site', 'blank')
  if (!page) throw new Error('no page')
  const down = new Uint8ClampedArray(page.rgba.length).fill(255)
  down.set(page.rgba.subarray(0, -page.width * 4), page.width * 4)
  expect(different(ofRaster({ ...page, rgba: down }), golden)).toBeGreaterThan(20)
})

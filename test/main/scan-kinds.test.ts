/** Each kind of TIFF, each filter of a scanner's PDF, HEIC and JPEG, as other programs write them: read, shown, bound again and read again. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { joinPages } from '../../src-main/scan/join.ts'
import { type PageRead, readScan } from '../../src-main/scan/read.ts'
import { newFolder } from './world.ts'

const folder = join(import.meta.dirname, '..', 'fixtures', 'scans')
const out = newFolder('scan-kinds')
afterAll(() => rmSync(out, { recursive: true }))

const CODES = ['1-1-K7Q4-XE0', '1-2-K7Q4-FK6']
const { signal } = new AbortController()

async function read(path: string): Promise<PageRead[]> {
  const pages: PageRead[] = []
  const ending = await readScan(
    { path, known: [] },
    { signal, onCount() {}, onPage: async page => void pages.push(page) },
  )
  expect(ending).toBe('done')
  return pages
}

describe.each(readdirSync(folder).filter(name => !name.endsWith('.md')))('%s', name => {
  const path = join(folder, name)
  const codes = name.startsWith('two-pages') ? CODES : CODES.slice(0, 1)

  test('its codes are read, and it can be looked at', async () => {
    const pages = await read(path)
    expect(pages.map(page => page.codes)).toEqual(codes.map(code => [code]))
    for (const page of pages) {
      expect(page.problem).toBe('')
      expect(page.ink).toBeGreaterThan(0.01)
      expect(Buffer.from(page.picture ?? []).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    }
  })

  test('bound into a PDF, last page first, it says the same', async () => {
    const made = join(out, `${name}.pdf`)
    const parts = codes.map((_, i) => ({ path, page: i + 1 })).reverse()
    await joinPages(parts, made, signal)
    expect((await read(made)).map(page => page.codes)).toEqual(codes.map(code => [code]).reverse())
  })
})

test('pages that are read already are not read again', async () => {
  const seen: number[] = []
  const path = join(folder, 'two-pages-g4.tif')
  await readScan({ path, known: [1] }, { signal, onCount() {}, onPage: async page => void seen.push(page.page) })
  expect(seen).toEqual([2])
})

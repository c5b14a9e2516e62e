import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printForms, saveDocx } from '../../src-main/forms/print.ts'
import { SAMPLES } from '../../src-main/forms/samples.ts'
import { placed } from '../../src-main/forms/table.ts'
import { extract, readDirectory } from '../../src-main/sheet/zip.ts'
import { FORM_KEYS, FORMS, type FormKey, type Mode } from '../../src-shared/forms/index.ts'
import type { Doc, Table } from '../../src-shared/forms/model.ts'
import { dense, textOf } from '../unit/formText.ts'
import { dir, fonts } from './formPdf.ts'
import { plain } from './pictures.ts'
import { bounds, openPdf, rasterise } from './raster.ts'

afterAll(dir.remove)

const twips = (mm: number): number => Math.round((mm * 1440) / 25.4)
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** A part of the file, as text. */
function part(path: string, name: string): string {
  const bytes = readFileSync(path)
  const entry = readDirectory(bytes, path).find(e => e.name === name)
  if (!entry) throw new Error(`no ${name}`)
  return Buffer.from(extract(bytes, entry, 10 << 20)).toString('utf8')
}

async function save(form: FormKey, facts: unknown = SAMPLES[form], mode: Mode = 'filled'): Promise<string> {
  const path = dir.path(`${form}-${mode}.docx`)
  await saveDocx({ form, mode, facts }, path, { pageNumbers: true })
  return path
}

const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?(?:/>|>.*?</${name}>)`, 'gs'))].map(m => m[0])
const values = (xml: string, name: string, attribute = 'w:w'): number[] =>
  elements(xml, name).map(e => Number(new RegExp(`${attribute}="(\\d+)"`).exec(e)?.[1]))

const decode = (xml: string): string =>
  xml.replace(
    /&(lt|gt|amp|quot|apos);/g,
    (_, n: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" })[n] ?? '',
  )

/** All words, white space left out. */
const words = (xml: string): string =>
  dense(
    elements(xml, 'w:t')
      .map(t => decode(t.replace(/<[^>]*>/g, '')))
      .join(''),
  )

const tablesOf = (doc: Doc): Table[] => doc.body.filter((block): block is Table => block.kind === 'table')

describe.each(FORM_KEYS)('%s', key => {
  let path = ''
  let xml = ''
  const doc = FORMS[key].build(SAMPLES[key], 'filled')
  beforeAll(async () => {
    path = await save(key)
    xml = part(path, 'word/document.xml')
  })

  test('all words, in order', () => {
    const footer = words(part(path, 'word/footer1.xml'))
    expect(words(xml) + footer.replace(/第页共页$/, '')).toBe(dense(textOf(doc).join('')))
    expect(footer).toMatch(/第页共页$/)
  })

  test('grid and cells carry the same widths, in a fixed layout', () => {
    const tables = elements(xml, 'w:tbl')
    expect(tables).toHaveLength(tablesOf(doc).length)
    for (const [i, table] of tables.entries()) {
      const model = tablesOf(doc)[i]
      const grid = values(table, 'w:gridCol')
      expect(grid).toEqual(model?.columns.map(twips))
      expect(values(table, 'w:tblW')).toEqual([sum(grid)])
      expect(table).toContain('<w:tblLayout w:type="fixed"/>')
      const rows = elements(table, 'w:tr')
      expect(rows).toHaveLength(model?.rows.length ?? 0)
      for (const row of rows) {
        let column = 0
        for (const cell of elements(row, 'w:tc')) {
          const span = Number(/<w:gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? 1)
          expect(values(cell, 'w:tcW')).toEqual([sum(grid.slice(column, column + span))])
          column += span
        }
        expect(column).toBe(grid.length)
      }
    }
  })

  test('rows stay whole, head rows are repeated, heights are least heights', () => {
    for (const [i, table] of elements(xml, 'w:tbl').entries()) {
      const model = tablesOf(doc)[i]
      for (const [r, row] of elements(table, 'w:tr').entries()) {
        expect(row).toContain('<w:cantSplit/>')
        expect(row.includes('<w:tblHeader')).toBe(r < (model?.head ?? 0))
        const least = model?.rows[r]?.minHeight
        if (least !== undefined) expect(row).toContain(`<w:trHeight w:val="${twips(least)}" w:hRule="atLeast"/>`)
      }
      const merged = placed(model ?? { kind: 'table', columns: [], rows: [] }).filter(c => (c.cell.rowSpan ?? 1) > 1)
      expect(table.match(/<w:vMerge w:val="restart"\/>/g) ?? []).toHaveLength(merged.length)
    }
  })

  test('Chinese fonts of Windows, no contents field, page as the form says', () => {
    const named = [...xml.matchAll(/w:eastAsia="([^"]*)"/g)].map(m => m[1])
    expect(named.length).toBeGreaterThan(0)
    for (const font of named) expect(['黑体', '宋体', '仿宋', 'Segoe UI Symbol']).toContain(font)
    expect(xml).not.toMatch(/TOC|instrText/)
    const size = /<w:pgSz ([^>]*)\/>/.exec(xml)?.[1] ?? ''
    expect(size).toContain(`w:w="${twips(doc.page.width)}"`)
    expect(size).toContain(`w:h="${twips(doc.page.height)}"`)
    expect(size.includes('landscape')).toBe(doc.page.width > doc.page.height)
    const balance = [...xml.matchAll(/<(\/?)[\w:]+[^>]*?(\/?)>/g)].reduce(
      (depth, [, close, empty]) => depth + (close ? -1 : empty ? 0 : 1),
      0,
    )
    expect(balance).toBe(0)
  })
})

test('a hostile value is text, not markup', async () => {
  const org = `</w:t>&amp;<w:br/>"'\u200b\u202e]]>\ud842`
  const xml = part(await save('annex4', { org }), 'word/document.xml')
  expect(words(xml)).toContain(`</w:t>&amp;<w:br/>"']]>`)
  expect(xml).not.toMatch(/[\u200b\u202e\ud842]/)
})

test('a photo is in the file; what is no picture is refused by name', async () => {
  const path = await save('dossier', { photo: plain('#d02090', 250, 350, 'png') })
  expect(readDirectory(readFileSync(path), path).some(e => /media\/.*\.png$/.test(e.name))).toBe(true)
  await expect(save('dossier', { photo: Buffer.from('GIF89a') })).rejects.toMatchObject({ code: 'IMAGE_BAD' })
})

test('a place that cannot be written is named', async () => {
  const item = { form: 'annex4', mode: 'blank', facts: {} } as const
  await expect(saveDocx(item, dir.root)).rejects.toMatchObject({ code: 'FILE_NOT_WRITTEN' })
})

describe('opened by LibreOffice', () => {
  const profile = mkdtempSync(join(tmpdir(), 'lo-profile-'))
  afterAll(() => rmSync(profile, { recursive: true, force: true }))

  test('every form has the pages and the frame of our PDF', async () => {
    const files = await Promise.all(FORM_KEYS.map(key => save(key, SAMPLES[key], 'blank')))
    const args = [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', 'pdf', '--outdir', dir.root]
    const { status, error } = spawnSync('soffice', [...args, ...files], { timeout: 100_000 })
    const made = files.map(file => file.replace(/docx$/, 'pdf'))
    if (error || status !== 0 || !canRead(made[0] ?? '')) {
      console.log('没有可用的 LibreOffice Writer：DOCX 的版面对照没有运行')
      return
    }
    for (const [i, key] of FORM_KEYS.entries()) {
      const ours = dir.path(`ours-${key}.pdf`)
      await printForms([{ form: key, mode: 'blank', facts: {} }], ours, { fonts })
      const [theirs, own] = [await openPdf(made[i] ?? ''), await openPdf(ours)]
      expect(theirs.numPages, key).toBe(own.numPages)
      const [a, b] = [await rasterise(theirs, 1, 60), await rasterise(own, 1, 60)]
      expect([a.width, a.height]).toEqual([b.width, b.height])
      // left and right edge of the ink, without footer
      const frame = (page: typeof a): number[] => {
        const box = { x: 0, y: 0, width: page.width / page.perMm, height: page.height / page.perMm - 22 }
        const ink = bounds(page, (r, g, b) => r + g + b < 600, box)
        return [ink.x, ink.x + ink.width]
      }
      const [left, right] = [frame(a), frame(b)]
      for (const edge of [0, 1]) expect(Math.abs((left[edge] ?? 0) - (right[edge] ?? 0)), key).toBeLessThan(1.5)
      await theirs.loadingTask.destroy()
      await own.loadingTask.destroy()
    }
  })
})

function canRead(path: string): boolean {
  try {
    return readFileSync(path).length > 0
  } catch {
    return false
  }
}

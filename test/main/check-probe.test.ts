/** What 四性检测 sees in files: whole ones, broken ones, hostile ones; each costs its own result and nothing else. */

import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPdf } from '../../src-main/check/pdf.ts'
import { type Content, probeAll } from '../../src-main/check/probe.ts'
import {
  barePdf,
  bombPdf,
  doc,
  docm,
  docx,
  emptyPdf,
  jpeg,
  mp4,
  ole,
  pdf,
  png,
  program,
  scriptPdf,
  xls,
  zipOf,
} from './check-files.ts'
import { latin, ole as oleFile, zip } from './mask-files.ts'
import { MAY_LINK } from './programs.ts'

const CASES = join(import.meta.dirname, '../fixtures/cases')

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'neidu-probe-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const quiet = () => ({ signal: new AbortController().signal, progress: () => {} })

/** Contents by name. */
async function look(files: { [name: string]: Uint8Array }): Promise<{ [name: string]: Content }> {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dir, name), bytes)
  const probes = await probeAll(
    Object.keys(files).map(name => join(dir, name)),
    quiet(),
  )
  return Object.fromEntries(
    Object.keys(files).map(name => {
      const probe = probes.get(join(dir, name))
      if (probe?.place !== 'there') throw new Error(`${name} was not seen`)
      return [name, probe.content]
    }),
  )
}

test('PDF: pages, fonts, scripts, passwords, rubbish', async () => {
  const whole = await pdf()
  const found = await look({
    whole,
    bare: await barePdf(),
    empty: await emptyPdf(),
    script: await scriptPdf(),
    locked: await pdf({ userPassword: '1234' }),
    owner: await pdf({ ownerPassword: '1234' }),
    rubbish: Buffer.from('%PDF-1.7\nthis is no document'),
    cut: whole.subarray(0, whole.length / 3),
  })
  expect(found.whole).toMatchObject({ type: 'application/pdf', damaged: '', locked: false, programs: [] })
  expect(found.whole?.pdf).toEqual({ pages: 1, bare: [], scripts: false, attached: [], locked: false, limited: false })
  expect(found.whole?.sha256).toBe(createHash('sha256').update(whole).digest('hex'))
  expect(found.bare?.pdf).toMatchObject({ pages: 1, bare: ['Helvetica'] })
  expect(found.empty?.pdf).toMatchObject({ pages: 0 })
  expect(found.script?.programs).toHaveLength(1)
  expect([found.locked?.locked, found.owner?.locked]).toEqual([true, false])
  expect([found.locked?.pdf?.limited, found.owner?.pdf?.limited]).toEqual([false, true])
  for (const pdfVersion of ['1.3', '1.4', '1.6', '1.7', '1.7ext3'] as const) {
    const [limited, closed] = [
      await readPdf(await pdf({ pdfVersion, ownerPassword: '1234' })),
      await readPdf(await pdf({ pdfVersion, userPassword: '1234', ownerPassword: '5678' })),
    ]
    expect([pdfVersion, limited.limited, limited.locked, closed.limited, closed.locked]).toEqual([
      pdfVersion,
      true,
      false,
      false,
      true,
    ])
  }
  expect(await readPdf(readFileSync(join(CASES, '电子证照_只限制打印.pdf')))).toMatchObject({
    limited: true,
    locked: false,
  })
  expect(found.rubbish?.damaged).toBe('PDF 无法解析')
  expect(found.cut?.damaged).toBe('PDF 无法解析')
})

test('pictures: size, and what cannot be decoded', async () => {
  const whole = jpeg()
  const broken = png()
  broken.fill(0x55, 60, broken.length - 20) // the head and the end are there
  const found = await look({ whole, png: png(320, 200), cut: whole.subarray(0, whole.length / 2), broken })
  expect(found.whole).toMatchObject({ type: 'image/jpeg', pixels: { width: 800, height: 600 }, damaged: '' })
  expect(found.png).toMatchObject({ pixels: { width: 320, height: 200 }, damaged: '' })
  expect(found.cut?.damaged).toBe('图片不完整')
  expect(found.broken?.damaged).toBe('图片无法解码')
})

test('videos, archives, Office files and programs', async () => {
  const found = await look({
    film: mp4(5),
    short: mp4(0),
    docx: docx(),
    docm: docm(),
    exe: program(),
    bag: zipOf('setup.exe'),
    locked: zipOf('a.txt', 0x0801),
    doc: doc(false),
    docLocked: doc(true),
    xls: xls(false),
    xlsLocked: xls(true),
    wrapped: ole(['EncryptedPackage']),
    ppt: ole(['PowerPoint Document', 'EncryptedSummary']),
    empty: new Uint8Array(),
  })
  expect(found.film).toMatchObject({ type: 'video/mp4', seconds: 5 })
  expect(found.short?.seconds).toBeNull()
  expect(found.docx).toMatchObject({ locked: false, damaged: '', programs: [], refused: '' })
  expect(found.docm).toMatchObject({ type: null, refused: '带宏的 Office 文件' })
  expect(found.exe).toMatchObject({ type: null, refused: '程序文件' })
  expect(found.bag).toMatchObject({ type: 'application/zip', programs: ['setup.exe'] })
  expect(found.locked?.locked).toBe(true)
  expect(['doc', 'docLocked', 'xls', 'xlsLocked', 'wrapped', 'ppt'].map(name => found[name]?.locked)).toEqual([
    false,
    true,
    false,
    true,
    true,
    true,
  ])
  expect(found.empty).toMatchObject({ type: 'application/x-empty', bytes: 0 })
})

test('a bomb in a PDF costs its thread, not the program: its digest is still told, and the next file is judged', async () => {
  const files = { bomb: bombPdf(400), next: await pdf() }
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dir, name), bytes)
  const probes = await probeAll([join(dir, 'bomb'), join(dir, 'next')], { ...quiet(), growth: 100 })
  expect(probes.get(join(dir, 'bomb'))).toMatchObject({
    content: { sha256: createHash('sha256').update(files.bomb).digest('hex'), damaged: '内容异常，检测程序无法处理' },
  })
  expect(probes.get(join(dir, 'next'))).toMatchObject({ content: { damaged: '', pdf: { pages: 1 } } })
})

test('what is not there, a folder and a link are missing', async () => {
  mkdirSync(join(dir, 'folder'))
  writeFileSync(join(dir, 'real'), 'x')
  const names = MAY_LINK ? ['nothing', 'folder', 'link'] : ['nothing', 'folder']
  if (MAY_LINK) symlinkSync(join(dir, 'real'), join(dir, 'link'))
  const probes = await probeAll(
    names.map(name => join(dir, name)),
    quiet(),
  )
  expect([...probes.values()]).toEqual(names.map(() => ({ place: 'missing' })))
})

test('a large file is hashed in pieces and judged by its head', async () => {
  const path = join(dir, 'large.pdf')
  writeFileSync(path, await pdf())
  truncateSync(path, 70 << 20)
  const probe = (await probeAll([path], quiet())).get(path)
  expect(probe).toMatchObject({
    place: 'there',
    content: { type: 'application/pdf', large: true, pdf: null, bytes: 70 << 20 },
  })
})

test('progress counts bytes up to all of them; 取消 stops', async () => {
  const paths = Array.from({ length: 12 }, (_, i) => {
    const path = join(dir, `f${i}`)
    writeFileSync(path, Buffer.alloc(1000, i))
    return path
  })
  const seen: number[] = []
  await probeAll(paths, { ...quiet(), progress: (done, total) => seen.push(done / total) })
  expect(seen).toHaveLength(12)
  expect(seen.at(-1)).toBe(1)
  const controller = new AbortController()
  const stopped = probeAll(paths, { signal: controller.signal, progress: () => controller.abort() })
  await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('programs attached to a PDF, inserted into Office files, and in a zip are named', async () => {
  const native = Buffer.concat([Buffer.alloc(6), latin('setup.exe\0C:\\Users\\x\\setup.exe\0'), Buffer.from('MZ')])
  const inserted = oleFile('\x01Ole10Native', native)
  const found = await look({
    'a.pdf': readFileSync(join(CASES, 'masked/附件_exe.pdf')),
    'b.docx': zip({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': '<w/>',
      'word/embeddings/oleObject1.bin': inserted,
    }),
    'c.zip': zip({ '资料/打开我.lnk': 'x', 'autorun.inf': 'x' }),
  })
  expect(found['a.pdf']?.programs).toEqual(['setup.exe'])
  expect(found['b.docx']?.programs).toEqual(['setup.exe'])
  expect(found['c.zip']?.programs.sort()).toEqual(['autorun.inf', '资料/打开我.lnk'].sort())
})

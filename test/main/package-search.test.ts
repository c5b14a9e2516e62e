import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import PDFDocument from 'pdfkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { printForms } from '../../src-main/forms/print.ts'
import { coverDeep, coverPersonal, findPersonal, noHits } from '../../src-main/package/personal.ts'
import { searchBytes, searchFile } from '../../src-main/package/search.ts'
import { formFonts } from '../../src-main/print/fonts.ts'
import { writeTable } from '../../src-main/sheet/write.ts'
import { checkCharacter } from '../../src-shared/domain/idNumber.ts'
import { has } from './programs.ts'

const ID = '11010519491231002X' // requirements §6
const NUMBER = '110105198503120012'
const OLD = '110105491231002'
const MOBILE = '13800138000'
const phones = new Set([MOBILE, '01067881234'])

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'neidu-search-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const at = (name: string) => join(dir, name)
const look = (name: string) => searchFile(at(name), { phones, work: dir })
const put = (name: string, content: string | Uint8Array) => writeFileSync(at(name), content)

async function pdf(name: string, draw: (doc: PDFKit.PDFDocument) => void, options = {}): Promise<void> {
  const doc = new PDFDocument({ ...options })
  const done = pipeline(doc, createWriteStream(at(name)))
  draw(doc)
  doc.end()
  await done
}

describe('planted numbers are found', () => {
  test.each([
    ['plain', `姓名 张三，身份证 ${ID}。`],
    ['a small x', ID.replace('X', 'x')],
    ['a phone', `电话：${MOBILE}`],
    ['a phone in groups', '138 0013 8000'],
    ['a phone with the country', '+86-138-0013-8000'],
    ['an office phone on record', '010-67881234'],
    ['full-width digits', [...MOBILE].map(c => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')],
  ])('%s', async (_, text) => {
    put('a.txt', text)
    expect((await look('a.txt')).sure).toBeGreaterThan(0)
  })

  test('in UTF-16, in GBK, in the middle of a large film, on the border of two chunks', async () => {
    put('utf16.txt', Buffer.from(`\ufeff号码${ID}`, 'utf16le'))
    put('gbk.txt', Buffer.concat([Buffer.from('c9edb7ddd6a48d41', 'hex'), Buffer.from(ID)]))
    for (const place of [3 << 20, (1 << 20) - 9, (2 << 20) - 17]) {
      const film = Buffer.alloc(5 << 20, 0xa5)
      film.write(`a ${ID} b`, place, 'latin1')
      put(`film-${place}.mp4`, film)
      expect((await look(`film-${place}.mp4`)).sure).toBeGreaterThan(0)
    }
    expect((await look('utf16.txt')).sure).toBeGreaterThan(0)
    expect((await look('gbk.txt')).sure).toBeGreaterThan(0)
  })

  test.skipIf(!has('zip'))('in a workbook, in a Word file cut into runs, in a zip in a zip', async () => {
    await writeTable(at('a.xlsx'), {
      title: '名册',
      orgName: '',
      date: '2026-11-23',
      columns: [{ header: '身份证', width: 20, text: true }],
      rows: [[ID]],
    })
    expect((await look('a.xlsx')).sure).toBeGreaterThan(0)

    mkdirSync(at('word'))
    const [first, second] = [ID.slice(0, 7), ID.slice(7)]
    put('word/document.xml', `<w:p><w:r><w:t>${first}</w:t></w:r><w:r><w:t>${second}</w:t></w:r></w:p>`)
    execFileSync('zip', ['-q9r', 'a.docx', 'word'], { cwd: dir })
    expect((await look('a.docx')).sure).toBe(1)

    execFileSync('zip', ['-q9', 'inner.zip', 'a.docx'], { cwd: dir })
    execFileSync('zip', ['-q9', 'outer.zip', 'inner.zip'], { cwd: dir })
    expect(await look('outer.zip')).toMatchObject({ sure: 1, maybe: new Set() })
  })

  test('in packed streams of a PDF: with a standard font, kerned, and with an embedded font whose text is glyph numbers', async () => {
    await pdf('standard.pdf', doc => doc.text(`No. ${ID}`))
    expect(readFileSync(at('standard.pdf'), 'latin1')).not.toContain(ID)
    expect((await look('standard.pdf')).sure).toBeGreaterThan(0)
    await pdf('kerned.pdf', doc => doc.addContent(`BT /F1 9 Tf [(110105)-20(1949)15(12310)(02X)] TJ ET`))
    expect((await look('kerned.pdf')).sure).toBeGreaterThan(0)
    await printForms([{ form: 'assignment', mode: 'filled', facts: { content: `请联系 ${MOBILE}` } }], at('form.pdf'), {
      fonts: formFonts(),
    })
    expect((await look('form.pdf')).sure).toBeGreaterThan(0)
  })

  test('in the comment of a picture', async () => {
    const jpeg = createCanvas(8, 8).toBuffer('image/jpeg')
    const note = Buffer.from(MOBILE)
    put(
      'a.jpg',
      Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, note.length + 2]), note, jpeg.subarray(2)]),
    )
    expect((await look('a.jpg')).sure).toBeGreaterThan(0)
  })
})

describe('what is none', () => {
  test('digests, other numbers, phones of nobody', async () => {
    put('a.txt', `${'3f7a9c0d51e2b846'.repeat(4)} 110105194912310021 202612000123 13900139000 JH-2026-12`)
    expect(await look('a.txt')).toMatchObject({ sure: 0, maybe: new Set() })
  })

  test('a number inside a digest, and the old one of 15 digits (as it is today too), are asked for', async () => {
    put('a.txt', `${'a1'.repeat(20)}${NUMBER}${'b2'.repeat(20)} ${OLD}`)
    expect(await look('a.txt')).toMatchObject({ sure: 0, likely: new Set(), maybe: new Set([NUMBER, OLD, ID]) })
    expect(await searchBytes(Buffer.from(OLD), { phones, work: dir })).toMatchObject({ maybe: new Set([OLD, ID]) })
  })

  test('digests by chance', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[0-9a-f]{64}$/), { minLength: 1, maxLength: 50 }), digests => {
        const hits = noHits()
        findPersonal(JSON.stringify(digests), new Set(), hits)
        expect(hits.sure).toBe(0)
      }),
    )
  })
})

test.skipIf(!has('zip'))('what cannot be looked through says so', async () => {
  await pdf('locked.pdf', doc => doc.text('x'), { userPassword: 'a' })
  expect((await look('locked.pdf')).unreadable).toContain('加密')
  put('secret.txt', 'x')
  execFileSync('zip', ['-qP', 'pw', 'locked.zip', 'secret.txt'], { cwd: dir })
  expect((await look('locked.zip')).unreadable).toContain('已加密')
  put('cut.zip', readFileSync(at('locked.zip')).subarray(0, 40))
  expect((await look('cut.zip')).unreadable).toContain('不完整')
})

const someId = fc
  .tuple(
    fc.constantFrom('110105', '340524', '440981'),
    fc.integer({ min: 1950, max: 2008 }),
    fc.integer({ min: 100, max: 999 }),
  )
  .map(([area, year, order]) => {
    const first = `${area}${year}0615${order}`
    return first + checkCharacter(first)
  })
const someText = fc.string({ unit: fc.constantFrom('张', '三', ' ', '，', '(', ')', '\n', '　', 'Ａ'), maxLength: 6 })

test('covered text holds no number, keeps its words, and is covered but once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(someText, fc.oneof(someId, fc.constant(MOBILE), fc.constant('010-67881234')))),
      parts => {
        const text = parts.map(([words, number]) => `${words} ${number} `).join('')
        const covered = coverPersonal(text, phones)
        const hits = noHits()
        findPersonal(Buffer.from(covered).toString('latin1'), phones, hits)
        expect(hits).toEqual(noHits())
        expect(coverPersonal(covered, phones)).toBe(covered)
        for (const [words] of parts) expect(covered).toContain(words)
      },
    ),
  )
  expect(coverDeep({ a: [`证 ${ID}`, 7, null], b: { c: `电话${MOBILE}` }, sha: 'a1'.repeat(32) }, phones)).toEqual({
    a: ['证 1***************2X', 7, null],
    b: { c: '电话138****8000' },
    sha: 'a1'.repeat(32),
  })
})

/** Our reader of xlsx: every cell that it reads is compared with what the conservative reader (SheetJS) sees. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CellObject, read, utils, write } from '@e965/xlsx'
import fc from 'fast-check'

import { describe, expect, it } from 'vitest'
import { PEOPLE } from '../../resources/sample/people.ts'
import type { Cell } from '../../src-main/sheet/cell.ts'
import { openSource } from '../../src-main/sheet/open.ts'
import { workbook } from './sheet-files.ts'

const at = (path: string) => readFileSync(join(import.meta.dirname, '../..', path))

/** Non-empty cells as text, by address; both readers must agree on each. */
async function ours(bytes: Uint8Array, sheet: string): Promise<Map<string, string>> {
  const cells = new Map<string, string>()
  const source = await openSource(bytes, 'x.xlsx')
  const found = source.sheets.find(({ name }) => name === sheet)
  for await (const lines of found?.lines() ?? []) {
    for (const { row, cells: values } of lines) {
      values.forEach((value, c) => {
        if (value !== null && value !== '') cells.set(utils.encode_cell({ r: row - 1, c }), plain(value))
      })
    }
  }
  return cells
}

function theirs(bytes: Uint8Array, sheet: string): Map<string, string> {
  const book = read(bytes, { dense: true, cellDates: true, UTC: true })
  const rows: (CellObject | undefined)[][] = book.Sheets[sheet]?.['!data'] ?? []
  const cells = new Map<string, string>()
  rows.forEach((row, r) => {
    row.forEach((cell, c) => {
      const value = cell?.t === 'e' ? cell.w : cell?.v
      if (value !== undefined && value !== '') cells.set(utils.encode_cell({ r, c }), plain(value))
    })
  })
  return cells
}

// SheetJS drops CR; both readers take a date as its UTC day and time.
const plain = (value: Cell | undefined): string =>
  value instanceof Date
    ? value.toISOString()
    : typeof value === 'string'
      ? value.replace(/[\r\n]+/g, '\n')
      : String(value)

async function same(bytes: Uint8Array, sheet = '名册'): Promise<number> {
  const [a, b] = [await ours(bytes, sheet), theirs(bytes, sheet)]
  expect(a).toEqual(b)
  return a.size
}

describe('we read what SheetJS reads', () => {
  it('the sample roster', async () => {
    expect(await same(at('resources/sample/roster.xlsx'), '人员名册')).toBeGreaterThan(PEOPLE.length * 12)
  })

  it('a file of LibreOffice', async () => expect(await same(at('test/fixtures/libreoffice.xlsx'))).toBe(33))

  it('files of SheetJS itself, shared and inline strings, compressed or not', async () => {
    const rows = PEOPLE.map(p => p.cells)
    const sheet = utils.aoa_to_sheet(rows, { cellDates: true, UTC: true })
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, '名册')
    for (const bookSST of [true, false]) {
      for (const compression of [true, false]) {
        const bytes: Uint8Array = new Uint8Array(
          write(book, { type: 'buffer', bookType: 'xlsx', bookSST, compression }),
        )
        expect(await same(bytes)).toBeGreaterThan(PEOPLE.length * 12)
      }
    }
  })

  it('Chinese text across the borders of the reader’s chunks', async () => {
    const rows = Array.from({ length: 4000 }, (_, i) => [
      `龘喆𠮷${'阿卜杜拉·买买提'.repeat(i % 7)}`,
      `备注&<${i}>`,
      i / 7,
    ])
    expect(await same(await workbook(rows))).toBe(12_000)
  })

  it('any cells', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...'&<>"\'_x0041_\n\t 中𠮷') }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.integer({ min: 1, max: 73_000 }).map(n => new Date(Date.UTC(1900, 2, n))), // whole days from 1900-03-01 on
      fc.constant(null),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 8 }), { minLength: 1, maxLength: 8 }), async rows => {
        await same(await workbook(rows))
      }),
      { numRuns: 150 },
    )
  })
})

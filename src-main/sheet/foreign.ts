/**
 * Files that only SheetJS reads: xls and et (BIFF), Excel 2003's XML, HTML under the name of an xls, csv. It reads at once and as a
 * whole, so that rows and bytes are limited, and the thread that it runs in has a time to end.
 */
import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { type Cell, NO_RESULT } from './cell.ts'
import { dateCell, shownByCode } from './format.ts'
import type { Line, Source } from './line.ts'
import { mergeFiller } from './merge.ts'
import { Refusal } from './refusal.ts'
import { isMarkup } from './text.ts'

const ROWS = 60_100 // more than are taken: too many is told, not cut off

/** `content`: bytes of an xls, or a decoded text. Refuses with SHEET_DAMAGED. */
export function openForeign(content: Uint8Array | string, file: string): Source {
  const book = parse(content, file)
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  return {
    date1904,
    charts: [],
    sheets: book.SheetNames.map((name, i) => ({
      name: typeof content === 'string' && book.SheetNames.length === 1 ? '' : name,
      hidden: (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0,
      lines: () => lines(book.Sheets[name] ?? {}, date1904),
    })),
  }
}

function parse(content: Uint8Array | string, file: string): WorkBook {
  const options = {
    dense: true,
    cellNF: true,
    cellDates: false,
    cellHTML: false,
    cellText: true,
    sheetRows: ROWS,
  } as const
  try {
    if (typeof content !== 'string') return read(content, { ...options, type: 'array' })
    if (isMarkup(content)) return read(content, { ...options, type: 'string', raw: true })
    return read(content, { ...options, type: 'string', raw: true, FS: separator(content) })
  } catch (error) {
    // Whatever the reader says of these bytes; its messages are for programmers.
    const locked = error instanceof Error && /password|encrypt/i.test(error.message)
    throw new Refusal('SHEET_DAMAGED', { name: file, detail: locked ? '文件设有打开密码' : '内容无法解析' })
  }
}

// The separator that the first line has most of: Excel copies and saves with tabs, csv with commas, some systems with semicolons.
function separator(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1)
  const count = (mark: string) => head.split(mark).length
  return ['\t', ',', ';'].reduce((a, b) => (count(b) > count(a) ? b : a))
}

async function* lines(sheet: WorkSheet, date1904: boolean): AsyncGenerator<Line[], void> {
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ left: s.c, right: e.c, top: s.r + 1, bottom: e.r + 1 }))
  const fill = mergeFiller(merges)
  const rows: (CellObject | undefined)[][] = sheet['!data'] ?? []
  let batch: Line[] = []
  for (const [r, row] of rows.entries()) {
    if (!row) continue
    const cells = Array.from(row, cell => toCell(cell, date1904))
    if (cells.every(cell => cell === null || cell === '')) continue
    const line: Line = { row: r + 1, cells, hidden: sheet['!rows']?.[r]?.hidden === true }
    fill(line)
    batch.push(line)
    if (batch.length < 1000) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function toCell(cell: CellObject | undefined, date1904: boolean): Cell {
  if (cell === undefined) return null
  if (cell.t === 'e') return cell.w ?? '#VALUE!'
  if (cell.v === undefined || cell.t === 'z') return cell.f === undefined ? null : NO_RESULT
  if (cell.t !== 'n' || typeof cell.v !== 'number') return cell.v
  const shown = typeof cell.z === 'string' ? shownByCode(cell.z) : undefined
  return shown === undefined ? cell.v : dateCell(cell.v, shown, date1904)
}

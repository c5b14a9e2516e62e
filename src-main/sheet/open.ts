/** The gate of every file with a list in it: what it is by its content, never by its extension. Nothing is parsed before. */

import type { Line, Source } from './line.ts'
import { mergeFiller } from './merge.ts'
import { Refusal } from './refusal.ts'
import { decodeTable } from './text.ts'
import { openWorkbook } from './workbook.ts'
import { readMerges, readRows } from './worksheet.ts'
import { readDirectory, type ZipEntry } from './zip.ts'

export const LIMITS = { file: 50 * 1024 ** 2, rows: 60_000 }

const EXPECTED = 'xlsx、xls、et 或 csv 表格'
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const startsWith = (bytes: Uint8Array, magic: number[]) => magic.every((b, i) => bytes[i] === b)

/**
 * Opens an xlsx, an xls or et, a csv or the HTML that other systems call xls. Refuses other files (FILE_TYPE), files with a password
 * or cut off (SHEET_DAMAGED), and those that would inflate beyond the limit (SHEET_BOMB).
 */
export async function openSource(bytes: Uint8Array, name: string): Promise<Source> {
  // SheetJS takes a third of a second to load, and hardly any file needs it.
  const foreign = async (content: Uint8Array | string) => (await import('./foreign.ts')).openForeign(content, name)
  if (startsWith(bytes, OLE)) {
    const within = (stream: string) =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(stream, 0, 'utf16le')
    // Excel wraps an encrypted xlsx into the container that old .xls files are: told apart by the stream's name.
    if (within('EncryptedPackage')) throw new Refusal('SHEET_DAMAGED', { name, detail: '文件设有打开密码' })
    if (!within('Workbook') && !within('Book')) throw new Refusal('FILE_TYPE', { name, expected: EXPECTED })
    return foreign(bytes)
  }
  if (!startsWith(bytes, [0x50, 0x4b])) {
    const text = decodeTable(bytes)
    if (text === undefined) throw new Refusal('FILE_TYPE', { name, expected: EXPECTED })
    return foreign(text)
  }
  const entries = readDirectory(bytes, name)
  const book = await openWorkbook(bytes, entries, name)
  const cells = book.sheets.flatMap(({ part, ...sheet }) => (part ? [{ ...sheet, part }] : []))
  return {
    date1904: book.date1904,
    charts: book.sheets.filter(sheet => !sheet.part && !sheet.hidden).map(sheet => sheet.name),
    sheets: cells.map(({ name: sheet, hidden, part }) => ({ name: sheet, hidden, lines: () => rows(part) })),
  }

  async function* rows(part: ZipEntry): AsyncGenerator<Line[], void> {
    const fill = mergeFiller(await readMerges(bytes, part, name))
    for await (const lines of readRows(bytes, part, book, name)) {
      for (const line of lines) fill(line)
      yield lines
    }
  }
}

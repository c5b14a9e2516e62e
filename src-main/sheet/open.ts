/** The gate of every workbook: what it is, how large it would become, which sheets it shows. Nothing is parsed before. */
import { guard } from './guard.ts'
import { Refusal } from './refusal.ts'
import { extract, readDirectory, type ZipEntry } from './zip.ts'

export const LIMITS = { file: 50 * 1024 ** 2, rows: 60_000 }

const XLSX = 'xlsx（Excel 工作簿）'
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const startsWith = (bytes: Uint8Array, magic: number[]) => magic.every((b, i) => bytes[i] === b)

/**
 * Names of the visible sheets of an xlsx, in order. Refuses other files by their content, never by their extension
 * (FILE_TYPE), files with a password or cut off (SHEET_DAMAGED), and those that would inflate beyond the limit (SHEET_BOMB).
 */
export async function visibleSheets(bytes: Uint8Array, name: string): Promise<string[]> {
  if (startsWith(bytes, OLE)) {
    // Excel wraps an encrypted xlsx into the container that old .xls files are: told apart by the stream's name.
    if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('EncryptedPackage', 0, 'utf16le')) {
      throw new Refusal('SHEET_DAMAGED', { name, detail: '文件设有打开密码' })
    }
    throw new Refusal('FILE_TYPE', { name, expected: 'xlsx（旧版 xls 请先用 Excel 或 WPS 另存为 xlsx）' })
  }
  if (!startsWith(bytes, [0x50, 0x4b])) throw new Refusal('FILE_TYPE', { name, expected: XLSX })
  const entries = readDirectory(bytes, name)
  const workbook = entries.find(e => /^xl\/workbook\d*\.xml$/i.test(e.name)) // Office online writes workbook2.xml
  if (!workbook) throw new Refusal('FILE_TYPE', { name, expected: XLSX })
  await guard(bytes, entries, name)
  return sheetNames(bytes, workbook, name)
}

// One flat list of elements is all that is needed of this part, hence no XML parser.
function sheetNames(bytes: Uint8Array, workbook: ZipEntry, name: string): string[] {
  let xml = ''
  try {
    xml = new TextDecoder().decode(extract(bytes, workbook, 8 * 1024 ** 2))
  } catch {
    xml = '' // whatever the bytes did to the inflater: no sheets are found
  }
  const names = [...xml.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].flatMap(([tag]) => {
    const sheet = /\sname="([^"]*)"/.exec(tag)?.[1]
    return sheet === undefined || /\sstate="(?:hidden|veryHidden)"/.test(tag) ? [] : [decodeEntities(sheet)]
  })
  if (names.length === 0) throw new Refusal('SHEET_DAMAGED', { name, detail: '工作表目录无法解析' })
  return names
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex?: string, dec?: string, word?: string) => {
    if (word !== undefined) return ENTITIES[word] ?? all
    const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}

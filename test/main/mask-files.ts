/** Files of many kinds with a text in them, built byte by byte. */
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { rawZip } from './package-zip.ts'

export const zip = (parts: Record<string, string | Uint8Array>): Buffer =>
  rawZip(
    Object.entries(parts).map(([name, content]) => {
      const body = Buffer.from(content as string)
      return { name, data: deflateRawSync(body), size: body.length, method: 8 }
    }),
  )

export const docx = (body: string): Buffer =>
  zip({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`,
  })
export const para = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
export const runs = (...texts: string[]): string =>
  `<w:p>${texts.map(text => `<w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r>`).join('')}</w:p>`
export const wordCells = (...texts: string[]): string =>
  `<w:tbl><w:tr>${texts.map(text => `<w:tc>${para(text)}</w:tc>`).join('')}</w:tr></w:tbl>`

export const xlsx = (sheet: string, shared: string[] = [], more: Record<string, string | Uint8Array> = {}): Buffer =>
  zip({
    '[Content_Types].xml': '<Types/>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${shared.map(text => `<si><t>${text}</t></si>`).join('')}</sst>`,
    ...more,
  })
const column = (n: number) =>
  (n < 26 ? '' : String.fromCharCode(64 + Math.floor(n / 26))) + String.fromCharCode(65 + (n % 26))
export const sheetRow = (row: number, cells: { v: string | number; t?: string }[]): string =>
  `<row r="${row}">${cells.map(({ v, t }, i) => `<c r="${column(i)}${row}"${t ? ` t="${t}"` : ''}><v>${v}</v></c>`).join('')}</row>`

export const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
export const utf16be = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()

/** A literal string with what must be escaped. */
export const literal = (bytes: Buffer): string =>
  `(${[...bytes].map(byte => (byte < 32 || byte > 126 || '()\\'.includes(String.fromCharCode(byte)) ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte))).join('')})`

export interface PdfObject {
  /** The dictionary, or any other object. */
  dict: string
  stream?: Buffer
}

/** Objects from 5 on; 1–4 are catalogue, pages, page and what the page shows. */
export function pdf(
  objects: PdfObject[],
  { catalog = '', page = '', content = '' }: { catalog?: string; page?: string; content?: string | PdfObject } = {},
): Buffer {
  const shown: PdfObject = typeof content === 'string' ? flate(content) : content
  const all: PdfObject[] = [
    { dict: `<</Type/Catalog/Pages 2 0 R${catalog}>>` },
    { dict: '<</Type/Pages/Kids[3 0 R]/Count 1>>' },
    { dict: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R${page}>>` },
    shown,
    ...objects,
  ]
  const parts: Buffer[] = [latin('%PDF-1.7\n')]
  const places: number[] = []
  let at = 9
  for (const [i, { dict, stream }] of all.entries()) {
    places.push(at)
    const body = stream
      ? [
          latin(`${i + 1} 0 obj\n${dict.replace(/>>$/, `/Length ${stream.length}>>`)}\nstream\n`),
          stream,
          latin('\nendstream\nendobj\n'),
        ]
      : [latin(`${i + 1} 0 obj\n${dict}\nendobj\n`)]
    const made = Buffer.concat(body)
    parts.push(made)
    at += made.length
  }
  const rows = places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    latin(
      `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${all.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

export const flate = (text: string | Uint8Array, dict = '<<>>'): PdfObject => ({
  dict: dict.replace(/>>$/, '/Filter/FlateDecode>>'),
  stream: deflateSync(Buffer.from(text as string)),
})

const FONT = '/Resources<</Font<</F1 5 0 R>>>>'
export const helvetica: PdfObject = { dict: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>' }
export const shownPdf = (content: string | PdfObject, objects: PdfObject[] = [helvetica]): Buffer =>
  pdf(objects, { page: FONT, content })

export function ascii85(bytes: Buffer): Buffer {
  let text = ''
  for (let i = 0; i < bytes.length; i += 4) {
    const part = Buffer.alloc(4)
    const size = bytes.copy(part, 0, i, i + 4)
    let value = part.readUInt32BE(0)
    let group = ''
    for (let k = 0; k < 5; k++) {
      group = String.fromCharCode(33 + (value % 85)) + group
      value = Math.floor(value / 85)
    }
    text += group.slice(0, size + 1)
  }
  return latin(`${text}~>`)
}

export const jpegWith = (jpeg: Buffer, marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}

export const pngChunk = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(body.length)
  return Buffer.concat([head, latin(type), body, Buffer.alloc(4)])
}

/** An OLE file of 512-byte sectors with one stream, whose sectors lie in any order. */
export function ole(name: string, content: Buffer, order: 'straight' | 'broken' = 'straight'): Buffer {
  const body = Buffer.alloc(Math.max(4096, Math.ceil(content.length / 512) * 512))
  content.copy(body)
  const count = body.length / 512
  // Sector 0: table, 1: directory, then the stream with a free sector after its first one where it is broken.
  const places = Array.from({ length: count }, (_, i) => 2 + i + (order === 'broken' && i > 0 ? 1 : 0))
  const table = Buffer.alloc(512, 0xff)
  table.writeUInt32LE(0xfffffffd, 0)
  table.writeUInt32LE(0xfffffffe, 4)
  for (const [i, place] of places.entries()) table.writeUInt32LE(places[i + 1] ?? 0xfffffffe, place * 4)
  const entry = (title: string, type: number, first: number, size: number) => {
    const made = Buffer.alloc(128)
    made.write(title, 0, 'utf16le')
    made.writeUInt16LE(title.length * 2 + 2, 64)
    made[66] = type
    made.fill(0xff, 68, 80)
    made.writeUInt32LE(first, 116)
    made.writeUInt32LE(size, 120)
    return made
  }
  const directory = Buffer.concat([
    entry('Root Entry', 5, 0xfffffffe, 0),
    entry(name, 2, 2, body.length),
    Buffer.alloc(256),
  ])
  const head = Buffer.alloc(512, 0xff)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head)
  head.fill(0, 8, 76)
  head.writeUInt16LE(0x3e, 24)
  head.writeUInt16LE(3, 26)
  head.writeUInt16LE(0xfffe, 28)
  head.writeUInt16LE(9, 30)
  head.writeUInt16LE(6, 32)
  head.writeUInt32LE(1, 44)
  head.writeUInt32LE(1, 48)
  head.writeUInt32LE(4096, 56)
  head.writeUInt32LE(0xfffffffe, 60)
  head.writeUInt32LE(0xfffffffe, 68)
  head.writeUInt32LE(0, 76)
  const sectors = Array.from({ length: 3 + count }, () => Buffer.alloc(512, 0xee))
  sectors[0] = table
  sectors[1] = directory
  places.forEach((place, i) => {
    sectors[place] = body.subarray(i * 512, i * 512 + 512)
  })
  return Buffer.concat([head, ...sectors])
}

const record = (type: number, body: Buffer): Buffer => {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(type, 0)
  head.writeUInt16LE(body.length, 2)
  return Buffer.concat([head, body])
}

/** A workbook of Excel 97: its shared texts (in one or two records) and cells. */
export function biff(
  texts: string[],
  cells: { text?: number; number?: number; rk?: number }[],
  splitAt?: number,
): Buffer {
  const table = Buffer.concat(
    texts.map(text => {
      const head = Buffer.alloc(3)
      head.writeUInt16LE(text.length)
      return Buffer.concat([head, latin(text)])
    }),
  )
  const counts = Buffer.alloc(8)
  counts.writeUInt32LE(texts.length, 4)
  const shared =
    splitAt === undefined
      ? record(0xfc, Buffer.concat([counts, table]))
      : Buffer.concat([
          record(0xfc, Buffer.concat([counts, table.subarray(0, splitAt)])),
          record(0x3c, Buffer.concat([Buffer.from([0]), table.subarray(splitAt)])),
        ])
  const rows = cells.map(({ text, number, rk }, i) => {
    const at = Buffer.alloc(6)
    at.writeUInt16LE(i, 2)
    const value = Buffer.alloc(number === undefined ? 4 : 8)
    if (number !== undefined) value.writeDoubleLE(number)
    else value.writeUInt32LE((text ?? rk ?? 0) >>> 0)
    return record(text !== undefined ? 0xfd : number !== undefined ? 0x203 : 0x27e, Buffer.concat([at, value]))
  })
  const bof = record(0x809, Buffer.from('0006050000000000000000000000000000', 'hex').subarray(0, 16))
  return Buffer.concat([bof, shared, ...rows, record(0x0a, Buffer.alloc(0))])
}

export { deflateSync, gzipSync }

/** Small files of each kind, whole and broken, made by other libraries than those that judge them or byte by byte. */
import { deflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import { PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib'
import Kit from 'pdfkit'
import { formFonts } from '../../src-main/print/fonts.ts'
import { rawZip } from './package-zip.ts'

export function png(width = 800, height = 600, colour = '#3a6ea5'): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = colour
  context.fillRect(0, 0, width, height)
  return canvas.toBuffer('image/png')
}

export function jpeg(width = 800, height = 600): Buffer {
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').fillRect(10, 10, 50, 50)
  return canvas.toBuffer('image/jpeg')
}

/** A PDF by pdfkit: with an embedded font, or with a password. */
export function pdf(options: ConstructorParameters<typeof Kit>[0] = {}): Promise<Buffer> {
  const doc = new Kit({ size: 'A4', font: formFonts().song[0] ?? '', ...options })
  doc.text('实操评分表 2026')
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', part => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
    doc.end()
  })
}

/** Helvetica, which no file needs to carry, and so nobody can be sure of. */
export async function barePdf(): Promise<Uint8Array> {
  const doc = await PDFDocument.create()
  doc.addPage().drawText('score', { font: await doc.embedFont(StandardFonts.Helvetica) })
  return doc.save()
}

export async function emptyPdf(): Promise<Uint8Array> {
  const doc = await PDFDocument.create()
  return doc.save({ addDefaultPage: false })
}

export async function scriptPdf(): Promise<Uint8Array> {
  const doc = await PDFDocument.create()
  doc.addPage()
  const action = doc.context.obj({ Type: 'Action', S: 'JavaScript' })
  action.set(PDFName.of('JS'), PDFString.of('app.alert(1)'))
  doc.catalog.set(PDFName.of('OpenAction'), action)
  return doc.save()
}

/** A PDF whose first objects lie in a stream that unpacks to so many MB. */
export function bombPdf(megabytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes << 20, 0x20))
  const head = `%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`
  const tail = '\nendstream\nendobj\ntrailer\n<</Root 2 0 R>>\n%%EOF\n'
  return Buffer.concat([Buffer.from(head), packed, Buffer.from(tail)])
}

const box = (type: string, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length + 8, 0)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** An MP4 with nothing but its header: so many seconds of nothing. */
export function mp4(seconds: number): Buffer {
  const mvhd = Buffer.alloc(100)
  mvhd.writeUInt32BE(1000, 12) // units a second
  mvhd.writeUInt32BE(seconds * 1000, 16)
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isom', 'latin1')),
    box('moov', box('mvhd', mvhd)),
    box('mdat', Buffer.alloc(64)),
  ])
}

const TYPES = { name: '[Content_Types].xml', data: Buffer.from('<Types/>') }
export const docx = (): Buffer => rawZip([TYPES, { name: 'word/document.xml', data: Buffer.from('<w:document/>') }])
export const docm = (): Buffer =>
  rawZip([
    TYPES,
    { name: 'word/document.xml', data: Buffer.from('<x/>') },
    { name: 'word/vbaProject.bin', data: Buffer.from('x') },
  ])
export const zipOf = (name: string, flags?: number): Buffer =>
  rawZip([{ name, data: Buffer.from('x'), ...(flags === undefined ? {} : { flags }) }])
export const program = (): Buffer => Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(200)])

/** An OLE file with one directory sector that names those streams, and `first` where the first stream begins. */
export function ole(streams: string[], first: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(512)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(9, 30) // sectors of 512
  header.writeUInt32LE(1, 44)
  header.writeUInt32LE(1, 48) // the directory's sector
  header.fill(0xff, 76)
  header.writeUInt32LE(0, 76) // the table's sector
  const table = Buffer.alloc(512, 0xff)
  table.writeUInt32LE(0xfffffffe, 4)
  const directory = Buffer.alloc(512)
  for (const [i, name] of ['Root Entry', ...streams].slice(0, 4).entries()) {
    directory.write(name, i * 128, 'utf16le')
    directory.writeUInt16LE(name.length * 2 + 2, i * 128 + 64)
  }
  const data = Buffer.alloc(512)
  first.copy(data)
  return Buffer.concat([header, table, directory, data])
}

/** A Word 97 file; the FIB's flags say whether it has a password. */
export function doc(locked: boolean): Buffer {
  const fib = Buffer.alloc(32)
  fib.writeUInt16LE(0xa5ec, 0)
  fib.writeUInt16LE(locked ? 0x0100 : 0, 10)
  return ole(['WordDocument'], fib)
}

/** An Excel 97 file; FilePass follows BOF where it has a password. */
export function xls(locked: boolean): Buffer {
  const book = Buffer.alloc(64)
  book.writeUInt32LE(0x00100809, 0)
  book.writeUInt16LE(locked ? 0x2f : 0x42, 20)
  return ole(['Workbook'], book)
}

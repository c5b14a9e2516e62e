/** What an xlsx says of itself: its sheets, its texts, its number formats. Nothing is parsed that guard.ts has not looked through. */

import { type Shown, shownBy } from './format.ts'
import { guard, inflated } from './guard.ts'
import { Refusal } from './refusal.ts'
import { attribute, decodeCell, decodeText, isOn, xmlScanner } from './xml.ts'
import type { ZipEntry } from './zip.ts'

export interface SheetPart {
  name: string
  /** The XML of its cells; undefined for chart sheets and macro sheets, which have none. */
  part: ZipEntry | undefined
  hidden: boolean
}

export interface Workbook {
  sheets: SheetPart[]
  date1904: boolean
  /** Another program wrote formulas whose results Excel would make on opening: a stored 0 is none. */
  recalculated: boolean
  /** What each style shows of a number that is a date. */
  shown: (Shown | undefined)[]
  texts: string[]
  entries: ReadonlyMap<string, ZipEntry>
}

/** Refuses with FILE_TYPE (no xlsx), SHEET_BOMB and SHEET_DAMAGED. */
export async function openWorkbook(bytes: Uint8Array, entries: ZipEntry[], file: string): Promise<Workbook> {
  const named = new Map(entries.map(entry => [entry.name.replaceAll('\\', '/').toLowerCase(), entry]))
  const main = entries.find(e => /^xl\/workbook\d*\.xml$/i.test(e.name)) // Office online writes workbook2.xml
  if (!main) throw new Refusal('FILE_TYPE', { name: file, expected: 'xlsx（Excel 工作簿）' })
  guard(entries, file)
  const folder = main.name.slice(0, main.name.lastIndexOf('/') + 1)
  const links = await relations(bytes, named, main.name, file)
  const of = (type: string) => links.find(link => link.type.endsWith(`/${type}`))
  const book: Workbook = { sheets: [], date1904: false, recalculated: false, shown: [], texts: [], entries: named }
  await scan(bytes, main, file, (name, attributes) => {
    if (name === 'workbookPr') book.date1904 = isOn(attribute(attributes, 'date1904'))
    if (name === 'calcPr') book.recalculated = isOn(attribute(attributes, 'fullCalcOnLoad'))
    if (name !== 'sheet') return
    const id = attribute(attributes, 'r:id') ?? /\s\w+:id\s*=\s*["']([^"']*)/.exec(attributes)?.[1]
    const link = links.find(l => l.id === id)
    const cells = link?.type.endsWith('/worksheet') ? named.get(resolve(folder, link.target)) : undefined
    const state = attribute(attributes, 'state') ?? 'visible'
    book.sheets.push({ name: attribute(attributes, 'name') ?? '', part: cells, hidden: state !== 'visible' })
  })
  if (book.sheets.length === 0) throw new Refusal('SHEET_DAMAGED', { name: file, detail: '工作表目录无法解析' })
  const styles = named.get(resolve(folder, of('styles')?.target ?? ''))
  if (styles) book.shown = await readStyles(bytes, styles, file)
  const texts = named.get(resolve(folder, of('sharedStrings')?.target ?? ''))
  if (texts) book.texts = await readTexts(bytes, texts, file)
  return book
}

export interface Relation {
  id: string
  type: string
  target: string
}

/** What a part refers to; nothing where it refers to nothing. */
export async function relations(
  bytes: Uint8Array,
  named: ReadonlyMap<string, ZipEntry>,
  part: string,
  file: string,
): Promise<Relation[]> {
  const cut = part.lastIndexOf('/') + 1
  const entry = named.get(`${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`.toLowerCase())
  const found: Relation[] = []
  if (!entry) return found
  await scan(bytes, entry, file, (name, attributes) => {
    if (name !== 'Relationship') return
    const [id, type, target] = ['Id', 'Type', 'Target'].map(key => attribute(attributes, key) ?? '')
    if (id && type && target) found.push({ id, type, target })
  })
  return found
}

/** A target as its part is named in the directory, lower case: `../media/1.png` below xl/drawings/ → xl/media/1.png. */
export function resolve(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : folder + target
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/').toLowerCase()
}

/** The elements of a part, as it is inflated. */
export async function scan(
  bytes: Uint8Array,
  entry: ZipEntry,
  file: string,
  open: (name: string, attributes: string) => void,
  close: (name: string) => void = () => {},
  text: (raw: string) => void = () => {},
): Promise<void> {
  const scanner = xmlScanner({ open, close, text }, file)
  const decoder = new TextDecoder()
  for await (const window of inflated(bytes, entry, file)) scanner.push(decoder.decode(window, { stream: true }))
  scanner.push(decoder.decode())
  scanner.end()
}

async function readStyles(bytes: Uint8Array, entry: ZipEntry, file: string): Promise<(Shown | undefined)[]> {
  const codes = new Map<number, string>()
  const shown: (Shown | undefined)[] = []
  let inCells = false
  await scan(
    bytes,
    entry,
    file,
    (name, attributes) => {
      if (name === 'numFmt')
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = Number(attribute(attributes, 'numFmtId') ?? 0)
      shown.push(shownBy(id, codes.get(id)))
    },
    name => {
      if (name === 'cellXfs') inCells = false
    },
  )
  return shown
}

// 60,000 rows of 60 columns, all different.
const TEXTS = { count: 4_000_000, length: 150 * 1024 ** 2 }

// Every text once, however many cells show it. What is spoken (rPh) is no text.
async function readTexts(bytes: Uint8Array, entry: ZipEntry, file: string): Promise<string[]> {
  const texts: string[] = []
  let text = ''
  let length = 0
  let inText = false
  let spoken = false
  await scan(
    bytes,
    entry,
    file,
    name => {
      if (name === 'si') text = ''
      else if (name === 't') inText = !spoken
      else if (name === 'rPh') spoken = true
    },
    name => {
      if (name === 't') inText = false
      else if (name === 'rPh') spoken = false
      else if (name === 'si') {
        texts.push(text)
        length += text.length
        if (texts.length > TEXTS.count || length > TEXTS.length) throw new Refusal('SHEET_BOMB', { name: file })
      }
    },
    raw => {
      if (inText) text += decodeCell(decodeText(raw))
    },
  )
  return texts
}

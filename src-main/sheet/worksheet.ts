/** The rows of one worksheet of an xlsx, as they are inflated. */
import { type Cell, NO_RESULT, Special } from './cell.ts'
import { dateCell } from './format.ts'
import { inflated } from './guard.ts'
import type { Line } from './line.ts'
import type { Merge } from './merge.ts'
import { Refusal } from './refusal.ts'
import type { Workbook } from './workbook.ts'
import { attribute, decodeCell, decodeText, isOn, xmlScanner } from './xml.ts'
import type { ZipEntry } from './zip.ts'

const CELL_LIMIT = 32_767 // characters
const COLUMNS = 1024 // no list is wider; a cell in Excel's last column, 16,384, would make every row an array of that length

interface Raw {
  at: number // 0-based column
  type: string
  style: number
  picture: string | undefined // index into the metadata of pictures in cells
  formula: boolean
}

/** Rows that hold something, in batches: as they come out of each window of the inflater. */
export async function* readRows(
  bytes: Uint8Array,
  part: ZipEntry,
  book: Workbook,
  file: string,
): AsyncGenerator<Line[], void> {
  let lines: Line[] = []
  let inData = false
  let row = 0
  let hidden = false
  let cells: Cell[] | undefined
  let filled = false
  let next = 0 // the column of a cell that does not name its own
  let raw: Raw | undefined
  let field: 'v' | 'f' | 't' | undefined
  let [value, formula, inline] = ['', '', '']
  let spoken = false
  const damaged = (detail: string) => new Refusal('SHEET_DAMAGED', { name: file, detail })

  const scanner = xmlScanner(
    {
      open(name, attributes, empty) {
        if (!inData) {
          inData = name === 'sheetData'
          return
        }
        switch (name) {
          case 'row': {
            const number = attribute(attributes, 'r')
            row = number === undefined ? row + 1 : Number(number)
            if (!(Number.isInteger(row) && row > 0 && row <= 1_048_576)) throw damaged('行号有误')
            hidden = isOn(attribute(attributes, 'hidden'))
            cells = undefined
            filled = false
            next = 0
            break
          }
          case 'c': {
            // A format without a content: Excel writes a million of them.
            if (empty && attributes.includes('r=')) break
            const ref = attribute(attributes, 'r')
            const at = ref === undefined ? next : columnOf(ref)
            if (at < 0) throw damaged('单元格地址有误')
            next = at + 1
            const style = attribute(attributes, 's')
            raw = {
              at,
              type: attribute(attributes, 't') ?? 'n',
              style: style === undefined ? -1 : Number(style),
              picture: attribute(attributes, 'vm'),
              formula: false,
            }
            value = ''
            formula = ''
            inline = ''
            break
          }
          case 'f':
            if (raw) raw.formula = true
            field = 'f'
            break
          case 'v':
            field = 'v'
            break
          case 't':
            if (!spoken) field = 't'
            break
          case 'rPh':
            spoken = true
        }
      },
      text(text) {
        if (field === 'v') value += text
        else if (field === 't') inline += decodeText(text)
        else if (field === 'f') formula += text
      },
      close(name) {
        switch (name) {
          case 'c': {
            if (!raw) break
            const cell = cellOf(raw, value, inline, formula, book)
            if (typeof cell === 'string' && cell.length > CELL_LIMIT) throw damaged(`第${row}行有超长的单元格`)
            if (cell !== null && cell !== '' && raw.at < COLUMNS) {
              cells ??= []
              while (cells.length < raw.at) cells.push(null)
              cells[raw.at] = cell
              filled = true
            }
            raw = undefined
            break
          }
          case 'row':
            if (filled && cells) lines.push({ row, cells, hidden })
            cells = undefined
            filled = false
            break
          case 'sheetData':
            inData = false
            break
          case 'rPh':
            spoken = false
            break
          case 'v':
          case 'f':
          case 't':
            field = undefined
        }
      },
    },
    file,
  )
  const decoder = new TextDecoder()
  for await (const window of inflated(bytes, part, file)) {
    scanner.push(decoder.decode(window, { stream: true }))
    if (lines.length === 0) continue
    yield lines
    lines = []
  }
  scanner.push(decoder.decode())
  scanner.end()
  if (lines.length > 0) yield lines
}

function cellOf(
  { type, style, picture, formula: hasFormula }: Raw,
  value: string,
  inline: string,
  formula: string,
  book: Workbook,
): Cell {
  if (formula.includes('DISPIMG(')) {
    return new Special('picture', `=${decodeText(formula)}`, /DISPIMG\((?:"|&quot;)([\w-]+)/.exec(formula)?.[1])
  }
  if (picture !== undefined && type === 'e') return new Special('picture', decodeText(value), `vm:${picture}`)
  if (hasFormula && value === '' && type !== 'str' && inline === '') return NO_RESULT
  if (hasFormula && book.recalculated && value === '0' && type === 'n') return NO_RESULT
  switch (type) {
    case 's':
      return book.texts[Number(value)] ?? null
    case 'inlineStr':
      return decodeCell(inline)
    case 'str':
      return decodeCell(decodeText(value))
    case 'b':
      return value === '' ? null : value === '1' || value.toLowerCase() === 'true'
    case 'e':
      return decodeText(value)
    case 'd':
      return isoDate(value)
    default: {
      if (value === '') return null
      const number = Number(value)
      if (Number.isNaN(number)) return decodeText(value)
      const shown = book.shown[style]
      return shown === undefined ? number : dateCell(number, shown, book.date1904)
    }
  }
}

function isoDate(text: string): Cell {
  const date = new Date(/^\d{4}-\d{2}-\d{2}/.test(text) && !/Z$/.test(text) && text.includes('T') ? `${text}Z` : text)
  return Number.isNaN(date.getTime()) ? text : date
}

/** BC12 → 54; -1 for what is no address. */
export function columnOf(ref: string): number {
  let column = 0
  let i = 0
  for (; i < ref.length && i < 4; i++) {
    const code = ref.charCodeAt(i) & 0xdf
    if (code < 0x41 || code > 0x5a) break
    column = column * 26 + code - 0x40
  }
  return i === 0 || i > 3 ? -1 : column - 1
}

const MERGE =
  /<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})["']/g

const MERGES = 200_000

/** The merged cells: they stand behind the rows that they are about, so that the part is looked through before. */
export async function readMerges(bytes: Uint8Array, part: ZipEntry, file: string): Promise<Merge[]> {
  const merges: Merge[] = []
  let rest = ''
  for await (const window of inflated(bytes, part, file)) {
    if (rest === '' && !window.includes('mergeCell')) {
      // A word that the window's end cuts in two.
      rest = tail(Buffer.from(window.subarray(-64)).toString('latin1'))
      continue
    }
    const text = rest + window.toString('latin1')
    let last = 0
    for (const match of text.matchAll(MERGE)) {
      last = match.index + match[0].length
      const [, left = '', top = '', right = '', bottom = ''] = match
      merges.push({ left: columnOf(left), top: Number(top), right: columnOf(right), bottom: Number(bottom) })
      if (merges.length > MERGES) throw new Refusal('SHEET_DAMAGED', { name: file, detail: '合并单元格过多' })
    }
    rest = tail(text.slice(Math.max(last, text.length - 256)))
  }
  return merges
}

// From the last tag that has begun and not ended.
function tail(text: string): string {
  const at = text.lastIndexOf('<')
  return at < 0 || text.indexOf('>', at) >= 0 ? '' : text.slice(at)
}

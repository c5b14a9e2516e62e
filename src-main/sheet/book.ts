/**
 * Writes xlsx workbooks as a stream. hucre's writers were measured first: the one that knows print titles took 900 MB for
 * 100,000 rows, the streaming one knows neither print titles nor page setup.
 */

import { saveFile } from '../files/atomic.ts'
import { type Part, writeZip } from './pack.ts'
import { STYLES_XML, type Style, styleIndex } from './style.ts'

export type Cell = string | number | null | { value: string | number | null; style: Style }

export interface Rule {
  column: number // 0-based
  fromRow: number // Excel's row numbers
  toRow: number
  hint: string
  options?: readonly string[]
  strict?: boolean // refuse what is not among the options
}

export interface BookSheet {
  name: string
  columns: { width: number; style?: Style }[] // width in characters
  rows: Iterable<Cell[]>
  frozen?: number // rows that stay in view and are printed on every page
  merges?: string[] // A1:K1
  rules?: Rule[]
}

/** Writes a workbook to `path`, atomically (see saveFile). Every sheet prints on A4 landscape, as wide as the page. */
export async function writeBook(path: string, sheets: BookSheet[]): Promise<void> {
  const named = sheets.map(sheet => ({ ...sheet, name: sheetName(sheet.name) }))
  await saveFile(path, file => writeZip(bytes => file.writeFile(bytes), parts(named)))
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const relation = (id: number, type: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${REL}/${type}" Target="${target}"/>`
const relations = (list: string) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list}</Relationships>`
const override = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${TYPE}.${type}+xml"/>`

function parts(sheets: BookSheet[]): Part[] {
  const each = (make: (sheet: BookSheet, n: number) => string) => sheets.map((s, i) => make(s, i + 1)).join('')
  const types =
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}` +
    `${each((_, n) => override(`xl/worksheets/sheet${n}.xml`, 'worksheet'))}</Types>`
  const titles = each(({ name, frozen }, n) => {
    const quoted = escapeXml(`'${name.replaceAll("'", "''")}'`)
    return frozen
      ? `<definedName name="_xlnm.Print_Titles" localSheetId="${n - 1}">${quoted}!$1:$${frozen}</definedName>`
      : ''
  })
  const workbook =
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><bookViews><workbookView/></bookViews><sheets>` +
    each(({ name }, n) => `<sheet name="${escapeXml(name)}" sheetId="${n}" r:id="rId${n}"/>`) +
    `</sheets>${titles ? `<definedNames>${titles}</definedNames>` : ''}</workbook>`
  const links = each((_, n) => relation(n, 'worksheet', `worksheets/sheet${n}.xml`))
  return [
    { name: '[Content_Types].xml', chunks: [types] },
    { name: '_rels/.rels', chunks: [relations(relation(1, 'officeDocument', 'xl/workbook.xml'))] },
    { name: 'xl/workbook.xml', chunks: [workbook] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      chunks: [relations(links + relation(sheets.length + 1, 'styles', 'styles.xml'))],
    },
    { name: 'xl/styles.xml', chunks: [STYLES_XML] },
    ...sheets.map((sheet, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, chunks: sheetXml(sheet) })),
  ]
}

// The order of these elements is fixed by the schema; Excel "repairs" a file that mixes it up.
function* sheetXml({ columns, rows, frozen, merges = [], rules = [] }: BookSheet): Generator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">`
  if (frozen) yield `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`
  yield '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/><cols>'
  for (const [i, { width, style = 'plain' }] of columns.entries()) {
    yield `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${styleIndex(style)}" customWidth="1"/>`
  }
  yield '</cols><sheetData>'
  let n = 0
  for (const cells of rows) yield rowXml(cells, ++n)
  yield '</sheetData>'
  if (merges.length > 0)
    yield `<mergeCells count="${merges.length}">${merges.map(r => `<mergeCell ref="${r}"/>`).join('')}</mergeCells>`
  if (rules.length > 0)
    yield `<dataValidations count="${rules.length}">${rules.map(ruleXml).join('')}</dataValidations>`
  yield '<printOptions horizontalCentered="1"/>'
  yield '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>' // inches
  yield '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
  yield '<headerFooter><oddFooter>&amp;C第 &amp;P 页 / 共 &amp;N 页</oddFooter></headerFooter></worksheet>'
}

function rowXml(cells: Cell[], row: number): string {
  if (row > 1_048_576) throw new RangeError('more rows than a worksheet has')
  let xml = `<row r="${row}">`
  for (let i = 0; i < cells.length; i++) xml += cellXml(cells[i] ?? null, `${columnName(i)}${row}`)
  return `${xml}</row>`
}

// Text is always stored as text, so that =, +, - and @ in front start no formula.
function cellXml(cell: Cell, ref: string): string {
  const value = typeof cell === 'object' && cell !== null ? cell.value : cell
  const style = typeof cell === 'object' && cell !== null ? cell.style : typeof value === 'number' ? 'number' : 'text'
  const open = `<c r="${ref}" s="${styleIndex(style)}"`
  if (value === null || value === '') return `${open}/>`
  if (typeof value === 'number') {
    return Number.isFinite(value) ? `${open}><v>${value}</v></c>` : `${open}/>`
  }
  return `${open} t="inlineStr"><is><t xml:space="preserve">${escapeXml(limited(value))}</t></is></c>`
}

function ruleXml({ column, fromRow, toRow, hint, options, strict }: Rule): string {
  const range = `${columnName(column)}${fromRow}:${columnName(column)}${toRow}`
  const list = options ? ` type="list" showErrorMessage="1" errorStyle="${strict ? 'stop' : 'information'}"` : ''
  const error = options
    ? ` errorTitle="请核对" error="${strict ? '只能填' : '常用的有'}：${escapeXml(options.join('、'))}。"`
    : ''
  const formula = options ? `<formula1>${escapeXml(`"${options.join(',')}"`)}</formula1>` : ''
  return `<dataValidation${list} allowBlank="1" showInputMessage="1"${error} prompt="${escapeXml(hint)}" sqref="${range}">${formula}</dataValidation>`
}

/** A, B, … Z, AA, … of a 0-based column. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

const CELL_LIMIT = 32_767 // characters; Excel refuses the whole file beyond
const limited = (text: string) => (text.length > CELL_LIMIT ? `${text.slice(0, CELL_LIMIT - 1)}…` : text)

const ENTITY: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// XML cannot hold control characters; Excel writes them as _xHHHH_, hence a literal _xHHHH_ needs its underscore escaped.
// CR too: XML parsers turn it into LF. Half surrogate pairs (text cut in the middle) can be written in no way.
const UNSAFE = /[&<>"\ufffe\uffff]|_(?=x[\dA-Fa-f]{4}_)|(?![\t\n])\p{Cc}|\p{Cs}/gu

function escapeXml(text: string): string {
  return text.replace(UNSAFE, c => {
    const code = c.charCodeAt(0)
    if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
    return ENTITY[c] ?? `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`
  })
}

// Excel: at most 31 characters, none of []:*?/\, no apostrophe at the ends.
function sheetName(title: string): string {
  const plain = title
    .replace(/[[\]:*?/\\\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
    .replace(/^'+|'+$/g, '')
  return plain.slice(0, 31).replace(/[\ud800-\udbff]$/, '') || '表'
}

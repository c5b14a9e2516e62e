/** Workbooks for the sheet tests: real files in a folder that is gone afterwards. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { afterAll } from 'vitest'
import { type Part, writeZip } from '../../src-main/sheet/pack.ts'

/** Call at the top of a test file. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sheet-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A workbook of one sheet, or of several, as another program writes it. */
export function workbook(rows: CellValue[][], more: Partial<WriteSheet> = {}): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name: '名册', rows, ...more }] })
}

export function save(folder: string, name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

export async function zip(parts: Part[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  await writeZip(async bytes => chunks.push(bytes.slice()), parts)
  return Buffer.concat(chunks)
}

const SCHEMA = 'http://schemas.openxmlformats.org'
const relations = (list: [type: string, target: string][]) =>
  `<Relationships xmlns="${SCHEMA}/package/2006/relationships">${list
    .map(([type, target], i) => {
      const url = `${SCHEMA}/officeDocument/2006/relationships/${type}`
      return `<Relationship Id="rId${i + 1}" Type="${url}" Target="${target}"/>`
    })
    .join('')}</Relationships>`

/** The least that is an xlsx, around sheet data of any kind and size. */
export function rawWorkbook(
  sheetData: Iterable<string>,
  strings: Iterable<string> = ['<sst/>'],
  styles = '<styleSheet/>',
): Promise<Buffer> {
  const sheet = function* () {
    yield '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>'
    yield* sheetData
    yield '</sheetData></worksheet>'
  }
  return zip([
    { name: '[Content_Types].xml', chunks: ['<Types/>'] },
    { name: '_rels/.rels', chunks: [relations([['officeDocument', 'xl/workbook.xml']])] },
    {
      name: 'xl/workbook.xml',
      chunks: [`<workbook xmlns:r="r"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      chunks: [
        relations([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['sharedStrings', 'sharedStrings.xml'],
          ['styles', 'styles.xml'],
        ]),
      ],
    },
    { name: 'xl/sharedStrings.xml', chunks: strings },
    { name: 'xl/styles.xml', chunks: [styles] },
    { name: 'xl/worksheets/sheet1.xml', chunks: sheet() },
  ])
}

export function* repeat(text: string, times: number): Generator<string> {
  for (let i = 0; i < times; i++) yield text
}

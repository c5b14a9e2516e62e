/** The workbooks that we hand out: the template, the returned error file, and tables of all kinds. */
import { type Cell, columnName, type Rule, writeBook } from './book.ts'
import { COLUMNS, ERROR_HEADER } from './columns.ts'

const TEMPLATE_ROWS = 1000

/** A blank sheet to be filled in: what its pages are called and which columns it has. */
export interface Template {
  sheetName: string
  title: string // of the page that explains the columns
  note: string
  columns: readonly {
    header: string
    required: boolean
    width: number // characters
    hint: string
    example: string
    options?: readonly string[]
    strict?: boolean
  }[]
}

const ROSTER: Template = {
  sheetName: '名册',
  title: '内部质量督导员名册填写说明',
  note: '在“名册”表填写，一行一人，不要改动表头；不需要的列可以留空或删除。',
  columns: COLUMNS,
}

/** The blank roster (or another sheet): every cell preset to text, so that Excel turns no 身份证号 or date into a number. */
export async function writeTemplate(path: string, template: Template = ROSTER): Promise<void> {
  const { sheetName, title, note, columns } = template
  const header: Cell[] = columns.map(c => ({ value: c.required ? `${c.header}*` : c.header, style: 'header' }))
  const blank: Cell[] = columns.map(() => ({ value: null, style: 'blank' }))
  const rules = columns.map(
    ({ hint, options, strict }, column): Rule => ({
      column,
      fromRow: 2,
      toRow: TEMPLATE_ROWS + 1,
      hint,
      options,
      strict,
    }),
  )
  await writeBook(path, [
    {
      name: sheetName,
      columns: columns.map(c => ({ width: c.width, style: 'blank' })),
      rows: [header, ...Array.from({ length: TEMPLATE_ROWS }, () => blank)],
      frozen: 1,
      rules,
    },
    {
      name: '填写说明',
      columns: [{ width: 16 }, { width: 8 }, { width: 84 }, { width: 20 }],
      rows: [
        [{ value: title, style: 'title' }],
        ['列名', '必填', '怎样填', '示例'].map((value): Cell => ({ value, style: 'header' })),
        ...columns.map(c => [c.header, c.required ? '是' : '', c.hint, c.example]),
        [{ value: note, style: 'subtitle' }],
      ],
      frozen: 2,
      merges: ['A1:D1', `A${columns.length + 3}:D${columns.length + 3}`],
    },
  ])
}

/** A row as it was typed, and what is wrong with it. */
interface Returned {
  raw?: Record<string, string>
  problems: { column: string | null; message: string; level: 'error' | 'warning' }[]
}

/**
 * The file that goes back to the office: the rows that have problems as they were typed, in their order, with 错误说明 in front and
 * the faulty cells coloured.
 */
export async function writeErrors<R extends Returned>(
  path: string,
  sheet: { sheetName: string; headers: string[]; columns: { key: string; header: string }[]; rows: R[] },
  known: readonly { key: string; width: number }[] = COLUMNS,
): Promise<void> {
  const headers = sheet.headers.filter(h => h !== ERROR_HEADER)
  const keyOf = new Map(sheet.columns.map(c => [c.header, c.key]))
  const widths = new Map(known.map(c => [c.key, c.width]))
  await writeBook(path, [
    {
      name: sheet.sheetName,
      columns: [
        { width: 48, style: 'blank' },
        ...headers.map(h => ({ width: widths.get(keyOf.get(h) ?? 'name') ?? 14, style: 'blank' as const })),
      ],
      rows: errorRows(),
      frozen: 1,
    },
  ])

  function* errorRows(): Generator<Cell[]> {
    yield [ERROR_HEADER, ...headers].map(value => ({ value, style: 'header' }))
    for (const row of sheet.rows) {
      const { problems } = row
      if (problems.length === 0) continue
      const bad = new Set(problems.filter(p => p.level === 'error').map(p => p.column))
      yield [
        { value: remark(problems), style: 'remark' },
        ...headers.map((h): Cell => {
          const key = keyOf.get(h)
          return { value: row.raw?.[h] ?? '', style: key && bad.has(key) ? 'bad' : 'text' }
        }),
      ]
    }
  }
}

function remark(problems: Returned['problems']): string {
  const texts = problems.map(p => (p.level === 'warning' ? `（提醒）${p.message}` : p.message))
  return texts.length === 1 ? (texts[0] ?? '') : texts.map((text, i) => `${i + 1}. ${text}`).join('\n')
}

export interface Table {
  title: string
  orgName: string
  date: string // YYYY-MM-DD
  columns: { header: string; width: number; text?: boolean }[] // text: numbers, too, are written as text (codes)
  rows: Iterable<(string | number | null)[]>
}

/**
 * Writes a table (名册, 备案名册, 台账): title, 机构 and date, header; those three rows stay in view and on every printed page.
 * Text stays text whatever it begins with. Rows are streamed: memory does not grow with them.
 */
export async function writeTable(path: string, { title, orgName, date, columns, rows }: Table): Promise<void> {
  const last = columnName(Math.max(0, columns.length - 1))
  await writeBook(path, [
    {
      name: title,
      columns,
      rows: tableRows(),
      frozen: 3,
      merges: columns.length > 1 ? [`A1:${last}1`, `A2:${last}2`] : [],
    },
  ])

  function* tableRows(): Generator<Cell[]> {
    yield [{ value: title, style: 'title' }]
    yield [{ value: `${orgName ? `机构：${orgName}    ` : ''}日期：${date}`, style: 'subtitle' }]
    yield columns.map(c => ({ value: c.header, style: 'header' }))
    for (const row of rows) {
      yield columns.map((c, i) => {
        const value = row[i] ?? null
        return c.text && typeof value === 'number' ? String(value) : value
      })
    }
  }
}

/** `机构_表名_日期.xlsx`, without what Windows forbids in names and without marks that disguise a name. */
export function fileName(orgName: string, table: string, date: string): string {
  const clean = (text: string, max: number) =>
    [
      ...text
        .normalize('NFC')
        .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
        .replace(/\s+/g, ' ')
        .replace(/^[. ]+|[. ]+$/g, ''),
    ]
      .slice(0, max)
      .join('')
      .trim()
  return `${[clean(orgName, 40), clean(table, 20), clean(date, 10)].filter(Boolean).join('_') || '导出'}.xlsx`
}

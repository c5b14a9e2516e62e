/** Files as offices have them (test/fixtures/cases, all invented): what each is and what is right. The table of issue 10. */
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src-main/sheet/kinds.ts'
import { type RosterSheet, readRoster, readSheet, type Sheets } from '../../src-main/sheet/read.ts'
import { type Kind, type Located, scanSheets } from '../../src-main/sheet/scan.ts'
import { rawWorkbook } from './sheet-files.ts'

const path = (name: string) => join(import.meta.dirname, '../fixtures/cases', name)
const levels = (sheet: RosterSheet) => sheet.rows.map(row => row.problems.map(problem => problem.level))
const of = (sheet: RosterSheet, key: keyof RosterSheet['rows'][number]['values']) =>
  sheet.rows.map(row => row.values[key])

const CASES: [file: string, right: string, check: (sheet: RosterSheet) => void][] = [
  [
    '01-merged-unit.xlsx',
    'a merged 单位 counts for every row that it covers',
    sheet => expect(of(sheet, 'department')).toEqual(['第一车间', '第一车间', '第一车间', '第二车间', '第二车间']),
  ],
  [
    '02-two-row-header.xlsx',
    'a header of two rows; its second row is nobody',
    sheet => {
      expect(sheet).toMatchObject({ headerRow: 3, unknownHeaders: ['序号', '微信'] })
      expect(sheet.rows).toHaveLength(2)
      expect(sheet.rows[0]?.values).toMatchObject({ name: '王小明', phone: '13900000001', examResult: '合格' })
      expect(sheet.rows[0]?.values.trainedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    },
  ],
  [
    '04b-wps-dispimg-resaved-by-excel.xlsx',
    'pictures of WPS that Excel has saved: a warning, no error',
    sheet => expect(levels(sheet)).toEqual([['warning'], ['warning']]),
  ],
  ['05-floating-photos.xlsx', 'floating pictures: the people are read', sheet => expect(sheet.rows).toHaveLength(2)],
  [
    '06-year-month-date.xlsx',
    'a date shown without its day has none, as in text and number',
    sheet => {
      expect(of(sheet, 'birth')).toEqual([undefined, undefined, undefined, undefined])
      expect(sheet.rows[0]?.problems[0]?.message).toBe(
        '第2行“出生日期”不是完整的日期：1985年3月。请写成 2026-11-03 这样的年月日。',
      )
    },
  ],
  [
    '06b-month-year-mmm-yy.xlsx',
    'the same in an English Excel',
    sheet => expect(of(sheet, 'birth')).toEqual([undefined, undefined]),
  ],
  [
    '07-date1904.xlsx',
    'a file that counts from 1904: serials in General cells too',
    sheet => {
      expect(of(sheet, 'birth')).toEqual(['1985-03-12', '1985-03-12'])
      expect(sheet.rows[0]?.values.trainedOn).toBe(sheet.rows[1]?.values.trainedOn)
    },
  ],
  [
    '09-two-sheets.xlsx',
    'two sheets with one header are one roster; each row says where it stands',
    sheet =>
      expect([sheet.sheetName, new Set(sheet.rows.map(row => row.sheet))]).toEqual([
        '管理部、生产部',
        new Set(['管理部', '生产部']),
      ]),
  ],
  [
    '10-hidden-rows.xlsx',
    'a hidden row is told',
    sheet => expect(sheet.notes).toEqual(['有 1 行在表格里是隐藏的（第4行），也读入了。不需要的请先在表格里删除。']),
  ],
  [
    '12-phones.xlsx',
    'ten spellings of a phone: nobody is held back',
    sheet => {
      expect(of(sheet, 'phone')).toEqual([
        ...['13900000001', '13900000002', '13900000003', '13900000004', '13900000005'],
        ...['010-12345678', '010-12345678', '13900000006', '13900000007', undefined],
      ])
      expect(levels(sheet).flat()).toEqual(['warning', 'warning'])
    },
  ],
  [
    '17-headers.xlsx',
    'other names of columns, broken over lines',
    sheet =>
      expect(sheet.rows[0]?.values).toMatchObject({
        name: '王小明',
        sex: '男',
        birth: '1985-03-12',
        department: '质量部',
      }),
  ],
  [
    '17b-headers.xlsx',
    'bilingual headers',
    sheet => {
      expect(sheet.unknownHeaders).toEqual([])
      expect(sheet.rows[0]?.values).toMatchObject({ name: '王小明', phone: '13900000001', department: '质量部' })
    },
  ],
  ['31-html-as.xls', 'HTML under the name of an xls', sheet => expect(sheet.rows.length).toBeGreaterThan(0)],
  ['35-chartsheet-first.xlsx', 'a chart before the roster', sheet => expect(of(sheet, 'name')).toEqual(['王小明'])],
  [
    '50-kangxi-roster.xlsx',
    'names copied out of a PDF: the real characters, and told',
    sheet => {
      expect(of(sheet, 'name')).toEqual(['高文', '方立春', '李明'])
      expect(sheet.rows[0]?.problems[0]?.message).toBe(
        '第2行姓名里的“⾼⽂”是部首符号（多半从 PDF 复制），已改成“高文”。',
      )
    },
  ],
  [
    '51-formula-no-cache.xlsx',
    'a formula without a result is not an empty cell',
    sheet => {
      const [first] = sheet.rows
      expect(first?.problems.map(problem => [problem.column, problem.level])).toEqual([
        ['name', 'error'],
        ['department', 'error'],
      ])
      expect(first?.problems[0]?.message).toContain('第2行“姓名”的公式没有结果')
    },
  ],
  [
    '52-dept-as-date.xlsx',
    'a 部门 that Excel turned into a date is refused',
    sheet => expect(sheet.rows[0]?.problems.map(problem => problem.column)).toEqual(['department', 'position']),
  ],
]

describe('rosters of real offices', () => {
  it.each(CASES)('%s: %s', async (file, _right, check) => check(await readRoster(path(file))))
})

describe('other lists', () => {
  it('20-equipment-merged-room.xlsx: a merged 位置; the same device in two rooms is no repetition', async () => {
    const { rows } = await readSheet('equipment', path('20-equipment-merged-room.xlsx'))
    expect(rows.map(row => [row.values.room, row.values.name])).toEqual([
      ['钳工实训室', '台虎钳'],
      ['钳工实训室', '灭火器'],
      ['钳工实训室', '台式钻床'],
      ['电工实训室', '电工实训台'],
      ['电工实训室', '灭火器'],
    ])
    expect(rows.flatMap(row => row.problems)).toEqual([])
  })

  it('53-point: the same name with its point and with a blank', async () => {
    const names = await Promise.all(
      ['50-kangxi-candidates.xlsx', '53-point-a.xlsx', '53-point-b.xlsx'].map(async file => {
        const { rows } = await readSheet('candidate', path(file))
        return rows[0]?.values.name
      }),
    )
    expect(names).toEqual(['高文', '买买提·艾力', '买买提艾力'])
  })
})

describe('csv, old xls and text', () => {
  const table = '姓名,性别,出生日期,身份证号\n王小明,男,1985-03-12,\n"李\n红",女,1990-01-02,110105199001020027\n'
  it.each([
    ['UTF-8', Buffer.from(table)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${table}`)],
    ['UTF-16, tabs', Buffer.from(`\ufeff${table.replaceAll(',', '\t')}`, 'utf16le')],
    ['semicolons', Buffer.from(table.replaceAll(',', ';'))],
    ['GBK', gbk(table)],
  ])('csv in %s', async (_, bytes) => {
    const { rows } = await readRoster({ name: '名册.csv', bytes: new Uint8Array(bytes) })
    expect(rows.map(row => [row.row, row.values.name, row.values.birth])).toEqual([
      [2, '王小明', '1985-03-12'],
      [3, '李红', '1990-01-02'],
    ])
    expect(rows[1]?.problems).toEqual([expect.objectContaining({ column: 'idNumber' })]) // its digits were kept, its check is wrong
  })

  it('an xls is read as the xlsx of the same book', async () => {
    const fixture = (name: string) => join(import.meta.dirname, '../fixtures', name)
    const [old, now] = [await readRoster(fixture('libreoffice.xls')), await readRoster(fixture('libreoffice.xlsx'))]
    expect(old.rows).toEqual(now.rows)
  })
})

// The bytes that Chinese Excel writes: from the decoder's own table.
function gbk(text: string): Buffer {
  const bytes: number[] = []
  const decoder = new TextDecoder('gbk')
  const table = new Map<string, [number, number]>()
  for (let a = 0x81; a <= 0xfe; a++)
    for (let b = 0x40; b <= 0xfe; b++) table.set(decoder.decode(new Uint8Array([a, b])), [a, b])
  for (const c of text) bytes.push(...(c.charCodeAt(0) < 0x80 ? [c.charCodeAt(0)] : (table.get(c) ?? [])))
  return Buffer.from(bytes)
}

// Every guard over every kind of sheet: what no cell may be is refused with row and column, and never read as empty.
const GUARDS: [guard: string, cell: string][] = [
  ['a formula without a result', '<f>A1&amp;B1</f>'],
  ['a formula without a result, as openpyxl writes it', '<f>A1&amp;B1</f><v></v>'],
  ['an error value', 't="e"><v>#REF!</v>'],
  ['a date in a column of text', 's="1"><v>46086</v>'],
  ['a date without its day', 's="2"><v>46086</v>'],
  ['a number that has lost its last digits', '><v>110105198503120010</v>'],
]

describe('every guard over every kind of sheet', () => {
  const kinds = Object.keys(KINDS) as (keyof Sheets)[]
  const columns = kinds.flatMap(kind => KINDS[kind].columns.map(column => [kind, column] as const))
  it.each(GUARDS)('%s', async (guard, cell) => {
    for (const [kind, column] of columns) {
      const dated = ('type' in column && column.type === 'date') || ('date' in column && column.date)
      if (dated && guard.startsWith('a date in')) continue
      if ('numeric' in column && column.numeric && guard.startsWith('a number')) continue
      const { anchor } = KINDS[kind]
      const others = KINDS[kind].columns.filter(other => other.key === anchor && other.key !== column.key)
      const all = [column, ...others]
      const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`
      const name = (i: number) => String.fromCharCode(65 + i)
      const header = all.map((c, i) => text(`${name(i)}2`, c.header)).join('')
      const attributes = cell.startsWith('<') ? `>${cell}` : cell.startsWith('>') ? cell : ` ${cell}`
      const row = `<c r="A3"${attributes}</c>${others.map((_, i) => text(`${name(i + 1)}3`, '王小明')).join('')}`
      const bytes = await rawWorkbook([`<row r="2">${header}</row><row r="3">${row}</row>`], undefined, STYLES)
      const rows = await scan(kind, bytes)
      const about = rows[0]?.problems.filter(problem => problem.column === column.key) ?? []
      expect([kind, column.key, about[0]?.message.startsWith('第3行'), rows[0]?.values[column.key as never]]).toEqual([
        kind,
        column.key,
        true,
        undefined,
      ])
    }
  })
})

// Without a thread of its own for each of a hundred workbooks.
async function scan(kind: keyof Sheets, bytes: Uint8Array): Promise<Sheets[typeof kind]['rows']> {
  const rows: unknown[] = []
  for await (const batch of scanSheets(bytes, 'x.xlsx', KINDS[kind] as unknown as Kind<Located, unknown>))
    rows.push(...batch)
  return rows as Sheets[typeof kind]['rows']
}

const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/></cellXfs></styleSheet>'

describe('what is left out is told', () => {
  it('合计, 制表人, repeated headers, other and hidden sheets, second rows of one person', async () => {
    const book = utils.book_new()
    const sheet = utils.aoa_to_sheet([
      ['序号', '姓名', '性别', '出生日期', '单位'],
      [1, '王小明', '男', '1985-03-12', '一车间'],
      [null, null, null, null, '二车间'],
      ['序号', '姓名', '性别', '出生日期', '单位'],
      [2, '李红', '女', '1990-01-02', '三车间'],
      ['合计', '2人'],
      ['制表人：赵', null, null, '2026-11-01'],
    ])
    sheet['!merges'] = [1, 2, 3].map(c => ({ s: { r: 1, c }, e: { r: 2, c } }))
    utils.book_append_sheet(book, sheet, '名册')
    utils.book_append_sheet(book, utils.aoa_to_sheet([['设备', '数量', '位置']]), '设备')
    utils.book_append_sheet(book, utils.aoa_to_sheet([['姓名'], ['示例']]), '字典')
    book.Workbook = { Sheets: [{}, {}, { Hidden: 1 }] }
    const read = await readRoster({
      name: 'x.xlsx',
      bytes: new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' })),
    })
    expect(of(read, 'name')).toEqual(['王小明', '李红'])
    expect(read.notes).toEqual([
      '工作表「设备」的表头不同，没有读取。需要的话请另存为单独的文件再导入。',
      '隐藏的工作表「字典」没有读取。需要的话请取消隐藏后再导入。',
      '第6行、第7行是合计或落款，没有读入。',
      '第4行是重复的表头，没有读入。',
      '第3行与上一行是同一个人（姓名合并），没有另作一人读入；请核对这些行的其他内容。',
    ])
  })

  it('a million formatted empty rows below are nothing', async () => {
    const empty = (function* () {
      yield '<row r="2"><c r="A2" t="inlineStr"><is><t>王小明</t></is></c></row>'
      for (let row = 3; row <= 1_048_576; row++)
        yield `<row r="${row}"><c r="A${row}" s="1"/><c r="B${row}" s="1"/><c r="C${row}" s="1"/></row>`
    })()
    const { rows } = await readRoster({ name: 'x.xlsx', bytes: new Uint8Array(await rawWorkbook(empty)) })
    expect(rows).toHaveLength(1)
  })
})

describe('mended and mapped', () => {
  const people = {
    name: 'x.csv',
    bytes: new Uint8Array(Buffer.from('督导员,性别,生于\n王小明,男,1985-03-12\n李红,,1990-1-2\n')),
  }
  it('an unknown header is mapped by the user; without 姓名 nothing is read before', async () => {
    await expect(readRoster(people)).rejects.toMatchObject({ code: 'SHEET_NO_HEADER' })
    expect(await readRoster(people, { offer: true })).toMatchObject({
      missing: true,
      rows: [],
      headers: ['督导员', '性别', '生于'],
    })
    const { rows } = await readRoster(people, { mapping: { 督导员: 'name', 生于: 'birth' } })
    expect(rows[0]?.values).toEqual({ name: '王小明', sex: '男', birth: '1985-03-12' })
  })

  it('cells are mended, also of columns that the file lacks', async () => {
    const mapping = { 督导员: 'name', 生于: 'birth' }
    const edits = [
      { sheet: '', row: 3, column: 'sex', value: '女' },
      { sheet: '', row: 3, column: 'phone', value: '139 0000 0002' },
    ]
    const { rows } = await readRoster(people, { mapping, edits })
    expect(rows[1]).toMatchObject({ values: { sex: '女', phone: '13900000002' }, problems: [] })
  })
})

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CellObject, read, utils } from '@e965/xlsx'
import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { columnName, writeBook } from '../../src-main/sheet/book.ts'
import { COLUMNS } from '../../src-main/sheet/columns.ts'
import { readRoster } from '../../src-main/sheet/read.ts'
import { fileName, writeErrors, writeTable, writeTemplate } from '../../src-main/sheet/write.ts'
import { extract, readDirectory } from '../../src-main/sheet/zip.ts'
import { tempFolder, workbook } from './sheet-files.ts'

const folder = tempFolder()
const path = (name: string) => join(folder, name)
const sample = join(import.meta.dirname, '../../resources/sample/roster.xlsx')

/** Cells of a sheet as the conservative reader sees them. */
function cells(file: string, sheet = 0): (CellObject | undefined)[][] {
  const book = read(readFileSync(file), { dense: true, cellStyles: true, cellNF: true })
  return book.Sheets[book.SheetNames[sheet] ?? '']?.['!data'] ?? []
}

describe('writeTable', () => {
  const table = (rows: (string | number | null)[][]) => ({
    title: '备案名册',
    orgName: '某机构',
    date: '2026-11-23',
    columns: [
      { header: '编号', width: 18, text: true },
      { header: '备注', width: 30 },
      { header: '次数', width: 8 },
    ],
    rows,
  })

  it('keeps every text as it is, hostile ones too, as two other readers see it', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'=+-@\'"<>&;_x0001_\t\n\r\0\ud800中𠮷') }),
      fc.constantFrom(
        '=HYPERLINK("http://x","y")',
        '+861',
        '-1',
        '@SUM(A1)',
        '_x0041_',
        '_x000D_',
        '&lt;',
        ' 前后 ',
        '000123',
        '1e5',
      ),
    )
    const rows = fc.array(fc.tuple(hostile, hostile, fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))), {
      minLength: 1,
      maxLength: 6,
    })
    let n = 0
    await fc.assert(
      fc.asyncProperty(rows, async data => {
        const file = path(`table-${n++}.xlsx`)
        await writeTable(file, table(data))
        const whole = (text: string) => (text === '' ? null : text.replace(/\p{Cs}/gu, '\ufffd'))
        const expected = data.map(([a, b, c]) => [whole(a), whole(b), c === null ? null : c + 0])
        const { sheets } = await readXlsx(readFileSync(file))
        expect(sheets[0]?.rows.slice(3).map(r => [...r, null, null, null].slice(0, 3))).toEqual(expected)
        for (const [i, row] of cells(file).slice(3).entries()) {
          for (const at of [0, 1]) {
            const text = expected[i]?.[at] ?? ''
            expect(row[at]?.f).toBeUndefined()
            expect(row[at]?.z).toBe('@')
            // SheetJS reads line ends its own way; the other reader has seen them.
            expect(String(row[at]?.v ?? '').replace(/[\r\n]+/g, '\n')).toBe(String(text).replace(/[\r\n]+/g, '\n'))
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('title, 机构 and date on top; they stay in view and on every page; A4 landscape, as wide as the page', async () => {
    const file = path('页面.xlsx')
    await writeTable(
      file,
      table([
        ['S112001260001', '首发', 1],
        ['S112001260002', null, 2],
      ]),
    )
    const { sheets } = await readXlsx(readFileSync(file))
    const [sheet] = sheets
    expect(sheet?.name).toBe('备案名册')
    expect(sheet?.rows.slice(0, 4).map(r => r.filter(v => v !== null))).toEqual([
      ['备案名册'],
      ['机构：某机构    日期：2026-11-23'],
      ['编号', '备注', '次数'],
      ['S112001260001', '首发', 1],
    ])
    expect(sheet?.freezePane).toEqual({ rows: 3 })
    expect(sheet?.pageSetup).toMatchObject({
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$3',
    })
    expect(sheet?.merges).toHaveLength(2)
  })

  it('a number in a code column becomes text; very long text is cut where Excel would refuse the file', async () => {
    const file = path('长.xlsx')
    await writeTable(file, table([[7, '长'.repeat(40_000), null]] as (string | number | null)[][]))
    const row = cells(file)[3]
    expect(row?.[0]).toMatchObject({ t: 's', v: '7' })
    expect(String(row?.[1]?.v)).toHaveLength(32_767)
    expect(String(row?.[1]?.v).endsWith('长…')).toBe(true)
  })

  it.each([
    ['备案[2026]:名/册?*\\', '备案2026名册'],
    ["'", '表'],
    ['', '表'],
    ['名'.repeat(40), '名'.repeat(31)],
  ])('sheet name of %j', async (title, name) => {
    const file = path('名.xlsx')
    await writeTable(file, { ...table([['a', 'b', 1]]), title })
    expect(read(readFileSync(file)).SheetNames).toEqual([name])
  })

  it('streams: the rows are asked for while the file is written, not before', async () => {
    const file = path('流.xlsx')
    let most = 0
    const rows = (function* () {
      for (let i = 0; i < 30_000; i++) {
        const [part = ''] = i === 25_000 ? readdirSync(folder).filter(name => /^流\.xlsx\..+\.part$/.test(name)) : []
        if (part) most = readFileSync(path(part)).length
        yield [`S1120012${i}`, '备注', i]
      }
    })()
    await writeTable(file, { ...table([]), rows })
    expect(most).toBeGreaterThan(100_000)
    expect(cells(file)).toHaveLength(30_003)
  })
})

describe('a file is written whole or not at all', () => {
  it('leaves the former file and no part behind when the rows fail', async () => {
    const file = path('旧.xlsx')
    writeFileSync(file, 'old')
    const rows = (function* () {
      for (let i = 0; i < 10_000; i++) yield [`row ${i}`]
      throw new Error('a bug')
    })()
    const table = { title: 't', orgName: '', date: '2026-11-23', columns: [{ header: 'x', width: 9 }], rows }
    await expect(writeTable(file, table)).rejects.toThrow('a bug')
    expect(readFileSync(file, 'utf8')).toBe('old')
    expect(readdirSync(folder).filter(f => f.endsWith('.part'))).toEqual([])
  })

  it('says in Chinese why the system refused', async () => {
    mkdirSync(path('目录.xlsx/x'), { recursive: true })
    const refused = (file: string, reason: string) =>
      expect(writeTemplate(file)).rejects.toMatchObject({
        code: 'FILE_NOT_WRITTEN',
        message: expect.stringContaining(reason),
      })
    await refused(path('没有/名册.xlsx'), '无法写入文件「名册.xlsx」：文件或文件夹不存在')
    await refused(path('目录.xlsx'), process.platform === 'win32' ? '没有访问权限' : '这是一个文件夹')
    // 200 characters are 600 bytes here, and no fault to Windows, which counts characters.
    if (process.platform !== 'win32') await refused(path(`${'长'.repeat(200)}.xlsx`), '文件名或路径太长')
  })
})

describe('writeTemplate', () => {
  it('presets every cell of 1,000 rows to text and offers the lists', async () => {
    const file = path('模板.xlsx')
    await writeTemplate(file)
    const grid = cells(file)
    expect(grid[0]?.map(c => c?.v)).toEqual(COLUMNS.map(c => (c.required ? `${c.header}*` : c.header)))
    expect(grid[0]?.slice(0, 4).map(c => c?.v)).toEqual(['姓名*', '性别*', '出生日期*', '身份证号'])
    for (let row = 1; row <= 1000; row++) for (const c of COLUMNS.keys()) expect(grid[row]?.[c]?.z).toBe('@')
    const { sheets } = await readXlsx(readFileSync(file))
    expect(sheets.map(s => s.name)).toEqual(['名册', '填写说明'])
    const lists = new Map(sheets[0]?.dataValidations?.map(v => [v.range, v]))
    expect(lists.get('B2:B1001')).toMatchObject({ type: 'list', values: ['男', '女'], errorStyle: 'stop' })
    expect(lists.get('O2:O1001')).toMatchObject({ type: 'list', values: ['合格', '不合格'], errorStyle: 'stop' })
    expect(lists.get('H2:H1001')).toMatchObject({ type: 'list', errorStyle: 'information' })
    expect(sheets[0]?.freezePane).toEqual({ rows: 1 })
    expect(sheets[0]?.pageSetup).toMatchObject({ paperSize: 'a4', orientation: 'landscape', printTitlesRow: '$1:$1' })
  })

  it('is itself a roster without rows', async () => {
    await writeTemplate(path('空.xlsx'))
    await expect(readRoster(path('空.xlsx'))).rejects.toMatchObject({ code: 'SHEET_EMPTY' })
  })
})

describe('writeErrors', () => {
  it('gives back what was typed, in order, with 错误说明 in front and the faulty cells coloured', async () => {
    const bytes = await workbook([
      ['名册'],
      ['姓名', '手机', '性别', '出生日期', '工号'],
      ['王小明', '123', '无', '1985.3.12', '007'],
      ['李红', null, '女', '1990-01-02', '008'],
      ['=A1+1', null, '女', '1990-01-03', '009'],
      ['', null, '女', '1990-01-04', '010'],
    ])
    const sheet = await readRoster({ name: '名册.xlsx', bytes })
    await writeErrors(path('错误.xlsx'), sheet)
    const grid = cells(path('错误.xlsx'))
    expect(grid.map(row => row.map(c => c?.v ?? ''))).toEqual([
      ['错误说明', '姓名', '手机', '性别', '出生日期', '工号'],
      [
        '1. （提醒）第3行手机“123”不像手机号或带区号的座机，已留空。请核对后补填。\n2. 第3行“性别”填的是“无”，只能填男或女。',
        '王小明',
        '123',
        '无',
        '1985.3.12',
        '007',
      ],
      ['（提醒）第5行姓名“=A1+1”里有数字或符号。请核对。', '=A1+1', '', '女', '1990-01-03', '009'],
      ['第6行缺少姓名。请补填。', '', '', '女', '1990-01-04', '010'],
    ])
    const red = (row: number) => grid[row]?.flatMap((c, i) => (c?.s?.fgColor?.rgb === 'FFE1DE' ? [i] : []))
    expect([red(1), red(2), red(3)]).toEqual([[3], [], [1]])
  })

  it('can be sent in again: the same people, no new columns', async () => {
    const before = await readRoster(sample)
    await writeErrors(path('退回.xlsx'), before)
    const after = await readRoster(path('退回.xlsx'))
    expect(after.unknownHeaders).toEqual(before.unknownHeaders)
    const returned = before.rows.filter(row => row.problems.length > 0)
    expect(returned.length).toBeGreaterThan(10)
    expect(after.rows.map(r => r.values)).toEqual(returned.map(r => r.values))
  })
})

describe('fileName', () => {
  it.each([
    ['亦新职业技能培训学校', '备案名册', '亦新职业技能培训学校_备案名册_2026-11-23.xlsx'],
    ['甲/乙\\丙:*?"<>|', '名册', '甲乙丙_名册_2026-11-23.xlsx'],
    ['', '名册', '名册_2026-11-23.xlsx'],
    ['..', 'CON', 'CON_2026-11-23.xlsx'],
    ['\u202egpj.exe', '名 册', 'gpj.exe_名 册_2026-11-23.xlsx'],
  ])('%j %j', (org, table, name) => expect(fileName(org, table, '2026-11-23')).toBe(name))

  it('never holds what a file system forbids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (org, table) => {
        const name = fileName(org, table, '2026-11-23')
        expect(name).toMatch(
          /^[^. \\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}][^\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]*_?2026-11-23\.xlsx$|^2026-11-23\.xlsx$/u,
        )
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
      }),
    )
  })
})

it('column names', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnName)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ])
})

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find(existsSync)
if (!soffice) console.log('sheet-write: LibreOffice is not installed, its two tests are left out')

describe.runIf(soffice)('in LibreOffice', () => {
  const convert = (file: string, to: string) =>
    execFileSync(
      soffice ?? '',
      [
        `-env:UserInstallation=file://${path('profile')}`,
        '--headless',
        '--convert-to',
        to,
        '--outdir',
        path('lo'),
        file,
      ],
      { stdio: 'pipe' },
    )

  it('the template keeps its text cells and its lists through a save', async () => {
    await writeTemplate(path('模板lo.xlsx'))
    convert(path('模板lo.xlsx'), 'xlsx:Calc MS Excel 2007 XML')
    // LibreOffice keeps the format of a whole column at the column. 165 is its own number for @.
    const part = (name: string) => {
      const bytes = readFileSync(path('lo/模板lo.xlsx'))
      const entry = readDirectory(bytes, 'lo').find(e => e.name === name) ?? expect.fail()
      return new TextDecoder().decode(extract(bytes, entry, 10_000_000))
    }
    const styles = part('xl/styles.xml')
    const text = /numFmtId="(\d+)" formatCode="@"/.exec(styles)?.[1] ?? '49'
    const formats = [...(/<cellXfs.*<\/cellXfs>/.exec(styles)?.[0] ?? '').matchAll(/<xf numFmtId="(\d+)"/g)].map(
      m => m[1],
    )
    const columns = [...part('xl/worksheets/sheet1.xml').matchAll(/<col [^>]*max="(\d+)" min="(\d+)" style="(\d+)"/g)]
    const covered = columns.flatMap(([, max, min, style]) =>
      formats[Number(style)] === text
        ? Array.from({ length: Number(max) - Number(min) + 1 }, (_, i) => Number(min) + i)
        : [],
    )
    expect(covered.filter(c => c <= COLUMNS.length)).toEqual(COLUMNS.map((_, i) => i + 1))
    const { sheets } = await readXlsx(readFileSync(path('lo/模板lo.xlsx')))
    const sexes = sheets[0]?.dataValidations?.find(v => v.range.startsWith('B2'))
    expect(sexes).toMatchObject({ type: 'list', values: ['男', '女'] })
  })

  it('texts that look like numbers, dates and formulas come out as they went in', async () => {
    const texts = [
      '11010519491231002X',
      '110105194912310021',
      '13900000001',
      '000123',
      '2026-11-03',
      '2026.11',
      '=1+1',
      '1E5',
      '+86',
      '-5',
      '@a',
      '1/2',
      ' 空 格 ',
      '"引,号"',
      'TRUE',
    ]
    await writeBook(path('文本.xlsx'), [
      { name: '名册', columns: [{ width: 20, style: 'blank' }], rows: texts.map(t => [t]) },
    ])
    convert(path('文本.xlsx'), 'csv:Text - txt - csv (StarCalc):44,34,76')
    const csv = read(readFileSync(path('lo/文本.csv'), 'utf8'), { type: 'string', raw: true })
    const rows = utils.sheet_to_json<string[]>(csv.Sheets[csv.SheetNames[0] ?? ''] ?? {}, { header: 1, raw: true })
    expect(rows.map(r => r[0])).toEqual(texts)
  })
})

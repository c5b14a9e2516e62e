import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CellValue, writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { idNumber } from '../../resources/sample/people.ts'
import { type RosterRow, type RosterSheet, readRoster } from '../../src-main/sheet/read.ts'
import { rawWorkbook, repeat, save, tempFolder, workbook, zip } from './sheet-files.ts'

const folder = tempFolder()
const fixture = (name: string) => join(import.meta.dirname, '../fixtures', name)
const day = (iso: string) => new Date(`${iso}T00:00:00Z`)

async function read(rows: CellValue[][]): Promise<RosterSheet> {
  return readRoster({ name: '名册.xlsx', bytes: await workbook(rows) })
}

/** The only data row of a sheet, given as header → cell. */
async function readOne(cells: Record<string, CellValue>): Promise<RosterRow> {
  const { rows } = await read([Object.keys(cells), Object.values(cells)])
  expect(rows).toHaveLength(1)
  return rows[0] ?? expect.fail()
}

const person = { 姓名: '王小明', 性别: '男', 出生日期: '1985-03-12' }

describe('what a sheet is', () => {
  it('finds the header below titles, in the first visible sheet that has one, by any of its names', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '字典',
          hidden: true,
          rows: [
            ['姓名', '性别'],
            ['示例', '男'],
          ],
        },
        { name: '封面', rows: [['请填写第三张表']] },
        {
          name: '人员 & <名册>',
          rows: [
            ['内部质量督导员名册'],
            ['填报：姓名见下'],
            [],
            [
              '序号',
              '* 姓 名',
              '性别（必填）',
              '出生年月日',
              '联系电话',
              '单位',
              '部门',
              '职务',
              '职称',
              '政治面貌',
              '错误说明',
            ],
            [1, '王小明', '男', '1985.3.12', '13900000001', '甲公司', '质量部', '主任', '', '群众', '第5行缺少性别。'],
            [],
            [2, '李红', '女', '1990-01-02', null, null, '考务部', null, '讲师', null, null],
            [3],
            ['填表人：赵'],
          ],
          merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 9 }],
        },
      ],
    })
    const sheet = await readRoster(save(folder, '名册.xlsx', bytes))
    expect(sheet).toMatchObject({ sheetName: '人员 & <名册>', headerRow: 4, unknownHeaders: ['序号', '政治面貌'] })
    expect(sheet.columns.map(c => c.key)).toEqual([
      ...['name', 'sex', 'birth', 'phone', 'department', 'department', 'position', 'position'],
    ])
    expect(sheet.rows.map(r => [r.row, r.values])).toEqual([
      [
        5,
        {
          name: '王小明',
          sex: '男',
          birth: '1985-03-12',
          phone: '13900000001',
          department: '甲公司 质量部',
          position: '主任',
        },
      ],
      [7, { name: '李红', sex: '女', birth: '1990-01-02', department: '考务部', position: '讲师' }],
    ])
    expect(sheet.rows.flatMap(r => r.problems)).toEqual([])
  })

  it('keeps what was typed, also under headers that repeat or are empty', async () => {
    const { headers, rows, unknownHeaders } = await read([
      ['姓名', '备注', '备注', null, '2026'],
      ['王小明', '一', '二', '三', day('2026-11-03')],
    ])
    expect(headers).toEqual(['姓名', '备注', '备注（2）', '第4列', '2026'])
    expect(rows[0]?.raw).toEqual({ 姓名: '王小明', 备注: '一', '备注（2）': '二', 第4列: '三', 2026: '2026-11-03' })
    expect(rows[0]?.values.note).toBe('一')
    expect(unknownHeaders).toEqual(['备注（2）', '2026'])
  })

  it('reads a file that LibreOffice wrote: formulas by their values, Chinese date formats, error cells by name', async () => {
    const { rows } = await readRoster(fixture('libreoffice.xlsx'))
    expect(rows.map(r => r.values.name)).toEqual(['张三', '李四', '王五', '赵六'])
    expect(rows.map(r => r.values.birth)).toEqual(['1949-12-31', '1990-03-05', '1985-03-12', '1992-02-29'])
    expect(rows.map(r => r.values.trainedOn)).toEqual(['2026-10-12', '1990-05-07', '2023-03-15', '2026-10-12'])
    expect(rows[3]?.values.note).toBe('OK1')
    expect(rows[0]?.problems[0]?.message).toBe('第3行“备注”是 Excel 的错误值 #DIV/0!。请改成实际内容，不要用公式。')
    expect(rows[1]?.problems[0]?.message).toContain('#N/A')
    expect(rows[2]?.problems[0]?.message).toContain('被 Excel 存成了数字')
    expect(rows[2]?.raw?.身份证号).toBe('1.10105E+17')
  })

  it('takes a dropped file by its bytes as it takes a path', async () => {
    const bytes = readFileSync(fixture('libreoffice.xlsx'))
    expect(await readRoster({ name: 'C:\\x\\名册.xlsx', bytes })).toEqual(await readRoster(fixture('libreoffice.xlsx')))
  })
})

describe('cells that are right, however written', () => {
  it.each<[string, CellValue, string]>([
    ['ISO', '1985-03-12', '1985-03-12'],
    ['dots', '1985.3.12', '1985-03-12'],
    ['slashes and a time', '1985/3/12 0:00:00', '1985-03-12'],
    ['Chinese', '1985年3月12日', '1985-03-12'],
    ['full width', '１９８５．３．１２', '1985-03-12'],
    ['compact text', '19850312', '1985-03-12'],
    ['compact number', 19850312, '1985-03-12'],
    ['date cell', day('1985-03-12'), '1985-03-12'],
    ['date cell with a time', new Date('1985-03-12T23:59:00Z'), '1985-03-12'],
    ['summer time of 1986', day('1986-05-04'), '1986-05-04'],
    ['serial', 31118, '1985-03-12'],
    ['serial in a text cell', '31118', '1985-03-12'],
    ['serial with a time', '31118.75', '1985-03-12'],
    ['spaces and marks', ' 1985-03-12\u200b\n', '1985-03-12'],
  ])('date: %s', async (_, cell, birth) => {
    const row = await readOne({ ...person, 出生日期: cell })
    expect(row).toMatchObject({ values: { birth }, problems: [] })
  })

  it.each<[string, Record<string, CellValue>, RosterRow['values']]>([
    ['spaces in a name', { 姓名: '曹　卫 国' }, { name: '曹卫国' }],
    ['middle dot', { 姓名: '阿卜杜拉•买买提' }, { name: '阿卜杜拉·买买提' }],
    ['a name of Extension B', { 姓名: '𠮷野' }, { name: '𠮷野' }],
    ['〇 in a name', { 姓名: '武〇' }, { name: '武〇' }],
    ['a number as phone', { 手机: 13900000001 }, { phone: '13900000001' }],
    ['full-width phone', { 手机: '１３９００００００１２' }, { phone: '13900000012' }],
    ['landline', { 手机: '010-12345678' }, { phone: '010-12345678' }],
    ['other words for 性别', { 性别: '男性' }, { sex: '男' }],
    ['是 and 否 for 考核结果', { 考核日期: '2026-10-30', 是否合格: '否' }, { examResult: '不合格' }],
    ['a number as score', { 考核日期: '2026-10-30', 考核结果: '合格', 成绩: 92.5 }, { score: '92.5' }],
    [
      'an apostrophe before the 身份证',
      { 身份证号: `'${idNumber('1985-03-12', '男')}` },
      { idNumber: idNumber('1985-03-12', '男') },
    ],
    [
      'a 身份证 in full width, small x',
      { 姓名: '李', 性别: null, 出生日期: null, 身份证号: '１１０１０５１９４９１２３１００２ｘ' },
      { sex: '女', birth: '1949-12-31' },
    ],
    [
      'a 15-digit 身份证 as a number',
      { 性别: null, 出生日期: null, 身份证: 110105850312001 },
      { sex: '男', birth: '1985-03-12' },
    ],
    ['a formula as text', { 备注: '=1+1' }, { note: '=1+1' }],
  ])('%s', async (_, cells, values) => {
    const row = await readOne({ ...person, ...cells })
    expect(row.problems).toEqual([])
    expect(row.values).toMatchObject(values)
  })
})

describe('what is wrong with a row', () => {
  const id = idNumber('1985-03-12', '男')
  const wrong = id.slice(0, 17) + (id.endsWith('1') ? '2' : '1')
  it.each<[message: string, column: string, cells: Record<string, CellValue>]>([
    ['第2行缺少姓名。请补填。', 'name', { 姓名: ' ' }],
    ['第2行缺少性别。请补填，或填写身份证号。', 'sex', { 性别: null }],
    ['第2行缺少出生日期。请补填，或填写身份证号。', 'birth', { 出生日期: null }],
    ['第2行“性别”填的是“不详”，只能填男或女。', 'sex', { 性别: '不详' }],
    [
      '第2行“出生日期”不是完整的日期：1985-02-29。请写成 2026-11-03 这样的年月日。',
      'birth',
      { 出生日期: '1985-02-29' },
    ],
    ['第2行“出生日期”不是完整的日期：1985.03。请写成 2026-11-03 这样的年月日。', 'birth', { 出生日期: 1985.03 }],
    ['第2行“出生日期”不是完整的日期：12/3/1985。请写成 2026-11-03 这样的年月日。', 'birth', { 出生日期: '12/3/1985' }],
    ['第2行“出生日期”不是完整的日期：TRUE。请写成 2026-11-03 这样的年月日。', 'birth', { 出生日期: true }],
    [
      '第2行身份证号被 Excel 存成了数字，后几位已丢失。请把该列设为文本后重新录入。',
      'idNumber',
      { 身份证号: Number('110105198503120010') },
    ],
    [
      '第2行身份证号被 Excel 存成了数字，后几位已丢失。请把该列设为文本后重新录入。',
      'idNumber',
      { 身份证号: '1.10105E+17' },
    ],
    ['第2行身份证号有误：校验位不符，号码中有录入错误。请核对证件；该项可以不填。', 'idNumber', { 身份证号: wrong }],
    [
      '第2行身份证号有误：应为 18 位（旧证 15 位），现为 5 位。请核对证件；该项可以不填。',
      'idNumber',
      { 身份证号: '12345' },
    ],
    ['第2行身份证号与填写的性别“女”不一致。请核对证件，改正其中一项。', 'idNumber', { 性别: '女', 身份证号: id }],
    [
      '第2行身份证号与填写的性别“女”、出生日期 1985-03-21不一致。请核对证件，改正其中一项。',
      'idNumber',
      { 性别: '女', 出生日期: '1985-03-21', 身份证号: id },
    ],
    ['第2行“姓名”有 41 个字，最多 40 个字。请缩短。', 'name', { 姓名: '王'.repeat(41) }],
    [
      '第2行“单位/部门”有 81 个字，最多 80 个字。请缩短。',
      'department',
      { 单位: '部'.repeat(50), 部门: '门'.repeat(30) },
    ],
    ['第2行“备注”有 501 个字，最多 500 个字。请缩短。', 'note', { 备注: '𠮷'.repeat(501) }],
    ['第2行“单位/部门”是 Excel 的错误值 #REF!。请改成实际内容，不要用公式。', 'department', { 单位: '#REF!' }],
    ['第2行填了考核日期，缺少考核结果。请补填合格或不合格，或清空考核日期。', 'examResult', { 考核日期: '2026-10-30' }],
    ['第2行填了考核结果，缺少考核日期。请补填考核日期，或清空考核结果。', 'examOn', { 考核结果: '合格' }],
    ['第2行“考核结果”填的是“待定”，只能填合格或不合格。', 'examResult', { 考核日期: '2026-10-30', 考核结果: '待定' }],
    ['第2行填了考核成绩，缺少考核日期和结果。请补填，或清空考核成绩。', 'examOn', { 考核成绩: 90 }],
    [
      '第2行考核成绩“优”不是 0–1000 的数字。请改正或留空。',
      'score',
      { 考核日期: '2026-10-30', 考核结果: '合格', 考核成绩: '优' },
    ],
    ['第2行填了条件确认人，缺少确认日期。请补填，或清空确认人。', 'attestedOn', { 条件确认人: '赵' }],
    ['第2行填了条件确认日期，缺少确认人。请补填，或清空确认日期。', 'attestedBy', { 条件确认日期: '2026-11-02' }],
  ])('%s', async (message, column, cells) => {
    const row = await readOne({ ...person, ...cells })
    expect(row.problems).toEqual([{ column, message, level: 'error' }])
  })

  it.each<[message: string, column: string, cells: Record<string, CellValue>]>([
    ['第2行姓名“王小明1”里有数字或符号。请核对。', 'name', { 姓名: '王小明1' }],
    [
      '第2行“照片文件名”里是图片，不会导入。请把照片存成文件、用姓名作文件名，再整批导入照片。',
      'photoName',
      { 照片: '=DISPIMG("ID_1",1)' },
    ],
    [
      '第2行考核日期 2026-10-09 早于培训日期 2026-10-12。请核对。',
      'examOn',
      { 培训日期: '2026-10-12', 考核日期: '2026-10-09', 考核结果: '合格' },
    ],
    ['第2行手机“1390000000”不像手机号或带区号的座机，已留空。请核对后补填。', 'phone', { 手机: '1390000000' }],
    ['第2行手机一格里还有“13900000002”，只读入了 13900000001。', 'phone', { 手机: '13900000001/13900000002' }],
    ['第2行“照片文件名”是 Excel 的错误值 #VALUE!，已留空。', 'photoName', { 照片: '#VALUE!' }],
    ['第2行证件号不是身份证号（护照、通行证等），没有读入。需要时请写进备注。', 'idNumber', { 证件号码: 'E12345678' }],
    [
      '第2行证件号不是身份证号（护照、通行证等），没有读入。需要时请写进备注。',
      'idNumber',
      { 证件号码: 'H1234567890' },
    ],
  ])('only a warning: %s', async (message, column, cells) => {
    const row = await readOne({ ...person, ...cells })
    expect(row.problems).toEqual([{ column, message, level: 'warning' }])
  })

  it('names the earlier row of a person who stands twice', async () => {
    const same = idNumber('1981-04-18', '女', 0)
    const other = idNumber('1981-04-18', '女', 1)
    const { rows } = await read([
      ['姓名', '性别', '出生日期', '身份证号'],
      ['王小明', '男', '1985-03-12', null],
      ['王 小明', '男', '1985.3.12', null],
      ['沈洁', null, null, same],
      ['沈吉', null, null, same],
      ['沈洁', '女', '1981-04-18', other],
      ['沈洁', '女', '1981-04-18', null],
      ['王小明', '男', '1985-03-13', null],
    ])
    expect(rows.map(r => r.problems)).toEqual([
      [],
      [{ column: 'name', message: '第3行与第2行重复（姓名和出生日期相同）。请核对，只保留一行。', level: 'error' }],
      [],
      [{ column: 'idNumber', message: '第5行身份证号与第4行重复。请核对，只保留一行。', level: 'error' }],
      [{ column: 'name', message: '第6行与第4行同名同生日、身份证号不同。请确认是两个人。', level: 'warning' }],
      [{ column: 'name', message: '第7行与第4行重复（姓名和出生日期相同）。请核对，只保留一行。', level: 'error' }],
      [],
    ])
  })
})

describe('files that are refused', () => {
  const good = () => workbook([['姓名'], ['王小明']])
  const refused = (bytes: Uint8Array | string, code: string, message?: RegExp) => {
    const file = typeof bytes === 'string' ? save(folder, '名册.xlsx', bytes) : { name: '名册.xlsx', bytes }
    return expect(readRoster(file)).rejects.toMatchObject({
      code,
      message: message ? expect.stringMatching(message) : expect.any(String),
    })
  }

  it('a program renamed to xlsx', () => refused(Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), 'FILE_TYPE', /不是xlsx/))
  it('nothing at all', () => refused(new Uint8Array(0), 'FILE_TYPE'))
  it('a text file that is no table', () => refused('会议记录\n今天下午三点\n', 'SHEET_NO_HEADER'))
  it('another kind of zip', async () => refused(await zip([{ name: 'content.xml', chunks: ['<x/>'] }]), 'FILE_TYPE'))

  it('a workbook with a password', async () => {
    const sheets = [{ name: '名册', rows: [['姓名'], ['王小明']] }]
    const locked = await writeXlsx({ sheets, encryption: { password: '123456', spinCount: 1000 } })
    await refused(locked, 'SHEET_DAMAGED', /设有打开密码/)
  })

  it('a file cut off anywhere', async () => {
    const bytes = await good()
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      await refused(bytes.slice(0, Math.floor(bytes.length * share)), 'SHEET_DAMAGED')
    }
  })

  it('a file with a broken part', async () => {
    const bytes = Buffer.from(await good())
    const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 40
    for (let i = at; i < at + 60; i++) bytes[i] = 0xff
    await refused(bytes, 'SHEET_DAMAGED')
  })

  it('no sheet with a header', () =>
    expect(read([['名字叫什么'], ['王小明']])).rejects.toMatchObject({ code: 'SHEET_NO_HEADER' }))
  it('a header with nothing below', () =>
    expect(
      read([
        ['姓名', '性别'],
        [null, ' '],
      ]),
    ).rejects.toMatchObject({ code: 'SHEET_EMPTY' }))
  it('an empty sheet', () => expect(read([])).rejects.toMatchObject({ code: 'SHEET_EMPTY' }))

  it('a folder, and a file that is not there', async () => {
    await expect(readRoster(folder)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('文件夹'),
    })
    await expect(readRoster(join(folder, '没有.xlsx'))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('不存在'),
    })
  })

  it('a file above 50 MB', async () => {
    const bytes = new Uint8Array(50 * 1024 ** 2 + 1)
    await refused(bytes, 'FILE_TOO_LARGE')
    await expect(readRoster(save(folder, '大.xlsx', bytes))).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
      message: '文件「大.xlsx」太大（51 MB），上限为 50 MB。',
    })
  })

  it('60,001 rows, but not 60,000', async () => {
    const rows = (n: number) => rawWorkbook(repeat('<row><c t="inlineStr"><is><t>王</t></is></c></row>', n))
    await expect(readRoster({ name: 'x.xlsx', bytes: await rows(60_000) })).resolves.toMatchObject({
      rows: { length: 60_000 },
    })
    await refused(await rows(60_001), 'SHEET_TOO_MANY_ROWS', /超过 60000 行，一次最多导入 60000 行/)
  })
})

describe('hostile files', () => {
  const refused = (bytes: Uint8Array, code: string) =>
    expect(readRoster({ name: '名册.xlsx', bytes })).rejects.toMatchObject({ code })
  const text = (inner: Iterable<string>) =>
    rawWorkbook(
      (function* () {
        yield '<row r="2"><c r="A2" t="inlineStr"><is><t>'
        yield* inner
        yield '</t></is></c></row>'
      })(),
    )

  it('a bomb that says how large it is', async () => {
    const bomb = await text(repeat(' '.repeat(1024 ** 2), 160))
    expect(bomb.length).toBeLessThan(200_000)
    await refused(bomb, 'SHEET_DAMAGED')
    bomb.writeUInt32LE(0xffff_0000, bomb.lastIndexOf('xl/worksheets/sheet1.xml') - 46 + 24)
    await refused(bomb, 'SHEET_BOMB')
  })

  it('a bomb that lies about its size', async () => {
    for (const [megabytes, stated] of [
      [20, 5_000_000],
      [20, 5000],
    ] as const) {
      const bomb = await text(repeat('<b>1</b>'.repeat(125_000), megabytes))
      bomb.writeUInt32LE(stated, bomb.lastIndexOf('xl/worksheets/sheet1.xml') - 46 + 24)
      await refused(bomb, 'SHEET_BOMB')
    }
  })

  it('a part that hides its size', async () => {
    const bomb = await text(['x'])
    bomb.writeUInt32LE(0, bomb.lastIndexOf('xl/worksheets/sheet1.xml') - 46 + 24)
    await refused(bomb, 'SHEET_DAMAGED')
  })

  // Each of these ended the whole process, or kept it busy for minutes, before guard.ts looked first.
  it('one cell of 100 MB', async () => refused(await text(repeat('x'.repeat(100_000), 1000)), 'SHEET_DAMAGED'))
  it('one cell of many pieces', async () =>
    refused(await text(repeat(`${'x'.repeat(99_000)}<a/>`, 300)), 'SHEET_DAMAGED'))
  it('CDATA without end', async () =>
    refused(await text(['<![CDATA[', ...repeat(`${'x'.repeat(99_000)}<>`, 300)]), 'SHEET_DAMAGED'))
  it('an endless attribute', async () =>
    refused(await rawWorkbook(['<row r="2"><c r="', ...repeat('A'.repeat(100_000), 300)]), 'SHEET_DAMAGED'))
  it('a row of a million cells is as wide as a list may be', async () => {
    const cells = repeat('<c><v>1</v></c>'.repeat(1000), 1000)
    const { rows } = await readRoster({ name: 'x.xlsx', bytes: await rawWorkbook(['<row r="2">', ...cells, '</row>']) })
    expect(rows).toHaveLength(1)
  })

  it('shared strings without end', async () => {
    const strings = ['<sst>', ...repeat('<si><t>x</t></si>'.repeat(5000), 801), '</sst>']
    await refused(await rawWorkbook([], strings), 'SHEET_BOMB')
  })
})

describe('stopping', () => {
  const large = () => rawWorkbook(repeat('<row><c t="inlineStr"><is><t>王</t></is></c></row>', 60_000))

  it('counts the rows, and stops in the middle when told so', async () => {
    const controller = new AbortController()
    const seen: number[] = []
    const progress = (rows: number) => {
      seen.push(rows)
      if (rows > 0) controller.abort()
    }
    const reading = readRoster({ name: 'x.xlsx', bytes: await large() }, { signal: controller.signal, progress })
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(seen[0]).toBeLessThan(20_000) // as they are inflated
    expect(seen.at(-1)).toBeLessThan(60_000)
  })

  it('does not start when it has been stopped before', async () => {
    const progress = () => expect.fail('started')
    const reading = readRoster({ name: 'x.xlsx', bytes: await large() }, { signal: AbortSignal.abort(), progress })
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('stops a file that keeps the reader busy without yielding a row', async () => {
    const far = (function* () {
      for (let i = 2; i < 60_000; i++) yield `<row r="${i}"><c r="XFD${i}"><v>1</v></c></row>`
    })()
    const controller = new AbortController()
    const reading = readRoster({ name: 'x.xlsx', bytes: await rawWorkbook(far) }, { signal: controller.signal })
    setImmediate(() => controller.abort())
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

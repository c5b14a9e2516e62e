import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idNumber } from '../../resources/sample/people.ts'
import type { Cell } from '../../src-main/sheet/cell.ts'
import { checkRow } from '../../src-main/sheet/check.ts'
import { COLUMNS, columnOf } from '../../src-main/sheet/columns.ts'
import { nothingSeen } from '../../src-main/sheet/duplicate.ts'
import { findLayout } from '../../src-main/sheet/layout.ts'
import { isDate } from '../../src-shared/domain/dates.ts'
import { isPhone } from '../../src-shared/domain/text.ts'

const headers = COLUMNS.map(c => c.header)
const line = (row: number, cells: Cell[]) => ({ row, cells, hidden: false })
const layout = findLayout([line(1, headers)]) ?? expect.fail()
const at = (header: string) => headers.indexOf(header)

const digits = fc.stringMatching(/^\d{17}[\dX]$/)
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'王小明男女合格否0123456789Xx.-/年月日　\u200b\0#=') }),
  fc.double(),
  fc.integer({ min: 0, max: 60_000 }),
  fc.boolean(),
  fc.date({ noInvalidDate: false }),
  digits,
)

describe('checkRow', () => {
  it('whatever the cells hold: clean values, or a problem that names the row', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: headers.length + 2 }), cells => {
        const row = checkRow(line(7, cells), { where: '第7行', date1904: false }, layout, nothingSeen())
        if (!row) return
        const wrong = new Set(row.problems.filter(p => p.level === 'error').map(p => p.column))
        for (const p of row.problems) expect(p.message).toMatch(/^第7行.+。$/)
        for (const column of COLUMNS) {
          const value = row.values[column.key]
          if (value === undefined) {
            if (column.required) expect(wrong.has(column.key) || wrong.has('idNumber')).toBe(true)
            continue
          }
          expect(value).toBe(value.trim())
          expect(value).not.toMatch(/[\p{Cc}\p{Cs}\u200b]/u)
          if (column.type === 'date') expect(isDate(value)).toBe(true)
          if (wrong.has(column.key)) continue
          expect([...value].length).toBeLessThanOrEqual(column.max)
          if (column.key === 'phone') expect(isPhone(value)).toBe(true)
          if (column.strict) expect(column.options).toContain(value)
        }
        // A row goes back to the office as it was typed, and only where something is wrong with it.
        expect(row.raw && Object.keys(row.raw).sort()).toEqual(
          row.problems.length > 0 ? [...headers].sort() : undefined,
        )
      }),
      { numRuns: 2000 },
    )
  })

  it('never prints a 身份证 number, in whatever column it stands', () => {
    fc.assert(
      fc.property(digits, fc.constantFrom(...headers), (number, header) => {
        const cells: Cell[] = headers.map(() => null)
        cells[at('姓名')] = '王小明'
        cells[at('性别')] = '男'
        cells[at(header)] = number
        const { problems = [] } =
          checkRow(line(2, cells), { where: '第2行', date1904: false }, layout, nothingSeen()) ?? {}
        expect(JSON.stringify(problems)).not.toContain(number.slice(0, 17))
      }),
    )
  })

  it('fills 性别 and 出生日期 from a valid 身份证 and agrees with them', () => {
    const birth = fc.date({ min: new Date('1930-01-01'), max: new Date('2010-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(
        birth,
        fc.constantFrom('男' as const, '女' as const),
        fc.nat(4),
        fc.boolean(),
        (date, sex, n, typed) => {
          const iso = date.toISOString().slice(0, 10)
          const cells: Cell[] = headers.map(() => null)
          cells[at('姓名')] = '王小明'
          cells[at('身份证号')] = idNumber(iso, sex, n)
          if (typed) {
            cells[at('性别')] = sex
            cells[at('出生日期')] = iso
          }
          expect(checkRow(line(2, cells), { where: '第2行', date1904: false }, layout, nothingSeen())).toMatchObject({
            problems: [],
            values: { sex, birth: iso },
          })
        },
      ),
    )
  })
})

describe('headers', () => {
  it('no name means two columns', () => {
    const names = COLUMNS.flatMap(c => [c.header, ...c.aliases])
    expect(new Set(names).size).toBe(names.length)
    for (const c of COLUMNS) for (const name of [c.header, ...c.aliases]) expect(columnOf(name)?.key).toBe(c.key)
  })

  it('the header is the row that names most columns, and 姓名 is one of them', () => {
    const rows = [
      ['性别', '出生日期', '手机'],
      ['姓名', 'x'],
      ['姓名', '性别', '手机'],
      ['王', '男', '1'],
    ]
    expect(findLayout(rows.map((cells, i) => line(i + 1, cells)))?.headerRow).toBe(3)
    expect(findLayout([line(1, ['性别', '出生日期'])])?.missing).toBe(true) // the user says which one is 姓名
    expect(findLayout([line(1, ['封面'])])).toBeUndefined()
  })
})

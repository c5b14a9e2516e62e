/**
 * One row of a roster → clean values and what is wrong with it. What the row says is judged here; whether the person may be
 * appointed (第十条) is not. Messages carry Excel's row number and a remedy, and never the 身份证 number itself.
 */
import type { CellValue } from 'hucre/xlsx'
import { isDate, parseLooseDate } from '../../src-shared/domain/dates.ts'
import { parseIdNumber } from '../../src-shared/domain/idNumber.ts'
import { cleanCell, cleanName, isPhone } from '../../src-shared/domain/text.ts'
import { COLUMNS, type Column, type ColumnKey } from './columns.ts'
import { findTwin, type Seen } from './duplicate.ts'
import type { Layout } from './layout.ts'
import { asTyped, EXACT_BELOW, showCell } from './show.ts'

export interface Problem {
  column: ColumnKey | null
  message: string
  level: 'error' | 'warning'
}

export interface RosterRow {
  row: number // Excel's row number
  values: Partial<Record<ColumnKey, string>> // cleaned; dates as YYYY-MM-DD; empty cells absent
  raw?: Record<string, string> // header → as the user saw it; only of rows with problems, which go back to the office
  problems: Problem[]
}

type Values = RosterRow['values']
type Report = (column: ColumnKey | null, message: string, level?: Problem['level']) => void

/**
 * Checks one row; undefined where no column that we know says anything (blank rows, numbered ones, 填表人 under the table).
 * `seen` remembers the rows above for duplicates.
 */
export function checkRow(row: number, cells: CellValue[], layout: Layout, seen: Seen): RosterRow | undefined {
  const blank = layout.fields.every(({ at }) => at.every(i => clean(showCell(cells[i])) === ''))
  if (blank) return undefined
  const problems: Problem[] = []
  const report: Report = (column, message, level = 'error') =>
    problems.push({ column, message: `第${row}行${message}`, level })
  const values: Values = {}
  for (const { column, at } of layout.fields) {
    const parts = at.map(i => readCell(column, cells[i], report)).filter(text => text !== '')
    if (parts.length > 0) values[column.key] = parts.join(' ')
  }
  checkId(values, report)
  const refused = new Set(problems.filter(p => p.level === 'error').map(p => p.column))
  for (const column of COLUMNS) {
    // A cell that has been refused is not missing as well; nor is what a refused 身份证 would have filled.
    const value = values[column.key]
    if (value !== undefined) checkValue(column, value, report)
    else if (column.required && !refused.has(column.key)) checkMissing(column, refused.has('idNumber'), report)
  }
  checkFacts(values, report)
  const twin = findTwin(values, row, seen)
  if (twin) report(twin.column, twin.message, twin.level)
  return { row, values, problems, ...(problems.length > 0 ? { raw: asTyped(layout.headers, cells) } : {}) }
}

// Most cells have nothing to clean; seeing that is a third of the cost of cleaning them.
const CLEAN = /^[!-~\u4e00-\u9fff]*$/
const clean = (text: string): string => (CLEAN.test(text) ? text : cleanCell(text))

// What was typed, for a message: short, and without a 身份证 that went into the wrong column.
const quote = (text: string): string => text.replace(/\d{12,}X?/gi, '…').slice(0, 30)

const EXCEL_ERROR = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/

// Other words for the only two answers of 性别 and 考核结果 (a column may be headed 是否合格).
const SAME: Record<string, string> = {
  男性: '男',
  女性: '女',
  通过: '合格',
  是: '合格',
  未通过: '不合格',
  否: '不合格',
}

function readCell(column: Column, cell: CellValue | undefined, report: Report): string {
  if (cell === null || cell === undefined) return ''
  const shown = showCell(cell)
  if (shown.startsWith('#') && EXCEL_ERROR.test(shown)) {
    report(column.key, `“${column.header}”是 Excel 的错误值 ${shown}。请改成实际内容，不要用公式。`)
    return ''
  }
  // WPS puts pictures into cells; the file has them under a formula, not under the person's name.
  if (shown.includes('DISPIMG(')) {
    report(
      column.key,
      `“${column.header}”里是图片，不会导入。请把照片存成文件、用姓名作文件名，再整批导入照片。`,
      'warning',
    )
    return ''
  }
  if (column.type === 'date') return readDate(column, cell, shown, report)
  if (column.key === 'idNumber') return readIdCell(cell, shown, report)
  const text = column.key === 'name' ? cleanName(shown) : clean(shown)
  return column.strict ? (SAME[text] ?? text) : text
}

function readDate(column: Column, cell: CellValue, shown: string, report: Report): string {
  const text = clean(shown)
  if (text === '') return ''
  const day = text.slice(0, 10)
  // Dates that are pasted into text cells (our template has nothing else) turn into their serials, as text.
  const loose = typeof cell === 'number' ? cell : /^\d{5}(?:\.\d+)?$/.test(text) ? Number(text) : text
  const date = cell instanceof Date ? (isDate(day) ? day : undefined) : parseLooseDate(loose)
  if (date) return date
  report(column.key, `“${column.header}”不是完整的日期：${quote(text)}。请写成 2026-11-03 这样的年月日。`)
  return ''
}

function readIdCell(cell: CellValue, shown: string, report: Report): string {
  const text = clean(shown).replace(/[' ]/g, '').toUpperCase()
  const lost = typeof cell === 'number' ? cell >= EXACT_BELOW : /^\d(?:\.\d+)?E\+?\d+$/.test(text)
  if (!lost) return text
  report('idNumber', '身份证号被 Excel 存成了数字，后几位已丢失。请把该列设为文本后重新录入。')
  return ''
}

// A 身份证 fills 性别 and 出生日期; where it contradicts what was typed, somebody has to look at the card: the row is held.
function checkId(values: Values, report: Report): void {
  if (!values.idNumber) return
  const id = parseIdNumber(values.idNumber)
  if (!id.ok) {
    report('idNumber', `身份证号有误：${id.message}。请核对证件；该项可以不填。`)
    delete values.idNumber
    return
  }
  values.idNumber = id.value
  const conflicts: string[] = []
  if (values.sex && values.sex !== id.sex) conflicts.push(`性别“${values.sex.slice(0, 10)}”`)
  if (values.birth && values.birth !== id.birth) conflicts.push(`出生日期 ${values.birth}`)
  if (conflicts.length > 0) {
    report('idNumber', `身份证号与填写的${conflicts.join('、')}不一致。请核对证件，改正其中一项。`)
  }
  values.sex ??= id.sex
  values.birth ??= id.birth
}

function checkMissing({ key, header }: Column, idRefused: boolean, report: Report): void {
  if (key === 'name') report(key, '缺少姓名。请补填。')
  else if (!idRefused) report(key, `缺少${header}。请补填，或填写身份证号。`)
}

// Letters of any script; 〇 counts as a number, and old systems keep rare characters in the private use area.
const NAME = /^[\p{L}\p{M}\p{Co}〇·.'’ -]+$/u

function checkValue({ key, header, max, strict, options }: Column, value: string, report: Report): void {
  const length = [...value].length
  if (key === 'phone') {
    if (isPhone(value)) return
    report(key, '手机号码有误。应为 11 位手机号或带区号的座机（010-12345678），只填一个；不清楚可以留空。')
  } else if (length > max) {
    report(key, `“${header}”有 ${length} 个字，最多 ${max} 个字。请缩短。`)
  } else if (strict && !options?.includes(value)) {
    report(key, `“${header}”填的是“${value}”，只能填${options?.join('或')}。`)
  } else if (key === 'name' && !NAME.test(value)) {
    report(key, `姓名“${quote(value)}”里有数字或符号。请核对。`, 'warning')
  } else if (key === 'score' && !(/^\d+(?:\.\d+)?$/.test(value) && Number(value) <= 1000)) {
    report(key, `考核成绩“${quote(value)}”不是 0–1000 的数字。请改正或留空。`)
  }
}

function checkFacts(values: Values, report: Report): void {
  const { trainedOn, examOn, examResult, attestedBy, attestedOn } = values
  if (examResult && !examOn) report('examOn', '填了考核结果，缺少考核日期。请补填考核日期，或清空考核结果。')
  if (examOn && !examResult) report('examResult', '填了考核日期，缺少考核结果。请补填合格或不合格，或清空考核日期。')
  if (values.score && !examOn && !examResult)
    report('examOn', '填了考核成绩，缺少考核日期和结果。请补填，或清空考核成绩。')
  if (attestedBy && !attestedOn) report('attestedOn', '填了条件确认人，缺少确认日期。请补填，或清空确认人。')
  if (attestedOn && !attestedBy) report('attestedBy', '填了条件确认日期，缺少确认人。请补填，或清空确认日期。')
  // 第十一条: trained first, then examined.
  if (trainedOn && examOn && examOn < trainedOn) {
    report('examOn', `考核日期 ${examOn} 早于培训日期 ${trainedOn}。请核对。`, 'warning')
  }
}

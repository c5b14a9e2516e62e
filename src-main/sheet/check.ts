/**
 * One row of a roster → clean values and what is wrong with it. What the row says is judged here; whether the person may be
 * appointed (第十条) is not. Messages carry Excel's row number and a remedy, and never the 身份证 number itself.
 */
import { addDays, isDate, parseLooseDate } from '../../src-shared/domain/dates.ts'
import { parseIdNumber } from '../../src-shared/domain/idNumber.ts'
import { cleanCell, cleanName, foldRadicals, readPhone } from '../../src-shared/domain/text.ts'
import { asTyped, type Cell, EXACT_BELOW, isBlank, Special, showCell } from './cell.ts'
import { ALL_COLUMNS, type Column, type ColumnKey } from './columns.ts'
import { findTwin, type Seen } from './duplicate.ts'
import { SHIFT_1904 } from './format.ts'
import { checkHistory, readCode } from './history.ts'
import type { Layout } from './layout.ts'
import type { Line } from './line.ts'
import { EXCEL_ERROR, whyNot } from './refuse.ts'
import type { Place } from './scan.ts'

export interface Problem {
  column: ColumnKey | null
  message: string
  level: 'error' | 'warning'
}

export interface RosterRow {
  row: number // Excel's row number
  sheet?: string // where several are read
  values: Partial<Record<ColumnKey, string>> // cleaned; dates as YYYY-MM-DD; empty cells absent
  raw?: Record<string, string> // header → as the user saw it; only of rows with problems, which go back to the office
  problems: Problem[]
}

export type Values = RosterRow['values']
export type Report = (column: ColumnKey | null, message: string, level?: Problem['level']) => void

/**
 * Checks one row; undefined where no column that we know says anything (blank rows, numbered ones, 填表人 under the table).
 * `seen` remembers the rows above for duplicates.
 */
export function checkRow(
  { row, cells }: Pick<Line, 'row' | 'cells'>,
  { where, date1904, sheet }: Place,
  layout: Layout,
  seen: Seen,
): RosterRow | undefined {
  const blank = layout.fields.every(({ at }) =>
    at.every(i => isBlank(cells[i]) || (!(cells[i] instanceof Special) && clean(showCell(cells[i])) === '')),
  )
  if (blank) return undefined
  const problems: Problem[] = []
  const report: Report = (column, message, level = 'error') =>
    problems.push({ column, message: `${where}${message}`, level })
  const values: Values = {}
  for (const { column, at } of layout.fields) {
    const parts = at.map(i => readCell(column, cells[i], date1904, report)).filter(text => text !== '')
    if (parts.length > 0) values[column.key] = parts.join(' ')
  }
  checkId(values, report)
  const refused = new Set(problems.filter(p => p.level === 'error').map(p => p.column))
  for (const column of ALL_COLUMNS) {
    // A cell that has been refused is not missing as well; nor is what a refused 身份证 would have filled.
    const value = values[column.key]
    if (value !== undefined) checkValue(column, value, report)
    else if (column.required && !refused.has(column.key)) checkMissing(column, refused.has('idNumber'), report)
  }
  checkFacts(values, report)
  checkHistory(values, report)
  const twin = findTwin(values, where, seen)
  if (twin) report(twin.column, twin.message, twin.level)
  return {
    row,
    ...(sheet === undefined ? {} : { sheet }),
    values,
    problems,
    ...(problems.length > 0 || values.cardCode ? { raw: asTyped(layout.headers, cells) } : {}),
  }
}

// Most cells have nothing to clean; seeing that is a third of the cost of cleaning them.
const CLEAN = /^[!-~\u4e00-\u9fff]*$/
const clean = (text: string): string => (CLEAN.test(text) ? text : cleanCell(text))

// What was typed, for a message: short, and without a 身份证 that went into the wrong column.
const quote = (text: string): string => text.replace(/\d{12,}X?/gi, '…').slice(0, 30)

// Other words for the only two answers of 性别 and 考核结果 (a column may be headed 是否合格).
const SAME: Record<string, string> = {
  男性: '男',
  女性: '女',
  通过: '合格',
  是: '合格',
  未通过: '不合格',
  否: '不合格',
}

function readCell(column: Column, cell: Cell | undefined, date1904: boolean, report: Report): string {
  if (cell === null || cell === undefined) return ''
  const { key, header } = column
  const shown = showCell(cell)
  // Pictures lie beside the cells (WPS: DISPIMG), the person's name is where they are looked for.
  if ((cell instanceof Special && cell.kind === 'picture') || shown.includes('DISPIMG(')) {
    report(key, `“${header}”里是图片，不会导入。请把照片存成文件、用姓名作文件名，再整批导入照片。`, 'warning')
    return ''
  }
  if (key === 'photoName' && EXCEL_ERROR.test(shown)) {
    report(key, `“${header}”是 Excel 的错误值 ${shown}，已留空。`, 'warning')
    return ''
  }
  const date = column.type === 'date'
  const why = key === 'idNumber' ? whyNotId(cell) : whyNot(cell, { header, date })
  if (why !== undefined) {
    report(key, why)
    return ''
  }
  if (date) return readDate(column, cell, shown, date1904, report)
  if (key === 'idNumber')
    return clean(shown)
      .replace(/[' \u2010-\u2015-]/g, '')
      .toUpperCase()
  if (key === 'name') return readName(shown, report)
  const text = clean(shown)
  if (key === 'cardCode') return readCode(text)
  if (key === 'phone') return readPhoneCell(text, report)
  return column.strict ? (SAME[text] ?? text) : text
}

function readName(shown: string, report: Report): string {
  const name = cleanName(shown)
  const radicals = [...shown].filter(c => foldRadicals(c) !== c)
  if (radicals.length > 0) {
    report(
      'name',
      `姓名里的“${radicals.slice(0, 5).join('')}”是部首符号（多半从 PDF 复制），已改成“${foldRadicals(radicals.slice(0, 5).join(''))}”。`,
      'warning',
    )
  }
  return name
}

// A phone is optional: it never holds a person back.
function readPhoneCell(text: string, report: Report): string {
  if (text === '' || NO_PHONE.test(text)) return ''
  const found = readPhone(text)
  if (!found) {
    report('phone', `手机“${quote(text)}”不像手机号或带区号的座机，已留空。请核对后补填。`, 'warning')
    return ''
  }
  if (found.beside !== '')
    report('phone', `手机一格里还有“${quote(found.beside)}”，只读入了 ${found.phone}。`, 'warning')
  return found.phone
}

const NO_PHONE = /^(?:无|没有|不详|暂无|[-—/\\]+)$/

function readDate(column: Column, cell: Cell, shown: string, date1904: boolean, report: Report): string {
  const text = clean(shown)
  if (text === '') return ''
  const day = text.slice(0, 10)
  // Dates that are pasted into text cells (our template has nothing else) turn into their serials, as text.
  const serial = typeof cell === 'number' ? cell : /^\d{5}(?:\.\d+)?$/.test(text) ? Number(text) : undefined
  const read = cell instanceof Date ? (isDate(day) ? day : undefined) : parseLooseDate(serial ?? text)
  // A file that counts from 1904: its serials are four years and a day behind.
  const date = read && date1904 && serial !== undefined && serial < 1_000_000 ? addDays(read, SHIFT_1904) : read
  if (date) return date
  report(column.key, `“${column.header}”不是完整的日期：${quote(text)}。请写成 2026-11-03 这样的年月日。`)
  return ''
}

function whyNotId(cell: Cell): string | undefined {
  const text = typeof cell === 'string' ? clean(cell).replace(/[' ]/g, '') : ''
  const lost = typeof cell === 'number' ? cell >= EXACT_BELOW : /^\d(?:\.\d+)?E\+?\d+$/i.test(text)
  return lost
    ? '身份证号被 Excel 存成了数字，后几位已丢失。请把该列设为文本后重新录入。'
    : whyNot(cell, { header: '身份证号' })
}

// Passport, 港澳居民来往内地通行证, 台湾居民来往大陆通行证, 外国人永久居留身份证.
const OTHER_PAPER = /^(?:[A-Z]{1,2}\d{7,10}|[A-Z]\d{7}[A-Z]?|\d{8}|[A-Z]{3}\d{12}|[A-Z]{2}\d{6,8})$/

// A 身份证 fills 性别 and 出生日期; where it contradicts what was typed, somebody has to look at the card: the row is held.
function checkId(values: Values, report: Report): void {
  if (!values.idNumber) return
  const id = parseIdNumber(values.idNumber)
  if (!id.ok && OTHER_PAPER.test(values.idNumber)) {
    report('idNumber', '证件号不是身份证号（护照、通行证等），没有读入。需要时请写进备注。', 'warning')
    delete values.idNumber
    return
  }
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
  if (length > max) {
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

/** What no cell of any list may be, whatever the list is of. One place, so that no kind of sheet lacks a guard that another has. */
import { type Cell, EXACT_BELOW, Special, showCell } from './cell.ts'

export const EXCEL_ERROR =
  /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|BUSY!|CONNECT!|GETTING_DATA)$/

/** What a column takes besides text. */
export interface Takes {
  header: string
  date?: boolean
  number?: boolean
  picture?: boolean
}

/** Why a cell cannot be read, as the sentence behind 第3行; undefined where it can. */
export function whyNot(cell: Cell | undefined, { header, date, number, picture }: Takes): string | undefined {
  if (cell === null || cell === undefined || cell === '') return undefined
  if (cell instanceof Special) {
    if (cell.kind === 'formula')
      return `“${header}”的公式没有结果，读不出内容。请用 Excel 打开该文件、保存一次，再导入。`
    if (cell.kind === 'picture') return picture ? undefined : `“${header}”里是图片，不会导入。请改成文字。`
    return date ? undefined : `“${header}”被 Excel 存成了日期 ${cell.text}。请把该列设为文本后重新填写（如 5-1）。`
  }
  if (cell instanceof Date)
    return date ? undefined : `“${header}”被 Excel 存成了日期 ${showCell(cell)}。请把该列设为文本后重新填写（如 5-1）。`
  if (typeof cell === 'number') {
    return !number && Math.abs(cell) >= EXACT_BELOW
      ? `“${header}”被 Excel 存成了数字，后几位已丢失。请把该列设为文本后重新录入。`
      : undefined
  }
  if (typeof cell === 'string' && cell.startsWith('#') && EXCEL_ERROR.test(cell))
    return `“${header}”是 Excel 的错误值 ${cell}。请改成实际内容，不要用公式。`
  return undefined
}

/** What is left out of an import: told once, in words. */

import { isBlank, showCell } from './cell.ts'
import type { Line, Source } from './line.ts'
import type { Kind, Located } from './scan.ts'

export interface Left {
  blank: boolean // no sheet holds anything
  charts: string[]
  unread: string[] // sheets
  unseen: string[] // hidden sheets
  hidden: string[] // rows that are among those read
  totals: string[] // 合计, 制表人
  repeated: string[] // the header once more
  continued: string[] // second rows of one person
  of<L extends Located, R>(sheet: string, layout: L, kind: Kind<L, R>): (line: Line, where: string) => boolean
}

const TOTAL = /^(?:本页|全部)?[合总小共]\s*计(?:人数|数量)?\s*[:：]?\s*\d*\s*[人名台套件个项行]?$/
const FOOT =
  /^(?:制表人?|填表人?|填报人?|审核人?|复核人?|经办人|负责人|单位负责人|机构负责人|制表日期|填表日期|填报日期|填报单位|填表单位|日期|注|备注|说明|填表说明)\s*[:：]/

export function left(source: Source): Left {
  const out: Left = {
    blank: true,
    charts: source.charts,
    unread: [],
    unseen: [],
    hidden: [],
    totals: [],
    repeated: [],
    continued: [],
    of(_sheet, layout, kind) {
      const anchors = layout.fields.find(field => field.column.key === kind.anchor)?.at ?? []
      const known = layout.fields.flatMap(field => field.at)
      return (line, where) => {
        const text = (at: number) => showCell(line.cells[at]).replace(/\s+/g, ' ').trim()
        const first = line.cells.findIndex((cell, at) => !isBlank(cell) && !line.merged?.has(at))
        if (first < 0) return true // nothing of its own
        const own = text(first)
        if (TOTAL.test(own) || FOOT.test(own) || anchors.some(at => TOTAL.test(text(at)))) {
          out.totals.push(where)
          return true
        }
        if (anchors.length > 0 && anchors.every(at => same(text(at), layout.headers[at] ?? ''))) {
          out.repeated.push(where)
          return true
        }
        // What merged cells say alone says nobody.
        if (known.every(at => isBlank(line.cells[at]) || line.merged?.has(at))) return true
        if (kind.people && anchors.some(at => line.merged?.has(at))) {
          out.continued.push(where)
          return true
        }
        return false
      }
    },
  }
  return out
}

const same = (text: string, header: string) => text !== '' && text.replace(/\s/g, '') === header.replace(/\s/g, '')

const list = (names: string[]): string => {
  const shown = names.slice(0, 5).join('、')
  return names.length > 5 ? `${shown}等` : shown
}

const quoted = (names: string[]) => list(names.map(name => `「${name}」`))

/** The sentences of the preview. */
export function notesOf(out: Left): string[] {
  const notes: string[] = []
  if (out.unread.length > 0)
    notes.push(`工作表${quoted(out.unread)}的表头不同，没有读取。需要的话请另存为单独的文件再导入。`)
  if (out.unseen.length > 0) notes.push(`隐藏的工作表${quoted(out.unseen)}没有读取。需要的话请取消隐藏后再导入。`)
  if (out.charts.length > 0) notes.push(`图表${quoted(out.charts)}已跳过。`)
  if (out.hidden.length > 0)
    notes.push(
      `有 ${out.hidden.length} 行在表格里是隐藏的（${list(out.hidden)}），也读入了。不需要的请先在表格里删除。`,
    )
  if (out.totals.length > 0) notes.push(`${list(out.totals)}是合计或落款，没有读入。`)
  if (out.repeated.length > 0) notes.push(`${list(out.repeated)}是重复的表头，没有读入。`)
  if (out.continued.length > 0)
    notes.push(`${list(out.continued)}与上一行是同一个人（姓名合并），没有另作一人读入；请核对这些行的其他内容。`)
  return notes
}

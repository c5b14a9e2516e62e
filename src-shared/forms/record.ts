import type { z } from 'zod'
import { type Answer, answers, remark, yesNo } from './answer.ts'
import { line, text } from './facts.ts'
import { DATE_LINE } from './heading.ts'
import { type Group, itemsOf, numberOf } from './items.ts'
import { type Cell, cell, label, lines, type Paragraph, paragraph, type Row, type Table, value } from './model.ts'

/** Facts of 附件3 and of the internal record. */
export const recordFacts = (groups: readonly Group[]) => ({
  org: line('被督导评价机构'),
  plan: line('评价计划名称'),
  form: line('认定形式'),
  items: answers(itemsOf(groups)),
  problems: text('存在问题'),
})

export type RecordFacts = z.output<z.ZodObject<ReturnType<typeof recordFacts>>>

/** mm: group, part, item, 是, 否, 备注. Together 170, the width between the margins. */
const COLUMNS = [16, 20, 70, 11, 11, 42]

/** mm; blank, the fourteen items above the gap then fill the first page, as on the official form. */
const ITEM_HEIGHT = 13.5

/**
 * The table of 附件3 and of the internal record: who and what, items with 是, 否 and 备注, 意见 with signatures. The three head rows are
 * repeated on each page, so that a loose sheet still says which plan it belongs to.
 */
export function recordTable(
  groups: readonly Group[],
  facts: RecordFacts,
  face: { orgLabel: string; more?: Row[]; signer: string },
): Table {
  const given = new Map(facts.items?.map(a => [a.no, a]))
  const head: Row[] = [
    {
      minHeight: 12,
      cells: [label(face.orgLabel, { colSpan: 2 }), value('被督导评价机构', facts.org, { colSpan: 4 })],
    },
    {
      minHeight: 10,
      cells: [
        label('评价计划名称', { colSpan: 2 }),
        value('评价计划名称', facts.plan),
        label('认定形式', { colSpan: 2 }),
        value('认定形式', facts.form),
      ],
    },
    ...(face.more ?? []),
    {
      minHeight: 9,
      cells: [label('督导内容', { colSpan: 3 }), label('督导结果', { colSpan: 2 }), label('备注')],
    },
  ]
  const rows = [...head, ...groups.flatMap(group => groupRows(group, given)), ...opinionRows(facts, face.signer)]
  return { kind: 'table', columns: COLUMNS, head: head.length, rows }
}

function groupRows({ label: title, parts }: Group, given: ReadonlyMap<number, Answer>): Row[] {
  const rows: Row[] = parts.flatMap(part => {
    if (part.gap !== undefined) return [{ minHeight: 10, cells: [label(part.gap, { colSpan: 5 })] }]
    return part.items.map((item, i) => {
      const cells = itemCells(item, given.get(numberOf(item)))
      if (part.label !== undefined && i === 0) cells.unshift(label(part.label, { rowSpan: part.items.length }))
      return { minHeight: ITEM_HEIGHT, cells }
    })
  })
  // Where no part has a heading of its own, the group's heading takes both columns.
  const colSpan = parts.every(part => part.label === undefined) ? 2 : 1
  rows[0]?.cells.unshift(label(title, { colSpan, rowSpan: rows.length }))
  return rows
}

const itemCells = (item: string, answer: Answer | undefined): Cell[] => [
  cell(item),
  ...yesNo(answer),
  remark(numberOf(item), answer),
]

/** 意见: 存在问题 above, signatures below. Names, dates and seals are written by hand: no fact reaches them. */
function opinionRows(facts: RecordFacts, signer: string): Row[] {
  const right = { indent: 84 }
  return [
    {
      minHeight: 70,
      cells: [
        label('意见', { rowSpan: 2 }),
        cell([paragraph('存在问题：', { before: 4 }), paragraph([{ text: facts.problems ?? '', field: '存在问题' }])], {
          colSpan: 5,
          valign: 'top',
        }),
      ],
    },
    {
      minHeight: 45,
      cells: [
        cell(
          [
            paragraph(`${signer}签名:`, right),
            ...lines(2),
            paragraph(DATE_LINE, { indent: 112 }),
            paragraph('机构负责人签字：', { ...right, before: 10 }),
          ],
          { colSpan: 5 },
        ),
      ],
    },
  ]
}

/** 附件3's title, of both sheets. */
export const RECORD_TITLE = '北京市职业技能等级认定督导记录表'

/** What a prefilled record shows. */
export const RECORD_HEAD = ['org', 'plan', 'form'] as const

const FIRST_NOTE = '1.所有项目均为勾选项，请在与事实相符的选项后打勾，督导发现问题按序号在“备注”栏进行说明。'

/** 附件3 注, as printed; the second sentence is about the bureau and has no place on the organisation's own record. */
export const note = (official = true): Paragraph =>
  paragraph(`注：${FIRST_NOTE}${official ? '2、请于督导工作结束后 5 个工作日内向委派机构反馈督导情况。' : ''}`, {
    before: 4,
    leading: 15,
  })

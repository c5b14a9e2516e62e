import { z } from 'zod'
import { list, text } from './facts.ts'
import { numberOf } from './items.ts'
import { type Cell, cell, paragraph, type Run, type TextRun, value } from './model.ts'

const RESULT = z.enum(['yes', 'no'])

/** What was found at one item. 是 and 否 exclude each other (F02); neither is an item that is not ticked yet. */
export interface Answer {
  no: number
  result?: z.output<typeof RESULT>
  remark?: string
}

/** The answers to a form's items, in their own words: each number at most once, and only numbers that the form prints. */
export function answers(items: readonly string[]) {
  const numbers = items.map(numberOf)
  return list(
    z.strictObject({
      no: z.int().refine(no => numbers.includes(no), '本表没有这个序号'),
      result: RESULT.optional(),
      remark: text(),
    }),
    undefined,
    numbers.length,
  )
    .refine(given => !given || new Set(given.map(a => a.no)).size === given.length, '同一序号填写了两次')
    .meta({ title: '督导内容', asked: items })
}

/** An option with its box before it. */
export const boxed = (option: string, chosen: boolean): Run[] => [{ ticked: chosen }, { text: option }]

/** √ behind the option that was found, where the form has no boxes: 附件6, 附件7. */
export const ticked = (option: string, chosen: boolean): TextRun[] =>
  chosen ? [{ text: option }, { text: '√', bold: true }] : [{ text: option }]

/** The two cells □是 and □否 of 附件3; the box of what was found is ticked. */
export const yesNo = (answer: Answer | undefined): Cell[] => [
  cell(paragraph(boxed('是', answer?.result === 'yes'), { align: 'center' })),
  cell(paragraph(boxed('否', answer?.result === 'no'), { align: 'center' })),
]

/** 附件7's one cell 是/否. */
export const yesOrNo = (answer: Answer | undefined): Cell =>
  cell(
    paragraph([...ticked('是', answer?.result === 'yes'), { text: '/' }, ...ticked('否', answer?.result === 'no')], {
      align: 'center',
    }),
  )

/** 备注. A finding begins with its item's number (附件3 注1: 督导发现问题按序号在“备注”栏进行说明, F03). */
export function remark(no: number, answer: Answer | undefined): Cell {
  const words = answer?.remark ?? ''
  const numbered = new RegExp(`^序号\\s*${no}\\s*[:：]`).test(words)
  const printed = answer?.result === 'no' && words !== '' && !numbered ? `序号${no}:${words}` : words
  return value(`第${no}项备注`, printed)
}

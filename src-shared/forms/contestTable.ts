import type { z } from 'zod'
import type { Contest } from '../contract/contest.ts'
import { answers, remark, ticked, yesOrNo } from './answer.ts'
import { line, text } from './facts.ts'
import { HAND } from './given.ts'
import { numberOf } from './items.ts'
import { cell, label, lines, type Paragraph, paragraph, type Run, type Table, value } from './model.ts'

/** Facts of both sheets of 附件7. */
export const contestFacts = (items: readonly string[]) => ({
  org: line('被督导单位'),
  contest: line('竞赛项目名称'),
  items: answers(items),
  opinion: text('督导人员意见'),
  reply: text('被督导单位意见'),
})

export const CONTEST_HEAD = ['org', 'contest'] as const
export const CONTEST_TITLE = '北京市职业技能竞赛质量督导记录表'

type ContestFacts = z.output<z.ZodObject<ReturnType<typeof contestFacts>>>

/** mm, together 170. */
const COLUMNS = [34, 60, 32, 44]
const DATE = '年     月     日'

/** One line of signatures: words at the left, dates at `tabs`. */
const signing = (runs: Run[], tabs: number[]): Paragraph => paragraph(runs, { tabs, leading: 22 })

interface Sheet {
  items: readonly string[]
  /** The cell 督导内容: 理论知识/技能操作, or 竞赛结果. */
  content: Run[]
  /** mm per item row. */
  itemHeight: number
  /** 事中 has a second date line for the second inspector (T15). */
  dates: 1 | 2
  /** Who signs for the supervised side. */
  signer: string
}

/** 附件7's table. Signatures and dates are written by hand: no fact reaches them. */
export function contestTable(facts: ContestFacts, sheet: Sheet): Table {
  const given = new Map(facts.items?.map(a => [a.no, a]))
  const wide = { colSpan: 4, valign: 'top' } as const
  return {
    kind: 'table',
    columns: COLUMNS,
    head: 3,
    rows: [
      { minHeight: 10, cells: [label('被督导单位'), value('被督导单位', facts.org, { colSpan: 3 })] },
      {
        minHeight: 12,
        cells: [
          label('竞赛项目名称'),
          value('竞赛项目名称', facts.contest),
          label('督导内容'),
          cell(paragraph(sheet.content, { align: 'center' })),
        ],
      },
      { minHeight: 9, cells: [label('督导内容', { colSpan: 2 }), label('督导结果'), label('备注')] },
      ...sheet.items.map(item => ({
        minHeight: sheet.itemHeight,
        cells: [
          cell(item, { colSpan: 2 }),
          yesOrNo(given.get(numberOf(item))),
          remark(numberOf(item), given.get(numberOf(item))),
        ],
      })),
      {
        minHeight: 46,
        cells: [
          cell(
            [
              paragraph('督导人员意见：', { before: 4 }),
              paragraph('竞赛过程是否符合相关规定，不符合的需注明具体情况。'),
              paragraph([{ text: facts.opinion ?? '', field: '督导人员意见' }]),
              ...lines(2),
              signing([{ text: '督导人员签字：' }, { tab: true }, { text: DATE }], [118]),
              ...(sheet.dates === 2 ? [signing([{ tab: true }, { text: DATE }], [118])] : []),
            ],
            wide,
          ),
        ],
      },
      {
        minHeight: 36,
        cells: [
          cell(
            [
              paragraph('被督导单位意见：', { before: 4 }),
              paragraph([{ text: facts.reply ?? '', field: '被督导单位意见' }]),
              ...lines(2),
              signing([{ text: sheet.signer }, { tab: true }, { text: DATE }], [118]),
            ],
            wide,
          ),
        ],
      },
    ],
  }
}

/** 理论知识/ 技能操作: what this visit looked at; both may be ticked. */
export const contestParts = (theory: boolean, skill: boolean): Run[] => [
  ...ticked('理论知识', theory),
  { text: '/\n' },
  ...ticked('技能操作', skill),
]

/** 被督导单位 is who holds the contest; answers and opinions are written by hand, by others. */
export const contestHead = ({ contest }: { contest: Contest }) =>
  ({ org: contest.host, contest: contest.name, items: HAND, opinion: HAND, reply: HAND }) as const

import { z } from 'zod'
import { date, line, list } from './facts.ts'
import { form } from './form.ts'
import { HAND } from './given.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { heading, sectionTitle } from './heading.ts'
import { A4_PORTRAIT, cell, label, paragraph, type Row, type Table } from './model.ts'

const card = z.strictObject({ name: line('姓名'), code: line('证卡编号'), note: line('备注') })

const CARDS: Column<z.output<typeof card>>[] = [
  index(),
  { title: '姓名', width: 38, align: 'center', pick: c => c.name },
  { title: '证卡编号', width: 50, align: 'center', pick: c => c.code },
  { title: '备注（补发、作废等）', width: 70, pick: c => c.note },
]

/** 附件2 制作说明 5, 制作要求 (非硬性要求), step by step in its own words. */
export const STEPS = ['用层压机进行高温层压，约40分钟', '待温度下降', '进行人工膜切', '人工打孔', '检查', '包装']

/** 附件2 制作说明 4, 证卡材料 (非硬性要求): what a number of cards takes, `perSheet` on an A4 sheet. 制作说明 itself names no quantities. */
export function materials(cards: number, perSheet: number): [name: string, quantity: string][] {
  const sheets = Math.ceil(cards / perSheet)
  return [
    ['PVC 层压打印料 A4*0.17mm', `${2 * sheets} 张（正、反面各 ${sheets} 张）`],
    ['夹层', `${sheets} 张`],
    ['保护膜', `${2 * sheets} 张`],
    ['卡套', `${cards} 个`],
    ['挂绳', `${cards} 条`],
  ]
}

/** 证卡制作流转单: goes with a batch of cards from printing to packing. */
export const makingSheet = form({
  title: '证卡制作流转单',
  code: 'CRD',
  official: false,
  facts: z.strictObject({
    org: line('颁证机构'),
    batch: line('批次'),
    on: date('打印日期'),
    /** Cards on an A4 sheet; default 4. */
    perSheet: z
      .union([z.literal(1), z.literal(4), z.literal(5)])
      .optional()
      .meta({ title: '每张 A4 排几张' }),
    cards: list(card, '证卡', 5000),
    /** Steps that are done: as many of STEPS as are ticked, by their index. */
    done: z
      .array(
        z
          .int()
          .min(0)
          .max(STEPS.length - 1),
      )
      .max(STEPS.length)
      .optional(),
  }),
  head: ['org', 'batch', 'on', 'perSheet', 'cards'],
  from: {
    printJob: ({ org, job, on, notes }) => ({
      org,
      batch: `${on} 共 ${job.cards} 张`,
      on,
      perSheet: PER_SHEET[job.layout],
      cards: job.placed.map(({ cardId, name, code }) => ({ name, code, note: notes.get(cardId) })),
      done: HAND, // ticked as the work goes on
    }),
  },
  draw: facts => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['证卡制作流转单']),
      pairTable(
        [30, 55, 30, 55],
        [
          [['颁证机构', facts.org]],
          [
            ['批次', facts.batch],
            ['打印日期', facts.on],
          ],
          [['证卡张数', facts.cards && `${facts.cards.length} 张，每张 A4 排 ${facts.perSheet ?? 4} 张，正反两面`]],
        ],
      ),
      sectionTitle('材料（附件2 制作说明 4，非硬性要求）'),
      materialTable(facts.cards?.length, facts.perSheet ?? 4),
      sectionTitle('制作要求（附件2 制作说明 5，非硬性要求）'),
      stepTable(facts.done ?? []),
      sectionTitle('证卡清单'),
      listTable(CARDS, facts.cards ?? [], { atLeast: 8, rowHeight: 7 }),
      paragraph([{ text: '制作人签字：' }, { tab: true }, { text: '接收人签字：' }], { before: 14, tabs: [95] }),
    ],
  }),
})

const PER_SHEET = { single: 1, 'a4-4': 4, 'a4-5': 5 } as const

const COLUMNS = [70, 60, 40]

function materialTable(cards: number | undefined, perSheet: number): Table {
  const rows = materials(cards ?? 0, perSheet).map(
    ([name, quantity]): Row => ({
      minHeight: 7,
      cells: [cell(name), cell(cards === undefined ? '' : quantity), cell(box(false, '已领用'))],
    }),
  )
  const head = { minHeight: 7, cells: ['材料', '数量', '领用'].map(words => label(words)) }
  return { kind: 'table', columns: COLUMNS, head: 1, rows: [head, ...rows] }
}

function stepTable(done: readonly number[]): Table {
  const rows = STEPS.map(
    (step, i): Row => ({ minHeight: 7, cells: [cell(box(done.includes(i), step)), cell(''), cell('')] }),
  )
  const head = { minHeight: 7, cells: ['工序', '经办人', '日期'].map(words => label(words)) }
  return { kind: 'table', columns: COLUMNS, head: 1, rows: [head, ...rows] }
}

const box = (checked: boolean, words: string) => paragraph([{ ticked: checked }, { text: ` ${words}` }])

import { z } from 'zod'
import { line, list } from '../facts.ts'
import { form } from '../form.ts'
import { type Column, index, listTable, pairTable } from '../grid.ts'
import { heading } from '../heading.ts'
import { A4_PORTRAIT, paragraph } from '../model.ts'
import { planFacts } from '../plan.ts'
import { signed } from '../signing.ts'

const paper = z.strictObject({
  what: line('材料'),
  way: line('方式'),
  by: line('提供人'),
  at: line('时间'),
  to: line('接收人'),
})

const COLUMNS: Column<z.output<typeof paper>>[] = [
  index(),
  { title: '材料', width: 66, pick: p => p.what },
  { title: '方式', width: 16, align: 'center', pick: p => p.way },
  { title: '提供人', width: 24, align: 'center', pick: p => p.by },
  { title: '时间', width: 32, align: 'center', pick: p => p.at },
  { title: '接收人', width: 20, align: 'center', pick: p => p.to },
]

/** 资料提供登记表 (第二十九、三十条): what was shown, copied or handed over at one visit, received by hand. */
export const handedReceipt = form({
  title: '资料提供登记表',
  code: 'REC',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line('评价计划名称'),
    form: line('认定形式'),
    on: line('督导日期'),
    inspectors: line('外督员'),
    papers: list(paper, '提供的材料', 500),
  }),
  head: ['org', 'plan', 'form', 'on', 'inspectors'],
  from: {
    visit: ({ org, visit, ...about }) => ({
      org,
      ...planFacts(about),
      on: [...new Set([visit.on, visit.endedOn])].join(' 至 '),
      inspectors: visit.inspectors.map(({ name }) => name).join('、'),
      papers: visit.handed.map(({ what, way, by, at, to }) => ({ what, way, by, at, to })),
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['资料提供登记表']),
      pairTable(
        [30, 55, 30, 55],
        [
          [['评价计划名称', f.plan]],
          [
            ['评价机构', f.org],
            ['认定形式', f.form],
          ],
          [
            ['督导日期', f.on],
            ['外督员', f.inspectors],
          ],
        ],
      ),
      paragraph('按照质量督导工作要求提供的文字及影像资料（《实施细则》第二十九条）。', { before: 6, after: 6 }),
      listTable(COLUMNS, f.papers ?? [], { atLeast: 10 }),
      signed('提供单位经办人'),
      signed('接收人'),
    ],
  }),
})

import { z } from 'zod'
import { SLOT_STATE } from '../labels.ts'
import { choice, count, line, list } from './facts.ts'
import { form } from './form.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { DATE_LINE, heading } from './heading.ts'
import { A4_LANDSCAPE, paragraph } from './model.ts'
import { planFacts } from './plan.ts'

const row = z.strictObject({
  slot: line('材料代码'),
  name: line(),
  phase: line('环节'),
  /** 是否必备 for the batch's 认定形式 */
  required: z.boolean().optional(),
  state: choice(SLOT_STATE),
  reason: line('不适用的理由'),
  files: count(),
  records: count('系统记录'),
  retention: line('保管期限'),
})
type Entry = z.output<typeof row>

const COLUMNS: Column<Entry>[] = [
  index(),
  { title: '环节', width: 22, align: 'center', pick: r => r.phase },
  { title: '代码', width: 14, align: 'center', pick: r => r.slot },
  { title: '材料', width: 66, pick: r => r.name },
  {
    title: '必备',
    width: 14,
    align: 'center',
    pick: r => (r.required === undefined ? undefined : r.required ? '是' : '否'),
  },
  { title: '状态', width: 22, align: 'center', pick: r => r.state && SLOT_STATE[r.state] },
  { title: '件数', width: 26, align: 'center', pick: amount },
  { title: '保管期限', width: 34, align: 'center', pick: r => r.retention },
  { title: '不适用的理由', width: 51, pick: r => r.reason },
]

/** 「3 件」, 「2 件、记录 1」. */
function amount({ files = 0, records = 0 }: Entry): string | undefined {
  const parts = [files > 0 ? `${files} 件` : '', records > 0 ? `记录 ${records}` : ''].filter(Boolean)
  return parts.length === 0 ? undefined : parts.join('、')
}

/** 归档材料目录 (requirements §7): every slot of a batch with its state; 不适用 prints its reason. */
export const slotList = form({
  title: '归档材料目录',
  code: 'SLT',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line('评价计划名称'),
    form: line('认定形式'),
    /** 必备材料齐全率, per cent */
    percent: z.number().min(0).max(100).optional(),
    rows: list(row, undefined, 200),
  }),
  head: ['org', 'plan', 'form'],
  from: {
    batch: ({ org, slots, ...about }) => ({
      org,
      ...planFacts(about),
      percent: slots.percent,
      rows: slots.slots.map(({ slot, name, phase, required, state, reason, files, records, retention }) => ({
        slot,
        name,
        phase,
        required,
        state,
        reason,
        files,
        records,
        retention,
      })),
    }),
  },
  draw: f => ({
    page: A4_LANDSCAPE,
    body: [
      ...heading(['归档材料目录']),
      pairTable(
        [30, 100, 30, 101],
        [
          [['评价计划名称', f.plan]],
          [
            ['评价机构', f.org],
            ['认定形式', f.form],
          ],
          [['必备材料齐全率', f.percent === undefined ? undefined : `${f.percent}%（已归档和不适用的占必备材料）`]],
        ],
      ),
      paragraph('', { after: 2 }),
      listTable(COLUMNS, f.rows ?? [], { atLeast: 10, rowHeight: 7.5 }),
      paragraph([{ text: '整理人（签字）：' }, { tab: true }, { text: `日期：　　${DATE_LINE}` }], {
        before: 20,
        tabs: [150],
      }),
    ],
  }),
})

import { z } from 'zod'
import { count, date, digits, line, list, text } from './facts.ts'
import { form } from './form.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { DATE_LINE, heading } from './heading.ts'
import { A4_LANDSCAPE, paragraph } from './model.ts'

const item = z.strictObject({
  /** 件号: G2_001 */
  code: line(),
  title: line(),
  /** 批次 */
  batch: line(),
  size: line(),
  /** SHA-256; it stays on record when the content is gone. */
  digest: line(),
})

const COLUMNS: Column<z.output<typeof item>>[] = [
  index(),
  { title: '件号', width: 20, align: 'center', pick: i => i.code },
  { title: '题名', width: 60, pick: i => i.title },
  { title: '批次', width: 50, pick: i => i.batch },
  { title: '大小', width: 20, align: 'center', pick: i => i.size },
  { title: 'SHA-256', width: 99, pick: i => i.digest },
]

/** 档案销毁清册: what is over its 保管期限, approved by one person and watched over by another (requirements §5: 销毁审批和登记). */
export const destruction = form({
  title: '档案销毁清册',
  code: 'DST',
  official: false,
  facts: z.strictObject({
    org: line(),
    /** 清册编号: XH-2026-0001 */
    number: line(),
    /** 销毁理由 */
    reason: text(),
    /** 编制日期 */
    on: date(),
    /** 经办人 */
    proposedBy: line(),
    /** 批准人 */
    approvedBy: line(),
    /** 监销人 */
    witnessedBy: line(),
    /** 销毁日期; empty while it is only proposed */
    doneOn: date(),
    /** 件数 */
    count: count(),
    size: line(),
    items: list(item, 10_000),
  }),
  head: ['org', 'number', 'reason', 'on', 'proposedBy', 'approvedBy', 'witnessedBy', 'count', 'size', 'items'],
  draw: f => ({
    page: A4_LANDSCAPE,
    body: [
      ...heading(['档案销毁清册']),
      pairTable(
        [28, 60, 28, 60, 28, 57],
        [
          [
            ['评价机构', f.org],
            ['清册编号', f.number],
            ['编制日期', f.on],
          ],
          [['销毁理由', f.reason]],
          [
            ['经办人', f.proposedBy],
            ['批准人', f.approvedBy],
            ['监销人', f.witnessedBy],
          ],
          [
            ['件数', f.count === undefined ? undefined : `${digits(f.count)} 件`],
            ['总大小', f.size],
            ['销毁日期', f.doneOn],
          ],
        ],
      ),
      paragraph('以下材料均已超过保管期限，且不在调查冻结中。销毁后只保留题名等说明和校验值。', {
        before: 6,
        after: 6,
      }),
      { ...listTable(COLUMNS, f.items ?? [], { atLeast: 8, rowHeight: 8 }), style: { size: 9 } },
      ...['批准人', '监销人'].map(who =>
        paragraph([{ text: `${who}（签字）：` }, { tab: true }, { text: `日期：　　${DATE_LINE}` }], {
          before: 20,
          tabs: [150],
        }),
      ),
    ],
  }),
})

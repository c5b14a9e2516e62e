import { z } from 'zod'
import { sizeText } from '../domain/size.ts'
import { count, date, digits, line, list, text } from './facts.ts'
import { form } from './form.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { DATE_LINE, heading } from './heading.ts'
import { A4_LANDSCAPE, paragraph } from './model.ts'

const item = z.strictObject({
  code: line('件号'),
  title: line('题名'),
  batch: line('批次'),
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
    org: line('评价机构'),
    number: line('清册编号'),
    reason: text('销毁理由'),
    on: date('编制日期'),
    proposedBy: line('经办人'),
    approvedBy: line('批准人'),
    witnessedBy: line('监销人'),
    doneOn: date('销毁日期'),
    count: count('件数'),
    size: line(),
    items: list(item),
  }),
  head: ['org', 'number', 'reason', 'on', 'proposedBy', 'approvedBy', 'witnessedBy', 'count', 'size', 'items'],
  from: {
    destruction: ({ org, list: { items, ...facts } }) => ({
      org,
      number: facts.number,
      reason: facts.reason,
      on: facts.at.slice(0, 10),
      proposedBy: facts.proposedBy,
      approvedBy: facts.approvedBy,
      witnessedBy: facts.witnessedBy,
      doneOn: facts.doneAt?.slice(0, 10),
      count: items.length,
      size: sizeText(items.reduce((sum, { bytes }) => sum + bytes, 0)),
      items: items.map(({ code, title, batchName, bytes, sha256 }) => ({
        code,
        title,
        batch: batchName,
        size: sizeText(bytes),
        digest: sha256,
      })),
    }),
  },
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

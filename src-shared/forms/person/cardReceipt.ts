import { z } from 'zod'
import { date, line, list } from '../facts.ts'
import { form } from '../form.ts'
import { type Column, index, listTable, pairTable } from '../grid.ts'
import { heading } from '../heading.ts'
import { A4_PORTRAIT, paragraph } from '../model.ts'
import { signed } from '../signing.ts'

const card = z.strictObject({ name: line('姓名'), code: line('证卡编号'), note: line('备注') })

const COLUMNS: Column<z.output<typeof card>>[] = [
  index(),
  { title: '姓名', width: 30, align: 'center', pick: c => c.name },
  { title: '证卡编号', width: 42, align: 'center', pick: c => c.code },
  { title: '备注', width: 26, pick: c => c.note },
  { title: '领取人签名', width: 34, pick: () => undefined },
  { title: '领取日期', width: 26, pick: () => undefined },
]

/** 证卡领取登记表 (第十三条 颁发): of the cards of one print job. */
export const cardReceipt = form({
  title: '证卡领取登记表',
  code: 'CDR',
  official: false,
  facts: z.strictObject({ org: line('颁证机构'), on: date('打印日期'), cards: list(card, '证卡', 5000) }),
  head: ['org', 'on', 'cards'],
  from: {
    printJob: ({ org, job, on, notes }) => ({
      org,
      on,
      cards: job.placed.map(({ cardId, name, code }) => ({ name, code, note: notes.get(cardId) })),
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['证卡领取登记表']),
      pairTable(
        [30, 55, 30, 55],
        [
          [
            ['颁证机构', f.org],
            ['打印日期', f.on],
          ],
        ],
      ),
      paragraph('内督证卡仅限本评价机构内部使用，不得超出本机构范围（第十三条）；执行督导任务时应佩戴（第十七条）。', {
        before: 6,
        after: 6,
      }),
      listTable(COLUMNS, f.cards ?? [], { atLeast: 12, rowHeight: 10 }),
      signed('经办人'),
    ],
  }),
})

import { z } from 'zod'
import { count, date, digits, line, list } from './facts.ts'
import { form } from './form.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { heading } from './heading.ts'
import { A4_LANDSCAPE, paragraph } from './model.ts'

const difference = z.strictObject({
  /** 设备名称 */
  name: line(),
  /** 型号 */
  model: line(),
  /** 规格 */
  spec: line(),
  /** 位置 */
  room: line(),
  /** 备案数量 */
  filed: count(),
  /** 实有数量 */
  found: count(),
  /** 差异: 缺, 多, 型号变 … in words */
  difference: line(),
  /** 变更说明 */
  explanation: line(),
})

const COLUMNS: Column<z.output<typeof difference>>[] = [
  index(),
  { title: '设备名称', width: 48, pick: d => d.name },
  { title: '型号', width: 34, pick: d => d.model },
  { title: '规格', width: 32, pick: d => d.spec },
  { title: '位置', width: 26, pick: d => d.room },
  { title: '备案数量', width: 20, align: 'center', pick: d => digits(d.filed) },
  { title: '实有数量', width: 20, align: 'center', pick: d => digits(d.found) },
  { title: '差异', width: 29, pick: d => d.difference },
  { title: '变更说明', width: 40, pick: d => d.explanation },
]

/** 场地差异附页: what differs from the filed list, beside 附件5 (第二十三条). */
export const venueDiff = form({
  title: '场地差异附页',
  code: 'DIF',
  official: false,
  facts: z.strictObject({
    org: line(),
    venue: line(),
    address: line(),
    /** 对照的备案清单的日期 */
    filedOn: date(),
    receipt: line(),
    /** 清点日期 */
    countedOn: date(),
    differences: list(difference),
  }),
  head: ['org', 'venue', 'address', 'filedOn', 'receipt', 'countedOn'],
  draw: facts => ({
    page: A4_LANDSCAPE,
    body: [
      ...heading(['场地差异附页'], '（随场地核查单）'),
      pairTable(
        [28, 102.5, 28, 102.5],
        [
          [
            ['机构名称', facts.org],
            ['场地名称', facts.venue],
          ],
          [
            ['场地地址', facts.address],
            ['备案回执', facts.receipt],
          ],
          [
            ['备案清单日期', facts.filedOn],
            ['清点日期', facts.countedOn],
          ],
        ],
      ),
      paragraph(summary(facts.differences), { before: 8, after: 4 }),
      listTable(COLUMNS, facts.differences ?? [], { atLeast: 6 }),
      paragraph(
        [{ text: '清点人签字：' }, { tab: true }, { text: '复核人签字：' }, { tab: true }, { text: '日期：' }],
        {
          before: 14,
          tabs: [95, 190],
        },
      ),
    ],
  }),
})

/** Blank where nothing was counted; an empty list says that nothing differs. */
const summary = (differences: readonly unknown[] | undefined): string => {
  if (!differences) return '与备案清单的差异：'
  return differences.length === 0 ? '与备案清单一致，没有差异。' : `与备案清单的差异：共 ${differences.length} 项。`
}

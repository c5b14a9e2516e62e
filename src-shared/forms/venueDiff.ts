import { z } from 'zod'
import type { VenueFacts } from '../contract/venue.ts'
import { count, date, digits, line, list } from './facts.ts'
import { form } from './form.ts'
import { HAND } from './given.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { heading } from './heading.ts'
import { A4_LANDSCAPE, paragraph } from './model.ts'

const difference = z.strictObject({
  name: line('设备名称'),
  model: line('型号'),
  spec: line('规格'),
  room: line('位置'),
  filed: count('备案数量'),
  found: count('实有数量'),
  difference: line('差异'),
  explanation: line('变更说明'),
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
    org: line('机构名称'),
    venue: line('场地名称'),
    address: line('场地地址'),
    filedOn: date('对照的备案清单的日期'),
    receipt: line('备案回执'),
    countedOn: date('清点日期'),
    differences: list(difference, '差异'),
  }),
  head: ['org', 'venue', 'address', 'filedOn', 'receipt', 'countedOn'],
  from: {
    venue: venue => ({ ...about(venue), countedOn: HAND, differences: venue.differences.map(fromDifference) }),
    // What a count found stands on the sheet, not what has changed since.
    check: venue => ({
      ...about(venue),
      countedOn: venue.check?.finishedOn,
      differences: (venue.check?.rows ?? []).map(fromCount),
    }),
  },
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

const about = ({ orgName: org, name: venue, address, filedOn, receipt }: VenueFacts) => ({
  org,
  venue,
  address,
  filedOn,
  receipt,
})

const RESULT = { short: '缺', over: '多', duplicate: '重复', model: '型号变' } as const

function fromCount(row: NonNullable<VenueFacts['check']>['rows'][number]) {
  const gap = Math.abs(row.counted - row.expected)
  const amount = gap > 0 ? `${RESULT[row.result]} ${gap}` : RESULT[row.result]
  return {
    name: row.name,
    model: row.model,
    spec: row.spec,
    room: row.room,
    filed: row.expected,
    found: row.counted,
    difference: row.result === 'model' ? `型号变：${row.foundModel}` : amount,
    explanation: row.note,
  }
}

function fromDifference({ before, after, text, explanation }: VenueFacts['differences'][number]) {
  const device = after ?? before
  return {
    name: device?.name,
    model: device?.model,
    spec: device?.spec,
    room: device?.room,
    filed: before?.quantity ?? 0,
    found: after?.quantity ?? 0,
    difference: text,
    explanation,
  }
}

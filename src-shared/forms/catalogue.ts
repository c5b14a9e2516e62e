import { z } from 'zod'
import { count, date, digits, line, list } from './facts.ts'
import { form } from './form.ts'
import { type Column, listTable, pairTable } from './grid.ts'
import { heading } from './heading.ts'
import { A4_LANDSCAPE, paragraph } from './model.ts'

const entry = z.strictObject({
  code: line('件号'),
  title: line(),
  author: line(),
  on: date(),
  pages: line('页次'),
  size: line(),
  /** SHA-256 of the file in the package */
  digest: line(),
  source: line('In a 脱敏 package'),
})

/** `from`: the number of the first entry; a long catalogue is printed in parts, which no page shows. */
const columns = (from: number): Column<z.output<typeof entry>>[] => [
  { title: '序号', width: 12, align: 'center', pick: (_, i) => String(from + i) },
  { title: '件号', width: 20, align: 'center', pick: e => e.code },
  { title: '题名', width: 62, pick: e => e.title },
  { title: '责任者', width: 24, pick: e => e.author },
  { title: '日期', width: 26, align: 'center', pick: e => e.on },
  { title: '页次', width: 16, align: 'center', pick: e => e.pages },
  { title: '大小', width: 18, align: 'center', pick: e => e.size },
  { title: 'SHA-256', width: 83, pick: e => (e.source ? `${e.digest ?? ''}\n源文件 ${e.source}` : e.digest) },
]

/** 卷内文件目录: every file of a package by its number, with its digest (requirements §7). */
export const catalogue = form({
  title: '卷内文件目录',
  code: 'CAT',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line(),
    planNo: line('计划号'),
    state: line('封存第 1 版 or 未封存'),
    count: count(),
    size: line(),
    /** Number of the first entry, default 1. */
    from: count(),
    entries: list(entry, undefined, 10_000),
  }),
  head: ['org', 'plan', 'planNo', 'state', 'count', 'size'],
  from: {}, // made by the program of what it has just done
  draw: f => ({
    page: A4_LANDSCAPE,
    body: [
      ...heading(['卷内文件目录']),
      pairTable(
        [30, 100, 30, 101],
        [
          [
            ['评价机构', f.org],
            ['计划号', f.planNo],
          ],
          [['评价计划名称', f.plan]],
          [
            ['状态', f.state],
            ['文件', f.count === undefined ? undefined : `${digits(f.count)} 件　${f.size ?? ''}`],
          ],
        ],
      ),
      paragraph('', { after: 2 }),
      {
        ...listTable(columns(f.from ?? 1), f.entries ?? [], { atLeast: f.from === undefined ? 8 : 0, rowHeight: 8 }),
        style: { size: 8.5 },
      },
    ],
  }),
})

import { z } from 'zod'
import { count, digits, line, list } from './facts.ts'
import { form } from './form.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { heading, sectionTitle } from './heading.ts'
import { A4_PORTRAIT, paragraph } from './model.ts'
import { signed } from './signing.ts'

const entry = z.strictObject({
  /** Path inside the package. */
  name: line(),
  /** SHA-256 */
  digest: line(),
})

const ENTRIES: Column<z.output<typeof entry>>[] = [
  index(),
  { title: '包内文件', width: 66, pick: e => e.name },
  { title: 'SHA-256', width: 92, pick: e => e.digest },
]

/** 交付清单 (第二十九条): what was handed over, to whom, and the digests that prove it; signed by both. */
export const receipt = form({
  title: '交付清单',
  code: 'DEL',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line(),
    planNo: line('计划号'),
    /** Name of the package. */
    name: line(),
    kind: line('完整包 or 脱敏包'),
    state: line('封存第 1 版 or 未封存'),
    files: count(),
    size: line(),
    digest: line('清单摘要'),
    logHead: line(),
    anchor: line(),
    at: line(),
    by: line(),
    receiver: line(),
    entries: list(entry, undefined, 100_000),
  }),
  head: [
    'org',
    'plan',
    'planNo',
    'name',
    'kind',
    'state',
    'files',
    'size',
    'digest',
    'logHead',
    'anchor',
    'at',
    'by',
    'receiver',
  ],
  from: {}, // made by the program of what it has just done
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['交付清单'], '（事后督导材料）'),
      pairTable(
        [30, 55, 30, 55],
        [
          [['评价机构', f.org]],
          [['评价计划名称', f.plan]],
          [
            ['计划号', f.planNo],
            ['封存', f.state],
          ],
          [
            ['包名', f.name],
            ['种类', f.kind],
          ],
          [
            ['文件数', digits(f.files)],
            ['总量', f.size],
          ],
          [['清单摘要', f.digest]],
          [['日志链头', f.logHead]],
          [['锚定码', f.anchor]],
          [
            ['导出时间', f.at],
            ['经办人', f.by],
          ],
          [['接收单位（人）', f.receiver]],
        ],
      ),
      paragraph('材料已当面清点并校验，内容与所列摘要一致。一式两份，双方各执一份（《实施细则》第二十九条）。', {
        before: 6,
        first: 2,
      }),
      signed('移交人', { before: 18 }),
      signed('接收人', { before: 18 }),
      sectionTitle('包内文件'),
      { ...listTable(ENTRIES, f.entries ?? [], { atLeast: 6, rowHeight: 8 }), style: { size: 8.5 } },
    ],
  }),
})

import { z } from 'zod'
import { line } from './facts.ts'
import { form } from './form.ts'
import { pairTable } from './grid.ts'
import { heading } from './heading.ts'
import { A4_PORTRAIT, paragraph } from './model.ts'

/** Stands in a 脱敏 package for a file that is not handed out: what it is, why it is not there, and the digest by which it can be asked for. */
export const withheld = form({
  title: '未列入材料说明',
  code: 'WHD',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line('评价计划名称'),
    code: line('件号'),
    title: line('题名'),
    reason: line('原因'),
    size: line('源文件大小'),
    source: line('源文件 SHA-256'),
  }),
  head: ['org', 'plan', 'code', 'title', 'reason', 'size', 'source'],
  from: {}, // made by the program of what it has just done
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['未列入脱敏包的材料']),
      pairTable(
        [34, 136],
        [
          [['评价机构', f.org]],
          [['评价计划名称', f.plan]],
          [['件号', f.code]],
          [['题名', f.title]],
          [['原因', f.reason]],
          [['源文件大小', f.size]],
          [['源文件 SHA-256', f.source]],
        ],
      ),
      paragraph('本件存于评价机构的档案，可按上面的摘要核对。需要查阅的，请办理查阅登记后在机构查看原件。', {
        before: 8,
        first: 2,
      }),
    ],
  }),
})

import { z } from 'zod'
import { date, line, text } from './facts.ts'
import { form } from './form.ts'
import { pairTable } from './grid.ts'
import { heading } from './heading.ts'
import { A4_PORTRAIT, cell, type Paragraph, paragraph, type Table } from './model.ts'

const facts = {
  org: line(),
  /** 编号 */
  number: line(),
  /** 评价计划名称 */
  plan: line(),
  /** 来源: 内部督导记录第8项, 外督员意见 … */
  source: line(),
  /** 发现日期 */
  openedOn: date(),
  /** 责任人 */
  responsible: line(),
  /** 整改期限 */
  due: date(),
  /** 存在问题 */
  problem: text(),
  /** 整改要求, 整改措施 */
  measure: text(),
}

type Facts = { [K in keyof typeof facts]?: z.output<(typeof facts)[K]> }

const about = (f: Facts): Table =>
  pairTable(
    [30, 55, 30, 55],
    [
      [
        ['评价机构', f.org],
        ['编号', f.number],
      ],
      [['评价计划名称', f.plan]],
      [
        ['问题来源', f.source],
        ['发现日期', f.openedOn],
      ],
      [
        ['责任人', f.responsible],
        ['整改期限', f.due],
      ],
    ],
  )

/** One wide cell with its own title, to write in or filled. */
const block = (title: string, value: string | undefined, height: number): Table => ({
  kind: 'table',
  columns: [170],
  rows: [
    {
      minHeight: height,
      cells: [
        cell(
          [
            paragraph(`${title}：`, { before: 4, after: 4 }),
            paragraph([{ text: value ?? '', field: title }], { leading: 18, first: 2 }),
          ],
          {
            valign: 'top',
          },
        ),
      ],
    },
  ],
})

const signed = (who: string): Paragraph =>
  paragraph([{ text: `${who}（签字）：` }, { tab: true }, { text: '日期：　　年　　月　　日' }], {
    before: 22,
    tabs: [100],
  })

/** 整改通知: what was found, by whom and until when it is to be mended (第三十条（三）). */
export const rectifyNotice = form({
  title: '整改通知',
  code: 'RFN',
  official: false,
  facts: z.strictObject(facts),
  head: ['org', 'number', 'plan', 'source', 'openedOn', 'responsible', 'due', 'problem'],
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['整改通知']),
      about(f),
      block('存在问题', f.problem, 70),
      block('整改要求', f.measure, 70),
      paragraph(
        '请在期限内完成整改并书面回复。对提出的督导意见拒不采取改进措施的，按《实施细则》第三十条（三）处理。',
        { before: 8, first: 2 },
      ),
      signed('签发人'),
      signed('签收人'),
    ],
  }),
})

/** 整改回复: what was done; confirmed by another person than the responsible one. */
export const rectifyReply = form({
  title: '整改回复',
  code: 'RFR',
  official: false,
  facts: z.strictObject({
    ...facts,
    /** 整改情况 */
    reply: text(),
    /** 回复日期 */
    repliedOn: date(),
    /** 佐证材料 */
    evidence: text(),
  }),
  head: ['org', 'number', 'plan', 'source', 'openedOn', 'responsible', 'due', 'problem'],
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['整改回复']),
      about(f),
      block('存在问题', f.problem, 40),
      block('整改措施', f.measure, 40),
      block(`整改情况${f.repliedOn ? `（${f.repliedOn}）` : ''}`, f.reply, 50),
      block('佐证材料', f.evidence, 24),
      signed('责任人'),
      signed('复核人'),
    ],
  }),
})

import { z } from 'zod'
import type { Dossiers } from './dossiers.ts'
import { date, line, text } from './facts.ts'
import { form } from './form.ts'
import { pairTable } from './grid.ts'
import { heading } from './heading.ts'
import { A4_PORTRAIT, cell, paragraph, type Table } from './model.ts'
import { signed } from './signing.ts'

const facts = {
  org: line('评价机构'),
  number: line('编号'),
  plan: line('评价计划名称'),
  source: line('来源'),
  openedOn: date('发现日期'),
  responsible: line('责任人'),
  due: date('整改期限'),
  problem: text('存在问题'),
  measure: text('整改要求'),
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

const HEAD = ['org', 'number', 'plan', 'source', 'openedOn', 'responsible', 'due', 'problem'] as const

function aboutItem({ org, batch, item }: Dossiers['rectification']) {
  const from = item.recordId !== null ? '内部质量督导记录' : item.visitId !== null ? '外督员督导意见' : '本机构检查'
  return {
    org,
    number: `ZG-${item.id}`,
    plan: batch.name,
    source: item.number ? `${from}第${item.number}项` : from,
    openedOn: item.openedOn,
    responsible: item.responsible,
    due: item.due,
    problem: item.problem,
    measure: item.measure,
  }
}

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

/** 整改通知: what was found, by whom and until when it is to be mended (第三十条（三）). */
export const rectifyNotice = form({
  title: '整改通知',
  code: 'RFN',
  official: false,
  facts: z.strictObject(facts),
  head: HEAD,
  from: { rectification: aboutItem },
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
    reply: text('整改情况'),
    repliedOn: date('回复日期'),
    evidence: text('佐证材料'),
  }),
  head: HEAD,
  from: {
    rectification: dossier => ({
      ...aboutItem(dossier),
      reply: dossier.item.reply,
      repliedOn: dossier.item.repliedOn,
      evidence:
        dossier.files.map((name, i) => `${i + 1}. ${name}`).join('\n') ||
        (dossier.item.noEvidence && `没有佐证（复核人说明）：${dossier.item.noEvidence}`),
    }),
  },
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

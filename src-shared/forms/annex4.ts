import { z } from 'zod'
import { addDays } from '../domain/dates.ts'
import { line, text } from './facts.ts'
import { form } from './form.ts'
import { annexMark, heading } from './heading.ts'
import { A4_PORTRAIT, cell, label, paragraph, value } from './model.ts'

/** 附件4: one sheet per 外督员, without date and plan name; whose visit it is about is kept in the database (T13). */
export const annex4 = form({
  title: '附件4 外督员情况反馈表',
  code: 'A4',
  official: true,
  facts: z.strictObject({
    org: line('填报单位'),
    inspector: line('外督员姓名'),
    arrived: line('外督员进场时间'),
    left: line('外督员离场时间'),
    feedback: text('工作反馈情况'),
  }),
  head: ['org', 'inspector'],
  from: {
    visit: ({ org, visit, inspector, feedback, sheet }) =>
      sheet ?? {
        org,
        inspector: inspector.name,
        arrived: inspector.from && `${visit.on} ${inspector.from}`,
        left: inspector.to && `${leftOn(visit, inspector)} ${inspector.to}`,
        feedback,
      },
  },
  draw: facts => ({
    page: A4_PORTRAIT,
    body: [
      annexMark('附件 4'),
      ...heading(['北京市技能人才评价', '外督员情况反馈表']),
      paragraph([{ text: '填报单位（盖章/签字）：' }, { text: facts.org ?? '', field: '填报单位' }], {
        after: 4,
        style: { size: 12 },
      }),
      {
        kind: 'table',
        columns: [38, 47, 38, 47],
        style: { size: 12 },
        rows: [
          { minHeight: 14, cells: [label('外督员姓名'), value('外督员姓名', facts.inspector, { colSpan: 3 })] },
          {
            minHeight: 14,
            cells: [
              label('外督员进场时间'),
              value('外督员进场时间', facts.arrived),
              label('外督员离场时间'),
              value('外督员离场时间', facts.left),
            ],
          },
          {
            minHeight: 150,
            cells: [
              cell(
                [
                  paragraph('工作反馈情况：', { before: 6, after: 6 }),
                  paragraph([{ text: facts.feedback ?? '', field: '工作反馈情况' }], { leading: 20 }),
                ],
                { colSpan: 4, valign: 'top' },
              ),
            ],
          },
        ],
      },
      paragraph(
        '注：“反馈情况”请对外督员工作过程中是否佩戴督导员证卡、是否认真履行职责是否自觉遵守廉洁纪律等情况进行意见反馈。',
        { before: 4, leading: 15 },
      ),
    ],
  }),
})

/** The day of 离场: the last one of the visit, or the day after where somebody stayed past midnight. */
function leftOn(
  visit: { on: string; endedOn: string },
  { from, to }: { from: string | null; to: string | null },
): string {
  const overnight = from !== null && to !== null && to < from
  return visit.endedOn > visit.on || !overnight ? visit.endedOn : addDays(visit.on, 1)
}

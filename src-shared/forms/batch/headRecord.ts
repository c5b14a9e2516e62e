import { z } from 'zod'
import { line } from '../facts.ts'
import { form } from '../form.ts'
import { pairTable } from '../grid.ts'
import { heading, sectionTitle } from '../heading.ts'
import { A4_PORTRAIT, cell, label, paragraph, type Row } from '../model.ts'
import { ownFacts, ownOf, withOwn } from '../own.ts'
import { signed } from '../signing.ts'

const STEPS = [
  '审定实施方案和人员安排',
  '考前检查场地、设备和试卷',
  '考试当日到场巡查',
  '审核成绩汇总和复核',
  '审定公示和发证',
  '检查档案归集',
]

/** 机构负责人履职情况记录 (R8; 附件3 事后 item 5): once a batch; what was done, when, is written by the 负责人. */
export const headRecord = form({
  title: '机构负责人履职情况记录',
  code: 'HWR',
  official: false,
  facts: z.strictObject({
    ...ownFacts(),
    org: line('评价机构'),
    plan: line('评价计划名称'),
    planNo: line('计划号'),
    exam: line('考试日期'),
    place: line('地点'),
    name: line('负责人'),
  }),
  head: ['ownHead', 'org', 'plan', 'planNo', 'exam', 'place', 'name'],
  from: {
    batch: dossier => ({
      ...ownOf(dossier, 'HWR'),
      org: dossier.org,
      plan: dossier.batch.name,
      planNo: dossier.batch.planNo,
      exam: [...new Set([dossier.batch.dates.examFrom, dossier.batch.dates.examTo].filter(Boolean))].join(' 至 '),
      place: dossier.batch.venue,
      name: [...new Set(dossier.batch.staff.filter(({ role }) => role === 'head').map(({ name }) => name))].join('、'),
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: withOwn(f, [
      ...heading(['机构负责人履职情况记录']),
      pairTable(
        [30, 55, 30, 55],
        [
          [['评价计划名称', f.plan]],
          [
            ['评价机构', f.org],
            ['计划号', f.planNo],
          ],
          [
            ['考试日期', f.exam],
            ['地点', f.place],
          ],
          [['负责人', f.name]],
        ],
      ),
      sectionTitle('履职情况'),
      {
        kind: 'table',
        columns: [12, 46, 30, 82],
        head: 1,
        rows: [
          { minHeight: 9, cells: ['序号', '事项', '日期', '情况和意见'].map(words => label(words)) },
          ...[...STEPS, '', ''].map(
            (step, i): Row => ({ minHeight: 17, cells: [label(String(i + 1)), cell(step), cell(''), cell('')] }),
          ),
        ],
      },
      paragraph('由负责人本人填写并签名。', { before: 6, style: { size: 9 } }),
      signed('机构负责人'),
    ]),
  }),
})

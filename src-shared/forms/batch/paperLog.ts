/** 试卷 before the day: drawn, printed, kept (T1, T2). One per batch; numbers, times and names are written by hand. */
import { z } from 'zod'
import type { Dossiers } from '../dossiers.ts'
import { line } from '../facts.ts'
import { form } from '../form.ts'
import { pairTable } from '../grid.ts'
import { heading, sectionTitle } from '../heading.ts'
import { A4_PORTRAIT, label, paragraph, type Row, type Table, value } from '../model.ts'
import { ownFacts, ownOf, withOwn } from '../own.ts'
import { signedBeside } from '../signing.ts'

const facts = () => ({
  ...ownFacts(),
  org: line('评价机构'),
  plan: line('评价计划名称'),
  planNo: line('计划号'),
  occupation: line('职业（工种）及等级'),
  exam: line('考试日期'),
  /** One row for each. */
  subjects: z.array(z.string()).max(50).optional(),
})
const HEAD = ['ownHead', 'org', 'plan', 'planNo', 'occupation', 'exam', 'subjects'] as const

const about = (code: string) => (dossier: Dossiers['batch']) => {
  const { batch } = dossier
  return {
    ...ownOf(dossier, code),
    org: dossier.org,
    plan: batch.name,
    planNo: batch.planNo,
    occupation: batch.items.map(item => [item.occupation, item.level].filter(Boolean).join(' ')).join('、'),
    exam: [...new Set([batch.dates.examFrom, batch.dates.examTo].filter(Boolean))].join(' 至 '),
    subjects: [...new Set(batch.sessions.map(session => session.subject).filter(Boolean))],
  }
}

interface Head {
  org?: string
  plan?: string
  planNo?: string
  occupation?: string
  exam?: string
}

const headTable = (f: Head) =>
  pairTable(
    [30, 55, 30, 55],
    [
      [['评价计划名称', f.plan]],
      [
        ['评价机构', f.org],
        ['计划号', f.planNo],
      ],
      [
        ['职业及等级', f.occupation],
        ['考试日期', f.exam],
      ],
    ],
  )

/** The subjects below each other, with titled cells to write in. */
function bySubject(subjects: readonly string[], columns: readonly (readonly [string, number])[], atLeast = 4): Table {
  const rows = Array.from(
    { length: Math.max(subjects.length, atLeast) },
    (_, i): Row => ({
      minHeight: 13,
      cells: [value('科目', subjects[i]), ...columns.map(() => label(''))],
    }),
  )
  const head = { minHeight: 9, cells: [label('科目'), ...columns.map(([title]) => label(title))] }
  return { kind: 'table', columns: [40, ...columns.map(([, width]) => width)], head: 1, rows: [head, ...rows] }
}

/** T1 */
export const paperDraw = form({
  title: '试题抽取记录',
  code: 'DRW',
  official: false,
  facts: z.strictObject(facts()),
  head: HEAD,
  from: { batch: about('DRW') },
  draw: f => ({
    page: A4_PORTRAIT,
    body: withOwn(f, [
      ...heading(['试题抽取记录']),
      headTable(f),
      sectionTitle('抽取情况'),
      bySubject(f.subjects ?? [], [
        ['题库（卷库）名称', 44],
        ['试卷编号', 32],
        ['A/B 卷', 18],
        ['抽取时间', 36],
      ]),
      paragraph('抽取方式、保密措施：', { before: 10, after: 40 }),
      signedBeside(['抽题人', '监督人', '负责人']),
    ]),
  }),
})

/** T2 */
export const paperKeeping = form({
  title: '试卷印制保管登记表',
  code: 'PRT',
  official: false,
  facts: z.strictObject(facts()),
  head: HEAD,
  from: { batch: about('PRT') },
  draw: f => ({
    page: A4_PORTRAIT,
    body: withOwn(f, [
      ...heading(['试卷印制保管登记表']),
      headTable(f),
      sectionTitle('印制'),
      bySubject(f.subjects ?? [], [
        ['印制份数', 22],
        ['废卷销毁', 22],
        ['装袋数、袋号', 34],
        ['印制时间', 26],
        ['印制人', 26],
      ]),
      sectionTitle('保管（双人双锁）'),
      bySubject(
        [],
        [
          ['入库时间', 26],
          ['份数、袋号', 30],
          ['出库时间', 26],
          ['保管人一', 24],
          ['保管人二', 24],
        ],
      ),
      paragraph('保管地点和条件：', { before: 10, after: 24 }),
      signedBeside(['保管人', '保管人', '负责人']),
    ]),
  }),
})

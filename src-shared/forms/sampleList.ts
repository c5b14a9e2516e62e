import { z } from 'zod'
import { count, line, list } from './facts.ts'
import { form } from './form.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { heading } from './heading.ts'
import { A4_PORTRAIT, paragraph } from './model.ts'

const candidate = z.strictObject({
  number: line('准考证号'),
  name: line('姓名'),
  sex: line('性别'),
  occupation: line('职业'),
  level: line('等级'),
  unit: line('单位'),
})

const CANDIDATES: Column<z.output<typeof candidate>>[] = [
  index(),
  { title: '准考证号', width: 30, align: 'center', pick: c => c.number },
  { title: '姓名', width: 24, align: 'center', pick: c => c.name },
  { title: '性别', width: 11, align: 'center', pick: c => c.sex },
  { title: '职业及等级', width: 41, pick: c => [c.occupation, c.level].filter(Boolean).join(' ') },
  { title: '核对结果', width: 22, pick: () => undefined },
  { title: '单位', width: 30, pick: c => c.unit },
]

/** 考生身份抽查名单 (第二十条（四）): drawn by a recorded seed, so that the same list gives the same sample. */
export const sampleList = form({
  title: '考生身份抽查名单',
  code: 'SMP',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line('评价计划名称'),
    seed: line('抽查种子'),
    total: count('名册人数'),
    drawnAt: line('抽查时间'),
    drawnBy: line('抽取人'),
    candidates: list(candidate, '考生'),
  }),
  head: ['org', 'plan', 'seed', 'total', 'drawnAt', 'drawnBy', 'candidates'],
  from: {
    sample: ({ org, batch, sample }) => ({
      org,
      plan: batch.name,
      seed: sample.seed,
      total: sample.total,
      drawnAt: sample.drawnAt,
      drawnBy: sample.drawnBy,
      candidates: sample.candidates.map(({ id: _, idMasked: __, ...candidate }) => candidate),
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['考生身份抽查名单']),
      pairTable(
        [30, 55, 30, 55],
        [
          [['评价机构', f.org]],
          [['评价计划名称', f.plan]],
          [
            ['抽查种子', f.seed],
            ['名册人数', f.total === undefined ? undefined : `${f.total} 人，抽查 ${f.candidates?.length ?? 0} 人`],
          ],
          [
            ['抽取时间', f.drawnAt],
            ['抽取人', f.drawnBy],
          ],
        ],
      ),
      paragraph('核对证件与本人是否一致，在“核对结果”栏填写（《实施细则》第二十条（四））。', { before: 6, after: 6 }),
      listTable(CANDIDATES, f.candidates ?? [], { atLeast: 10 }),
      paragraph([{ text: '核对人（签字）：' }, { tab: true }, { text: '日期：　　年　　月　　日' }], {
        before: 24,
        tabs: [100],
      }),
    ],
  }),
})

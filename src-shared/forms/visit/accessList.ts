import { z } from 'zod'
import { line, list } from '../facts.ts'
import { form } from '../form.ts'
import { type Column, index, listTable, pairTable } from '../grid.ts'
import { heading } from '../heading.ts'
import { A4_PORTRAIT, paragraph } from '../model.ts'
import { planFacts } from '../plan.ts'
import { signed } from '../signing.ts'

const person = z.strictObject({
  number: line('准考证号'),
  name: line('姓名'),
  level: line('职业等级'),
  unit: line('单位'),
  phone: line('联系电话'),
})

const COLUMNS: Column<z.output<typeof person>>[] = [
  index(),
  { title: '准考证号', width: 28, align: 'center', pick: p => p.number },
  { title: '姓名', width: 20, align: 'center', pick: p => p.name },
  { title: '职业等级', width: 26, pick: p => p.level },
  { title: '单位', width: 32, pick: p => p.unit },
  { title: '联系电话', width: 26, align: 'center', pick: p => p.phone },
  { title: '访问情况', width: 26, pick: () => undefined },
]

/** 访问名单: candidates whom 外督员 may call or meet; phones masked unless the office has said otherwise. What they answered is the inspector's own. */
export const accessList = form({
  title: '考生访问名单',
  code: 'VIS',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line('评价计划名称'),
    form: line('认定形式'),
    on: line('督导日期'),
    inspectors: line('外督员'),
    people: list(person, '考生', 10_000),
  }),
  head: ['org', 'plan', 'form', 'on', 'inspectors', 'people'],
  from: {
    visit: ({ org, visit, people, ...about }) => ({
      org,
      ...planFacts(about),
      on: [...new Set([visit.on, visit.endedOn])].join(' 至 '),
      inspectors: visit.inspectors.map(({ name }) => name).join('、'),
      people: people.map(({ number, name, unit, phone, occupation, level }) => ({
        number,
        name,
        level: [occupation, level].filter(Boolean).join(' '),
        unit,
        phone,
      })),
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['考生访问名单']),
      pairTable(
        [30, 55, 30, 55],
        [
          [['评价计划名称', f.plan]],
          [
            ['评价机构', f.org],
            ['认定形式', f.form],
          ],
          [
            ['督导日期', f.on],
            ['外督员', f.inspectors],
          ],
        ],
      ),
      paragraph('本名单含个人信息，仅供本次督导使用，用后由评价机构收回归档。', { before: 6, after: 6 }),
      listTable(COLUMNS, f.people ?? [], { atLeast: f.people?.length ? 0 : 15, rowHeight: 9 }),
      signed('提供单位经办人'),
      signed('接收人'),
    ],
  }),
})

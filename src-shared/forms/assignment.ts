import { z } from 'zod'
import { date, line, list, text } from './facts.ts'
import { form } from './form.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { heading, sectionTitle } from './heading.ts'
import { A4_PORTRAIT, paragraph } from './model.ts'

const session = z.strictObject({ time: line(), place: line(), occupation: line(), people: line() })
const person = z.strictObject({ name: line(), code: line(), duty: line(), note: line() })

const SESSIONS: Column<z.output<typeof session>>[] = [
  index(),
  { title: '场次时间', width: 48, pick: s => s.time },
  { title: '地点', width: 50, pick: s => s.place },
  { title: '职业（工种）及等级', width: 42, pick: s => s.occupation },
  { title: '人数', width: 18, align: 'center', pick: s => s.people },
]
const PEOPLE: Column<z.output<typeof person>>[] = [
  index(),
  { title: '内督员', width: 32, align: 'center', pick: p => p.name },
  { title: '证卡编号', width: 42, align: 'center', pick: p => p.code },
  { title: '分工', width: 46, pick: p => p.duty },
  { title: '备注', width: 38, pick: p => p.note },
]

/** 第十三条, the last clause, as printed. */
export const SCOPE = '内督证卡仅限本评价机构内部使用，不得超出本机构范围。'

/** 委派单: 第十五条 has the organisation assign its 内督员 by its own rules. Signed by hand. */
export const assignment = form({
  title: '内督员委派单',
  code: 'ASG',
  official: false,
  facts: z.strictObject({
    org: line(),
    /** 编号 */
    number: line(),
    /** 评价计划名称 */
    plan: line(),
    /** 督导形式: 现场督导, 事后认定资料督导, … */
    kind: line(),
    sessions: list(session, 500),
    people: list(person, 500),
    /** 督导内容 */
    content: text(),
    /** 委派日期 */
    on: date(),
  }),
  head: ['org', 'number', 'plan', 'kind', 'sessions', 'people', 'content', 'on'],
  draw: facts => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['内督员委派单']),
      paragraph([{ text: '编号：' }, { text: facts.number ?? '　　　　　　', field: '编号' }], {
        align: 'right',
        after: 4,
      }),
      pairTable(
        [34, 51, 34, 51],
        [
          [['评价机构', facts.org]],
          [['评价计划名称', facts.plan]],
          [
            ['督导形式', facts.kind],
            ['委派日期', facts.on],
          ],
          [['督导内容', facts.content]],
        ],
      ),
      sectionTitle('场次'),
      listTable(SESSIONS, facts.sessions ?? [], { atLeast: 3 }),
      sectionTitle('委派人员'),
      listTable(PEOPLE, facts.people ?? [], { atLeast: 3 }),
      paragraph('依据本机构制度委派以上内督员（《实施细则》第十五条），执行督导任务时应佩戴督导员证卡（第十七条）。', {
        before: 10,
        first: 2,
      }),
      paragraph(`${SCOPE}（第十三条）`, { first: 2 }),
      paragraph([{ text: '签发人（签字）：' }, { tab: true }, { text: '签发日期：　　年　　月　　日' }], {
        before: 30,
        tabs: [95],
      }),
    ],
  }),
})

import { z } from 'zod'
import { assignedSessions } from './assignment.ts'
import { date, line, list } from './facts.ts'
import { form } from './form.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { heading, sectionTitle } from './heading.ts'
import { A4_PORTRAIT, paragraph } from './model.ts'

const relation = z.strictObject({ name: line('姓名'), kind: line('关系'), note: line('说明') })

const RELATIONS: Column<z.output<typeof relation>>[] = [
  index(),
  { title: '姓名', width: 40, align: 'center', pick: r => r.name },
  { title: '关系', width: 40, align: 'center', pick: r => r.kind },
  { title: '说明', width: 78, pick: r => r.note },
]

/** 回避声明: 第九条, signed by the assigned person before the work begins. */
export const avoidance = form({
  title: '内督员回避声明',
  code: 'AVD',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    name: line('内督员姓名'),
    code: line('证卡编号'),
    plan: line('评价计划名称'),
    number: line('委派单编号'),
    on: date('督导日期'),
    /** Those on file. */
    relations: list(relation, '需要说明的关系', 100),
  }),
  head: ['org', 'name', 'code', 'plan', 'number', 'on', 'relations'],
  from: {
    // One declaration a person; of the 委派单 as a whole there is only the head.
    assignment: ({ org, batch, assignment, person }) => ({
      org,
      name: person?.name,
      code: person?.code,
      plan: batch.name,
      number: assignment.state === 'void' ? `${assignment.number}（已作废）` : assignment.number,
      on: person ? assignedSessions(batch, [person])[0]?.date : assignment.issuedOn,
      relations: person?.relations.map(relation => ({
        name: relation.supervisorId === person.supervisorId ? relation.withName : relation.supervisorName,
        kind: relation.kind,
        note: relation.note,
      })),
    }),
  },
  draw: facts => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['内督员回避声明']),
      pairTable(
        [30, 55, 30, 55],
        [
          [['评价机构', facts.org]],
          [
            ['内督员', facts.name],
            ['证卡编号', facts.code],
          ],
          [['评价计划名称', facts.plan]],
          [
            ['委派单编号', facts.number],
            ['督导日期', facts.on],
          ],
        ],
      ),
      paragraph(
        '本人已阅读《实施细则》第九条：质量督导员执行轮换制和回避原则，不能参加可能影响其客观公正督导的工作，不能兼任同场次考评工作。',
        { before: 12, first: 2, leading: 20 },
      ),
      paragraph(
        '本人声明：与本次认定的考评人员、考务人员和考生之间，除下表所列外，没有近亲属、师生、师徒、同事、培训授课或者其他利害关系；不兼任同场次考评工作；工作中发现应当回避的情形，立即报告并退出。',
        { first: 2, leading: 20 },
      ),
      sectionTitle('需要说明的关系（没有的写“无”）'),
      listTable(RELATIONS, facts.relations ?? [], { atLeast: 4 }),
      paragraph([{ text: '声明人（签字）：' }, { tab: true }, { text: '日期：　　年　　月　　日' }], {
        before: 30,
        tabs: [100],
      }),
    ],
  }),
})

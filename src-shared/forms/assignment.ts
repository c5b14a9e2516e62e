import { z } from 'zod'
import type { Batch, Session } from '../contract/batch.ts'
import type { SupervisionRecord } from '../contract/supervision.ts'
import { spanText } from '../domain/clock.ts'
import { RECORD_KIND } from '../labels.ts'
import { date, line, list, text } from './facts.ts'
import { form } from './form.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { heading, sectionTitle } from './heading.ts'
import { A4_PORTRAIT, paragraph } from './model.ts'
import { placeOf } from './plan.ts'

const session = z.strictObject({
  time: line('场次时间'),
  place: line('地点'),
  occupation: line('职业（工种）及等级'),
  people: line('人数'),
})
const person = z.strictObject({
  name: line('内督员'),
  code: line('证卡编号'),
  duty: line('分工'),
  note: line('备注'),
})

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
    org: line('评价机构'),
    number: line('编号'),
    plan: line('评价计划名称'),
    kind: line('督导形式'),
    sessions: list(session, '场次', 500),
    people: list(person, '委派的内督员', 500),
    content: text('督导内容'),
    on: date('委派日期'),
  }),
  head: ['org', 'number', 'plan', 'kind', 'sessions', 'people', 'content', 'on'],
  from: {
    assignment: ({ org, batch, assignment, kinds, person }) => {
      const sessions = assignedSessions(batch, person ? [person] : assignment.people)
      return {
        org,
        number: assignment.state === 'void' ? `${assignment.number}（已作废）` : assignment.number,
        plan: batch.name,
        kind: kindText(kinds, sessions.length > 0),
        content: assignment.lateReason
          ? `${assignment.content}\n补办原因：${assignment.lateReason}`
          : assignment.content,
        on: assignment.issuedOn,
        sessions: sessions.map(session => ({
          time: spanText(session),
          place: placeOf(batch, session),
          occupation: [session.subject, occupationsOf(batch)].filter(Boolean).join('；'),
          people: String(session.count),
        })),
        people: assignment.people.map(one => ({
          name: one.name,
          code: one.code,
          duty: sessions.length > 1 ? `${one.sessionIds.length} 个场次` : '',
          note: one.override ? `例外：${one.override}${one.approver && `（负责人${one.approver}认定）`}` : '',
        })),
      }
    },
  },
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

/** The sessions of these people, in the batch's own order. */
export function assignedSessions(batch: Batch, people: readonly { sessionIds: readonly number[] }[]): Session[] {
  const ids = new Set(people.flatMap(person => person.sessionIds))
  return batch.sessions.filter(session => ids.has(session.id))
}

/** 第十八条: who is sent to a session supervises 现场; what records under the 委派单 say besides comes after it. */
function kindText(kinds: readonly SupervisionRecord['kind'][], atSessions: boolean): string {
  const all = new Set([...(atSessions ? (['onsite'] as const) : []), ...kinds])
  return (['onsite', 'afterwards'] as const)
    .filter(kind => all.has(kind))
    .map(kind => RECORD_KIND[kind])
    .join('、')
}

const occupationsOf = (batch: Batch): string =>
  batch.items.map(item => [item.occupation, item.level].filter(Boolean).join(' ')).join('、')

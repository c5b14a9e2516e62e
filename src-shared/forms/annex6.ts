import { z } from 'zod'
import type { Contest, ContestVisit } from '../contract/contest.ts'
import { ticked } from './answer.ts'
import { choice, count, digits, line, list } from './facts.ts'
import { form } from './form.ts'
import type { Given } from './given.ts'
import { annexMark, heading } from './heading.ts'
import { A4_LANDSCAPE, type Block, cell, label, paragraph, type Row, value } from './model.ts'

const entry = z.strictObject({
  /** 督导类型: 事中 or 事后; neither while it is not decided. */
  kind: choice({ during: '事中', after: '事后' }, '督导类型'),
  contest: line('竞赛项目名称'),
  place: line('竞赛地点'),
  occupation: line('职业（工种）'),
  people: count('人数'),
  from: line('开始时间'),
  to: line('结束时间'),
  inspectors: line('督导员姓名'),
  note: line('备注'),
})

type Entry = z.output<typeof entry>
type Typed = z.input<typeof entry>

/** The official sheet has seven rows (F11). */
const ROWS = 7

/** mm, together 261. 人数 is narrow, names and places are not. */
const COLUMNS = [25, 47, 41, 30, 13, 27, 27, 27, 24]
const HEADINGS = [
  '督导类型',
  '竞赛项目名称',
  '竞赛地点',
  '职业（工种）',
  '人数',
  '开始时间',
  '结束时间',
  '督导员姓名',
  '备注',
]

/** 附件6, landscape: seven entries a page, both signatures on every page. */
export const annex6 = form({
  title: '附件6 竞赛质量督导安排表',
  code: 'A6',
  official: true,
  facts: z.strictObject({ entries: list(entry, '督导安排', 700) }),
  head: ['entries'],
  from: { contest: ({ contest }) => ({ entries: entriesOf(contest) }) },
  draw: ({ entries = [] }) => ({
    page: A4_LANDSCAPE,
    body: Array.from({ length: Math.max(1, Math.ceil(entries.length / ROWS)) }, (_, page) =>
      sheet(entries.slice(page * ROWS, (page + 1) * ROWS), page),
    ).flat(),
    foot: [
      paragraph([{ text: '填表人签字：' }, { tab: true }, { text: '审核人签字：' }], {
        indent: 20,
        tabs: [110],
        style: { size: 12 },
        leading: 26,
      }),
    ],
  }),
})

function sheet(entries: Entry[], page: number): Block[] {
  const rows = Array.from({ length: ROWS }, (_, i) => row(entries[i] ?? {}))
  return [
    ...(page > 0 ? [{ kind: 'break' } as const] : []),
    annexMark('附件6'),
    ...heading(['北京市职业技能竞赛质量督导安排表']),
    {
      kind: 'table',
      columns: COLUMNS,
      head: 1,
      rows: [{ minHeight: 12, cells: HEADINGS.map(words => label(words)) }, ...rows],
    },
  ]
}

const row = (entry: Entry): Row => ({
  minHeight: 17,
  cells: [
    cell(
      paragraph(
        [...ticked('事中', entry.kind === 'during'), { text: '/' }, ...ticked('事后', entry.kind === 'after')],
        { align: 'center' },
      ),
    ),
    value('竞赛项目名称', entry.contest),
    value('竞赛地点', entry.place),
    value('职业（工种）', entry.occupation),
    value('人数', digits(entry.people), { align: 'center' }),
    value('开始时间', entry.from, { align: 'center' }),
    value('结束时间', entry.to, { align: 'center' }),
    value('督导员姓名', entry.inspectors, { align: 'center' }),
    value('备注', entry.note),
  ],
})

/** A row for each visit of a place, one without 督导类型 where none is recorded; visits of no place come last. */
function entriesOf({ name, places, visits }: Contest): Given<Typed>[] {
  const oldestFirst = visits.toReversed()
  const nowhere = oldestFirst.filter(visit => visit.placeId === null)
  return [
    ...places.flatMap(place => {
      const there = oldestFirst.filter(visit => visit.placeId === place.id)
      return (there.length === 0 ? [undefined] : there).map(visit => ({
        kind: visit?.kind,
        contest: name,
        place: place.place,
        occupation: place.occupation,
        people: place.people,
        from: `${place.fromOn} ${place.fromTime}`,
        to: `${place.toOn} ${place.toTime}`,
        inspectors: visit && namesOf(visit),
        note: place.note,
      }))
    }),
    ...nowhere.map(visit => ({
      kind: visit.kind,
      contest: name,
      place: undefined,
      occupation: undefined,
      people: undefined,
      from: visit.on,
      to: visit.endedOn,
      inspectors: namesOf(visit),
      note: undefined,
    })),
  ]
}

const namesOf = (visit: ContestVisit): string => visit.inspectors.map(inspector => inspector.name).join('、')

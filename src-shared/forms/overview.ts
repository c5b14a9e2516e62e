import { z } from 'zod'
import { count, date, digits, line, list, text } from './facts.ts'
import { form } from './form.ts'
import { type Column, listTable, pairTable } from './grid.ts'
import { heading, sectionTitle } from './heading.ts'
import { A4_PORTRAIT } from './model.ts'

const session = z.strictObject({ time: line(), room: line(), subject: line(), planned: count(), actual: line() })
const record = z.strictObject({ on: date(), kind: line(), supervisor: line(), phases: line(), no: line() })
const visit = z.strictObject({ on: date(), kind: line(), inspectors: line() })

const SESSIONS: Column<z.output<typeof session>>[] = [
  { title: '时间', width: 52, pick: s => s.time },
  { title: '考场', width: 36, pick: s => s.room },
  { title: '科目', width: 36, pick: s => s.subject },
  { title: '计划人数', width: 20, align: 'center', pick: s => digits(s.planned) },
  { title: '实际', width: 26, align: 'center', pick: s => s.actual },
]
const RECORDS: Column<z.output<typeof record>>[] = [
  { title: '日期', width: 36, align: 'center', pick: r => r.on },
  { title: '类型', width: 34, align: 'center', pick: r => r.kind },
  { title: '内督员', width: 34, align: 'center', pick: r => r.supervisor },
  { title: '阶段', width: 36, align: 'center', pick: r => r.phases },
  { title: '「否」的项目', width: 30, align: 'center', pick: r => r.no },
]
const VISITS: Column<z.output<typeof visit>>[] = [
  { title: '日期', width: 36, align: 'center', pick: v => v.on },
  { title: '督导类型', width: 54, pick: v => v.kind },
  { title: '外督员', width: 80, pick: v => v.inspectors },
]

/** 批次概况 (第二十一条（三）听取汇报): what was planned, what was done, who supervised it, on a page or two. */
export const overview = form({
  title: '批次概况',
  code: 'OVW',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line('评价计划名称'),
    planNo: line('计划号'),
    state: line('封存第 1 版 or 未封存'),
    forms: line('认定形式'),
    items: text('职业、等级和人数'),
    place: line('地点'),
    dates: text('计划、公告、报名、考试、公示、发证 … with their dates'),
    candidates: count(),
    staff: line('考评人员 2 名，监考人员 …'),
    sessions: list(session, undefined, 1000),
    assignments: line('委派单'),
    records: list(record, undefined, 1000),
    visits: list(visit, undefined, 1000),
    problems: line('问题 3 个，已关闭 2 个'),
    percent: line('归档完整率'),
    missing: text('缺失'),
  }),
  head: ['org', 'plan', 'planNo', 'state', 'forms', 'items', 'place', 'dates'],
  from: {}, // made by the program of what it has just done
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['批次概况']),
      pairTable(
        [30, 55, 30, 55],
        [
          [['评价机构', f.org]],
          [['评价计划名称', f.plan]],
          [
            ['计划号', f.planNo],
            ['状态', f.state],
          ],
          [['认定形式', f.forms]],
          [['职业等级', f.items]],
          [['地点', f.place]],
          [['日程', f.dates]],
          [
            ['考生', f.candidates === undefined ? undefined : `${digits(f.candidates)} 人`],
            ['委派单', f.assignments],
          ],
          [['工作人员', f.staff]],
          [
            ['问题整改', f.problems],
            ['归档完整率', f.percent],
          ],
          [['缺失', f.missing]],
        ],
      ),
      sectionTitle('场次'),
      listTable(SESSIONS, f.sessions ?? [], { atLeast: 2 }),
      sectionTitle('内部质量督导'),
      listTable(RECORDS, f.records ?? [], { atLeast: 3 }),
      sectionTitle('外督员督导'),
      listTable(VISITS, f.visits ?? [], { atLeast: 1 }),
    ],
  }),
})

/** 年度总结 for 社会事业局 (第二十四条), and 工作量与轮换: of any period. The text is neutral and is edited before it is printed; the figures are the program's. */
import { z } from 'zod'
import type { Figure } from '../../contract/year.ts'
import { RECORD_KIND } from '../../labels.ts'
import { date, line, list, text } from '../facts.ts'
import { form } from '../form.ts'
import { HAND } from '../given.ts'
import { type Column, index, listTable, pairTable } from '../grid.ts'
import { heading, sectionTitle } from '../heading.ts'
import { A4_LANDSCAPE, A4_PORTRAIT, type Block, paragraph } from '../model.ts'
import { signed } from '../signing.ts'

const figure = z.strictObject({ label: line('指标'), value: line('数值'), basis: line('依据') })
const no = z.strictObject({ kind: line('督导'), text: line('项目'), count: line('次数') })

/** How a number came about: what it is of. */
function basisOf({ how, rows, value, unit }: Figure): string {
  if (how === 'percent') return value === null ? '没有到期的' : `${rows} 个中`
  if (how === 'mean') return value === null ? '没有已关闭的' : `${rows} 个的平均`
  return how === 'sum' ? `${rows} 个批次合计` : `逐${unit.slice(-1) === '次' ? '次' : unit}登记`
}

const BODY = { style: { size: 14, face: 'fang' }, leading: 28, first: 2 } as const

export const yearReport = form({
  title: '内部质量督导工作总结',
  code: 'YRP',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    period: line('期间'),
    about: line('范围'),
    summary: text('概况'),
    opinion: text('存在的问题和改进措施'),
    figures: list(figure, '数据', 100),
    noes: list(no, '判为「否」的项目', 100),
    on: date('日期'),
  }),
  head: ['org', 'period', 'about'],
  from: {
    year: ({ org, scope, about, summary, figures, noes }) => ({
      org,
      period: `${scope.from} 至 ${scope.to}`,
      about,
      summary,
      opinion: HAND, // what follows from the figures is for people to say
      figures: figures.map(one => ({
        label: one.label,
        value: one.value === null ? '—' : one.unit === '%' ? `${one.value}%` : `${one.value} ${one.unit}`,
        basis: basisOf(one),
      })),
      noes: noes.map(one => ({ kind: RECORD_KIND[one.kind], text: one.text, count: `${one.count} 次` })),
      on: HAND,
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['内部质量督导工作总结']),
      pairTable(
        [30, 140],
        [[['评价机构', f.org]], [['期间', f.period]], ...(f.about ? [[['范围', f.about]] as const] : [])],
      ),
      sectionTitle('一、概况'),
      ...said('概况', f.summary),
      sectionTitle('二、数据'),
      listTable<z.output<typeof figure>>(
        [
          index(),
          { title: '指标', width: 68, pick: row => row.label },
          { title: '数值', width: 40, align: 'center', pick: row => row.value },
          { title: '依据', width: 50, pick: row => row.basis },
        ],
        f.figures ?? [],
        { atLeast: f.figures?.length ? 0 : 8, rowHeight: 8 },
      ),
      sectionTitle('三、判为「否」的项目'),
      listTable<z.output<typeof no>>(
        [
          index(),
          { title: '督导', width: 24, align: 'center', pick: row => row.kind },
          { title: '项目', width: 114, pick: row => row.text },
          { title: '次数', width: 20, align: 'center', pick: row => row.count },
        ],
        f.noes ?? [],
        { atLeast: f.noes?.length ? 0 : 4, rowHeight: 8 },
      ),
      sectionTitle('四、存在的问题和改进措施'),
      ...said('存在的问题和改进措施', f.opinion),
      paragraph([{ text: f.org ?? '', field: '评价机构' }], { align: 'right', before: 30, style: { size: 14 } }),
      paragraph('（盖章）', { align: 'right', style: { size: 14 } }),
      paragraph([{ text: f.on ?? '　　　　年　　月　　日', field: '日期' }], { align: 'right', style: { size: 14 } }),
    ],
  }),
})

/** A text of several paragraphs, or room to write one. */
const said = (field: string, words: string | undefined): Block[] =>
  words === undefined
    ? [paragraph('', { ...BODY, after: 60 })]
    : words.split('\n').map(part => paragraph([{ text: part, field }], BODY))

const load = z.strictObject({
  name: line('内督员'),
  assignments: line('委派单'),
  batches: line('批次'),
  sessions: line('场次'),
  hours: line('小时'),
  records: line('督导记录'),
  noes: line('否'),
  late: line('没有记录的场次'),
  lastOn: line('最近一次'),
  together: line('同场最多的考评员'),
})

const LOADS: Column<z.output<typeof load>>[] = [
  index(),
  { title: '内督员', width: 30, align: 'center', pick: row => row.name },
  { title: '委派单', width: 20, align: 'center', pick: row => row.assignments },
  { title: '批次', width: 18, align: 'center', pick: row => row.batches },
  { title: '场次', width: 18, align: 'center', pick: row => row.sessions },
  { title: '小时', width: 20, align: 'center', pick: row => row.hours },
  { title: '督导记录', width: 22, align: 'center', pick: row => row.records },
  { title: '否', width: 14, align: 'center', pick: row => row.noes },
  { title: '没有记录的场次', width: 30, align: 'center', pick: row => row.late },
  { title: '最近一次', width: 28, align: 'center', pick: row => row.lastOn },
  { title: '同场最多的考评员', width: 49, pick: row => row.together },
]

export const workloadTable = form({
  title: '内督员工作量与轮换表',
  code: 'WKL',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    period: line('期间'),
    people: list(load, '内督员', 10_000),
  }),
  head: ['org', 'period', 'people'],
  from: {
    year: ({ org, scope, people }) => ({
      org,
      period: `${scope.from} 至 ${scope.to}`,
      people: people.map(one => ({
        name: one.name,
        assignments: String(one.assignments),
        batches: String(one.batches),
        sessions: String(one.sessions),
        hours: String(Math.round(one.minutes / 6) / 10),
        records: String(one.records),
        noes: String(one.noes),
        late: String(one.late),
        lastOn: one.lastOn,
        together: one.together > 0 ? `${one.examiner}，${one.together} 场` : '',
      })),
    }),
  },
  draw: f => ({
    page: A4_LANDSCAPE,
    body: [
      ...heading(['内督员工作量与轮换表']),
      pairTable(
        [30, 131, 30, 70],
        [
          [
            ['评价机构', f.org],
            ['期间', f.period],
          ],
        ],
      ),
      paragraph('', { after: 4 }),
      listTable(LOADS, f.people ?? [], { atLeast: f.people?.length ? 0 : 10, rowHeight: 8 }),
      signed('制表人'),
    ],
  }),
})

import { z } from 'zod'
import type { Dossiers } from '../dossiers.ts'
import { count, line, list } from '../facts.ts'
import { form } from '../form.ts'
import { heading } from '../heading.ts'
import { A4_LANDSCAPE, A4_PORTRAIT, cell, label, paragraph, type Row, type Table } from '../model.ts'
import { withOwn } from '../own.ts'
import { aboutSession, SESSION_HEAD, sessionFacts, sessionTable } from './about.ts'

const seat = z.strictObject({
  row: count('排'),
  column: count('列'),
  no: line('座位'),
  name: line('姓名'),
  number: line('准考证号'),
})
type Seat = z.output<typeof seat>

const seats = (dossier: Dossiers['session']) =>
  dossier.seats.map(({ no, row, column, who }) => ({
    row,
    column,
    no: String(no).padStart(2, '0'),
    name: who.name,
    number: who.number,
  }))

const ORDER = { rows: '按名册顺序逐排', serpentine: '按名册顺序蛇形', drawn: '随机' } as const

const plan = z.strictObject({
  ...sessionFacts(),
  /** 排法, with the seed of a lot: anybody can draw it again. */
  order: line('排法'),
  columns: count('每排座位'),
  seats: list(seat, undefined, 2000),
})

/** 座次表 (R7): as the room is seen from its door, the front at the top. */
export const seatPlan = form({
  title: '座次表',
  code: 'SEA',
  official: false,
  facts: plan,
  head: [...SESSION_HEAD, 'order', 'columns', 'seats'],
  from: {
    session: dossier => ({
      ...aboutSession(dossier, 'SEA'),
      order: `${ORDER[dossier.seating.order]}${dossier.seating.order === 'drawn' ? `，种子 ${dossier.seating.seed}` : ''}`,
      columns: dossier.seating.columns,
      seats: seats(dossier),
    }),
  },
  draw: f => ({
    page: A4_LANDSCAPE,
    body: withOwn(f, [
      ...heading(['座次表']),
      sessionTable(f, 261),
      paragraph([{ text: '讲　台' }], { align: 'center', before: 8, after: 4, style: { size: 12 } }),
      room(f.seats ?? [], f.columns ?? 5),
      paragraph([{ text: '排法：' }, { text: f.order ?? '', field: '排法' }], { before: 6, style: { size: 9 } }),
    ]),
  }),
})

function room(all: readonly Seat[], columns: number): Table {
  const at = new Map(all.map(one => [`${one.row} ${one.column}`, one]))
  const rows = Math.max(1, ...all.map(one => one.row ?? 1))
  return {
    kind: 'table',
    columns: Array.from({ length: columns }, () => 261 / columns),
    rows: Array.from(
      { length: rows },
      (_, row): Row => ({
        minHeight: 15,
        cells: Array.from({ length: columns }, (__, column) => {
          const one = at.get(`${row + 1} ${column + 1}`)
          if (!one) return label('')
          return cell([
            paragraph([{ text: `${one.no ?? ''}　` }, { text: one.name ?? '', bold: true, field: '姓名' }], {
              align: 'center',
            }),
            paragraph([{ text: one.number ?? '', field: '准考证号' }], { align: 'center', style: { size: 9 } }),
          ])
        }),
      }),
    ),
  }
}

/** 门贴: read from some metres away. */
export const doorLabel = form({
  title: '考场门贴',
  code: 'DOR',
  official: false,
  facts: z.strictObject({ ...sessionFacts(), from: line('起始准考证号'), to: line('截止准考证号') }),
  head: [...SESSION_HEAD, 'from', 'to'],
  from: {
    session: dossier => {
      const numbers = dossier.seats
        .map(({ who }) => who.number)
        .filter(Boolean)
        .sort()
      return { ...aboutSession(dossier, 'DOR'), from: numbers[0], to: numbers.at(-1) }
    },
  },
  draw: f => ({
    page: A4_LANDSCAPE,
    body: withOwn(f, [
      big('评价计划', f.plan, 20, 24),
      big('考场', f.place, 54, 40),
      big('科目', f.subject, 34, 20),
      big('职业等级', f.occupation, 22, 14),
      big('时间', f.time, 30, 20),
      big('准考证号', f.from && `准考证号 ${f.from} 至 ${f.to ?? ''}　共 ${f.expected ?? ''} 人`, 20, 24),
    ]),
  }),
})

/** What is known, or its name with a line to write on. */
const big = (name: string, words: string | undefined, size: number, before: number) =>
  paragraph([{ text: words ?? `${name}：＿＿＿＿＿＿＿＿`, field: name }], {
    ...{ align: 'center', before, leading: size * 1.3 },
    style: { size, bold: true, face: 'hei' },
  })

/** mm: three by eight labels a sheet. */
const LABEL = { width: 170 / 3, height: 32, columns: 3 }

/** 桌贴: cut along the lines. */
export const deskLabels = form({
  title: '考生桌贴',
  code: 'DSK',
  official: false,
  facts: plan.pick({ subject: true, place: true, seats: true }),
  head: ['subject', 'place', 'seats'],
  from: {
    session: dossier => {
      const { subject, place } = aboutSession(dossier, 'DSK')
      return { subject, place, seats: seats(dossier) }
    },
  },
  draw: f => ({
    page: { ...A4_PORTRAIT, margin: { top: 16, right: 20, bottom: 16, left: 20 } },
    body: [
      {
        kind: 'table',
        columns: Array.from({ length: LABEL.columns }, () => LABEL.width),
        rows: Array.from(
          { length: Math.max(1, Math.ceil((f.seats?.length ?? 0) / LABEL.columns)) },
          (_, row): Row => ({
            minHeight: LABEL.height,
            cells: Array.from({ length: LABEL.columns }, (__, i) => {
              const one = f.seats?.[row * LABEL.columns + i]
              return cell([
                paragraph([{ text: one?.no ?? '', field: '座位' }], {
                  align: 'center',
                  leading: 30,
                  style: { size: 24, bold: true, face: 'hei' },
                }),
                paragraph([{ text: one?.name ?? '', field: '姓名' }], {
                  align: 'center',
                  leading: 20,
                  style: { size: 15, bold: true },
                }),
                paragraph([{ text: one?.number ?? '', field: '准考证号' }], { align: 'center', style: { size: 10 } }),
                paragraph([{ text: [f.place, f.subject].filter(Boolean).join('　'), field: '考场' }], {
                  align: 'center',
                  style: { size: 8 },
                }),
              ])
            }),
          }),
        ),
      },
    ],
  }),
})

/** 年度: what a period amounts to, each number with the rows that it is made of. */
import { z } from 'zod'
import { id, isoDate, page, savedFile, text } from './common.ts'
import { route } from './route.ts'

/** A period, and what of it: one venue, 职业 or 内督员. A batch belongs to the period in which its examination begins. */
export const yearScope = z.strictObject({
  from: isoDate,
  to: isoDate,
  venueId: id.optional(),
  occupation: text(60).optional(),
  supervisorId: id.optional(),
})

export const figureKey = z.enum([
  'batches',
  'sessions',
  'candidates',
  'supervisors',
  'records',
  'before',
  'during',
  'after',
  'noes',
  'problems',
  'closed',
  'fixDays',
  'late',
  'visits',
  'deadlines',
  'venueChecks',
  'contests',
  'contestVisits',
])

/** How a number is made of its rows: how many there are, the sum of theirs, how many of them are so, or their mean. */
const how = z.enum(['count', 'sum', 'percent', 'mean'])

const figure = z.object({
  key: figureKey,
  label: z.string(),
  unit: z.string(),
  how,
  value: z.number().nullable(), // null: there is nothing that it could be made of
  rows: z.int(),
})

/** Where a row is looked at. */
const target = z.enum(['batch', 'record', 'supervisor', 'venue', 'contest'])
const figureRow = z.object({ id, target, text: z.string(), on: z.string(), n: z.number() })

const load = z.object({
  supervisorId: id,
  name: z.string(),
  assignments: z.int(), // 委派单 of the period
  batches: z.int(),
  sessions: z.int(),
  minutes: z.int(),
  records: z.int(), // sealed
  noes: z.int(),
  late: z.int(), // sessions that are over and have no sealed record of this person
  lastOn: z.string().nullable(),
  /** The examiner with whom this person was in most sessions. */
  examiner: z.string(),
  together: z.int(),
})

export const yearRoutes = {
  'year.report': route(
    yearScope,
    z.object({
      figures: z.array(figure),
      /** 否 by item, the most frequent first. */
      noes: z.array(
        z.object({ kind: z.enum(['onsite', 'afterwards']), number: z.string(), text: z.string(), count: z.int() }),
      ),
      summary: z.string(), // neutral, to be edited
    }),
  ),
  'year.rows': route(
    z.strictObject({ scope: yearScope, key: figureKey, page }),
    z.object({ rows: z.array(figureRow), total: z.int() }),
  ),
  /** The figures, and a sheet of rows for each. */
  'year.saveXlsx': route(yearScope, savedFile),
  /** 工作量与轮换 of everybody who was assigned in the period. */
  'year.workload': route(z.strictObject({ from: isoDate, to: isoDate }), z.object({ people: z.array(load) })),
  'year.saveWorkload': route(z.strictObject({ from: isoDate, to: isoDate }), savedFile),
}

export type YearScope = z.infer<typeof yearScope>
export type Figure = z.infer<typeof figure>
export type FigureKey = z.infer<typeof figureKey>
export type FigureRow = z.infer<typeof figureRow>
export type Workload = z.infer<typeof load>

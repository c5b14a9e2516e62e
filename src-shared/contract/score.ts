/** 成绩 of a batch: entered by the candidate, judged by the office's own weights and pass lines. */
import { z } from 'zod'
import { assessmentForm } from './batch.ts'
import { id, upload } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'

const points = z.number().min(0, '不能小于 0').max(100, '不能超过 100').multipleOf(0.01, '最多两位小数')

export const scores = z.partialRecord(assessmentForm, z.union([points, z.literal('absent')]))
export const scoreRule = z.strictObject({
  parts: z.partialRecord(assessmentForm, z.strictObject({ weight: z.int().min(0).max(100), pass: points })).optional(),
  pass: points.nullable().optional(),
})

export const outcome = z.enum(['passed', 'failed', 'absent', 'missing'])

const scored = z.object({
  id,
  number: z.string(),
  name: z.string(),
  occupation: z.string(),
  level: z.string(),
  scores,
  total: z.number().nullable(),
  outcome,
})

export const scoreRoutes = {
  /** Everybody on the 名册, in its order. */
  'score.list': route(
    z.strictObject({ batchId: id }),
    z.object({
      seen: seenOf('scores', ['batchId']),
      rule: scoreRule,
      rows: z.array(scored),
      counts: z.record(outcome, z.int()),
    }),
  ),
  /** Puts a value in the place of each part that is named; null takes it away. Others stay. */
  'score.save': edit(
    'scores',
    z.strictObject({
      batchId: id,
      seen,
      rule: scoreRule,
      rows: z
        .array(
          z.strictObject({
            id,
            scores: z.partialRecord(assessmentForm, z.union([points, z.literal('absent'), z.null()])),
          }),
        )
        .max(10_000),
    }),
    z.object({ changed: z.int() }),
    { key: ['batchId'] },
  ),
  /** Reads a sheet, or what was pasted from one, and writes nothing: by 准考证号 or 姓名, or one column in the order of the 名册. */
  'score.read': route(
    z.strictObject({
      batchId: id,
      file: upload.optional(),
      text: z.string().max(2_000_000).optional(), // not trimmed: the first cells of a column may be empty
      form: assessmentForm.optional(), // whose column it is, where only one was pasted
      rule: scoreRule,
    }),
    z.object({
      rows: z.array(z.object({ id, scores })),
      problems: z.array(z.object({ where: z.string(), message: z.string() })),
      notes: z.array(z.string()),
    }),
  ),
}

export type ScoreList = z.infer<(typeof scoreRoutes)['score.list']['output']>

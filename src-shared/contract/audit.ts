import { z } from 'zod'
import { finding, id, instant, none, page, savedFile, text } from './common.ts'
import { route } from './route.ts'

export const auditRow = z.object({
  id,
  at: instant,
  actor: z.string(),
  action: z.string(), // route or event name
  text: z.string(), // what happened, in Chinese
  hash: z.string(),
})

/** 工作台 */
export const todo = z.object({
  counts: z.object({
    total: z.int(),
    candidate: z.int(),
    trained: z.int(),
    qualified: z.int(),
    appointed: z.int(),
    suspended: z.int(),
    expired: z.int(),
    dismissed: z.int(),
  }),
  expiring: z.object({ within30: z.int(), within60: z.int(), within90: z.int() }),
  withoutPhoto: z.int(), // appointed, no photo
  withoutCard: z.int(), // appointed, no valid card of this term
  unprinted: z.int(), // may be printed and never was
  unfiled: z.int(), // due for 备案 (第十三条): 挂失 and 暂停 do not put it off
  toReturn: z.int(), // of people who left or were not renewed: 收回
  toReport: z.int(), // filed and over since: 变更备案
  overAgeInTerm: z.int(), // R-AGE-TERM among the appointed
  findings: z.array(finding), // organisation-wide: R-ROSTER …
})

export const auditRoutes = {
  'home.todo': route(none, todo),
  'audit.list': route(
    z.strictObject({ search: text(60).optional(), page }),
    z.object({ rows: z.array(auditRow), total: z.int() }),
  ),
  /** Walks the chain; broken: id of the first event that does not fit. */
  'audit.verify': route(none, z.object({ events: z.int(), head: z.string(), broken: z.int().nullable() })),
  'audit.export': route(none, savedFile),
}

export type Todo = z.infer<typeof todo>
export type AuditRow = z.infer<typeof auditRow>

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

export const logVerdict = z.object({
  events: z.int(),
  head: z.string(),
  broken: z.int().nullable(), // id of the first event that does not follow from the one before it
  problems: z.array(z.string()),
  heads: z.int(), // heads elsewhere that it was compared with
  keyed: z.boolean(), // with the signed head of the last close, too
  alarms: z.array(z.string()), // what earlier openings found
})

export const auditRoutes = {
  'home.todo': route(none, todo),
  'audit.list': route(
    z.strictObject({ search: text(60).optional(), page }),
    z.object({ rows: z.array(auditRow), total: z.int() }),
  ),
  /** Walks the chain, and compares it with all that stands outside it: seals, packages, copies, the head of the last close. */
  'audit.verify': route(none, logVerdict),
  /** What was found when the log was last verified, by hand or in idle time; `due`: not today, or the program was not closed. */
  'audit.last': route(none, z.object({ last: logVerdict.extend({ at: instant }).nullable(), due: z.boolean() })),
  'audit.export': route(none, savedFile),
}

export type Todo = z.infer<typeof todo>
export type AuditRow = z.infer<typeof auditRow>
export type LogVerdict = z.infer<typeof logVerdict>

import { z } from 'zod'
import { id, none } from './common.ts'
import { route } from './route.ts'

/** A date that a field of 0.1.0 may have stored wrong (10–31 typed, 01–03 kept), as it stood when a later version first opened the folder. */
export const doubt = z.object({
  id,
  label: z.string(), // 出生日期, 考核日期 …
  name: z.string(), // whose
  kind: z.enum(['supervisor', 'card', 'batch', 'venue', 'contest', 'deadline', 'evidence']),
  subject: z.int(), // its id
  value: z.string(),
  by: z.string(), // who wrote it; '' where no record says so
  at: z.string(), // ISO instant, or ''
})

export const doubtRoutes = {
  /** Those that stand unchanged and nobody has looked at, oldest first. */
  'doubt.list': route(none, z.object({ rows: z.array(doubt) })),
  /** 已核对: the dates are right as they stand. */
  'doubt.check': route(z.strictObject({ ids: z.array(id).min(1).max(1000) }), z.object({ checked: z.int() })),
}

export type Doubt = z.infer<typeof doubt>

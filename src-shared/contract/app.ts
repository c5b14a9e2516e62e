import { z } from 'zod'
import { instant, none, required } from './common.ts'
import { route } from './route.ts'

/** How the key of encrypted fields is kept: by the operating system, or (where it offers nothing) in a plain file beside the data. */
export const keyKeeper = z.enum(['os', 'file'])

export const appInfo = z.object({
  version: z.string(),
  dataDir: z.string(),
  keyKeeper,
  operator: z.string(), // 经办人: whose name the audit log and the ledger carry
  operators: z.array(z.string()),
  today: z.string(),
  lastBackup: instant.nullable(),
})

export const appRoutes = {
  'app.info': route(none, appInfo),
  'app.setOperator': route(z.strictObject({ name: required(40) }), appInfo),
  'app.openDataFolder': route(none, z.object({})),
  /** Stops the running call with that id; answers whether there was one. */
  'job.cancel': route(z.strictObject({ call: z.string().max(64) }), z.object({ found: z.boolean() })),
  'setting.get': route(z.strictObject({ key: required(80) }), z.object({ value: z.json().nullable() })),
  'setting.set': route(z.strictObject({ key: required(80), value: z.json() }), z.object({})),
}

export type AppInfo = z.infer<typeof appInfo>

import { z } from 'zod'
import { instant, none, required } from './common.ts'
import { route } from './route.ts'

/** How the key of encrypted fields is kept: by the operating system, or (where it offers nothing) in a plain file beside the data. */
export const keyKeeper = z.enum(['os', 'file'])

export const appInfo = z.object({
  version: z.string(),
  dataDir: z.string(),
  shared: z.string(), // by what the data folder is shared or synced; '' for one of this PC's own
  keyKeeper,
  keyLost: z.string(), // why sealed 身份证 numbers are locked and none can be sealed; ''
  operator: z.string(), // 经办人: whose name the audit log and the ledger carry
  operators: z.array(z.string()),
  today: z.string(),
  lastBackup: instant.nullable(),
})

export const appRoutes = {
  'app.info': route(none, appInfo),
  'app.setOperator': route(z.strictObject({ name: required(40) }), appInfo),
  /** A new key where the old one is lost; what that one sealed stays locked. */
  'app.renewKey': route(z.strictObject({ confirm: z.literal('启用新密钥') }), appInfo),
  /** Whether the operating system encrypts the disk that the data lie on. */
  'app.diskEncryption': route(none, z.object({ state: z.enum(['on', 'off', 'unknown']) })),
  'app.openDataFolder': route(none, z.object({})),
  /** Versions below the program, the licences that go with it, and a text without personal data for whoever helps. */
  'app.about': route(
    none,
    z.object({
      build: z.string(),
      licenses: z.array(z.object({ name: z.string(), text: z.string() })),
      diagnostics: z.string(),
    }),
  ),
  /** A version file that a dialog asks for: what it offers. Null when the dialog was cancelled. */
  'update.look': route(
    none,
    z.object({ path: z.string(), version: z.string(), changes: z.string(), newer: z.boolean() }).nullable(),
  ),
  /** Proves the installer of a newer version and starts it. */
  'update.start': route(z.strictObject({ path: required(400) }), z.object({})),
  /** Disks of this PC where the data could lie; only Windows lists them. */
  'data.places': route(none, z.object({ places: z.array(z.object({ folder: z.string(), free: z.int() })) })),
  /** Moves the data to a folder, null: that a dialog asks for; the window then goes on there by itself. Null when the dialog was cancelled. */
  'data.move': route(z.strictObject({ to: required(300).nullable() }), z.object({ folder: z.string() }).nullable()),
  /** Stops the running call with that id; answers whether there was one. */
  'job.cancel': route(z.strictObject({ call: z.string().max(64) }), z.object({ found: z.boolean() })),
  'setting.get': route(z.strictObject({ key: required(80) }), z.object({ value: z.json().nullable() })),
  'setting.set': route(z.strictObject({ key: required(80), value: z.json() }), z.object({})),
}

export type AppInfo = z.infer<typeof appInfo>

import { z } from 'zod'
import { instant, none, required, savedFile, text } from './common.ts'
import { route } from './route.ts'

/**
 * auto: made by the program each day and on exit · manual: 立即备份 · before-upgrade, before-restore: the state that was replaced ·
 * file: any other copy of the database.
 */
export const backupKind = z.enum(['auto', 'manual', 'before-upgrade', 'before-restore', 'file'])

export const backupCounts = z.object({
  people: z.int(),
  cards: z.int(),
  batches: z.int(),
  evidence: z.int().nullable(), // null: written before there was evidence
  files: z.int(), // photos, scans and evidence that the records refer to
})

export const backup = z.object({
  name: z.string(), // its file's name: names it together with its source
  kind: backupKind,
  at: instant,
  version: z.string(), // of the program that wrote it; '' where nothing says it
  bytes: z.int(),
  org: z.string(),
  counts: backupCounts.nullable(), // null: cannot be read
  problem: z.string(), // why it cannot be used; '' when nothing is known against it
})

/** `here`: the data folder · `place`: the second place · else what restore.open answered. */
const source = required(64)

export const backupList = z.object({ source: z.string(), folder: z.string(), backups: z.array(backup) })

export const backupStatus = z.object({
  last: instant.nullable(),
  place: z
    .object({
      folder: z.string(),
      there: z.boolean(), // false: unplugged; no error
      last: instant.nullable(),
      failed: z.int(), // files that the last backup could not copy
    })
    .nullable(),
  problem: z.string(), // why the last automatic backup did not succeed; ''
})

/** What a restore would bring, after the copy was read through and checked. */
export const restorePreview = backup.extend({
  upgrade: z.int(), // steps by which its data are older than this program
  missing: z.int(), // of its files not in this data folder
  found: z.int(), // of these beside the backup: they would be copied
  empty: z.boolean(), // there are no data here that it would replace
})

const confirm = z.literal('恢复', { error: '请输入「恢复」两个字' })

export const restored = z.object({
  at: instant, // of the state that is now in place
  before: z.string().nullable(), // the backup of what was replaced; null where there was nothing
  copied: z.int(), // files brought along
  missing: z.int(), // files that the records name and nobody has
})

export const backupRoutes = {
  'backup.create': route(none, z.object({ path: z.string(), bytes: z.int(), at: instant })),
  'backup.saveAs': route(none, savedFile),
  'backup.status': route(none, backupStatus),
  'backup.list': route(z.strictObject({ source }), backupList),
  /** Asks for a folder on another drive; null when the user thinks better of it. */
  'backup.choosePlace': route(none, backupStatus.nullable()),
  /** The program forgets the place; what lies there stays. */
  'backup.clearPlace': route(none, backupStatus),
  /** The complete backup: database, key and every file that is not there yet. */
  'backup.toPlace': route(
    none,
    z.object({ at: instant, copied: z.int(), bytes: z.int(), failed: z.array(z.string()) }),
  ),
  /** Looks for backups in a folder (or one file) that the user chooses. */
  'restore.open': route(z.strictObject({ kind: z.enum(['folder', 'file']) }), backupList.nullable()),
  'restore.preview': route(z.strictObject({ source, name: required(255) }), restorePreview),
  /** Replaces the data; what stood there is saved first. Undone by restoring `before` from `here`. */
  'restore.run': route(z.strictObject({ source, name: required(255), confirm }), restored),
}

const password = z.string().min(8, '密码至少 8 位').max(200, '最多 200 个字')

export const handoverPreview = z.object({
  token: z.uuid(),
  org: z.string(),
  at: instant,
  version: z.string(),
  from: z.string(), // 移交人
  to: z.string(), // 接交人
  bytes: z.int(),
  counts: backupCounts,
  empty: z.boolean(), // there are no data here that it would replace
})

export const handoverRoutes = {
  /** 岗位交接包: a new folder in the place that the user chooses. */
  'handover.export': route(
    z.strictObject({ from: required(40), to: required(40), witness: text(40), password }),
    savedFile,
  ),
  /** Asks for a 备份.ndbak and reads it through: a wrong password or damage is found before anything is touched. */
  'handover.open': route(z.strictObject({ password: z.string().max(200) }), handoverPreview.nullable()),
  /** Puts what handover.open read in the place of the data here. */
  'handover.import': route(z.strictObject({ token: z.uuid(), confirm }), restored),
}

export type Backup = z.infer<typeof backup>
export type BackupKind = z.infer<typeof backupKind>
export type BackupCounts = z.infer<typeof backupCounts>
export type BackupList = z.infer<typeof backupList>
export type BackupStatus = z.infer<typeof backupStatus>
export type RestorePreview = z.infer<typeof restorePreview>
export type Restored = z.infer<typeof restored>
export type HandoverPreview = z.infer<typeof handoverPreview>

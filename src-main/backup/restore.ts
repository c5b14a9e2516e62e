import { randomUUID } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { EntityManager } from 'typeorm'
import type { Restored, RestorePreview } from '../../src-shared/contract/backup.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Context } from '../context.ts'
import { prepareCopy } from '../db/connect.ts'
import { filesOf, inspect } from '../db/inspect.ts'
import { migrations } from '../db/migrations/index.ts'
import { digestOf, holds } from '../files/digest.ts'
import { reason } from '../files/reason.ts'
import { joinRing, withKeys } from '../files/vault.ts'
import { endOf } from '../services/account/account.ts'
import { accountsSetting, lockAll, setAccounts } from '../services/account/persons.ts'
import { record } from '../services/audit.ts'
import { localTime } from '../services/localDate.ts'
import { OPERATOR_KEY, setSetting, VAULT_KEY } from '../services/setting.ts'
import { copyHashed, copyVerified, makeCopy } from './copy.ts'
import { notInLog, outsideHeads } from './heads.ts'
import { readManifest } from './manifest.ts'
import { keepBytes } from './rescue.ts'
import { requireBackup, type Source } from './source.ts'

/** Reads a backup through and says what a restore would bring; nothing is written. @throws AppError BACKUP_* */
export async function preview(ctx: Context, source: Source, name: string): Promise<RestorePreview> {
  const { path, backup } = await requireBackup(source, name)
  await requireDigest(source, name, await digestOf(path, ctx.signal))
  const inside = await inspect(path, { thorough: true })
  const missing = await missingHere(ctx, path)
  const beside = await Promise.all(missing.map(file => source.files !== null && hasFile(source.files, file)))
  return {
    ...backup,
    org: inside.org,
    counts: inside.counts,
    problem: '',
    upgrade: migrations.length - inside.migrations.length,
    missing: missing.length,
    found: beside.filter(Boolean).length,
    empty: await isEmpty(ctx),
  }
}

/**
 * Puts a backup in the place of the data. The copy is made, checked, upgraded and logged in beside the data; then one rename decides, so a
 * process killed at any moment leaves the former or the restored state, each whole.
 * @throws AppError BACKUP_*, RESTORE_FAILED, CANCELLED; the data are as they were.
 */
export async function restore(ctx: Context, source: Source, name: string): Promise<Restored> {
  const { path, backup } = await requireBackup(source, name)
  return staged(ctx, async ready => {
    await inspect(path)
    const begun = await stat(path)
    const total = begun.size
    let done = 0
    const digest = await copyHashed(path, ready, {
      signal: ctx.signal,
      bytes(n) {
        done += n
        ctx.progress(done, total, '核对备份')
      },
    })
    await requireDigest(source, name, digest)
    if ((await stat(path)).mtimeMs !== begun.mtimeMs)
      throw new AppError('BACKUP_DAMAGED', { name, detail: '它正在被改动' })
    await inspect(ready, { thorough: true })
    const { copied, missing } = await bringFiles(ctx, ready, source.files)
    const undo = backup.kind === 'before-restore'
    const before = await install(ctx, ready, {
      action: undo ? 'restore.undo' : 'restore.run',
      text: `${undo ? '撤销恢复，回到' : '恢复到'} ${localTime(backup.at)} 的状态（${backup.name}）`,
      keys: source.keys === null ? undefined : async () => joinRing(ctx.dataDir, source.keys ?? ''),
    })
    return { at: backup.at, before, copied, missing }
  })
}

/** A place on the data's own disk for what is to become the data; emptied here, and by the next start after a kill. */
export async function staged<T>(ctx: Context, work: (path: string) => Promise<T>): Promise<T> {
  const folder = join(ctx.dataDir, 'work')
  const ready = join(folder, `restore-${randomUUID()}.sqlite`)
  try {
    await mkdir(folder, { recursive: true })
    return await work(ready)
  } catch (error) {
    if (error instanceof AppError && error.code !== 'FILE_NOT_WRITTEN') throw error
    throw new AppError('RESTORE_FAILED', { detail: reason(error) })
  } finally {
    for (const path of [ready, `${ready}-journal`]) await rm(path, { force: true }).catch(() => {})
  }
}

/**
 * The decisive part, with nobody else at work: saves the present state, brings the copy up to this program, logs the restore in it, and
 * changes the one for the other. Answers the name of the saved state; null where there was nothing to save.
 * @param about `ends`: whose account is over with it; `operator`: who works with these data in a folder that was empty; `keys`: adds those that came along, when all else is proven.
 * Where the data are not changed after all, the ring is as it was.
 */
export async function install(
  ctx: Context,
  ready: string,
  about: { action: string; text: string; operator?: string; keys?: () => Promise<void>; ends?: string },
): Promise<string | null> {
  return ctx.alone(async () => {
    ctx.progress(0, 0, '保存恢复前的状态')
    const { action, text } = about
    const stamp = ctx.stamp()
    const empty = await isEmpty(ctx)
    const operator = empty ? about.operator : stamp.actor // on the same PC the same person goes on
    let before: string | null = null
    await prepareCopy(ready, async manager => {
      if (!empty) before = await saved(ctx)
      if (operator !== undefined) await setSetting(manager, OPERATOR_KEY, operator)
      await setSetting(manager, VAULT_KEY, await keyOf(manager))
      // Accounts are of persons who are known here: what comes from elsewhere, or from before, opens locked.
      const here = ctx.persons.setting()
      const there = await accountsSetting(manager)
      await setAccounts(manager, { on: here.on || there.on, idle: here.on ? here.idle : there.idle })
      await lockAll(manager)
      if (about.ends) await endOf(manager, about.ends, '岗位移交', { ...stamp, actor: operator ?? stamp.actor })
      // Copies of what is left behind here stand in another log from now on.
      const left = (await notInLog(manager, await outsideHeads(ctx.dataDir))).map(({ hash }) => hash)
      await record(manager, { ...stamp, actor: operator ?? stamp.actor }, { action, text, detail: { before, left } })
    })
    ctx.progress(0, 0, '换上恢复的数据')
    await withKeys(ctx.dataDir, about.keys, () => ctx.replaceData(ready))
    ctx.caller.mayName = true
    return before
  })
}

/** A verified copy of the present state; where none can be made of it, its bytes. */
async function saved(ctx: Context): Promise<string | null> {
  try {
    return (await ctx.turn(() => makeCopy(ctx, 'before-restore'))).name
  } catch (error) {
    if (!(error instanceof AppError && ['BACKUP_FAILED', 'DATA_DAMAGED'].includes(error.code))) throw error
    await keepBytes(ctx.dataDir, ctx.seams.clock())
    return null // no backup that could be restored: it is told that there is no way back by the list
  }
}

/** The key that sealed most of the 身份证 numbers (its id lies behind the version byte); null where there are none. */
async function keyOf(manager: EntityManager): Promise<string | null> {
  const [most] = (await manager.query(
    `SELECT lower(hex(substr(id_cipher, 2, 4))) AS key FROM supervisor WHERE id_cipher IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
  )) as { key: string }[]
  return most?.key ?? null
}

/** Nothing was registered here yet; the wizard is not done, and nobody went past it on the terminal. */
export async function isEmpty(ctx: Pick<Context, 'db'>): Promise<boolean> {
  const any = ['org', 'supervisor', 'venue', 'batch'].map(table => `EXISTS (SELECT 1 FROM ${table})`).join(' OR ')
  const [row] = await ctx.db.read(async manager => (await manager.query(`SELECT ${any} AS used`)) as { used: number }[])
  return row?.used === 0
}

async function requireDigest(source: Source, name: string, digest: string): Promise<void> {
  const manifest = await readManifest(source.folder, name)
  if (manifest === null) return // a plain copy has no description
  if (manifest === 'bad') throw new AppError('BACKUP_DAMAGED', { name, detail: '说明文件不能读取' })
  if (manifest.sha256 !== digest) throw new AppError('BACKUP_DAMAGED', { name, detail: '内容与备份时的摘要不一致' })
}

interface Wanted {
  sha256: string
  bytes: number
}

const inStore = (store: string, sha256: string) => join(store, sha256.slice(0, 2), sha256)

const hasFile = async (store: string, { sha256, bytes }: Wanted): Promise<boolean> =>
  (await stat(inStore(store, sha256)).catch(() => null))?.size === bytes

/** The files that the records of a copy name and this folder lacks, or has damaged: each is read. */
export async function missingHere(ctx: Context, database: string): Promise<Wanted[]> {
  const store = join(ctx.dataDir, 'files')
  const missing: Wanted[] = []
  const files = await filesOf(database)
  const total = files.reduce((sum, file) => sum + file.bytes, 0)
  let done = 0
  for (const file of files) {
    if (ctx.signal.aborted) throw new AppError('CANCELLED')
    const whole = (await hasFile(store, file)) && (await holds(inStore(store, file.sha256), file.sha256, ctx.signal))
    if (!whole) missing.push(file)
    done += file.bytes
    ctx.progress(done, total, '核对照片和附件')
  }
  return missing
}

/** Copies into the store what the records name, this folder lacks and the backup has beside it. Files are only added. */
async function bringFiles(
  ctx: Context,
  database: string,
  from: string | null,
): Promise<{ copied: number; missing: number }> {
  const wanted = await missingHere(ctx, database)
  const total = wanted.reduce((sum, file) => sum + file.bytes, 0)
  let done = 0
  const bytes = (n: number) => {
    done += n
    ctx.progress(done, total, '复制照片和附件')
  }
  let copied = 0
  for (const file of wanted) {
    if (from === null || !(await hasFile(from, file))) continue
    try {
      await copyVerified(inStore(from, file.sha256), inStore(join(ctx.dataDir, 'files'), file.sha256), file.sha256, {
        signal: ctx.signal,
        bytes,
      })
      copied += 1
    } catch (error) {
      // A damaged or unreadable file stays missing, and is counted as such: the records are worth more than one picture.
      if (!(error instanceof AppError && ['BACKUP_DAMAGED', 'FILE_UNREADABLE'].includes(error.code))) throw error
    }
  }
  return { copied, missing: wanted.length - copied }
}

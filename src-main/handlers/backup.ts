import { mkdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { BackupStatus, backupRoutes } from '../../src-shared/contract/backup.ts'
import { copyAs, makeCopy } from '../backup/copy.ts'
import { lastBackup } from '../backup/last.ts'
import { copyToPlace, folderIn, isThere, placeFilePath, readPlace, requirePlace, writePlace } from '../backup/place.ts'
import { preview, restore } from '../backup/restore.ts'
import { problemOf } from '../backup/schedule.ts'
import { listSource, openSource, requireSource } from '../backup/source.ts'
import type { Context } from '../context.ts'
import { requireOutside } from '../files/outside.ts'
import { saveRing } from '../files/vault.ts'
import { record } from '../services/audit.ts'
import { findOrg } from '../services/org.ts'
import type { Handlers } from './handler.ts'

export const backupHandlers: Handlers<keyof typeof backupRoutes> = {
  async 'backup.create'(ctx) {
    const { path, manifest } = await ctx.turn(() => makeCopy(ctx, 'manual'))
    await note(ctx, 'backup.create', '备份数据库')
    return { path, bytes: manifest.bytes, at: manifest.at }
  },

  async 'backup.saveAs'(ctx) {
    const path = await ctx.seams.dialogs.saveFile({
      title: '备份数据库到',
      defaultName: `内督管家_备份_${ctx.stamp().today}.sqlite`,
      filters: [COPY],
    })
    if (path === null) return null
    await copyAs(ctx, path, 'manual')
    await saveRing(ctx.dataDir, path) // wrapped as it is: without it only the 身份证 numbers of the copy are locked
    await note(ctx, 'backup.saveAs', '备份数据库到其他位置')
    return { path }
  },

  'backup.status': ctx => status(ctx),

  async 'backup.list'(ctx, { source }) {
    const { folder, backups } = await requireSource(ctx, source).then(listed)
    return { source, folder, backups }
  },

  async 'backup.choosePlace'(ctx) {
    const chosen = await ctx.seams.dialogs.openFolder({
      title: '选择第二备份位置（U 盘或另一个磁盘）',
      here: true,
    })
    if (chosen === null) return null
    const org = await ctx.db.read(findOrg)
    const folder = folderIn(chosen, org?.name ?? '')
    await requireOutside(ctx.dataDir, join(chosen, basename(folder)))
    const former = await readPlace(ctx.dataDir)
    await mkdir(dirname(placeFilePath(ctx.dataDir)), { recursive: true })
    const same = former?.folder === folder && (await isThere(former))
    await writePlace(ctx.dataDir, { folder, last: same ? former.last : null })
    await note(ctx, 'backup.choosePlace', '选择第二备份位置')
    return status(ctx)
  },

  async 'backup.clearPlace'(ctx) {
    await rm(placeFilePath(ctx.dataDir), { force: true })
    await note(ctx, 'backup.clearPlace', '不再使用第二备份位置')
    return status(ctx)
  },

  async 'backup.toPlace'(ctx) {
    await requirePlace(ctx.dataDir) // before anything is copied
    const result = await ctx.turn(async () =>
      copyToPlace(ctx, await makeCopy(ctx, 'manual'), { signal: ctx.signal, progress: ctx.progress }),
    )
    await note(ctx, 'backup.toPlace', `备份到第二位置，新复制 ${result.copied} 个文件`)
    return result
  },

  async 'restore.open'(ctx, { kind }) {
    const title = '选择要恢复的备份'
    const path = await (kind === 'file'
      ? ctx.seams.dialogs.openFile({ title, filters: [COPY] })
      : ctx.seams.dialogs.openFolder({ title, here: true }))
    if (path === null) return null
    const { id, source } = await openSource(ctx.caller, path)
    return { source: id, ...(await listed(source)) }
  },

  async 'restore.preview'(ctx, { source, name }) {
    return preview(ctx, await requireSource(ctx, source), name)
  },

  async 'restore.run'(ctx, { source, name }) {
    return restore(ctx, await requireSource(ctx, source), name)
  },
}

const COPY = { name: '数据库备份', extensions: ['sqlite'] }

const listed = async (source: Awaited<ReturnType<typeof requireSource>>) => ({
  folder: source.folder,
  backups: await listSource(source),
})

async function status(ctx: Context): Promise<BackupStatus> {
  const place = await readPlace(ctx.dataDir)
  return {
    last: await lastBackup(ctx.dataDir),
    place: place && {
      folder: place.folder,
      there: await isThere(place),
      last: place.last?.at ?? null,
      failed: place.last?.failed ?? 0,
    },
    problem: problemOf(ctx.dataDir),
  }
}

async function note(ctx: Context, action: string, text: string): Promise<void> {
  await ctx.db.write(manager => record(manager, ctx.stamp(), { action, text }))
  ctx.changed('setting', 'audit')
}

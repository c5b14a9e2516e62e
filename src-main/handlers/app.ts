import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppInfo, appRoutes } from '../../src-shared/contract/app.ts'
import type { Context } from '../context.ts'
import { record } from '../services/audit.ts'
import { getSetting, setSetting } from '../services/setting.ts'
import type { Handlers } from './handler.ts'

const OPERATORS_KEY = 'operators'

export const appHandlers: Handlers<keyof typeof appRoutes> = {
  'app.info': ctx => info(ctx),

  async 'app.setOperator'(ctx, { name }) {
    const stamp = ctx.stamp()
    await ctx.db.write(async manager => {
      const known = ((await getSetting(manager, OPERATORS_KEY)) as string[] | null) ?? []
      await setSetting(manager, 'operator', name)
      await setSetting(manager, OPERATORS_KEY, [name, ...known.filter(other => other !== name)].slice(0, 20))
      if (name !== stamp.actor)
        await record(manager, stamp, { action: 'app.setOperator', text: `经办人由「${stamp.actor}」换为「${name}」` })
    })
    ctx.setActor(name)
    ctx.changed('setting', 'audit')
    return info(ctx)
  },

  async 'app.openDataFolder'(ctx) {
    await ctx.seams.openPath(ctx.dataDir)
    return {}
  },

  async 'job.cancel'(ctx, { call }) {
    return { found: ctx.cancel(call) }
  },

  async 'backup.create'(ctx) {
    const at = ctx.stamp().at
    const path = join(ctx.dataDir, 'backups', `backup-${at.replace(/[:.]/g, '-')}.sqlite`)
    await ctx.db.backup(path)
    await ctx.db.write(manager => record(manager, ctx.stamp(), { action: 'backup.create', text: '备份数据库' }))
    ctx.changed('setting', 'audit')
    return { path, bytes: (await stat(path)).size, at }
  },

  async 'backup.saveAs'(ctx) {
    const path = await ctx.seams.dialogs.saveFile({
      title: '备份数据库到',
      defaultName: `内督管家_备份_${ctx.stamp().today}.sqlite`,
      filters: [{ name: '数据库备份', extensions: ['sqlite'] }],
    })
    if (path === null) return null
    await ctx.db.backup(path)
    await ctx.db.write(manager =>
      record(manager, ctx.stamp(), { action: 'backup.saveAs', text: '备份数据库到其他位置' }),
    )
    ctx.changed('audit')
    return { path }
  },

  async 'setting.get'(ctx, { key }) {
    const value = await ctx.db.read(manager => getSetting(manager, `window.${key}`))
    return { value: value as never }
  },

  async 'setting.set'(ctx, { key, value }) {
    await ctx.db.write(manager => setSetting(manager, `window.${key}`, value))
    return {}
  },
}

async function info(ctx: Context): Promise<AppInfo> {
  const { actor, today } = ctx.stamp()
  const operators = ((await ctx.db.read(manager => getSetting(manager, OPERATORS_KEY))) as string[] | null) ?? []
  return {
    version: ctx.version,
    dataDir: ctx.dataDir,
    keyKeeper: ctx.vault.keeper,
    operator: actor,
    operators,
    today,
    lastBackup: await lastBackup(ctx.dataDir),
  }
}

async function lastBackup(dataDir: string): Promise<string | null> {
  const folder = join(dataDir, 'backups')
  const names = await readdir(folder).catch(() => [])
  const times = await Promise.all(
    names
      .filter(name => /^(backup|before-upgrade)-.*\.sqlite$/.test(name)) // no unfinished copy, no file that failed
      .map(async name => (await stat(join(folder, name))).mtime.toISOString()),
  )
  return times.sort().at(-1) ?? null
}

import type { AppInfo, appRoutes } from '../../src-shared/contract/app.ts'
import { UPDATE_FILE } from '../../src-shared/domain/update.ts'
import { lastBackup } from '../backup/last.ts'
import type { Context } from '../context.ts'
import { diskEncryption } from '../diskEncryption.ts'
import { sharedPlace } from '../files/sharedPlace.ts'
import { about } from '../services/about.ts'
import { record } from '../services/audit.ts'
import { dataPlaces, moveData } from '../services/dataMove.ts'
import { getSetting, setSetting } from '../services/setting.ts'
import { lookAtUpdate, startUpdate } from '../services/update.ts'
import type { Handlers } from './handler.ts'

const OPERATORS_KEY = 'operators'
const JSON_FILE = { name: '更新说明', extensions: ['json'] }

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

  async 'app.renewKey'(ctx) {
    if (!ctx.vault.lost) return info(ctx)
    await ctx.renewKey()
    const text = '原来的身份证密钥找不回来，启用了新的密钥；用原密钥加密的号码需要重新录入'
    await ctx.db.write(manager => record(manager, ctx.stamp(), { action: 'app.renewKey', text }))
    ctx.changed('setting', 'audit', 'supervisor')
    return { ...(await info(ctx)), keyLost: '' }
  },

  async 'app.diskEncryption'(ctx) {
    return { state: await diskEncryption(ctx.dataDir) }
  },

  async 'app.openDataFolder'(ctx) {
    await ctx.seams.openPath(ctx.dataDir)
    return {}
  },

  'app.about': about,

  async 'update.look'(ctx) {
    const path = await ctx.seams.dialogs.openFile({ title: `选择「${UPDATE_FILE}」`, filters: [JSON_FILE] })
    return path === null ? null : lookAtUpdate(path, ctx.version)
  },

  async 'update.start'(ctx, { path }) {
    await startUpdate(ctx, path)
    return {}
  },

  'data.places': async () => ({ places: await dataPlaces() }),

  async 'data.move'(ctx, { to }) {
    const folder = to ?? (await ctx.seams.dialogs.openFolder({ title: '选择新的数据位置', here: true }))
    return folder === null ? null : moveData(ctx, folder)
  },

  async 'job.cancel'(ctx, { call }) {
    return { found: ctx.cancel(call) }
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
    shared: sharedPlace(ctx.dataDir),
    keyKeeper: ctx.vault.keeper,
    keyLost: ctx.vault.lost,
    operator: actor,
    operators,
    today,
    lastBackup: await lastBackup(ctx.dataDir),
  }
}

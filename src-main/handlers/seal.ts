import type { EntityManager } from 'typeorm'
import type { sealRoutes } from '../../src-shared/contract/seal.ts'
import { requirePlace } from '../backup/place.ts'
import { addInput, listInputs, runChecks } from '../check/index.ts'
import type { Context, Stamp } from '../context.ts'
import { lastReport } from '../services/archive/checkReport.ts'
import { listRuns, runFixity, setSchedule } from '../services/archive/fixity.ts'
import { activeHold, liftHold, listHolds, setHold } from '../services/archive/hold.ts'
import { repair } from '../services/archive/repair.ts'
import { closeSeal, listSeals, openSeal, previewSeal } from '../services/archive/seal.ts'
import { runShare } from '../services/archive/share.ts'
import { requireBatch } from '../services/batch/batchRecord.ts'
import type { Handlers } from './handler.ts'

export const sealHandlers: Handlers<keyof typeof sealRoutes> = {
  async 'check.run'(ctx, { batchId }) {
    const report = await runChecks(ctx, batchId)
    ctx.changed('archive', 'audit')
    return report
  },

  'check.last': (ctx, { batchId }) => ctx.db.read(async manager => ({ report: await lastReport(manager, batchId) })),

  async 'check.input'(ctx, { batchId, input }) {
    await ctx.db.write(manager => addInput(manager, batchId, input, ctx.stamp()))
    ctx.changed('archive', 'audit')
    return {}
  },

  'check.inputs': (ctx, { batchId }) => ctx.db.read(async manager => ({ inputs: await listInputs(manager, batchId) })),

  'seal.list': (ctx, { batchId }) =>
    ctx.db.read(async manager => {
      await requireBatch(manager, batchId, true)
      const seals = await listSeals(manager, batchId)
      return {
        seals,
        sealed: seals.find(seal => seal.openedAt === null) ?? null,
        hold: await activeHold(manager, batchId),
        holds: await listHolds(manager, batchId),
      }
    }),

  'seal.preview': (ctx, { batchId }) => ctx.db.read(manager => previewSeal(ctx, manager, batchId, ctx.stamp())),

  async 'seal.close'(ctx, input) {
    const seal = await closeSeal(ctx, input)
    ctx.changed('archive', 'batch', 'audit')
    return seal
  },

  'seal.open': (ctx, input) => change(ctx, (manager, stamp) => openSeal(manager, input, stamp)),
  'hold.set': (ctx, input) => change(ctx, (manager, stamp) => setHold(manager, input, stamp)),
  'hold.lift': (ctx, input) => change(ctx, (manager, stamp) => liftHold(manager, input, stamp)),

  async 'fixity.run'(ctx, input) {
    const run = await runFixity(ctx, input)
    ctx.changed('archive', 'audit')
    return run
  },

  async 'fixity.share'(ctx) {
    const found = await runShare(ctx)
    if (found.bad > 0) ctx.changed('archive', 'audit')
    return found
  },

  async 'fixity.repair'(ctx, { from }) {
    const source = await sourceOf(ctx, from)
    if (source === null) return null
    const done = await repair(ctx, source)
    await runFixity(ctx, {}) // what stands in the list is what is there now
    ctx.changed('archive', 'audit')
    return done
  },

  'fixity.list': (ctx, { batchId }) => ctx.db.read(manager => listRuns(manager, batchId, ctx.stamp())),

  async 'fixity.setSchedule'(ctx, { everyDays }) {
    await ctx.db.write(manager => setSchedule(manager, everyDays, ctx.stamp()))
    ctx.changed('archive', 'audit')
    return { everyDays }
  },
}

/** @throws AppError BACKUP_PLACE_NONE, BACKUP_PLACE_AWAY */
async function sourceOf(ctx: Context, from: 'place' | 'folder' | 'zip'): Promise<string | null> {
  if (from === 'place') return (await requirePlace(ctx.dataDir)).folder
  const title = '选择放有原件、备份或事后督导包的位置'
  return from === 'folder'
    ? ctx.seams.dialogs.openFolder({ title })
    : ctx.seams.dialogs.openFile({ title, filters: [{ name: 'zip 文件', extensions: ['zip'] }] })
}

async function change<T>(ctx: Context, work: (manager: EntityManager, stamp: Stamp) => Promise<T>): Promise<T> {
  const done = await ctx.db.write(manager => work(manager, ctx.stamp()))
  ctx.changed('archive', 'batch', 'audit')
  return done
}

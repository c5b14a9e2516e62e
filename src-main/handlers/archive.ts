import type { archiveRoutes } from '../../src-shared/contract/archive.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Context } from '../context.ts'
import { accessTable, addAccess, endAccess, listAccess } from '../services/archive/access.ts'
import { carryOut, countOpenLists, listDestructions, propose, withdraw } from '../services/archive/destruction.ts'
import { countExpired, expiredFiles, listRetention, setRetention } from '../services/archive/retention.ts'
import { sweep } from '../services/archive/sweep.ts'
import { record } from '../services/audit.ts'
import { mediaCoverage, setClock } from '../services/evidence/media.ts'
import { clearNa, listSlotsWithDoubts, setNa } from '../services/evidence/slot.ts'
import { findOrg } from '../services/org.ts'
import { writeTable } from '../sheet/write.ts'
import type { Handlers } from './handler.ts'
import { askXlsx } from './save.ts'

type Work<T> = (manager: Parameters<Parameters<Context['db']['write']>[0]>[0]) => Promise<T>

async function write<T>(ctx: Context, work: Work<T>): Promise<T> {
  const result = await ctx.db.write(work)
  ctx.changed('archive', 'batch', 'audit')
  return result
}

export const archiveHandlers: Handlers<keyof typeof archiveRoutes> = {
  'slot.list': (ctx, { batchId }) => ctx.db.read(manager => listSlotsWithDoubts(ctx, manager, batchId)),
  'slot.setNa': (ctx, input) => write(ctx, manager => setNa(manager, input, ctx.stamp())),
  'slot.clearNa': (ctx, input) => write(ctx, manager => clearNa(manager, input, ctx.stamp())),

  'media.coverage': (ctx, { batchId }) => ctx.db.read(manager => mediaCoverage(manager, batchId, ctx.stamp())),
  'media.setClock': (ctx, input) => write(ctx, manager => setClock(manager, input, ctx.stamp())),

  async 'access.list'(ctx, { batchId }) {
    return { entries: await ctx.db.read(manager => listAccess(manager, ctx.stamp(), batchId)) }
  },
  'access.add': (ctx, input) => write(ctx, manager => addAccess(manager, input, ctx.stamp())),
  'access.end': (ctx, input) => write(ctx, manager => endAccess(manager, input, ctx.stamp())),
  async 'access.export'(ctx, { batchId }) {
    const org = await ctx.db.read(findOrg)
    const table = await ctx.db.read(manager => accessTable(manager, ctx.stamp(), batchId))
    const path = await askXlsx(ctx, org?.name ?? '', table.title)
    if (path === null) return null
    await writeTable(path, { ...table, orgName: org?.name ?? '', date: ctx.stamp().today })
    await write(ctx, manager => record(manager, ctx.stamp(), { action: 'access.export', text: '导出查阅登记表' }))
    return { path }
  },

  async 'retention.list'(ctx) {
    return { rows: await ctx.db.read(listRetention) }
  },
  'retention.set': (ctx, input) =>
    write(ctx, async manager => {
      await setRetention(manager, input, ctx.stamp())
      return { rows: await listRetention(manager) }
    }),
  async 'retention.expired'(ctx) {
    return { rows: await ctx.db.read(manager => expiredFiles(manager, ctx.stamp().today)) }
  },

  'archive.todo': ctx =>
    ctx.db.read(async manager => ({
      expired: await countExpired(manager, ctx.stamp().today),
      lists: await countOpenLists(manager),
    })),
  'destruction.propose': (ctx, input) => write(ctx, manager => propose(manager, input, ctx.stamp())),
  'destruction.withdraw': (ctx, input) => write(ctx, manager => withdraw(manager, input, ctx.stamp())),
  async 'destruction.list'(ctx) {
    return { destructions: await ctx.db.read(listDestructions) }
  },
  // Alone from the start: a file of the same content must not come in between, and a 取消 while others finish leaves everything as it is.
  'destruction.carryOut': (ctx, input) =>
    ctx.alone(async () => {
      const done = await write(ctx, manager => carryOut(manager, input, ctx.stamp()))
      const { rest, why } = await sweep(ctx)
      if (rest > 0) throw new AppError('DESTRUCTION_REST', { number: done.number, rest, detail: why })
      return done
    }),
}

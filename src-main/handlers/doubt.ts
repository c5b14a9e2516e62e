import type { doubtRoutes } from '../../src-shared/contract/doubt.ts'
import { checkDoubts, listDoubts } from '../services/doubt.ts'
import type { Handlers } from './handler.ts'

export const doubtHandlers: Handlers<keyof typeof doubtRoutes> = {
  'doubt.list': ctx => ctx.db.read(listDoubts),

  async 'doubt.check'(ctx, { ids }) {
    const checked = await ctx.db.write(manager => checkDoubts(manager, ids, ctx.stamp()))
    ctx.changed('audit')
    return { checked }
  },
}

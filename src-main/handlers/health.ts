import type { healthRoutes } from '../../src-shared/contract/health.ts'
import { listSymptoms } from '../services/health.ts'
import type { Handlers } from './handler.ts'

export const healthHandlers: Handlers<keyof typeof healthRoutes> = {
  async 'health.list'(ctx) {
    return { rows: await ctx.db.read(manager => listSymptoms(manager, ctx.stamp().today)) }
  },
}

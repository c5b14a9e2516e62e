import type { venueCheckRoutes } from '../../src-shared/contract/venueCheck.ts'
import { findLine, listLines, tally } from '../db/queries/venueChecks.ts'
import { keep } from '../services/attachment.ts'
import {
  abandonCheck,
  finishCheck,
  listChecks,
  loadCheck,
  requireCheck,
  startCheck,
} from '../services/venue/venueCheck.ts'
import { addExtra, clearLine, scanLine, setLine } from '../services/venue/venueCheckLine.ts'
import { recordOutcome, strikeOutcome } from '../services/venue/venueCheckOutcome.ts'
import type { Handlers } from './handler.ts'

export const venueCheckHandlers: Handlers<keyof typeof venueCheckRoutes> = {
  async 'venueCheck.start'(ctx, input) {
    const check = await ctx.db.write(async manager => loadCheck(manager, await startCheck(manager, input, ctx.stamp())))
    ctx.changed('venue', 'audit')
    return check
  },

  'venueCheck.get': (ctx, { checkId }) => ctx.db.read(manager => loadCheck(manager, checkId)),
  'venueCheck.list': (ctx, input) => ctx.db.read(manager => listChecks(manager, input)),

  'venueCheck.lines': (ctx, input) =>
    ctx.db.read(async manager => {
      await requireCheck(manager, input.checkId)
      return listLines(manager, input)
    }),

  // Steps of a count tell nobody: the screen that makes them has the answer, and hundreds would reload every list.
  'venueCheck.scan': (ctx, input) => ctx.db.write(manager => scanLine(manager, input, ctx.stamp())),
  'venueCheck.set': (ctx, input) => ctx.db.write(manager => setLine(manager, input, ctx.stamp())),
  'venueCheck.clear': (ctx, input) =>
    ctx.db.write(async manager => {
      await clearLine(manager, input, ctx.stamp())
      return { line: await findLine(manager, input.checkId, input.no), summary: await tally(manager, input.checkId) }
    }),
  'venueCheck.addExtra': (ctx, input) => ctx.db.write(manager => addExtra(manager, input, ctx.stamp())),

  async 'venueCheck.finish'(ctx, input) {
    const check = await ctx.db.write(async manager => {
      await finishCheck(manager, input, ctx.stamp())
      return loadCheck(manager, input.checkId)
    })
    ctx.changed('venue', 'audit')
    return check
  },

  async 'venueCheck.abandon'(ctx, input) {
    const check = await ctx.db.write(async manager => {
      await abandonCheck(manager, input, ctx.stamp())
      return loadCheck(manager, input.checkId)
    })
    ctx.changed('venue', 'audit')
    return check
  },

  async 'venueCheck.recordOutcome'(ctx, { attachment, ...input }) {
    const file = await keep(ctx.files, attachment)
    const check = await ctx.db.write(async manager => {
      await recordOutcome(manager, input, file, ctx.stamp())
      return loadCheck(manager, input.checkId)
    })
    ctx.changed('venue', 'audit')
    return check
  },

  async 'venueCheck.strikeOutcome'(ctx, input) {
    const check = await ctx.db.write(async manager => {
      await strikeOutcome(manager, input, ctx.stamp())
      return loadCheck(manager, input.checkId)
    })
    ctx.changed('venue', 'audit')
    return check
  },
}

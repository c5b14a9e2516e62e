import type { EntityManager } from 'typeorm'
import type { Contest, ContestSlots, contestRoutes } from '../../src-shared/contract/contest.ts'
import type { Context } from '../context.ts'
import { listContests } from '../db/queries/contests.ts'
import { requirePaper } from '../files/paper.ts'
import { keep } from '../services/attachment.ts'
import {
  declareReady,
  loadContest,
  removeContest,
  restoreContest,
  saveContest,
  saveResult,
  undoReady,
} from '../services/contest/contest.ts'
import { removePlace, savePlace } from '../services/contest/contestPlace.ts'
import { requireContest } from '../services/contest/contestRecord.ts'
import { clearContestNa, listContestSlots, setContestNa } from '../services/contest/contestSlot.ts'
import { removeContestStaff, saveContestStaff } from '../services/contest/contestStaff.ts'
import {
  addContestScan,
  removeContestVisit,
  requireContestVisit,
  saveContestVisit,
} from '../services/contest/contestVisit.ts'
import type { Handlers } from './handler.ts'

export const contestHandlers: Handlers<keyof typeof contestRoutes> = {
  'contest.list': (ctx, input) => ctx.db.read(manager => listContests(manager, input, ctx.stamp().today)),
  'contest.get': (ctx, { id }) => ctx.db.read(manager => loadContest(manager, id, ctx.stamp())),
  'contest.save': (ctx, input) => change(ctx, manager => saveContest(manager, input, ctx.stamp())),
  'contest.ready': (ctx, { id }) => change(ctx, manager => declareReady(manager, id, ctx.stamp())),
  'contest.unready': (ctx, input) => change(ctx, manager => undoReady(manager, input, ctx.stamp())),
  'contest.result': (ctx, input) => change(ctx, manager => saveResult(manager, input, ctx.stamp())),

  async 'contest.remove'(ctx, input) {
    await ctx.db.write(manager => removeContest(manager, input, ctx.stamp()))
    ctx.changed('contest', 'audit')
    return {}
  },

  async 'contest.restore'(ctx, { id }) {
    await ctx.db.write(manager => restoreContest(manager, id, ctx.stamp()))
    ctx.changed('contest', 'audit')
    return {}
  },

  'contestPlace.save': (ctx, input) => change(ctx, manager => savePlace(manager, input, ctx.stamp())),
  'contestPlace.remove': (ctx, input) => change(ctx, manager => removePlace(manager, input, ctx.stamp())),

  async 'contestStaff.save'(ctx, { file, ...input }) {
    if (file) requirePaper(file)
    await ctx.db.read(manager => requireContest(manager, input.contestId))
    const stored = await keep(ctx.files, file ?? null)
    return change(ctx, manager => saveContestStaff(manager, input, stored, ctx.stamp()))
  },
  'contestStaff.remove': (ctx, input) => change(ctx, manager => removeContestStaff(manager, input, ctx.stamp())),

  'contestVisit.save': (ctx, input) => change(ctx, manager => saveContestVisit(manager, input, ctx.stamp())),
  'contestVisit.remove': (ctx, input) => change(ctx, manager => removeContestVisit(manager, input, ctx.stamp())),
  async 'contestVisit.scan'(ctx, { id, form, file }) {
    requirePaper(file)
    await ctx.db.read(manager => requireContestVisit(manager, id))
    const stored = await keep(ctx.files, file)
    return change(ctx, manager => addContestScan(manager, { id, form }, stored, ctx.stamp()))
  },

  'contestSlot.list': (ctx, { contestId }) => ctx.db.read(manager => listContestSlots(manager, contestId)),
  'contestSlot.setNa': (ctx, input) => changeSlots(ctx, manager => setContestNa(manager, input, ctx.stamp())),
  'contestSlot.clearNa': (ctx, input) => changeSlots(ctx, manager => clearContestNa(manager, input, ctx.stamp())),
}

/** Runs a change that answers the contest's id, and shows the contest as it is afterwards. */
async function change(ctx: Context, work: (manager: EntityManager) => Promise<number>): Promise<Contest> {
  const contest = await ctx.db.write(async manager => loadContest(manager, await work(manager), ctx.stamp()))
  ctx.changed('contest', 'batch', 'audit') // batch: what shows deadlines listens to it
  return contest
}

async function changeSlots(
  ctx: Context,
  work: (manager: EntityManager) => Promise<ContestSlots>,
): Promise<ContestSlots> {
  const slots = await ctx.db.write(work)
  ctx.changed('archive', 'audit')
  return slots
}

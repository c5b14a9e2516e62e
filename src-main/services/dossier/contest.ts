import { AppError } from '../../../src-shared/errors.ts'
import type { Dossiers } from '../../../src-shared/forms/dossiers.ts'
import type { Context } from '../../context.ts'
import { loadContest } from '../contest/contest.ts'
import type { Of } from './index.ts'

/** A contest with its places and visits; `visit`: whose 附件7. @throws AppError NOT_FOUND */
export async function loadContestDossier(ctx: Context, subject: Of<'contest'>): Promise<Dossiers['contest']> {
  const contest = await ctx.db.read(manager => loadContest(manager, subject.id, ctx.stamp()))
  const visit = contest.visits.find(one => one.id === subject.visit)
  if (contest.deletedAt !== null) throw new AppError('NOT_FOUND', { what: '该竞赛' })
  if (subject.visit !== undefined && !visit) throw new AppError('NOT_FOUND', { what: '这次竞赛督导' })
  return { contest, visit }
}

import type { Dossiers } from '../../../src-shared/forms/dossiers.ts'
import type { Context } from '../../context.ts'
import { reissuedCards } from '../../db/queries/cards.ts'
import { requireJob } from '../card/printJob.ts'
import { findOrg } from '../org.ts'
import type { Of } from './index.ts'

/** A prepared print job of cards. @throws AppError NOT_FOUND */
export async function loadPrintJobDossier(ctx: Context, { jobId }: Of<'printJob'>): Promise<Dossiers['printJob']> {
  const job = requireJob(ctx, jobId)
  return ctx.db.read(async manager => {
    const again = await reissuedCards(
      manager,
      job.placed.map(({ cardId }) => cardId),
    )
    return {
      org: (await findOrg(manager))?.name,
      job,
      on: ctx.stamp().today,
      notes: new Map(again.map(cardId => [cardId, '补发'])),
    }
  })
}

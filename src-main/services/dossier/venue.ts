import { AppError } from '../../../src-shared/errors.ts'
import type { Dossiers } from '../../../src-shared/forms/dossiers.ts'
import type { Context } from '../../context.ts'
import { VenueCheckTable } from '../../db/entities/venue.ts'
import { venueFacts } from '../venue/venueFacts.ts'
import type { Of } from './index.ts'

export const loadVenueDossier = (ctx: Context, { id }: Of<'venue'>): Promise<Dossiers['venue']> =>
  ctx.db.read(manager => venueFacts(manager, id))

/** A finished count of a venue. @throws AppError NOT_FOUND */
export const loadCheckDossier = (ctx: Context, { id }: Of<'check'>): Promise<Dossiers['check']> =>
  ctx.db.read(async manager => {
    const check = await manager.findOneBy(VenueCheckTable, { id })
    if (!check) throw new AppError('NOT_FOUND', { what: '该次核查' })
    return venueFacts(manager, check.venueId, { checkId: id })
  })

import type { Dossiers } from '../../../src-shared/forms/dossiers.ts'
import type { Context } from '../../context.ts'
import { dutiesOf } from '../../db/queries/duties.ts'
import { findOrg } from '../org.ts'
import { loadDossier } from '../roster/dossier.ts'
import type { Of } from './index.ts'

/** A person with photo, records and 委派. @throws AppError NOT_FOUND */
export async function loadPersonDossier(ctx: Context, { id }: Of<'supervisor'>): Promise<Dossiers['supervisor']> {
  const found = await ctx.db.read(async manager => ({
    org: (await findOrg(manager))?.name,
    person: await loadDossier(manager, id, ctx.vault, ctx.stamp()),
    duties: await dutiesOf(manager, id),
  }))
  const { photo } = found.person
  return { ...found, photo: photo === null ? undefined : await ctx.files.read(photo) }
}

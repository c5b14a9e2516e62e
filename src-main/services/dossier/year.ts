import type { Dossiers } from '../../../src-shared/forms/dossiers.ts'
import type { Context } from '../../context.ts'
import { findOrg } from '../org.ts'
import { scopeText } from '../year/about.ts'
import { yearReport } from '../year/report.ts'
import { workload } from '../year/workload.ts'
import type { Of } from './index.ts'

/** A period with its figures and who worked in it. @throws AppError INPUT_INVALID, NOT_FOUND */
export const loadYearDossier = (ctx: Context, { kind: _, ...scope }: Of<'year'>): Promise<Dossiers['year']> =>
  ctx.db.read(async manager => ({
    org: (await findOrg(manager))?.name,
    scope,
    about: await scopeText(manager, scope),
    ...(await yearReport(manager, scope, ctx.stamp())),
    people: await workload(manager, scope, ctx.stamp()),
  }))

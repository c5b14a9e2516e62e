import type { Dossiers } from '../../../src-shared/forms/dossiers.ts'
import type { Context } from '../../context.ts'
import { showDestruction } from '../archive/destruction.ts'
import { localTime } from '../localDate.ts'
import { findOrg } from '../org.ts'
import type { Of } from './index.ts'

/** 销毁清册. @throws AppError NOT_FOUND */
export const loadDestructionDossier = (ctx: Context, { id }: Of<'destruction'>): Promise<Dossiers['destruction']> =>
  ctx.db.read(async manager => {
    const list = await showDestruction(manager, id)
    const doneAt = list.doneAt === null ? null : localTime(list.doneAt)
    return { org: (await findOrg(manager))?.name, list: { ...list, at: localTime(list.at), doneAt } }
  })

import type { Dossiers } from '../../../src-shared/forms/dossiers.ts'
import type { Context } from '../../context.ts'
import { findOrg } from '../org.ts'
import { showCourse } from '../roster/course.ts'
import type { Of } from './index.ts'

/** A 培训班. @throws AppError NOT_FOUND */
export const loadCourseDossier = (ctx: Context, { id }: Of<'course'>): Promise<Dossiers['course']> =>
  ctx.db.read(async manager => ({
    org: (await findOrg(manager))?.name,
    course: await showCourse(manager, id),
  }))

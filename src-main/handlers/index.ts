import { archiveRoutes } from '../../src-shared/contract/archive.ts'
import { backupRoutes, handoverRoutes } from '../../src-shared/contract/backup.ts'
import { batchRoutes } from '../../src-shared/contract/batch.ts'
import { cardRoutes } from '../../src-shared/contract/card.ts'
import { contestRoutes } from '../../src-shared/contract/contest.ts'
import { courseRoutes } from '../../src-shared/contract/course.ts'
import { doubtRoutes } from '../../src-shared/contract/doubt.ts'
import { equipmentRoutes } from '../../src-shared/contract/equipment.ts'
import { evidenceRoutes } from '../../src-shared/contract/evidence.ts'
import { formRoutes } from '../../src-shared/contract/form.ts'
import { healthRoutes } from '../../src-shared/contract/health.ts'
import type { RouteName } from '../../src-shared/contract/index.ts'
import { packageRoutes } from '../../src-shared/contract/package.ts'
import { printRoutes } from '../../src-shared/contract/print.ts'
import { qualificationRoutes } from '../../src-shared/contract/qualification.ts'
import { rosterRoutes } from '../../src-shared/contract/roster.ts'
import { scanRoutes } from '../../src-shared/contract/scan.ts'
import { scoreRoutes } from '../../src-shared/contract/score.ts'
import { sealRoutes } from '../../src-shared/contract/seal.ts'
import { supervisionRoutes } from '../../src-shared/contract/supervision.ts'
import { supervisorRoutes } from '../../src-shared/contract/supervisor.ts'
import { venueRoutes } from '../../src-shared/contract/venue.ts'
import { venueCheckRoutes } from '../../src-shared/contract/venueCheck.ts'
import { yearRoutes } from '../../src-shared/contract/year.ts'
import { accountHandlers } from './account.ts'
import { appHandlers } from './app.ts'
import { auditHandlers } from './audit.ts'
import type { Handler, Handlers } from './handler.ts'
import { orgHandlers } from './org.ts'

export type { Handler } from './handler.ts'

/** Route → function: the audited list of all that a caller can do. */
export const handlers: Handlers = {
  ...appHandlers,
  ...accountHandlers,
  ...later(doubtRoutes, async () => (await import('./doubt.ts')).doubtHandlers),
  ...later(healthRoutes, async () => (await import('./health.ts')).healthHandlers),
  ...later(backupRoutes, async () => (await import('./backup.ts')).backupHandlers),
  ...later(handoverRoutes, async () => (await import('./handover.ts')).handoverHandlers),
  ...orgHandlers,
  ...later(supervisorRoutes, async () => (await import('./supervisor.ts')).supervisorHandlers),
  ...later(qualificationRoutes, async () => (await import('./qualification.ts')).qualificationHandlers),
  ...later(courseRoutes, async () => (await import('./course.ts')).courseHandlers),
  ...later(rosterRoutes, async () => (await import('./roster.ts')).rosterHandlers),
  ...later(cardRoutes, async () => (await import('./card.ts')).cardHandlers),
  ...later(printRoutes, async () => (await import('./print.ts')).printHandlers),
  ...later(formRoutes, async () => (await import('./form.ts')).formHandlers),
  ...later(scanRoutes, async () => (await import('./scan.ts')).scanHandlers),
  ...auditHandlers,
  ...later(venueRoutes, async () => (await import('./venue.ts')).venueHandlers),
  ...later(equipmentRoutes, async () => (await import('./equipment.ts')).equipmentHandlers),
  ...later(venueCheckRoutes, async () => (await import('./venueCheck.ts')).venueCheckHandlers),
  ...later(batchRoutes, async () => (await import('./batch.ts')).batchHandlers),
  ...later(scoreRoutes, async () => (await import('./score.ts')).scoreHandlers),
  ...later(contestRoutes, async () => (await import('./contest.ts')).contestHandlers),
  ...later(supervisionRoutes, async () => (await import('./supervision.ts')).supervisionHandlers),
  ...later(evidenceRoutes, async () => (await import('./evidence.ts')).evidenceHandlers),
  ...later(archiveRoutes, async () => (await import('./archive.ts')).archiveHandlers),
  ...later(sealRoutes, async () => (await import('./seal.ts')).sealHandlers),
  ...later(yearRoutes, async () => (await import('./year.ts')).yearHandlers),
  ...later(packageRoutes, async () => (await import('./package.ts')).packageHandlers),
}

/**
 * Loaded when first asked for, not before the window opens: what draws brings three megabytes of libraries (pdfkit, pdf-lib, fontkit,
 * docx), and the first screen asks for neither venues nor batches. Once loaded, calls go straight on: the gate serves them in the order in
 * which they came.
 */
function later<R extends RouteName>(routes: Record<R, unknown>, load: () => Promise<Handlers<R>>): Handlers<R> {
  const names = Object.keys(routes) as R[]
  let loaded: Handlers<R> | undefined
  const call =
    (name: R): Handler<never, unknown> =>
    async (ctx, input) => {
      loaded ??= await load()
      return loaded[name](ctx, input)
    }
  return Object.fromEntries(names.map(name => [name, call(name)])) as Handlers<R>
}

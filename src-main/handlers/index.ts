import { appHandlers } from './app.ts'
import { auditHandlers } from './audit.ts'
import { batchHandlers } from './batch.ts'
import { cardHandlers } from './card.ts'
import { equipmentHandlers } from './equipment.ts'
import { formHandlers } from './form.ts'
import type { Handlers } from './handler.ts'
import { orgHandlers } from './org.ts'
import { printHandlers } from './print.ts'
import { qualificationHandlers } from './qualification.ts'
import { rosterHandlers } from './roster.ts'
import { supervisionHandlers } from './supervision.ts'
import { supervisorHandlers } from './supervisor.ts'
import { venueHandlers } from './venue.ts'
import { venueCheckHandlers } from './venueCheck.ts'

export type { Handler } from './handler.ts'

/** Route → function: the audited list of all that a caller can do. */
export const handlers: Handlers = {
  ...appHandlers,
  ...orgHandlers,
  ...supervisorHandlers,
  ...qualificationHandlers,
  ...rosterHandlers,
  ...cardHandlers,
  ...printHandlers,
  ...formHandlers,
  ...auditHandlers,
  ...venueHandlers,
  ...equipmentHandlers,
  ...venueCheckHandlers,
  ...batchHandlers,
  ...supervisionHandlers,
}

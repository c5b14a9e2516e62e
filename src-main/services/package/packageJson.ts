/** What columns that hold JSON may hold in a package, as the contract has it; a column that is not named here is refused. */
import { z } from 'zod'
import { assessmentForm, batchDates, batchItem, sessionInput } from '../../../src-shared/contract/batch.ts'
import { id, sha256 } from '../../../src-shared/contract/common.ts'
import { box } from '../../../src-shared/contract/evidence.ts'
import { scoreRule, scores } from '../../../src-shared/contract/score.ts'
import { checkInput, checkReport } from '../../../src-shared/contract/seal.ts'
import { inspector, recordItem, recordPhase } from '../../../src-shared/contract/supervision.ts'
import { scopeEntry } from '../../../src-shared/contract/venue.ts'
import { checkSummary } from '../../../src-shared/contract/venueCheck.ts'

const ids = z.array(id)
const texts = z.array(z.string())
const said = z.string()
const scope = z.array(scopeEntry)

export const JSON_COLUMNS: Readonly<Record<string, z.ZodType>> = {
  'venue.scope': scope,
  'baseline.facts': z.strictObject({ name: z.string(), address: z.string(), purpose: z.string(), scope }),
  'venue_check.summary': checkSummary.nullable(),
  'supervisor.photoWarnings': texts,
  'appointment.facts': z.json(), // kept as it was judged, never read by a rule
  'batch.forms': z.array(assessmentForm),
  'batch.items': z.array(batchItem),
  'batch.dates': batchDates,
  'batch.scoreRule': scoreRule,
  'batch_candidate.scores': scores,
  'batch_session.actual': sessionInput.shape.actual,
  'batch_staff.sessionIds': ids,
  'batch_sample.candidates': ids,
  'supervision.phases': z.array(recordPhase),
  'supervision.sessionIds': ids,
  'supervision.items': z.array(recordItem),
  'visit.inspectors': z.array(inspector),
  'visit_feedback.sheet': z.strictObject({ org: said, inspector: said, arrived: said, left: said, feedback: said }),
  'access_entry.slots': texts,
  'destruction.items': ids,
  'evidence.boxes': z.array(box),
  'check_input.body': z.union([checkInput, checkReport]),
  'fixity_run.changed': texts,
  'fixity_run.missing': texts,
  'fixity_run.unread': texts,
  'package_export.sources': z.array(
    z.strictObject({ name: z.string(), sha256, source: sha256, leftOut: z.string().optional() }),
  ),
}

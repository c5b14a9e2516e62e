import type { EntityManager } from 'typeorm'
import { type BatchFacts, type MockItem, mockSupervision } from '../../../src-shared/domain/mock.ts'
import type { RecordKind } from '../../../src-shared/domain/seal.ts'
import { filingState } from '../../../src-shared/domain/venue.ts'
import { checkVenueOn } from '../../../src-shared/domain/venueOn.ts'
import type { Stamp } from '../../context.ts'
import { VenueTable } from '../../db/entities/venue.ts'
import { archiveFacts } from '../evidence/slot.ts'
import { listRecords } from '../supervision/supervision.ts'
import { listAssignments } from './assign.ts'
import { requireBatch } from './batchRecord.ts'
import { asFindings, outdated } from './review.ts'
import { sessionsOf, staffOf, toInput } from './session.ts'
import { examDayOf } from './venueOn.ts'

/** 模拟督导: 附件3 run over a batch as it stands now. */
export async function runMock(
  manager: EntityManager,
  batchId: number,
  kind: RecordKind,
  stamp: Stamp,
): Promise<MockItem[]> {
  return mockSupervision(kind, await loadFacts(manager, batchId, stamp))
}

async function loadFacts(manager: EntityManager, batchId: number, stamp: Stamp): Promise<BatchFacts> {
  const batch = await requireBatch(manager, batchId)
  const [counts] = (await manager.query(
    `SELECT (SELECT count(*) FROM batch_candidate WHERE batch_id = ? AND replaced_at IS NULL) AS candidates, (SELECT count(*) FROM batch_sample WHERE batch_id = ?) AS samples`,
    [batchId, batchId],
  )) as { candidates: number; samples: number }[]
  const assignments = (await listAssignments(manager, batchId)).filter(assignment => assignment.state === 'valid')
  const sessions = await sessionsOf(manager, batchId)
  const records = (await listRecords(manager, batchId)).filter(record => record.state === 'sealed')
  return {
    dates: batch.dates,
    forms: batch.forms,
    planned: batch.items.reduce((sum, item) => sum + item.planned, 0),
    candidates: counts?.candidates ?? 0,
    samples: counts?.samples ?? 0,
    sessions: sessions.map(toInput),
    staff: await staffOf(manager, batchId),
    supervisors: assignments.flatMap(assignment => assignment.people),
    venue:
      batch.venueId === null
        ? null
        : await venueOf(manager, batch.venueId, examDayOf(batch, sessions, stamp.today), batch.items),
    outdated: asFindings(await outdated(manager, stamp, batchId)).map(f => f.message),
    records: records.map(({ kind, phases, supervisorName, badge, items }) => ({
      kind,
      phases,
      supervisor: supervisorName,
      badge,
      items,
    })),
    rectifications: await manager.query(
      `SELECT r.number, u.kind, r.closed_on AS "closedOn", r.due FROM rectification r LEFT JOIN supervision u ON u.id = r.supervision_id WHERE r.batch_id = ?`,
      [batchId],
    ),
    ...(await archiveFacts(manager, batchId)),
    today: stamp.today,
  }
}

async function venueOf(
  manager: EntityManager,
  venueId: number,
  day: string,
  items: readonly { occupation: string; level: string }[],
): Promise<BatchFacts['venue']> {
  const venue = await manager.findOneBy(VenueTable, { id: venueId })
  if (!venue) return null
  const filing = { status: venue.filingStatus, filedOn: venue.filedOn, validUntil: venue.validUntil }
  const [known] = (await manager.query(
    `SELECT (SELECT max(finished_on) FROM venue_check WHERE venue_id = ? AND state = 'finished') AS "checkedOn",
       (SELECT count(*) FROM venue_file WHERE venue_id = ? AND kind = 'photo' AND struck_at IS NULL) AS photos`,
    [venueId, venueId],
  )) as { checkedOn: string | null; photos: number }[]
  return {
    name: venue.name,
    filing: filingState(filing, day),
    outside: checkVenueOn({ name: venue.name, filing, scope: venue.scope }, day, items)
      .filter(f => f.rule === 'R-VENUE-SCOPE')
      .map(f => f.message),
    checkedOn: known?.checkedOn ?? null,
    photos: known?.photos ?? 0,
  }
}

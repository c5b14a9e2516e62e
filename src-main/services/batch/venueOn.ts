import type { EntityManager } from 'typeorm'
import { examDays } from '../../../src-shared/domain/acts.ts'
import type { Finding } from '../../../src-shared/domain/rules.ts'
import { checkVenueOn } from '../../../src-shared/domain/venueOn.ts'
import type { Stamp } from '../../context.ts'
import type { BatchRecord, SessionRecord } from '../../db/entities/batch.ts'
import { VenueTable } from '../../db/entities/venue.ts'

/** The day on which a batch is judged: its last session's, else what its dates say, else today. */
export function examDayOf(
  batch: Pick<BatchRecord, 'dates'>,
  sessions: readonly Pick<SessionRecord, 'date' | 'fromTime' | 'toTime'>[],
  today: string,
): string {
  const days = examDays(sessions.map(s => ({ date: s.date, from: s.fromTime, to: s.toTime })))
  return days?.last ?? batch.dates.examTo ?? batch.dates.examFrom ?? batch.dates.plannedOn ?? today
}

/** What the venue of a batch lacks on the day of its exam; nothing where the batch names none of the register. */
export async function venueFindings(
  manager: EntityManager,
  batch: BatchRecord,
  sessions: readonly SessionRecord[],
  stamp: Pick<Stamp, 'today'>,
): Promise<Finding[]> {
  if (batch.venueId === null) return []
  const venue = await manager.findOneBy(VenueTable, { id: batch.venueId })
  if (!venue) return []
  return checkVenueOn(
    {
      name: venue.name,
      filing: { status: venue.filingStatus, filedOn: venue.filedOn, validUntil: venue.validUntil },
      scope: venue.scope,
    },
    examDayOf(batch, sessions, stamp.today),
    batch.items,
  )
}

/** Batches whose exam is still to come, with what their venue lacks that day: for 工作台. */
export async function venuesAhead(
  manager: EntityManager,
  stamp: Pick<Stamp, 'today'>,
  load: (id: number) => Promise<{ batch: BatchRecord; sessions: SessionRecord[] }>,
): Promise<{ batchId: number; batch: string; finding: Finding }[]> {
  const ids = (await manager.query(
    `SELECT DISTINCT b.id FROM batch b JOIN batch_session s ON s.batch_id = b.id
     WHERE b.deleted_at IS NULL AND b.venue_id IS NOT NULL AND s.struck_at IS NULL AND s.date >= ? ORDER BY b.id`,
    [stamp.today],
  )) as { id: number }[]
  const found: { batchId: number; batch: string; finding: Finding }[] = []
  for (const { id } of ids) {
    const { batch, sessions } = await load(id)
    for (const finding of await venueFindings(manager, batch, sessions, stamp))
      found.push({ batchId: id, batch: batch.name, finding })
  }
  return found
}

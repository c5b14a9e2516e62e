import type { EntityManager } from 'typeorm'
import { tidy } from '../../../src-shared/domain/equipment.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type VenueRecord, VenueTable } from '../../db/entities/venue.ts'
import { record } from '../audit.ts'

/** @throws AppError NOT_FOUND; a venue in the recycle bin is found only with `trash`. */
export async function requireVenue(manager: EntityManager, id: number, trash = false): Promise<VenueRecord> {
  const row = await manager.findOneBy(VenueTable, { id })
  if (!row || (row.deletedAt !== null && !trash)) throw new AppError('NOT_FOUND', { what: '该场地' })
  return row
}

/** A field that cannot stay as it was filled in. */
export const invalid = (field: string, message: string): AppError =>
  new AppError('INPUT_INVALID', { detail: message }, { fields: { [field]: message } })

/** One line of the log about a venue. */
export function log(
  manager: EntityManager,
  stamp: Stamp,
  venueId: number,
  action: string,
  text: string,
  detail?: unknown,
): Promise<void> {
  return record(manager, stamp, { action, subject: `venue:${venueId}`, text, detail })
}

/** Text of nothing but invisible characters is blank. */
export function given(value: string, field: string): string {
  const clean = tidy(value)
  if (clean === '') throw invalid(field, '此项必填')
  return clean
}

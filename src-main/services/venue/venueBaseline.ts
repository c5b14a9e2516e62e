import type { EntityManager } from 'typeorm'
import type { Baseline } from '../../../src-shared/contract/venue.ts'
import { type Device, tidy } from '../../../src-shared/domain/equipment.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type BaselineRow, BaselineTable } from '../../db/entities/venue.ts'
import { registerFile, type StoredFile } from '../attachment.ts'
import { invalid, log, requireVenue } from './venueRecord.ts'

/**
 * Keeps today's list as the filed one: devices, name, address and scope, immutable from now on.
 * @returns the id
 * @throws AppError INPUT_INVALID for a day in the future, CHECK_EMPTY where there is no equipment
 */
export async function takeBaseline(
  manager: EntityManager,
  input: { id: number; on: string; receipt: string; note: string },
  attachment: StoredFile | null,
  stamp: Stamp,
): Promise<number> {
  const venue = await requireVenue(manager, input.id)
  if (input.on > stamp.today) throw invalid('on', `不能晚于今天（${stamp.today}）`)
  const [sums] = (await manager.query(
    'SELECT count(*) AS devices, coalesce(sum(quantity), 0) AS pieces FROM equipment WHERE venue_id = ? AND deleted_at IS NULL',
    [input.id],
  )) as { devices: number; pieces: number }[]
  if (!sums || sums.devices === 0) throw new AppError('CHECK_EMPTY', { room: venue.name })
  if (attachment) await registerFile(manager, attachment, stamp)
  const { name, address, purpose, scope } = venue
  const { identifiers } = await manager.insert(BaselineTable, {
    venueId: input.id,
    onDate: input.on,
    receipt: tidy(input.receipt),
    note: tidy(input.note),
    file: attachment?.sha256 ?? null,
    fileName: tidy(attachment?.name ?? ''),
    facts: { name, address, purpose, scope },
    ...sums,
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  const id = identifiers[0]?.id as number
  await manager.query(
    `INSERT INTO baseline_device (baseline_id, no, equipment_id, name, model, spec, unit, room, asset_no, quantity, note)
     SELECT ?, row_number() OVER (ORDER BY room, id), id, name, model, spec, unit, room, asset_no, quantity, note
     FROM equipment WHERE venue_id = ? AND deleted_at IS NULL ORDER BY room, id`,
    [id, input.id],
  )
  await log(
    manager,
    stamp,
    input.id,
    'venue.takeBaseline',
    `场地「${name}」留存 ${input.on} 的备案清单：${sums.devices} 项，${sums.pieces} 台（件）`,
    { baselineId: id, ...sums },
  )
  return id
}

/** Newest first: by the day of filing, then by entry. */
export async function listBaselines(manager: EntityManager, venueId: number): Promise<Baseline[]> {
  const rows = await manager.find(BaselineTable, { where: { venueId }, order: { onDate: 'DESC', id: 'DESC' } })
  return Promise.all(rows.map(row => toBaseline(manager, row)))
}

/** The given baseline, or the newest one; null when the venue has none. @throws AppError NOT_FOUND for one of another venue */
export async function findBaseline(
  manager: EntityManager,
  venueId: number,
  baselineId?: number,
): Promise<BaselineRow | null> {
  if (baselineId === undefined) {
    return manager.findOne(BaselineTable, { where: { venueId }, order: { onDate: 'DESC', id: 'DESC' } })
  }
  const row = await manager.findOneBy(BaselineTable, { id: baselineId, venueId })
  if (!row) throw new AppError('NOT_FOUND', { what: '该备案清单' })
  return row
}

export async function toBaseline(manager: EntityManager, row: BaselineRow): Promise<Baseline> {
  const [file] = row.file
    ? ((await manager.query('SELECT bytes FROM file WHERE sha256 = ?', [row.file])) as { bytes: number }[])
    : []
  return {
    id: row.id,
    on: row.onDate,
    receipt: row.receipt,
    note: row.note,
    attachment: row.file && file ? { sha256: row.file, name: row.fileName, bytes: file.bytes } : null,
    devices: row.devices,
    pieces: row.pieces,
    recordedBy: row.recordedBy,
    recordedAt: row.recordedAt,
  }
}

/** One page of a filed list, as it was filed. */
export async function baselineRows(
  manager: EntityManager,
  baselineId: number,
  page: { offset: number; limit: number },
): Promise<{ rows: (Device & { no: number })[]; total: number }> {
  const baseline = await manager.findOneBy(BaselineTable, { id: baselineId })
  if (!baseline) throw new AppError('NOT_FOUND', { what: '该备案清单' })
  const rows = (await manager.query(
    `SELECT no, name, model, spec, quantity, unit, room, note FROM baseline_device WHERE baseline_id = ?
     ORDER BY no LIMIT ? OFFSET ?`,
    [baselineId, page.limit, page.offset],
  )) as (Device & { no: number })[]
  return { rows, total: baseline.devices }
}

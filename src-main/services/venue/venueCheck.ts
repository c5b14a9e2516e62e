import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import type { CheckOutcome, VenueCheck } from '../../../src-shared/contract/venueCheck.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { CHECK_STATE } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { BaselineTable, VenueCheckOutcomeTable, type VenueCheckRow, VenueCheckTable } from '../../db/entities/venue.ts'
import { tally } from '../../db/queries/venueChecks.ts'
import { findBaseline } from './venueBaseline.ts'
import { log, requireVenue } from './venueRecord.ts'

export async function requireCheck(manager: EntityManager, id: number): Promise<VenueCheckRow> {
  const row = await manager.findOneBy(VenueCheckTable, { id })
  if (!row) throw new AppError('NOT_FOUND', { what: '该次核查' })
  return row
}

/** @throws AppError CHECK_CLOSED: a count that is finished or given up is never opened again */
export async function requireOpen(manager: EntityManager, id: number, action: string): Promise<VenueCheckRow> {
  const check = await requireCheck(manager, id)
  if (check.state !== 'open') throw new AppError('CHECK_CLOSED', { state: CHECK_STATE[check.state], action })
  await requireVenue(manager, check.venueId)
  return check
}

/** 全部房间, 未注明房间, or the room's own name. */
export const roomName = (room: string | null): string => (room === null ? '全部房间' : room || '未注明房间')

/** @throws AppError CHECK_BUSY when a count that covers this room (null: any room) is still open */
export async function requireQuiet(manager: EntityManager, venueId: number, room: string | null): Promise<void> {
  const [busy] = (await manager.query(
    `SELECT room, started_on AS "on", started_by AS by FROM venue_check
     WHERE venue_id = ? AND state = 'open' AND (? IS NULL OR room IS NULL OR room = ?) LIMIT 1`,
    [venueId, room, room],
  )) as { room: string | null; on: string; by: string }[]
  if (busy) throw new AppError('CHECK_BUSY', { room: roomName(busy.room), on: busy.on, by: busy.by })
}

/**
 * Starts a count: copies the lines to be counted from today's list or from a filed one, numbered by room.
 * @returns the id
 * @throws AppError CHECK_BUSY, CHECK_EMPTY, BASELINE_NONE
 */
export async function startCheck(
  manager: EntityManager,
  { venueId, room, source, baselineId }: Parsed<'venueCheck.start'>,
  stamp: Stamp,
): Promise<number> {
  const venue = await requireVenue(manager, venueId)
  await requireQuiet(manager, venueId, room)
  const baseline = source === 'baseline' ? await findBaseline(manager, venueId, baselineId) : null
  if (source === 'baseline' && !baseline) throw new AppError('BASELINE_NONE', { name: venue.name })
  const { identifiers } = await manager.insert(VenueCheckTable, {
    venueId,
    room,
    source,
    baselineId: baseline?.id ?? null,
    state: 'open',
    startedOn: stamp.today,
    startedBy: stamp.actor,
    startedAt: stamp.at,
    finishedOn: null,
    finishedBy: '',
    finishedAt: null,
    note: '',
    summary: null,
  })
  const id = identifiers[0]?.id as number
  const [from, of] = baseline
    ? ['baseline_device WHERE baseline_id = ?', baseline.id]
    : ['equipment WHERE deleted_at IS NULL AND venue_id = ?', venueId]
  await manager.query(
    `INSERT INTO venue_check_line (check_id, no, equipment_id, name, model, spec, unit, room, asset_no, expected, extra)
     SELECT ?, row_number() OVER (ORDER BY room, id), ${baseline ? 'equipment_id' : 'id'}, name, model, spec, unit, room, asset_no, quantity, 0
     FROM ${from} AND (? IS NULL OR room = ?) ORDER BY room, id`,
    [id, of, room, room],
  )
  const { lines } = await tally(manager, id)
  if (lines === 0) throw new AppError('CHECK_EMPTY', { room: room === null ? venue.name : roomName(room) })
  const list = baseline ? `${baseline.onDate} 的备案清单` : '当前设备清单'
  await log(
    manager,
    stamp,
    venueId,
    'venueCheck.start',
    `开始核查场地「${venue.name}」${roomName(room)}：按${list}，${lines} 行`,
    { checkId: id },
  )
  return id
}

/** Makes the result final. @throws AppError CHECK_REST when lines are not counted and `rest` does not call them 缺 */
export async function finishCheck(
  manager: EntityManager,
  { checkId, rest, note }: Parsed<'venueCheck.finish'>,
  stamp: Stamp,
): Promise<void> {
  const check = await requireOpen(manager, checkId, '完成')
  const { lines, done } = await tally(manager, checkId)
  if (done < lines && rest === 'refuse') throw new AppError('CHECK_REST', { rest: lines - done })
  await manager.query(
    `UPDATE venue_check_line SET result = iif(expected > 0, 'short', 'match'), counted = 0, counted_by = ?, counted_at = ?
     WHERE check_id = ? AND result IS NULL AND struck_at IS NULL`,
    [stamp.actor, stamp.at, checkId],
  )
  const { summary } = await close(manager, check, 'finished', note, stamp)
  const { name } = await requireVenue(manager, check.venueId)
  await log(
    manager,
    stamp,
    check.venueId,
    'venueCheck.finish',
    `完成核查场地「${name}」${roomName(check.room)}：一致 ${summary.match}，缺 ${summary.short}，多 ${summary.over}，重复 ${summary.duplicate}，型号变 ${summary.model}`,
    { checkId, ...summary },
  )
}

/** Gives an open count up; what was counted stays on record. */
export async function abandonCheck(
  manager: EntityManager,
  { checkId, reason }: Parsed<'venueCheck.abandon'>,
  stamp: Stamp,
): Promise<void> {
  const check = await requireOpen(manager, checkId, '放弃')
  await close(manager, check, 'abandoned', reason, stamp)
  const { name } = await requireVenue(manager, check.venueId)
  const text = `放弃核查场地「${name}」${roomName(check.room)}：${reason}`
  await log(manager, stamp, check.venueId, 'venueCheck.abandon', text, { checkId })
}

async function close(
  manager: EntityManager,
  { id }: VenueCheckRow,
  state: 'finished' | 'abandoned',
  note: string,
  stamp: Stamp,
) {
  const summary = await tally(manager, id)
  await manager.update(
    VenueCheckTable,
    { id },
    { state, summary, note, finishedOn: stamp.today, finishedBy: stamp.actor, finishedAt: stamp.at },
  )
  return { summary }
}

export async function loadCheck(manager: EntityManager, id: number): Promise<VenueCheck> {
  return toCheck(manager, await requireCheck(manager, id))
}

/** History of a venue, newest first. */
export async function listChecks(
  manager: EntityManager,
  { venueId, states, page }: Parsed<'venueCheck.list'>,
): Promise<{ rows: VenueCheck[]; total: number }> {
  await requireVenue(manager, venueId, true)
  const where = states && states.length > 0 ? states.map(state => ({ venueId, state })) : [{ venueId }]
  const [rows, total] = await manager.findAndCount(VenueCheckTable, {
    where,
    order: { id: 'DESC' },
    skip: page.offset,
    take: page.limit,
  })
  return { rows: await Promise.all(rows.map(row => toCheck(manager, row))), total }
}

async function toCheck(manager: EntityManager, row: VenueCheckRow): Promise<VenueCheck> {
  const baseline = row.baselineId === null ? null : await manager.findOneBy(BaselineTable, { id: row.baselineId })
  return {
    id: row.id,
    seen: UNSEEN,
    venueId: row.venueId,
    room: row.room,
    source: row.source,
    baselineOn: baseline?.onDate ?? null,
    state: row.state,
    startedOn: row.startedOn,
    startedBy: row.startedBy,
    finishedOn: row.finishedOn,
    finishedBy: row.finishedBy,
    note: row.note,
    summary: row.summary ?? (await tally(manager, row.id)),
    outcome: await findOutcome(manager, row.id),
  }
}

/** The inspector's decision that stands; null before it is entered. */
export async function findOutcome(manager: EntityManager, checkId: number): Promise<CheckOutcome | null> {
  const rows = await manager.find(VenueCheckOutcomeTable, { where: { checkId }, order: { id: 'DESC' } })
  const row = rows.find(outcome => outcome.struckAt === null)
  if (!row) return null
  const [file] = row.file
    ? ((await manager.query('SELECT bytes FROM file WHERE sha256 = ?', [row.file])) as { bytes: number }[])
    : []
  return {
    id: row.id,
    conforms: row.conforms,
    persons: row.persons,
    agency: row.agency,
    on: row.onDate,
    note: row.note,
    attachment: row.file && file ? { sha256: row.file, name: row.fileName, bytes: file.bytes } : null,
    recordedBy: row.recordedBy,
    recordedAt: row.recordedAt,
  }
}

import { randomUUID } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { EntityManager } from 'typeorm'
import type { EquipmentImportRow } from '../../../src-shared/contract/equipment.ts'
import type { ImportSummary } from '../../../src-shared/contract/roster.ts'
import { identity } from '../../../src-shared/domain/equipment.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { type Caller, shelf } from '../../caller.ts'
import type { Stamp } from '../../context.ts'
import type { EquipmentRecord } from '../../db/entities/venue.ts'
import type { EquipmentKey } from '../../sheet/equipment.ts'
import type { ListRow, ListSheet } from '../../sheet/list.ts'
import { deviceFields } from './equipment.ts'
import { log, requireVenue } from './venueRecord.ts'

type Verdict = EquipmentImportRow['verdict']

/** A sheet that was read and is not written yet. Lives in memory only: closing the program forgets it. */
export interface EquipmentSession {
  importId: string
  venueId: number
  fileName: string
  sheet: ListSheet<EquipmentKey>
  policy: 'skip' | 'overwrite'
  decisions: Decision[] // one per row
}

interface Decision {
  verdict: Verdict
  existing: number | null // id of the device that the row is about
}

const sessions = shelf<EquipmentSession>(3)

export async function openSession(
  caller: Caller,
  manager: EntityManager,
  input: Omit<EquipmentSession, 'importId' | 'decisions'>,
): Promise<EquipmentSession> {
  await requireVenue(manager, input.venueId)
  const session: EquipmentSession = { importId: randomUUID(), ...input, decisions: [] }
  session.decisions = await decide(manager, session)
  sessions.put(caller, session.importId, session)
  return session
}

export function requireSession(caller: Caller, importId: string): EquipmentSession {
  const session = sessions.get(caller, importId)
  if (!session) throw new AppError('NOT_FOUND', { what: '这次导入' })
  return session
}

export function discard(caller: Caller, importId: string): void {
  sessions.delete(caller, importId)
}

/** Compares every row with the venue's list as it is now: the same 位置 + 名称 + 型号 + 规格 is the same device. */
export async function decide(manager: EntityManager, session: EquipmentSession): Promise<Decision[]> {
  const known = new Map(
    (
      (await manager.query('SELECT id, identity FROM equipment WHERE venue_id = ? AND deleted_at IS NULL', [
        session.venueId,
      ])) as { id: number; identity: string }[]
    ).map(row => [row.identity, row.id]),
  )
  return session.sheet.rows.map(row => {
    if (row.problems.some(problem => problem.level === 'error')) return { verdict: 'error', existing: null }
    const existing = known.get(identity(toDevice(row))) ?? null
    return { verdict: existing === null ? 'new' : session.policy === 'skip' ? 'skip' : 'update', existing }
  })
}

export function summarise({ importId, fileName, sheet, decisions }: EquipmentSession): ImportSummary {
  const counts = { total: decisions.length, new: 0, update: 0, skip: 0, error: 0, warning: 0 }
  for (const { verdict } of decisions) counts[verdict]++
  counts.warning = sheet.rows.filter(row => row.problems.some(problem => problem.level === 'warning')).length
  const { sheetName, headerRow, headers, unknownHeaders, notes, missing } = sheet
  return { importId, fileName, sheetName, headerRow, headers, unknownHeaders, notes, missing, mapping: {}, counts }
}

export function previewRows(
  { sheet, decisions }: EquipmentSession,
  request: { verdicts?: Verdict[]; page: { offset: number; limit: number } },
): { rows: EquipmentImportRow[]; total: number } {
  const wanted = request.verdicts && request.verdicts.length > 0 ? new Set(request.verdicts) : null
  const indices = decisions.flatMap((decision, i) => (!wanted || wanted.has(decision.verdict) ? [i] : []))
  const { offset, limit } = request.page
  const rows = indices.slice(offset, offset + limit).flatMap(i => {
    const [row, decision] = [sheet.rows[i], decisions[i]]
    if (!row || !decision) return []
    const { values, problems } = row
    return [{ row: row.row, name: values.name ?? '', values, verdict: decision.verdict, problems }]
  })
  return { rows, total: indices.length }
}

interface Job {
  stamp: Stamp
  progress(done: number, total: number): void
  signal: AbortSignal
}

const SLICE = 500

/**
 * Writes every row that has no error: all of them or, when anything fails or the user cancels, none (one transaction). Rows
 * are judged once more against the list as it is now.
 */
export async function writeEquipment(
  manager: EntityManager,
  session: EquipmentSession,
  { stamp, progress, signal }: Job,
): Promise<{ added: number; updated: number; skipped: number; errors: number }> {
  const venue = await requireVenue(manager, session.venueId)
  const { rows } = session.sheet
  const decisions = await decide(manager, session)
  const result = { added: 0, updated: 0, skipped: 0, errors: 0 }
  for (let start = 0; start < rows.length; start += SLICE) {
    if (signal.aborted) throw new AppError('CANCELLED')
    const added: ReturnType<typeof deviceFields>[] = []
    const updated: { id: number; row: ListRow<EquipmentKey> }[] = []
    for (const [i, row] of rows.slice(start, start + SLICE).entries()) {
      const decision = decisions[start + i]
      if (!decision) throw new Error(`row ${row.row} has no decision`)
      if (decision.verdict === 'error') result.errors++
      else if (decision.verdict === 'skip') result.skipped++
      else if (decision.existing === null) added.push(deviceFields(toDevice(row)))
      else updated.push({ id: decision.existing, row })
    }
    await insertAll(manager, session.venueId, added, stamp)
    await updateAll(manager, updated, stamp)
    result.added += added.length
    result.updated += updated.length
    progress(Math.min(start + SLICE, rows.length), rows.length)
    await breathe()
  }
  await log(
    manager,
    stamp,
    session.venueId,
    'equipment.commit',
    `场地「${venue.name}」导入设备清单「${session.fileName}」：新增 ${result.added} 项，更新 ${result.updated} 项，跳过 ${result.skipped} 行，有误 ${result.errors} 行`,
    result,
  )
  return result
}

const TEXTS = ['name', 'model', 'spec', 'unit', 'room', 'asset_no', 'note', 'identity', 'pinyin', 'initials']

// One parameter for all rows, so that SQLite's limit of parameters is none of ours.
async function insertAll(
  manager: EntityManager,
  venueId: number,
  devices: ReturnType<typeof deviceFields>[],
  stamp: Stamp,
): Promise<void> {
  if (devices.length === 0) return
  const rows = devices.map(({ assetNo, ...device }) => ({ ...device, asset_no: assetNo }))
  await manager.query(
    `INSERT INTO equipment (venue_id, version, created_at, updated_at, quantity, ${TEXTS.join(', ')})
     SELECT ?, 1, ?, ?, value ->> 'quantity', ${TEXTS.map(column => `value ->> '${column}'`).join(', ')} FROM json_each(?) ORDER BY key`,
    [venueId, stamp.at, stamp.at, JSON.stringify(rows)],
  )
}

/** 数量 is replaced; of the other cells only those that the file fills: blank cells erase nothing. */
async function updateAll(
  manager: EntityManager,
  updates: { id: number; row: ListRow<EquipmentKey> }[],
  stamp: Stamp,
): Promise<void> {
  const filled = (column: string, key: string) =>
    `${column} = coalesce(nullif(j.value ->> '${key}', ''), equipment.${column})`
  await manager.query(
    `UPDATE equipment SET quantity = j.value ->> 'quantity', ${filled('unit', 'unit')}, ${filled('asset_no', 'assetNo')},
      ${filled('note', 'note')}, version = version + 1, updated_at = ?
     FROM json_each(?) j WHERE equipment.id = j.value ->> 'id'`,
    [stamp.at, JSON.stringify(updates.map(({ id, row }) => ({ id, ...toDevice(row) })))],
  )
}

type Imported = Pick<EquipmentRecord, EquipmentKey>

const toDevice = ({ values }: ListRow<EquipmentKey>): Imported => ({
  name: values.name ?? '',
  model: values.model ?? '',
  spec: values.spec ?? '',
  quantity: Number(values.quantity ?? 0),
  unit: values.unit ?? '',
  room: values.room ?? '',
  assetNo: values.assetNo ?? '',
  note: values.note ?? '',
})

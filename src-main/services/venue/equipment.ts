import type { EntityManager } from 'typeorm'
import type { Equipment, EquipmentInput } from '../../../src-shared/contract/equipment.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { identity, tidy } from '../../../src-shared/domain/equipment.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type EquipmentRecord, EquipmentTable } from '../../db/entities/venue.ts'
import { soundOf } from '../roster/name.ts'
import { given, log, requireVenue } from './venueRecord.ts'

type Device = Pick<EquipmentRecord, 'name' | 'model' | 'spec' | 'unit' | 'room' | 'assetNo' | 'quantity' | 'note'>

/** What is stored of a device: cleaned text, its compared form and its sound. */
export const deviceFields = (device: Device) => {
  const clean = {
    name: tidy(device.name),
    model: tidy(device.model),
    spec: tidy(device.spec),
    unit: tidy(device.unit),
    room: tidy(device.room),
    assetNo: tidy(device.assetNo),
    quantity: device.quantity,
    note: tidy(device.note),
  }
  return { ...clean, identity: identity(clean), ...soundOf(clean.name) }
}

export async function requireEquipment(
  manager: EntityManager,
  venueId: number,
  id: number,
  trash = false,
): Promise<EquipmentRecord> {
  const row = await manager.findOneBy(EquipmentTable, { id, venueId })
  if (!row || (row.deletedAt !== null && !trash)) throw new AppError('NOT_FOUND', { what: '该设备' })
  return row
}

/**
 * Adds or changes a line of the list.
 * @throws AppError EQUIPMENT_TAKEN (the same device stands in that room already), INPUT_INVALID
 */
export async function saveEquipment(manager: EntityManager, input: EquipmentInput, stamp: Stamp): Promise<Equipment> {
  const venue = await requireVenue(manager, input.venueId)
  given(input.name, 'name')
  const before = input.id === undefined ? null : await requireEquipment(manager, input.venueId, input.id)
  const fields = deviceFields(input)
  await refuseTwin(manager, input.venueId, fields, input.id ?? 0)
  if (before) {
    await manager.update(
      EquipmentTable,
      { id: before.id },
      { ...fields, version: before.version + 1, updatedAt: stamp.at },
    )
    const text = `场地「${venue.name}」修改设备「${fields.name}」：${changes(before, fields)}`
    await log(manager, stamp, input.venueId, 'equipment.save', text)
    return toEquipment(await requireEquipment(manager, input.venueId, before.id))
  }
  const { identifiers } = await manager.insert(EquipmentTable, {
    ...fields,
    venueId: input.venueId,
    version: 1,
    createdAt: stamp.at,
    updatedAt: stamp.at,
    deletedAt: null,
  })
  const text = `场地「${venue.name}」登记设备「${fields.name}」${fields.quantity} ${fields.unit}`.trim()
  await log(manager, stamp, input.venueId, 'equipment.save', text)
  return toEquipment(await requireEquipment(manager, input.venueId, identifiers[0]?.id as number))
}

/** Into the recycle bin: all of them, or none when one is not there. */
export async function removeEquipment(
  manager: EntityManager,
  { venueId, ids, reason }: { venueId: number; ids: number[]; reason: string },
  stamp: Stamp,
): Promise<number> {
  const venue = await requireVenue(manager, venueId)
  const rows = await selectRows(manager, venueId, ids, 'deleted_at IS NULL')
  if (rows.length < new Set(ids).size) throw new AppError('NOT_FOUND', { what: '选中的设备有一部分' })
  await manager.query(
    'UPDATE equipment SET deleted_at = ?, version = version + 1 WHERE id IN (SELECT value FROM json_each(?))',
    [stamp.at, JSON.stringify(ids)],
  )
  const text = `场地「${venue.name}」的设备${named(rows)}移入回收站：${reason}`
  await log(manager, stamp, venueId, 'equipment.remove', text, { ids: rows.map(row => row.id) })
  return rows.length
}

/** @throws AppError EQUIPMENT_TAKEN when the same device has been entered again meanwhile; nothing is restored then */
export async function restoreEquipment(
  manager: EntityManager,
  { venueId, ids }: { venueId: number; ids: number[] },
  stamp: Stamp,
): Promise<number> {
  const venue = await requireVenue(manager, venueId)
  const rows = await selectRows(manager, venueId, ids, 'deleted_at IS NOT NULL')
  for (const row of rows) {
    await refuseTwin(manager, venueId, row, row.id)
    await manager.query('UPDATE equipment SET deleted_at = NULL, version = version + 1 WHERE id = ?', [row.id])
  }
  if (rows.length > 0) {
    const text = `场地「${venue.name}」的设备${named(rows)}移出回收站`
    await log(manager, stamp, venueId, 'equipment.restore', text, { ids: rows.map(row => row.id) })
  }
  return rows.length
}

type Named = Pick<EquipmentRecord, 'id' | 'name' | 'room' | 'identity'>

const selectRows = (manager: EntityManager, venueId: number, ids: number[], state: string): Promise<Named[]> =>
  manager.query(
    `SELECT id, name, room, identity FROM equipment WHERE venue_id = ? AND ${state} AND id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    [venueId, JSON.stringify(ids)],
  )

const named = (rows: Named[]) => `「${rows[0]?.name ?? ''}」${rows.length > 1 ? `等 ${rows.length} 项` : ''}`

async function refuseTwin(
  manager: EntityManager,
  venueId: number,
  device: Omit<Named, 'id'>,
  id: number,
): Promise<void> {
  const [twin] = (await manager.query(
    'SELECT id FROM equipment WHERE venue_id = ? AND identity = ? AND deleted_at IS NULL AND id <> ?',
    [venueId, device.identity, id],
  )) as unknown[]
  if (!twin) return
  throw new AppError(
    'EQUIPMENT_TAKEN',
    { room: device.room || '未注明房间', name: device.name },
    { fields: { name: '这个房间已有名称、型号、规格相同的设备' } },
  )
}

const LABELS = {
  name: '名称',
  model: '型号',
  spec: '规格',
  quantity: '数量',
  unit: '单位',
  room: '位置',
  assetNo: '资产编号',
  note: '备注',
} as const

/** 数量「10」→「8」 of all that changed. */
export function changes(before: Device, after: Device): string {
  const keys = (Object.keys(LABELS) as (keyof typeof LABELS)[]).filter(key => before[key] !== after[key])
  return keys.map(key => `${LABELS[key]}「${before[key]}」→「${after[key]}」`).join('，') || '没有变化'
}

export const toEquipment = (row: EquipmentRecord): Equipment => ({
  id: row.id,
  seen: UNSEEN,
  venueId: row.venueId,
  name: row.name,
  model: row.model,
  spec: row.spec,
  quantity: row.quantity,
  unit: row.unit,
  room: row.room,
  assetNo: row.assetNo,
  note: row.note,
  deletedAt: row.deletedAt,
})

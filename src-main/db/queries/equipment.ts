import type { EntityManager } from 'typeorm'
import type { Equipment, EquipmentFilter } from '../../../src-shared/contract/equipment.ts'
import { type Listed, plain } from '../../../src-shared/domain/equipment.ts'
import type { Condition } from './supervisors.ts'

const SORT = {
  room: 'e.room, e.id',
  name: 'e.pinyin, e.id',
  quantity: 'e.quantity, e.id',
  updatedAt: 'e.updated_at, e.id',
} as const

export interface EquipmentRequest {
  filter: EquipmentFilter
  sort: { by: keyof typeof SORT; desc: boolean }
  page: { offset: number; limit: number }
}

function where({ venueId, search, room, trash }: EquipmentFilter): Condition {
  const parts: Condition[] = [
    { sql: `e.venue_id = ? AND e.deleted_at IS ${trash ? 'NOT ' : ''}NULL`, params: [venueId] },
  ]
  if (room !== undefined) parts.push({ sql: 'e.room = ?', params: [room] })
  const key = plain(search ?? '')
  if (key) parts.push(matches(key))
  return { sql: parts.map(part => `(${part.sql})`).join(' AND '), params: parts.flatMap(part => part.params) }
}

/** Part of room, name, model or spec (identity holds them in compared form), part of the asset number, beginning of the sound. */
function matches(key: string): Condition {
  const quoted = JSON.stringify(key).slice(1, -1) // as it stands inside identity
  const found: Condition[] = [
    { sql: 'instr(e.identity, ?) > 0', params: [quoted] },
    { sql: 'instr(lower(e.asset_no), ?) > 0', params: [key] },
  ]
  if (/^[a-z0-9]+$/.test(key)) {
    for (const column of ['e.initials', 'e.pinyin']) {
      found.push({ sql: `${column} >= ? AND ${column} < ?`, params: [key, `${key}\u{10ffff}`] })
    }
  }
  return { sql: found.map(part => part.sql).join(' OR '), params: found.flatMap(part => part.params) }
}

export function equipmentSql({ filter, sort, page }: EquipmentRequest): Condition {
  const { sql, params } = where(filter)
  const direction = sort.desc ? 'DESC' : 'ASC'
  const order = SORT[sort.by].replaceAll(/(?=,|$)/g, ` ${direction}`)
  return {
    sql: `SELECT e.id, e.venue_id AS venueId, e.name, e.model, e.spec, e.quantity, e.unit, e.room, e.asset_no AS assetNo,
      e.note, e.deleted_at AS deletedAt FROM equipment e WHERE ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    params: [...params, page.limit, page.offset],
  }
}

export function equipmentCountSql(filter: EquipmentFilter): Condition {
  const { sql, params } = where(filter)
  return {
    sql: `SELECT count(*) AS total, coalesce(sum(e.quantity), 0) AS pieces FROM equipment e WHERE ${sql}`,
    params,
  }
}

/** One page of a venue's equipment; total and pieces are of all that the filter finds. */
export async function listEquipment(
  manager: EntityManager,
  request: EquipmentRequest,
): Promise<{ rows: Equipment[]; total: number; pieces: number }> {
  const list = equipmentSql(request)
  const count = equipmentCountSql(request.filter)
  const rows = (await manager.query(list.sql, list.params)) as Equipment[]
  const [sums] = (await manager.query(count.sql, count.params)) as { total: number; pieces: number }[]
  return { rows, total: sums?.total ?? 0, pieces: sums?.pieces ?? 0 }
}

export const ROOMS_SQL = `SELECT room, count(*) AS devices, coalesce(sum(quantity), 0) AS pieces FROM equipment
  WHERE venue_id = ? AND deleted_at IS NULL GROUP BY room ORDER BY room`

/** Rooms that hold equipment, with lines and pieces; '' are devices without a room. */
export const listRooms = (
  manager: EntityManager,
  venueId: number,
): Promise<{ room: string; devices: number; pieces: number }[]> => manager.query(ROOMS_SQL, [venueId])

const LISTED = 'name, model, spec, quantity, unit, room, note'

/** Today's list in the order in which it is printed. */
export const loadEquipment = (manager: EntityManager, venueId: number): Promise<Listed[]> =>
  manager.query(
    `SELECT id AS equipmentId, ${LISTED} FROM equipment WHERE venue_id = ? AND deleted_at IS NULL ORDER BY room, id`,
    [venueId],
  )

/** A filed list, in the order in which it was filed. */
export const loadBaseline = (manager: EntityManager, baselineId: number): Promise<Listed[]> =>
  manager.query(
    `SELECT equipment_id AS equipmentId, ${LISTED} FROM baseline_device WHERE baseline_id = ? ORDER BY no`,
    [baselineId],
  )

import type { EntityManager } from 'typeorm'
import type { Difference, DifferenceCounts, DifferenceKind } from '../../../src-shared/contract/venue.ts'
import {
  type Change,
  changeKey,
  compare,
  type Device,
  describeChange,
  isBelow,
  type Listed,
} from '../../../src-shared/domain/equipment.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import type { BaselineRow } from '../../db/entities/venue.ts'
import { loadBaseline, loadEquipment } from '../../db/queries/equipment.ts'
import { findBaseline } from './venueBaseline.ts'
import { log, requireVenue } from './venueRecord.ts'

export interface Diff {
  baseline: BaselineRow | null
  differences: Difference[]
  counts: DifferenceCounts
  below: string[] // devices that are fewer than filed, in words
}

/** Today's equipment against what was filed (A44), each difference with its 变更说明. Empty without a baseline. */
export async function diffVenue(manager: EntityManager, venueId: number, baselineId?: number): Promise<Diff> {
  const baseline = await findBaseline(manager, venueId, baselineId)
  const counts: DifferenceCounts = { added: 0, removed: 0, quantity: 0, model: 0, unexplained: 0 }
  if (!baseline) return { baseline, differences: [], counts, below: [] }
  const changes = compare(await loadBaseline(manager, baseline.id), await loadEquipment(manager, venueId))
  const notes = await loadNotes(manager, baseline.id)
  const differences = changes.map(change => toDifference(change, notes))
  for (const { kind, explanation } of differences) {
    counts[kind]++
    if (explanation === '') counts.unexplained++
  }
  const below = changes.filter(isBelow).map(change => `${change.before?.name} ${describeChange(change)}`)
  return { baseline, differences, counts, below }
}

/** One page of the differences, of some kinds or only those without 变更说明. */
export function pageOf(
  differences: Difference[],
  { kinds, unexplained, page }: Filter,
): { rows: Difference[]; total: number } {
  const wanted = differences.filter(
    d => (!kinds || kinds.length === 0 || kinds.includes(d.kind)) && (!unexplained || d.explanation === ''),
  )
  return { rows: wanted.slice(page.offset, page.offset + page.limit), total: wanted.length }
}

interface Filter {
  kinds?: DifferenceKind[]
  unexplained?: boolean
  page: { offset: number; limit: number }
}

/**
 * Writes one 变更说明 for the differences that still stand.
 * @returns how many they were
 * @throws AppError NOT_FOUND when none of them stands any more
 */
export async function explain(
  manager: EntityManager,
  { id, baselineId, keys, text }: { id: number; baselineId: number; keys: string[]; text: string },
  stamp: Stamp,
): Promise<number> {
  const venue = await requireVenue(manager, id)
  const { differences } = await diffVenue(manager, id, baselineId)
  const standing = new Set(differences.map(d => d.key))
  const found = [...new Set(keys)].filter(key => standing.has(key))
  if (found.length === 0) throw new AppError('NOT_FOUND', { what: '这处变更' })
  await manager.query(
    `INSERT INTO change_note (baseline_id, change, text, recorded_by, recorded_at) SELECT ?, value, ?, ?, ? FROM json_each(?)`,
    [baselineId, text, stamp.actor, stamp.at, JSON.stringify(found)],
  )
  const first = differences.find(d => d.key === found[0])
  const what = `「${(first?.after ?? first?.before)?.name}」${first?.text}`
  await log(
    manager,
    stamp,
    id,
    'venue.explain',
    `场地「${venue.name}」填写变更说明：${what}${found.length > 1 ? `等 ${found.length} 处` : ''}：${text}`,
  )
  return found.length
}

type Notes = Map<string, { text: string; by: string }>

async function loadNotes(manager: EntityManager, baselineId: number): Promise<Notes> {
  const rows = (await manager.query(
    'SELECT change, text, recorded_by AS by FROM change_note WHERE baseline_id = ? ORDER BY id',
    [baselineId],
  )) as { change: string; text: string; by: string }[]
  return new Map(rows.map(({ change, text, by }) => [change, { text, by }])) // the latest one stands
}

function toDifference(change: Change, notes: Notes): Difference {
  const key = changeKey(change)
  return {
    key,
    kind: change.kind,
    equipmentId: change.after?.equipmentId ?? null,
    before: change.before && toDevice(change.before),
    after: change.after && toDevice(change.after),
    text: describeChange(change),
    explanation: notes.get(key)?.text ?? '',
    explainedBy: notes.get(key)?.by ?? '',
  }
}

const toDevice = ({ equipmentId: _, ...device }: Listed): Device => device

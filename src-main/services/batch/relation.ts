/** 回避关系 (第九条), declared by either side. */
import { type EntityManager, IsNull, Not } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import type { Relation } from '../../../src-shared/contract/supervision.ts'
import type { Assignable } from '../../../src-shared/domain/assignment.ts'
import { isFirm } from '../../../src-shared/domain/avoid.ts'
import { cleanName, nameKey } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { RelationTable } from '../../db/entities/batch.ts'
import { record } from '../audit.ts'
import { notStruck } from '../roster/qualification.ts'
import { requireSupervisor } from '../roster/supervisorRecord.ts'
import { invalid } from '../venue/venueRecord.ts'

export async function listRelations(manager: EntityManager, supervisorId?: number): Promise<Relation[]> {
  const rows = (await manager.query(
    `SELECT r.*, s.name AS supervisor_name FROM relation r JOIN supervisor s ON s.id = r.supervisor_id
     WHERE r.struck_at IS NULL ${supervisorId === undefined ? '' : 'AND (r.supervisor_id = ? OR r.with_supervisor_id = ?)'} ORDER BY r.id DESC`,
    supervisorId === undefined ? [] : [supervisorId, supervisorId],
  )) as {
    id: number
    supervisor_id: number
    supervisor_name: string
    with_name: string
    with_supervisor_id: number | null
    kind: Relation['kind']
    declared_by: 'self' | 'other'
    on_date: string
    note: string
  }[]
  return rows.map(r => ({
    id: r.id,
    supervisorId: r.supervisor_id,
    supervisorName: r.supervisor_name,
    withName: r.with_name,
    withSupervisorId: r.with_supervisor_id,
    kind: r.kind,
    declaredBy: r.declared_by,
    on: r.on_date,
    note: r.note,
  }))
}

export async function addRelation(
  manager: EntityManager,
  input: Parsed<'relation.add'>,
  stamp: Stamp,
): Promise<Relation> {
  const { name } = await requireSupervisor(manager, input.supervisorId)
  if (input.withSupervisorId === input.supervisorId) {
    throw new AppError('INPUT_INVALID', { detail: '关系人不能是本人' }, { fields: { withName: '不能是本人' } })
  }
  if (input.withSupervisorId !== null) await requireSupervisor(manager, input.withSupervisorId)
  const { on, approver, ...rest } = input
  const fields = { ...rest, withName: cleanName(rest.withName) }
  if (fields.withName === '') throw invalid('withName', '此项必填') // invisible characters pass the schema
  const weaker = await weakens(manager, fields)
  if (weaker && !approver?.trim())
    throw new AppError(
      'RULE_BLOCKED',
      {
        action: `把与「${fields.withName}」的关系改为${fields.kind}`,
        detail: `曾申报为${weaker}（已作废），改为可以由负责人认定的关系，须由负责人认定（第九条）`,
      },
      { fields: { approver: '请写明认定的负责人' } },
    )
  if (weaker) requireOther(approver, name)
  const { identifiers } = await manager.insert(RelationTable, {
    ...fields,
    onDate: on,
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
    ...notStruck,
  })
  const id = identifiers[0]?.id as number
  await record(manager, stamp, {
    action: 'relation.add',
    subject: `supervisor:${input.supervisorId}`,
    text: `登记「${name}」的回避关系：${fields.withName}（${input.kind}${weaker ? `，曾为${weaker}，负责人「${approver}」认定` : ''}）`,
  })
  const saved = (await listRelations(manager, input.supervisorId)).find(relation => relation.id === id)
  if (!saved) throw new Error('the relation that was just added is missing')
  return saved
}

/** The kind that refuses and was struck for the same two people, where a kind that may be set aside comes in its place. */
async function weakens(
  manager: EntityManager,
  { supervisorId, withName, withSupervisorId, kind }: Omit<Parsed<'relation.add'>, 'on' | 'approver'>,
): Promise<Relation['kind'] | null> {
  if (isFirm(kind)) return null
  const struck = await manager.findBy(RelationTable, { supervisorId, struckAt: Not(IsNull()) })
  const same = struck.find(
    row =>
      isFirm(row.kind) &&
      (nameKey(row.withName) === nameKey(withName) ||
        (withSupervisorId !== null && row.withSupervisorId === withSupervisorId)),
  )
  return same?.kind ?? null
}

/** Nobody judges his own case (第九条). @throws AppError INPUT_INVALID */
export function requireOther(approver: string | undefined, name: string): void {
  if (nameKey(approver ?? '') !== nameKey(name)) return
  const fields = { approver: '认定的负责人应为另一人' }
  throw new AppError('INPUT_INVALID', { detail: `「${name}」不能认定自己的例外` }, { fields })
}

export async function strikeRelation(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<void> {
  const row = await manager.findOneBy(RelationTable, { id: input.id })
  if (!row || row.struckAt !== null) throw new AppError('NOT_FOUND', { what: '这条回避关系' })
  await manager.update(
    RelationTable,
    { id: row.id },
    { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: input.reason },
  )
  await record(manager, stamp, {
    action: 'relation.strike',
    subject: `supervisor:${row.supervisorId}`,
    text: `作废与「${row.withName}」的回避关系：${input.reason}`,
  })
}

/** Declared either way: what one of two 内督员 declared counts for both. */
export async function loadRelations(manager: EntityManager): Promise<Map<number, Assignable['relations']>> {
  const found = new Map<number, Assignable['relations']>()
  const add = (id: number, relation: Assignable['relations'][number]) =>
    found.set(id, [...(found.get(id) ?? []), relation])
  for (const relation of await listRelations(manager)) {
    const { supervisorId, supervisorName, withName, withSupervisorId, kind } = relation
    add(supervisorId, { withName, withId: withSupervisorId, kind, declaredBy: relation.declaredBy })
    if (withSupervisorId) {
      add(withSupervisorId, {
        withName: supervisorName,
        withId: supervisorId,
        kind,
        declaredBy: relation.declaredBy === 'self' ? 'other' : 'self',
      })
    }
  }
  return found
}

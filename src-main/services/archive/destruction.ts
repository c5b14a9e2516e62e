/** 销毁清册: proposed with two other persons, carried out after the period is over; descriptions and digests stay for good. */
import { type EntityManager, IsNull } from 'typeorm'
import type { Destruction } from '../../../src-shared/contract/archive.ts'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { checkDestruction } from '../../../src-shared/domain/retention.ts'
import type { Finding } from '../../../src-shared/domain/rules.ts'
import { cleanName, nameKey } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type DestructionRow, DestructionTable } from '../../db/entities/archive.ts'
import { agreed, record } from '../audit.ts'
import { notStruck } from '../roster/qualification.ts'
import { invalid } from '../venue/venueRecord.ts'
import { keptFiles } from './retention.ts'
import { addPending } from './sweep.ts'

const SHOWN = 20 // findings in one refusal

/**
 * Puts files on a numbered list, to be printed and signed. Nothing is removed.
 * @throws AppError INPUT_INVALID (批准人, 监销人 and 经办人 are three persons), NOT_FOUND, RULE_BLOCKED (R-KEEP, R-HOLD)
 */
export async function propose(
  manager: EntityManager,
  input: Parsed<'destruction.propose'>,
  stamp: Stamp,
): Promise<Destruction> {
  const approvedBy = cleanName(input.approvedBy)
  const witnessedBy = cleanName(input.witnessedBy)
  if (approvedBy === '') throw invalid('approvedBy', '此项必填')
  if (witnessedBy === '') throw invalid('witnessedBy', '此项必填')
  const same = (a: string, b: string) => nameKey(a) === nameKey(b)
  if (same(approvedBy, witnessedBy)) throw invalid('witnessedBy', '监销人与批准人应为两人')
  const proposer = cleanName(stamp.actor)
  if (same(approvedBy, proposer)) throw invalid('approvedBy', `批准人不能是经办人「${stamp.actor}」`)
  if (same(witnessedBy, proposer)) throw invalid('witnessedBy', `监销人不能是经办人「${stamp.actor}」`)
  const ids = [...new Set(input.ids)].sort((a, b) => a - b)
  await requireDestroyable(manager, ids, stamp)
  const year = Number(stamp.today.slice(0, 4))
  const [last] = (await manager.query('SELECT coalesce(max(seq), 0) AS seq FROM destruction WHERE year = ?', [
    year,
  ])) as { seq: number }[]
  const seq = (last?.seq ?? 0) + 1
  const number = `XH-${year}-${String(seq).padStart(4, '0')}`
  const { identifiers } = await manager.insert(DestructionTable, {
    number,
    year,
    seq,
    reason: input.reason,
    approvedBy,
    witnessedBy,
    items: ids,
    doneAt: null,
    ...notStruck,
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  await record(manager, stamp, {
    action: 'destruction.propose',
    text: `编制销毁清册 ${number}，${ids.length} 件，批准人「${approvedBy}」，监销人「${witnessedBy}」：${input.reason}`,
    detail: { ids },
  })
  return showDestruction(manager, identifiers[0]?.id as number)
}

async function requireDestroyable(manager: EntityManager, ids: readonly number[], stamp: Stamp): Promise<void> {
  const files = await keptFiles(manager, ids)
  if (files.length < ids.length) throw new AppError('NOT_FOUND', { what: `${ids.length - files.length} 件材料` })
  const findings: Finding[] = files.flatMap(file => checkDestruction(file, stamp.today))
  if (findings.length === 0) return
  const detail = `${findings[0]?.message ?? ''}${findings.length > 1 ? ` 等 ${findings.length} 处` : ''}`
  throw new AppError('RULE_BLOCKED', { action: '销毁', detail }, { findings: findings.slice(0, SHOWN) })
}

/**
 * 已销毁, in one transaction; the contents go afterwards (sweep.ts). Judged again, for the period may have been lengthened, or the batch held.
 * @throws AppError NOT_FOUND, INPUT_INVALID (`confirm` is not the number), STATE_BLOCKED (done, or a file is gone by another list), RULE_BLOCKED
 */
export async function carryOut(
  manager: EntityManager,
  { id, confirm }: { id: number; confirm: string },
  stamp: Stamp,
): Promise<Destruction> {
  const row = await requireDestruction(manager, id)
  if (confirm !== row.number) throw invalid('confirm', `请输入清册编号 ${row.number}`)
  const blocked = (detail: string) =>
    new AppError('STATE_BLOCKED', { name: `销毁清册 ${row.number}`, action: '执行', detail })
  if (row.doneAt !== null) throw blocked('已经执行')
  if (row.struckAt !== null) throw blocked('已经撤回')
  const [gone] = (await manager.query(
    `SELECT count(*) AS n, min(d.number) AS number FROM evidence e JOIN destruction d ON d.id = e.destruction_id
     WHERE e.id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(row.items)],
  )) as { n: number; number: string | null }[]
  if (gone && gone.n > 0) throw blocked(`其中 ${gone.n} 件已按清册 ${gone.number} 销毁，请另编清册`)
  await requireDestroyable(manager, row.items, stamp)
  await manager.query('UPDATE evidence SET destruction_id = ? WHERE id IN (SELECT value FROM json_each(?))', [
    id,
    JSON.stringify(row.items),
  ])
  await manager.update(DestructionTable, { id }, { doneAt: stamp.at })
  await addPending(manager, id)
  const done = await showDestruction(manager, id)
  await record(manager, stamp, {
    action: 'destruction.carryOut',
    text: `执行销毁清册 ${row.number}，${row.items.length} 件；批准人「${row.approvedBy}」，监销人「${row.witnessedBy}」${agreed(stamp)}`,
    detail: { items: done.items.map(({ code, sha256 }) => ({ code, sha256 })) },
  })
  return done
}

/** A list that was proposed by mistake; its number is not given again. @throws AppError NOT_FOUND, STATE_BLOCKED (carried out, withdrawn) */
export async function withdraw(
  manager: EntityManager,
  { id, reason }: { id: number; reason: string },
  stamp: Stamp,
): Promise<Destruction> {
  const row = await requireDestruction(manager, id)
  const detail = row.doneAt !== null ? '已经执行' : row.struckAt !== null ? '已经撤回' : null
  if (detail !== null) throw new AppError('STATE_BLOCKED', { name: `销毁清册 ${row.number}`, action: '撤回', detail })
  await manager.update(DestructionTable, { id }, { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: reason })
  await record(manager, stamp, { action: 'destruction.withdraw', text: `撤回销毁清册 ${row.number}：${reason}` })
  return showDestruction(manager, id)
}

/** 销毁清册 that are signed or to be signed, and not carried out. */
export const countOpenLists = (manager: EntityManager): Promise<number> =>
  manager.countBy(DestructionTable, { doneAt: IsNull(), struckAt: IsNull() })

/** The newest first. */
export async function listDestructions(manager: EntityManager): Promise<Destruction[]> {
  const rows = await manager.find(DestructionTable, { order: { id: 'DESC' } })
  return Promise.all(rows.map(row => toDestruction(manager, row)))
}

export async function showDestruction(manager: EntityManager, id: number): Promise<Destruction> {
  return toDestruction(manager, await requireDestruction(manager, id))
}

async function requireDestruction(manager: EntityManager, id: number): Promise<DestructionRow> {
  const row = await manager.findOneBy(DestructionTable, { id })
  if (!row) throw new AppError('NOT_FOUND', { what: '该销毁清册' })
  return row
}

async function toDestruction(manager: EntityManager, row: DestructionRow): Promise<Destruction> {
  const items = (await manager.query(
    `SELECT e.id, e.code, e.title, coalesce(b.name, n.name, c.name, s.name, '') AS "batchName", e.file AS sha256, e.bytes
     FROM evidence e LEFT JOIN visit v ON v.id = e.visit_id LEFT JOIN batch b ON b.id = coalesce(e.batch_id, v.batch_id)
       LEFT JOIN venue n ON n.id = e.venue_id LEFT JOIN contest c ON c.id = e.contest_id LEFT JOIN supervisor s ON s.id = e.supervisor_id
     WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.id`,
    [JSON.stringify(row.items)],
  )) as Destruction['items']
  const { id, number, reason, approvedBy, witnessedBy, recordedBy, recordedAt, doneAt, struckAt, strikeReason } = row
  return {
    id,
    number,
    reason,
    proposedBy: recordedBy,
    approvedBy,
    witnessedBy,
    at: recordedAt,
    doneAt,
    withdrawnAt: struckAt,
    withdrawReason: strikeReason,
    items,
  }
}

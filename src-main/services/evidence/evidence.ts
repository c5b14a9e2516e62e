/** What may be done with files that are in. */
import type { EntityManager } from 'typeorm'
import type { Box, Evidence, EvidenceOwner } from '../../../src-shared/contract/evidence.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type EvidenceRow, EvidenceTable } from '../../db/entities/archive.ts'
import { readEvidence } from '../../db/queries/evidenceRow.ts'
import { record } from '../audit.ts'
import { invalid } from '../venue/venueRecord.ts'
import { cleanFacts, type GivenFacts, requirePages } from './evidenceAdd.ts'
import { codeOf, columnsOf, heldBy, lastNumber, requireOwner } from './evidenceOwner.ts'

/** @throws AppError NOT_FOUND, for rows that are struck out too */
export async function loadEvidence(manager: EntityManager, id: number): Promise<Evidence> {
  const [row] = await readEvidence(manager, [id])
  if (!row) throw new AppError('NOT_FOUND', { what: '该文件' })
  return row
}

/** All of them, in this order; each once. @throws AppError NOT_FOUND */
async function loadAll(manager: EntityManager, ids: readonly number[]): Promise<Evidence[]> {
  const wanted = [...new Set(ids)]
  const rows = await readEvidence(manager, wanted)
  if (rows.length < wanted.length)
    throw new AppError('NOT_FOUND', { what: `选中的文件中有 ${wanted.length - rows.length} 个` })
  return rows
}

function requireThere(row: Evidence, action: string): void {
  if (row.destroyed) throw new AppError('STATE_BLOCKED', { name: row.code, action, detail: '文件已按销毁清册销毁' })
}

const COLUMN = { on: 'onDate' } as const

/** Changes what is given in all of these rows. @throws AppError NOT_FOUND, INPUT_INVALID, STATE_BLOCKED, BATCH_* (by the database) */
export async function saveEvidence(
  manager: EntityManager,
  ids: readonly number[],
  given: GivenFacts,
  stamp: Stamp,
): Promise<number> {
  const facts = cleanFacts(given, stamp.today)
  const fields = Object.keys(facts) as (keyof GivenFacts)[]
  const rows = await loadAll(manager, ids)
  const changed = rows.filter(row => fields.some(field => facts[field] !== row[field]))
  if (changed.length === 0) return 0
  for (const row of changed) {
    requireThere(row, '修改')
    requirePages(
      facts.pageNo === undefined ? row.pageNo : facts.pageNo,
      facts.pageCount === undefined ? row.pageCount : facts.pageCount,
    )
  }
  const set = Object.fromEntries(fields.map(field => [field === 'on' ? COLUMN.on : field, facts[field]]))
  await update(manager, changed, set)
  await log(
    manager,
    stamp,
    changed,
    'evidence.save',
    `修改${codes(changed)}的著录项：${fields.map(field => FIELD[field]).join('、')}`,
  )
  return changed.length
}

const FIELD: Record<keyof GivenFacts, string> = {
  title: '题名',
  author: '责任者',
  on: '日期',
  category: '类别',
  secrecy: '密级',
  recorder: '摄录者',
  place: '地点',
  subject: '事由',
  pageNo: '页号',
  pageCount: '总页数',
}

/** To another slot or owner, with new numbers there; the old ones are not given again. @throws AppError as saveEvidence */
export async function moveEvidence(
  manager: EntityManager,
  ids: readonly number[],
  owner: EvidenceOwner,
  stamp: Stamp,
): Promise<number> {
  const to = await requireOwner(manager, owner)
  const rows = (await loadAll(manager, ids)).filter(row => !sameOwner(row.owner, owner))
  const there = await heldBy(
    manager,
    owner,
    rows.map(row => row.file),
  )
  let seq = await lastNumber(manager, owner)
  const moves: string[] = []
  for (const row of rows) {
    requireThere(row, '移动')
    const twin = there.get(row.file)
    if (twin !== undefined) throw invalid('ids', `${row.code} 与目标位置的 ${twin} 内容相同，不能重复存放`)
    const code = codeOf(owner, ++seq)
    there.set(row.file, code)
    await manager.update(EvidenceTable, { id: row.id }, { ...columnsOf(owner), seq })
    moves.push(`${row.code} → ${code}`)
  }
  if (rows.length > 0)
    await log(manager, stamp, rows, 'evidence.move', `${rows.length} 个文件移到${to.trim()}：${few(moves)}`, { moves })
  return rows.length
}

const sameOwner = (a: EvidenceOwner, b: EvidenceOwner): boolean =>
  a.kind === b.kind && a.id === b.id && ('slot' in a ? a.slot : '') === ('slot' in b ? b.slot : '')

/** Struck out with a reason; row and file stay. @throws AppError as saveEvidence */
export async function strikeEvidence(
  manager: EntityManager,
  ids: readonly number[],
  reason: string,
  stamp: Stamp,
): Promise<number> {
  const rows = await loadAll(manager, ids)
  await update(manager, rows, { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: reason })
  await log(manager, stamp, rows, 'evidence.strike', `移除${codes(rows)}：${reason}`)
  return rows.length
}

/** Parts that the 脱敏 package covers. They concern copies only: a sealed batch may be marked too. @throws AppError NOT_FOUND, INPUT_INVALID */
export async function markEvidence(manager: EntityManager, id: number, boxes: Box[], stamp: Stamp): Promise<Evidence> {
  const row = await loadEvidence(manager, id)
  if (!row.type.startsWith('image/')) throw invalid('boxes', '只有图片可以标记遮盖区域')
  const outside = boxes.some(
    box => box.width <= 0 || box.height <= 0 || box.x + box.width > 1.000_001 || box.y + box.height > 1.000_001,
  )
  if (outside) throw invalid('boxes', '遮盖区域应在图片之内')
  await manager.update(EvidenceTable, { id }, { boxes })
  await log(manager, stamp, [row], 'evidence.mark', `${row.code} 标记 ${boxes.length} 处遮盖区域`)
  return { ...row, boxes }
}

async function update(manager: EntityManager, rows: readonly Evidence[], set: Partial<EvidenceRow>): Promise<void> {
  await manager
    .createQueryBuilder()
    .update(EvidenceTable)
    .set(set)
    .where('id IN (SELECT value FROM json_each(:ids))', { ids: JSON.stringify(rows.map(row => row.id)) })
    .execute()
}

const few = (list: readonly string[]): string =>
  list.length > 5 ? `${list.slice(0, 5).join('、')} 等` : list.join('、')
const codes = (rows: readonly Evidence[]): string => ` ${few(rows.map(row => row.code))}（共 ${rows.length} 个文件）`

/** One line for each owner: a batch's log is asked for by its subject. Codes only: titles and names may hold personal data. */
async function log(
  manager: EntityManager,
  stamp: Stamp,
  rows: readonly Evidence[],
  action: string,
  text: string,
  detail?: unknown,
): Promise<void> {
  const subjects = [...new Set(rows.map(({ owner }) => `${owner.kind}:${owner.id}`))]
  const codesOf = (subject: string) =>
    rows.filter(({ owner }) => `${owner.kind}:${owner.id}` === subject).map(row => row.code)
  await record(
    manager,
    stamp,
    ...subjects.map(subject => ({ action, subject, text, detail: detail ?? { codes: codesOf(subject) } })),
  )
}

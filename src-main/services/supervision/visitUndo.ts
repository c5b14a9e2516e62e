/** The way back of what was entered about a visit: struck out with a reason, or moved to where it belongs. */
import { type EntityManager, IsNull, type ObjectLiteral } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import {
  DeadlineTable,
  FeedbackTable,
  HandedTable,
  type VisitRow,
  VisitScanTable,
  VisitTable,
} from '../../db/entities/supervision.ts'
import { record } from '../audit.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { requireVisit } from './visit.ts'

const struck = (stamp: Stamp, reason: string) => ({
  struckAt: stamp.at,
  struckBy: stamp.actor,
  strikeReason: reason,
})

/** A visit that was none. What rests on it is taken back or moved first. @throws AppError NOT_FOUND, STATE_BLOCKED naming what stands in the way */
export async function strikeVisit(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<void> {
  const visit = await requireVisit(manager, input.id)
  const rests = await restsOn(manager, visit)
  if (rests.length > 0) {
    const detail = `其下还有${rests.join('、')}，请先移到别处或撤销`
    throw new AppError('STATE_BLOCKED', { name: `${visit.onDate} ${visit.kind}`, action: '撤销', detail })
  }
  await manager.update(VisitTable, { id: visit.id }, struck(stamp, input.reason))
  await manager.update(DeadlineTable, { visitId: visit.id, struckAt: IsNull() }, struck(stamp, input.reason))
  await log(manager, visit, 'visit.strike', `撤销 ${visit.onDate} 的${visit.kind}登记：${input.reason}`, stamp)
}

/** What was entered under a visit, as people call it. */
async function restsOn(manager: EntityManager, { id }: VisitRow): Promise<string[]> {
  const [n] = (await manager.query(
    `WITH v AS (SELECT ? AS id)
     SELECT (SELECT count(*) FROM visit_scan WHERE visit_id = v.id AND struck_at IS NULL) AS 扫描件,
       (SELECT count(*) FROM visit_handed WHERE visit_id = v.id AND struck_at IS NULL) AS 资料提供登记,
       (SELECT count(*) FROM visit_feedback WHERE visit_id = v.id AND struck_at IS NULL) AS 反馈情况,
       (SELECT count(*) FROM rectification WHERE visit_id = v.id) AS 整改问题,
       (SELECT count(*) FROM evidence WHERE visit_id = v.id AND struck_at IS NULL) AS 文件,
       (SELECT count(*) FROM deadline WHERE visit_id = v.id AND struck_at IS NULL AND submitted_on IS NOT NULL) AS 已提交的期限 FROM v`,
    [id],
  )) as Record<string, number>[]
  return Object.entries(n ?? {})
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${what} ${count} 项`)
}

/** Entered under the wrong batch: it goes where it belongs, with all that was entered under it. */
export async function moveVisit(manager: EntityManager, input: Parsed<'visit.move'>, stamp: Stamp): Promise<VisitRow> {
  const visit = await requireVisit(manager, input.id)
  const [from, to] = [await requireBatch(manager, visit.batchId), await requireBatch(manager, input.batchId)]
  if (from.id === to.id)
    throw new AppError('INPUT_INVALID', { detail: '就在这个批次' }, { fields: { batchId: '请选择另一个批次' } })
  const [found] = (await manager.query('SELECT count(*) AS n FROM rectification WHERE visit_id = ?', [visit.id])) as {
    n: number
  }[]
  if (found && found.n > 0) {
    const detail = `有 ${found.n} 个问题由这次督导提出，问题属于「${from.name}」`
    throw new AppError('STATE_BLOCKED', { name: `${visit.onDate} ${visit.kind}`, action: '移到另一批次', detail })
  }
  await manager.update(VisitTable, { id: visit.id }, { batchId: to.id })
  await manager.update(DeadlineTable, { visitId: visit.id }, { batchId: to.id })
  const text = `${visit.onDate} 的${visit.kind}由「${from.name}」移到「${to.name}」：${input.reason}`
  await log(manager, visit, 'visit.move', text, stamp)
  return requireVisit(manager, visit.id)
}

/** A scan under the wrong visit or the wrong name. */
export async function moveScan(
  manager: EntityManager,
  input: Parsed<'visit.moveScan'>,
  stamp: Stamp,
): Promise<VisitRow> {
  const { row, visit } = await requireOf(manager, VisitScanTable, input.id, '这份扫描件')
  const to = await requireVisit(manager, input.visitId)
  if (to.batchId !== visit.batchId) throw new AppError('NOT_FOUND', { what: '本批次的这次督导' })
  await manager.update(VisitScanTable, { id: input.id }, { visitId: to.id, form: input.form })
  const text = `扫描件「${row.fileName}」由 ${visit.onDate} 督导的${row.form}改为 ${to.onDate} 督导的${input.form}：${input.reason}`
  await log(manager, visit, 'visit.moveScan', text, stamp)
  return to
}

const KINDS = {
  scan: { table: VisitScanTable, what: '这份扫描件', text: '签字扫描件' },
  handed: { table: HandedTable, what: '这条资料提供登记', text: '资料提供登记' },
  feedback: { table: FeedbackTable, what: '这一版反馈情况', text: '附件4 反馈情况' },
} as const

/** One entry under a visit, made by mistake. @throws AppError NOT_FOUND, also for one that was struck out before */
export async function strikeOfVisit(
  manager: EntityManager,
  input: Parsed<'visit.strikeEntry'>,
  stamp: Stamp,
): Promise<VisitRow> {
  const { table, what, text } = KINDS[input.of]
  const { visit } = await requireOf(manager, table, input.id, what)
  await manager.update(table, { id: input.id }, struck(stamp, input.reason))
  await log(manager, visit, 'visit.strikeEntry', `撤销 ${visit.onDate} 督导的一条${text}：${input.reason}`, stamp)
  return visit
}

async function requireOf<T extends ObjectLiteral>(
  manager: EntityManager,
  table: Parameters<EntityManager['findOneBy']>[0] & { options: { name: string } },
  id: number,
  what: string,
) {
  const row = (await manager.findOneBy(table, { id, struckAt: IsNull() })) as (T & { visitId: number }) | null
  if (!row) throw new AppError('NOT_FOUND', { what })
  return { row, visit: await requireVisit(manager, row.visitId) }
}

const log = (manager: EntityManager, visit: VisitRow, action: string, text: string, stamp: Stamp) =>
  record(manager, stamp, { action, subject: `batch:${visit.batchId}`, text })

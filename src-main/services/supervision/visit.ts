import { type EntityManager, IsNull } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import type { Visit, VisitInput } from '../../../src-shared/contract/supervision.ts'
import { notAhead } from '../../../src-shared/domain/acts.ts'
import { checkHappened, checkInspectors, checkSigned, stayOf } from '../../../src-shared/domain/visit.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { HandedTable, type VisitRow, VisitScanTable, VisitTable } from '../../db/entities/supervision.ts'
import { registerFile, type StoredFile, shownName } from '../attachment.ts'
import { record } from '../audit.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { notStruck } from '../roster/qualification.ts'
import { getSetting, setSetting } from '../setting.ts'
import { setVisitDeadlines } from './dueDates.ts'
import { listFeedback } from './feedback.ts'

const KINDS_KEY = 'visit.kinds'
const DEFAULT_KINDS = ['现场督导', '事后认定资料督导', '其他'] // 第十八条 «等»: the list is data

export async function visitKinds(manager: EntityManager): Promise<string[]> {
  return ((await getSetting(manager, KINDS_KEY)) as string[] | null) ?? DEFAULT_KINDS
}

export async function setVisitKinds(manager: EntityManager, kinds: string[], stamp: Stamp): Promise<void> {
  await setSetting(manager, KINDS_KEY, [...new Set(kinds)])
  await record(manager, stamp, { action: 'visit.setKinds', text: `督导类型改为：${kinds.join('、')}` })
}

/** Records what 外督员 did; the deadlines of 第二十二条 and 附件3 注2 follow from the day on which it ended. */
export async function saveVisit(manager: EntityManager, input: VisitInput, stamp: Stamp): Promise<Visit> {
  const batch = await requireBatch(manager, input.batchId)
  const { id, on, ...rest } = input
  const before = id === undefined ? null : await requireVisit(manager, id)
  if (before && before.batchId !== batch.id) throw new AppError('NOT_FOUND', { what: `「${batch.name}」的这次督导` })
  // A kind that was taken off the list stays with the visits that have it.
  if (input.kind !== before?.kind && !(await visitKinds(manager)).includes(input.kind)) {
    throw new AppError(
      'INPUT_INVALID',
      { detail: `没有「${input.kind}」这种督导类型` },
      { fields: { kind: '请从列表中选择，或先在设置中增加' } },
    )
  }
  if (input.endedOn < input.on)
    throw new AppError('INPUT_INVALID', { detail: '结束日期早于督导日期' }, { fields: { endedOn: '不能早于督导日期' } })
  const ahead = checkHappened(input, stamp.today)
  if (ahead.length > 0) {
    const detail = ahead.map(f => f.message).join('；')
    const fields = { endedOn: '还没有结束的督导，请不要填写离场时间和意见，结束以后再补充' }
    throw new AppError('RULE_BLOCKED', { action: '登记这次督导', detail }, { findings: ahead, fields })
  }
  if (before && before.endedOn !== input.endedOn && input.endReason.trim() === '') {
    throw new AppError(
      'INPUT_INVALID',
      { detail: '改动督导结束日期须写明原因' },
      { fields: { endReason: '期限从这一天起算，请写明原因' } },
    )
  }
  const endReason = input.endReason || (before?.endReason ?? '') // the reason of an earlier change is not forgotten
  const fields = { ...rest, endReason, onDate: on }
  let visitId = id
  if (before) await manager.update(VisitTable, { id: before.id }, fields)
  else {
    const { identifiers } = await manager.insert(VisitTable, {
      ...fields,
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
      ...notStruck,
    })
    visitId = identifiers[0]?.id as number
  }
  const visit = await requireVisit(manager, visitId ?? 0)
  await setVisitDeadlines(manager, visit, stamp)
  await record(manager, stamp, {
    action: 'visit.save',
    subject: `batch:${batch.id}`,
    text: `${before ? '修改' : '登记'}「${batch.name}」的${input.kind}：${input.on}，外督员 ${input.inspectors.length} 名${before && before.endedOn !== input.endedOn ? `，结束日期 ${before.endedOn} 改为 ${input.endedOn}：${input.endReason}` : ''}`,
  })
  return toVisit(manager, visit)
}

/** @throws AppError NOT_FOUND, for one that was struck out too */
export async function requireVisit(manager: EntityManager, id: number): Promise<VisitRow> {
  const row = await manager.findOneBy(VisitTable, { id, struckAt: IsNull() })
  if (!row) throw new AppError('NOT_FOUND', { what: '这次督导' })
  return row
}

/** @throws AppError NOT_FOUND, also for a visit to another batch */
export async function requireVisitOf(manager: EntityManager, id: number, batchId: number): Promise<void> {
  if ((await requireVisit(manager, id)).batchId !== batchId)
    throw new AppError('NOT_FOUND', { what: '本批次的这次督导' })
}

/** A signed 附件3 or 附件4, scanned. */
export async function addScan(
  manager: EntityManager,
  input: { id: number; form: string },
  file: StoredFile,
  stamp: Stamp,
): Promise<Visit> {
  const visit = await requireVisit(manager, input.id)
  const ahead = notAhead({ what: '督导日期', on: visit.onDate }, stamp.today)
  if (ahead.length > 0) {
    const detail = `${ahead.map(f => f.message).join('；')}，还没有可以扫描的签字件`
    throw new AppError('RULE_BLOCKED', { action: `存入${input.form}扫描件`, detail }, { findings: ahead })
  }
  await registerFile(manager, file, stamp)
  await manager.insert(VisitScanTable, {
    visitId: visit.id,
    form: input.form,
    file: file.sha256,
    fileName: shownName(file.name),
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
    ...notStruck,
  })
  await record(manager, stamp, {
    action: 'visit.scan',
    subject: `batch:${visit.batchId}`,
    text: `存入 ${visit.onDate} 督导的${input.form}扫描件`,
    detail: { file: file.sha256 },
  })
  return toVisit(manager, visit)
}

/** 资料提供登记 (第二十九条): what was shown, copied or handed over, to whom, when. */
export async function hand(manager: EntityManager, input: Parsed<'visit.hand'>, stamp: Stamp): Promise<Visit> {
  const visit = await requireVisit(manager, input.id)
  await manager.insert(HandedTable, {
    visitId: visit.id,
    at: stamp.at,
    what: input.what,
    way: input.way,
    byName: input.by,
    toName: input.to,
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
    ...notStruck,
  })
  await record(manager, stamp, {
    action: 'visit.hand',
    subject: `batch:${visit.batchId}`,
    text: `向「${input.to}」提供资料（${input.way}）：${input.what}`,
  })
  return toVisit(manager, visit)
}

export async function listVisits(manager: EntityManager, batchId?: number): Promise<Visit[]> {
  const rows = await manager.find(VisitTable, {
    where: { struckAt: IsNull(), ...(batchId === undefined ? {} : { batchId }) },
    order: { onDate: 'DESC', id: 'DESC' },
  })
  return Promise.all(rows.map(row => toVisit(manager, row)))
}

export async function toVisit(manager: EntityManager, row: VisitRow): Promise<Visit> {
  const scans = (await manager.query(
    `SELECT v.id, v.form, v.file AS sha256, v.file_name AS name, f.bytes FROM visit_scan v JOIN file f ON f.sha256 = v.file WHERE v.visit_id = ? AND v.struck_at IS NULL ORDER BY v.id`,
    [row.id],
  )) as { id: number; form: string; sha256: string; name: string; bytes: number }[]
  const handed = await manager.find(HandedTable, {
    where: { visitId: row.id, struckAt: IsNull() },
    order: { id: 'DESC' },
  })
  const [plan] = (await manager.query(
    `SELECT coalesce((SELECT sum(json_extract(j.value, '$.planned')) FROM batch b, json_each(b.items) j WHERE b.id = ?), 0) AS planned`,
    [row.batchId],
  )) as { planned: number }[]
  return {
    id: row.id,
    seen: UNSEEN,
    batchId: row.batchId,
    kind: row.kind,
    on: row.onDate,
    endedOn: row.endedOn,
    endReason: row.endReason,
    inspectors: row.inspectors,
    opinion: row.opinion,
    scans: scans.map(({ id, form, ...file }) => ({ id, form, file })),
    handed: handed.map(({ id, at, what, way, byName, toName }) => ({ id, at, what, way, by: byName, to: toName })),
    feedback: await listFeedback(manager, row.id),
    findings: [
      ...checkInspectors(row.inspectors.length, plan?.planned ?? 0),
      ...checkSigned(row.inspectors.length, scans),
    ],
    hours: row.inspectors.map(inspector => stayOf(inspector, row.onDate, row.endedOn)),
  }
}

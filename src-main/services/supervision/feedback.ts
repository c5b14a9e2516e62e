/** 工作反馈情况 of 附件4 about each 外督员 (第二十二条): a new text is a new version, and each is printed again as it was. */
import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import type { Visit } from '../../../src-shared/contract/supervision.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { FeedbackTable, type VisitRow } from '../../db/entities/supervision.ts'
import { record } from '../audit.ts'
import { notStruck } from '../roster/qualification.ts'
import { requireVisit } from './visit.ts'

export type Sheet = Record<'org' | 'inspector' | 'arrived' | 'left' | 'feedback', string>

/**
 * @param sheet the facts of 附件4 as they stand now, without the text
 * @throws AppError NOT_FOUND (visit, inspector)
 */
export async function addFeedback(
  manager: EntityManager,
  input: Parsed<'visit.feedback'>,
  sheet: Omit<Sheet, 'feedback'>,
  stamp: Stamp,
): Promise<VisitRow> {
  const visit = await requireVisit(manager, input.id)
  const inspector = visit.inspectors[input.inspector]
  if (!inspector) throw new AppError('NOT_FOUND', { what: '该外督员' })
  const { name, number } = inspector
  const version = (await manager.countBy(FeedbackTable, { visitId: visit.id, inspector: name, number })) + 1
  await manager.insert(FeedbackTable, {
    visitId: visit.id,
    inspector: name,
    number,
    version,
    body: input.text,
    sheet: { ...sheet, feedback: input.text },
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
    ...notStruck,
  })
  await record(manager, stamp, {
    action: 'visit.feedback',
    subject: `batch:${visit.batchId}`,
    text: `填写附件4 对外督员「${name}」的工作反馈情况，第 ${version} 版`,
    detail: { text: input.text },
  })
  return visit
}

/** All versions that stand, the newest first. */
export async function listFeedback(manager: EntityManager, visitId: number): Promise<Visit['feedback']> {
  const rows = await manager.find(FeedbackTable, { where: { visitId }, order: { id: 'DESC' } })
  return rows
    .filter(row => row.struckAt === null)
    .map(({ id, inspector, number, version, body, recordedAt, recordedBy }) => ({
      ...{ id, inspector, number, version, text: body, at: recordedAt, by: recordedBy },
    }))
}

/** The sheet of one version, struck out or not: what was printed can be looked up. @throws AppError NOT_FOUND */
export async function sheetOf(manager: EntityManager, visitId: number, id: number): Promise<Sheet> {
  const row = await manager.findOneBy(FeedbackTable, { id, visitId })
  if (!row) throw new AppError('NOT_FOUND', { what: '这一版反馈情况' })
  return row.sheet
}

/** Dossiers of a batch and of its papers: 委派单, internal records, visits, 整改, samples. */
import type { EntityManager } from 'typeorm'
import { AppError } from '../../../src-shared/errors.ts'
import type { Dossiers } from '../../../src-shared/forms/dossiers.ts'
import type { Context } from '../../context.ts'
import { SampleTable } from '../../db/entities/batch.ts'
import { RectificationFileTable, RectificationTable, SupervisionTable } from '../../db/entities/supervision.ts'
import { filedPapers } from '../../db/queries/filedPapers.ts'
import { maskPhone } from '../../package/personal.ts'
import { lastReport } from '../archive/checkReport.ts'
import { showAssignment } from '../batch/assign.ts'
import { loadBatch } from '../batch/batch.ts'
import { listSamples } from '../batch/candidate.ts'
import { listRelations } from '../batch/relation.ts'
import { scoresOf } from '../batch/score.ts'
import { listSlots } from '../evidence/slot.ts'
import { localTime } from '../localDate.ts'
import { findOrg } from '../org.ts'
import { ownPaper } from '../paper.ts'
import { sheetOf } from '../supervision/feedback.ts'
import { showRecord } from '../supervision/supervision.ts'
import { requireVisit, toVisit } from '../supervision/visit.ts'
import type { Of } from './index.ts'

/** Whose the paper is, and the batch that it belongs to. */
export const about = async (manager: EntityManager, ctx: Context, batchId: number) => ({
  org: (await findOrg(manager))?.name,
  batch: await loadBatch(manager, batchId, ctx.stamp()),
})

export const loadBatchDossier = (ctx: Context, { id }: Of<'batch'>): Promise<Dossiers['batch']> =>
  ctx.db.read(async manager => {
    const report = await lastReport(manager, id)
    const known = await about(manager, ctx, id)
    const { rule, rows } = await scoresOf(manager, known.batch)
    return {
      ...known,
      rule,
      people: rows,
      papers: await filedPapers(manager, id),
      slots: await listSlots(manager, id),
      report: report && { ...report, at: localTime(report.at) },
      own: await ownPaper(manager),
    }
  })

export const loadAssignmentDossier = (ctx: Context, subject: Of<'assignment'>): Promise<Dossiers['assignment']> =>
  ctx.db.read(async manager => {
    const assignment = await showAssignment(manager, subject.id)
    const person = assignment.people.find(one => one.supervisorId === subject.person)
    if (subject.person !== undefined && !person)
      throw new AppError('NOT_FOUND', { what: `委派单 ${assignment.number} 上的该人员` })
    const records = await manager.find(SupervisionTable, { where: { assignmentId: subject.id }, order: { id: 'ASC' } })
    return {
      ...(await about(manager, ctx, assignment.batchId)),
      assignment,
      kinds: [...new Set(records.filter(({ state }) => state !== 'discarded').map(({ kind }) => kind))],
      person: person && { ...person, relations: await listRelations(manager, person.supervisorId) },
    }
  })

export const loadRecordDossier = (ctx: Context, { id }: Of<'record'>): Promise<Dossiers['record']> =>
  ctx.db.read(async manager => {
    const record = await showRecord(manager, id)
    const { number } = await showAssignment(manager, record.assignmentId)
    return { ...(await about(manager, ctx, record.batchId)), record, assignment: number }
  })

export const loadVisitDossier = (ctx: Context, subject: Of<'visit'>): Promise<Dossiers['visit']> =>
  ctx.db.read(async manager => {
    const visit = await requireVisit(manager, subject.id)
    const sheet = subject.feedback === undefined ? null : await sheetOf(manager, visit.id, subject.feedback)
    const inspector = visit.inspectors[subject.inspector ?? 0]
    if (!inspector) throw new AppError('NOT_FOUND', { what: '该外督员' })
    const { onDate: on, endedOn, inspectors } = visit
    const { handed, feedback } = await toVisit(manager, visit)
    const about4 = feedback.find(one => one.inspector === inspector.name && one.number === inspector.number)
    const known = await about(manager, ctx, visit.batchId)
    const { whole } = await ownPaper(manager)
    const { rows } = await scoresOf(manager, known.batch)
    return {
      ...known,
      people: rows.map(row => ({ ...row, phone: whole || row.phone === '' ? row.phone : maskPhone(row.phone) })),
      visit: { on, endedOn, inspectors, handed: handed.map(entry => ({ ...entry, at: localTime(entry.at) })) },
      inspector,
      feedback: about4?.text ?? '',
      sheet,
    }
  })

export const loadRectificationDossier = (
  ctx: Context,
  { id }: Of<'rectification'>,
): Promise<Dossiers['rectification']> =>
  ctx.db.read(async manager => {
    const row = await manager.findOneBy(RectificationTable, { id })
    if (!row) throw new AppError('NOT_FOUND', { what: '这个问题' })
    const files = await manager.find(RectificationFileTable, { where: { rectificationId: id }, order: { id: 'ASC' } })
    return {
      ...(await about(manager, ctx, row.batchId)),
      item: { ...row, recordId: row.supervisionId },
      files: files.map(file => file.fileName),
    }
  })

export const loadSampleDossier = (ctx: Context, { id }: Of<'sample'>): Promise<Dossiers['sample']> =>
  ctx.db.read(async manager => {
    const row = await manager.findOneBy(SampleTable, { id })
    const sample = row && (await listSamples(manager, row.batchId, ctx.vault)).find(one => one.id === id)
    if (!row || !sample) throw new AppError('NOT_FOUND', { what: '这次抽查' })
    return {
      ...(await about(manager, ctx, row.batchId)),
      sample: { ...sample, drawnAt: localTime(sample.drawnAt) },
    }
  })

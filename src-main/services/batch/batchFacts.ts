import type { EntityManager } from 'typeorm'
import type { FormSubject } from '../../../src-shared/contract/form.ts'
import { spanText } from '../../../src-shared/domain/clock.ts'
import { addDays } from '../../../src-shared/domain/dates.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { ASSESSMENT_FORM } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { SampleTable } from '../../db/entities/batch.ts'
import { RectificationFileTable, RectificationTable, type VisitRow, VisitTable } from '../../db/entities/supervision.ts'
import type { Vault } from '../../files/vault.ts'
import { checkFactsOf, slotFactsOf } from '../archive/archiveFacts.ts'
import { showRecord } from '../supervision/supervision.ts'
import { showAssignment } from './assign.ts'
import { loadBatch } from './batch.ts'
import { listSamples } from './candidate.ts'
import { listRelations } from './relation.ts'

type Facts = Record<string, unknown>
type BatchSubject = Extract<
  FormSubject,
  { kind: 'batch' | 'assignment' | 'record' | 'visit' | 'rectification' | 'sample' }
>

/** What the forms of a batch print: 委派单, 回避声明, internal records, 附件3 and 附件4 heads, 整改 papers, samples. */
export async function batchFacts(
  manager: EntityManager,
  subject: BatchSubject,
  vault: Vault,
  stamp: Stamp,
): Promise<Facts> {
  switch (subject.kind) {
    case 'batch':
      return {
        ...(await planFacts(manager, subject.id, stamp)),
        ...(await slotFactsOf(manager, subject.id)),
        ...(await checkFactsOf(manager, subject.id)),
      }
    case 'assignment':
      return assignmentFacts(manager, subject, stamp)
    case 'record':
      return recordFacts(manager, subject.id, stamp)
    case 'visit':
      return visitFacts(manager, subject, stamp)
    case 'rectification':
      return rectificationFacts(manager, subject.id, stamp)
    case 'sample':
      return sampleFacts(manager, subject.id, vault, stamp)
  }
}

async function planFacts(manager: EntityManager, batchId: number, stamp: Stamp): Promise<Facts> {
  const batch = await loadBatch(manager, batchId, stamp)
  return { plan: batch.name, form: batch.forms.map(form => ASSESSMENT_FORM[form]).join('、') }
}

async function assignmentFacts(
  manager: EntityManager,
  { id, person }: { id: number; person?: number },
  stamp: Stamp,
): Promise<Facts> {
  const assignment = await showAssignment(manager, id)
  const batch = await loadBatch(manager, assignment.batchId, stamp)
  const ids = new Set(
    assignment.people.flatMap(p => (person === undefined || p.supervisorId === person ? p.sessionIds : [])),
  )
  const one = assignment.people.find(p => p.supervisorId === person)
  if (person !== undefined && !one) throw new AppError('NOT_FOUND', { what: `委派单 ${assignment.number} 上的该人员` })
  const sessions = batch.sessions.filter(session => ids.has(session.id))
  const occupation = batch.items.map(item => [item.occupation, item.level].filter(Boolean).join(' ')).join('、')
  return {
    number: assignment.state === 'void' ? `${assignment.number}（已作废）` : assignment.number,
    plan: batch.name,
    content: assignment.content,
    on: one ? sessions[0]?.date : assignment.issuedOn,
    sessions: sessions.map(s => ({
      time: spanText(s),
      place: [batch.venue, s.room].filter(Boolean).join(' '),
      occupation: [s.subject, occupation].filter(Boolean).join('；'),
      people: String(s.count),
    })),
    people: assignment.people.map(p => ({
      name: p.name,
      code: p.code ?? '',
      duty: sessions.length > 1 ? `${p.sessionIds.length} 个场次` : '',
      note: p.override ? `例外：${p.override}` : '',
    })),
    ...(one ? { name: one.name, code: one.code ?? '', relations: await relationsOf(manager, one.supervisorId) } : {}),
  }
}

async function relationsOf(manager: EntityManager, supervisorId: number) {
  return (await listRelations(manager, supervisorId)).map(relation => ({
    name: relation.supervisorId === supervisorId ? relation.withName : relation.supervisorName,
    kind: relation.kind,
    note: relation.note,
  }))
}

async function recordFacts(manager: EntityManager, id: number, stamp: Stamp): Promise<Facts> {
  const record = await showRecord(manager, id)
  const assignment = await showAssignment(manager, record.assignmentId)
  return {
    ...(await planFacts(manager, record.batchId, stamp)),
    assignment: assignment.number,
    on: record.on,
    supervisors: record.supervisorName,
    badge: record.badge === null ? undefined : record.badge === 'yes',
    // The form puts 序号N: before a remark itself (附件3 注1).
    items: record.items.map(({ number, answer, remark }) => ({
      no: Number(number),
      result: answer ?? undefined,
      remark: remark.replace(/^序号\s*\d+\s*[:：]\s*/, '') || undefined,
    })),
    problems: record.opinion,
  }
}

async function visitFacts(
  manager: EntityManager,
  { id, inspector }: { id: number; inspector?: number },
  stamp: Stamp,
): Promise<Facts> {
  const visit = await manager.findOneBy(VisitTable, { id })
  if (!visit) throw new AppError('NOT_FOUND', { what: '这次督导' })
  const who = visit.inspectors[inspector ?? 0]
  if (!who) throw new AppError('NOT_FOUND', { what: '该外督员' })
  return {
    ...(await planFacts(manager, visit.batchId, stamp)),
    inspector: who.name,
    arrived: who.from ? `${visit.onDate} ${who.from}` : undefined,
    left: who.to ? `${leftOn(visit, who)} ${who.to}` : undefined,
  }
}

/** The day of 离场: the last one of the visit, or the day after where somebody stayed past midnight. */
function leftOn({ onDate, endedOn }: VisitRow, { from, to }: VisitRow['inspectors'][number]): string {
  const overnight = from !== null && to !== null && to < from
  return endedOn > onDate || !overnight ? endedOn : addDays(onDate, 1)
}

async function rectificationFacts(manager: EntityManager, id: number, stamp: Stamp): Promise<Facts> {
  const item = await manager.findOneBy(RectificationTable, { id })
  if (!item) throw new AppError('NOT_FOUND', { what: '这个问题' })
  const files = await manager.find(RectificationFileTable, { where: { rectificationId: id }, order: { id: 'ASC' } })
  const source =
    item.supervisionId !== null ? '内部质量督导记录' : item.visitId !== null ? '外督员督导意见' : '本机构检查'
  return {
    ...(await planFacts(manager, item.batchId, stamp)),
    number: `ZG-${id}`,
    source: item.number ? `${source}第${item.number}项` : source,
    openedOn: item.openedOn,
    responsible: item.responsible,
    due: item.due,
    problem: item.problem,
    measure: item.measure,
    reply: item.reply,
    repliedOn: item.repliedOn,
    evidence: files.map((file, i) => `${i + 1}. ${file.fileName}`).join('\n'),
  }
}

async function sampleFacts(manager: EntityManager, id: number, vault: Vault, stamp: Stamp): Promise<Facts> {
  const row = await manager.findOneBy(SampleTable, { id })
  if (!row) throw new AppError('NOT_FOUND', { what: '这次抽查' })
  const sample = (await listSamples(manager, row.batchId, vault)).find(candidate => candidate.id === id)
  const batch = await loadBatch(manager, row.batchId, stamp)
  return {
    plan: batch.name,
    seed: row.seed,
    total: row.total,
    drawnAt: localTime(row.recordedAt),
    drawnBy: row.recordedBy,
    candidates: sample?.candidates.map(({ number, name, sex, occupation, level, unit }) => ({
      number,
      name,
      sex,
      occupation,
      level,
      unit,
    })),
  }
}

/** An instant as the office's clock showed it: 2026-11-23 09:30. */
function localTime(instant: string): string {
  const at = new Date(instant)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}

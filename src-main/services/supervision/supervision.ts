import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import type { SupervisionRecord } from '../../../src-shared/contract/supervision.ts'
import { checkAssigned } from '../../../src-shared/domain/assignment.ts'
import { fieldName, mergeDrafts, type RecordDraft } from '../../../src-shared/domain/recordDraft.ts'
import { defaultDue } from '../../../src-shared/domain/rectify.ts'
import { type Finding, finding } from '../../../src-shared/domain/rules.ts'
import { checkSeal } from '../../../src-shared/domain/seal.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { itemNumbers } from '../../../src-shared/forms/items.ts'
import { RECORD_KIND } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import {
  RectificationTable,
  SupervisionFileTable,
  type SupervisionRow,
  SupervisionTable,
} from '../../db/entities/supervision.ts'
import { registerFile, type StoredFile, shownName } from '../attachment.ts'
import { record } from '../audit.ts'
import { showAssignment } from '../batch/assign.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { requireSupervisor } from '../roster/supervisorRecord.ts'
import { setRectificationDeadline } from './dueDates.ts'
import { requireRecordDates } from './recordDates.ts'

/** R-ASSIGN (第十五条): a record is written under a 委派单 that names the person and the sessions. */
export async function startRecord(
  manager: EntityManager,
  input: Parsed<'supervision.start'>,
  stamp: Stamp,
): Promise<SupervisionRecord> {
  const assignment = await showAssignment(manager, input.assignmentId)
  const { name } = await requireSupervisor(manager, input.supervisorId)
  const named = assignment.state === 'valid' ? assignment.people.map(candidate => candidate.supervisorId) : null
  const person = assignment.people.find(candidate => candidate.supervisorId === input.supervisorId)
  const findings = checkAssigned({ id: input.supervisorId, name }, named)
  if (findings.length === 0 && input.sessionIds.some(id => !person?.sessionIds.includes(id))) {
    findings.push(otherSessions(assignment.number))
  }
  if (findings.length > 0 || !person) {
    throw new AppError(
      'RULE_BLOCKED',
      { action: '填写督导记录', detail: findings.map(f => f.message).join('；') },
      { findings },
    )
  }
  const batch = await requireBatch(manager, assignment.batchId)
  const dated = { ...input, batchId: batch.id, onDate: input.on }
  await requireRecordDates(manager, dated, stamp.today, '填写督导记录')
  const { identifiers } = await manager.insert(SupervisionTable, {
    rootId: null,
    version: 1,
    batchId: batch.id,
    assignmentId: assignment.id,
    supervisorId: person.supervisorId,
    kind: input.kind,
    phases: input.phases,
    sessionIds: input.sessionIds,
    onDate: input.on,
    badge: null,
    items: itemNumbers(input.kind).map(number => ({ number, answer: null, remark: '' })),
    opinion: '',
    state: 'draft',
    sealedAt: null,
    correctionReason: '',
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  const id = identifiers[0]?.id as number
  await record(manager, stamp, {
    action: 'supervision.start',
    subject: `batch:${batch.id}`,
    text: `开始填写「${person.name}」的内部质量督导记录（${RECORD_KIND[input.kind]}，${assignment.number}）`,
  })
  return showRecord(manager, id)
}

const otherSessions = (number: string): Finding =>
  finding('R-ASSIGN', `委派单 ${number} 不包含所选的场次`, '请只选委派单上的场次，或另签委派单。', { 委派单: number })

async function requireDraft(manager: EntityManager, id: number, action: string): Promise<SupervisionRow> {
  const row = await requireRecord(manager, id)
  if (row.state !== 'draft') {
    throw new AppError('STATE_BLOCKED', {
      name: '督导记录',
      action,
      detail: row.state === 'sealed' ? '已经封存；需要更正请新建一版并写明原因' : '不是草稿',
    })
  }
  return row
}

async function requireRecord(manager: EntityManager, id: number): Promise<SupervisionRow> {
  const row = await manager.findOneBy(SupervisionTable, { id })
  if (!row || row.state === 'discarded') throw new AppError('NOT_FOUND', { what: '该督导记录' })
  return row
}

const draftIn = ({ badge, items, opinion, phases, onDate }: SupervisionRow): RecordDraft => ({
  badge,
  items,
  opinion,
  phases,
  on: onDate,
})

/** @throws AppError NOT_FOUND, STATE_BLOCKED, INPUT_INVALID, STALE: somebody else filled the same item since `was` */
export async function saveRecord(
  manager: EntityManager,
  { id, was, ...mine }: Parsed<'supervision.save'>,
  stamp: Stamp,
): Promise<SupervisionRecord> {
  const row = await requireDraft(manager, id, '修改')
  const numbers = itemNumbers(row.kind)
  const unknown = [...mine.items, ...was.items].find(item => !numbers.includes(item.number))
  if (unknown) throw new AppError('INPUT_INVALID', { detail: `没有第 ${unknown.number} 项` })
  const { merged, conflicts } = mergeDrafts(was, mine, draftIn(row))
  if (conflicts.length > 0) throw new AppError('STALE', { what: `督导记录的${conflicts.map(fieldName).join('、')}` })
  const { badge, opinion, phases, items, on } = merged
  // Only where dates change: what was seen is kept even in a draft whose old date is wrong; the seal asks again.
  if (on !== row.onDate || phases.join() !== row.phases.join())
    await requireRecordDates(manager, { ...row, phases, onDate: on }, stamp.today, '保存督导记录')
  await manager.update(
    SupervisionTable,
    { id: row.id },
    { badge, opinion, phases, items, onDate: on, recordedBy: stamp.actor, recordedAt: stamp.at },
  )
  return showRecord(manager, row.id)
}

/**
 * Asked before the bytes go into the store, so that what is refused leaves nothing there.
 * @throws AppError NOT_FOUND, STATE_BLOCKED when it is sealed, INPUT_INVALID for an item that the form does not print
 */
export async function requireAttachable(
  manager: EntityManager,
  input: { id: number; number: string },
): Promise<SupervisionRow> {
  const row = await requireDraft(manager, input.id, '添加佐证')
  if (input.number !== '' && !itemNumbers(row.kind).includes(input.number)) {
    throw new AppError('INPUT_INVALID', { detail: `没有第 ${input.number} 项` })
  }
  return row
}

/** A paper or picture as evidence of an item, or of the record as a whole (`number` blank). */
export async function attachEvidence(
  manager: EntityManager,
  input: { id: number; number: string },
  file: StoredFile,
  stamp: Stamp,
): Promise<SupervisionRecord> {
  const row = await requireAttachable(manager, input)
  await registerFile(manager, file, stamp)
  await manager.insert(SupervisionFileTable, {
    supervisionId: row.id,
    number: input.number,
    file: file.sha256,
    fileName: shownName(file.name),
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  await record(manager, stamp, {
    action: 'supervision.attach',
    subject: `batch:${row.batchId}`,
    text: `内部质量督导记录${input.number ? `第 ${input.number} 项` : ''}添加佐证`,
    detail: { supervision: row.id, file: file.sha256 },
  })
  return showRecord(manager, row.id)
}

/** R-UNTICK, R-NOTE (附件3 注1). Every 否 becomes a 问题, so that nothing that was found is forgotten. */
export async function sealRecord(manager: EntityManager, id: number, stamp: Stamp): Promise<SupervisionRecord> {
  const row = await requireDraft(manager, id, '封存')
  await requireRecordDates(manager, row, stamp.today, '封存督导记录')
  const findings = checkSeal(itemNumbers(row.kind), row).filter(f => f.severity === 'block')
  if (findings.length > 0) {
    throw new AppError(
      'RULE_BLOCKED',
      { action: '封存', detail: findings.map(f => f.message).join('；') },
      { findings },
    )
  }
  if (row.rootId !== null) {
    await manager
      .createQueryBuilder()
      .update(SupervisionTable)
      .set({ state: 'superseded' })
      .where(`(id = :root OR root_id = :root) AND state = 'sealed'`, { root: row.rootId })
      .execute()
  }
  await manager.update(SupervisionTable, { id }, { state: 'sealed', sealedAt: stamp.at })
  const batch = await requireBatch(manager, row.batchId)
  for (const item of row.items.filter(item => item.answer === 'no')) {
    const known = row.rootId !== null && (await alreadyOpen(manager, row.rootId, item.number))
    if (known) continue
    const { identifiers } = await manager.insert(RectificationTable, {
      batchId: row.batchId,
      supervisionId: id,
      visitId: null,
      number: item.number,
      problem: item.remark,
      measure: '',
      responsible: '',
      due: defaultDue(stamp.today),
      openedOn: stamp.today,
      reply: '',
      repliedOn: null,
      reviewer: '',
      closedOn: null,
      noEvidence: '',
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
    const opened = await manager.findOneByOrFail(RectificationTable, { id: identifiers[0]?.id as number })
    await setRectificationDeadline(manager, opened, stamp)
  }
  await record(manager, stamp, {
    action: 'supervision.seal',
    subject: `batch:${row.batchId}`,
    text: `封存「${batch.name}」的内部质量督导记录第 ${row.version} 版，否 ${row.items.filter(item => item.answer === 'no').length} 项`,
    detail: { supervision: id, items: row.items },
  })
  return showRecord(manager, id)
}

async function alreadyOpen(manager: EntityManager, rootId: number, number: string): Promise<boolean> {
  const rows = (await manager.query(
    `SELECT 1 AS n FROM rectification r JOIN supervision s ON s.id = r.supervision_id WHERE (s.id = ? OR s.root_id = ?) AND r.number = ? LIMIT 1`,
    [rootId, rootId, number],
  )) as unknown[]
  return rows.length > 0
}

/** A new draft on top of a sealed version; the sealed one stays readable. */
export async function correctRecord(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<SupervisionRecord> {
  const row = await requireRecord(manager, input.id)
  if (row.state !== 'sealed')
    throw new AppError('STATE_BLOCKED', { name: '督导记录', action: '更正', detail: '只有已封存的最新一版可以更正' })
  const root = row.rootId ?? row.id
  const [draft] = await manager.findBy(SupervisionTable, { rootId: root, state: 'draft' })
  if (draft)
    throw new AppError('STATE_BLOCKED', { name: '督导记录', action: '更正', detail: `第 ${draft.version} 版还在起草` })
  const { id: _, ...copy } = row
  const { identifiers } = await manager.insert(SupervisionTable, {
    ...copy,
    rootId: root,
    version: row.version + 1,
    state: 'draft',
    sealedAt: null,
    correctionReason: input.reason,
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  const id = identifiers[0]?.id as number
  for (const evidence of await manager.findBy(SupervisionFileTable, { supervisionId: row.id })) {
    const { id: __, ...rest } = evidence
    await manager.insert(SupervisionFileTable, { ...rest, supervisionId: id })
  }
  await record(manager, stamp, {
    action: 'supervision.correct',
    subject: `batch:${row.batchId}`,
    text: `更正内部质量督导记录，新建第 ${row.version + 1} 版：${input.reason}`,
  })
  return showRecord(manager, id)
}

export async function discardRecord(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<void> {
  const row = await requireDraft(manager, input.id, '删除草稿')
  await manager.update(SupervisionTable, { id: row.id }, { state: 'discarded', correctionReason: input.reason })
  await record(manager, stamp, {
    action: 'supervision.discard',
    subject: `batch:${row.batchId}`,
    text: `删除督导记录草稿：${input.reason}`,
  })
}

export async function listRecords(manager: EntityManager, batchId: number): Promise<SupervisionRecord[]> {
  const rows = (await manager.find(SupervisionTable, { where: { batchId }, order: { id: 'DESC' } })).filter(
    row => row.state === 'draft' || row.state === 'sealed',
  )
  return Promise.all(rows.map(row => toRecord(manager, row)))
}

export async function showRecord(manager: EntityManager, id: number): Promise<SupervisionRecord> {
  return toRecord(manager, await requireRecord(manager, id))
}

async function toRecord(manager: EntityManager, row: SupervisionRow): Promise<SupervisionRecord> {
  const root = row.rootId ?? row.id
  const [person] = (await manager.query('SELECT name FROM supervisor WHERE id = ?', [row.supervisorId])) as {
    name: string
  }[]
  const chain = (await manager.query(
    `SELECT id, version, sealed_at AS "sealedAt", correction_reason AS reason FROM supervision
     WHERE (id = ? OR root_id = ?) AND state <> 'discarded' ORDER BY version DESC`,
    [root, root],
  )) as SupervisionRecord['versions']
  const files = (await manager.query(
    `SELECT e.number, e.file AS sha256, e.file_name AS name, f.bytes FROM supervision_evidence e JOIN file f ON f.sha256 = e.file WHERE e.supervision_id = ? ORDER BY e.id`,
    [row.id],
  )) as { number: string; sha256: string; name: string; bytes: number }[]
  return {
    id: row.id,
    seen: UNSEEN,
    version: row.version,
    batchId: row.batchId,
    assignmentId: row.assignmentId,
    supervisorId: row.supervisorId,
    supervisorName: person?.name ?? '',
    kind: row.kind,
    phases: row.phases,
    sessionIds: row.sessionIds,
    on: row.onDate,
    badge: row.badge,
    items: row.items,
    opinion: row.opinion,
    state: row.state === 'discarded' ? 'superseded' : row.state,
    sealedAt: row.sealedAt,
    correctionReason: row.correctionReason,
    evidence: files.map(({ number, ...file }) => ({ number, file })),
    versions: chain,
  }
}

/** The exam room without a network: a page for each person of a 委派单, and what it brings back, taken item by item. */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { EntityManager } from 'typeorm'
import type { Output, Parsed } from '../../../src-shared/contract/index.ts'
import type { SupervisionRecord } from '../../../src-shared/contract/supervision.ts'
import { checkAssigned } from '../../../src-shared/domain/assignment.ts'
import {
  fieldName,
  fieldOf,
  fieldsOf,
  fieldText,
  type RecordDraft,
  withField,
} from '../../../src-shared/domain/recordDraft.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { type FieldSheet, RESULT_FORMAT } from '../../../src-shared/field.ts'
import { groupsOf, itemNumbers } from '../../../src-shared/forms/items.ts'
import { RECORD_KIND } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { AssignmentTable } from '../../db/entities/batch.ts'
import { SupervisionFileTable, SupervisionTable } from '../../db/entities/supervision.ts'
import type { FieldFile } from '../../field/read.ts'
import { readExif } from '../../photo/taken.ts'
import type { StoredFile } from '../attachment.ts'
import { record } from '../audit.ts'
import { showAssignment } from '../batch/assign.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { sessionsOf } from '../batch/session.ts'
import { findOrg } from '../org.ts'
import { attachEvidence, saveRecord, showRecord, startRecord } from './supervision.ts'

type Kind = FieldSheet['kind']
type Target = NonNullable<Output<'supervision.openField'>>['targets'][number]

/** What a caller has opened: the file, and the drafts as they were compared with it. */
export interface Opened extends FieldFile {
  assignmentId: number
  supervisorId: number
  was: Map<number | null, RecordDraft>
}

/** Whose page it is. The instant of the 委派单 is in it, so that another office's WP-2026-0007 is told from ours. */
const refOf = (order: { number: string; recordedAt: string }, supervisorId: number, kind: Kind): string =>
  createHash('sha256')
    .update(JSON.stringify(['field', order.number, order.recordedAt, supervisorId, kind]))
    .digest('hex')
    .slice(0, 32)

/** @throws AppError NOT_FOUND, RULE_BLOCKED (R-ASSIGN): only a valid 委派单, only a person whom it names */
export async function fieldSheet(manager: EntityManager, input: Parsed<'assign.exportField'>): Promise<FieldSheet> {
  const order = await showAssignment(manager, input.id)
  const { recordedAt } = await manager.findOneByOrFail(AssignmentTable, { id: order.id })
  const person = order.people.find(one => one.supervisorId === input.supervisorId)
  const named = order.state === 'valid' ? order.people.map(one => one.supervisorId) : null
  const findings = checkAssigned({ id: input.supervisorId, name: person?.name ?? '所选人员' }, named)
  if (findings.length > 0 || !person) {
    const detail = findings.map(f => f.message).join('；')
    throw new AppError('RULE_BLOCKED', { action: '导出考场填写页', detail }, { findings })
  }
  const batch = await requireBatch(manager, order.batchId)
  const own = (await sessionsOf(manager, batch.id)).filter(one => person.sessionIds.includes(one.id))
  return {
    resultFormat: RESULT_FORMAT,
    ref: refOf({ number: order.number, recordedAt }, person.supervisorId, input.kind),
    number: order.number,
    person: person.name,
    org: (await findOrg(manager))?.name ?? '',
    batch: batch.name,
    kind: input.kind,
    title: `内部质量督导记录（${RECORD_KIND[input.kind]}）`,
    on: own[0]?.date ?? order.issuedOn,
    sessions: own.map(one => ({
      id: one.id,
      text: `${one.date} ${one.fromTime}–${one.toTime} ${one.room} ${one.subject}`,
    })),
    groups: groupsOf(input.kind),
  }
}

/**
 * Compares what came back with every record that it may belong to. Nothing is written.
 * @throws AppError FIELD_FOREIGN: of no 委派单 in these data
 */
export async function compareField(
  manager: EntityManager,
  file: FieldFile,
): Promise<[Opened, batchId: number, Target[]]> {
  const { result } = file
  const order = await manager.findOneBy(AssignmentTable, { number: result.number })
  const people = order ? (await showAssignment(manager, order.id)).people : []
  const person = order && people.find(one => refOf(order, one.supervisorId, result.kind) === result.ref)
  if (!order || !person) throw new AppError('FIELD_FOREIGN', { number: result.number })
  const opened: Opened = { ...file, assignmentId: order.id, supervisorId: person.supervisorId, was: new Map() }
  const targets: Target[] = []
  for (const row of await recordsOf(manager, opened)) {
    const now = await showRecord(manager, row.id)
    const { badge, items, opinion, phases, on } = now
    targets.push(await compare(manager, opened, now, { badge, items, opinion, phases, on }))
  }
  // A second record beside one of the same sessions would be the same supervision twice.
  if (!targets.some(target => overlaps(target.sessionIds, result.sessionIds)))
    targets.push(await compare(manager, opened, null, blank(result)))
  return [opened, order.batchId, targets]
}

const recordsOf = async (manager: EntityManager, { assignmentId, supervisorId, result }: Opened) =>
  (
    await manager.find(SupervisionTable, {
      where: { assignmentId, supervisorId, kind: result.kind },
      order: { id: 'DESC' },
    })
  )
    .filter(row => row.state === 'draft' || row.state === 'sealed')
    // a correction under way stands before the version that it corrects
    .filter(
      (row, _, all) =>
        row.state === 'draft' || !all.some(one => one.state === 'draft' && one.rootId === (row.rootId ?? row.id)),
    )

const overlaps = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === 0 || b.length === 0 || a.some(id => b.includes(id))

const blank = ({ kind, draft }: FieldFile['result']): RecordDraft => ({
  badge: null,
  items: itemNumbers(kind).map(number => ({ number, answer: null, remark: '' })),
  opinion: '',
  phases: draft.phases,
  on: draft.on,
})

async function compare(
  manager: EntityManager,
  opened: Opened,
  now: SupervisionRecord | null,
  was: RecordDraft,
): Promise<Target> {
  const { result, pictures } = opened
  opened.was.set(now?.id ?? null, was)
  const empty = blank(result)
  const fields = fieldsOf(result.draft)
    .filter(
      field =>
        field === 'on' || field === 'phases' || !isDeepStrictEqual(fieldOf(result.draft, field), fieldOf(empty, field)),
    )
    .map(field => {
      const [here, there] = [fieldOf(was, field), fieldOf(result.draft, field)]
      const open = isDeepStrictEqual(here, fieldOf(empty, field))
      const state = isDeepStrictEqual(here, there) ? ('same' as const) : open ? ('new' as const) : ('differs' as const)
      return {
        field,
        label: fieldName(field),
        now: fieldText(was, field),
        brought: fieldText(result.draft, field),
        state,
      }
    })
  const stored = now ? await manager.findBy(SupervisionFileTable, { supervisionId: now.id }) : []
  return {
    recordId: now?.id ?? null,
    state: now === null ? 'new' : now.state === 'draft' ? 'draft' : 'sealed',
    version: now?.version ?? 1,
    on: was.on,
    sessionIds: now?.sessionIds ?? result.sessionIds,
    fields,
    photos: pictures.map(({ number, bytes }, index) => ({
      index,
      number,
      bytes: bytes.length,
      takenAt: readExif(bytes).takenAt,
      have: stored.some(one => one.number === number && one.file === digest(bytes)),
    })),
  }
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Asked before photos go into the store.
 * @throws AppError INPUT_INVALID: what the comparison did not show; STATE_BLOCKED: it is sealed, or another record of the session was begun since
 */
export async function requireTakeable(
  manager: EntityManager,
  opened: Opened,
  input: Parsed<'supervision.take'>,
): Promise<void> {
  const known = fieldsOf(opened.result.draft)
  const strange =
    !opened.was.has(input.into) ||
    input.fields.some(field => !known.includes(field)) ||
    input.photos.some(index => opened.pictures[index] === undefined)
  if (strange) throw new AppError('INPUT_INVALID', { detail: '所选内容不在这份考场结果里' })
  const rows = await recordsOf(manager, opened)
  const blocked = (detail: string) =>
    new AppError('STATE_BLOCKED', { name: '督导记录', action: '收取考场结果', detail })
  if (input.into === null) {
    if (rows.some(row => overlaps(row.sessionIds, opened.result.sessionIds)))
      throw blocked('打开结果之后已有人填写这些场次的记录，请重新打开结果文件核对')
  } else if (rows.find(row => row.id === input.into)?.state !== 'draft')
    throw blocked('已经封存或删除；需要更正请新建一版并写明原因，再重新打开结果文件')
}

/**
 * Writes what was chosen, by the ways that every editor goes: the draft compared field by field with what the comparison showed (STALE), R-ASSIGN
 * and dates asked, photos as evidence of their items; one that is there already is not added again. Sealing stays an act of its own.
 */
export async function takeField(
  manager: EntityManager,
  opened: Opened,
  input: Parsed<'supervision.take'>,
  photos: (StoredFile & { number: string })[],
  stamp: Stamp,
): Promise<SupervisionRecord> {
  await requireTakeable(manager, opened, input)
  const { result, assignmentId, supervisorId } = opened
  const { kind, sessionIds, draft } = result
  const id =
    input.into ??
    (
      await startRecord(
        manager,
        { assignmentId, supervisorId, kind, sessionIds, phases: draft.phases, on: draft.on },
        stamp,
      )
    ).id
  const was = opened.was.get(input.into) ?? blank(result)
  const mine = input.fields.reduce((into, field) => withField(into, field, draft), was)
  if (input.fields.length > 0) await saveRecord(manager, { id, was, ...mine }, stamp)
  const stored = await manager.findBy(SupervisionFileTable, { supervisionId: id })
  for (const { number, ...file } of photos) {
    if (stored.some(one => one.number === number && one.file === file.sha256)) continue
    await attachEvidence(manager, { id, number }, file, stamp)
  }
  const { batchId } = await manager.findOneByOrFail(SupervisionTable, { id })
  await record(manager, stamp, {
    action: 'supervision.take',
    subject: `batch:${batchId}`,
    text: `收取「${result.person}」的考场填写结果（${result.number}）：${input.fields.map(fieldName).join('、') || '不取文字'}，照片 ${photos.length} 张`,
    detail: { supervision: id, ref: result.ref, savedAt: result.savedAt },
  })
  return showRecord(manager, id)
}

import type { EntityManager, EntitySchema } from 'typeorm'
import type { Refusal } from '../../../src-shared/contract/common.ts'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import type { Selection } from '../../../src-shared/contract/supervisor.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { ATTESTATION } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { AttestationTable, ExamTable, SuspensionTable, TrainingTable } from '../../db/entities/supervisor.ts'
import { selected } from '../../db/queries/supervisors.ts'
import { registerFile, type StoredFile } from '../attachment.ts'
import { record } from '../audit.ts'
import { paced, type Watch } from '../pace.ts'
import { requireSupervisor } from './supervisorRecord.ts'

export interface BatchResult {
  done: number
  refused: Refusal[]
}

type Without<T> = Omit<T, 'attachment' | 'selection'>

/** What has not happened yet cannot be on record. */
function past(date: string, stamp: Stamp): void {
  if (date > stamp.today) {
    throw new AppError(
      'INPUT_INVALID',
      { detail: '日期晚于今天' },
      { fields: { on: `不能晚于今天（${stamp.today}）` } },
    )
  }
}

/** Runs one step for everybody selected, with the attachment registered once. */
async function forEach(
  manager: EntityManager,
  selection: Selection,
  attachment: StoredFile | null,
  stamp: Stamp,
  watch: Watch,
  step: (
    id: number,
    name: string,
    base: { file: string | null; fileName: string; recordedBy: string; recordedAt: string },
  ) => Promise<void>,
): Promise<BatchResult> {
  if (attachment) await registerFile(manager, attachment, stamp)
  const ids = await selected(manager, selection, stamp.today)
  for await (const id of paced(ids, watch)) {
    const { name } = await requireSupervisor(manager, id)
    await step(id, name, {
      file: attachment?.sha256 ?? null,
      fileName: attachment?.name ?? '',
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
  }
  return { done: ids.length, refused: [] }
}

export function addTraining(
  manager: EntityManager,
  input: Without<Parsed<'training.add'>>,
  selection: Selection,
  attachment: StoredFile | null,
  stamp: Stamp,
  watch: Watch,
): Promise<BatchResult> {
  past(input.on, stamp)
  return forEach(manager, selection, attachment, stamp, watch, async (id, name, base) => {
    const { on, ...rest } = input
    await manager.insert(TrainingTable, { ...rest, ...base, supervisorId: id, onDate: on, ...notStruck })
    await record(manager, stamp, {
      action: 'training.add',
      subject: `supervisor:${id}`,
      text: `登记「${name}」${on} 的培训${rest.subject ? `：${rest.subject}` : ''}`,
      detail: { attachment: attachment?.sha256 ?? null },
    })
  })
}

export function addExam(
  manager: EntityManager,
  input: Without<Parsed<'exam.add'>>,
  selection: Selection,
  attachment: StoredFile | null,
  stamp: Stamp,
  watch: Watch,
): Promise<BatchResult> {
  past(input.on, stamp)
  return forEach(manager, selection, attachment, stamp, watch, async (id, name, base) => {
    const { on, ...rest } = input
    await manager.insert(ExamTable, { ...rest, ...base, supervisorId: id, onDate: on, ...notStruck })
    await record(manager, stamp, {
      action: 'exam.add',
      subject: `supervisor:${id}`,
      text: `登记「${name}」${on} 的考核：${rest.passed ? '合格' : '不合格'}${rest.score === null ? '' : `，${rest.score} 分`}`,
      detail: { attachment: attachment?.sha256 ?? null },
    })
  })
}

/** 第十条（一）–（五）: who confirmed which condition, and when. A later confirmation of a condition stands beside the earlier. */
export function addAttestation(
  manager: EntityManager,
  input: Without<Parsed<'attestation.add'>>,
  selection: Selection,
  attachment: StoredFile | null,
  stamp: Stamp,
  watch: Watch,
): Promise<BatchResult> {
  past(input.on, stamp)
  const clauses = [...new Set(input.clauses)]
  return forEach(manager, selection, attachment, stamp, watch, async (id, name, base) => {
    for (const clause of clauses) {
      await manager.insert(AttestationTable, {
        ...base,
        supervisorId: id,
        clause,
        byName: input.by,
        onDate: input.on,
        ...notStruck,
      })
    }
    await record(manager, stamp, {
      action: 'attestation.add',
      subject: `supervisor:${id}`,
      text: `「${input.by}」确认「${name}」的条件：${clauses.map(clause => ATTESTATION[clause]).join('、')}`,
      detail: { on: input.on, attachment: attachment?.sha256 ?? null },
    })
  })
}

export const notStruck = { struckAt: null, struckBy: '', strikeReason: '' }

interface Strikeable {
  id: number
  supervisorId: number
  struckAt: string | null
  struckBy: string
  strikeReason: string
}

const KINDS = {
  training: { table: TrainingTable, label: '培训记录' },
  exam: { table: ExamTable, label: '考核记录' },
  attestation: { table: AttestationTable, label: '条件确认' },
  suspension: { table: SuspensionTable, label: '暂停记录' },
} as const

/** A record made by mistake stays, struck out with a reason, and counts no more. */
export async function strike(manager: EntityManager, input: Parsed<'record.strike'>, stamp: Stamp): Promise<void> {
  const { label } = KINDS[input.kind]
  const table = KINDS[input.kind].table as EntitySchema<Strikeable>
  const row = await manager.findOneBy(table, { id: input.id })
  if (!row || row.struckAt !== null) throw new AppError('NOT_FOUND', { what: label })
  const { name } = await requireSupervisor(manager, row.supervisorId)
  await manager.update(
    table,
    { id: input.id },
    { struckAt: stamp.at, struckBy: stamp.actor, strikeReason: input.reason },
  )
  await record(manager, stamp, {
    action: 'record.strike',
    subject: `supervisor:${row.supervisorId}`,
    text: `作废「${name}」的${label}：${input.reason}`,
    detail: { kind: input.kind, id: input.id },
  })
}

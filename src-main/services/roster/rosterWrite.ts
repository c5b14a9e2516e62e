import { setImmediate as breathe } from 'node:timers/promises'
import type { EntityManager, EntitySchema, ObjectLiteral } from 'typeorm'
import type { Clause } from '../../../src-shared/contract/supervisor.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import {
  AttestationTable,
  ExamTable,
  type SupervisorRecord,
  SupervisorTable,
  TrainingTable,
} from '../../db/entities/supervisor.ts'
import { insertMany } from '../../db/insertMany.ts'
import type { Vault } from '../../files/vault.ts'
import type { RosterRow } from '../../sheet/read.ts'
import { record } from '../audit.ts'
import { personSound } from './name.ts'
import { notStruck } from './qualification.ts'
import { type Decision, decide, type ImportSession } from './rosterImport.ts'
import type { Ready } from './rosterReady.ts'
import { requireSupervisor } from './supervisorRecord.ts'
import { type Taken, type TakenRow, takeOver } from './takeover.ts'

interface Job {
  vault: Vault
  stamp: Stamp
  progress(done: number, total: number): void
  signal: AbortSignal
}

export interface RosterResult {
  added: number
  updated: number
  skipped: number
  errors: number
  taken: Taken | null
}

const SLICE = 500

/**
 * Writes every row that has no error: all of them or, when anything fails or the user cancels, none (one transaction). The
 * rows are judged once more against the roster as it is now, since others may have changed it while the preview stood open.
 */
export async function writeRoster(manager: EntityManager, session: ImportSession, job: Job): Promise<RosterResult> {
  const { sheet } = session
  const decisions = await decide(manager, session)
  const result: RosterResult = { added: 0, updated: 0, skipped: 0, errors: 0, taken: null }
  const people = new Map<number, number>() // row → the person that it is about
  let nextId = await firstFreeId(manager)
  for (let start = 0; start < sheet.rows.length; start += SLICE) {
    if (job.signal.aborted) throw new AppError('CANCELLED')
    const added: Added[] = []
    const further: { row: RosterRow; decision: Decision; first: number }[] = []
    for (let i = start; i < Math.min(start + SLICE, sheet.rows.length); i++) {
      const [row, decision, ready] = [sheet.rows[i], decisions[i], session.ready[i]]
      if (!row || !decision || !ready) throw new Error(`row ${i} has no decision`)
      if (decision.verdict === 'error') result.errors++
      else if (decision.verdict === 'skip') result.skipped++
      else if (decision.sameAs !== undefined) further.push({ row, decision, first: decision.sameAs })
      else if (decision.verdict === 'new') {
        people.set(i, nextId)
        added.push({ row, id: nextId++, ready })
      } else {
        await updatePerson(manager, row, decision, job)
        result.updated++
      }
    }
    await addPeople(manager, added, job)
    result.added += added.length
    for (const { row, decision, first } of further) {
      const existing = people.get(first) ?? null
      await updatePerson(manager, row, { ...decision, existing }, job)
    }
    job.progress(Math.min(start + SLICE, sheet.rows.length), sheet.rows.length)
    await breathe()
  }
  const taken = sheet.rows.map((row, i): TakenRow => {
    const { existing = null, sameAs } = decisions[i] ?? {}
    const id = people.get(sameAs ?? i) ?? existing
    const name = row.values.name ?? ''
    return { row, person: id === null ? null : { id, name, added: people.has(i) } }
  })
  result.taken = await takeOver(manager, taken, session.fileName, job.stamp)
  await record(manager, job.stamp, {
    action: 'roster.commit',
    text: `导入名册「${session.fileName}」：新增 ${result.added} 人，更新 ${result.updated} 人，跳过 ${result.skipped} 行，有误 ${result.errors} 行`,
    detail: result,
  })
  return result
}

/** AUTOINCREMENT never gives an id twice, so neither may we. */
async function firstFreeId(manager: EntityManager): Promise<number> {
  const [row] = (await manager.query(`SELECT seq FROM sqlite_sequence WHERE name = 'supervisor'`)) as { seq: number }[]
  return (row?.seq ?? 0) + 1
}

interface Added {
  row: RosterRow
  id: number
  ready: Ready
}

async function addPeople(manager: EntityManager, people: Added[], { stamp }: Job): Promise<void> {
  // Records first: the triggers of `standing` then work once per person, when the person comes, and not for each record.
  await manager.query('PRAGMA defer_foreign_keys = ON') // until the end of this transaction
  const records = <T>(of: (row: RosterRow, id: number, stamp: Stamp) => T[]) =>
    people.flatMap(({ row, id }) => of(row, id, stamp))
  await insertMany(manager, TrainingTable, records(trainingOf))
  await insertMany(manager, ExamTable, records(examOf))
  await insertMany(manager, AttestationTable, records(attestationsOf))
  await insertMany(
    manager,
    SupervisorTable,
    people.map(({ row: { values }, id, ready }) => ({
      id,
      version: 1,
      ...plainFields(values),
      ...ready,
      photoWarnings: [],
      createdAt: stamp.at,
      updatedAt: stamp.at,
      deletedAt: null,
    })),
  )
}

/** Cells that the file fills replace what is stored; blank cells erase nothing. */
async function updatePerson(
  manager: EntityManager,
  { values, row }: RosterRow,
  { existing, digest }: Decision,
  job: Job,
): Promise<void> {
  if (existing === null) throw new Error(`row ${row} updates nobody`)
  const person = await requireSupervisor(manager, existing)
  const { stamp, vault } = job
  const filled = Object.fromEntries(
    Object.entries({ ...plainFields(values), ...personSound(values.name ?? '') }).filter(([, value]) => value !== ''),
  ) as Partial<SupervisorRecord>
  const id = digest && digest !== person.idDigest ? seal(values.idNumber, vault) : {}
  await manager.update(
    SupervisorTable,
    { id: person.id },
    { ...filled, ...id, version: person.version + 1, updatedAt: stamp.at },
  )
  const source = { row, values, problems: [] }
  for (const [table, records] of [
    [TrainingTable, trainingOf(source, person.id, stamp)],
    [ExamTable, examOf(source, person.id, stamp)],
    [AttestationTable, attestationsOf(source, person.id, stamp)],
  ] as [EntitySchema<ObjectLiteral>, { onDate: string; clause?: Clause }[]][]) {
    for (const entry of records) {
      const same = {
        supervisorId: person.id,
        onDate: entry.onDate,
        struckAt: null,
        ...(entry.clause ? { clause: entry.clause } : {}),
      }
      const known = (await manager.find(table, { where: { supervisorId: person.id, onDate: entry.onDate } })).some(
        old => old.struckAt === null && (!entry.clause || old.clause === entry.clause),
      )
      if (!known) await manager.insert(table, { ...entry, ...same })
    }
  }
  await record(manager, stamp, {
    action: 'roster.commit',
    subject: `supervisor:${person.id}`,
    text: `按导入的名册第 ${row} 行更新「${person.name}」`,
  })
}

type Values = RosterRow['values']

const plainFields = (values: Values) => ({
  name: values.name ?? '',
  sex: values.sex as '男' | '女',
  birth: values.birth ?? '',
  phone: values.phone ?? '',
  department: values.department ?? '',
  position: values.position ?? '',
  education: values.education ?? '',
  source: values.source ?? '',
  note: values.note ?? '',
  photoName: values.photoName ?? '',
})

function seal(idNumber: string | undefined, vault: Vault): { idCipher: Uint8Array | null; idDigest: string | null } {
  if (!idNumber) return { idCipher: null, idDigest: null }
  const { cipher, digest } = vault.seal(idNumber)
  return { idCipher: cipher, idDigest: digest }
}

const base = (supervisorId: number, stamp: Stamp) => ({
  supervisorId,
  file: null,
  fileName: '',
  recordedBy: stamp.actor,
  recordedAt: stamp.at,
  ...notStruck,
})

const trainingOf = ({ values }: RosterRow, id: number, stamp: Stamp) =>
  values.trainedOn ? [{ ...base(id, stamp), onDate: values.trainedOn, hours: null, subject: '', organizer: '' }] : []

const examOf = ({ values }: RosterRow, id: number, stamp: Stamp) =>
  values.examOn && values.examResult
    ? [
        {
          ...base(id, stamp),
          onDate: values.examOn,
          score: values.score ? Number(values.score) : null,
          passed: values.examResult === '合格',
        },
      ]
    : []

const CLAUSES: Clause[] = ['c1', 'c2', 'c3', 'c4', 'health']

const attestationsOf = ({ values }: RosterRow, id: number, stamp: Stamp) => {
  const { attestedBy, attestedOn } = values
  if (!attestedBy || !attestedOn) return []
  return CLAUSES.map(clause => ({ ...base(id, stamp), clause, byName: attestedBy, onDate: attestedOn }))
}

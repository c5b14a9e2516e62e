import type { EntityManager } from 'typeorm'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import type { Supervisor } from '../../../src-shared/contract/supervisor.ts'
import { ageOn, lastAllowedDay } from '../../../src-shared/domain/age.ts'
import { type CardFacts, cardState, whyNotCard } from '../../../src-shared/domain/card.ts'
import { checkAppointment, checkTerm } from '../../../src-shared/domain/eligibility.ts'
import { maskIdNumber } from '../../../src-shared/domain/idNumber.ts'
import { checkFiling } from '../../../src-shared/domain/issue.ts'
import type { Finding } from '../../../src-shared/domain/rules.ts'
import { stateOf } from '../../../src-shared/domain/standing.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type CardRecord, CardTable } from '../../db/entities/card.ts'
import {
  AppointmentTable,
  AttestationTable,
  ExamTable,
  SuspensionTable,
  TrainingTable,
} from '../../db/entities/supervisor.ts'
import { type CandidateRecord, loadCandidates } from '../../db/queries/candidates.ts'
import { loadCardFacts } from '../../db/queries/cards.ts'
import type { Vault } from '../../files/vault.ts'
import { findOrg } from '../org.ts'
import { originOf } from '../origin.ts'
import { requireSupervisor } from './supervisorRecord.ts'

/** 个人档案: one person with every record, and what stands open today. */
export async function loadDossier(manager: EntityManager, id: number, vault: Vault, stamp: Stamp): Promise<Supervisor> {
  const person = await requireSupervisor(manager, id, true)
  const [found] = await loadCandidates(manager, [id], stamp.today)
  if (!found) throw new AppError('NOT_FOUND', { what: '该人员' })
  const reading = (await findOrg(manager))?.ageReading ?? 'A'
  const mine = { where: { supervisorId: id } }
  const live = (row: { struckAt: string | null }) => row.struckAt === null
  const trainings = (await manager.find(TrainingTable, mine)).filter(live)
  const exams = (await manager.find(ExamTable, mine)).filter(live)
  const attestations = (await manager.find(AttestationTable, mine)).filter(live)
  const suspensions = (await manager.find(SuspensionTable, mine)).filter(live)
  const appointments = await manager.find(AppointmentTable, { ...mine, order: { startDate: 'DESC' } })
  const cards = await manager.find(CardTable, { ...mine, order: { id: 'DESC' } })
  const facts = new Map(
    (
      await loadCardFacts(
        manager,
        cards.map(card => card.id),
      )
    ).map(card => [card.id, card]),
  )
  const files = await fileSizes(manager, [...trainings, ...exams, ...attestations])
  const byDate = <T extends { onDate: string }>(a: T, b: T) => b.onDate.localeCompare(a.onDate)
  const attachment = (row: { file: string | null; fileName: string }) =>
    row.file === null ? null : { sha256: row.file, name: row.fileName, bytes: files.get(row.file) ?? 0 }

  return {
    id: person.id,
    seen: UNSEEN,
    origin: await originOf(manager, 'supervisor', id),
    name: person.name,
    sex: person.sex,
    birth: person.birth,
    phone: person.phone,
    department: person.department,
    position: person.position,
    education: person.education,
    source: person.source,
    note: person.note,
    idMasked: person.idCipher ? masked(person.idCipher, vault) : null,
    photo: person.photo,
    photoWarnings: person.photoWarnings,
    deletedAt: person.deletedAt,
    state: stateOf(found.candidate.standing, stamp.today),
    age: ageOn(person.birth, stamp.today),
    ageLimitDay: lastAllowedDay(person.birth, person.sex, reading),
    trainings: trainings.sort(byDate).map(row => ({
      id: row.id,
      on: row.onDate,
      hours: row.hours,
      subject: row.subject,
      organizer: row.organizer,
      attachment: attachment(row),
      recordedBy: row.recordedBy,
    })),
    exams: exams.sort(byDate).map(row => ({
      id: row.id,
      on: row.onDate,
      score: row.score,
      passed: row.passed,
      attachment: attachment(row),
      recordedBy: row.recordedBy,
    })),
    attestations: attestations.sort(byDate).map(row => ({
      id: row.id,
      clause: row.clause,
      by: row.byName,
      on: row.onDate,
      attachment: attachment(row),
      recordedBy: row.recordedBy,
    })),
    appointments: appointments.map(row => ({
      id: row.id,
      start: row.startDate,
      end: row.endDate,
      document: row.document,
      previousId: row.previousId,
      dismissedOn: row.dismissedOn,
      dismissReason: row.dismissReason,
      recordedBy: row.recordedBy,
    })),
    suspensions: suspensions
      .sort((a, b) => b.fromDate.localeCompare(a.fromDate))
      .map(row => ({
        id: row.id,
        from: row.fromDate,
        until: row.untilDate,
        reason: row.reason,
        recordedBy: row.recordedBy,
      })),
    cards: cards.map(row => ({
      id: row.id,
      seen: UNSEEN,
      code: row.code,
      ...stateFields(facts.get(row.id), stamp.today),
      issuedOn: row.issuedOn,
      period: row.period,
      filedOn: row.filedOn,
      previousCode: cards.find(card => card.id === row.previousId)?.code ?? null,
      ofTerm: row.appointmentId === found.latest?.id,
    })),
    history: await loadHistory(manager, id),
    findings: findingsOf(found, toFile(cards, facts, stamp.today), reading, stamp),
  }
}

const stateFields = (card: CardFacts | undefined, today: string) => {
  if (!card) throw new Error('a card without its dates')
  return { state: cardState(card, today), returnedOn: card.returnedOn }
}

/** The first card that waits for its 备案; null where none does. */
const toFile = (cards: CardRecord[], facts: Map<number, CardFacts>, today: string): CardRecord | null =>
  cards.findLast(card => {
    const known = facts.get(card.id)
    return card.filedOn === null && known !== undefined && whyNotCard('file', known, today) === null
  }) ?? null

/** Before a term: what stands in its way. In a term: how it stands, and the card's 备案. */
function findingsOf(
  { candidate }: CandidateRecord,
  card: { code: string; issuedOn: string; filedOn: string | null } | null,
  reading: 'A' | 'B',
  stamp: Stamp,
): Finding[] {
  const state = stateOf(candidate.standing, stamp.today)
  const term = checkTerm(candidate.standing, stamp.today)
  const filing = card ? checkFiling(card) : []
  if (state === 'dismissed') return []
  if (state === 'appointed' || state === 'suspended') {
    // A term that has begun cannot be refused any more; only the age may still run out within it.
    const start = candidate.standing.termStart ?? stamp.today
    const age = checkAppointment(candidate, start, stamp.today, { reading }).filter(f => f.rule === 'R-AGE-TERM')
    return [...term, ...age, ...filing]
  }
  return [...term, ...checkAppointment(candidate, stamp.today, stamp.today, { reading }), ...filing]
}

/** 身份证 as the screen shows it: first and last digits, or that this machine cannot open it. */
export function masked(cipher: Uint8Array, vault: Vault): string {
  try {
    return maskIdNumber(vault.open(cipher))
  } catch (error) {
    if (error instanceof AppError && error.code === 'ID_LOCKED') return '已加密，本机不能解开'
    throw error
  }
}

async function fileSizes(manager: EntityManager, rows: { file: string | null }[]): Promise<Map<string, number>> {
  const list = JSON.stringify(rows.map(row => row.file).filter(file => file !== null))
  const found = (await manager.query(
    'SELECT sha256, bytes FROM file WHERE sha256 IN (SELECT value FROM json_each(?))',
    [list],
  )) as {
    sha256: string
    bytes: number
  }[]
  return new Map(found.map(file => [file.sha256, file.bytes]))
}

async function loadHistory(manager: EntityManager, id: number): Promise<{ at: string; actor: string; text: string }[]> {
  return manager.query(
    `SELECT at, actor, text FROM audit_event
     WHERE subject = ? OR subject IN (SELECT 'card:' || id FROM card WHERE supervisor_id = ?) ORDER BY id DESC LIMIT 200`,
    [`supervisor:${id}`, id],
  )
}

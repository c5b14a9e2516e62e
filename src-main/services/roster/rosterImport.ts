import { createHash, randomUUID } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import type { ImportRow, ImportSummary } from '../../../src-shared/contract/roster.ts'
import type { IsoDate } from '../../../src-shared/domain/dates.ts'
import { type Attestations, type Candidate, checkAppointment } from '../../../src-shared/domain/eligibility.ts'
import { maskIdNumber } from '../../../src-shared/domain/idNumber.ts'
import type { Finding } from '../../../src-shared/domain/rules.ts'
import { nameKey } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { type Caller, shelf } from '../../caller.ts'
import type { Mapping } from '../../sheet/layout.ts'
import type { RosterRow, RosterSheet, Source } from '../../sheet/read.ts'
import type { Edit } from '../../sheet/scan.ts'
import { getSetting, setSetting } from '../setting.ts'
import type { Ready } from './rosterReady.ts'
import { hasHistory } from './takeover.ts'
import { checkCodes } from './takeoverCheck.ts'

export type Verdict = ImportRow['verdict']
export type Policy = 'skip' | 'overwrite'

/** A file that was read and is not written yet. Lives in memory only: closing the program forgets it. */
export interface ImportSession {
  importId: string
  /** Read once more when a column is mapped or a cell mended. */
  source: string | Source
  mapping: Mapping
  edits: Edit[]
  fileName: string
  sheet: RosterSheet
  ready: Ready[] // one per row
  policy: Policy
  /** One per row: what would happen to it, and to whom. */
  decisions: Decision[]
}

export interface Decision {
  verdict: Verdict
  existing: number | null // id of the person that the row is about
  digest: string | null // of the 身份证 number
  /** An earlier row of the same person, who stands once for each term. */
  sameAs?: number
  /** Told with the row: the name is the same but for its spelling. */
  note?: string
}

const sessions = shelf<ImportSession>(3)

export async function openSession(
  caller: Caller,
  manager: EntityManager,
  input: Omit<ImportSession, 'importId' | 'decisions'>,
): Promise<ImportSession> {
  const session: ImportSession = { importId: randomUUID(), ...input, decisions: [] }
  await checkCodes(manager, session.sheet)
  session.decisions = await decide(manager, session)
  sessions.put(caller, session.importId, session)
  return session
}

/** The same file, read with other columns or mended cells: all is judged anew. */
export async function replaceSheet(
  manager: EntityManager,
  session: ImportSession,
  read: Pick<ImportSession, 'sheet' | 'ready' | 'mapping' | 'edits'>,
): Promise<void> {
  Object.assign(session, read)
  await checkCodes(manager, session.sheet)
  session.decisions = await decide(manager, session)
}

const keyOf = (headers: readonly string[]): string =>
  `columns.roster.${createHash('sha256').update(JSON.stringify(headers)).digest('hex').slice(0, 16)}`

/** What the office said of such a header before; empty where it was never asked. */
export async function knownMapping(manager: EntityManager, headers: readonly string[]): Promise<Mapping> {
  const kept = z.record(z.string(), z.string()).safeParse(await getSetting(manager, keyOf(headers)))
  return kept.success ? kept.data : {}
}

export const keepMapping = (manager: EntityManager, headers: readonly string[], mapping: Mapping): Promise<void> =>
  setSetting(manager, keyOf(headers), mapping)

export function requireSession(caller: Caller, importId: string): ImportSession {
  const session = sessions.get(caller, importId)
  if (!session) throw new AppError('NOT_FOUND', { what: '这次导入' })
  return session
}

export function discard(caller: Caller, importId: string): void {
  sessions.delete(caller, importId)
}

/** Compares every row with the roster as it is now. */
export async function decide(manager: EntityManager, session: ImportSession): Promise<Decision[]> {
  const known = await loadKnown(manager)
  const above = new Map<string, number>() // people that the sheet itself adds
  const decisions: Decision[] = []
  for (const [i, row] of session.sheet.rows.entries()) {
    if (i % 1000 === 999) await breathe()
    const digest = session.ready[i]?.idDigest ?? null
    if (row.problems.some(problem => problem.level === 'error')) {
      decisions.push({ verdict: 'error', existing: null, digest })
      continue
    }
    const { id: existing, note } = find(known, row, digest)
    const verdict = existing === null ? 'new' : session.policy === 'skip' ? 'skip' : 'update'
    const person = `${nameKey(row.values.name ?? '')}\n${row.values.birth}`
    const sameAs = existing === null && hasHistory(row) ? above.get(person) : undefined
    if (existing === null && sameAs === undefined) above.set(person, i)
    decisions.push({
      verdict,
      existing,
      digest,
      ...(sameAs === undefined ? {} : { sameAs }),
      ...(note ? { note } : {}),
    })
  }
  return decisions
}

interface Known {
  byDigest: Map<string, number>
  byPerson: Map<string, { id: number; name: string; digest: string | null }>
}

async function loadKnown(manager: EntityManager): Promise<Known> {
  const rows = (await manager.query('SELECT id, name, birth, id_digest FROM supervisor WHERE deleted_at IS NULL')) as {
    id: number
    name: string
    birth: string
    id_digest: string | null
  }[]
  const known: Known = { byDigest: new Map(), byPerson: new Map() }
  for (const row of rows) {
    if (row.id_digest) known.byDigest.set(row.id_digest, row.id)
    known.byPerson.set(`${nameKey(row.name)}\n${row.birth}`, { id: row.id, name: row.name, digest: row.id_digest })
  }
  return known
}

/** The same 身份证 number; or the same name and birthday, unless two different numbers say that they are two people. */
function find(known: Known, { values }: RosterRow, digest: string | null): { id: number | null; note?: string } {
  const byId = digest ? known.byDigest.get(digest) : undefined
  if (byId !== undefined) return { id: byId }
  const person = known.byPerson.get(`${nameKey(values.name ?? '')}\n${values.birth}`)
  if (!person || (digest && person.digest && person.digest !== digest)) return { id: null }
  if (person.name === values.name) return { id: person.id }
  const note = `名册中有「${person.name}」，与“${values.name}”只差间隔点或写法，出生日期相同：按同一人处理。不是同一人的，请在姓名后注明区别再导入。`
  return { id: person.id, note }
}

export function summarise(session: ImportSession): ImportSummary {
  const counts = { total: session.decisions.length, new: 0, update: 0, skip: 0, error: 0, warning: 0 }
  for (const { verdict } of session.decisions) counts[verdict]++
  counts.warning = session.sheet.rows.filter(row => row.problems.some(problem => problem.level === 'warning')).length
  const { importId, fileName, sheet } = session
  return {
    importId,
    fileName,
    sheetName: sheet.sheetName,
    headerRow: sheet.headerRow,
    unknownHeaders: sheet.unknownHeaders,
    notes: sheet.notes,
    headers: sheet.headers,
    missing: sheet.missing,
    mapping: session.mapping,
    counts,
  }
}

export function previewRows(
  session: ImportSession,
  request: { verdicts?: Verdict[]; page: { offset: number; limit: number } },
  today: IsoDate,
  reading: 'A' | 'B',
): { rows: ImportRow[]; total: number } {
  const wanted = request.verdicts && request.verdicts.length > 0 ? new Set(request.verdicts) : null
  const indices = session.decisions.flatMap((decision, i) => (!wanted || wanted.has(decision.verdict) ? [i] : []))
  const { offset, limit } = request.page
  const rows = indices.slice(offset, offset + limit).flatMap(i => {
    const [row, decision] = [session.sheet.rows[i], session.decisions[i]]
    return row && decision ? [toImportRow(row, decision, today, reading)] : []
  })
  return { rows, total: indices.length }
}

function toImportRow(row: RosterRow, { verdict, note }: Decision, today: IsoDate, reading: 'A' | 'B'): ImportRow {
  const { idNumber, ...values } = row.values
  return {
    row: row.row,
    ...(row.sheet === undefined ? {} : { sheet: row.sheet }),
    name: values.name ?? '',
    values: { ...values, ...(idNumber ? { idNumber: maskIdNumber(idNumber) } : {}) },
    verdict,
    problems: note ? [...row.problems, { column: 'name', message: note, level: 'warning' as const }] : row.problems,
    findings: verdict === 'error' ? [] : judgeRow(row, today, reading),
  }
}

/** What stands between this row and an appointment today; the import itself does not mind. */
function judgeRow({ values }: RosterRow, today: IsoDate, reading: 'A' | 'B'): Finding[] {
  if (!values.name || !values.birth || (values.sex !== '男' && values.sex !== '女')) return []
  const confirmed = values.attestedBy && values.attestedOn ? { by: values.attestedBy, on: values.attestedOn } : null
  const attestations: Attestations = { c1: confirmed, c2: confirmed, c3: confirmed, c4: confirmed, health: confirmed }
  const candidate: Candidate = {
    name: values.name,
    sex: values.sex,
    birth: values.birth,
    attestations,
    standing: {
      trainedOn: values.trainedOn ?? null,
      examPassedOn: values.examResult === '合格' ? (values.examOn ?? null) : null,
      termStart: null,
      termEnd: null,
      dismissedOn: null,
      suspendedFrom: null,
      suspendedUntil: null,
    },
  }
  return checkAppointment(candidate, today, today, { reading })
}

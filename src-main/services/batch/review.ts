/**
 * 委派 judged again on the facts of the day (第九、十、十一、十四条): who was dismissed, suspended, too old, related to somebody of the session or
 * set to examine elsewhere *since* it was signed. Nothing is stored; sessions that are over are left alone.
 */
import type { EntityManager } from 'typeorm'
import { type Span, spanText } from '../../../src-shared/domain/clock.ts'
import { type Finding, RULES } from '../../../src-shared/domain/rules.ts'
import type { Stamp } from '../../context.ts'
import { requireBatch } from './batchRecord.ts'
import { judgeOf } from './rank.ts'
import { sessionsOf } from './session.ts'
import { venuesAhead } from './venueOn.ts'

export interface Outdated {
  assignmentId: number
  number: string
  batchId: number
  batch: string
  sessionId: number
  session: string
  supervisorId: number
  name: string
  findings: Finding[]
}

interface Named {
  batchId: number
  batch: string
  assignmentId: number
  number: string
  sessionId: number
  supervisorId: number
  name: string
  override: string | null
}

const NAMED = `SELECT b.id AS "batchId", b.name AS batch, a.id AS "assignmentId", a.number, p.session_id AS "sessionId",
    p.supervisor_id AS "supervisorId", v.name, p.override
  FROM assignment a JOIN assignment_person p ON p.assignment_id = a.id JOIN batch_session s ON s.id = p.session_id
  JOIN batch b ON b.id = a.batch_id JOIN supervisor v ON v.id = p.supervisor_id
  WHERE a.state = 'valid' AND b.deleted_at IS NULL AND s.struck_at IS NULL AND s.date >= ?`

/** Whose 委派 no longer stands: of one batch, or of all whose sessions are still to come. */
export async function outdated(manager: EntityManager, stamp: Stamp, batchId?: number): Promise<Outdated[]> {
  const named = (await manager.query(
    `${NAMED}${batchId === undefined ? '' : ' AND b.id = ?'} ORDER BY s.date, s.from_time, a.id, p.id`,
    batchId === undefined ? [stamp.today] : [stamp.today, batchId],
  )) as Named[]
  const found: Outdated[] = []
  for (const id of new Set(named.map(line => line.batchId))) {
    const batch = await requireBatch(manager, id)
    const lines = named.filter(line => line.batchId === id)
    const sessions = (await sessionsOf(manager, id)).filter(s => lines.some(line => line.sessionId === s.id))
    const judge = await judgeOf(manager, batch, sessions, stamp)
    const aside = await setAside(manager, lines)
    for (const line of lines) {
      const session = sessions.find(s => s.id === line.sessionId)
      if (!session) continue
      const row = judge(session).find(person => person.id === line.supervisorId)
      const findings = (row?.findings ?? []).filter(f => stands(f) && !aside(line, f))
      if (findings.length === 0) continue
      const span: Span = { date: session.date, from: session.fromTime, to: session.toTime }
      const { override: _, ...rest } = line
      found.push({ ...rest, session: spanText(span), findings })
    }
  }
  return found
}

/** What refuses today, and the age limit, which at 委派 only warns (T5) but then must not be passed over in silence. */
const stands = (f: Finding): boolean => f.severity === 'block' || (f.rule === 'R-AGE' && f.severity === 'warn')

/** What was set aside with a reason when the 委派单 was signed stays set aside; what came since does not. */
async function setAside(manager: EntityManager, lines: Named[]): Promise<(line: Named, f: Finding) => boolean> {
  const known = new Map<string, Set<string> | null>()
  for (const { assignmentId, supervisorId, number, override } of lines) {
    if (override === null || known.has(`${assignmentId}|${supervisorId}`)) continue
    const [event] = (await manager.query(
      `SELECT detail FROM audit_event WHERE subject = ? AND action = 'assign.issue' AND instr(text, ?) > 0 ORDER BY id DESC LIMIT 1`,
      [`supervisor:${supervisorId}`, number],
    )) as { detail: string }[]
    const detail = event ? (JSON.parse(event.detail) as { findings?: { message: string }[] }) : null
    // A batch that came in a package has no log of its own here: its exception is taken as it stands.
    const messages = detail?.findings ? new Set(detail.findings.map(f => f.message)) : null
    known.set(`${assignmentId}|${supervisorId}`, messages)
  }
  return ({ assignmentId, supervisorId, override }, f) => {
    if (override === null || RULES[f.rule].override === undefined) return false
    const messages = known.get(`${assignmentId}|${supervisorId}`)
    return messages == null || messages.has(f.message)
  }
}

/** As findings of the batch: person, session and 委派单 in the message. */
export const asFindings = (rows: readonly Outdated[]): Finding[] =>
  rows.flatMap(row =>
    row.findings.map(f => ({
      ...f,
      severity: f.severity === 'block' ? ('warn' as const) : f.severity,
      message: `需重新委派（${row.number}，${row.session}）：${f.message}`,
      remedy: '请作废该委派单，另行委派。',
    })),
  )

/** 工作台: every line names the batch, and the finding names person, session and rule. */
export async function reviewAhead(
  manager: EntityManager,
  stamp: Stamp,
): Promise<{ batchId: number; batch: string; finding: Finding }[]> {
  const load = async (id: number) => ({
    batch: await requireBatch(manager, id),
    sessions: await sessionsOf(manager, id),
  })
  const rows = await outdated(manager, stamp)
  return [
    ...rows.flatMap(row => asFindings([row]).map(finding => ({ batchId: row.batchId, batch: row.batch, finding }))),
    ...(await venuesAhead(manager, stamp, load)),
  ]
}

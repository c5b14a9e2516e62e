import type { EntityManager } from 'typeorm'
import { checkRecordDates, type RecordPhase } from '../../../src-shared/domain/acts.ts'
import type { Finding } from '../../../src-shared/domain/rules.ts'

export interface SealedDates {
  id: number
  batchId: number
  batch: string
  on: string
  findings: Finding[]
}

interface Row {
  id: number
  batchId: number
  batch: string
  on: string
  phases: string
  sessionIds: string
  supervisor: string
  number: string
  issuedOn: string
  late: number
  sessions: string
  terms: string
  suspensions: string
}

/**
 * Sealed records that cannot be true (acts.ts), read over all of them at once: earlier versions sealed what is refused today. A person without any
 * term here came with another office's package: nothing is known of his terms, and nothing is said of them.
 */
export async function judgeSealed(manager: EntityManager, today: string): Promise<SealedDates[]> {
  const rows = (await manager.query(
    `SELECT u.id, u.batch_id AS "batchId", b.name AS batch, u.on_date AS "on", u.phases, u.session_ids AS "sessionIds",
       v.name AS supervisor, a.number, a.issued_on AS "issuedOn", a.late_reason <> '' AS late,
       (SELECT json_group_array(json_object('id', s.id, 'date', s.date, 'from', s.from_time, 'to', s.to_time))
         FROM batch_session s WHERE s.batch_id = u.batch_id AND s.struck_at IS NULL) AS sessions,
       (SELECT json_group_array(json_object('start', t.start_date, 'end', t.end_date, 'dismissedOn', t.dismissed_on))
         FROM appointment t WHERE t.supervisor_id = u.supervisor_id) AS terms,
       (SELECT json_group_array(json_object('from', p.from_date, 'until', p.until_date))
         FROM suspension p WHERE p.supervisor_id = u.supervisor_id AND p.struck_at IS NULL) AS suspensions
     FROM supervision u JOIN batch b ON b.id = u.batch_id JOIN supervisor v ON v.id = u.supervisor_id
       JOIN assignment a ON a.id = u.assignment_id
     WHERE u.state = 'sealed' AND b.deleted_at IS NULL ORDER BY u.on_date, u.id`,
  )) as Row[]
  return rows.flatMap(row => {
    const sessions = JSON.parse(row.sessions) as { id: number; date: string; from: string; to: string }[]
    const ids = JSON.parse(row.sessionIds) as number[]
    const own = sessions.filter(session => ids.includes(session.id))
    const terms = JSON.parse(row.terms) as { start: string; end: string; dismissedOn: string | null }[]
    const findings = checkRecordDates(
      {
        on: row.on,
        phases: JSON.parse(row.phases) as RecordPhase[],
        sessions: own.length > 0 ? own : sessions,
        assignment: { number: row.number, issuedOn: row.issuedOn, late: row.late === 1 },
        office: { terms, suspensions: JSON.parse(row.suspensions) as { from: string; until: string | null }[] },
        supervisor: row.supervisor,
      },
      today,
    ).filter(found => found.rule !== 'R-DT-OFFICE' || terms.length > 0)
    const { id, batchId, batch, on } = row
    return findings.length === 0 ? [] : [{ id, batchId, batch, on, findings }]
  })
}

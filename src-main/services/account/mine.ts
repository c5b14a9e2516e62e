import type { EntityManager } from 'typeorm'
import type { Output } from '../../../src-shared/contract/index.ts'

/** An 内督员's own 委派单 and records: no number of anybody, nobody else's name. */
export async function mine(manager: EntityManager, supervisorId: number | null): Promise<Output<'mine.list'>> {
  const rows = (await manager.query(
    `SELECT a.id, a.number, b.name AS batchName, a.issued_on AS issuedOn, a.state, s.id AS sessionId, s.date, s.from_time AS fromTime, s.to_time AS toTime
     FROM assignment_person p JOIN assignment a ON a.id = p.assignment_id JOIN batch b ON b.id = a.batch_id JOIN batch_session s ON s.id = p.session_id
     WHERE p.supervisor_id = ? ORDER BY a.id DESC, s.date, s.from_time`,
    [supervisorId],
  )) as {
    id: number
    number: string
    batchName: string
    issuedOn: string
    state: string
    sessionId: number
    date: string
    fromTime: string
    toTime: string
  }[]
  const assignments = new Map<number, Output<'mine.list'>['assignments'][number]>()
  for (const { id, number, batchName, issuedOn, state, sessionId, date, fromTime, toTime } of rows) {
    const one = assignments.get(id) ?? { id, number, batchName, issuedOn, valid: state === 'valid', sessions: [] }
    one.sessions.push({ id: sessionId, date, fromTime, toTime })
    assignments.set(id, one)
  }
  const records = (await manager.query(
    `SELECT r.id, b.name AS batchName, r.on_date AS "on", r.kind, r.state FROM supervision r JOIN batch b ON b.id = r.batch_id
     WHERE r.supervisor_id = ? AND r.state IN ('draft','sealed') ORDER BY r.on_date DESC, r.id DESC`,
    [supervisorId],
  )) as Output<'mine.list'>['records']
  return { assignments: [...assignments.values()], records }
}

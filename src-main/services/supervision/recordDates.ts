import type { EntityManager } from 'typeorm'
import { checkRecordDates } from '../../../src-shared/domain/acts.ts'
import type { Span } from '../../../src-shared/domain/clock.ts'
import type { Finding } from '../../../src-shared/domain/rules.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { SupervisionRow } from '../../db/entities/supervision.ts'

export type DatedRecord = Pick<
  SupervisionRow,
  'batchId' | 'assignmentId' | 'supervisorId' | 'phases' | 'sessionIds' | 'onDate'
>

/** A record's date against its 委派单, its sessions and its supervisor's term, as they are on file now. */
export async function judgeRecordDates(manager: EntityManager, row: DatedRecord, today: string): Promise<Finding[]> {
  const [assignment] = (await manager.query(
    `SELECT number, issued_on AS "issuedOn", late_reason <> '' AS late FROM assignment WHERE id = ?`,
    [row.assignmentId],
  )) as { number: string; issuedOn: string; late: number }[]
  if (!assignment) throw new AppError('NOT_FOUND', { what: '该委派单' })
  const sessions = (await manager.query(
    `SELECT id, date, from_time AS "from", to_time AS "to" FROM batch_session WHERE batch_id = ? AND struck_at IS NULL`,
    [row.batchId],
  )) as (Span & { id: number })[]
  const own = sessions.filter(session => row.sessionIds.includes(session.id))
  const [person] = (await manager.query('SELECT name FROM supervisor WHERE id = ?', [row.supervisorId])) as {
    name: string
  }[]
  return checkRecordDates(
    {
      on: row.onDate,
      phases: row.phases,
      sessions: own.length > 0 ? own : sessions,
      assignment: { ...assignment, late: assignment.late === 1 },
      office: {
        terms: await manager.query(
          `SELECT start_date AS start, end_date AS "end", dismissed_on AS "dismissedOn" FROM appointment WHERE supervisor_id = ?`,
          [row.supervisorId],
        ),
        suspensions: await manager.query(
          `SELECT from_date AS "from", until_date AS until FROM suspension WHERE supervisor_id = ? AND struck_at IS NULL`,
          [row.supervisorId],
        ),
      },
      supervisor: person?.name ?? '',
    },
    today,
  )
}

/** @throws AppError RULE_BLOCKED with every date that is out of order, and its article */
export async function requireRecordDates(
  manager: EntityManager,
  row: DatedRecord,
  today: string,
  action: string,
): Promise<void> {
  const findings = await judgeRecordDates(manager, row, today)
  if (findings.length === 0) return
  const detail = findings.map(f => f.message).join('；')
  throw new AppError('RULE_BLOCKED', { action, detail }, { findings, fields: { on: findings[0]?.message ?? '' } })
}

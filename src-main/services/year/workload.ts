/** 工作量与轮换 (第九条): what each 内督员 did in a period, and with which examiner most often. */
import type { EntityManager } from 'typeorm'
import type { Workload } from '../../../src-shared/contract/year.ts'
import { minutesOf } from '../../../src-shared/domain/clock.ts'
import type { Stamp } from '../../context.ts'
import { requirePeriod } from './report.ts'

interface Turn {
  supervisorId: number
  name: string
  assignmentId: number
  batchId: number
  sessionId: number
  date: string
  from: string
  to: string
  done: number
  examiners: string
}

/** A session counts once for a person, however many 委派单 (现场, then 事后) name it. */
const TURNS = `SELECT p.supervisor_id AS "supervisorId", u.name, a.id AS "assignmentId", a.batch_id AS "batchId", s.id AS "sessionId",
    s.date, s.from_time AS "from", s.to_time AS "to",
    EXISTS (SELECT 1 FROM supervision r, json_each(r.session_ids) j WHERE r.state = 'sealed' AND r.supervisor_id = p.supervisor_id
      AND r.batch_id = a.batch_id AND j.value = s.id) AS done,
    (SELECT json_group_array(name) FROM (SELECT DISTINCT t.name FROM batch_staff t, json_each(t.session_ids) j
      WHERE t.batch_id = a.batch_id AND t.role = 'examiner' AND t.struck_at IS NULL AND j.value = s.id)) AS examiners
  FROM assignment_person p JOIN assignment a ON a.id = p.assignment_id JOIN batch_session s ON s.id = p.session_id
    JOIN supervisor u ON u.id = p.supervisor_id JOIN batch b ON b.id = a.batch_id
  WHERE a.state = 'valid' AND s.struck_at IS NULL AND b.deleted_at IS NULL AND s.date BETWEEN ? AND ? ORDER BY s.date, s.from_time, s.id, a.id`

const RECORDS = `SELECT r.supervisor_id AS id, count(*) AS records,
    sum((SELECT count(*) FROM json_each(r.items) i WHERE i.value ->> '$.answer' = 'no')) AS noes
  FROM supervision r JOIN batch b ON b.id = r.batch_id
  WHERE r.state = 'sealed' AND b.deleted_at IS NULL AND r.on_date BETWEEN ? AND ? GROUP BY r.supervisor_id`

/** Most sessions first. @throws AppError INPUT_INVALID */
export async function workload(
  manager: EntityManager,
  period: { from: string; to: string },
  { today }: Pick<Stamp, 'today'>,
): Promise<Workload[]> {
  requirePeriod(period)
  const turns = (await manager.query(TURNS, [period.from, period.to])) as Turn[]
  const records = new Map(
    ((await manager.query(RECORDS, [period.from, period.to])) as { id: number; records: number; noes: number }[]).map(
      row => [row.id, row],
    ),
  )
  const byPerson = new Map<number, Turn[]>()
  for (const turn of turns) byPerson.set(turn.supervisorId, [...(byPerson.get(turn.supervisorId) ?? []), turn])
  return [...byPerson]
    .map(([supervisorId, all]) => {
      const once = [...new Map(all.map(turn => [turn.sessionId, turn])).values()]
      const [examiner, together] = mostOften(once.flatMap(turn => JSON.parse(turn.examiners) as string[]))
      return {
        supervisorId,
        name: all[0]?.name ?? '',
        assignments: new Set(all.map(turn => turn.assignmentId)).size,
        batches: new Set(all.map(turn => turn.batchId)).size,
        sessions: once.length,
        minutes: once.reduce((sum, turn) => sum + minutesOf(turn), 0),
        records: records.get(supervisorId)?.records ?? 0,
        noes: records.get(supervisorId)?.noes ?? 0,
        late: once.filter(turn => turn.date < today && turn.done === 0).length,
        lastOn: once.at(-1)?.date ?? null,
        examiner,
        together,
      }
    })
    .toSorted((a, b) => b.sessions - a.sessions || (a.name < b.name ? -1 : 1))
}

function mostOften(names: readonly string[]): [string, number] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0] ?? ['', 0]
}

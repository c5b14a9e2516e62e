import type { EntityManager } from 'typeorm'
import type { Duty } from '../../../src-shared/forms/dossiers.ts'

/**
 * 使用 (第七条) of one person: every valid 委派, the newest first, by the day of its first session, with how many records were sealed under it.
 */
export async function dutiesOf(manager: EntityManager, supervisorId: number): Promise<Duty[]> {
  const rows = (await manager.query(
    `SELECT coalesce(min(s.date), a.issued_on) AS "on", a.number, b.name AS plan, a.content,
       (SELECT count(*) FROM supervision r WHERE r.assignment_id = a.id AND r.supervisor_id = p.supervisor_id AND r.state = 'sealed') AS records
     FROM assignment_person p JOIN assignment a ON a.id = p.assignment_id JOIN batch b ON b.id = a.batch_id
       JOIN batch_session s ON s.id = p.session_id
     WHERE p.supervisor_id = ? AND a.state = 'valid' GROUP BY a.id ORDER BY "on" DESC, a.id DESC`,
    [supervisorId],
  )) as (Duty & { records: number })[]
  return rows.map(({ records, content, ...duty }) => ({
    ...duty,
    content: records === 0 ? content : `${content}（督导记录 ${records} 份）`,
  }))
}

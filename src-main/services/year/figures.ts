/**
 * Every figure of a period is defined by its rows: what is shown as a number and what opens behind it are one query, so that they cannot
 * differ. The queries take the scope's batches as `scope` and its bounds as named parameters.
 */
import type { Figure, FigureKey, FigureRow, YearScope } from '../../../src-shared/contract/year.ts'

export interface Definition {
  label: string
  unit: string
  how: Figure['how']
  /** SQL of id, target, text, "on", n; undefined: made in the program (coverage.ts). */
  rows?: string
  /** How its number is said in a sentence; undefined: it is not. */
  say?: (value: string) => string
}

const BATCH = `b.name || '（' || b.plan_no || '）'`
const SEALED = `FROM supervision r JOIN scope b ON b.id = r.batch_id JOIN supervisor s ON s.id = r.supervisor_id
  WHERE r.state = 'sealed' AND (:supervisorId IS NULL OR r.supervisor_id = :supervisorId)`
const FIXED = `FROM rectification r JOIN scope b ON b.id = r.batch_id`

/** Batches of the scope. */
export const SCOPE = `WITH scope AS (
  SELECT b.* FROM batch b WHERE b.deleted_at IS NULL AND b.exam_from BETWEEN :from AND :to
    AND (:venueId IS NULL OR b.venue_id = :venueId)
    AND (:occupation = '' OR EXISTS (SELECT 1 FROM json_each(b.items) i WHERE i.value ->> '$.occupation' = :occupation))
    AND (:supervisorId IS NULL OR EXISTS (SELECT 1 FROM assignment a JOIN assignment_person p ON p.assignment_id = a.id
      WHERE a.batch_id = b.id AND a.state = 'valid' AND p.supervisor_id = :supervisorId)))`

/** In the order of the report. */
export const FIGURES: Record<FigureKey, Definition> = {
  batches: {
    label: '认定批次',
    unit: '个',
    how: 'count',
    rows: `SELECT b.id, 'batch' AS target, ${BATCH} AS text, b.exam_from AS "on", 1 AS n FROM scope b ORDER BY b.exam_from, b.id`,
    say: n => `组织认定批次 ${n}`,
  },
  sessions: {
    label: '场次',
    unit: '场',
    how: 'count',
    rows: `SELECT b.id, 'batch' AS target, ${BATCH} || ' ' || s.room || ' ' || s.subject AS text, s.date || ' ' || s.from_time AS "on", 1 AS n
      FROM batch_session s JOIN scope b ON b.id = s.batch_id WHERE s.struck_at IS NULL ORDER BY s.date, s.from_time, s.id`,
    say: n => `场次 ${n}`,
  },
  candidates: {
    label: '名册考生',
    unit: '人次',
    how: 'sum',
    rows: `SELECT b.id, 'batch' AS target, ${BATCH} AS text, b.exam_from AS "on",
        (SELECT count(*) FROM batch_candidate c WHERE c.batch_id = b.id AND c.replaced_at IS NULL) AS n FROM scope b ORDER BY b.exam_from, b.id`,
    say: n => `名册考生 ${n}`,
  },
  supervisors: {
    label: '参加督导的内督员',
    unit: '人',
    how: 'count',
    rows: `SELECT s.id, 'supervisor' AS target, s.name AS text, max(r.on_date) AS "on", count(*) AS n ${SEALED} GROUP BY s.id ORDER BY s.name, s.id`,
    say: n => `参加督导的内督员 ${n}`,
  },
  records: {
    label: '内部督导记录',
    unit: '份',
    how: 'count',
    rows: `SELECT r.id, 'record' AS target, s.name || ' ' || ${BATCH} AS text, r.on_date AS "on", 1 AS n ${SEALED} ORDER BY r.on_date, r.id`,
    say: n => `封存内部督导记录 ${n}`,
  },
  before: { label: '考前覆盖率', unit: '%', how: 'percent', say: n => `覆盖率：考前 ${n}` },
  during: { label: '考中覆盖率', unit: '%', how: 'percent', say: n => `考中 ${n}` },
  after: { label: '考后覆盖率', unit: '%', how: 'percent', say: n => `考后 ${n}` },
  noes: {
    label: '判为「否」的项目',
    unit: '项次',
    how: 'count',
    rows: `SELECT r.id, 'record' AS target, CASE r.kind WHEN 'onsite' THEN '现场' ELSE '事后' END || ' 第' || (i.value ->> '$.number') || '项 ' || ${BATCH} AS text,
        r.on_date AS "on", 1 AS n FROM (SELECT r.* ${SEALED}) r JOIN scope b ON b.id = r.batch_id, json_each(r.items) i
      WHERE i.value ->> '$.answer' = 'no' ORDER BY r.on_date, r.id, i.key`,
    say: n => `判为「否」 ${n}`,
  },
  problems: {
    label: '登记的问题',
    unit: '个',
    how: 'count',
    rows: `SELECT b.id, 'batch' AS target, r.problem || '　' || ${BATCH} AS text, r.opened_on AS "on", 1 AS n ${FIXED} ORDER BY r.opened_on, r.id`,
    say: n => `登记问题 ${n}`,
  },
  closed: {
    label: '整改率',
    unit: '%',
    how: 'percent',
    rows: `SELECT b.id, 'batch' AS target, r.problem || '　' || ${BATCH} AS text, coalesce(r.closed_on, '未关闭') AS "on", r.closed_on IS NOT NULL AS n
      ${FIXED} ORDER BY r.opened_on, r.id`,
    say: n => `整改关闭 ${n}`,
  },
  fixDays: {
    label: '整改用时（平均）',
    unit: '天',
    how: 'mean',
    rows: `SELECT b.id, 'batch' AS target, r.problem || '　' || ${BATCH} AS text, r.closed_on AS "on",
        CAST(julianday(r.closed_on) - julianday(r.opened_on) AS INTEGER) AS n ${FIXED} WHERE r.closed_on IS NOT NULL ORDER BY r.closed_on, r.id`,
    say: n => `平均用时 ${n}`,
  },
  late: {
    label: '逾期未回复的整改',
    unit: '个',
    how: 'count',
    rows: `SELECT b.id, 'batch' AS target, r.problem || '　' || ${BATCH} AS text, r.due AS "on", 1 AS n
      ${FIXED} WHERE r.due < :today AND r.replied_on IS NULL AND r.closed_on IS NULL ORDER BY r.due, r.id`,
    say: n => `逾期未回复 ${n}`,
  },
  visits: {
    label: '外督到访',
    unit: '次',
    how: 'count',
    rows: `SELECT b.id, 'batch' AS target, v.kind || ' ' || ${BATCH} AS text, v.on_date AS "on", 1 AS n
      FROM visit v JOIN scope b ON b.id = v.batch_id ORDER BY v.on_date, v.id`,
    say: n => `接受外督到访 ${n}`,
  },
  deadlines: {
    label: '期限按时率',
    unit: '%',
    how: 'percent',
    rows: `SELECT b.id, 'batch' AS target, d.what || ' ' || ${BATCH} AS text, d.due AS "on", d.submitted_on IS NOT NULL AND d.submitted_on <= d.due AS n
      FROM deadline d JOIN scope b ON b.id = coalesce(d.batch_id, (SELECT batch_id FROM visit WHERE id = d.visit_id),
        (SELECT batch_id FROM rectification WHERE id = d.rectification_id))
      WHERE d.struck_at IS NULL AND d.due IS NOT NULL AND (d.submitted_on IS NOT NULL OR d.due < :today) ORDER BY d.due, d.id`,
    say: n => `到期事项按时率 ${n}`,
  },
  venueChecks: {
    label: '场地核查',
    unit: '次',
    how: 'count',
    rows: `SELECT v.id, 'venue' AS target, v.name || coalesce(' ' || k.room, '') AS text, k.finished_on AS "on", 1 AS n
      FROM venue_check k JOIN venue v ON v.id = k.venue_id
      WHERE k.state = 'finished' AND k.finished_on BETWEEN :from AND :to AND (:venueId IS NULL OR v.id = :venueId) ORDER BY k.finished_on, k.id`,
    say: n => `完成场地核查 ${n}`,
  },
  contests: {
    label: '竞赛',
    unit: '项',
    how: 'count',
    rows: `SELECT c.id, 'contest' AS target, c.name AS text, c.from_on AS "on", 1 AS n FROM contest c
      WHERE c.deleted_at IS NULL AND c.from_on BETWEEN :from AND :to AND :venueId IS NULL AND :supervisorId IS NULL AND :occupation = ''
      ORDER BY c.from_on, c.id`,
    say: n => `举办竞赛 ${n}`,
  },
  contestVisits: {
    label: '竞赛督导',
    unit: '次',
    how: 'count',
    rows: `SELECT c.id, 'contest' AS target, c.name AS text, v.on_date AS "on", 1 AS n FROM contest_visit v JOIN contest c ON c.id = v.contest_id
      WHERE c.deleted_at IS NULL AND v.struck_at IS NULL AND c.from_on BETWEEN :from AND :to AND :venueId IS NULL AND :supervisorId IS NULL AND :occupation = ''
      ORDER BY v.on_date, v.id`,
    say: n => `竞赛督导 ${n}`,
  },
}

/** One decimal, rounded down for shares, so that 100 means all of them. */
export function valueOfRows(how: Figure['how'], rows: readonly FigureRow[]): number | null {
  if (how === 'count') return rows.length
  const sum = rows.reduce((all, { n }) => all + n, 0)
  if (how === 'sum') return sum
  if (rows.length === 0) return null
  if (how === 'percent') return Math.floor((sum * 1000) / rows.length) / 10
  return Math.round((sum * 10) / rows.length) / 10
}

export const wordOf = ({ value, unit }: Pick<Figure, 'value' | 'unit'>): string =>
  value === null ? '—' : unit === '%' ? `${value}%` : `${value} ${unit}`

/** Of a call: what SQL takes. */
export const boundsOf = (scope: YearScope, today: string) => ({
  from: scope.from,
  to: scope.to,
  venueId: scope.venueId ?? null,
  occupation: scope.occupation ?? '',
  supervisorId: scope.supervisorId ?? null,
  today,
})

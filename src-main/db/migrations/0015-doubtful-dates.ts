import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The date fields of 0.1.0 took the first digit of a typed day for the whole of it: 10–31 were stored as 01, 02, 03. Which dates were typed is not
 * known, so all dates of such days that stand when a folder is first opened by a later version are listed once, for a person to look at.
 */
const CREATE = `CREATE TABLE doubtful_date (
  id INTEGER PRIMARY KEY AUTOINCREMENT, place TEXT NOT NULL, row_id INTEGER NOT NULL, value TEXT NOT NULL,
  kind TEXT NOT NULL, subject INTEGER NOT NULL, name TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
  checked_at TEXT, checked_by TEXT NOT NULL DEFAULT '', UNIQUE (place, row_id)
) STRICT`

interface Table {
  table: string
  columns: string[]
  /** Whose page shows it, by audit subject. */
  kind: 'supervisor' | 'card' | 'batch' | 'venue' | 'contest' | 'deadline' | 'evidence'
  subject: string
  name: string
  where?: string
  /** Without columns of its own for who and when: the log says it. */
  log?: true
}

const person = {
  kind: 'supervisor',
  subject: 't.supervisor_id',
  name: '(SELECT name FROM supervisor WHERE id = t.supervisor_id)',
} as const
const batch = {
  kind: 'batch',
  subject: 't.batch_id',
  name: '(SELECT plan_no FROM batch WHERE id = t.batch_id)',
} as const
const venue = { kind: 'venue', subject: 't.venue_id', name: '(SELECT name FROM venue WHERE id = t.venue_id)' } as const
const contest = {
  kind: 'contest',
  subject: 't.contest_id',
  name: '(SELECT name FROM contest WHERE id = t.contest_id)',
} as const
const live = 't.struck_at IS NULL'

const TABLES: Table[] = [
  {
    table: 'supervisor',
    columns: ['birth'],
    kind: 'supervisor',
    subject: 't.id',
    name: 't.name',
    where: 't.deleted_at IS NULL',
    log: true,
  },
  { table: 'training', columns: ['on_date'], ...person, where: live },
  { table: 'exam', columns: ['on_date'], ...person, where: live },
  { table: 'attestation', columns: ['on_date'], ...person, where: live },
  { table: 'appointment', columns: ['start_date', 'dismissed_on'], ...person },
  { table: 'suspension', columns: ['from_date', 'until_date'], ...person, where: live },
  { table: 'relation', columns: ['on_date'], ...person, where: live },
  { table: 'card', columns: ['issued_on', 'filed_on'], kind: 'card', subject: 't.id', name: "t.name || ' ' || t.code" },
  {
    table: 'venue',
    columns: ['filed_on', 'valid_until'],
    kind: 'venue',
    subject: 't.id',
    name: 't.name',
    where: 't.deleted_at IS NULL',
    log: true,
  },
  { table: 'baseline', columns: ['on_date'], ...venue },
  { table: 'venue_file', columns: ['typed_on'], ...venue, where: live },
  {
    table: 'venue_check_outcome',
    columns: ['on_date'],
    kind: 'venue',
    subject: '(SELECT venue_id FROM venue_check WHERE id = t.check_id)',
    name: '(SELECT v.name FROM venue_check c JOIN venue v ON v.id = c.venue_id WHERE c.id = t.check_id)',
    where: live,
  },
  { table: 'batch_session', columns: ['date', "actual ->> '$.date'"], ...batch, where: live, log: true },
  { table: 'batch_staff', columns: ['valid_to'], ...batch, where: live },
  { table: 'assignment', columns: ['issued_on'], ...batch, where: "t.state = 'valid'" },
  { table: 'supervision', columns: ['on_date'], ...batch, where: "t.state IN ('draft', 'sealed')" },
  { table: 'visit', columns: ['on_date', 'ended_on'], ...batch },
  { table: 'rectification', columns: ['due', 'replied_on', 'closed_on'], ...batch },
  {
    table: 'deadline',
    columns: ['due', 'submitted_on'],
    kind: 'deadline',
    subject: 't.id',
    name: 't.what',
    where: `${live} AND t.source = 'manual'`,
  },
  {
    table: 'deadline',
    columns: ['submitted_on'],
    kind: 'deadline',
    subject: 't.id',
    name: 't.what',
    where: `${live} AND t.source <> 'manual'`,
  },
  {
    table: 'contest',
    columns: ['from_on', 'to_on'],
    kind: 'contest',
    subject: 't.id',
    name: 't.name',
    where: 't.deleted_at IS NULL',
    log: true,
  },
  { table: 'contest_place', columns: ['from_on', 'to_on'], ...contest, where: live, log: true },
  { table: 'contest_staff', columns: ['valid_to'], ...contest, where: live },
  { table: 'contest_visit', columns: ['on_date', 'ended_on'], ...contest, where: live },
  { table: 'evidence', columns: ['on_date'], kind: 'evidence', subject: 't.id', name: 't.title', where: live },
  {
    table: 'batch',
    columns: [
      'filedOn',
      'plannedOn',
      'announcedOn',
      'signupFrom',
      'signupTo',
      'reviewedOn',
      'examFrom',
      'examTo',
      'scoredOn',
      'publicFrom',
      'publicTo',
      'certifiedOn',
      'archivedOn',
    ].map(key => `dates ->> '$.${key}'`),
    kind: 'batch',
    subject: 't.id',
    name: 't.plan_no',
    where: 't.deleted_at IS NULL',
    log: true,
  },
]

/** Every place a typed date is kept: `table.column`, with `$.key` for one inside a text. */
export const DOUBTFUL_PLACES: readonly string[] = [
  ...new Set(TABLES.flatMap(({ table, columns }) => columns.map(column => `${table}.${column}`))),
]

export class DoubtfulDates0015 implements MigrationInterface {
  name = 'DoubtfulDates1764000000015'
  static readonly name = 'DoubtfulDates1764000000015'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CREATE)
    for (const { table, columns, kind, subject, name, where = '1', log } of TABLES) {
      for (const column of columns) {
        const said = (what: string) =>
          `coalesce((SELECT ${what} FROM audit_event WHERE subject = '${kind}:' || ${subject} ORDER BY id DESC LIMIT 1), '')`
        const [by, at] = log ? [said('actor'), said('at')] : ['t.recorded_by', 't.recorded_at']
        await runner.query(
          `INSERT INTO doubtful_date (place, row_id, value, kind, subject, name, by_name, at)
           SELECT ?, t.id, t.${column}, '${kind}', ${subject}, coalesce(${name}, ''), ${by}, ${at} FROM ${table} t
           WHERE ${where} AND substr(t.${column}, 9, 2) IN ('01', '02', '03')`,
          [`${table}.${column}`],
        )
      }
    }
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}

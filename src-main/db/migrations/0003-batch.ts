import type { MigrationInterface, QueryRunner } from 'typeorm'

/** 认定批次: plan, sessions, staff, candidates; 委派, internal records, visits, deadlines, rectification. */
export class Batch0003 implements MigrationInterface {
  name = 'Batch1764000000003'
  static readonly name = 'Batch1764000000003'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...KEEP]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}

const recorded = 'recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL'
const struck = `struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''`
const batch = 'batch_id INTEGER NOT NULL REFERENCES batch(id)'

const TABLES = [
  `CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL,
    plan_no TEXT NOT NULL, name TEXT NOT NULL, forms TEXT NOT NULL, items TEXT NOT NULL,
    venue_id INTEGER REFERENCES venue(id), place TEXT NOT NULL, contact TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL,
    dates TEXT NOT NULL,
    -- the dates that lists sort and filter by, taken from the same text
    exam_from TEXT GENERATED ALWAYS AS (dates ->> '$.examFrom') STORED,
    exam_to TEXT GENERATED ALWAYS AS (dates ->> '$.examTo') STORED,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
  ) STRICT`,
  `CREATE UNIQUE INDEX batch_plan_no ON batch(plan_no) WHERE deleted_at IS NULL`,
  `CREATE INDEX batch_exam_from ON batch(exam_from, id)`,
  `CREATE INDEX batch_updated ON batch(updated_at, id)`,

  `CREATE TABLE batch_session (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, date TEXT NOT NULL, from_time TEXT NOT NULL, to_time TEXT NOT NULL,
    room TEXT NOT NULL, subject TEXT NOT NULL, count INTEGER NOT NULL, actual TEXT, explanation TEXT NOT NULL, ${struck}
  ) STRICT`,
  `CREATE INDEX batch_session_batch ON batch_session(batch_id, date, from_time)`,
  `CREATE INDEX batch_session_date ON batch_session(date)`,

  `CREATE TABLE batch_staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, role TEXT NOT NULL CHECK (role IN ('examiner','affairs','invigilator','head')),
    name TEXT NOT NULL, supervisor_id INTEGER REFERENCES supervisor(id), certificate TEXT NOT NULL, valid_to TEXT,
    phone TEXT NOT NULL, session_ids TEXT NOT NULL, ${recorded}, ${struck}
  ) STRICT`,
  `CREATE INDEX batch_staff_batch ON batch_staff(batch_id)`,
  `CREATE INDEX batch_staff_supervisor ON batch_staff(supervisor_id) WHERE supervisor_id IS NOT NULL`,

  // replaced as a whole by an import: the list of a plan, not a record of its own; but who was drawn for a sample stays
  `CREATE TABLE batch_candidate (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, number TEXT NOT NULL, name TEXT NOT NULL, sex TEXT NOT NULL,
    id_cipher BLOB, id_digest TEXT, occupation TEXT NOT NULL, level TEXT NOT NULL, unit TEXT NOT NULL, replaced_at TEXT
  ) STRICT`,
  `CREATE INDEX batch_candidate_batch ON batch_candidate(batch_id, id) WHERE replaced_at IS NULL`,
  // total: how many the list had when it was drawn from
  `CREATE TABLE batch_sample (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, seed TEXT NOT NULL, size INTEGER NOT NULL, total INTEGER NOT NULL,
    candidates TEXT NOT NULL, ${recorded}
  ) STRICT`,
  `CREATE INDEX batch_sample_batch ON batch_sample(batch_id)`,

  // 第九条: 回避
  `CREATE TABLE relation (
    id INTEGER PRIMARY KEY AUTOINCREMENT, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id), with_name TEXT NOT NULL,
    with_supervisor_id INTEGER REFERENCES supervisor(id), kind TEXT NOT NULL, declared_by TEXT NOT NULL CHECK (declared_by IN ('self','other')),
    on_date TEXT NOT NULL, note TEXT NOT NULL, ${recorded}, ${struck}
  ) STRICT`,
  `CREATE INDEX relation_supervisor ON relation(supervisor_id)`,
  `CREATE INDEX relation_with ON relation(with_supervisor_id) WHERE with_supervisor_id IS NOT NULL`,

  // 第十五条: 委派单; numbers run by year and are never given twice
  `CREATE TABLE assignment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, number TEXT NOT NULL UNIQUE, year INTEGER NOT NULL, seq INTEGER NOT NULL,
    content TEXT NOT NULL, issued_on TEXT NOT NULL, issuer TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('valid','void')),
    void_reason TEXT NOT NULL DEFAULT '', ${recorded}, UNIQUE (year, seq)
  ) STRICT`,
  `CREATE INDEX assignment_batch ON assignment(batch_id)`,
  `CREATE TABLE assignment_person (
    id INTEGER PRIMARY KEY AUTOINCREMENT, assignment_id INTEGER NOT NULL REFERENCES assignment(id),
    supervisor_id INTEGER NOT NULL REFERENCES supervisor(id), session_id INTEGER NOT NULL REFERENCES batch_session(id), override TEXT,
    UNIQUE (assignment_id, supervisor_id, session_id)
  ) STRICT`,
  `CREATE INDEX assignment_person_supervisor ON assignment_person(supervisor_id)`,
  `CREATE INDEX assignment_person_session ON assignment_person(session_id)`,

  // 第二十四条: internal records; a version chain shares its root
  `CREATE TABLE supervision (
    id INTEGER PRIMARY KEY AUTOINCREMENT, root_id INTEGER REFERENCES supervision(id), version INTEGER NOT NULL, ${batch},
    assignment_id INTEGER NOT NULL REFERENCES assignment(id), supervisor_id INTEGER NOT NULL REFERENCES supervisor(id),
    kind TEXT NOT NULL CHECK (kind IN ('onsite','afterwards')), phases TEXT NOT NULL, session_ids TEXT NOT NULL, on_date TEXT NOT NULL,
    badge TEXT, items TEXT NOT NULL, opinion TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft','sealed','superseded','discarded')), sealed_at TEXT, correction_reason TEXT NOT NULL DEFAULT '',
    ${recorded}
  ) STRICT`,
  `CREATE INDEX supervision_batch ON supervision(batch_id, state)`,
  `CREATE INDEX supervision_root ON supervision(root_id)`,
  `CREATE TABLE supervision_evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT, supervision_id INTEGER NOT NULL REFERENCES supervision(id), number TEXT NOT NULL,
    file TEXT NOT NULL REFERENCES file(sha256), file_name TEXT NOT NULL, ${recorded}
  ) STRICT`,
  `CREATE INDEX supervision_evidence_record ON supervision_evidence(supervision_id)`,

  // 外督员 visits: what others did, and what we owe for it
  `CREATE TABLE visit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, kind TEXT NOT NULL, on_date TEXT NOT NULL, ended_on TEXT NOT NULL, end_reason TEXT NOT NULL,
    inspectors TEXT NOT NULL, opinion TEXT NOT NULL, ${recorded}
  ) STRICT`,
  `CREATE INDEX visit_batch ON visit(batch_id)`,
  `CREATE TABLE visit_scan (
    id INTEGER PRIMARY KEY AUTOINCREMENT, visit_id INTEGER NOT NULL REFERENCES visit(id), form TEXT NOT NULL,
    file TEXT NOT NULL REFERENCES file(sha256), file_name TEXT NOT NULL, ${recorded}
  ) STRICT`,
  `CREATE TABLE visit_handed (
    id INTEGER PRIMARY KEY AUTOINCREMENT, visit_id INTEGER NOT NULL REFERENCES visit(id), at TEXT NOT NULL, what TEXT NOT NULL,
    way TEXT NOT NULL, by_name TEXT NOT NULL, to_name TEXT NOT NULL, ${recorded}
  ) STRICT`,

  `CREATE TABLE deadline (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL CHECK (source IN ('visit','rectification','manual')),
    batch_id INTEGER REFERENCES batch(id), visit_id INTEGER REFERENCES visit(id), rectification_id INTEGER REFERENCES rectification(id),
    what TEXT NOT NULL, rule TEXT NOT NULL, basis TEXT NOT NULL, article TEXT NOT NULL, event TEXT NOT NULL, event_on TEXT NOT NULL,
    due TEXT, note TEXT NOT NULL, submitted_on TEXT, receipt TEXT NOT NULL DEFAULT '', ${recorded}, ${struck}
  ) STRICT`,
  `CREATE INDEX deadline_due ON deadline(due, id) WHERE struck_at IS NULL`,
  `CREATE INDEX deadline_open ON deadline(submitted_on, due) WHERE struck_at IS NULL`,
  `CREATE INDEX deadline_batch ON deadline(batch_id)`,
  `CREATE INDEX deadline_visit ON deadline(visit_id)`,

  // 第三十条（三）: what was found is mended
  `CREATE TABLE rectification (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, supervision_id INTEGER REFERENCES supervision(id), visit_id INTEGER REFERENCES visit(id),
    number TEXT NOT NULL, problem TEXT NOT NULL, measure TEXT NOT NULL, responsible TEXT NOT NULL, due TEXT, opened_on TEXT NOT NULL,
    reply TEXT NOT NULL DEFAULT '', replied_on TEXT, reviewer TEXT NOT NULL DEFAULT '', closed_on TEXT, ${recorded}
  ) STRICT`,
  `CREATE INDEX rectification_batch ON rectification(batch_id)`,
  `CREATE INDEX rectification_open ON rectification(closed_on, due)`,
  `CREATE TABLE rectification_evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT, rectification_id INTEGER NOT NULL REFERENCES rectification(id),
    file TEXT NOT NULL REFERENCES file(sha256), file_name TEXT NOT NULL, ${recorded}
  ) STRICT`,

  `CREATE TABLE calendar_year (year INTEGER PRIMARY KEY, source TEXT NOT NULL, body TEXT NOT NULL, ${recorded}) STRICT`,
]

const SEALED =
  'id root_id version batch_id assignment_id supervisor_id kind phases session_ids on_date badge items opinion sealed_at correction_reason recorded_by recorded_at'

/** All that a record says but its state, as one row value. */
const same = (row: string) =>
  `(${SEALED.split(' ')
    .map(column => `${row}.${column}`)
    .join(', ')})`

const KEEP = [
  ...[
    'batch',
    'batch_session',
    'batch_staff',
    'batch_sample',
    'relation',
    'assignment',
    'assignment_person',
    'supervision',
    'supervision_evidence',
    'visit',
    'visit_scan',
    'visit_handed',
    'deadline',
    'rectification',
    'rectification_evidence',
  ].map(
    table =>
      `CREATE TRIGGER keep_${table} BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} rows are never deleted'); END`,
  ),
  // A sealed record stays as it was sealed; only its state may say that a newer version replaces it.
  `CREATE TRIGGER keep_sealed BEFORE UPDATE ON supervision WHEN OLD.state <> 'draft' AND NOT (
     OLD.state = 'sealed' AND NEW.state IN ('sealed', 'superseded') AND ${same('NEW')} IS ${same('OLD')})
   BEGIN SELECT RAISE(ABORT, 'a sealed record does not change'); END`,
  `CREATE TRIGGER keep_evidence BEFORE UPDATE ON supervision_evidence BEGIN SELECT RAISE(ABORT, 'evidence does not change'); END`,
  `CREATE TRIGGER keep_sealed_evidence BEFORE INSERT ON supervision_evidence
     WHEN (SELECT state FROM supervision WHERE id = NEW.supervision_id) <> 'draft'
   BEGIN SELECT RAISE(ABORT, 'a sealed record does not change'); END`,
  `CREATE TRIGGER keep_sample BEFORE UPDATE ON batch_sample BEGIN SELECT RAISE(ABORT, 'a sample does not change'); END`,
]

import type { MigrationInterface, QueryRunner } from 'typeorm'

/** People, their records, appointments, cards, prints, settings and the log. */
export class Roster0001 implements MigrationInterface {
  // TypeORM reads the time from the name; a minifier may rename the class, so the name is data.
  name = 'Roster1764000000001'
  static readonly name = 'Roster1764000000001'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...STANDING, ...KEEP]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}

// A scan or paper kept with a record.
const attachment = `file TEXT REFERENCES file(sha256), file_name TEXT NOT NULL DEFAULT ''`
// Struck out with a reason, never deleted.
const struck = `struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''`
const recorded = 'recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL'
const person = 'supervisor_id INTEGER NOT NULL REFERENCES supervisor(id)'

const TABLES = [
  `CREATE TABLE org (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('Y','S')), number TEXT NOT NULL, digits TEXT NOT NULL,
    place TEXT NOT NULL, printed_by TEXT NOT NULL, logo TEXT REFERENCES file(sha256), logo_place TEXT NOT NULL,
    rules_from TEXT, age_reading TEXT NOT NULL CHECK (age_reading IN ('A','B')),
    code_mode TEXT NOT NULL CHECK (code_mode IN ('auto','manual')), filing_contact TEXT NOT NULL, updated_at TEXT NOT NULL
  ) STRICT`,

  `CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,

  `CREATE TABLE file (sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, added_at TEXT NOT NULL) STRICT, WITHOUT ROWID`,

  `CREATE TABLE supervisor (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    name TEXT NOT NULL, sex TEXT NOT NULL CHECK (sex IN ('男','女')), birth TEXT NOT NULL,
    id_cipher BLOB, id_digest TEXT,
    phone TEXT NOT NULL, department TEXT NOT NULL, position TEXT NOT NULL, education TEXT NOT NULL, source TEXT NOT NULL,
    note TEXT NOT NULL, photo TEXT REFERENCES file(sha256), photo_warnings TEXT NOT NULL, photo_name TEXT NOT NULL,
    pinyin TEXT NOT NULL, initials TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
  ) STRICT`,
  `CREATE UNIQUE INDEX supervisor_id_digest ON supervisor(id_digest) WHERE id_digest IS NOT NULL AND deleted_at IS NULL`,
  `CREATE INDEX supervisor_name ON supervisor(name, birth)`,
  `CREATE INDEX supervisor_pinyin ON supervisor(pinyin, id)`, // for the order
  `CREATE INDEX supervisor_sound ON supervisor(replace(pinyin, ' ', ''))`, // for the search: nobody types the spaces
  `CREATE INDEX supervisor_initials ON supervisor(initials, id)`,
  `CREATE INDEX supervisor_birth ON supervisor(birth, id)`,
  `CREATE INDEX supervisor_updated ON supervisor(updated_at, id)`,
  `CREATE INDEX supervisor_phone ON supervisor(phone) WHERE phone <> ''`,

  // 第十一条
  `CREATE TABLE training (id INTEGER PRIMARY KEY AUTOINCREMENT, ${person}, on_date TEXT NOT NULL, hours REAL,
    subject TEXT NOT NULL, organizer TEXT NOT NULL, ${attachment}, ${recorded}, ${struck}) STRICT`,
  `CREATE INDEX training_supervisor ON training(supervisor_id, on_date)`,
  `CREATE TABLE exam (id INTEGER PRIMARY KEY AUTOINCREMENT, ${person}, on_date TEXT NOT NULL, score REAL,
    passed INTEGER NOT NULL CHECK (passed IN (0,1)), ${attachment}, ${recorded}, ${struck}) STRICT`,
  `CREATE INDEX exam_supervisor ON exam(supervisor_id, on_date)`,
  // 第十条（一）–（五）
  `CREATE TABLE attestation (id INTEGER PRIMARY KEY AUTOINCREMENT, ${person},
    clause TEXT NOT NULL CHECK (clause IN ('c1','c2','c3','c4','health')), by_name TEXT NOT NULL, on_date TEXT NOT NULL,
    ${attachment}, ${recorded}, ${struck}) STRICT`,
  `CREATE INDEX attestation_supervisor ON attestation(supervisor_id, clause)`,
  // 第十四条
  `CREATE TABLE appointment (id INTEGER PRIMARY KEY AUTOINCREMENT, ${person}, start_date TEXT NOT NULL, end_date TEXT NOT NULL,
    document TEXT NOT NULL, previous_id INTEGER REFERENCES appointment(id), facts TEXT NOT NULL,
    dismissed_on TEXT, dismiss_reason TEXT NOT NULL DEFAULT '', dismissed_by TEXT NOT NULL DEFAULT '', ${recorded},
    CHECK (start_date < end_date)) STRICT`,
  `CREATE INDEX appointment_supervisor ON appointment(supervisor_id, start_date)`,
  `CREATE TABLE suspension (id INTEGER PRIMARY KEY AUTOINCREMENT, ${person}, from_date TEXT NOT NULL, until_date TEXT,
    reason TEXT NOT NULL, ${recorded}, ${struck}, CHECK (until_date IS NULL OR until_date >= from_date)) STRICT`,
  `CREATE INDEX suspension_supervisor ON suspension(supervisor_id, from_date)`,

  // 附件1, 附件2: a code is unique for ever; what is printed on a card stays with it
  `CREATE TABLE card (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${person}, appointment_id INTEGER NOT NULL REFERENCES appointment(id),
    code TEXT NOT NULL UNIQUE, year INTEGER NOT NULL, seq INTEGER NOT NULL CHECK (seq BETWEEN 1 AND 9999),
    mode TEXT NOT NULL CHECK (mode IN ('auto','manual')), mode_reason TEXT NOT NULL, issued_on TEXT NOT NULL, period TEXT NOT NULL,
    name TEXT NOT NULL, org_name TEXT NOT NULL, printed_by TEXT NOT NULL,
    logo TEXT REFERENCES file(sha256), logo_place TEXT NOT NULL, photo TEXT REFERENCES file(sha256),
    state TEXT NOT NULL CHECK (state IN ('valid','void','lost','replaced')), state_reason TEXT NOT NULL,
    previous_id INTEGER REFERENCES card(id), filed_on TEXT, filing_receipt TEXT NOT NULL DEFAULT '',
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT`,
  `CREATE UNIQUE INDEX card_year_seq ON card(year, seq)`,
  `CREATE INDEX card_supervisor ON card(supervisor_id, id)`,
  `CREATE INDEX card_previous ON card(previous_id) WHERE previous_id IS NOT NULL`,
  `CREATE INDEX card_appointment ON card(appointment_id)`,
  `CREATE INDEX card_state ON card(state, filed_on)`,
  `CREATE TABLE card_event (id INTEGER PRIMARY KEY AUTOINCREMENT, card_id INTEGER NOT NULL REFERENCES card(id), at TEXT NOT NULL,
    actor TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL) STRICT`,
  `CREATE INDEX card_event_card ON card_event(card_id, id)`,
  `CREATE TABLE print_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, card_id INTEGER NOT NULL REFERENCES card(id),
    kind TEXT NOT NULL CHECK (kind IN ('first','reissue','reprint')), layout TEXT NOT NULL, printer TEXT NOT NULL, job TEXT NOT NULL,
    sheet INTEGER NOT NULL, slot INTEGER NOT NULL, spoiled INTEGER NOT NULL CHECK (spoiled IN (0,1)), spoil_reason TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX print_record_card ON print_record(card_id)`,
  `CREATE TABLE calibration (
    id INTEGER PRIMARY KEY AUTOINCREMENT, printer TEXT NOT NULL, paper TEXT NOT NULL, side TEXT NOT NULL, fit TEXT NOT NULL,
    readings TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, UNIQUE (printer, paper, side)
  ) STRICT`,

  // Append-only and hash-chained: changes can be seen (可发现篡改), not prevented.
  `CREATE TABLE audit_event (id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
    subject TEXT NOT NULL, text TEXT NOT NULL, detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT`,
  `CREATE INDEX audit_event_subject ON audit_event(subject, id)`,
]

/**
 * `standing`: one line per person with the dates from which the state is derived at query time. Triggers rebuild the line
 * from the records themselves whenever one of them changes, so it cannot say anything that the records do not.
 */
const line = `SELECT s.id AS supervisor_id,
    (s.deleted_at IS NOT NULL) AS deleted,
    (s.photo IS NOT NULL) AS has_photo,
    s.birth AS birth, s.sex AS sex,
    (SELECT min(on_date) FROM training WHERE supervisor_id = s.id AND struck_at IS NULL) AS trained_on,
    (SELECT CASE passed WHEN 1 THEN on_date END FROM exam WHERE supervisor_id = s.id AND struck_at IS NULL
      ORDER BY on_date DESC, id DESC LIMIT 1) AS exam_passed_on,
    a.id AS appointment_id,
    -- a term renewed before its end runs on: its start is the start of the term that it follows without a gap
    (SELECT min(b.start_date) FROM appointment b WHERE b.supervisor_id = s.id AND b.dismissed_on IS a.dismissed_on
      AND b.end_date >= date(a.start_date, '-1 day')) AS term_start,
    a.end_date AS term_end,
    a.dismissed_on AS dismissed_on,
    x.from_date AS suspended_from,
    x.until_date AS suspended_until,
    c.id AS card_id, c.code AS card_code, c.appointment_id AS card_appointment_id, c.filed_on AS card_filed_on,
    EXISTS (SELECT 1 FROM print_record p WHERE p.card_id = c.id AND p.spoiled = 0) AS card_printed
  FROM supervisor s
  -- the latest decision, not the latest start: a renewal that was dismissed before it began would hide the term that came after
  LEFT JOIN appointment a ON a.id = (SELECT max(id) FROM appointment WHERE supervisor_id = s.id)
  LEFT JOIN suspension x ON x.id = (SELECT id FROM suspension WHERE supervisor_id = s.id AND struck_at IS NULL
    ORDER BY from_date DESC, id DESC LIMIT 1)
  LEFT JOIN card c ON c.id = (SELECT id FROM card WHERE supervisor_id = s.id AND state = 'valid' ORDER BY id DESC LIMIT 1)`

const rebuild = (person: string) =>
  `INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = ${person};`

const trigger = (table: string, event: 'INSERT' | 'UPDATE', person: string) =>
  `CREATE TRIGGER standing_${table}_${event.toLowerCase()} AFTER ${event} ON ${table} BEGIN ${rebuild(person)} END`

const STANDING = [
  `CREATE VIEW standing_line AS ${line}`,
  `CREATE TABLE standing (
    supervisor_id INTEGER PRIMARY KEY REFERENCES supervisor(id), deleted INTEGER NOT NULL, has_photo INTEGER NOT NULL,
    birth TEXT NOT NULL, sex TEXT NOT NULL, trained_on TEXT, exam_passed_on TEXT,
    appointment_id INTEGER, term_start TEXT, term_end TEXT, dismissed_on TEXT, suspended_from TEXT, suspended_until TEXT,
    card_id INTEGER, card_code TEXT, card_appointment_id INTEGER, card_filed_on TEXT, card_printed INTEGER NOT NULL
  ) STRICT`,
  // All that the state is derived from, so that counting people in a term reads nothing but this index.
  `CREATE INDEX standing_term_end ON standing(term_end, supervisor_id, deleted, term_start, dismissed_on, suspended_from,
    suspended_until, exam_passed_on, trained_on)`,
  `CREATE INDEX standing_code ON standing(card_code)`,
  ...['training', 'exam', 'appointment', 'suspension', 'card'].flatMap(table => [
    trigger(table, 'INSERT', 'NEW.supervisor_id'),
    trigger(table, 'UPDATE', 'NEW.supervisor_id'),
  ]),
  trigger('supervisor', 'INSERT', 'NEW.id'),
  trigger('supervisor', 'UPDATE', 'NEW.id'),
  trigger('print_record', 'INSERT', '(SELECT supervisor_id FROM card WHERE id = NEW.card_id)'),
  trigger('print_record', 'UPDATE', '(SELECT supervisor_id FROM card WHERE id = NEW.card_id)'),
]

/** Nothing is lost: what was recorded is struck out, voided or put into the recycle bin, never deleted. */
const KEEP = [
  ...[
    'supervisor',
    'training',
    'exam',
    'attestation',
    'appointment',
    'suspension',
    'card',
    'card_event',
    'print_record',
    'file',
    'audit_event',
  ].map(
    table =>
      `CREATE TRIGGER keep_${table} BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} rows are never deleted'); END`,
  ),
  `CREATE TRIGGER keep_audit_event_text BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END`,
  `CREATE TRIGGER keep_card_code BEFORE UPDATE OF code, year, seq ON card
    WHEN NEW.code <> OLD.code OR NEW.year <> OLD.year OR NEW.seq <> OLD.seq
    BEGIN SELECT RAISE(ABORT, 'a code never changes'); END`,
]

import type { MigrationInterface, QueryRunner } from 'typeorm'
import { DERIVED, EVIDENCE_LIST } from './0005-evidence.ts'

/** Evidence in its slots, 封存, 调查冻结, 四性检测 inputs, fixity runs, 查阅登记, 销毁清册, exported packages. */
export class Archive0005 implements MigrationInterface {
  name = 'Archive1764000000005'
  static readonly name = 'Archive1764000000005'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...EVIDENCE_LIST, ...KEEP, ...FREEZE]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}

const recorded = 'recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL'
const struck = `struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''`
const batch = 'batch_id INTEGER NOT NULL REFERENCES batch(id)'

const TABLES = [
  // One owner each. `slot` and `seq` make the code G2_001, which is also the file's ASCII name in a package; a number is never given twice.
  `CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER REFERENCES batch(id), venue_id INTEGER REFERENCES venue(id), supervisor_id INTEGER REFERENCES supervisor(id),
    visit_id INTEGER REFERENCES visit(id), contest_id INTEGER REFERENCES contest(id),
    slot TEXT NOT NULL, seq INTEGER NOT NULL,
    title TEXT NOT NULL, author TEXT NOT NULL, on_date TEXT, category TEXT NOT NULL, secrecy TEXT NOT NULL,
    recorder TEXT NOT NULL, place TEXT NOT NULL, subject TEXT NOT NULL, page_no INTEGER, page_count INTEGER,
    file TEXT NOT NULL REFERENCES file(sha256), file_name TEXT NOT NULL, bytes INTEGER NOT NULL, type TEXT NOT NULL, modified_at TEXT,
    width INTEGER, height INTEGER, seconds REAL, taken_at TEXT, camera TEXT NOT NULL,
    thumbnail TEXT REFERENCES file(sha256), boxes TEXT NOT NULL DEFAULT '[]',
    destruction_id INTEGER REFERENCES destruction(id), ${recorded}, ${struck},
    ${DERIVED},
    CHECK ((batch_id IS NOT NULL) + (venue_id IS NOT NULL) + (supervisor_id IS NOT NULL) + (visit_id IS NOT NULL) + (contest_id IS NOT NULL) = 1)
  ) STRICT`,
  `CREATE UNIQUE INDEX evidence_batch ON evidence(batch_id, slot, seq) WHERE batch_id IS NOT NULL`,
  `CREATE UNIQUE INDEX evidence_venue ON evidence(venue_id, slot, seq) WHERE venue_id IS NOT NULL`,
  `CREATE UNIQUE INDEX evidence_supervisor ON evidence(supervisor_id, slot, seq) WHERE supervisor_id IS NOT NULL`,
  `CREATE UNIQUE INDEX evidence_visit ON evidence(visit_id, slot, seq) WHERE visit_id IS NOT NULL`,
  `CREATE UNIQUE INDEX evidence_contest ON evidence(contest_id, slot, seq) WHERE contest_id IS NOT NULL`,
  `CREATE INDEX evidence_file ON evidence(file)`,

  `CREATE TABLE slot_na (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER REFERENCES batch(id), contest_id INTEGER REFERENCES contest(id),
    slot TEXT NOT NULL, reason TEXT NOT NULL, ${recorded}, ${struck},
    CHECK ((batch_id IS NOT NULL) + (contest_id IS NOT NULL) = 1)
  ) STRICT`,
  `CREATE INDEX slot_na_batch ON slot_na(batch_id)`,
  `CREATE INDEX slot_na_contest ON slot_na(contest_id) WHERE contest_id IS NOT NULL`,

  // How far a camera's clock is off, by one photo whose true time is known. The latest row of a camera counts.
  `CREATE TABLE media_clock (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, camera TEXT NOT NULL, offset_seconds INTEGER NOT NULL,
    evidence_id INTEGER NOT NULL REFERENCES evidence(id), true_at TEXT NOT NULL, ${recorded}
  ) STRICT`,
  `CREATE INDEX media_clock_batch ON media_clock(batch_id)`,

  // What 四性检测 asks of a person: counts (13), reasons for skipped numbers (11, 12), the virus check (24). The latest row of a kind counts.
  `CREATE TABLE check_input (id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, kind TEXT NOT NULL, body TEXT NOT NULL, ${recorded}) STRICT`,
  `CREATE INDEX check_input_batch ON check_input(batch_id, kind)`,

  // manifest: a file of the store, canonical JSON; digest: its SHA-256
  `CREATE TABLE seal (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, version INTEGER NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL,
    manifest TEXT NOT NULL REFERENCES file(sha256), log_head TEXT NOT NULL, anchor TEXT NOT NULL, ${recorded},
    opened_at TEXT, opened_by TEXT NOT NULL DEFAULT '', open_reason TEXT NOT NULL DEFAULT '', UNIQUE (batch_id, version)
  ) STRICT`,
  `CREATE UNIQUE INDEX seal_closed ON seal(batch_id) WHERE opened_at IS NULL`,

  // 调查冻结 (第二十一条（九）（十）)
  `CREATE TABLE hold (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, reason TEXT NOT NULL, ${recorded},
    lifted_at TEXT, lifted_by TEXT NOT NULL DEFAULT '', lift_reason TEXT NOT NULL DEFAULT ''
  ) STRICT`,
  `CREATE UNIQUE INDEX hold_active ON hold(batch_id) WHERE lifted_at IS NULL`,

  `CREATE TABLE fixity_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER REFERENCES batch(id), scheduled INTEGER NOT NULL,
    files INTEGER NOT NULL, bytes INTEGER NOT NULL, changed TEXT NOT NULL, missing TEXT NOT NULL, complete INTEGER NOT NULL, ${recorded}
  ) STRICT`,

  // 查阅登记: who saw sealed papers, who approved it, which 内督员 was there
  `CREATE TABLE access_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, visitor TEXT NOT NULL, unit TEXT NOT NULL, purpose TEXT NOT NULL, what TEXT NOT NULL,
    way TEXT NOT NULL, approved_by TEXT NOT NULL, attended_by TEXT NOT NULL, ${recorded}
  ) STRICT`,
  `CREATE INDEX access_entry_batch ON access_entry(batch_id)`,

  // 销毁清册: proposed with two persons, then carried out; metadata and digests stay
  `CREATE TABLE destruction (
    id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL UNIQUE, year INTEGER NOT NULL, seq INTEGER NOT NULL, reason TEXT NOT NULL,
    approved_by TEXT NOT NULL, witnessed_by TEXT NOT NULL, items TEXT NOT NULL, done_at TEXT, ${recorded}, ${struck}, UNIQUE (year, seq)
  ) STRICT`,

  // Export log and 交付清单
  `CREATE TABLE package_export (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${batch}, seal_id INTEGER REFERENCES seal(id), kind TEXT NOT NULL CHECK (kind IN ('full','masked')),
    form TEXT NOT NULL CHECK (form IN ('folder','zip')), name TEXT NOT NULL, receiver TEXT NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL,
    digest TEXT NOT NULL, log_head TEXT NOT NULL, anchor TEXT NOT NULL, sources TEXT NOT NULL, ${recorded}
  ) STRICT`,
  `CREATE INDEX package_export_batch ON package_export(batch_id)`,
  `CREATE INDEX package_export_anchor ON package_export(anchor)`,
]

const KEEP = [
  ...[
    'evidence',
    'slot_na',
    'media_clock',
    'check_input',
    'seal',
    'hold',
    'fixity_run',
    'access_entry',
    'destruction',
    'package_export',
  ].map(
    table =>
      `CREATE TRIGGER stay_${table} BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} rows are never deleted'); END`,
  ),
  `CREATE TRIGGER stay_stored BEFORE UPDATE OF file, file_name, bytes ON evidence
     WHEN (NEW.file, NEW.file_name, NEW.bytes) IS NOT (OLD.file, OLD.file_name, OLD.bytes)
   BEGIN SELECT RAISE(ABORT, 'what was taken in does not change'); END`,
]

/** What comes after 封存: papers of inspectors' visits and of mending (外督记录, 反馈表, 整改, 证卡核验). */
const LATER = `('D2', 'D3', 'D4', 'D5', 'D6')`

/**
 * A sealed or held batch does not change, whoever asks: the database itself refuses, the gate turns the text into BATCH_SEALED or BATCH_HELD.
 * Not frozen: visits, 资料提供登记, deadlines, 整改 and samples, which happen because a batch is finished; and marks that only concern copies (boxes, thumbnails).
 */
const frozen = (name: string, event: string, of: string, batchId: string, but = '1'): string[] =>
  (
    [
      ['seal', 'BATCH_SEALED', 'opened_at'],
      ['hold', 'BATCH_HELD', 'lifted_at'],
    ] as const
  ).map(
    ([table, code, ended]) => `CREATE TRIGGER ${table}_freezes_${name} BEFORE ${event} ON ${of}
     WHEN ${table === 'seal' ? but : '1'} AND EXISTS (SELECT 1 FROM ${table} WHERE batch_id = ${batchId} AND ${ended} IS NULL)
   BEGIN SELECT RAISE(ABORT, '${code} ' || (SELECT name FROM batch WHERE id = ${batchId})); END`,
  )

const CONTENT =
  'batch_id, slot, seq, title, author, on_date, category, secrecy, recorder, place, subject, page_no, page_count, struck_at'

const FREEZE = [
  ...frozen('batch', 'UPDATE', 'batch', 'OLD.id'),
  ...['batch_session', 'batch_staff', 'batch_candidate', 'assignment', 'supervision', 'slot_na'].flatMap(table => [
    ...frozen(`${table}_insert`, 'INSERT', table, 'NEW.batch_id'),
    ...frozen(`${table}_update`, 'UPDATE', table, 'OLD.batch_id'),
  ]),
  ...frozen(
    'assignment_person',
    'INSERT',
    'assignment_person',
    '(SELECT batch_id FROM assignment WHERE id = NEW.assignment_id)',
  ),
  ...frozen(
    'supervision_evidence',
    'INSERT',
    'supervision_evidence',
    '(SELECT batch_id FROM supervision WHERE id = NEW.supervision_id)',
  ),
  ...frozen('evidence_insert', 'INSERT', 'evidence', 'NEW.batch_id', `NEW.slot NOT IN ${LATER}`),
  ...frozen('evidence_update', `UPDATE OF ${CONTENT}`, 'evidence', 'OLD.batch_id', `OLD.slot NOT IN ${LATER}`),
  ...frozen('evidence_move', `UPDATE OF ${CONTENT}`, 'evidence', 'NEW.batch_id', `NEW.slot NOT IN ${LATER}`),
  // R-HOLD: hold beats retention's end
  `CREATE TRIGGER hold_freezes_destruction BEFORE UPDATE OF destruction_id ON evidence
     WHEN EXISTS (SELECT 1 FROM hold WHERE batch_id = OLD.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END`,
]

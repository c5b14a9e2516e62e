import type { MigrationInterface, QueryRunner } from 'typeorm'

/** 场地, 设备, what was filed, counts and their outcomes, and the dictionary of 职业. Tables of 0001 are not touched. */
export class Venue0002 implements MigrationInterface {
  name = 'Venue1764000000002'
  static readonly name: string = 'Venue1764000000002'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...FIXED, ...KEEP]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}

const attachment = `file TEXT REFERENCES file(sha256), file_name TEXT NOT NULL`
const struck = `struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''`
const recorded = 'recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL'
const lived = 'created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT'
const venue = 'venue_id INTEGER NOT NULL REFERENCES venue(id)'
// 第二十三条（一）
const device = `name TEXT NOT NULL, model TEXT NOT NULL, spec TEXT NOT NULL, unit TEXT NOT NULL, room TEXT NOT NULL, asset_no TEXT NOT NULL`

const TABLES = [
  `CREATE TABLE venue (
    id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL,
    name TEXT NOT NULL, address TEXT NOT NULL, purpose TEXT NOT NULL, contact TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (json_valid(scope)),
    filing_status TEXT NOT NULL CHECK (filing_status IN ('none','submitted','filed')),
    filed_on TEXT, valid_until TEXT, receipt TEXT NOT NULL, ${lived},
    CHECK (filing_status <> 'filed' OR filed_on IS NOT NULL),
    CHECK (valid_until IS NULL OR valid_until >= filed_on)
  ) STRICT`,
  `CREATE UNIQUE INDEX venue_place ON venue(name, address) WHERE deleted_at IS NULL`,

  `CREATE TABLE venue_file (id INTEGER PRIMARY KEY AUTOINCREMENT, ${venue},
    kind TEXT NOT NULL CHECK (kind IN ('photo','paper','receipt')), ${attachment}, exif_on TEXT, typed_on TEXT, note TEXT NOT NULL,
    ${recorded}, ${struck}) STRICT`,
  `CREATE INDEX venue_file_venue ON venue_file(venue_id, kind)`,

  // 名称 + 型号 + 规格 stand once in a room; identity is their compared form
  `CREATE TABLE equipment (id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, ${venue}, ${device},
    quantity INTEGER NOT NULL CHECK (quantity >= 0), note TEXT NOT NULL,
    identity TEXT NOT NULL, pinyin TEXT NOT NULL, initials TEXT NOT NULL, ${lived}) STRICT`,
  `CREATE UNIQUE INDEX equipment_identity ON equipment(venue_id, identity) WHERE deleted_at IS NULL`,
  `CREATE INDEX equipment_room ON equipment(venue_id, room, id) WHERE deleted_at IS NULL`,
  `CREATE INDEX equipment_pinyin ON equipment(venue_id, pinyin, id) WHERE deleted_at IS NULL`,

  `CREATE TABLE baseline (id INTEGER PRIMARY KEY AUTOINCREMENT, ${venue}, on_date TEXT NOT NULL, receipt TEXT NOT NULL,
    note TEXT NOT NULL, ${attachment}, facts TEXT NOT NULL CHECK (json_valid(facts)),
    devices INTEGER NOT NULL, pieces INTEGER NOT NULL, ${recorded}) STRICT`,
  `CREATE INDEX baseline_venue ON baseline(venue_id, on_date, id)`,
  `CREATE TABLE baseline_device (id INTEGER PRIMARY KEY AUTOINCREMENT, baseline_id INTEGER NOT NULL REFERENCES baseline(id),
    no INTEGER NOT NULL, equipment_id INTEGER NOT NULL REFERENCES equipment(id), ${device},
    quantity INTEGER NOT NULL CHECK (quantity >= 0), note TEXT NOT NULL, UNIQUE (baseline_id, no)) STRICT`,
  // 变更说明: the latest one of a key stands
  `CREATE TABLE change_note (id INTEGER PRIMARY KEY AUTOINCREMENT, baseline_id INTEGER NOT NULL REFERENCES baseline(id),
    change TEXT NOT NULL, text TEXT NOT NULL, ${recorded}) STRICT`,
  `CREATE INDEX change_note_change ON change_note(baseline_id, change, id)`,

  `CREATE TABLE venue_check (id INTEGER PRIMARY KEY AUTOINCREMENT, ${venue}, room TEXT,
    source TEXT NOT NULL CHECK (source IN ('current','baseline')), baseline_id INTEGER REFERENCES baseline(id),
    state TEXT NOT NULL CHECK (state IN ('open','finished','abandoned')),
    started_on TEXT NOT NULL, started_by TEXT NOT NULL, started_at TEXT NOT NULL,
    finished_on TEXT, finished_by TEXT NOT NULL DEFAULT '', finished_at TEXT, note TEXT NOT NULL DEFAULT '',
    summary TEXT CHECK (summary IS NULL OR json_valid(summary)),
    CHECK ((source = 'baseline') = (baseline_id IS NOT NULL)),
    CHECK ((state = 'open') = (summary IS NULL))) STRICT`,
  `CREATE INDEX venue_check_venue ON venue_check(venue_id, state, id)`,
  `CREATE TABLE venue_check_line (id INTEGER PRIMARY KEY AUTOINCREMENT, check_id INTEGER NOT NULL REFERENCES venue_check(id),
    no INTEGER NOT NULL, equipment_id INTEGER REFERENCES equipment(id), ${device}, expected INTEGER NOT NULL CHECK (expected >= 0),
    extra INTEGER NOT NULL CHECK (extra IN (0,1)),
    result TEXT CHECK (result IN ('match','short','over','duplicate','model')), counted INTEGER CHECK (counted >= 0),
    found_model TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', counted_by TEXT NOT NULL DEFAULT '', counted_at TEXT,
    struck_at TEXT, CHECK ((result IS NULL) = (counted IS NULL)), UNIQUE (check_id, no)) STRICT`,
  `CREATE INDEX venue_check_line_asset ON venue_check_line(check_id, asset_no COLLATE NOCASE) WHERE asset_no <> ''`,
  `CREATE INDEX venue_check_line_pending ON venue_check_line(check_id, no) WHERE result IS NULL AND struck_at IS NULL`,
  // 第二十三条（二）: the inspector's 是/否, entered from the signed sheet
  `CREATE TABLE venue_check_outcome (id INTEGER PRIMARY KEY AUTOINCREMENT, check_id INTEGER NOT NULL REFERENCES venue_check(id),
    conforms INTEGER NOT NULL CHECK (conforms IN (0,1)), persons TEXT NOT NULL, agency TEXT NOT NULL, on_date TEXT NOT NULL,
    note TEXT NOT NULL, ${attachment}, ${recorded}, ${struck}) STRICT`,
  `CREATE UNIQUE INDEX venue_check_outcome_check ON venue_check_outcome(check_id) WHERE struck_at IS NULL`,

  `CREATE TABLE occupation (id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL, occupation TEXT NOT NULL, trade TEXT NOT NULL,
    levels TEXT NOT NULL CHECK (json_valid(levels)), pinyin TEXT NOT NULL, initials TEXT NOT NULL, ${lived}) STRICT`,
  `CREATE UNIQUE INDEX occupation_entry ON occupation(occupation, trade, code) WHERE deleted_at IS NULL`,
]

const never = (name: string, when: string, why: string) =>
  `CREATE TRIGGER ${name} BEFORE ${when} BEGIN SELECT RAISE(ABORT, '${why}'); END`

/** What was filed and what a finished count found stay as they were. */
const FIXED = [
  never('fixed_baseline', 'UPDATE ON baseline', 'a baseline never changes'),
  never('fixed_baseline_device', 'UPDATE ON baseline_device', 'a baseline never changes'),
  never(
    'fixed_baseline_length',
    'INSERT ON baseline_device WHEN NEW.no > (SELECT devices FROM baseline WHERE id = NEW.baseline_id)',
    'a baseline never grows',
  ),
  never('fixed_change_note', 'UPDATE ON change_note', 'a note is followed by another, never changed'),
  never('fixed_venue_check', `UPDATE ON venue_check WHEN OLD.state <> 'open'`, 'a closed count never changes'),
  ...['INSERT', 'UPDATE'].map(event =>
    never(
      `fixed_venue_check_line_${event.toLowerCase()}`,
      `${event} ON venue_check_line WHEN (SELECT state FROM venue_check WHERE id = NEW.check_id) <> 'open'`,
      'a closed count never changes',
    ),
  ),
  never(
    'fixed_venue_check_outcome',
    `INSERT ON venue_check_outcome WHEN (SELECT state FROM venue_check WHERE id = NEW.check_id) <> 'finished'`,
    'an outcome needs a finished count',
  ),
]

const KEEP = [
  'venue',
  'venue_file',
  'equipment',
  'baseline',
  'baseline_device',
  'change_note',
  'venue_check',
  'venue_check_line',
  'venue_check_outcome',
  'occupation',
].map(table => never(`keep_${table}`, `DELETE ON ${table}`, `${table} rows are never deleted`))

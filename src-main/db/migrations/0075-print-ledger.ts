import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * 打印台账 and what comes home by it. A row of `printed` is one set of pages that left the program; its number is in the code on each page, so
 * rows never change and numbers never wrap. `scan` keeps each original once, byte for byte; `scan_page` what was read of a page and where it
 * was filed. What a page's state is says the domain (domain/scan.ts); here stand only facts.
 */
const TABLES = [
  `CREATE TABLE printed (
    id INTEGER PRIMARY KEY AUTOINCREMENT, form TEXT NOT NULL, subject TEXT NOT NULL CHECK (json_valid(subject)), about TEXT NOT NULL,
    mode TEXT NOT NULL, pages INTEGER NOT NULL CHECK (pages > 0), digest TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('print','save','package')),
    batch_id INTEGER REFERENCES batch(id), contest_id INTEGER REFERENCES contest(id), venue_id INTEGER REFERENCES venue(id),
    supervisor_id INTEGER REFERENCES supervisor(id), visit_id INTEGER REFERENCES visit(id),
    contest_visit_id INTEGER REFERENCES contest_visit(id), recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX printed_about ON printed(form, subject, id)`,
  `CREATE INDEX printed_batch ON printed(batch_id) WHERE batch_id IS NOT NULL`,
  `CREATE TRIGGER keep_printed BEFORE DELETE ON printed BEGIN SELECT RAISE(ABORT, 'printed rows are never deleted'); END`,
  `CREATE TRIGGER fixed_printed BEFORE UPDATE ON printed BEGIN SELECT RAISE(ABORT, 'printed rows never change'); END`,
  `CREATE TABLE scan (
    id INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL UNIQUE REFERENCES file(sha256), file_name TEXT NOT NULL,
    bytes INTEGER NOT NULL, pages INTEGER, problem TEXT NOT NULL DEFAULT '', recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TRIGGER keep_scan BEFORE DELETE ON scan BEGIN SELECT RAISE(ABORT, 'scan rows are never deleted'); END`,
  `CREATE TABLE scan_page (
    id INTEGER PRIMARY KEY AUTOINCREMENT, scan_id INTEGER NOT NULL REFERENCES scan(id), page INTEGER NOT NULL CHECK (page > 0),
    codes TEXT NOT NULL CHECK (json_valid(codes)), typed TEXT NOT NULL DEFAULT '', ink REAL, problem TEXT NOT NULL DEFAULT '',
    picture TEXT REFERENCES file(sha256),
    printed_id INTEGER REFERENCES printed(id), printed_page INTEGER, filed_as TEXT, filed_file TEXT REFERENCES file(sha256), filed_by TEXT NOT NULL DEFAULT '', filed_at TEXT, reason TEXT NOT NULL DEFAULT '',
    returned_at TEXT, returned_by TEXT NOT NULL DEFAULT '', UNIQUE (scan_id, page),
    CHECK ((filed_at IS NULL) = (filed_as IS NULL)), CHECK (filed_at IS NULL OR returned_at IS NULL)
  ) STRICT`,
  `CREATE INDEX scan_page_printed ON scan_page(printed_id, printed_page) WHERE printed_id IS NOT NULL`,
  `CREATE INDEX scan_page_open ON scan_page(scan_id, page) WHERE filed_at IS NULL AND returned_at IS NULL`,
  `CREATE TRIGGER keep_scan_page BEFORE DELETE ON scan_page BEGIN SELECT RAISE(ABORT, 'scan_page rows are never deleted'); END`,
  `CREATE TRIGGER fixed_scan_page BEFORE UPDATE ON scan_page WHEN OLD.filed_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a filed page never changes'); END`,
]

export class PrintLedger0075 implements MigrationInterface {
  name = 'PrintLedger1764000000075'
  static readonly name = 'PrintLedger1764000000075'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}

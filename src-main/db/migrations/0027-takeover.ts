import type { MigrationInterface, QueryRunner } from 'typeorm'

/** An office that comes in with its history: numbers that were used before, and what a take-over has brought. */
export class Takeover0027 implements MigrationInterface {
  name = 'Takeover1764000000027'
  static readonly name = 'Takeover1764000000027'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}

// What a take-over brought may go again while it is being withdrawn; everything else is kept as before.
const withdrawn = (table: string) => `NOT EXISTS (SELECT 1 FROM takeover_row r JOIN takeover t ON t.id = r.takeover_id
  WHERE r.of_table = '${table}' AND r.row_id = OLD.id AND t.withdrawn_at IS NOT NULL)`

const KEPT = ['appointment', 'card', 'card_event']

const STATEMENTS = [
  `CREATE TABLE takeover (id INTEGER PRIMARY KEY AUTOINCREMENT, file_name TEXT NOT NULL, last_card INTEGER NOT NULL, -- before it
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    withdrawn_at TEXT, withdrawn_by TEXT NOT NULL DEFAULT '', withdraw_reason TEXT NOT NULL DEFAULT '') STRICT`,
  `CREATE TABLE takeover_row (takeover_id INTEGER NOT NULL REFERENCES takeover(id), of_table TEXT NOT NULL, row_id INTEGER NOT NULL,
    PRIMARY KEY (of_table, row_id)) STRICT, WITHOUT ROWID`,
  `CREATE INDEX takeover_row_takeover ON takeover_row(takeover_id)`,
  // A number is used for ever, also of people unknown, of a wrong format, twice. in_order: the next one follows it. all_below: and every smaller one is used.
  `CREATE TABLE used_number (id INTEGER PRIMARY KEY AUTOINCREMENT, takeover_id INTEGER REFERENCES takeover(id), code TEXT NOT NULL,
    year INTEGER, seq INTEGER CHECK (seq BETWEEN 0 AND 9999), in_order INTEGER NOT NULL CHECK (in_order IN (0,1)),
    all_below INTEGER NOT NULL CHECK (all_below IN (0,1)), holder TEXT NOT NULL, note TEXT NOT NULL,
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT`,
  `CREATE INDEX used_number_year ON used_number(year, seq)`,
  `CREATE TRIGGER keep_used_number BEFORE DELETE ON used_number
    WHEN OLD.takeover_id IS NULL OR NOT EXISTS (SELECT 1 FROM takeover WHERE id = OLD.takeover_id AND withdrawn_at IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, 'used_number rows are never deleted'); END`,
  `CREATE TRIGGER keep_takeover BEFORE DELETE ON takeover BEGIN SELECT RAISE(ABORT, 'takeover rows are never deleted'); END`,
  `CREATE TRIGGER keep_takeover_row BEFORE DELETE ON takeover_row BEGIN SELECT RAISE(ABORT, 'takeover_row rows are never deleted'); END`,
  ...KEPT.flatMap(table => [
    `DROP TRIGGER keep_${table}`,
    `CREATE TRIGGER keep_${table} BEFORE DELETE ON ${table} WHEN ${withdrawn(table)}
      BEGIN SELECT RAISE(ABORT, '${table} rows are never deleted'); END`,
  ]),
]

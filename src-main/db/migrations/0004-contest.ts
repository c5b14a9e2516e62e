import type { MigrationInterface, QueryRunner } from 'typeorm'

/** 竞赛: the register, places (rows of 附件6), 赛务 with their proof, visits of 外督员 and the deadline of 附件7. */
export class Contest0004 implements MigrationInterface {
  name = 'Contest1764000000004'
  static readonly name = 'Contest1764000000004'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...KEEP]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}

const recorded = 'recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL'
const struck = `struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''`
const contest = 'contest_id INTEGER NOT NULL REFERENCES contest(id)'

const TABLES = [
  // ratio: 晋升比例 as it stands in the document (1/3, 30%), never a rounded number. ready_on: 就绪 was declared then; whether it holds is a rule
  `CREATE TABLE contest (
    id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL,
    name TEXT NOT NULL, host TEXT NOT NULL, co_host TEXT NOT NULL, items TEXT NOT NULL, notice_no TEXT NOT NULL,
    from_on TEXT, to_on TEXT, contact TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL,
    ratio TEXT NOT NULL, ratio_no TEXT NOT NULL, entrants INTEGER, applied INTEGER,
    ready_on TEXT, ready_by TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
  ) STRICT`,
  `CREATE INDEX contest_from ON contest(from_on, id)`,

  `CREATE TABLE contest_place (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${contest}, place TEXT NOT NULL, occupation TEXT NOT NULL, people INTEGER NOT NULL,
    from_on TEXT NOT NULL, from_time TEXT NOT NULL, to_on TEXT NOT NULL, to_time TEXT NOT NULL, note TEXT NOT NULL, ${struck}
  ) STRICT`,
  `CREATE INDEX contest_place_contest ON contest_place(contest_id, from_on, from_time)`,

  // 第八条: 具有资质的竞赛赛务管理人员
  `CREATE TABLE contest_staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${contest}, name TEXT NOT NULL, duty TEXT NOT NULL, certificate TEXT NOT NULL, valid_to TEXT,
    phone TEXT NOT NULL, file TEXT REFERENCES file(sha256), file_name TEXT NOT NULL, ${recorded}, ${struck}
  ) STRICT`,
  `CREATE INDEX contest_staff_contest ON contest_staff(contest_id)`,

  `CREATE TABLE contest_visit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${contest}, kind TEXT NOT NULL CHECK (kind IN ('during','after')),
    place_id INTEGER REFERENCES contest_place(id), parts TEXT NOT NULL, on_date TEXT NOT NULL, ended_on TEXT NOT NULL,
    end_reason TEXT NOT NULL, inspectors TEXT NOT NULL, opinion TEXT NOT NULL, ${recorded}, ${struck}
  ) STRICT`,
  `CREATE INDEX contest_visit_contest ON contest_visit(contest_id)`,
  `CREATE TABLE contest_visit_scan (
    id INTEGER PRIMARY KEY AUTOINCREMENT, visit_id INTEGER NOT NULL REFERENCES contest_visit(id), form TEXT NOT NULL,
    file TEXT NOT NULL REFERENCES file(sha256), file_name TEXT NOT NULL, ${recorded}
  ) STRICT`,
  `CREATE INDEX contest_visit_scan_visit ON contest_visit_scan(visit_id)`,

  // 第二十六条: the deadline of 附件7 stands among the others, with source 'visit'
  `ALTER TABLE deadline ADD COLUMN contest_visit_id INTEGER REFERENCES contest_visit(id)`,
  `CREATE INDEX deadline_contest_visit ON deadline(contest_visit_id) WHERE contest_visit_id IS NOT NULL`,
]

const KEEP = ['contest', 'contest_place', 'contest_staff', 'contest_visit', 'contest_visit_scan'].map(
  table =>
    `CREATE TRIGGER keep_${table} BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} rows are never deleted'); END`,
)

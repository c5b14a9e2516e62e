import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Persons of this folder: accounts, and acts that wait until each of two or three persons has signed. */
export class Account0070 implements MigrationInterface {
  name = 'Account1764000000070'
  static readonly name = 'Account1764000000070'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}

const KEPT = ['account', 'act', 'act_signature']

const STATEMENTS = [
  // password: scrypt as text, see services/account/password.ts; '' is locked until a 管理员 gives a new one.
  `CREATE TABLE account (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, name_key TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin','clerk','reviewer','head','reader','supervisor')),
    supervisor_id INTEGER REFERENCES supervisor(id), password TEXT NOT NULL DEFAULT '',
    failed INTEGER NOT NULL DEFAULT 0, failed_at TEXT, ended_at TEXT, end_reason TEXT NOT NULL DEFAULT '',
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    CHECK (role <> 'supervisor' OR supervisor_id IS NOT NULL)) STRICT`,
  `CREATE UNIQUE INDEX account_name ON account(name_key) WHERE ended_at IS NULL`,
  // input: what was asked for, word for word, with what was seen; it is carried out when every part is signed.
  `CREATE TABLE act (id INTEGER PRIMARY KEY AUTOINCREMENT, route TEXT NOT NULL, title TEXT NOT NULL, input TEXT NOT NULL, parts TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending','done','withdrawn')), ended_at TEXT, ended_by TEXT NOT NULL DEFAULT '', end_reason TEXT NOT NULL DEFAULT '',
    account_id INTEGER REFERENCES account(id), recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT`,
  `CREATE INDEX act_state ON act(state)`,
  `CREATE TABLE act_signature (id INTEGER PRIMARY KEY AUTOINCREMENT, act_id INTEGER NOT NULL REFERENCES act(id), part TEXT NOT NULL, name TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('account','paper')), account_id INTEGER REFERENCES account(id), file TEXT REFERENCES file(sha256),
    file_name TEXT NOT NULL DEFAULT '', recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, UNIQUE (act_id, part),
    CHECK ((way = 'account') = (account_id IS NOT NULL)), CHECK ((way = 'paper') = (file IS NOT NULL))) STRICT`,
  ...KEPT.map(
    table =>
      `CREATE TRIGGER keep_${table} BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} rows are never deleted'); END`,
  ),
  `CREATE TRIGGER kept_act_signature BEFORE UPDATE ON act_signature BEGIN SELECT RAISE(ABORT, 'act_signature rows are never changed'); END`,
  `CREATE TRIGGER kept_act BEFORE UPDATE OF route, title, input, parts ON act BEGIN SELECT RAISE(ABORT, 'what was signed does not change'); END`,
]

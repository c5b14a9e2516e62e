import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * A card's word follows the day (第十三、十四条). `card.state` keeps what somebody entered (valid, void, lost); 换发, 解聘, 届满, 暂停 and 生效
 * are derived from dates. `card_standing` holds those dates, one line a card, rebuilt by triggers from the records, as `standing` is for people.
 */
export class CardDay0020 implements MigrationInterface {
  name = 'CardDay1764000000020'
  static readonly name = 'CardDay1764000000020'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...ENTRIES, ...LINES, ...PEOPLE, ...REPLACED]) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('migrations only go forward; the backup made before is the way back')
  }
}

const ENTRIES = [
  // About a card that is over: 收回 (本机构制度) and 变更备案 (第十三条). Struck out, never deleted.
  `CREATE TABLE card_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT, card_id INTEGER NOT NULL REFERENCES card(id),
    kind TEXT NOT NULL CHECK (kind IN ('return','change')), on_date TEXT NOT NULL, note TEXT NOT NULL,
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''
  ) STRICT`,
  `CREATE INDEX card_entry_card ON card_entry(card_id, kind)`,
  `CREATE TRIGGER keep_card_entry BEFORE DELETE ON card_entry BEGIN SELECT RAISE(ABORT, 'card_entry rows are never deleted'); END`,
]

const entry = (kind: string) =>
  `(SELECT max(e.on_date) FROM card_entry e WHERE e.card_id = c.id AND e.kind = '${kind}' AND e.struck_at IS NULL)`

const line = `SELECT c.id AS card_id, c.supervisor_id AS supervisor_id, c.appointment_id AS appointment_id,
    (c.state = 'void') AS voided, (c.state = 'lost') AS lost,
    max(c.issued_on, a.start_date) AS from_day, a.end_date AS term_end,
    CASE WHEN a.dismissed_on <= a.end_date THEN a.dismissed_on END AS dismissed_on,
    -- the successor counts from its own first day, and only if its term comes to begin
    (SELECT min(max(n.issued_on, b.start_date)) FROM card n JOIN appointment b ON b.id = n.appointment_id
      WHERE n.supervisor_id = c.supervisor_id AND n.id > c.id AND n.appointment_id <> c.appointment_id AND n.state <> 'void'
        AND (b.dismissed_on IS NULL OR b.dismissed_on > max(n.issued_on, b.start_date))) AS replaced_from,
    c.filed_on AS filed_on,
    EXISTS (SELECT 1 FROM print_record p WHERE p.card_id = c.id AND p.spoiled = 0) AS printed,
    ${entry('return')} AS returned_on, ${entry('change')} AS changed_on
  FROM card c JOIN appointment a ON a.id = c.appointment_id`

const rebuild = (where: string) => `INSERT OR REPLACE INTO card_standing SELECT * FROM card_line WHERE ${where};`

const trigger = (table: string, event: 'INSERT' | 'UPDATE', ...which: string[]) =>
  `CREATE TRIGGER card_standing_${table}_${event.toLowerCase()} AFTER ${event} ON ${table} BEGIN ${which.map(rebuild).join(' ')} END`

const itself = 'card_id = NEW.card_id'
// A card changes itself, and what it replaces: cards of the person's other terms.
const card = ['card_id = NEW.id', 'supervisor_id = NEW.supervisor_id AND appointment_id <> NEW.appointment_id']

const LINES = [
  `CREATE VIEW card_line AS ${line}`,
  `CREATE TABLE card_standing (
    card_id INTEGER PRIMARY KEY, supervisor_id INTEGER NOT NULL, appointment_id INTEGER NOT NULL,
    voided INTEGER NOT NULL, lost INTEGER NOT NULL, from_day TEXT NOT NULL, term_end TEXT NOT NULL, dismissed_on TEXT, replaced_from TEXT,
    filed_on TEXT, printed INTEGER NOT NULL, returned_on TEXT, changed_on TEXT
  ) STRICT`,
  `CREATE INDEX card_standing_person ON card_standing(supervisor_id, card_id)`,
  trigger('card', 'INSERT', ...card),
  trigger('card', 'UPDATE', ...card),
  // a take-over that is withdrawn takes its cards along
  `CREATE TRIGGER card_standing_card_delete AFTER DELETE ON card BEGIN DELETE FROM card_standing WHERE card_id = OLD.id;
    ${rebuild('supervisor_id = OLD.supervisor_id AND appointment_id <> OLD.appointment_id')} END`,
  trigger('appointment', 'UPDATE', 'supervisor_id = NEW.supervisor_id'),
  trigger('print_record', 'INSERT', itself),
  trigger('print_record', 'UPDATE', itself),
  trigger('card_entry', 'INSERT', itself),
  trigger('card_entry', 'UPDATE', itself),
]

/** A person's card is the latest that was not voided: 挂失 does not take it away, and a renewal ahead keeps the number in order. */
const PEOPLE = [
  `DROP VIEW standing_line`,
  `CREATE VIEW standing_line AS SELECT s.id AS supervisor_id,
    (s.deleted_at IS NOT NULL) AS deleted,
    (s.photo IS NOT NULL) AS has_photo,
    s.birth AS birth, s.sex AS sex,
    (SELECT min(on_date) FROM training WHERE supervisor_id = s.id AND struck_at IS NULL) AS trained_on,
    (SELECT CASE passed WHEN 1 THEN on_date END FROM exam WHERE supervisor_id = s.id AND struck_at IS NULL
      ORDER BY on_date DESC, id DESC LIMIT 1) AS exam_passed_on,
    a.id AS appointment_id,
    (SELECT min(b.start_date) FROM appointment b WHERE b.supervisor_id = s.id AND b.dismissed_on IS a.dismissed_on
      AND b.end_date >= date(a.start_date, '-1 day')) AS term_start,
    a.end_date AS term_end,
    a.dismissed_on AS dismissed_on,
    x.from_date AS suspended_from,
    x.until_date AS suspended_until,
    c.id AS card_id, c.code AS card_code, c.appointment_id AS card_appointment_id, c.filed_on AS card_filed_on,
    EXISTS (SELECT 1 FROM print_record p WHERE p.card_id = c.id AND p.spoiled = 0) AS card_printed
  FROM supervisor s
  LEFT JOIN appointment a ON a.id = (SELECT max(id) FROM appointment WHERE supervisor_id = s.id)
  LEFT JOIN suspension x ON x.id = (SELECT id FROM suspension WHERE supervisor_id = s.id AND struck_at IS NULL
    ORDER BY from_date DESC, id DESC LIMIT 1)
  LEFT JOIN card c ON c.id = (SELECT id FROM card WHERE supervisor_id = s.id AND state <> 'void' ORDER BY id DESC LIMIT 1)`,
]

/** 0.1.0 wrote 'replaced' at the renewal, over a 挂失 too: what the card's own ledger says last is put back, and 换发 is derived. */
const REPLACED = [
  `UPDATE card SET state = CASE (SELECT e.kind FROM card_event e WHERE e.card_id = card.id AND e.kind IN ('lost','found','reissued')
      ORDER BY e.id DESC LIMIT 1) WHEN 'lost' THEN 'lost' ELSE 'valid' END WHERE state = 'replaced'`,
  `INSERT OR REPLACE INTO card_standing SELECT * FROM card_line`,
  `INSERT OR REPLACE INTO standing SELECT * FROM standing_line`,
]

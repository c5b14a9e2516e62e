-- Made by `npm run schema` from the migrations: the database as it is today, to be read. Never run.

CREATE TABLE access_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), visitor TEXT NOT NULL, unit TEXT NOT NULL, purpose TEXT NOT NULL, what TEXT NOT NULL,
    way TEXT NOT NULL, approved_by TEXT NOT NULL, attended_by TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  , slots TEXT NOT NULL DEFAULT '[]', until_on TEXT, ended_at TEXT, ended_by TEXT NOT NULL DEFAULT '', end_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX access_entry_batch ON access_entry(batch_id);
CREATE TRIGGER stay_access_entry BEFORE DELETE ON access_entry BEGIN SELECT RAISE(ABORT, 'access_entry rows are never deleted'); END;

CREATE TABLE account (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, name_key TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin','clerk','reviewer','head','reader','supervisor')),
    supervisor_id INTEGER REFERENCES supervisor(id), password TEXT NOT NULL DEFAULT '',
    failed INTEGER NOT NULL DEFAULT 0, failed_at TEXT, ended_at TEXT, end_reason TEXT NOT NULL DEFAULT '',
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    CHECK (role <> 'supervisor' OR supervisor_id IS NOT NULL)) STRICT;
CREATE UNIQUE INDEX account_name ON account(name_key) WHERE ended_at IS NULL;
CREATE TRIGGER keep_account BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'account rows are never deleted'); END;

CREATE TABLE act (id INTEGER PRIMARY KEY AUTOINCREMENT, route TEXT NOT NULL, title TEXT NOT NULL, input TEXT NOT NULL, parts TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending','done','withdrawn')), ended_at TEXT, ended_by TEXT NOT NULL DEFAULT '', end_reason TEXT NOT NULL DEFAULT '',
    account_id INTEGER REFERENCES account(id), recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT;
CREATE INDEX act_state ON act(state);
CREATE TRIGGER keep_act BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'act rows are never deleted'); END;
CREATE TRIGGER kept_act BEFORE UPDATE OF route, title, input, parts ON act BEGIN SELECT RAISE(ABORT, 'what was signed does not change'); END;

CREATE TABLE act_signature (id INTEGER PRIMARY KEY AUTOINCREMENT, act_id INTEGER NOT NULL REFERENCES act(id), part TEXT NOT NULL, name TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('account','paper')), account_id INTEGER REFERENCES account(id), file TEXT REFERENCES file(sha256),
    file_name TEXT NOT NULL DEFAULT '', recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, UNIQUE (act_id, part),
    CHECK ((way = 'account') = (account_id IS NOT NULL)), CHECK ((way = 'paper') = (file IS NOT NULL))) STRICT;
CREATE TRIGGER keep_act_signature BEFORE DELETE ON act_signature BEGIN SELECT RAISE(ABORT, 'act_signature rows are never deleted'); END;
CREATE TRIGGER kept_act_signature BEFORE UPDATE ON act_signature BEGIN SELECT RAISE(ABORT, 'act_signature rows are never changed'); END;

CREATE TABLE appointment (id INTEGER PRIMARY KEY AUTOINCREMENT, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id), start_date TEXT NOT NULL, end_date TEXT NOT NULL,
    document TEXT NOT NULL, previous_id INTEGER REFERENCES appointment(id), facts TEXT NOT NULL,
    dismissed_on TEXT, dismiss_reason TEXT NOT NULL DEFAULT '', dismissed_by TEXT NOT NULL DEFAULT '', recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    CHECK (start_date < end_date)) STRICT;
CREATE INDEX appointment_supervisor ON appointment(supervisor_id, start_date);
CREATE TRIGGER card_standing_appointment_update AFTER UPDATE ON appointment BEGIN INSERT OR REPLACE INTO card_standing SELECT * FROM card_line WHERE supervisor_id = NEW.supervisor_id; END;
CREATE TRIGGER keep_appointment BEFORE DELETE ON appointment WHEN NOT EXISTS (SELECT 1 FROM takeover_row r JOIN takeover t ON t.id = r.takeover_id
  WHERE r.of_table = 'appointment' AND r.row_id = OLD.id AND t.withdrawn_at IS NOT NULL)
      BEGIN SELECT RAISE(ABORT, 'appointment rows are never deleted'); END;
CREATE TRIGGER standing_appointment_insert AFTER INSERT ON appointment BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.supervisor_id; END;
CREATE TRIGGER standing_appointment_update AFTER UPDATE ON appointment BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.supervisor_id; END;

CREATE TABLE assignment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), number TEXT NOT NULL UNIQUE, year INTEGER NOT NULL, seq INTEGER NOT NULL,
    content TEXT NOT NULL, issued_on TEXT NOT NULL, issuer TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('valid','void')),
    void_reason TEXT NOT NULL DEFAULT '', recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, late_reason TEXT NOT NULL DEFAULT '', UNIQUE (year, seq)
  ) STRICT;
CREATE INDEX assignment_batch ON assignment(batch_id);
CREATE TRIGGER hold_freezes_assignment_insert BEFORE INSERT ON assignment
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = NEW.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER hold_freezes_assignment_update BEFORE UPDATE ON assignment
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = OLD.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;
CREATE TRIGGER keep_assignment BEFORE DELETE ON assignment BEGIN SELECT RAISE(ABORT, 'assignment rows are never deleted'); END;
CREATE TRIGGER seal_freezes_assignment_insert BEFORE INSERT ON assignment
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = NEW.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER seal_freezes_assignment_update BEFORE UPDATE ON assignment
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = OLD.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;

CREATE TABLE assignment_person (
    id INTEGER PRIMARY KEY AUTOINCREMENT, assignment_id INTEGER NOT NULL REFERENCES assignment(id),
    supervisor_id INTEGER NOT NULL REFERENCES supervisor(id), session_id INTEGER NOT NULL REFERENCES batch_session(id), override TEXT, approver TEXT NOT NULL DEFAULT '',
    UNIQUE (assignment_id, supervisor_id, session_id)
  ) STRICT;
CREATE INDEX assignment_person_session ON assignment_person(session_id);
CREATE INDEX assignment_person_supervisor ON assignment_person(supervisor_id);
CREATE TRIGGER hold_freezes_assignment_person BEFORE INSERT ON assignment_person
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = (SELECT batch_id FROM assignment WHERE id = NEW.assignment_id) AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = (SELECT batch_id FROM assignment WHERE id = NEW.assignment_id))); END;
CREATE TRIGGER keep_assignment_person BEFORE DELETE ON assignment_person BEGIN SELECT RAISE(ABORT, 'assignment_person rows are never deleted'); END;
CREATE TRIGGER seal_freezes_assignment_person BEFORE INSERT ON assignment_person
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = (SELECT batch_id FROM assignment WHERE id = NEW.assignment_id) AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = (SELECT batch_id FROM assignment WHERE id = NEW.assignment_id))); END;

CREATE TABLE attestation (id INTEGER PRIMARY KEY AUTOINCREMENT, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id),
    clause TEXT NOT NULL CHECK (clause IN ('c1','c2','c3','c4','health')), by_name TEXT NOT NULL, on_date TEXT NOT NULL,
    file TEXT REFERENCES file(sha256), file_name TEXT NOT NULL DEFAULT '', recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX attestation_supervisor ON attestation(supervisor_id, clause);
CREATE TRIGGER keep_attestation BEFORE DELETE ON attestation BEGIN SELECT RAISE(ABORT, 'attestation rows are never deleted'); END;

CREATE TABLE audit_event (id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
    subject TEXT NOT NULL, text TEXT NOT NULL, detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT;
CREATE INDEX audit_event_subject ON audit_event(subject, id);
CREATE TRIGGER keep_audit_event BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit_event rows are never deleted'); END;
CREATE TRIGGER keep_audit_event_text BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TABLE baseline (id INTEGER PRIMARY KEY AUTOINCREMENT, venue_id INTEGER NOT NULL REFERENCES venue(id), on_date TEXT NOT NULL, receipt TEXT NOT NULL,
    note TEXT NOT NULL, file TEXT REFERENCES file(sha256), file_name TEXT NOT NULL, facts TEXT NOT NULL CHECK (json_valid(facts)),
    devices INTEGER NOT NULL, pieces INTEGER NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT;
CREATE INDEX baseline_venue ON baseline(venue_id, on_date, id);
CREATE TRIGGER fixed_baseline BEFORE UPDATE ON baseline BEGIN SELECT RAISE(ABORT, 'a baseline never changes'); END;
CREATE TRIGGER keep_baseline BEFORE DELETE ON baseline BEGIN SELECT RAISE(ABORT, 'baseline rows are never deleted'); END;

CREATE TABLE baseline_device (id INTEGER PRIMARY KEY AUTOINCREMENT, baseline_id INTEGER NOT NULL REFERENCES baseline(id),
    no INTEGER NOT NULL, equipment_id INTEGER NOT NULL REFERENCES equipment(id), name TEXT NOT NULL, model TEXT NOT NULL, spec TEXT NOT NULL, unit TEXT NOT NULL, room TEXT NOT NULL, asset_no TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity >= 0), note TEXT NOT NULL, UNIQUE (baseline_id, no)) STRICT;
CREATE TRIGGER fixed_baseline_device BEFORE UPDATE ON baseline_device BEGIN SELECT RAISE(ABORT, 'a baseline never changes'); END;
CREATE TRIGGER fixed_baseline_length BEFORE INSERT ON baseline_device WHEN NEW.no > (SELECT devices FROM baseline WHERE id = NEW.baseline_id) BEGIN SELECT RAISE(ABORT, 'a baseline never grows'); END;
CREATE TRIGGER keep_baseline_device BEFORE DELETE ON baseline_device BEGIN SELECT RAISE(ABORT, 'baseline_device rows are never deleted'); END;

CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL,
    plan_no TEXT NOT NULL, name TEXT NOT NULL, forms TEXT NOT NULL, items TEXT NOT NULL,
    venue_id INTEGER REFERENCES venue(id), place TEXT NOT NULL, contact TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL,
    dates TEXT NOT NULL,
    -- the dates that lists sort and filter by, taken from the same text
    exam_from TEXT GENERATED ALWAYS AS (dates ->> '$.examFrom') STORED,
    exam_to TEXT GENERATED ALWAYS AS (dates ->> '$.examTo') STORED,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
  , origin TEXT NOT NULL DEFAULT '', score_rule TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE INDEX batch_exam_from ON batch(exam_from, id);
CREATE UNIQUE INDEX batch_plan_no ON batch(plan_no) WHERE deleted_at IS NULL;
CREATE INDEX batch_updated ON batch(updated_at, id);
CREATE TRIGGER hold_freezes_batch BEFORE UPDATE ON batch
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = OLD.id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = OLD.id)); END;
CREATE TRIGGER keep_batch BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'batch rows are never deleted'); END;
CREATE TRIGGER seal_freezes_batch BEFORE UPDATE ON batch
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = OLD.id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = OLD.id)); END;

CREATE TABLE batch_candidate (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), number TEXT NOT NULL, name TEXT NOT NULL, sex TEXT NOT NULL,
    id_cipher BLOB, id_digest TEXT, occupation TEXT NOT NULL, level TEXT NOT NULL, unit TEXT NOT NULL, replaced_at TEXT
  , phone TEXT NOT NULL DEFAULT '', scores TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE INDEX batch_candidate_batch ON batch_candidate(batch_id, id) WHERE replaced_at IS NULL;
CREATE TRIGGER hold_freezes_batch_candidate_insert BEFORE INSERT ON batch_candidate
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = NEW.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER hold_freezes_batch_candidate_update BEFORE UPDATE ON batch_candidate
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = OLD.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;
CREATE TRIGGER seal_freezes_batch_candidate_insert BEFORE INSERT ON batch_candidate
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = NEW.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER seal_freezes_batch_candidate_update BEFORE UPDATE ON batch_candidate
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = OLD.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;

CREATE TABLE batch_sample (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), seed TEXT NOT NULL, size INTEGER NOT NULL, total INTEGER NOT NULL,
    candidates TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT;
CREATE INDEX batch_sample_batch ON batch_sample(batch_id);
CREATE TRIGGER keep_batch_sample BEFORE DELETE ON batch_sample BEGIN SELECT RAISE(ABORT, 'batch_sample rows are never deleted'); END;
CREATE TRIGGER keep_sample BEFORE UPDATE ON batch_sample BEGIN SELECT RAISE(ABORT, 'a sample does not change'); END;

CREATE TABLE batch_session (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), date TEXT NOT NULL, from_time TEXT NOT NULL, to_time TEXT NOT NULL,
    room TEXT NOT NULL, subject TEXT NOT NULL, count INTEGER NOT NULL, actual TEXT, explanation TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''
  ) STRICT;
CREATE INDEX batch_session_batch ON batch_session(batch_id, date, from_time);
CREATE INDEX batch_session_date ON batch_session(date);
CREATE TRIGGER hold_freezes_batch_session_insert BEFORE INSERT ON batch_session
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = NEW.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER hold_freezes_batch_session_update BEFORE UPDATE ON batch_session
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = OLD.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;
CREATE TRIGGER keep_batch_session BEFORE DELETE ON batch_session BEGIN SELECT RAISE(ABORT, 'batch_session rows are never deleted'); END;
CREATE TRIGGER seal_freezes_batch_session_insert BEFORE INSERT ON batch_session
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = NEW.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER seal_freezes_batch_session_update BEFORE UPDATE ON batch_session
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = OLD.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;

CREATE TABLE batch_staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), role TEXT NOT NULL CHECK (role IN ('examiner','affairs','invigilator','head')),
    name TEXT NOT NULL, supervisor_id INTEGER REFERENCES supervisor(id), certificate TEXT NOT NULL, valid_to TEXT,
    phone TEXT NOT NULL, session_ids TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''
  ) STRICT;
CREATE INDEX batch_staff_batch ON batch_staff(batch_id);
CREATE INDEX batch_staff_supervisor ON batch_staff(supervisor_id) WHERE supervisor_id IS NOT NULL;
CREATE TRIGGER hold_freezes_batch_staff_insert BEFORE INSERT ON batch_staff
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = NEW.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER hold_freezes_batch_staff_update BEFORE UPDATE ON batch_staff
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = OLD.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;
CREATE TRIGGER keep_batch_staff BEFORE DELETE ON batch_staff BEGIN SELECT RAISE(ABORT, 'batch_staff rows are never deleted'); END;
CREATE TRIGGER seal_freezes_batch_staff_insert BEFORE INSERT ON batch_staff
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = NEW.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER seal_freezes_batch_staff_update BEFORE UPDATE ON batch_staff
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = OLD.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;

CREATE TABLE calendar_year (year INTEGER PRIMARY KEY, source TEXT NOT NULL, body TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT;

CREATE TABLE calibration (
    id INTEGER PRIMARY KEY AUTOINCREMENT, printer TEXT NOT NULL, paper TEXT NOT NULL, side TEXT NOT NULL, fit TEXT NOT NULL,
    readings TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, UNIQUE (printer, paper, side)
  ) STRICT;

CREATE TABLE card (
    id INTEGER PRIMARY KEY AUTOINCREMENT, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id), appointment_id INTEGER NOT NULL REFERENCES appointment(id),
    code TEXT NOT NULL UNIQUE, year INTEGER NOT NULL, seq INTEGER NOT NULL CHECK (seq BETWEEN 1 AND 9999),
    mode TEXT NOT NULL CHECK (mode IN ('auto','manual')), mode_reason TEXT NOT NULL, issued_on TEXT NOT NULL, period TEXT NOT NULL,
    name TEXT NOT NULL, org_name TEXT NOT NULL, printed_by TEXT NOT NULL,
    logo TEXT REFERENCES file(sha256), logo_place TEXT NOT NULL, photo TEXT REFERENCES file(sha256),
    state TEXT NOT NULL CHECK (state IN ('valid','void','lost','replaced')), state_reason TEXT NOT NULL,
    previous_id INTEGER REFERENCES card(id), filed_on TEXT, filing_receipt TEXT NOT NULL DEFAULT '',
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  , origin TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX card_appointment ON card(appointment_id);
CREATE INDEX card_previous ON card(previous_id) WHERE previous_id IS NOT NULL;
CREATE INDEX card_state ON card(state, filed_on);
CREATE INDEX card_supervisor ON card(supervisor_id, id);
CREATE UNIQUE INDEX card_year_seq ON card(year, seq);
CREATE TRIGGER card_standing_card_delete AFTER DELETE ON card BEGIN DELETE FROM card_standing WHERE card_id = OLD.id;
    INSERT OR REPLACE INTO card_standing SELECT * FROM card_line WHERE supervisor_id = OLD.supervisor_id AND appointment_id <> OLD.appointment_id; END;
CREATE TRIGGER card_standing_card_insert AFTER INSERT ON card BEGIN INSERT OR REPLACE INTO card_standing SELECT * FROM card_line WHERE card_id = NEW.id; INSERT OR REPLACE INTO card_standing SELECT * FROM card_line WHERE supervisor_id = NEW.supervisor_id AND appointment_id <> NEW.appointment_id; END;
CREATE TRIGGER card_standing_card_update AFTER UPDATE ON card BEGIN INSERT OR REPLACE INTO card_standing SELECT * FROM card_line WHERE card_id = NEW.id; INSERT OR REPLACE INTO card_standing SELECT * FROM card_line WHERE supervisor_id = NEW.supervisor_id AND appointment_id <> NEW.appointment_id; END;
CREATE TRIGGER keep_card BEFORE DELETE ON card WHEN NOT EXISTS (SELECT 1 FROM takeover_row r JOIN takeover t ON t.id = r.takeover_id
  WHERE r.of_table = 'card' AND r.row_id = OLD.id AND t.withdrawn_at IS NOT NULL)
      BEGIN SELECT RAISE(ABORT, 'card rows are never deleted'); END;
CREATE TRIGGER keep_card_code BEFORE UPDATE OF code, year, seq ON card
    WHEN NEW.code <> OLD.code OR NEW.year <> OLD.year OR NEW.seq <> OLD.seq
    BEGIN SELECT RAISE(ABORT, 'a code never changes'); END;
CREATE TRIGGER standing_card_insert AFTER INSERT ON card BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.supervisor_id; END;
CREATE TRIGGER standing_card_update AFTER UPDATE ON card BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.supervisor_id; END;

CREATE TABLE card_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT, card_id INTEGER NOT NULL REFERENCES card(id),
    kind TEXT NOT NULL CHECK (kind IN ('return','change')), on_date TEXT NOT NULL, note TEXT NOT NULL,
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''
  ) STRICT;
CREATE INDEX card_entry_card ON card_entry(card_id, kind);
CREATE TRIGGER card_standing_card_entry_insert AFTER INSERT ON card_entry BEGIN INSERT OR REPLACE INTO card_standing SELECT * FROM card_line WHERE card_id = NEW.card_id; END;
CREATE TRIGGER card_standing_card_entry_update AFTER UPDATE ON card_entry BEGIN INSERT OR REPLACE INTO card_standing SELECT * FROM card_line WHERE card_id = NEW.card_id; END;
CREATE TRIGGER keep_card_entry BEFORE DELETE ON card_entry BEGIN SELECT RAISE(ABORT, 'card_entry rows are never deleted'); END;

CREATE TABLE card_event (id INTEGER PRIMARY KEY AUTOINCREMENT, card_id INTEGER NOT NULL REFERENCES card(id), at TEXT NOT NULL,
    actor TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE INDEX card_event_card ON card_event(card_id, id);
CREATE TRIGGER keep_card_event BEFORE DELETE ON card_event WHEN NOT EXISTS (SELECT 1 FROM takeover_row r JOIN takeover t ON t.id = r.takeover_id
  WHERE r.of_table = 'card_event' AND r.row_id = OLD.id AND t.withdrawn_at IS NOT NULL)
      BEGIN SELECT RAISE(ABORT, 'card_event rows are never deleted'); END;

CREATE VIEW card_line AS SELECT c.id AS card_id, c.supervisor_id AS supervisor_id, c.appointment_id AS appointment_id,
    (c.state = 'void') AS voided, (c.state = 'lost') AS lost,
    max(c.issued_on, a.start_date) AS from_day, a.end_date AS term_end,
    CASE WHEN a.dismissed_on <= a.end_date THEN a.dismissed_on END AS dismissed_on,
    -- the successor counts from its own first day, and only if its term comes to begin
    (SELECT min(max(n.issued_on, b.start_date)) FROM card n JOIN appointment b ON b.id = n.appointment_id
      WHERE n.supervisor_id = c.supervisor_id AND n.id > c.id AND n.appointment_id <> c.appointment_id AND n.state <> 'void'
        AND (b.dismissed_on IS NULL OR b.dismissed_on > max(n.issued_on, b.start_date))) AS replaced_from,
    c.filed_on AS filed_on,
    EXISTS (SELECT 1 FROM print_record p WHERE p.card_id = c.id AND p.spoiled = 0) AS printed,
    (SELECT max(e.on_date) FROM card_entry e WHERE e.card_id = c.id AND e.kind = 'return' AND e.struck_at IS NULL) AS returned_on, (SELECT max(e.on_date) FROM card_entry e WHERE e.card_id = c.id AND e.kind = 'change' AND e.struck_at IS NULL) AS changed_on
  FROM card c JOIN appointment a ON a.id = c.appointment_id;

CREATE TABLE card_standing (
    card_id INTEGER PRIMARY KEY, supervisor_id INTEGER NOT NULL, appointment_id INTEGER NOT NULL,
    voided INTEGER NOT NULL, lost INTEGER NOT NULL, from_day TEXT NOT NULL, term_end TEXT NOT NULL, dismissed_on TEXT, replaced_from TEXT,
    filed_on TEXT, printed INTEGER NOT NULL, returned_on TEXT, changed_on TEXT
  ) STRICT;
CREATE INDEX card_standing_person ON card_standing(supervisor_id, card_id);

CREATE TABLE change_note (id INTEGER PRIMARY KEY AUTOINCREMENT, baseline_id INTEGER NOT NULL REFERENCES baseline(id),
    change TEXT NOT NULL, text TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT;
CREATE INDEX change_note_change ON change_note(baseline_id, change, id);
CREATE TRIGGER fixed_change_note BEFORE UPDATE ON change_note BEGIN SELECT RAISE(ABORT, 'a note is followed by another, never changed'); END;
CREATE TRIGGER keep_change_note BEFORE DELETE ON change_note BEGIN SELECT RAISE(ABORT, 'change_note rows are never deleted'); END;

CREATE TABLE check_input (id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), kind TEXT NOT NULL, body TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT;
CREATE INDEX check_input_batch ON check_input(batch_id, kind);
CREATE TRIGGER stay_check_input BEFORE DELETE ON check_input BEGIN SELECT RAISE(ABORT, 'check_input rows are never deleted'); END;

CREATE TABLE contest (
    id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL,
    name TEXT NOT NULL, host TEXT NOT NULL, co_host TEXT NOT NULL, items TEXT NOT NULL, notice_no TEXT NOT NULL,
    from_on TEXT, to_on TEXT, contact TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL,
    ratio TEXT NOT NULL, ratio_no TEXT NOT NULL, entrants INTEGER, applied INTEGER,
    ready_on TEXT, ready_by TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
  ) STRICT;
CREATE INDEX contest_from ON contest(from_on, id);
CREATE TRIGGER keep_contest BEFORE DELETE ON contest BEGIN SELECT RAISE(ABORT, 'contest rows are never deleted'); END;

CREATE TABLE contest_place (
    id INTEGER PRIMARY KEY AUTOINCREMENT, contest_id INTEGER NOT NULL REFERENCES contest(id), place TEXT NOT NULL, occupation TEXT NOT NULL, people INTEGER NOT NULL,
    from_on TEXT NOT NULL, from_time TEXT NOT NULL, to_on TEXT NOT NULL, to_time TEXT NOT NULL, note TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''
  ) STRICT;
CREATE INDEX contest_place_contest ON contest_place(contest_id, from_on, from_time);
CREATE TRIGGER keep_contest_place BEFORE DELETE ON contest_place BEGIN SELECT RAISE(ABORT, 'contest_place rows are never deleted'); END;

CREATE TABLE contest_staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT, contest_id INTEGER NOT NULL REFERENCES contest(id), name TEXT NOT NULL, duty TEXT NOT NULL, certificate TEXT NOT NULL, valid_to TEXT,
    phone TEXT NOT NULL, file TEXT REFERENCES file(sha256), file_name TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''
  ) STRICT;
CREATE INDEX contest_staff_contest ON contest_staff(contest_id);
CREATE TRIGGER keep_contest_staff BEFORE DELETE ON contest_staff BEGIN SELECT RAISE(ABORT, 'contest_staff rows are never deleted'); END;

CREATE TABLE contest_visit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, contest_id INTEGER NOT NULL REFERENCES contest(id), kind TEXT NOT NULL CHECK (kind IN ('during','after')),
    place_id INTEGER REFERENCES contest_place(id), parts TEXT NOT NULL, on_date TEXT NOT NULL, ended_on TEXT NOT NULL,
    end_reason TEXT NOT NULL, inspectors TEXT NOT NULL, opinion TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''
  ) STRICT;
CREATE INDEX contest_visit_contest ON contest_visit(contest_id);
CREATE TRIGGER keep_contest_visit BEFORE DELETE ON contest_visit BEGIN SELECT RAISE(ABORT, 'contest_visit rows are never deleted'); END;

CREATE TABLE contest_visit_scan (
    id INTEGER PRIMARY KEY AUTOINCREMENT, visit_id INTEGER NOT NULL REFERENCES contest_visit(id), form TEXT NOT NULL,
    file TEXT NOT NULL REFERENCES file(sha256), file_name TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT;
CREATE INDEX contest_visit_scan_visit ON contest_visit_scan(visit_id);
CREATE TRIGGER keep_contest_visit_scan BEFORE DELETE ON contest_visit_scan BEGIN SELECT RAISE(ABORT, 'contest_visit_scan rows are never deleted'); END;

CREATE TABLE deadline (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL CHECK (source IN ('visit','rectification','manual')),
    batch_id INTEGER REFERENCES batch(id), visit_id INTEGER REFERENCES visit(id), rectification_id INTEGER REFERENCES rectification(id),
    what TEXT NOT NULL, rule TEXT NOT NULL, basis TEXT NOT NULL, article TEXT NOT NULL, event TEXT NOT NULL, event_on TEXT NOT NULL,
    due TEXT, note TEXT NOT NULL, submitted_on TEXT, receipt TEXT NOT NULL DEFAULT '', recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''
  , contest_visit_id INTEGER REFERENCES contest_visit(id)) STRICT;
CREATE INDEX deadline_batch ON deadline(batch_id);
CREATE INDEX deadline_contest_visit ON deadline(contest_visit_id) WHERE contest_visit_id IS NOT NULL;
CREATE INDEX deadline_due ON deadline(due, id) WHERE struck_at IS NULL;
CREATE INDEX deadline_open ON deadline(submitted_on, due) WHERE struck_at IS NULL;
CREATE INDEX deadline_visit ON deadline(visit_id);
CREATE TRIGGER keep_deadline BEFORE DELETE ON deadline BEGIN SELECT RAISE(ABORT, 'deadline rows are never deleted'); END;

CREATE TABLE destruction (
    id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL UNIQUE, year INTEGER NOT NULL, seq INTEGER NOT NULL, reason TEXT NOT NULL,
    approved_by TEXT NOT NULL, witnessed_by TEXT NOT NULL, items TEXT NOT NULL, done_at TEXT, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '', UNIQUE (year, seq)
  ) STRICT;
CREATE TRIGGER stay_destruction BEFORE DELETE ON destruction BEGIN SELECT RAISE(ABORT, 'destruction rows are never deleted'); END;

CREATE TABLE doubtful_date (
  id INTEGER PRIMARY KEY AUTOINCREMENT, place TEXT NOT NULL, row_id INTEGER NOT NULL, value TEXT NOT NULL,
  kind TEXT NOT NULL, subject INTEGER NOT NULL, name TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
  checked_at TEXT, checked_by TEXT NOT NULL DEFAULT '', UNIQUE (place, row_id)
) STRICT;

CREATE TABLE equipment (id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, venue_id INTEGER NOT NULL REFERENCES venue(id), name TEXT NOT NULL, model TEXT NOT NULL, spec TEXT NOT NULL, unit TEXT NOT NULL, room TEXT NOT NULL, asset_no TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity >= 0), note TEXT NOT NULL,
    identity TEXT NOT NULL, pinyin TEXT NOT NULL, initials TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT) STRICT;
CREATE UNIQUE INDEX equipment_identity ON equipment(venue_id, identity) WHERE deleted_at IS NULL;
CREATE INDEX equipment_pinyin ON equipment(venue_id, pinyin, id) WHERE deleted_at IS NULL;
CREATE INDEX equipment_room ON equipment(venue_id, room, id) WHERE deleted_at IS NULL;
CREATE TRIGGER keep_equipment BEFORE DELETE ON equipment BEGIN SELECT RAISE(ABORT, 'equipment rows are never deleted'); END;

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER REFERENCES batch(id), venue_id INTEGER REFERENCES venue(id), supervisor_id INTEGER REFERENCES supervisor(id),
    visit_id INTEGER REFERENCES visit(id), contest_id INTEGER REFERENCES contest(id),
    slot TEXT NOT NULL, seq INTEGER NOT NULL,
    title TEXT NOT NULL, author TEXT NOT NULL, on_date TEXT, category TEXT NOT NULL, secrecy TEXT NOT NULL,
    recorder TEXT NOT NULL, place TEXT NOT NULL, subject TEXT NOT NULL, page_no INTEGER, page_count INTEGER,
    file TEXT NOT NULL REFERENCES file(sha256), file_name TEXT NOT NULL, bytes INTEGER NOT NULL, type TEXT NOT NULL, modified_at TEXT,
    width INTEGER, height INTEGER, seconds REAL, taken_at TEXT, camera TEXT NOT NULL,
    thumbnail TEXT REFERENCES file(sha256), boxes TEXT NOT NULL DEFAULT '[]',
    destruction_id INTEGER REFERENCES destruction(id), recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '',
    holder TEXT GENERATED ALWAYS AS (CASE WHEN batch_id IS NOT NULL THEN 'batch:' || batch_id WHEN contest_id IS NOT NULL THEN 'contest:' || contest_id
  WHEN venue_id IS NOT NULL THEN 'venue:' || venue_id WHEN supervisor_id IS NOT NULL THEN 'supervisor:' || supervisor_id
  ELSE 'visit:' || visit_id END) VIRTUAL,
    prefix TEXT GENERATED ALWAYS AS (CASE WHEN slot <> '' THEN slot WHEN venue_id IS NOT NULL THEN 'V' WHEN supervisor_id IS NOT NULL THEN 'P' ELSE 'D' END) VIRTUAL,
    code TEXT GENERATED ALWAYS AS (CASE WHEN slot <> '' THEN slot WHEN venue_id IS NOT NULL THEN 'V' WHEN supervisor_id IS NOT NULL THEN 'P' ELSE 'D' END || '_' || printf('%03d', seq)) VIRTUAL,
    media TEXT GENERATED ALWAYS AS (CASE substr(type, 1, 6) WHEN 'image/' THEN 'image' WHEN 'video/' THEN 'video' WHEN 'audio/' THEN 'audio' ELSE 'document' END) VIRTUAL,
    CHECK ((batch_id IS NOT NULL) + (venue_id IS NOT NULL) + (supervisor_id IS NOT NULL) + (visit_id IS NOT NULL) + (contest_id IS NOT NULL) = 1)
  ) STRICT;
CREATE UNIQUE INDEX evidence_batch ON evidence(batch_id, slot, seq) WHERE batch_id IS NOT NULL;
CREATE UNIQUE INDEX evidence_contest ON evidence(contest_id, slot, seq) WHERE contest_id IS NOT NULL;
CREATE INDEX evidence_file ON evidence(file);
CREATE UNIQUE INDEX evidence_supervisor ON evidence(supervisor_id, slot, seq) WHERE supervisor_id IS NOT NULL;
CREATE UNIQUE INDEX evidence_venue ON evidence(venue_id, slot, seq) WHERE venue_id IS NOT NULL;
CREATE UNIQUE INDEX evidence_visit ON evidence(visit_id, slot, seq) WHERE visit_id IS NOT NULL;
CREATE TRIGGER evidence_changes AFTER UPDATE OF batch_id, venue_id, supervisor_id, visit_id, contest_id, slot, seq, title, type, secrecy, taken_at, struck_at ON evidence BEGIN
    INSERT INTO evidence_count (holder, prefix, media, secrecy, n)
    SELECT OLD.holder, OLD.prefix, OLD.media, OLD.secrecy, -1 WHERE OLD.struck_at IS NULL
    ON CONFLICT DO UPDATE SET n = n + -1; INSERT INTO evidence_count (holder, prefix, media, secrecy, n)
    SELECT NEW.holder, NEW.prefix, NEW.media, NEW.secrecy, 1 WHERE NEW.struck_at IS NULL
    ON CONFLICT DO UPDATE SET n = n + 1; INSERT INTO evidence_number (holder, prefix, last) VALUES (NEW.holder, NEW.prefix, NEW.seq)
    ON CONFLICT DO UPDATE SET last = max(last, excluded.last);
    DELETE FROM evidence_key WHERE id = OLD.id; INSERT INTO evidence_key (id, holder, prefix, seq, media, secrecy, taken_at)
    SELECT NEW.id, NEW.holder, NEW.prefix, NEW.seq, NEW.media, NEW.secrecy, NEW.taken_at WHERE NEW.struck_at IS NULL;
    DELETE FROM evidence_word WHERE rowid = OLD.id; INSERT INTO evidence_word (rowid, text) SELECT NEW.id, (SELECT w || char(1) || (SELECT group_concat(substr(w, n.value, 1), char(1))
    FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127,128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254,255,256,257,258,259,260,261,262,263,264,265,266,267,268,269,270,271,272,273,274,275,276,277,278,279,280,281,282,283,284,285,286,287,288,289,290,291,292,293,294,295,296,297,298,299,300,301,302,303,304,305,306,307,308,309,310,311,312,313,314,315,316,317,318,319,320,321,322,323,324,325,326,327,328,329,330,331,332,333,334,335,336,337,338,339,340,341,342,343,344,345,346,347,348,349,350,351,352,353,354,355,356,357,358,359,360,361,362,363,364,365,366,367,368,369,370,371,372,373,374,375,376,377,378,379,380,381,382,383,384,385,386,387,388,389,390,391,392,393,394,395,396,397,398,399,400]') n WHERE n.value <= length(w)) FROM (SELECT CASE WHEN instr(NEW.file_name, NEW.title) > 0 THEN NEW.file_name
  ELSE NEW.title || char(10) || NEW.file_name END || char(10) || NEW.code AS w)) || char(1) || char(2) || substr(NEW.media, 1, 1)
  || CASE NEW.secrecy WHEN '公开' THEN 'o' WHEN '内部' THEN 'i' ELSE 'p' END || char(3) || NEW.prefix
  || char(4) || char(19968 + coalesce(NEW.batch_id, NEW.contest_id, NEW.venue_id, NEW.supervisor_id, NEW.visit_id) % 20000) || char(19968 + coalesce(NEW.batch_id, NEW.contest_id, NEW.venue_id, NEW.supervisor_id, NEW.visit_id) / 20000) WHERE NEW.struck_at IS NULL;
  END;
CREATE TRIGGER evidence_enters AFTER INSERT ON evidence BEGIN INSERT INTO evidence_count (holder, prefix, media, secrecy, n)
    SELECT NEW.holder, NEW.prefix, NEW.media, NEW.secrecy, 1 WHERE NEW.struck_at IS NULL
    ON CONFLICT DO UPDATE SET n = n + 1; INSERT INTO evidence_number (holder, prefix, last) VALUES (NEW.holder, NEW.prefix, NEW.seq)
    ON CONFLICT DO UPDATE SET last = max(last, excluded.last); INSERT INTO evidence_key (id, holder, prefix, seq, media, secrecy, taken_at)
    SELECT NEW.id, NEW.holder, NEW.prefix, NEW.seq, NEW.media, NEW.secrecy, NEW.taken_at WHERE NEW.struck_at IS NULL; INSERT INTO evidence_word (rowid, text) SELECT NEW.id, (SELECT w || char(1) || (SELECT group_concat(substr(w, n.value, 1), char(1))
    FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127,128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254,255,256,257,258,259,260,261,262,263,264,265,266,267,268,269,270,271,272,273,274,275,276,277,278,279,280,281,282,283,284,285,286,287,288,289,290,291,292,293,294,295,296,297,298,299,300,301,302,303,304,305,306,307,308,309,310,311,312,313,314,315,316,317,318,319,320,321,322,323,324,325,326,327,328,329,330,331,332,333,334,335,336,337,338,339,340,341,342,343,344,345,346,347,348,349,350,351,352,353,354,355,356,357,358,359,360,361,362,363,364,365,366,367,368,369,370,371,372,373,374,375,376,377,378,379,380,381,382,383,384,385,386,387,388,389,390,391,392,393,394,395,396,397,398,399,400]') n WHERE n.value <= length(w)) FROM (SELECT CASE WHEN instr(NEW.file_name, NEW.title) > 0 THEN NEW.file_name
  ELSE NEW.title || char(10) || NEW.file_name END || char(10) || NEW.code AS w)) || char(1) || char(2) || substr(NEW.media, 1, 1)
  || CASE NEW.secrecy WHEN '公开' THEN 'o' WHEN '内部' THEN 'i' ELSE 'p' END || char(3) || NEW.prefix
  || char(4) || char(19968 + coalesce(NEW.batch_id, NEW.contest_id, NEW.venue_id, NEW.supervisor_id, NEW.visit_id) % 20000) || char(19968 + coalesce(NEW.batch_id, NEW.contest_id, NEW.venue_id, NEW.supervisor_id, NEW.visit_id) / 20000) WHERE NEW.struck_at IS NULL; END;
CREATE TRIGGER hold_freezes_destruction BEFORE UPDATE OF destruction_id ON evidence
     WHEN EXISTS (SELECT 1 FROM hold WHERE batch_id = OLD.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;
CREATE TRIGGER hold_freezes_evidence_insert BEFORE INSERT ON evidence
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = NEW.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER hold_freezes_evidence_move BEFORE UPDATE OF batch_id, slot, seq, title, author, on_date, category, secrecy, recorder, place, subject, page_no, page_count, struck_at ON evidence
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = NEW.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER hold_freezes_evidence_update BEFORE UPDATE OF batch_id, slot, seq, title, author, on_date, category, secrecy, recorder, place, subject, page_no, page_count, struck_at ON evidence
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = OLD.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;
CREATE TRIGGER seal_freezes_evidence_insert BEFORE INSERT ON evidence
     WHEN NEW.slot NOT IN ('D2', 'D3', 'D4', 'D5', 'D6') AND EXISTS (SELECT 1 FROM seal WHERE batch_id = NEW.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER seal_freezes_evidence_move BEFORE UPDATE OF batch_id, slot, seq, title, author, on_date, category, secrecy, recorder, place, subject, page_no, page_count, struck_at ON evidence
     WHEN NEW.slot NOT IN ('D2', 'D3', 'D4', 'D5', 'D6') AND EXISTS (SELECT 1 FROM seal WHERE batch_id = NEW.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER seal_freezes_evidence_update BEFORE UPDATE OF batch_id, slot, seq, title, author, on_date, category, secrecy, recorder, place, subject, page_no, page_count, struck_at ON evidence
     WHEN OLD.slot NOT IN ('D2', 'D3', 'D4', 'D5', 'D6') AND EXISTS (SELECT 1 FROM seal WHERE batch_id = OLD.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;
CREATE TRIGGER stay_evidence BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence rows are never deleted'); END;
CREATE TRIGGER stay_stored BEFORE UPDATE OF file, file_name, bytes ON evidence
     WHEN (NEW.file, NEW.file_name, NEW.bytes) IS NOT (OLD.file, OLD.file_name, OLD.bytes)
   BEGIN SELECT RAISE(ABORT, 'what was taken in does not change'); END;

CREATE TABLE evidence_count (
    holder TEXT NOT NULL, prefix TEXT NOT NULL, media TEXT NOT NULL, secrecy TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (holder, prefix, media, secrecy)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE evidence_key (
    id INTEGER PRIMARY KEY, holder TEXT NOT NULL, prefix TEXT NOT NULL, seq INTEGER NOT NULL, media TEXT NOT NULL, secrecy TEXT NOT NULL,
    taken_at TEXT
  ) STRICT;
CREATE INDEX evidence_key_code ON evidence_key(prefix, seq, id, media, secrecy);
CREATE INDEX evidence_key_holder ON evidence_key(holder, prefix, seq, id, media, secrecy, taken_at);
CREATE INDEX evidence_key_kind ON evidence_key(media, secrecy, prefix, seq, taken_at);
CREATE INDEX evidence_key_taken ON evidence_key(taken_at, id, prefix, media, secrecy);

CREATE TABLE evidence_number (holder TEXT NOT NULL, prefix TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (holder, prefix)) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE evidence_word USING fts5(text, tokenize = 'trigram', detail = none, content = '', contentless_delete = 1);

CREATE TABLE exam (id INTEGER PRIMARY KEY AUTOINCREMENT, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id), on_date TEXT NOT NULL, score REAL,
    passed INTEGER NOT NULL CHECK (passed IN (0,1)), file TEXT REFERENCES file(sha256), file_name TEXT NOT NULL DEFAULT '', recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX exam_supervisor ON exam(supervisor_id, on_date);
CREATE TRIGGER keep_exam BEFORE DELETE ON exam BEGIN SELECT RAISE(ABORT, 'exam rows are never deleted'); END;
CREATE TRIGGER standing_exam_insert AFTER INSERT ON exam BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.supervisor_id; END;
CREATE TRIGGER standing_exam_update AFTER UPDATE ON exam BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.supervisor_id; END;

CREATE TABLE file (sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, added_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER keep_file BEFORE DELETE ON file BEGIN SELECT RAISE(ABORT, 'file rows are never deleted'); END;

CREATE TABLE fixity_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER REFERENCES batch(id), scheduled INTEGER NOT NULL,
    files INTEGER NOT NULL, bytes INTEGER NOT NULL, changed TEXT NOT NULL, missing TEXT NOT NULL, complete INTEGER NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  , unread TEXT NOT NULL DEFAULT '[]') STRICT;
CREATE TRIGGER stay_fixity_run BEFORE DELETE ON fixity_run BEGIN SELECT RAISE(ABORT, 'fixity_run rows are never deleted'); END;

CREATE TABLE hold (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), reason TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    lifted_at TEXT, lifted_by TEXT NOT NULL DEFAULT '', lift_reason TEXT NOT NULL DEFAULT ''
  ) STRICT;
CREATE UNIQUE INDEX hold_active ON hold(batch_id) WHERE lifted_at IS NULL;
CREATE TRIGGER stay_hold BEFORE DELETE ON hold BEGIN SELECT RAISE(ABORT, 'hold rows are never deleted'); END;

CREATE TABLE media_clock (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), camera TEXT NOT NULL, offset_seconds INTEGER NOT NULL,
    evidence_id INTEGER NOT NULL REFERENCES evidence(id), true_at TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT;
CREATE INDEX media_clock_batch ON media_clock(batch_id);
CREATE TRIGGER stay_media_clock BEFORE DELETE ON media_clock BEGIN SELECT RAISE(ABORT, 'media_clock rows are never deleted'); END;

CREATE TABLE "migration" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "timestamp" bigint NOT NULL, "name" varchar NOT NULL);

CREATE TABLE occupation (id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL, occupation TEXT NOT NULL, trade TEXT NOT NULL,
    levels TEXT NOT NULL CHECK (json_valid(levels)), pinyin TEXT NOT NULL, initials TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT) STRICT;
CREATE UNIQUE INDEX occupation_entry ON occupation(occupation, trade, code) WHERE deleted_at IS NULL;
CREATE TRIGGER keep_occupation BEFORE DELETE ON occupation BEGIN SELECT RAISE(ABORT, 'occupation rows are never deleted'); END;

CREATE TABLE org (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('Y','S')), number TEXT NOT NULL, digits TEXT NOT NULL,
    place TEXT NOT NULL, printed_by TEXT NOT NULL, logo TEXT REFERENCES file(sha256), logo_place TEXT NOT NULL,
    rules_from TEXT, age_reading TEXT NOT NULL CHECK (age_reading IN ('A','B')),
    code_mode TEXT NOT NULL CHECK (code_mode IN ('auto','manual')), filing_contact TEXT NOT NULL, updated_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE package_export (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), seal_id INTEGER REFERENCES seal(id), kind TEXT NOT NULL CHECK (kind IN ('full','masked')),
    form TEXT NOT NULL CHECK (form IN ('folder','zip')), name TEXT NOT NULL, receiver TEXT NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL,
    digest TEXT NOT NULL, log_head TEXT NOT NULL, anchor TEXT NOT NULL, sources TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT;
CREATE INDEX package_export_anchor ON package_export(anchor);
CREATE INDEX package_export_batch ON package_export(batch_id);
CREATE TRIGGER stay_package_export BEFORE DELETE ON package_export BEGIN SELECT RAISE(ABORT, 'package_export rows are never deleted'); END;

CREATE TABLE print_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, card_id INTEGER NOT NULL REFERENCES card(id),
    kind TEXT NOT NULL CHECK (kind IN ('first','reissue','reprint')), layout TEXT NOT NULL, printer TEXT NOT NULL, job TEXT NOT NULL,
    sheet INTEGER NOT NULL, slot INTEGER NOT NULL, spoiled INTEGER NOT NULL CHECK (spoiled IN (0,1)), spoil_reason TEXT NOT NULL
  ) STRICT;
CREATE INDEX print_record_card ON print_record(card_id);
CREATE TRIGGER card_standing_print_record_insert AFTER INSERT ON print_record BEGIN INSERT OR REPLACE INTO card_standing SELECT * FROM card_line WHERE card_id = NEW.card_id; END;
CREATE TRIGGER card_standing_print_record_update AFTER UPDATE ON print_record BEGIN INSERT OR REPLACE INTO card_standing SELECT * FROM card_line WHERE card_id = NEW.card_id; END;
CREATE TRIGGER keep_print_record BEFORE DELETE ON print_record BEGIN SELECT RAISE(ABORT, 'print_record rows are never deleted'); END;
CREATE TRIGGER standing_print_record_insert AFTER INSERT ON print_record BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = (SELECT supervisor_id FROM card WHERE id = NEW.card_id); END;
CREATE TRIGGER standing_print_record_update AFTER UPDATE ON print_record BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = (SELECT supervisor_id FROM card WHERE id = NEW.card_id); END;

CREATE TABLE printed (
    id INTEGER PRIMARY KEY AUTOINCREMENT, form TEXT NOT NULL, subject TEXT NOT NULL CHECK (json_valid(subject)), about TEXT NOT NULL,
    mode TEXT NOT NULL, pages INTEGER NOT NULL CHECK (pages > 0), digest TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('print','save','package')),
    batch_id INTEGER REFERENCES batch(id), contest_id INTEGER REFERENCES contest(id), venue_id INTEGER REFERENCES venue(id),
    supervisor_id INTEGER REFERENCES supervisor(id), visit_id INTEGER REFERENCES visit(id),
    contest_visit_id INTEGER REFERENCES contest_visit(id), recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT;
CREATE INDEX printed_about ON printed(form, subject, id);
CREATE INDEX printed_batch ON printed(batch_id) WHERE batch_id IS NOT NULL;
CREATE TRIGGER fixed_printed BEFORE UPDATE ON printed BEGIN SELECT RAISE(ABORT, 'printed rows never change'); END;
CREATE TRIGGER keep_printed BEFORE DELETE ON printed BEGIN SELECT RAISE(ABORT, 'printed rows are never deleted'); END;

CREATE TABLE rectification (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), supervision_id INTEGER REFERENCES supervision(id), visit_id INTEGER REFERENCES visit(id),
    number TEXT NOT NULL, problem TEXT NOT NULL, measure TEXT NOT NULL, responsible TEXT NOT NULL, due TEXT, opened_on TEXT NOT NULL,
    reply TEXT NOT NULL DEFAULT '', replied_on TEXT, reviewer TEXT NOT NULL DEFAULT '', closed_on TEXT, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  , no_evidence TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX rectification_batch ON rectification(batch_id);
CREATE INDEX rectification_open ON rectification(closed_on, due);
CREATE TRIGGER keep_rectification BEFORE DELETE ON rectification BEGIN SELECT RAISE(ABORT, 'rectification rows are never deleted'); END;

CREATE TABLE rectification_evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT, rectification_id INTEGER NOT NULL REFERENCES rectification(id),
    file TEXT NOT NULL REFERENCES file(sha256), file_name TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT;
CREATE TRIGGER keep_rectification_evidence BEFORE DELETE ON rectification_evidence BEGIN SELECT RAISE(ABORT, 'rectification_evidence rows are never deleted'); END;

CREATE TABLE relation (
    id INTEGER PRIMARY KEY AUTOINCREMENT, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id), with_name TEXT NOT NULL,
    with_supervisor_id INTEGER REFERENCES supervisor(id), kind TEXT NOT NULL, declared_by TEXT NOT NULL CHECK (declared_by IN ('self','other')),
    on_date TEXT NOT NULL, note TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''
  ) STRICT;
CREATE INDEX relation_supervisor ON relation(supervisor_id);
CREATE INDEX relation_with ON relation(with_supervisor_id) WHERE with_supervisor_id IS NOT NULL;
CREATE TRIGGER keep_relation BEFORE DELETE ON relation BEGIN SELECT RAISE(ABORT, 'relation rows are never deleted'); END;

CREATE TABLE scan (
    id INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL UNIQUE REFERENCES file(sha256), file_name TEXT NOT NULL,
    bytes INTEGER NOT NULL, pages INTEGER, problem TEXT NOT NULL DEFAULT '', recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT;
CREATE TRIGGER keep_scan BEFORE DELETE ON scan BEGIN SELECT RAISE(ABORT, 'scan rows are never deleted'); END;

CREATE TABLE scan_page (
    id INTEGER PRIMARY KEY AUTOINCREMENT, scan_id INTEGER NOT NULL REFERENCES scan(id), page INTEGER NOT NULL CHECK (page > 0),
    codes TEXT NOT NULL CHECK (json_valid(codes)), typed TEXT NOT NULL DEFAULT '', ink REAL, problem TEXT NOT NULL DEFAULT '',
    picture TEXT REFERENCES file(sha256),
    printed_id INTEGER REFERENCES printed(id), printed_page INTEGER, filed_as TEXT, filed_file TEXT REFERENCES file(sha256), filed_by TEXT NOT NULL DEFAULT '', filed_at TEXT, reason TEXT NOT NULL DEFAULT '',
    returned_at TEXT, returned_by TEXT NOT NULL DEFAULT '', UNIQUE (scan_id, page),
    CHECK ((filed_at IS NULL) = (filed_as IS NULL)), CHECK (filed_at IS NULL OR returned_at IS NULL)
  ) STRICT;
CREATE INDEX scan_page_open ON scan_page(scan_id, page) WHERE filed_at IS NULL AND returned_at IS NULL;
CREATE INDEX scan_page_printed ON scan_page(printed_id, printed_page) WHERE printed_id IS NOT NULL;
CREATE TRIGGER fixed_scan_page BEFORE UPDATE ON scan_page WHEN OLD.filed_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a filed page never changes'); END;
CREATE TRIGGER keep_scan_page BEFORE DELETE ON scan_page BEGIN SELECT RAISE(ABORT, 'scan_page rows are never deleted'); END;

CREATE TABLE seal (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), version INTEGER NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL,
    manifest TEXT NOT NULL REFERENCES file(sha256), log_head TEXT NOT NULL, anchor TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    opened_at TEXT, opened_by TEXT NOT NULL DEFAULT '', open_reason TEXT NOT NULL DEFAULT '', UNIQUE (batch_id, version)
  ) STRICT;
CREATE UNIQUE INDEX seal_closed ON seal(batch_id) WHERE opened_at IS NULL;
CREATE TRIGGER stay_seal BEFORE DELETE ON seal BEGIN SELECT RAISE(ABORT, 'seal rows are never deleted'); END;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE slot_na (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER REFERENCES batch(id), contest_id INTEGER REFERENCES contest(id),
    slot TEXT NOT NULL, reason TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '',
    CHECK ((batch_id IS NOT NULL) + (contest_id IS NOT NULL) = 1)
  ) STRICT;
CREATE INDEX slot_na_batch ON slot_na(batch_id);
CREATE INDEX slot_na_contest ON slot_na(contest_id) WHERE contest_id IS NOT NULL;
CREATE TRIGGER hold_freezes_slot_na_insert BEFORE INSERT ON slot_na
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = NEW.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER hold_freezes_slot_na_update BEFORE UPDATE ON slot_na
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = OLD.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;
CREATE TRIGGER seal_freezes_slot_na_insert BEFORE INSERT ON slot_na
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = NEW.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER seal_freezes_slot_na_update BEFORE UPDATE ON slot_na
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = OLD.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;
CREATE TRIGGER stay_slot_na BEFORE DELETE ON slot_na BEGIN SELECT RAISE(ABORT, 'slot_na rows are never deleted'); END;

CREATE TABLE standing (
    supervisor_id INTEGER PRIMARY KEY REFERENCES supervisor(id), deleted INTEGER NOT NULL, has_photo INTEGER NOT NULL,
    birth TEXT NOT NULL, sex TEXT NOT NULL, trained_on TEXT, exam_passed_on TEXT,
    appointment_id INTEGER, term_start TEXT, term_end TEXT, dismissed_on TEXT, suspended_from TEXT, suspended_until TEXT,
    card_id INTEGER, card_code TEXT, card_appointment_id INTEGER, card_filed_on TEXT, card_printed INTEGER NOT NULL
  ) STRICT;
CREATE INDEX standing_code ON standing(card_code);
CREATE INDEX standing_term_end ON standing(term_end, supervisor_id, deleted, term_start, dismissed_on, suspended_from,
    suspended_until, exam_passed_on, trained_on);

CREATE VIEW standing_line AS SELECT s.id AS supervisor_id,
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
  LEFT JOIN card c ON c.id = (SELECT id FROM card WHERE supervisor_id = s.id AND state <> 'void' ORDER BY id DESC LIMIT 1);

CREATE TABLE supervision (
    id INTEGER PRIMARY KEY AUTOINCREMENT, root_id INTEGER REFERENCES supervision(id), version INTEGER NOT NULL, batch_id INTEGER NOT NULL REFERENCES batch(id),
    assignment_id INTEGER NOT NULL REFERENCES assignment(id), supervisor_id INTEGER NOT NULL REFERENCES supervisor(id),
    kind TEXT NOT NULL CHECK (kind IN ('onsite','afterwards')), phases TEXT NOT NULL, session_ids TEXT NOT NULL, on_date TEXT NOT NULL,
    badge TEXT, items TEXT NOT NULL, opinion TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft','sealed','superseded','discarded')), sealed_at TEXT, correction_reason TEXT NOT NULL DEFAULT '',
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT;
CREATE INDEX supervision_batch ON supervision(batch_id, state);
CREATE INDEX supervision_root ON supervision(root_id);
CREATE TRIGGER hold_freezes_supervision_insert BEFORE INSERT ON supervision
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = NEW.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER hold_freezes_supervision_update BEFORE UPDATE ON supervision
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = OLD.batch_id AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;
CREATE TRIGGER keep_sealed BEFORE UPDATE ON supervision WHEN OLD.state <> 'draft' AND NOT (
     OLD.state = 'sealed' AND NEW.state IN ('sealed', 'superseded') AND (NEW.id, NEW.root_id, NEW.version, NEW.batch_id, NEW.assignment_id, NEW.supervisor_id, NEW.kind, NEW.phases, NEW.session_ids, NEW.on_date, NEW.badge, NEW.items, NEW.opinion, NEW.sealed_at, NEW.correction_reason, NEW.recorded_by, NEW.recorded_at) IS (OLD.id, OLD.root_id, OLD.version, OLD.batch_id, OLD.assignment_id, OLD.supervisor_id, OLD.kind, OLD.phases, OLD.session_ids, OLD.on_date, OLD.badge, OLD.items, OLD.opinion, OLD.sealed_at, OLD.correction_reason, OLD.recorded_by, OLD.recorded_at))
   BEGIN SELECT RAISE(ABORT, 'a sealed record does not change'); END;
CREATE TRIGGER keep_supervision BEFORE DELETE ON supervision BEGIN SELECT RAISE(ABORT, 'supervision rows are never deleted'); END;
CREATE TRIGGER seal_freezes_supervision_insert BEFORE INSERT ON supervision
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = NEW.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = NEW.batch_id)); END;
CREATE TRIGGER seal_freezes_supervision_update BEFORE UPDATE ON supervision
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = OLD.batch_id AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = OLD.batch_id)); END;

CREATE TABLE supervision_evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT, supervision_id INTEGER NOT NULL REFERENCES supervision(id), number TEXT NOT NULL,
    file TEXT NOT NULL REFERENCES file(sha256), file_name TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  ) STRICT;
CREATE INDEX supervision_evidence_record ON supervision_evidence(supervision_id);
CREATE TRIGGER hold_freezes_supervision_evidence BEFORE INSERT ON supervision_evidence
     WHEN 1 AND EXISTS (SELECT 1 FROM hold WHERE batch_id = (SELECT batch_id FROM supervision WHERE id = NEW.supervision_id) AND lifted_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_HELD ' || (SELECT name FROM batch WHERE id = (SELECT batch_id FROM supervision WHERE id = NEW.supervision_id))); END;
CREATE TRIGGER keep_evidence BEFORE UPDATE ON supervision_evidence BEGIN SELECT RAISE(ABORT, 'evidence does not change'); END;
CREATE TRIGGER keep_sealed_evidence BEFORE INSERT ON supervision_evidence
     WHEN (SELECT state FROM supervision WHERE id = NEW.supervision_id) <> 'draft'
   BEGIN SELECT RAISE(ABORT, 'a sealed record does not change'); END;
CREATE TRIGGER keep_supervision_evidence BEFORE DELETE ON supervision_evidence BEGIN SELECT RAISE(ABORT, 'supervision_evidence rows are never deleted'); END;
CREATE TRIGGER seal_freezes_supervision_evidence BEFORE INSERT ON supervision_evidence
     WHEN 1 AND EXISTS (SELECT 1 FROM seal WHERE batch_id = (SELECT batch_id FROM supervision WHERE id = NEW.supervision_id) AND opened_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'BATCH_SEALED ' || (SELECT name FROM batch WHERE id = (SELECT batch_id FROM supervision WHERE id = NEW.supervision_id))); END;

CREATE TABLE supervisor (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    name TEXT NOT NULL, sex TEXT NOT NULL CHECK (sex IN ('男','女')), birth TEXT NOT NULL,
    id_cipher BLOB, id_digest TEXT,
    phone TEXT NOT NULL, department TEXT NOT NULL, position TEXT NOT NULL, education TEXT NOT NULL, source TEXT NOT NULL,
    note TEXT NOT NULL, photo TEXT REFERENCES file(sha256), photo_warnings TEXT NOT NULL, photo_name TEXT NOT NULL,
    pinyin TEXT NOT NULL, initials TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
  , origin TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX supervisor_birth ON supervisor(birth, id);
CREATE UNIQUE INDEX supervisor_id_digest ON supervisor(id_digest) WHERE id_digest IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX supervisor_initials ON supervisor(initials, id);
CREATE INDEX supervisor_name ON supervisor(name, birth);
CREATE INDEX supervisor_phone ON supervisor(phone) WHERE phone <> '';
CREATE INDEX supervisor_pinyin ON supervisor(pinyin, id);
CREATE INDEX supervisor_sound ON supervisor(replace(pinyin, ' ', ''));
CREATE INDEX supervisor_updated ON supervisor(updated_at, id);
CREATE TRIGGER keep_supervisor BEFORE DELETE ON supervisor BEGIN SELECT RAISE(ABORT, 'supervisor rows are never deleted'); END;
CREATE TRIGGER standing_supervisor_insert AFTER INSERT ON supervisor BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.id; END;
CREATE TRIGGER standing_supervisor_update AFTER UPDATE ON supervisor BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.id; END;

CREATE TABLE suspension (id INTEGER PRIMARY KEY AUTOINCREMENT, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id), from_date TEXT NOT NULL, until_date TEXT,
    reason TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '', CHECK (until_date IS NULL OR until_date >= from_date)) STRICT;
CREATE INDEX suspension_supervisor ON suspension(supervisor_id, from_date);
CREATE TRIGGER keep_suspension BEFORE DELETE ON suspension BEGIN SELECT RAISE(ABORT, 'suspension rows are never deleted'); END;
CREATE TRIGGER standing_suspension_insert AFTER INSERT ON suspension BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.supervisor_id; END;
CREATE TRIGGER standing_suspension_update AFTER UPDATE ON suspension BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.supervisor_id; END;

CREATE TABLE takeover (id INTEGER PRIMARY KEY AUTOINCREMENT, file_name TEXT NOT NULL, last_card INTEGER NOT NULL, -- before it
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    withdrawn_at TEXT, withdrawn_by TEXT NOT NULL DEFAULT '', withdraw_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE TRIGGER keep_takeover BEFORE DELETE ON takeover BEGIN SELECT RAISE(ABORT, 'takeover rows are never deleted'); END;

CREATE TABLE takeover_row (takeover_id INTEGER NOT NULL REFERENCES takeover(id), of_table TEXT NOT NULL, row_id INTEGER NOT NULL,
    PRIMARY KEY (of_table, row_id)) STRICT, WITHOUT ROWID;
CREATE INDEX takeover_row_takeover ON takeover_row(takeover_id);
CREATE TRIGGER keep_takeover_row BEFORE DELETE ON takeover_row BEGIN SELECT RAISE(ABORT, 'takeover_row rows are never deleted'); END;

CREATE TABLE training (id INTEGER PRIMARY KEY AUTOINCREMENT, supervisor_id INTEGER NOT NULL REFERENCES supervisor(id), on_date TEXT NOT NULL, hours REAL,
    subject TEXT NOT NULL, organizer TEXT NOT NULL, file TEXT REFERENCES file(sha256), file_name TEXT NOT NULL DEFAULT '', recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX training_supervisor ON training(supervisor_id, on_date);
CREATE TRIGGER keep_training BEFORE DELETE ON training BEGIN SELECT RAISE(ABORT, 'training rows are never deleted'); END;
CREATE TRIGGER standing_training_insert AFTER INSERT ON training BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.supervisor_id; END;
CREATE TRIGGER standing_training_update AFTER UPDATE ON training BEGIN INSERT OR REPLACE INTO standing SELECT * FROM standing_line WHERE supervisor_id = NEW.supervisor_id; END;

CREATE TABLE training_class (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, subject TEXT NOT NULL, organizer TEXT NOT NULL, teacher TEXT NOT NULL, place TEXT NOT NULL,
    from_on TEXT NOT NULL, to_on TEXT NOT NULL, hours REAL NOT NULL, paper TEXT NOT NULL, pass_mark REAL NOT NULL,
    people TEXT NOT NULL CHECK (json_valid(people)), done_on TEXT, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
    struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '', CHECK (from_on <= to_on)
  ) STRICT;
CREATE TRIGGER done_training_class BEFORE UPDATE ON training_class WHEN OLD.done_on IS NOT NULL
       BEGIN SELECT RAISE(ABORT, 'a class that is in the files of its people does not change'); END;
CREATE TRIGGER keep_training_class BEFORE DELETE ON training_class BEGIN SELECT RAISE(ABORT, 'training_class rows are never deleted'); END;

CREATE TABLE used_number (id INTEGER PRIMARY KEY AUTOINCREMENT, takeover_id INTEGER REFERENCES takeover(id), code TEXT NOT NULL,
    year INTEGER, seq INTEGER CHECK (seq BETWEEN 0 AND 9999), in_order INTEGER NOT NULL CHECK (in_order IN (0,1)),
    all_below INTEGER NOT NULL CHECK (all_below IN (0,1)), holder TEXT NOT NULL, note TEXT NOT NULL,
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL) STRICT;
CREATE INDEX used_number_year ON used_number(year, seq);
CREATE TRIGGER keep_used_number BEFORE DELETE ON used_number
    WHEN OLD.takeover_id IS NULL OR NOT EXISTS (SELECT 1 FROM takeover WHERE id = OLD.takeover_id AND withdrawn_at IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, 'used_number rows are never deleted'); END;

CREATE TABLE venue (
    id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL,
    name TEXT NOT NULL, address TEXT NOT NULL, purpose TEXT NOT NULL, contact TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (json_valid(scope)),
    filing_status TEXT NOT NULL CHECK (filing_status IN ('none','submitted','filed')),
    filed_on TEXT, valid_until TEXT, receipt TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT, origin TEXT NOT NULL DEFAULT '',
    CHECK (filing_status <> 'filed' OR filed_on IS NOT NULL),
    CHECK (valid_until IS NULL OR valid_until >= filed_on)
  ) STRICT;
CREATE UNIQUE INDEX venue_place ON venue(name, address) WHERE deleted_at IS NULL;
CREATE TRIGGER keep_venue BEFORE DELETE ON venue BEGIN SELECT RAISE(ABORT, 'venue rows are never deleted'); END;

CREATE TABLE venue_check (id INTEGER PRIMARY KEY AUTOINCREMENT, venue_id INTEGER NOT NULL REFERENCES venue(id), room TEXT,
    source TEXT NOT NULL CHECK (source IN ('current','baseline')), baseline_id INTEGER REFERENCES baseline(id),
    state TEXT NOT NULL CHECK (state IN ('open','finished','abandoned')),
    started_on TEXT NOT NULL, started_by TEXT NOT NULL, started_at TEXT NOT NULL,
    finished_on TEXT, finished_by TEXT NOT NULL DEFAULT '', finished_at TEXT, note TEXT NOT NULL DEFAULT '',
    summary TEXT CHECK (summary IS NULL OR json_valid(summary)),
    CHECK ((source = 'baseline') = (baseline_id IS NOT NULL)),
    CHECK ((state = 'open') = (summary IS NULL))) STRICT;
CREATE INDEX venue_check_venue ON venue_check(venue_id, state, id);
CREATE TRIGGER fixed_venue_check BEFORE UPDATE ON venue_check WHEN OLD.state <> 'open' BEGIN SELECT RAISE(ABORT, 'a closed count never changes'); END;
CREATE TRIGGER keep_venue_check BEFORE DELETE ON venue_check BEGIN SELECT RAISE(ABORT, 'venue_check rows are never deleted'); END;

CREATE TABLE venue_check_line (id INTEGER PRIMARY KEY AUTOINCREMENT, check_id INTEGER NOT NULL REFERENCES venue_check(id),
    no INTEGER NOT NULL, equipment_id INTEGER REFERENCES equipment(id), name TEXT NOT NULL, model TEXT NOT NULL, spec TEXT NOT NULL, unit TEXT NOT NULL, room TEXT NOT NULL, asset_no TEXT NOT NULL, expected INTEGER NOT NULL CHECK (expected >= 0),
    extra INTEGER NOT NULL CHECK (extra IN (0,1)),
    result TEXT CHECK (result IN ('match','short','over','duplicate','model')), counted INTEGER CHECK (counted >= 0),
    found_model TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', counted_by TEXT NOT NULL DEFAULT '', counted_at TEXT,
    struck_at TEXT, CHECK ((result IS NULL) = (counted IS NULL)), UNIQUE (check_id, no)) STRICT;
CREATE INDEX venue_check_line_asset ON venue_check_line(check_id, asset_no COLLATE NOCASE) WHERE asset_no <> '';
CREATE INDEX venue_check_line_pending ON venue_check_line(check_id, no) WHERE result IS NULL AND struck_at IS NULL;
CREATE TRIGGER fixed_venue_check_line_insert BEFORE INSERT ON venue_check_line WHEN (SELECT state FROM venue_check WHERE id = NEW.check_id) <> 'open' BEGIN SELECT RAISE(ABORT, 'a closed count never changes'); END;
CREATE TRIGGER fixed_venue_check_line_update BEFORE UPDATE ON venue_check_line WHEN (SELECT state FROM venue_check WHERE id = NEW.check_id) <> 'open' BEGIN SELECT RAISE(ABORT, 'a closed count never changes'); END;
CREATE TRIGGER keep_venue_check_line BEFORE DELETE ON venue_check_line BEGIN SELECT RAISE(ABORT, 'venue_check_line rows are never deleted'); END;

CREATE TABLE venue_check_outcome (id INTEGER PRIMARY KEY AUTOINCREMENT, check_id INTEGER NOT NULL REFERENCES venue_check(id),
    conforms INTEGER NOT NULL CHECK (conforms IN (0,1)), persons TEXT NOT NULL, agency TEXT NOT NULL, on_date TEXT NOT NULL,
    note TEXT NOT NULL, file TEXT REFERENCES file(sha256), file_name TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE UNIQUE INDEX venue_check_outcome_check ON venue_check_outcome(check_id) WHERE struck_at IS NULL;
CREATE TRIGGER fixed_venue_check_outcome BEFORE INSERT ON venue_check_outcome WHEN (SELECT state FROM venue_check WHERE id = NEW.check_id) <> 'finished' BEGIN SELECT RAISE(ABORT, 'an outcome needs a finished count'); END;
CREATE TRIGGER keep_venue_check_outcome BEFORE DELETE ON venue_check_outcome BEGIN SELECT RAISE(ABORT, 'venue_check_outcome rows are never deleted'); END;

CREATE TABLE venue_file (id INTEGER PRIMARY KEY AUTOINCREMENT, venue_id INTEGER NOT NULL REFERENCES venue(id),
    kind TEXT NOT NULL CHECK (kind IN ('photo','paper','receipt')), file TEXT REFERENCES file(sha256), file_name TEXT NOT NULL, exif_on TEXT, typed_on TEXT, note TEXT NOT NULL,
    recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX venue_file_venue ON venue_file(venue_id, kind);
CREATE TRIGGER keep_venue_file BEFORE DELETE ON venue_file BEGIN SELECT RAISE(ABORT, 'venue_file rows are never deleted'); END;

CREATE TABLE visit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch_id INTEGER NOT NULL REFERENCES batch(id), kind TEXT NOT NULL, on_date TEXT NOT NULL, ended_on TEXT NOT NULL, end_reason TEXT NOT NULL,
    inspectors TEXT NOT NULL, opinion TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  , struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX visit_batch ON visit(batch_id);
CREATE TRIGGER keep_visit BEFORE DELETE ON visit BEGIN SELECT RAISE(ABORT, 'visit rows are never deleted'); END;

CREATE TABLE visit_feedback (
      id INTEGER PRIMARY KEY AUTOINCREMENT, visit_id INTEGER NOT NULL REFERENCES visit(id), inspector TEXT NOT NULL, number TEXT NOT NULL,
      version INTEGER NOT NULL, body TEXT NOT NULL, sheet TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL,
      struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT ''
    ) STRICT;
CREATE INDEX visit_feedback_visit ON visit_feedback(visit_id);
CREATE TRIGGER keep_visit_feedback BEFORE DELETE ON visit_feedback BEGIN SELECT RAISE(ABORT, 'visit_feedback rows are never deleted'); END;

CREATE TABLE visit_handed (
    id INTEGER PRIMARY KEY AUTOINCREMENT, visit_id INTEGER NOT NULL REFERENCES visit(id), at TEXT NOT NULL, what TEXT NOT NULL,
    way TEXT NOT NULL, by_name TEXT NOT NULL, to_name TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  , struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE TRIGGER keep_visit_handed BEFORE DELETE ON visit_handed BEGIN SELECT RAISE(ABORT, 'visit_handed rows are never deleted'); END;

CREATE TABLE visit_scan (
    id INTEGER PRIMARY KEY AUTOINCREMENT, visit_id INTEGER NOT NULL REFERENCES visit(id), form TEXT NOT NULL,
    file TEXT NOT NULL REFERENCES file(sha256), file_name TEXT NOT NULL, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL
  , struck_at TEXT, struck_by TEXT NOT NULL DEFAULT '', strike_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE TRIGGER keep_visit_scan BEFORE DELETE ON visit_scan BEGIN SELECT RAISE(ABORT, 'visit_scan rows are never deleted'); END;

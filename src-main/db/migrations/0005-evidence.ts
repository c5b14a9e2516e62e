/**
 * What makes a list of a million files quick, and numbers that are never given twice: all kept by triggers from the rows themselves,
 * whoever writes them.
 */

/** `'batch:12'`: whom a row belongs to, in one value. */
const HOLDER = `CASE WHEN batch_id IS NOT NULL THEN 'batch:' || batch_id WHEN contest_id IS NOT NULL THEN 'contest:' || contest_id
  WHEN venue_id IS NOT NULL THEN 'venue:' || venue_id WHEN supervisor_id IS NOT NULL THEN 'supervisor:' || supervisor_id
  ELSE 'visit:' || visit_id END`

/** The code's first part: G2_001 → G2; V (venue), P (person), D (visit) where the owner has no slots. */
const PREFIX = `CASE WHEN slot <> '' THEN slot WHEN venue_id IS NOT NULL THEN 'V' WHEN supervisor_id IS NOT NULL THEN 'P' ELSE 'D' END`

const MEDIA = `CASE substr(type, 1, 6) WHEN 'image/' THEN 'image' WHEN 'video/' THEN 'video' WHEN 'audio/' THEN 'audio' ELSE 'document' END`

/** Columns of the table `evidence` that follow from others. */
export const DERIVED = [
  ['holder', HOLDER],
  ['prefix', PREFIX],
  ['code', `${PREFIX} || '_' || printf('%03d', seq)`],
  ['media', MEDIA],
]
  .map(([name, sql]) => `${name} TEXT GENERATED ALWAYS AS (${sql}) VIRTUAL`)
  .join(',\n    ')

// Title, file name and code; a title that is the file's name needs no second place.
const words = (row: string) => `CASE WHEN instr(${row}.file_name, ${row}.title) > 0 THEN ${row}.file_name
  ELSE ${row}.title || char(10) || ${row}.file_name END || char(10) || ${row}.code`

const POSITIONS = JSON.stringify(Array.from({ length: 400 }, (_, i) => i + 1)) // title 120, file name 255, code

const owner = (row: string) =>
  `coalesce(${row}.batch_id, ${row}.contest_id, ${row}.venue_id, ${row}.supervisor_id, ${row}.visit_id)`

/**
 * FTS5's trigrams find words of three characters and more. For shorter ones `签到` is indexed as 签␁到␁ besides: `签␁到` is one token for two
 * neighbours, `␁签␁` one for a single character. At the end what filters ask for, each as one token or two: ␂, media and secrecy; ␃ and slot; ␄ and the
 * owner's id in two characters. Searched by searchTokens in queries/evidence.ts.
 */
const indexed = (row: string) => `(SELECT w || char(1) || (SELECT group_concat(substr(w, n.value, 1), char(1))
    FROM json_each('${POSITIONS}') n WHERE n.value <= length(w)) FROM (SELECT ${words(row)} AS w)) || char(1) || char(2) || substr(${row}.media, 1, 1)
  || CASE ${row}.secrecy WHEN '公开' THEN 'o' WHEN '内部' THEN 'i' ELSE 'p' END || char(3) || ${row}.prefix
  || char(4) || char(19968 + ${owner(row)} % 20000) || char(19968 + ${owner(row)} / 20000)`

const count = (row: string, n: 1 | -1) => `INSERT INTO evidence_count (holder, prefix, media, secrecy, n)
    SELECT ${row}.holder, ${row}.prefix, ${row}.media, ${row}.secrecy, ${n} WHERE ${row}.struck_at IS NULL
    ON CONFLICT DO UPDATE SET n = n + ${n};`
const number = `INSERT INTO evidence_number (holder, prefix, last) VALUES (NEW.holder, NEW.prefix, NEW.seq)
    ON CONFLICT DO UPDATE SET last = max(last, excluded.last);`
const enter = `INSERT INTO evidence_word (rowid, text) SELECT NEW.id, ${indexed('NEW')} WHERE NEW.struck_at IS NULL;`

const listed = `INSERT INTO evidence_key (id, holder, prefix, seq, media, secrecy, taken_at)
    SELECT NEW.id, NEW.holder, NEW.prefix, NEW.seq, NEW.media, NEW.secrecy, NEW.taken_at WHERE NEW.struck_at IS NULL;`

const OWNER = 'batch_id, venue_id, supervisor_id, visit_id, contest_id'

export const EVIDENCE_LIST = [
  // What lists sort and filter by, of rows that are not struck out: small, so that a page far down is reached without reading descriptions.
  // (Generated columns would not do: SQLite never takes an index with one for covering.)
  `CREATE TABLE evidence_key (
    id INTEGER PRIMARY KEY, holder TEXT NOT NULL, prefix TEXT NOT NULL, seq INTEGER NOT NULL, media TEXT NOT NULL, secrecy TEXT NOT NULL,
    taken_at TEXT
  ) STRICT`,
  `CREATE INDEX evidence_key_holder ON evidence_key(holder, prefix, seq, id, media, secrecy, taken_at)`,
  `CREATE INDEX evidence_key_code ON evidence_key(prefix, seq, id, media, secrecy)`,
  `CREATE INDEX evidence_key_taken ON evidence_key(taken_at, id, prefix, media, secrecy)`,
  `CREATE INDEX evidence_key_kind ON evidence_key(media, secrecy, prefix, seq, taken_at)`,

  `CREATE TABLE evidence_count (
    holder TEXT NOT NULL, prefix TEXT NOT NULL, media TEXT NOT NULL, secrecy TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (holder, prefix, media, secrecy)
  ) STRICT, WITHOUT ROWID`,
  // A number once given stays given, also when its row moves to another slot.
  `CREATE TABLE evidence_number (holder TEXT NOT NULL, prefix TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (holder, prefix)) STRICT, WITHOUT ROWID`,
  `CREATE VIRTUAL TABLE evidence_word USING fts5(text, tokenize = 'trigram', detail = none, content = '', contentless_delete = 1)`,

  `CREATE TRIGGER evidence_enters AFTER INSERT ON evidence BEGIN ${count('NEW', 1)} ${number} ${listed} ${enter} END`,
  `CREATE TRIGGER evidence_changes AFTER UPDATE OF ${OWNER}, slot, seq, title, type, secrecy, taken_at, struck_at ON evidence BEGIN
    ${count('OLD', -1)} ${count('NEW', 1)} ${number}
    DELETE FROM evidence_key WHERE id = OLD.id; ${listed}
    DELETE FROM evidence_word WHERE rowid = OLD.id; ${enter}
  END`,
]

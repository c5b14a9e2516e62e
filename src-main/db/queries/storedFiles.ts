/** Which stored files the records refer to, and where each belongs, in the words of whoever has to look for it. */
import type { EntityManager } from 'typeorm'
import { DESTROYED } from './evidenceRow.ts'

export interface Stored {
  sha256: string
  bytes: number
}

export interface Scope {
  /** null: of everything that the program keeps. */
  batchId: number | null
  /** Only what a manifest lists: neither what was struck out nor what the program made itself (thumbnails, manifests). */
  listed?: boolean
  /** Only contents whose digests begin with one of these: a day's share. */
  groups?: readonly string[]
}

// What was destroyed by a 销毁清册 is not looked for any more; its description stays.
const OF_EVIDENCE = `FROM evidence e LEFT JOIN visit ev ON ev.id = e.visit_id LEFT JOIN supervisor ep ON ep.id = e.supervisor_id
  LEFT JOIN venue en ON en.id = e.venue_id LEFT JOIN contest ec ON ec.id = e.contest_id WHERE NOT ${DESTROYED}`
const OWNER = `CASE WHEN ep.id THEN '（人员「' || ep.name || '」）' WHEN en.id THEN '（场地「' || en.name || '」）'
  WHEN ec.id THEN '（竞赛「' || ec.name || '」）' ELSE '' END`
const EVIDENCE = `e.code || ' ' || e.title || iif(e.struck_at IS NULL, '', '（已移除）')`

const ofPerson = (table: string, what: string) =>
  `SELECT t.file, s.name || '的${what}' || iif(t.file_name = '', '', ' ' || t.file_name), NULL, 1 FROM ${table} t JOIN supervisor s ON s.id = t.supervisor_id`

/** Each answers sha256, what it is called, its batch, and whether a manifest lists it. A test holds them against the foreign keys. */
const SOURCES = [
  `SELECT e.file AS sha256, ${EVIDENCE} || ${OWNER} AS label, coalesce(e.batch_id, ev.batch_id) AS batch_id, e.struck_at IS NULL AS listed ${OF_EVIDENCE}`,
  `SELECT e.thumbnail, ${EVIDENCE} || ' 的缩略图' || ${OWNER}, coalesce(e.batch_id, ev.batch_id), 0 ${OF_EVIDENCE}`,
  `SELECT f.file, '内部督导记录（' || r.on_date || '）佐证 ' || f.file_name, r.batch_id, 1 FROM supervision_evidence f JOIN supervision r ON r.id = f.supervision_id`,
  `SELECT f.file, '外督员督导（' || v.on_date || '）扫描件 ' || f.file_name, v.batch_id, 1 FROM visit_scan f JOIN visit v ON v.id = f.visit_id`,
  `SELECT f.file, '整改 ZG-' || r.id || ' 佐证 ' || f.file_name, r.batch_id, 1 FROM rectification_evidence f JOIN rectification r ON r.id = f.rectification_id`,
  `SELECT l.manifest, '封存清单 第 ' || l.version || ' 版', l.batch_id, 0 FROM seal l`,
  `SELECT s.photo, s.name || '的照片', NULL, 1 FROM supervisor s`,
  ofPerson('training', '培训材料'),
  ofPerson('exam', '考核材料'),
  ofPerson('attestation', '条件确认材料'),
  `SELECT c.photo, '证卡 ' || c.code || ' 的照片', NULL, 1 FROM card c`,
  `SELECT c.logo, '证卡 ' || c.code || ' 的机构标识', NULL, 1 FROM card c`,
  `SELECT o.logo, '机构标识', NULL, 1 FROM org o`,
  `SELECT f.file, '场地「' || n.name || '」的资料 ' || f.file_name, NULL, 1 FROM venue_file f JOIN venue n ON n.id = f.venue_id`,
  `SELECT f.file, '场地「' || n.name || '」的备案清单 ' || f.file_name, NULL, 1 FROM baseline f JOIN venue n ON n.id = f.venue_id`,
  `SELECT f.file, '场地「' || n.name || '」的核查单 ' || f.file_name, NULL, 1 FROM venue_check_outcome f
     JOIN venue_check k ON k.id = f.check_id JOIN venue n ON n.id = k.venue_id`,
  `SELECT f.file, '竞赛「' || c.name || '」赛务人员资质 ' || f.file_name, NULL, 1 FROM contest_staff f JOIN contest c ON c.id = f.contest_id`,
  `SELECT f.file, '竞赛「' || c.name || '」督导扫描件 ' || f.file_name, NULL, 1 FROM contest_visit_scan f
     JOIN contest_visit v ON v.id = f.visit_id JOIN contest c ON c.id = v.contest_id`,
  `SELECT f.file, a.title || ' 的签字件 ' || f.file_name, NULL, 0 FROM act_signature f JOIN act a ON a.id = f.act_id`,
  `SELECT n.file, '扫描件 ' || n.file_name, NULL, 0 FROM scan n`,
  `SELECT p.picture, '扫描件 ' || n.file_name || ' 第 ' || p.page || ' 页的缩略图', NULL, 0 FROM scan_page p JOIN scan n ON n.id = p.scan_id`,
  `SELECT p.filed_file, '扫描件 ' || n.file_name || ' 第 ' || p.page || ' 页归档的文件', NULL, 0 FROM scan_page p JOIN scan n ON n.id = p.scan_id`,
]

const ALL = `SELECT sha256, label, batch_id FROM (${SOURCES.join(' UNION ALL ')}) WHERE sha256 IS NOT NULL`
const LISTED = `${ALL} AND listed`

/** The uses in scope as a query, and its parameters. */
function uses({ batchId, listed }: Scope): [sql: string, params: number[]] {
  const all = listed ? LISTED : ALL
  return batchId === null ? [all, []] : [`SELECT * FROM (${all}) WHERE batch_id = ?`, [batchId]]
}

// What came in and is named by no record any more (a photo that was changed for another) is kept, and so it is looked at.
const UNNAMED = `OR sha256 NOT IN (SELECT file FROM evidence WHERE destruction_id IS NOT NULL
  UNION SELECT thumbnail FROM evidence WHERE destruction_id IS NOT NULL AND thumbnail IS NOT NULL)`

/** Which rows of `file` are in scope: everything that is kept, or what a batch, a manifest names. */
function inScope(scope: Scope): [condition: string, params: number[]] {
  const [used, params] = uses(scope)
  const all = scope.batchId === null && !scope.listed
  const share = scope.groups
    ? `AND substr(sha256, 1, 2) IN (${scope.groups.map(group => `'${group}'`).join(', ')})`
    : ''
  return [`((sha256 IN (SELECT sha256 FROM (${used})) ${all ? UNNAMED : ''}) ${share})`, params]
}

/** What the first record that names this content calls it; null: none does, or it was destroyed by a 销毁清册. */
export async function labelOf(manager: EntityManager, sha256: string): Promise<string | null> {
  const [row] = (await manager.query(`SELECT label FROM (${ALL}) WHERE sha256 = ? LIMIT 1`, [sha256])) as {
    label: string
  }[]
  return row?.label ?? null
}

/** Contents, each counted once. */
export async function countStored(manager: EntityManager, scope: Scope): Promise<{ files: number; bytes: number }> {
  const [condition, params] = inScope(scope)
  const [sum] = (await manager.query(
    `SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes FROM file WHERE ${condition}`,
    params,
  )) as { files: number; bytes: number }[]
  return sum ?? { files: 0, bytes: 0 }
}

/** The next `limit` contents after the digest `after`, in the order of their digests. */
export async function nextStored(
  manager: EntityManager,
  scope: Scope,
  after: string,
  limit: number,
): Promise<Stored[]> {
  const [condition, params] = inScope(scope)
  return manager.query(`SELECT sha256, bytes FROM file WHERE sha256 > ? AND ${condition} ORDER BY sha256 LIMIT ?`, [
    after,
    ...params,
    limit,
  ])
}

/** Where contents belong: `G2_003 实操评分表（批次「…」）`, every place of each, sorted. */
export async function placesOf(manager: EntityManager, scope: Scope, digests: readonly string[]): Promise<string[]> {
  const [used, params] = uses(scope)
  const rows = (await manager.query(
    `SELECT DISTINCT u.sha256, u.label || coalesce('（批次「' || b.name || '」）', '') AS place FROM (${used}) u
     LEFT JOIN batch b ON b.id = u.batch_id WHERE u.sha256 IN (SELECT value FROM json_each(?)) ORDER BY 2`,
    [...params, JSON.stringify(digests)],
  )) as { sha256: string; place: string }[]
  const named = new Set(rows.map(row => row.sha256))
  const unnamed = digests
    .filter(digest => !named.has(digest))
    .map(digest => `没有记录再引用的文件 ${digest.slice(0, 12)}`)
  return [...new Set(rows.map(row => row.place)), ...unnamed]
}

import type { EntityManager } from 'typeorm'
import type { SlotList } from '../../src-shared/contract/archive.ts'
import type { CheckInput, Seal } from '../../src-shared/contract/seal.ts'
import type { SupervisionRecord } from '../../src-shared/contract/supervision.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Stamp } from '../context.ts'
import { CheckInputTable, type EvidenceRow, EvidenceTable, MediaClockTable } from '../db/entities/archive.ts'
import type { BatchRecord, SessionRecord } from '../db/entities/batch.ts'
import { DESTROYED } from '../db/queries/evidenceRow.ts'
import { REPORT } from '../services/archive/checkReport.ts'
import { closedSeal } from '../services/archive/seal.ts'
import { type FrozenFacts, frozenFacts } from '../services/archive/sealFacts.ts'
import { GENESIS, verify } from '../services/audit.ts'
import { requireBatch } from '../services/batch/batchRecord.ts'
import { sessionsOf } from '../services/batch/session.ts'
import { listSlots } from '../services/evidence/slot.ts'
import { findOrg } from '../services/org.ts'
import { listRecords } from '../services/supervision/supervision.ts'
import { loadNumbers, type Numbers } from './numbers.ts'

export interface Item extends EvidenceRow {
  code: string
  destroyed: boolean // by a 销毁清册
}

/** A stored file under the name that the reader of the report knows. */
export interface NamedFile {
  label: string // G2_003 实操评分表
  fileName: string
  sha256: string
  /** As it was registered. */
  bytes: number
  item: Item | null // null: a paper of a record, a visit or a 整改
}

/** All that the checks judge by, but for what the bytes say. */
export interface Facts {
  batch: BatchRecord
  sessions: SessionRecord[]
  items: Item[]
  gone: Item[] // struck out or 已销毁: they keep their numbers
  lastNumbers: Map<string, number> // slot → the last number given
  files: NamedFile[]
  slots: SlotList
  records: SupervisionRecord[] // drafts and sealed ones
  candidates: number
  sealed: Seal | null
  frozen: FrozenFacts | null // of a sealed batch, as it is now, in what its seal knew
  org: string
  log: { events: number; broken: number | null }
  /** The head that the seal was tied to is still in the log. */
  logHasHead: boolean
  numbers: Numbers
  clocks: Map<string, number> // camera → seconds to be added
  inputs: CheckInput[]
  lastAddedAt: string | null
  stamp: Stamp
}

/**
 * @param seal the seal whose manifest was read, and the version of the data that wrote it, null where that is not known here
 * @throws AppError NOT_FOUND, STALE (sealed or opened since)
 */
export async function loadFacts(
  manager: EntityManager,
  batchId: number,
  seal: { digest: string; version: number | null } | null,
  stamp: Stamp,
): Promise<Facts> {
  const batch = await requireBatch(manager, batchId, true)
  const all = await itemsOf(manager, batchId)
  const items = all.filter(item => item.struckAt === null && !item.destroyed)
  const sealed = await closedSeal(manager, batchId)
  if (sealed?.digest !== seal?.digest) throw new AppError('STALE', { what: `批次「${batch.name}」` })
  const clocks = await manager.find(MediaClockTable, { where: { batchId }, order: { id: 'ASC' } })
  const [count] = (await manager.query(
    'SELECT count(*) AS n FROM batch_candidate WHERE batch_id = ? AND replaced_at IS NULL',
    [batchId],
  )) as { n: number }[]
  return {
    batch,
    sessions: await sessionsOf(manager, batchId),
    items,
    gone: all.filter(item => item.struckAt !== null || item.destroyed),
    lastNumbers: await lastNumbers(manager, batchId),
    files: [
      ...items.map(item => ({
        label: `${item.code} ${item.title}`,
        fileName: item.fileName,
        sha256: item.file,
        bytes: item.bytes,
        item,
      })),
      ...(await papersOf(manager, batchId)),
    ],
    slots: await listSlots(manager, batchId),
    records: await listRecords(manager, batchId),
    candidates: count?.n ?? 0,
    sealed,
    frozen: typeof seal?.version === 'number' ? await frozenFacts(manager, batchId, seal.version) : null,
    org: (await findOrg(manager))?.name ?? '',
    log: await verify(manager),
    logHasHead: sealed === null || (await hasHead(manager, batchId, sealed.logHead)),
    numbers: await loadNumbers(manager, batch, stamp),
    clocks: new Map(clocks.map(({ camera, offsetSeconds }) => [camera, offsetSeconds])), // the latest counts
    inputs: await listInputs(manager, batchId),
    lastAddedAt:
      items
        .map(item => item.recordedAt)
        .sort()
        .at(-1) ?? null,
    stamp,
  }
}

/** Evidence of the batch and of its visits. */
async function itemsOf(manager: EntityManager, batchId: number): Promise<Item[]> {
  const facts = (await manager.query(
    `SELECT e.id, e.code, ${DESTROYED} AS destroyed FROM evidence e LEFT JOIN visit v ON v.id = e.visit_id
     WHERE e.batch_id = ? OR v.batch_id = ? ORDER BY e.slot, e.seq, e.id`,
    [batchId, batchId],
  )) as { id: number; code: string; destroyed: number }[]
  const rows = await manager
    .createQueryBuilder(EvidenceTable, 'e')
    .where('e.id IN (SELECT value FROM json_each(:ids))', { ids: JSON.stringify(facts.map(row => row.id)) })
    .getMany()
  const byId = new Map(rows.map(row => [row.id, row]))
  return facts.flatMap(({ id, code, destroyed }) => {
    const row = byId.get(id)
    return row ? [{ ...row, code, destroyed: destroyed === 1 }] : []
  })
}

async function lastNumbers(manager: EntityManager, batchId: number): Promise<Map<string, number>> {
  const rows = (await manager.query('SELECT prefix, last FROM evidence_number WHERE holder = ?', [
    `batch:${batchId}`,
  ])) as { prefix: string; last: number }[]
  return new Map(rows.map(row => [row.prefix, row.last]))
}

async function papersOf(manager: EntityManager, batchId: number): Promise<NamedFile[]> {
  const rows = (await manager.query(
    `SELECT DISTINCT p.label || p.name AS label, p.name AS "fileName", p.file AS sha256, f.bytes FROM (
       SELECT '内部督导记录（' || r.on_date || '）佐证 ' AS label, e.file_name AS name, e.file FROM supervision_evidence e
         JOIN supervision r ON r.id = e.supervision_id WHERE r.batch_id = ? AND r.state <> 'discarded'
       UNION ALL SELECT '外督员督导（' || v.on_date || '）扫描件 ', s.file_name, s.file FROM visit_scan s JOIN visit v ON v.id = s.visit_id WHERE v.batch_id = ?
       UNION ALL SELECT '整改 ZG-' || r.id || ' 佐证 ', e.file_name, e.file FROM rectification_evidence e
         JOIN rectification r ON r.id = e.rectification_id WHERE r.batch_id = ?
     ) p JOIN file f ON f.sha256 = p.file ORDER BY 1`,
    [batchId, batchId, batchId],
  )) as Omit<NamedFile, 'item'>[]
  return rows.map(row => ({ ...row, item: null }))
}

/** Of a batch that came in a package the log was another folder's: the import wrote down to which head each seal was tied there. */
async function hasHead(manager: EntityManager, batchId: number, head: string): Promise<boolean> {
  const rows = (await manager.query(
    `SELECT 1 FROM audit_event WHERE hash = ?
     UNION ALL SELECT 1 FROM audit_event WHERE action = 'package.import' AND subject = ? AND instr(detail, ?) > 0 LIMIT 1`,
    [head, `batch:${batchId}`, head],
  )) as unknown[]
  return head === GENESIS || rows.length > 0
}

/** What persons typed for the checks: the latest of each kind, of 漏号说明 the latest of each number. */
export async function listInputs(manager: EntityManager, batchId: number): Promise<CheckInput[]> {
  const rows = await manager.find(CheckInputTable, { where: { batchId }, order: { id: 'ASC' } })
  const latest = new Map<string, CheckInput>()
  for (const { kind, body } of rows) {
    if (kind === REPORT) continue
    const input = body as CheckInput
    latest.set(input.kind === 'gap' ? `gap ${input.what}` : input.kind, input)
  }
  return [...latest.values()]
}

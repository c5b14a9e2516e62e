/** 封存 (第二十一条（四）): freezes a batch with a manifest of all that it holds, tied to the head of the log; 解除封存 asks who and why. */
import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { SlotList } from '../../../src-shared/contract/archive.ts'
import type { Seal } from '../../../src-shared/contract/seal.ts'
import { examDays, inOrder } from '../../../src-shared/domain/acts.ts'
import { coverage, RECORD_PHASES } from '../../../src-shared/domain/coverage.ts'
import { type Finding, finding } from '../../../src-shared/domain/rules.ts'
import { checkSeal } from '../../../src-shared/domain/seal.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { itemNumbers } from '../../../src-shared/forms/items.ts'
import type { Context, Stamp } from '../../context.ts'
import { type SealRow, SealTable } from '../../db/entities/archive.ts'
import { countStored, nextStored } from '../../db/queries/storedFiles.ts'
import { dataVersion } from '../../db/version.ts'
import type { Vault } from '../../files/vault.ts'
import { anchorOf } from '../../package/anchor.ts'
import { registerFile } from '../attachment.ts'
import { agreed, head, record } from '../audit.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { sessionsOf } from '../batch/session.ts'
import { doubtsOf } from '../evidence/doubt.ts'
import { listSlots } from '../evidence/slot.ts'
import { listRecords } from '../supervision/supervision.ts'
import { examine } from './examine.ts'
import { activeHold } from './hold.ts'
import { readFacts } from './sealFacts.ts'
import { canonical, manifestOf } from './sealManifest.ts'

export interface SealPreview {
  files: number
  bytes: number
  findings: Finding[]
  missing: string[]
  /** Files that lie there and are doubtful, by name. */
  doubts: string[]
}

type Files = Pick<Context, 'files' | 'resourcesDir'>
const doubtful = async (ctx: Files, manager: EntityManager, batchId: number): Promise<string[]> =>
  (await doubtsOf(ctx, manager, batchId)).map(({ text }) => text)

/** What a seal would find now; block: it would be refused. The rest needs a reason. */
export async function previewSeal(
  ctx: Files,
  manager: EntityManager,
  batchId: number,
  stamp: Stamp,
): Promise<SealPreview> {
  const { findings, slots } = await judge(manager, batchId, stamp)
  const doubts = await doubtful(ctx, manager, batchId)
  return { ...(await countStored(manager, { batchId, listed: true })), findings, missing: slots.missing, doubts }
}

async function judge(
  manager: EntityManager,
  batchId: number,
  stamp: Stamp,
): Promise<{ findings: Finding[]; slots: SlotList }> {
  await requireBatch(manager, batchId)
  return {
    findings: await recordFindings(manager, batchId, stamp),
    slots: await listSlots(manager, batchId),
  }
}

/** R-UNTICK and R-NOTE block; R-COVER (第七、二十四条) is red once the batch is to be closed. */
async function recordFindings(manager: EntityManager, batchId: number, stamp: Stamp): Promise<Finding[]> {
  const records = await listRecords(manager, batchId)
  const named = (record: (typeof records)[number]) => `${record.supervisorName} ${record.on} 的内部督导记录`
  const drafts = records
    .filter(record => record.state === 'draft')
    .map(record => finding('R-UNTICK', `${named(record)}还是草稿`, '请逐项勾选后封存该记录，或删除草稿。'))
  const unsound = records
    .filter(record => record.state === 'sealed')
    .flatMap(record =>
      checkSeal(itemNumbers(record.kind), record)
        .filter(f => f.severity === 'block')
        .map(f => ({ ...f, message: `${named(record)}：${f.message}` })),
    )
  const sealed = records.filter(record => record.state === 'sealed')
  const phases = Object.fromEntries(
    RECORD_PHASES.map(phase => [phase, sealed.filter(r => r.phases.includes(phase)).map(r => r.id)]),
  ) as Record<(typeof RECORD_PHASES)[number], number[]>
  const [row] = coverage([{ id: batchId, phases }]).rows
  const uncovered = (row?.findings ?? []).map(f => ({ ...f, severity: 'warn' as const }))
  return [...drafts, ...unsound, ...(await tooEarly(manager, batchId, stamp)), ...uncovered]
}

/** R-DT-SEAL: what is not over cannot be finished; the reason that the seal asks for then says why. */
async function tooEarly(manager: EntityManager, batchId: number, stamp: Stamp): Promise<Finding[]> {
  const sessions = (await sessionsOf(manager, batchId)).map(s => ({ date: s.date, from: s.fromTime, to: s.toTime }))
  const days = examDays(sessions)
  return days === null
    ? []
    : inOrder('R-DT-SEAL', { what: '封存', on: stamp.today }, { what: '考试结束', on: days.last })
}

/**
 * Freezes the batch: everything is judged and read again, the manifest goes into the store, and one transaction makes the seal. Killed at
 * any moment, the batch is sealed whole or not at all.
 * @throws AppError NOT_FOUND, STATE_BLOCKED (sealed already), RULE_BLOCKED (drafts, items not ticked), SEAL_REASON (something is missing and
 * no reason given), SEAL_FILES (a file is missing, changed or cannot be read, by name), STALE (the batch was changed meanwhile), CANCELLED
 */
export async function closeSeal(
  ctx: Pick<Context, 'db' | 'files' | 'resourcesDir' | 'vault' | 'signal' | 'progress' | 'stamp'>,
  input: { batchId: number; reason: string },
): Promise<Seal> {
  const { name, judged } = await ctx.db.read(async manager => {
    const batch = await requireClosable(ctx, manager, input, ctx.stamp())
    return { name: batch.name, judged: await contentOf(manager, batch.id) }
  })
  const examined = await examine(ctx, { batchId: input.batchId, listed: true })
  if (examined.cancelled) throw new AppError('CANCELLED')
  const bad = [
    ...examined.missing.map(place => `${place}（缺失）`),
    ...examined.changed.map(place => `${place}（内容已变）`),
    ...examined.unread.map(place => `未能读取 ${place}`),
  ]
  if (bad.length > 0) {
    const detail = bad.slice(0, 10).join('；') + (bad.length > 10 ? ` 等 ${bad.length} 个` : '')
    throw new AppError('SEAL_FILES', { name, detail })
  }
  return ctx.db.write(async manager => {
    const stamp = ctx.stamp()
    await requireClosable(ctx, manager, input, stamp)
    // What was read and judged is what is sealed; a file that came in meanwhile has not been read.
    if ((await contentOf(manager, input.batchId)) !== judged) throw new AppError('STALE', { what: `批次「${name}」` })
    // The one file that is written inside its transaction: it says what the transaction says, and when. Undone, nothing names it.
    const bytes = new TextEncoder().encode(await draftOf(manager, input, ctx.vault, stamp))
    const manifest = await ctx.files.put(bytes)
    const { hash } = await head(manager)
    await registerFile(manager, { sha256: manifest, bytes: bytes.length }, stamp)
    const row: Omit<SealRow, 'id'> = {
      batchId: input.batchId,
      version: await nextVersion(manager, input.batchId),
      files: examined.files,
      bytes: examined.bytes,
      manifest,
      logHead: hash,
      anchor: anchorOf(manifest, hash),
      openedAt: null,
      openedBy: '',
      openReason: '',
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    }
    const { identifiers } = await manager.insert(SealTable, row)
    const why = input.reason === '' ? '' : `，有缺项：${input.reason}`
    await record(manager, stamp, {
      action: 'seal.close',
      subject: `batch:${input.batchId}`,
      text: `封存批次「${name}」第 ${row.version} 版：${row.files} 个文件，锚定码 ${row.anchor}${why}`,
      detail: { digest: manifest, anchor: row.anchor, files: row.files, bytes: row.bytes, reason: input.reason },
    })
    return toSeal({ ...row, id: identifiers[0]?.id as number })
  })
}

/** All that a seal would freeze, and every stored file that it would list, as one digest. */
async function contentOf(manager: EntityManager, batchId: number): Promise<string> {
  const { frozen } = await readFacts(manager, batchId, dataVersion())
  const files = await nextStored(manager, { batchId, listed: true }, '', Number.MAX_SAFE_INTEGER)
  return createHash('sha256').update(canonical({ frozen, files })).digest('hex')
}

async function requireClosable(
  ctx: Files,
  manager: EntityManager,
  input: { batchId: number; reason: string },
  stamp: Stamp,
) {
  const batch = await requireBatch(manager, input.batchId)
  if (await closedSeal(manager, batch.id))
    throw new AppError('STATE_BLOCKED', { name: batch.name, action: '封存', detail: '已经封存' })
  const { findings, slots } = await judge(manager, batch.id, stamp)
  const blocks = findings.filter(f => f.severity === 'block')
  if (blocks.length > 0) {
    const detail = blocks.map(f => f.message).join('；')
    throw new AppError('RULE_BLOCKED', { action: `封存「${batch.name}」`, detail }, { findings: blocks })
  }
  const lacking = [
    ...findings.map(f => f.message),
    ...(slots.missing.length > 0 ? [`缺 ${slots.missing.join('、')}`] : []),
    ...(await doubtful(ctx, manager, batch.id)),
  ]
  if (lacking.length > 0 && input.reason === '') {
    const extra = { fields: { reason: '请写明缺项的原因' }, findings }
    throw new AppError('SEAL_REASON', { name: batch.name, detail: lacking.join('；') }, extra)
  }
  return batch
}

async function draftOf(
  manager: EntityManager,
  { batchId, reason }: { batchId: number; reason: string },
  vault: Vault,
  stamp: Stamp,
): Promise<string> {
  const { findings, slots } = await judge(manager, batchId, stamp)
  const seal = await nextVersion(manager, batchId)
  return canonical(
    await manifestOf(manager, { batchId, seal, slots, findings: findings.map(f => f.message), reason, vault }, stamp),
  )
}

async function nextVersion(manager: EntityManager, batchId: number): Promise<number> {
  const [last] = (await manager.query('SELECT max(version) AS version FROM seal WHERE batch_id = ?', [batchId])) as {
    version: number | null
  }[]
  return (last?.version ?? 0) + 1
}

/** 解除封存. @throws AppError STATE_BLOCKED (not sealed), BATCH_HELD */
export async function openSeal(
  manager: EntityManager,
  { batchId, who, reason }: { batchId: number; who: string; reason: string },
  stamp: Stamp,
): Promise<Seal> {
  const batch = await requireBatch(manager, batchId)
  const closed = await closedSeal(manager, batchId)
  if (!closed) throw new AppError('STATE_BLOCKED', { name: batch.name, action: '解除封存', detail: '没有封存' })
  if (await activeHold(manager, batchId)) throw new AppError('BATCH_HELD', { name: batch.name }) // R-HOLD
  const opened = { openedAt: stamp.at, openedBy: who, openReason: reason }
  await manager.update(SealTable, { id: closed.id }, opened)
  await record(manager, stamp, {
    action: 'seal.open',
    subject: `batch:${batchId}`,
    text: `解除「${batch.name}」第 ${closed.version} 版封存，批准人「${who}」${agreed(stamp)}：${reason}`,
    detail: { digest: closed.digest },
  })
  return { ...closed, ...opened }
}

/** The newest first. */
export async function listSeals(manager: EntityManager, batchId: number): Promise<Seal[]> {
  return (await manager.find(SealTable, { where: { batchId }, order: { id: 'DESC' } })).map(toSeal)
}

/** The seal that freezes the batch now. */
export async function closedSeal(manager: EntityManager, batchId: number): Promise<Seal | null> {
  return (await listSeals(manager, batchId)).find(seal => seal.openedAt === null) ?? null
}

const toSeal = (row: SealRow): Seal => ({
  id: row.id,
  batchId: row.batchId,
  version: row.version,
  sealedAt: row.recordedAt,
  sealedBy: row.recordedBy,
  files: row.files,
  bytes: row.bytes,
  digest: row.manifest,
  logHead: row.logHead,
  anchor: row.anchor,
  openedAt: row.openedAt,
  openedBy: row.openedBy,
  openReason: row.openReason,
})

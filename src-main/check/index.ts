/** 四性检测: the rows are read in one turn of the database, the files beside it, and both are judged together. */

import type { EntityManager } from 'typeorm'
import type { CheckInput, CheckReport } from '../../src-shared/contract/seal.ts'
import { CHECKS, type Verdict } from '../../src-shared/domain/fourChecks.ts'
import { AppError } from '../../src-shared/errors.ts'
import { FOUR_RESULT } from '../../src-shared/labels.ts'
import type { Context, Stamp } from '../context.ts'
import { CheckInputTable } from '../db/entities/archive.ts'
import { dataVersion } from '../db/version.ts'
import type { FileStore } from '../files/store.ts'
import { REPORT } from '../services/archive/checkReport.ts'
import { closedSeal } from '../services/archive/seal.ts'
import { dataOf, type Manifest } from '../services/archive/sealManifest.ts'
import { record } from '../services/audit.ts'
import { requireBatch } from '../services/batch/batchRecord.ts'
import * as authentic from './authentic.ts'
import * as complete from './complete.ts'
import { type Facts, loadFacts } from './facts.ts'
import { probeAll } from './probe.ts'
import * as safe from './safe.ts'
import * as usable from './usable.ts'

export { listInputs } from './facts.ts'

/**
 * Runs the 24 checks over a batch as it stands and keeps the report.
 * @throws AppError NOT_FOUND, STALE, CANCELLED
 */
export async function runChecks(
  ctx: Pick<Context, 'db' | 'files' | 'vault' | 'signal' | 'progress' | 'stamp'>,
  batchId: number,
): Promise<CheckReport> {
  const stamp = ctx.stamp()
  const sealed = await ctx.db.read(manager => closedSeal(manager, batchId))
  const manifest = sealed && (await readManifest(ctx.files, sealed.digest))
  const seal = sealed && { digest: sealed.digest, version: knownVersion(manifest) }
  const facts = await ctx.db.read(manager => loadFacts(manager, batchId, seal, stamp))
  const probes = await probeAll(
    facts.files.map(file => ctx.files.path(file.sha256)),
    { signal: ctx.signal, progress: (bytes, total) => ctx.progress(bytes, total, '检测文件') },
  )
  const seen = facts.files.map(file => ({
    file,
    probe: probes.get(ctx.files.path(file.sha256)) ?? { place: 'missing' as const },
  }))
  const verdicts = judge(facts, seen, manifest, ctx.vault.keyId)
  const report: CheckReport = {
    rows: CHECKS.map((check, i) => ({ ...check, ...(verdicts[i] as Verdict) })),
    at: stamp.at,
    by: stamp.actor,
  }
  await ctx.db.write(manager => keepReport(manager, batchId, report, stamp))
  return report
}

/** The version that the seal is compared on; null where there is no manifest, or one of a newer program. */
export function knownVersion(manifest: Manifest | string | null): number | null {
  if (manifest === null || typeof manifest === 'string') return null
  return dataOf(manifest) > dataVersion() ? null : dataOf(manifest)
}

/** In the order of CHECKS. */
function judge(facts: Facts, seen: authentic.Seen[], manifest: Manifest | string | null, keyId: string): Verdict[] {
  const sealReason = manifest !== null && typeof manifest !== 'string' ? manifest.reason : ''
  return [
    authentic.checkFields(facts),
    authentic.checkDigests(seen),
    authentic.checkSizes(seen),
    authentic.checkTypes(seen),
    authentic.checkPlaces(seen),
    authentic.checkTimes(facts),
    authentic.checkLog(facts),
    authentic.checkManifest(facts, manifest, keyId),
    complete.checkSlots(facts, sealReason),
    complete.checkRequired(facts),
    complete.checkItems(facts),
    complete.checkNumbers(facts),
    complete.checkCounts(facts),
    complete.checkTicks(facts),
    complete.checkPages(facts),
    complete.checkDates(facts),
    usable.checkPdf(seen),
    usable.checkImages(seen),
    usable.checkVideos(seen),
    usable.checkFormats(seen),
    usable.checkLocks(seen),
    usable.checkNames(facts),
    safe.checkPrograms(seen),
    safe.checkVirus(facts),
  ]
}

/** The manifest, or why there is none. Its digest is the seal's. */
export async function readManifest(files: FileStore, digest: string): Promise<Manifest | string> {
  try {
    return JSON.parse(new TextDecoder().decode(await files.read(digest))) as Manifest
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

async function keepReport(manager: EntityManager, batchId: number, report: CheckReport, stamp: Stamp): Promise<void> {
  const { name } = await requireBatch(manager, batchId, true)
  await insertInput(manager, batchId, REPORT, report, stamp)
  const counts = (Object.keys(FOUR_RESULT) as (keyof typeof FOUR_RESULT)[]).flatMap(result => {
    const rows = report.rows.filter(row => row.result === result)
    return rows.length === 0 ? [] : [`${FOUR_RESULT[result]} ${rows.length}`]
  })
  await record(manager, stamp, {
    action: 'check.run',
    subject: `batch:${batchId}`,
    text: `四性检测「${name}」：${counts.join('，')}`,
  })
}

type Body = CheckReport | CheckInput
const insertInput = (manager: EntityManager, batchId: number, kind: string, body: Body, stamp: Stamp) =>
  manager.insert(CheckInputTable, { batchId, kind, body, recordedBy: stamp.actor, recordedAt: stamp.at })

const INPUT: { [K in CheckInput['kind']]: (input: Extract<CheckInput, { kind: K }>) => string } = {
  virus: i =>
    `病毒查杀：${i.on} ${i.by} 用 ${i.software} 检查，病毒库 ${i.definitions}，${i.clean ? '没有发现病毒' : '发现病毒'}`,
  counts: i => `人数：签到 ${i.signed}，缺考 ${i.absent}，成绩 ${i.scored}`,
  gap: i => `漏号 ${i.what}：${i.explanation}`,
}

/** What only a person knows; it may be typed for a sealed batch too. @throws AppError NOT_FOUND, INPUT_INVALID for dates to come */
export async function addInput(
  manager: EntityManager,
  batchId: number,
  input: CheckInput,
  stamp: Stamp,
): Promise<void> {
  const { name } = await requireBatch(manager, batchId)
  if (input.kind === 'virus' && (input.on > stamp.today || input.definitions > input.on)) {
    const field = input.on > stamp.today ? 'on' : 'definitions'
    const detail = field === 'on' ? '检查日期晚于今天' : '病毒库日期晚于检查日期'
    throw new AppError('INPUT_INVALID', { detail }, { fields: { [`input.${field}`]: detail } })
  }
  await insertInput(manager, batchId, input.kind, input, stamp)
  const say = INPUT[input.kind] as (input: CheckInput) => string
  await record(manager, stamp, {
    action: 'check.input',
    subject: `batch:${batchId}`,
    text: `登记「${name}」的${say(input)}`,
  })
}

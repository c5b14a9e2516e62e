/** The log is held against everything that stands outside it: what was cut off its end or computed anew follows from itself all the same. */
import type { EntityManager } from 'typeorm'
import type { LogVerdict } from '../../src-shared/contract/audit.ts'
import { AppError } from '../../src-shared/errors.ts'
import { notInLog, type OutsideHead, outsideHeads } from '../backup/heads.ts'
import { sinceClose } from '../closing.ts'
import type { Context } from '../context.ts'
import { migrations } from '../db/migrations/index.ts'
import { compare, PARTS, type Part, schemaAfter } from '../db/schema.ts'
import { readClosedHead } from '../files/closedHead.ts'
import { frozenFacts } from '../services/archive/sealFacts.ts'
import { GENESIS, walk } from '../services/audit.ts'
import { localTime } from '../services/localDate.ts'
import { setSetting, VERIFIED_KEY } from '../services/setting.ts'
import { changedSince } from './authentic.ts'
import { knownVersion, readManifest } from './index.ts'

type Ctx = Pick<Context, 'db' | 'files' | 'vault' | 'dataDir' | 'signal' | 'progress' | 'stamp' | 'changed'>

const SHOWN = 30 // problems of each kind

/** In turns of a moment: other calls go on meanwhile. The verdict is kept. @throws AppError CANCELLED */
export async function verifyLog(ctx: Ctx): Promise<LogVerdict> {
  const chain = await walkAll(ctx)
  const heads = [...(await ctx.db.read(keptHeads)), ...(await outsideHeads(ctx.dataDir))]
  const closed = await readClosedHead(ctx.dataDir, ctx.vault)
  const problems = [
    ...(await ctx.db.read(manager => strangeHeads(manager, heads))),
    ...(await ctx.db.read(async manager => [await sinceClose(manager, closed)])).filter(text => text !== ''),
    ...(await ctx.db.read(missingParts)),
    ...(await changedSeals(ctx)),
  ]
  const verdict = {
    ...chain,
    problems,
    heads: heads.length,
    keyed: closed !== null && closed !== 'forged',
    alarms: await ctx.db.read(alarms),
  }
  await ctx.db.write(manager => setSetting(manager, VERIFIED_KEY, { ...verdict, at: ctx.stamp().at }))
  ctx.changed('audit')
  return verdict
}

async function walkAll(ctx: Ctx): Promise<{ events: number; head: string; broken: number | null }> {
  let place = { id: 0, hash: GENESIS }
  for (;;) {
    if (ctx.signal.aborted) throw new AppError('CANCELLED')
    const { rows, broken, ...next } = await ctx.db.read(manager => walk(manager, place))
    place = next
    if (broken !== null || rows === 0) return { events: place.id, head: place.hash, broken }
    ctx.progress(place.id, 0, '校验操作日志')
  }
}

/** Heads that seals and packages of this folder were tied to. Those of a batch that came in a package belong to the log of another folder. */
async function keptHeads(manager: EntityManager): Promise<OutsideHead[]> {
  const rows = (await manager.query(
    `WITH tied AS (
       SELECT batch_id, '批次「' || b.name || '」封存第 ' || s.version || ' 版' AS kept, s.recorded_at AS at, s.log_head AS hash
         FROM seal s JOIN batch b ON b.id = s.batch_id
       UNION ALL SELECT batch_id, '批次「' || b.name || '」导出的包「' || p.name || '」', p.recorded_at, p.log_head
         FROM package_export p JOIN batch b ON b.id = p.batch_id)
     SELECT kept AS "where", at, hash FROM tied WHERE NOT EXISTS (SELECT 1 FROM audit_event e
       WHERE e.action = 'package.import' AND e.subject = 'batch:' || tied.batch_id AND e.detail ->> '$.madeAt' >= tied.at)`,
  )) as OutsideHead[]
  return rows
}

async function strangeHeads(manager: EntityManager, heads: OutsideHead[]): Promise<string[]> {
  const strange = await notInLog(
    manager,
    heads.filter(({ hash }) => hash !== GENESIS),
  )
  const changes = (await manager.query(
    `SELECT at, detail ->> '$.left' AS left FROM audit_event
     WHERE action IN ('restore.run', 'restore.undo', 'handover.import', 'audit.alarm')`,
  )) as { at: string; left: string | null }[]
  const left = new Set(changes.flatMap(change => JSON.parse(change.left ?? '[]') as string[]))
  // Restores of 0.1.0 did not say what they left behind.
  const silent = changes.filter(change => change.left === null).map(({ at }) => at)
  return strange
    .filter(({ hash, at }) => !left.has(hash) && !silent.some(day => day >= at))
    .slice(0, SHOWN)
    .map(({ where, at }) => `${where}（${localTime(at)}）记下的链头不在日志中：其后的日志被截去或重写过`)
}

const ALARMS = 5

/** What earlier openings found, newest first: it stays in the log for good. */
async function alarms(manager: EntityManager): Promise<string[]> {
  const rows = (await manager.query(
    `SELECT at, text FROM audit_event WHERE action = 'audit.alarm' ORDER BY id DESC LIMIT ${ALARMS}`,
  )) as { at: string; text: string }[]
  return rows.map(({ at, text }) => `${localTime(at)} 打开时发现：${text}`)
}

async function missingParts(manager: EntityManager): Promise<string[]> {
  const { foreign, missing } = compare((await manager.query(PARTS)) as Part[], await schemaAfter(migrations))
  return [
    ...(foreign === '' ? [] : [`数据文件里有不属于本程序的内容：${foreign}`]),
    ...(missing.length === 0
      ? []
      : [`数据文件缺少 ${missing.length} 项保护：${missing.map(({ name }) => name).join('、')}`]),
  ]
}

/** Rows of sealed batches that were edited past the program: against what each seal froze, in what its version knew. */
async function changedSeals(ctx: Ctx): Promise<string[]> {
  const seals = await ctx.db.read(
    async manager =>
      (await manager.query(
        'SELECT s.batch_id AS batchId, b.name, s.version, s.manifest FROM seal s JOIN batch b ON b.id = s.batch_id WHERE s.opened_at IS NULL',
      )) as { batchId: number; name: string; version: number; manifest: string }[],
  )
  const problems: string[] = []
  for (const { batchId, name, version, manifest: digest } of seals) {
    if (ctx.signal.aborted) throw new AppError('CANCELLED')
    const manifest = await readManifest(ctx.files, digest)
    const known = knownVersion(manifest)
    if (typeof manifest === 'string' || known === null) continue // 完好性检查 names it; or a newer program's
    const frozen = await ctx.db.read(manager => frozenFacts(manager, batchId, known))
    const changed = changedSince(manifest, frozen, ctx.vault.keyId)
    if (changed.length > 0)
      problems.push(
        `批次「${name}」与第 ${version} 版封存清单不符：${changed.slice(0, 5).join('；')}${changed.length > 5 ? ` 等 ${changed.length} 处` : ''}`,
      )
  }
  return problems.slice(0, SHOWN)
}

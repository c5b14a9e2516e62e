/** 完好性检查 (第二十一条（四）): every stored file is read again, by hand or every so many days; what is changed, missing or could not be read is named. */
import type { EntityManager } from 'typeorm'
import type { FixityRun } from '../../../src-shared/contract/seal.ts'
import { addDays, type IsoDate } from '../../../src-shared/domain/dates.ts'
import type { Context, Stamp } from '../../context.ts'
import { type FixityRunRow, FixityRunTable } from '../../db/entities/archive.ts'
import { record } from '../audit.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { localDate } from '../localDate.ts'
import { getSetting, setSetting } from '../setting.ts'
import { examine } from './examine.ts'
import { shareDue } from './share.ts'

const EVERY_KEY = 'fixity.everyDays'
const DEFAULT_EVERY = 30 // days; 本机构口径
const SHOWN = 50

/** What was destroyed by a 销毁清册 is not missing. Cancelled, or kept from reading a file, the run is stored with what it found, and is not complete. */
export async function runFixity(
  ctx: Pick<Context, 'db' | 'files' | 'signal' | 'progress' | 'stamp'>,
  { batchId = null, scheduled = false }: { batchId?: number | null; scheduled?: boolean },
): Promise<FixityRun> {
  const batchName = await ctx.db.read(async manager =>
    batchId === null ? '' : (await requireBatch(manager, batchId, true)).name,
  )
  const { cancelled, ...found } = await examine(ctx, { batchId })
  const stamp = ctx.stamp()
  const complete = !cancelled && found.unread.length === 0
  const row = { batchId, scheduled, ...found, complete, recordedBy: stamp.actor, recordedAt: stamp.at }
  const id = await ctx.db.write(async manager => {
    const { identifiers } = await manager.insert(FixityRunTable, row)
    await record(manager, stamp, {
      action: 'fixity.run',
      ...(batchId === null ? {} : { subject: `batch:${batchId}` }),
      text: `${scheduled ? '定期' : ''}检查${batchId === null ? '全部文件' : `「${batchName}」的文件`}的完好性：${summary(row)}${cancelled ? '（中途取消）' : ''}`,
    })
    return identifiers[0]?.id as number
  })
  return toRun({ ...row, id }, batchName)
}

function summary({ files, changed, missing, unread }: Omit<FixityRunRow, 'id'>): string {
  const bad = [
    ...(changed.length > 0 ? [`已变 ${changed.length} 处`] : []),
    ...(missing.length > 0 ? [`缺失 ${missing.length} 处`] : []),
    ...(unread.length > 0 ? [`未能读取 ${unread.length} 处`] : []),
  ]
  return `读取 ${files} 个，${bad.length === 0 ? '没有发现问题' : bad.join('，')}`
}

/** Runs, newest first, and when the next one of the whole store is due. */
export async function listRuns(manager: EntityManager, batchId: number | undefined, { today }: Pick<Stamp, 'today'>) {
  const rows = await manager.find(FixityRunTable, {
    ...(batchId === undefined ? {} : { where: { batchId } }),
    order: { id: 'DESC' },
    take: SHOWN,
  })
  const everyDays = await readEvery(manager)
  const nextOn = await nextRun(manager, everyDays)
  const ids = JSON.stringify(rows.flatMap(row => row.batchId ?? []))
  const batches = (await manager.query('SELECT id, name FROM batch WHERE id IN (SELECT value FROM json_each(?))', [
    ids,
  ])) as { id: number; name: string }[]
  const nameOf = (id: number | null) => batches.find(batch => batch.id === id)?.name ?? ''
  return {
    runs: rows.map(row => toRun(row, nameOf(row.batchId))),
    everyDays,
    nextOn,
    due: nextOn !== null && nextOn <= today,
    shareDue: nextOn !== null && (await shareDue(manager, { today })),
  }
}

const readEvery = async (manager: EntityManager): Promise<number> =>
  ((await getSetting(manager, EVERY_KEY)) as number | null) ?? DEFAULT_EVERY

/** So many days after the last complete run, or after the first file came in; null where it is never, or there is no file. */
async function nextRun(manager: EntityManager, everyDays: number): Promise<IsoDate | null> {
  if (everyDays === 0) return null
  const [since] = (await manager.query(
    `SELECT coalesce((SELECT max(recorded_at) FROM fixity_run WHERE batch_id IS NULL AND complete = 1), (SELECT min(added_at) FROM file)) AS at
     WHERE EXISTS (SELECT 1 FROM file)`,
  )) as { at: string }[]
  return since ? addDays(localDate(new Date(since.at)), everyDays) : null
}

/** 0 days: never by itself. */
export async function setSchedule(manager: EntityManager, everyDays: number, stamp: Stamp): Promise<void> {
  if (everyDays === (await readEvery(manager))) return
  await setSetting(manager, EVERY_KEY, everyDays)
  const text = everyDays === 0 ? '完好性检查改为只由人工进行' : `完好性检查改为每 ${everyDays} 天一次`
  await record(manager, stamp, { action: 'fixity.setSchedule', text })
}

function toRun(row: FixityRunRow, batchName: string): FixityRun {
  const { recordedAt: at, recordedBy: by, ...rest } = row
  return { ...rest, batchName, at, by }
}

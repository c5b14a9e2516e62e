/** The daily share of 完好性检查: every stored file is read once in thirty days, a part of them each day, so that damage does not wait for the long run. */
import { readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Context, Stamp } from '../../context.ts'
import { FixityRunTable } from '../../db/entities/archive.ts'
import { record } from '../audit.ts'
import { getSetting, setSetting } from '../setting.ts'
import { examine } from './examine.ts'

const SHARE_KEY = 'fixity.share' // the day of the last one
const PARTS = 30 // 本机构口径

const dayNumber = (today: string) => Math.floor(Date.parse(today) / 86_400_000)

/** The beginnings of digests whose turn it is. */
export const groupsOf = (today: string): string[] =>
  Array.from({ length: 256 }, (_, n) => n)
    .filter(n => n % PARTS === dayNumber(today) % PARTS)
    .map(n => n.toString(16).padStart(2, '0'))

export const shareDue = async (manager: Parameters<typeof getSetting>[0], { today }: Pick<Stamp, 'today'>) =>
  (await getSetting(manager, SHARE_KEY)) !== today

/** A share that found nothing leaves no line in the list of runs; what it found stands there like any other. */
export async function runShare(
  ctx: Pick<Context, 'db' | 'files' | 'signal' | 'progress' | 'stamp'>,
): Promise<{ files: number; bad: number }> {
  const stamp = ctx.stamp()
  await sweepParts(dirname(dirname(ctx.files.path('0'.repeat(64)))))
  const { cancelled, ...found } = await examine(ctx, { batchId: null, groups: groupsOf(stamp.today) })
  const bad = found.changed.length + found.missing.length
  await ctx.db.write(async manager => {
    if (!cancelled) await setSetting(manager, SHARE_KEY, stamp.today)
    if (bad === 0) return
    const run = { batchId: null, scheduled: true, ...found, complete: false }
    await manager.insert(FixityRunTable, { ...run, recordedBy: stamp.actor, recordedAt: stamp.at })
    await record(manager, stamp, {
      action: 'fixity.share',
      text: `每日抽查 ${found.files} 个文件：已变 ${found.changed.length} 处，缺失 ${found.missing.length} 处`,
    })
  })
  return { files: found.files, bad }
}

const DAY_MS = 86_400_000

/** Files of the store that a killed import or intake left half written: a day old, and under no name that a record could know. */
async function sweepParts(store: string): Promise<void> {
  for (const group of await readdir(store).catch(() => [])) {
    for (const name of await readdir(join(store, group)).catch(() => [])) {
      if (!/\.[0-9a-f]{8}\.part$/.test(name)) continue
      const path = join(store, group, name)
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
      if (Date.now() - mtimeMs > DAY_MS) await rm(path, { force: true }).catch(() => {}) // held by another program: the next day
    }
  }
}

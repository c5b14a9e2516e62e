/** The data folder moves to another disk: copied and compared first, then opened there; what was left behind stays and refuses to be opened. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { copyHashed } from '../backup/copy.ts'
import type { Context } from '../context.ts'
import { MOVED, requireShort } from '../dataPlace.ts'
import { LEASE } from '../db/lease.ts'
import { partOf } from '../files/atomic.ts'
import { digestOf } from '../files/digest.ts'
import { flushFolder } from '../files/flush.ts'
import { reason } from '../files/reason.ts'
import { rename } from '../files/rename.ts'
import { record } from './audit.ts'

const NAME = '内督管家数据'
const NOT_COPIED = new Set(['lock.sqlite', LEASE, 'work', 'data.sqlite', 'data.sqlite-journal', 'data.digest', MOVED])
const SPARE = 64 * 1024 ** 2

export interface DataPlace {
  folder: string
  free: number // bytes
}

/** Disks of this PC where data could lie, as folders that do not exist yet. Only Windows has drives to be listed. */
export async function dataPlaces(): Promise<DataPlace[]> {
  if (process.platform !== 'win32') return []
  const places: DataPlace[] = []
  for (const drive of 'DEFGHIJ') {
    const space = await statfs(`${drive}:\\`).catch(() => undefined)
    if (space) places.push({ folder: `${drive}:\\${NAME}`, free: space.bavail * space.bsize })
  }
  return places
}

/**
 * Moves the data to `folder`, or into a folder of their own inside it where it holds something else. The program then goes on there by itself.
 * @throws AppError DATA_MOVE, DATA_PATH_LONG, FILE_NOT_WRITTEN, BACKUP_FAILED, CANCELLED; nothing is changed then
 */
export async function moveData(ctx: Context, folder: string): Promise<{ folder: string }> {
  const { moveTo } = ctx.seams
  const to = await targetOf(ctx.dataDir, resolve(folder))
  if (!moveTo) throw refused(to, '只有窗口程序能移动正在使用的数据')
  await ctx.alone(() => ctx.turn(() => copyTo(ctx, to)))
  await moveTo(to)
  return { folder: to }
}

const refused = (to: string, detail: string) => new AppError('DATA_MOVE', { to, detail })

async function targetOf(dataDir: string, folder: string): Promise<string> {
  const inside = await readdir(folder).catch(() => [])
  const to = inside.length > 0 ? join(folder, NAME) : folder
  requireShort(to)
  if (inside.length > 0 && (await readdir(to).catch(() => [])).length > 0) throw refused(to, '那里已经有文件')
  const within = (outer: string, inner: string) => `${inner}${sep}`.startsWith(`${outer}${sep}`)
  if (within(resolve(dataDir), to) || within(to, resolve(dataDir)))
    throw refused(to, '不能是现在的数据文件夹之内或之外的上级')
  return to
}

async function copyTo(ctx: Context, to: string): Promise<void> {
  const files = await listed(ctx.dataDir)
  const data = await stat(join(ctx.dataDir, 'data.sqlite'))
  const total = files.reduce((sum, file) => sum + file.bytes, data.size)
  const part = partOf(to)
  try {
    await mkdir(part, { recursive: true })
    const { bavail, bsize } = await statfs(part)
    if (bavail * bsize < total + SPARE) throw refused(to, `空间不足，需要 ${Math.ceil((total + SPARE) / 1024 ** 2)} MB`)
    let done = 0
    const watch = {
      signal: ctx.signal,
      bytes: (n: number) => {
        done += n
        ctx.progress(done, total, '复制数据')
      },
    }
    for (const { path } of files) {
      const target = join(part, path)
      await mkdir(dirname(target), { recursive: true })
      const digest = await copyHashed(join(ctx.dataDir, path), target, watch)
      if (digest !== (await digestOf(target, ctx.signal)))
        throw refused(to, `写入的内容读回来不一致：${basename(path)}`)
    }
    await ctx.db.write(manager => record(manager, ctx.stamp(), { action: 'data.move', text: `数据移到「${to}」` }))
    await ctx.db.backup(join(part, 'data.sqlite')) // verified before it gets its name
    if (existsSync(to)) await rm(to, { recursive: true }) // empty: targetOf saw to it
    await rename(part, to)
    await flushFolder(dirname(to))
  } catch (error) {
    await rm(part, { recursive: true, force: true }).catch(() => {})
    if (error instanceof AppError) throw error
    throw refused(to, reason(error))
  }
}

/** Plain files below the data folder, without what belongs to the running program. */
async function listed(dataDir: string): Promise<{ path: string; bytes: number }[]> {
  const files: { path: string; bytes: number }[] = []
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    const path = relative(dataDir, join(entry.parentPath, entry.name))
    const [top = ''] = path.split(sep)
    if (!entry.isFile() || NOT_COPIED.has(top) || path.endsWith('.part')) continue
    files.push({ path, bytes: (await stat(join(dataDir, path))).size })
  }
  return files
}

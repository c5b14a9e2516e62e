import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import type { Context } from '../context.ts'
import { HEAD_SQL } from '../db/inspect.ts'
import type { Log } from '../log.ts'
import { localDate } from '../services/localDate.ts'
import { localFolder, type Made, makeCopy } from './copy.ts'
import { tidy } from './keep.ts'
import { latestMade } from './last.ts'
import { copyToPlace, isThere, readPlace } from './place.ts'
import { isEmpty } from './restore.ts'

/** What automatic backups need: a context of no call. */
export type Keeper = Pick<Context, 'db' | 'dataDir' | 'version' | 'stamp' | 'turn' | 'signal' | 'changed'>

/** Why the last automatic backup did not succeed; '' when it did. By data folder: it is shown, not thrown. */
const problems = new Map<string, string>()

export const problemOf = (dataDir: string): string => problems.get(dataDir) ?? ''

/** The log's head without what backups wrote: equal heads are equal data. */
export async function dataHead(ctx: Pick<Context, 'db'>): Promise<string> {
  const [row] = await ctx.db.read(async manager => (await manager.query(HEAD_SQL)) as { hash: string }[])
  return row?.hash ?? ''
}

/**
 * The daily backup: the first time of a day here, and at the second place whenever that is plugged in. Asked again and again while the
 * program is open; does nothing where nothing is due.
 * @param catchUp the program has just started: what the last exit had no time for is done now, be the last backup of today
 */
export async function daily(ctx: Keeper, log: Log, { catchUp = false } = {}): Promise<void> {
  await quietly(ctx, log, async () => {
    if (await isEmpty(ctx)) return
    const { today } = ctx.stamp()
    const dayOf = (at: string) => localDate(new Date(at))
    const head = await dataHead(ctx)
    const latest = await latestMade(ctx.dataDir)
    const due = (last: { at: string; head: string } | null | undefined) =>
      !last || dayOf(last.at) < today || (catchUp && last.head !== head)
    if (due(latest?.manifest)) await automatic(ctx)
    const place = await readPlace(ctx.dataDir)
    if (!place || !(await isThere(place))) return
    if (due(place.last)) await toPlace(ctx)
  })
}

const EXIT_BYTES = 500 * 1024 ** 2 // 280 MB took 1.5 s; a slow disk takes some times that

/** The backup on exit, where data changed since the last one and there is time for it. The second place gets as much time as `ctx.signal` leaves. */
export async function onExit(ctx: Keeper, log: Log): Promise<void> {
  await quietly(ctx, log, async () => {
    if (await isEmpty(ctx)) return
    if ((await stat(join(ctx.dataDir, 'data.sqlite'))).size > EXIT_BYTES) return
    const head = await dataHead(ctx)
    if ((await latestMade(ctx.dataDir))?.manifest.head !== head) await automatic(ctx)
    const place = await readPlace(ctx.dataDir)
    if (place && place.last?.head !== head && (await isThere(place))) await toPlace(ctx)
  })
}

const SOON_MS = 20_000 // after the window is usable
const AGAIN_MS = 10 * 60_000 // a stick that was plugged in
const EXIT_MS = 7_000 // of the 10 s that the host gives closing

export interface BackupKeeper {
  newDay(): void
  /** Breaks off what is under way, for a restore that must not wait for a slow stick; it is done ten minutes later. */
  interrupt(): void
  close(): Promise<void>
}

/** Keeps backups while the program is open, and makes the last one when it closes. */
export function keepBackups(ctx: Keeper, log: Log): BackupKeeper {
  let stop = new AbortController()
  let closed = false
  let last = Promise.resolve()
  const look = (catchUp: boolean) => {
    last = last.then(() => (closed ? undefined : daily({ ...ctx, signal: stop.signal }, log, { catchUp })))
  }
  const soon = setTimeout(look, SOON_MS, true)
  const again = setInterval(look, AGAIN_MS, false)
  soon.unref()
  again.unref()
  return {
    newDay: () => look(false),
    interrupt() {
      stop.abort()
      stop = new AbortController()
    },
    async close() {
      closed = true
      clearTimeout(soon)
      clearInterval(again)
      stop.abort()
      await last
      await onExit({ ...ctx, signal: AbortSignal.timeout(EXIT_MS) }, log)
    },
  }
}

/** A copy made by the program; older ones that are no longer kept go. */
const automatic = (ctx: Keeper): Promise<Made> =>
  ctx.turn(async () => {
    const made = await makeCopy(ctx, 'auto')
    await tidy(localFolder(ctx.dataDir))
    return made
  })

/** Brings the present state to the second place: the latest copy where nothing changed since, otherwise a new one. */
async function toPlace(ctx: Keeper): Promise<void> {
  const latest = await latestMade(ctx.dataDir)
  const copy = latest && latest.manifest.head === (await dataHead(ctx)) ? latest : await automatic(ctx)
  await ctx.turn(() => copyToPlace(ctx, copy, { signal: ctx.signal, progress: () => {} }))
  ctx.changed('setting')
}

async function quietly(ctx: Keeper, log: Log, work: () => Promise<void>): Promise<void> {
  const before = problemOf(ctx.dataDir)
  try {
    await work()
    problems.set(ctx.dataDir, '')
  } catch (error) {
    if (error instanceof AppError && error.code === 'CANCELLED') return // no time left: done at the next start
    const text = error instanceof AppError ? error.message : `事件编号 ${log.error('automatic backup', error)}`
    problems.set(ctx.dataDir, text)
  }
  if (problemOf(ctx.dataDir) !== before) ctx.changed('setting')
}

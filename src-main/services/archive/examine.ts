/** Reads stored files again and says which are no longer what they were when they came in. */
import { lstat } from 'node:fs/promises'
import { AppError } from '../../../src-shared/errors.ts'
import type { Context } from '../../context.ts'
import { countStored, nextStored, placesOf, type Scope, type Stored } from '../../db/queries/storedFiles.ts'
import { reason } from '../../files/reason.ts'
import { patiently } from '../../files/rename.ts'
import type { Member } from '../../package/archive.ts'
import { digestAll } from '../../package/digest.ts'

export interface Examined {
  files: number // read
  bytes: number
  /** Where they belong, by name: another content. */
  changed: string[]
  missing: string[]
  /** 「place：why」: neither good nor bad, because another program held them or the disk refused, also when asked again. */
  unread: string[]
  cancelled: boolean // what was found until then
}

const CHUNK = 20_000 // files whose names are in memory at a time

/** What is not as it was, by digest. */
export interface Bad {
  files: number
  bytes: number
  changed: string[]
  missing: string[]
  unread: Map<string, string[]> // why → digests
  cancelled: boolean
}

/** Every file in scope, each content once. Two threads read them outside the database's turn, so that other calls go on. */
export async function examine(
  ctx: Pick<Context, 'db' | 'files' | 'signal' | 'progress'>,
  scope: Scope,
): Promise<Examined> {
  const { changed, missing, unread, ...done } = await findBad(ctx, scope)
  return ctx.db.read(async manager => {
    const notRead: string[] = []
    for (const [why, digests] of unread)
      notRead.push(...(await placesOf(manager, scope, digests)).map(place => `${place}：${why}`))
    return {
      ...done,
      changed: await placesOf(manager, scope, changed),
      missing: await placesOf(manager, scope, missing),
      unread: notRead,
    }
  })
}

/** The same by digests. */
export async function findBad(ctx: Pick<Context, 'db' | 'files' | 'signal' | 'progress'>, scope: Scope): Promise<Bad> {
  const total = await ctx.db.read(manager => countStored(manager, scope))
  const bad = { changed: [] as string[], missing: [] as string[], unread: new Map<string, string[]>() }
  const unread = (sha256: string, why: string) => bad.unread.set(why, [...(bad.unread.get(why) ?? []), sha256])
  const done = { files: 0, bytes: 0 }
  let after = ''
  let cancelled = false
  try {
    for (;;) {
      const chunk = await ctx.db.read(manager => nextStored(manager, scope, after, CHUNK))
      const last = chunk.at(-1)
      if (!last) break
      after = last.sha256
      const { there, missing } = await locate(ctx, chunk, unread)
      bad.missing.push(...missing)
      const before = { ...done }
      await digestAll(
        there,
        (index, digest, why) => {
          const expected = there[index]?.name ?? ''
          if (digest === null) return void unread(expected, why ?? '原因不明')
          done.files += 1
          if (digest !== expected) bad.changed.push(expected)
        },
        {
          signal: ctx.signal,
          progress: now => {
            done.bytes = before.bytes + now.bytes
            ctx.progress(done.bytes, total.bytes, '核对文件')
          },
        },
      )
    }
  } catch (error) {
    if (!(error instanceof AppError && error.data.code === 'CANCELLED')) throw error
    cancelled = true
  }
  return { ...done, ...bad, cancelled }
}

/** Their places on the disk; only a plain file is one. */
async function locate(
  { files, signal }: Pick<Context, 'files' | 'signal'>,
  chunk: readonly Stored[],
  unread: (sha256: string, why: string) => unknown,
) {
  const there: Member[] = []
  const missing: string[] = []
  for (const { sha256 } of chunk) {
    if (signal.aborted) throw new AppError('CANCELLED')
    const file = files.path(sha256)
    const stat = await patiently(() => lstat(file)).catch((error: Error & { code?: string }) => error)
    if (stat instanceof Error && stat.code !== 'ENOENT' && stat.code !== 'ENOTDIR') unread(sha256, reason(stat))
    else if (stat instanceof Error || !stat.isFile()) missing.push(sha256)
    else there.push({ name: sha256, file, at: 0, packed: stat.size, bytes: stat.size, deflated: false })
  }
  return { there, missing }
}

/** Reads stored files again and says which are no longer what they were when they came in. */
import { lstat } from 'node:fs/promises'
import { AppError } from '../../../src-shared/errors.ts'
import type { Context } from '../../context.ts'
import { countStored, nextStored, placesOf, type Scope, type Stored } from '../../db/queries/storedFiles.ts'
import type { Member } from '../../package/archive.ts'
import { digestAll } from '../../package/digest.ts'

export interface Examined {
  files: number // read
  bytes: number
  /** Where they belong, by name: another content, or not readable. */
  changed: string[]
  missing: string[]
  complete: boolean // false: cancelled; what was found until then
}

const CHUNK = 20_000 // files whose names are in memory at a time

/** Every file in scope, each content once. Two threads read them outside the database's turn, so that other calls go on. */
export async function examine(
  ctx: Pick<Context, 'db' | 'files' | 'signal' | 'progress'>,
  scope: Scope,
): Promise<Examined> {
  const total = await ctx.db.read(manager => countStored(manager, scope))
  const bad = { changed: [] as string[], missing: [] as string[] }
  const done = { files: 0, bytes: 0 }
  let after = ''
  let complete = true
  try {
    for (;;) {
      const chunk = await ctx.db.read(manager => nextStored(manager, scope, after, CHUNK))
      const last = chunk.at(-1)
      if (!last) break
      after = last.sha256
      const { there, missing } = await locate(ctx, chunk)
      bad.missing.push(...missing)
      const before = { ...done }
      await digestAll(
        there,
        (index, digest) => {
          const expected = there[index]?.name ?? ''
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
    complete = false
  }
  const [changed, missing] = await ctx.db.read(async manager => [
    await placesOf(manager, scope, bad.changed),
    await placesOf(manager, scope, bad.missing),
  ])
  return { ...done, changed: changed ?? [], missing: missing ?? [], complete }
}

/** Their places on the disk; only a plain file is one. */
async function locate({ files, signal }: Pick<Context, 'files' | 'signal'>, chunk: readonly Stored[]) {
  const there: Member[] = []
  const missing: string[] = []
  for (const { sha256 } of chunk) {
    if (signal.aborted) throw new AppError('CANCELLED')
    const file = files.path(sha256)
    const stat = await lstat(file).catch(() => undefined)
    if (!stat?.isFile()) missing.push(sha256)
    else there.push({ name: sha256, file, at: 0, packed: stat.size, bytes: stat.size, deflated: false })
  }
  return { there, missing }
}

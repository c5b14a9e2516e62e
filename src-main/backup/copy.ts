import { createHash } from 'node:crypto'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { BackupKind } from '../../src-shared/contract/backup.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Context } from '../context.ts'
import { inspect } from '../db/inspect.ts'
import { partOf, writeAtomic } from '../files/atomic.ts'
import { digestOf } from '../files/digest.ts'
import { reason } from '../files/reason.ts'
import { rename } from '../files/rename.ts'
import { keepRingCopy } from '../files/vault.ts'
import type { Manifest } from './manifest.ts'
import { freeName, manifestName } from './name.ts'

export const localFolder = (dataDir: string): string => join(dataDir, 'backups')

export interface Made {
  name: string
  path: string
  manifest: Manifest
}

/**
 * A verified copy of the database in the data folder's backups/, with its description beside it. The files of the store are not copied:
 * they are named by their content and never change.
 * @throws AppError BACKUP_FAILED; nothing is listed then.
 */
export async function makeCopy(
  ctx: Pick<Context, 'db' | 'dataDir' | 'version' | 'stamp'>,
  kind: Exclude<BackupKind, 'file'>,
): Promise<Made> {
  const folder = localFolder(ctx.dataDir)
  const { at } = ctx.stamp()
  const name = await freeName(folder, kind, at)
  const path = join(folder, name)
  const manifest = await copyAs(ctx, path, kind)
  await keepRingCopy(ctx.dataDir)
  return { name, path, manifest }
}

/** A verified copy of the database at `path` (…sqlite), its description beside it: without it nobody can say later that the copy is what it was. */
export async function copyAs(
  ctx: Pick<Context, 'db' | 'version' | 'stamp'>,
  path: string,
  kind: Exclude<BackupKind, 'file'>,
): Promise<Manifest> {
  const { at } = ctx.stamp()
  let made: Manifest | undefined
  await ctx.db.backup(path, async part => {
    const { migrations, org, counts, head } = await inspect(part)
    const bytes = (await stat(part)).size
    const sha256 = await digestOf(part)
    made = { format: 1, kind, at, version: ctx.version, migrations, org, counts, bytes, sha256, head }
    if (manifestName(path) !== path) await writeAtomic(manifestName(path), `${JSON.stringify(made, null, 2)}\n`)
  })
  if (!made) throw new Error('a copy without a description')
  return made
}

export interface CopyWatch {
  signal: AbortSignal
  bytes(n: number): void
}

const BUFFER = 1 << 20

/**
 * Copies a file and reads the copy again: it has `sha256` when it gets its name. `target` is then whole, whatever happened before.
 * @throws AppError CANCELLED, BACKUP_DAMAGED (the source is not what it was), or what the system refuses.
 */
export async function copyVerified(from: string, target: string, sha256: string, watch: CopyWatch): Promise<void> {
  await mkdir(dirname(target), { recursive: true })
  const part = partOf(target)
  try {
    const name = sha256.slice(0, 12)
    if ((await copyHashed(from, part, watch)) !== sha256)
      throw new AppError('BACKUP_DAMAGED', { name, detail: '内容与登记的摘要不一致' })
    if ((await digestOf(part, watch.signal)) !== sha256)
      throw new AppError('BACKUP_FAILED', { detail: '写入的内容读回来不一致，备份位置的磁盘可能有故障' })
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true }).catch(() => {}) // the first reason counts
    throw error
  }
}

/** Copies in one read, answers the digest of what was read; the copy is on the disk then. */
export async function copyHashed(from: string, to: string, { signal, bytes }: CopyWatch): Promise<string> {
  const hash = createHash('sha256')
  const source = await open(from, 'r')
  try {
    const copy = await open(to, 'wx')
    try {
      const buffer = Buffer.allocUnsafe(BUFFER)
      for (;;) {
        if (signal.aborted) throw new AppError('CANCELLED')
        const { bytesRead } = await source.read(buffer, 0, BUFFER).catch((error: unknown) => {
          throw new AppError('FILE_UNREADABLE', { name: basename(from).slice(0, 12), detail: reason(error) })
        })
        if (bytesRead === 0) break
        const chunk = buffer.subarray(0, bytesRead)
        hash.update(chunk)
        await copy.writeFile(chunk) // goes on where the last one ended
        bytes(bytesRead)
      }
      await copy.sync()
    } finally {
      await copy.close()
    }
  } finally {
    await source.close()
  }
  return hash.digest('hex')
}

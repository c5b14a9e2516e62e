import { mkdir, readdir, readFile, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { instant } from '../../src-shared/contract/common.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Context } from '../context.ts'
import { writeAtomic } from '../files/atomic.ts'
import { holds } from '../files/digest.ts'
import { reason } from '../files/reason.ts'
import { copyRing } from '../files/vault.ts'
import { fileName } from '../sheet/write.ts'
import { copyVerified, localFolder, type Made } from './copy.ts'
import { tidy } from './keep.ts'
import { exists, manifestName } from './name.ts'

export const PLACE_PREFIX = '内督管家备份'

/** The second place belongs to this PC, not to the data: a restore on another PC must not bring a drive letter along. */
const placeFile = z.strictObject({
  folder: z.string().min(1),
  last: z.object({ at: instant, head: z.string(), failed: z.int() }).nullable(),
})

export type Place = z.infer<typeof placeFile>

const placePath = (dataDir: string) => join(localFolder(dataDir), 'place.json')

export async function readPlace(dataDir: string): Promise<Place | null> {
  const text = await readFile(placePath(dataDir), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return placeFile.parse(JSON.parse(text))
  } catch {
    return null // chosen anew by the user; what lies at the place stays
  }
}

export const writePlace = (dataDir: string, place: Place): Promise<void> =>
  writeAtomic(placePath(dataDir), `${JSON.stringify(place, null, 2)}\n`)

export const placeFilePath = placePath

/** The folder of our own inside the one that the user chose; a folder that is one already is taken as it is. */
export function folderIn(chosen: string, orgName: string): string {
  if (basename(chosen).startsWith(PLACE_PREFIX)) return chosen
  return join(chosen, fileName(PLACE_PREFIX, orgName, '').replace(/\.xlsx$/, ''))
}

/**
 * Whether the place can be written now. Before its first backup the folder around it will do; afterwards only the folder itself, or the
 * next stick that gets the same drive letter would take its place.
 */
export const isThere = async ({ folder, last }: Place): Promise<boolean> =>
  (await exists(folder)) || (last === null && (await exists(dirname(folder))))

/** @throws AppError BACKUP_PLACE_NONE, BACKUP_PLACE_AWAY */
export async function requirePlace(dataDir: string): Promise<Place> {
  const place = await readPlace(dataDir)
  if (!place) throw new AppError('BACKUP_PLACE_NONE')
  if (!(await isThere(place))) throw new AppError('BACKUP_PLACE_AWAY', { folder: place.folder })
  return place
}

export interface PlaceResult {
  at: string
  copied: number
  bytes: number
  failed: string[] // «files: why», at most a few words each
}

interface Watch {
  signal: AbortSignal
  progress(done: number, total: number, label: string): void
}

/**
 * Makes the second place complete: every file of the store that it lacks, the key ring, then the copy of the database; the database
 * comes last, so a listed backup has all that it needs. Each file is read again after writing.
 * @throws AppError BACKUP_PLACE_NONE, BACKUP_PLACE_AWAY, BACKUP_FAILED, CANCELLED; backups that were there stay whole.
 */
export async function copyToPlace(
  ctx: Pick<Context, 'dataDir' | 'stamp'>,
  copy: Made,
  watch: Watch,
): Promise<PlaceResult> {
  const place = await requirePlace(ctx.dataDir)
  const { folder } = place
  try {
    const result = await bringAll(ctx, folder, copy, watch)
    const last = { at: copy.manifest.at, head: copy.manifest.head, failed: result.failed.length }
    await writePlace(ctx.dataDir, { folder, last })
    await tidy(folder)
    return result
  } catch (error) {
    if (error instanceof AppError && error.code !== 'FILE_NOT_WRITTEN') throw error
    if (!(await isThere(place))) throw new AppError('BACKUP_PLACE_AWAY', { folder })
    throw new AppError('BACKUP_FAILED', { detail: reason(error) })
  }
}

async function bringAll(
  ctx: Pick<Context, 'dataDir' | 'stamp'>,
  folder: string,
  copy: Made,
  watch: Watch,
): Promise<PlaceResult> {
  const store = join(ctx.dataDir, 'files')
  const wanted = await missingFiles(store, join(folder, 'files'), dayNumber(ctx.stamp().today), watch.signal)
  const total = wanted.reduce((sum, file) => sum + file.bytes, copy.manifest.bytes)
  await requireSpace(folder, total)
  await mkdir(folder, { recursive: true })
  let done = 0
  const counting = {
    signal: watch.signal,
    bytes: (n: number) => {
      done += n
      watch.progress(done, total, '复制到第二备份位置')
    },
  }
  const result: PlaceResult = { at: copy.manifest.at, copied: 0, bytes: 0, failed: [] }
  for (const { sha256, bytes } of wanted) {
    const inside = join(sha256.slice(0, 2), sha256)
    try {
      await copyVerified(join(store, inside), join(folder, 'files', inside), sha256, counting)
      result.copied += 1
      result.bytes += bytes
    } catch (error) {
      // One file that cannot be read, is not what it was, or is above what the drive's file system takes (FAT32: 4 GB): the others go on.
      if (!ownFault(error, bytes)) throw error
      result.failed.push(`${sha256.slice(0, 12)}：${reason(error)}`)
    }
  }
  await copyRing(ctx.dataDir, folder)
  if (!(await exists(join(folder, copy.name)))) {
    await writeAtomic(join(folder, manifestName(copy.name)), `${JSON.stringify(copy.manifest, null, 2)}\n`)
    await copyVerified(copy.path, join(folder, copy.name), copy.manifest.sha256, counting)
  }
  result.bytes += copy.manifest.bytes
  return result
}

const FAT32_BYTES = 2 ** 32 - 1

function ownFault(error: unknown, bytes: number): boolean {
  if (error instanceof AppError) return ['BACKUP_DAMAGED', 'FILE_UNREADABLE'].includes(error.code)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === 'EFBIG' || (bytes > FAT32_BYTES && ['ENOSPC', 'EINVAL'].includes(code)) // Windows calls FAT32's limit a full disk
}

const SHARE = 30 // days in which every file at the place is read again

const dayNumber = (today: string) => Math.floor(Date.parse(today) / 86_400_000)

/**
 * The files of the store that the other store does not have at their full size, or, of today's share, with another content: what was verified
 * when it was written may have been damaged since.
 */
async function missingFiles(
  store: string,
  other: string,
  day: number,
  signal: AbortSignal,
): Promise<{ sha256: string; bytes: number }[]> {
  const missing: { sha256: string; bytes: number }[] = []
  for (const group of await readdir(store).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/.test(group)) continue
    const read = Number.parseInt(group, 16) % SHARE === day % SHARE
    const known = new Set(await readdir(join(other, group)).catch(() => []))
    for (const sha256 of await readdir(join(store, group))) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) continue
      const { size } = await stat(join(store, group, sha256))
      const there = known.has(sha256) ? (await stat(join(other, group, sha256))).size : -1
      if (there !== size || (read && !(await holds(join(other, group, sha256), sha256, signal))))
        missing.push({ sha256, bytes: size })
    }
  }
  return missing
}

const SPARE = 8 * 1024 * 1024

async function requireSpace(folder: string, bytes: number): Promise<void> {
  const base = (await exists(folder)) ? folder : dirname(folder)
  const { bavail, bsize } = await statfs(base)
  const free = bavail * bsize
  if (free >= bytes + SPARE) return
  const mb = (n: number) => `${Math.ceil(n / 1024 ** 2)} MB`
  throw new AppError('BACKUP_FAILED', { detail: `备份位置空间不足，需要 ${mb(bytes + SPARE)}，剩余 ${mb(free)}` })
}

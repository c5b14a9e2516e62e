/** Damaged and missing files come back from wherever their content is: the digest says whether it is the right one, so any source will do. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Repaired } from '../../../src-shared/contract/seal.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { copyVerified } from '../../backup/copy.ts'
import type { Context } from '../../context.ts'
import { placesOf } from '../../db/queries/storedFiles.ts'
import { saveFile } from '../../files/atomic.ts'
import { digestOf } from '../../files/digest.ts'
import { chunksOf, type Member, openArchive } from '../../package/archive.ts'
import { record } from '../audit.ts'
import { findBad } from './examine.ts'

const ALL = { batchId: null }

/**
 * Reads the whole store, and brings what is not as it was from `source`: a store (of the second place, of another data folder), any folder with
 * originals, a package as folder or zip.
 * @throws AppError CANCELLED, FILE_UNREADABLE, FILE_NOT_WRITTEN; what was repaired until then stays so
 */
export async function repair(
  ctx: Pick<Context, 'db' | 'files' | 'signal' | 'progress' | 'stamp'>,
  source: string,
): Promise<Repaired> {
  const found = await findBad(ctx, ALL)
  if (found.cancelled) throw new AppError('CANCELLED')
  const wanted = new Set([...found.changed, ...found.missing])
  const bad = wanted.size
  if (bad > 0) await bring(ctx, source, wanted)
  const repaired = bad - wanted.size
  return ctx.db.write(async manager => {
    const left = await placesOf(manager, ALL, [...wanted])
    if (repaired > 0) {
      const rest = wanted.size > 0 ? `，仍有 ${wanted.size} 个没有找到` : ''
      const text = `从「${basename(source)}」修复 ${repaired} 个被改动或缺失的文件${rest}`
      await record(manager, ctx.stamp(), { action: 'fixity.repair', text })
    }
    return { bad, repaired, left }
  })
}

type Ctx = Parameters<typeof repair>[0]

/** Takes out of `wanted` what it has brought. */
async function bring(ctx: Ctx, source: string, wanted: Set<string>): Promise<void> {
  const isFolder = (await stat(source).catch(() => null))?.isDirectory() ?? false
  if (isFolder) await fromStore(ctx, source, wanted)
  if (wanted.size === 0) return
  const sizes = await sizesOf(ctx, wanted)
  const members = isFolder ? await plainFiles(source) : [...(await openArchive(source)).members.values()]
  const fitting = members.filter(({ bytes }) => sizes.has(bytes))
  for (const [i, member] of fitting.entries()) {
    if (ctx.signal.aborted) throw new AppError('CANCELLED')
    ctx.progress(i, fitting.length, '寻找原件')
    const sha256 = await digestOfMember(member).catch(() => '') // one that cannot be read is no source
    if (!wanted.has(sha256)) continue
    const target = ctx.files.path(sha256)
    await mkdir(dirname(target), { recursive: true })
    await saveFile(target, async file => {
      const hash = createHash('sha256')
      for await (const chunk of chunksOf(member)) {
        hash.update(chunk)
        await file.writeFile(chunk)
      }
      if (hash.digest('hex') !== sha256)
        throw new AppError('FILE_UNREADABLE', { name: member.name, detail: '读取时内容有变' })
    })
    wanted.delete(sha256)
    if (wanted.size === 0) return
  }
}

/** Where files lie under their digests nothing has to be looked for. */
async function fromStore(ctx: Ctx, folder: string, wanted: Set<string>): Promise<void> {
  for (const store of [folder, join(folder, 'files')]) {
    for (const sha256 of [...wanted]) {
      const there = join(store, sha256.slice(0, 2), sha256)
      if (!(await stat(there).catch(() => null))?.isFile()) continue
      try {
        await copyVerified(there, ctx.files.path(sha256), sha256, { signal: ctx.signal, bytes: () => undefined })
        wanted.delete(sha256)
      } catch (error) {
        if (!(error instanceof AppError && ['BACKUP_DAMAGED', 'FILE_UNREADABLE'].includes(error.code))) throw error
      }
    }
  }
}

async function sizesOf(ctx: Ctx, wanted: Set<string>): Promise<Set<number>> {
  const rows = await ctx.db.read(
    async manager =>
      (await manager.query('SELECT bytes FROM file WHERE sha256 IN (SELECT value FROM json_each(?))', [
        JSON.stringify([...wanted]),
      ])) as { bytes: number }[],
  )
  return new Set(rows.map(({ bytes }) => bytes))
}

async function plainFiles(folder: string): Promise<Member[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: Member[] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const { size } = await stat(file)
    files.push({ name: entry.name, file, at: 0, packed: size, bytes: size, deflated: false })
  }
  return files
}

async function digestOfMember(member: Member): Promise<string> {
  if (!member.deflated && member.at === 0) return digestOf(member.file)
  const hash = createHash('sha256')
  for await (const chunk of chunksOf(member)) hash.update(chunk)
  return hash.digest('hex')
}

/** 包即备份: a full package becomes a batch again. */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { EntityManager } from 'typeorm'
import { AppError } from '../../../src-shared/errors.ts'
import type { Rows } from '../../../src-shared/nouns/noun.ts'
import type { Context } from '../../context.ts'
import { dataVersion } from '../../db/version.ts'
import { rename } from '../../files/rename.ts'
import { anchorOf } from '../../package/anchor.ts'
import { type PackageReader, readBag } from '../../package/read.ts'
import { registerFile } from '../attachment.ts'
import { record } from '../audit.ts'
import { keepApart } from '../card/apart.ts'
import { findOrg } from '../org.ts'
import { destroyed } from './packageFiles.ts'
import { rebuild } from './packageRebuild.ts'
import { filesOf, parseRows } from './packageRows.ts'
import type { Ask } from './packageShown.ts'

/** What is done with it besides: see the contract. */
export interface Terms {
  /** What the package was when it was looked at. */
  anchor: string
  adopt: boolean
  numbers: 'continue' | 'used'
  asks: (manager: EntityManager) => Ask
}

export interface Opened {
  reader: PackageReader
  rows: Rows
  refuse(detail: string): AppError
}

/**
 * Verifies the whole package and reads its rows; nothing of it is believed before.
 * @throws AppError PACKAGE_DAMAGED, PACKAGE_NEWER, PACKAGE_MASKED, FILE_UNREADABLE, CANCELLED
 */
export async function openPackage(ctx: Context, path: string): Promise<Opened> {
  const name = basename(path)
  const refuse = (detail: string) => new AppError('PACKAGE_DAMAGED', { name, detail })
  const reader = await readBag(path, {
    known: dataVersion(),
    progress: (done, total) => ctx.progress(done.bytes, total.bytes, `校验 ${done.files}/${total.files} 个文件`),
    signal: ctx.signal,
  })
  const { index } = reader
  if (index.kind === 'masked') throw new AppError('PACKAGE_MASKED', { name })
  const rows = parseRows(index.facts, index.data, place => refuse(`index.json 的内容不符合格式：${place}`))
  return { reader, rows, refuse }
}

/**
 * Verifies the package once more, then brings its files into the store, and last, in one transaction, its rows. Cut off at any moment,
 * nothing of it is seen: files that nothing refers to are no part of the data.
 * @throws AppError PACKAGE_MOVED, PACKAGE_TAKEN, PACKAGE_FOREIGN, FILE_NOT_WRITTEN, INPUT_INVALID (a folder without an organisation, and
 * nobody said that it takes this one), and what openPackage throws
 */
export async function importPackage(
  ctx: Context,
  path: string,
  terms: Terms,
): Promise<{ batchId: number; files: number; bytes: number }> {
  const name = basename(path)
  const { reader, rows, refuse } = await openPackage(ctx, path)
  const { index, verification } = reader
  const anchor = anchorOf(verification.digest, index.logHead)
  if (anchor !== terms.anchor) throw new AppError('PACKAGE_MOVED', { name })
  if (!terms.adopt && (await ctx.db.read(findOrg)) === null) throw notAdopted(String(rows.org?.[0]?.name))
  const stamp = ctx.stamp()
  const origin = `${String(rows.org?.[0]?.name)} ${index.madeAt.slice(0, 10)} 的包「${name}」（摘要 ${verification.digest.slice(0, 16)}）`
  const sources = sourcesOf(reader, rows, refuse)
  await bringFiles(ctx, reader, sources)
  const batchId = await ctx.db.write(async manager => {
    for (const [sha256, { bytes }] of sources) await registerFile(manager, { sha256, bytes }, stamp)
    for (const row of destroyed(rows)) {
      for (const sha256 of [row.file, row.thumbnail]) {
        if (typeof sha256 === 'string') await registerFile(manager, { sha256, bytes: Number(row.bytes) }, stamp)
      }
    }
    if (terms.numbers === 'used') await keepApart(manager, origin)
    const id = await rebuild(manager, rows, { vault: ctx.vault, ask: terms.asks(manager), refuse, origin }).catch(
      (error: unknown) => {
        throw isConstraint(error) ? refuse('index.json 中的记录互相矛盾') : error
      },
    )
    await record(manager, stamp, {
      action: 'package.import',
      subject: `batch:${id}`,
      text: `从包「${name}」导入批次「${index.title}」：${verification.files} 个文件，导出时的日志链头 ${index.logHead.slice(0, 16)}`,
      // The seals' log heads are in the log that the batch came from: 四性检测 finds them here instead.
      detail: {
        digest: verification.digest,
        logHead: index.logHead,
        anchor,
        madeAt: index.madeAt,
        numbers: terms.numbers,
        seals: (rows.seal ?? []).map(({ version, logHead, manifest }) => ({ version, logHead, manifest })),
      },
    })
    return id
  })
  return { batchId, files: verification.files, bytes: verification.bytes }
}

const notAdopted = (name: string): AppError => {
  const detail = `本文件夹还没有登记机构，导入后就是「${name}」的数据，请先确认`
  return new AppError('INPUT_INVALID', { detail }, { fields: { adopt: detail } })
}

type Sources = Map<string, { name: string; bytes: number }>

/** For each content that the rows speak of, a file of the package that holds it. */
function sourcesOf({ entries }: PackageReader, rows: Rows, refuse: (detail: string) => AppError): Sources {
  const byDigest = new Map([...entries.values()].map(entry => [entry.sha256, entry]))
  const gone = new Set(destroyed(rows).flatMap(row => [row.file, row.thumbnail]))
  const sources: Sources = new Map()
  for (const sha256 of filesOf(rows)) {
    const entry = byDigest.get(sha256)
    if (entry) sources.set(sha256, entry)
    else if (!gone.has(sha256)) throw refuse(`index.json 所列的文件不在包内：${sha256.slice(0, 16)}…`)
  }
  for (const row of rows.package_export ?? []) {
    const kept = byDigest.get(String(row.digest)) // the manifest of an earlier export
    if (kept) sources.set(kept.sha256, kept)
  }
  return sources
}

const AT_ONCE = 8 // each waits for the disk most of the time

async function bringFiles(ctx: Context, { extract }: PackageReader, sources: Sources): Promise<void> {
  const work = join(ctx.dataDir, 'work', `import-${randomUUID()}`)
  await mkdir(work, { recursive: true })
  const total = [...sources.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  const rest = sources.entries()
  const bring = async () => {
    for (const [sha256, { name, bytes }] of rest) {
      if (ctx.signal.aborted) throw new AppError('CANCELLED')
      const part = join(work, sha256)
      await extract(name, part) // its digest is proven once more on the way
      const target = ctx.files.path(sha256)
      await mkdir(dirname(target), { recursive: true })
      await rename(part, target) // the same content, if it was there already
      done += bytes
      ctx.progress(done, total, '存入文件')
    }
  }
  try {
    const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, bring))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

const isConstraint = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(CONSTRAINT|MISMATCH)/.test(String(error.code))

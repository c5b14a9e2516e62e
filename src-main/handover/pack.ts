import { createHash } from 'node:crypto'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import type { Made } from '../backup/copy.ts'
import type { Context } from '../context.ts'
import { filesOf } from '../db/inspect.ts'
import { type Keys, readContainer, writeContainer } from './container.ts'
import { type Contents, decoder, encodeHead } from './stream.ts'

export interface Packed {
  files: number
  /** Files that the records name and that are missing here, or no longer what was stored. */
  missing: number
}

/**
 * Writes the encrypted complete backup and reads it through again.
 * @throws AppError CANCELLED, HANDOVER_DAMAGED (what was written does not read back), or what the system refuses
 */
export async function pack(
  ctx: Pick<Context, 'dataDir' | 'vault' | 'version' | 'signal' | 'progress'>,
  target: string,
  copy: Made,
  { from, to, password }: { from: string; to: string; password: string },
): Promise<Packed> {
  const found: { sha256: string; bytes: number; path: string }[] = []
  let missing = 0
  for (const { sha256, bytes } of await filesOf(copy.path)) {
    const path = join(ctx.dataDir, 'files', sha256.slice(0, 2), sha256)
    if ((await stat(path).catch(() => null))?.size === bytes) found.push({ sha256, bytes, path })
    else missing += 1
  }
  const { manifest } = copy
  const bytes = found.reduce((sum, file) => sum + file.bytes, manifest.bytes)
  const contents: Contents = {
    kind: 'contents',
    format: 1,
    at: manifest.at,
    version: ctx.version,
    org: manifest.org,
    from,
    to,
    counts: manifest.counts,
    keys: ctx.vault.plainKeys().map(key => Buffer.from(key).toString('base64')),
    bytes,
  }
  let keys: Keys
  const file = await open(target, 'wx')
  try {
    const writer = await writeContainer(file, password)
    keys = writer.keys
    const step = counter(ctx, bytes, '加密备份')
    await writer.write(encodeHead(contents))
    const entries = [{ kind: 'database' as const, bytes: manifest.bytes, sha256: manifest.sha256, path: copy.path }]
    for (const entry of [...entries, ...found.map(one => ({ kind: 'file' as const, ...one }))]) {
      const { path, ...head } = entry
      await writer.write(encodeHead(head))
      const digest = await pour(path, entry.bytes, async piece => {
        step(piece.length)
        await writer.write(piece)
      })
      if (digest === entry.sha256) continue
      if (entry.kind === 'database') throw new AppError('BACKUP_DAMAGED', { name: copy.name, detail: '读盘出错' })
      missing += 1 // a file that is not what was stored is written as it is, and passed over by the import
    }
    await writer.write(encodeHead({ kind: 'end' }))
    await writer.finish()
    await file.sync()
  } finally {
    await file.close()
  }
  const step = counter(ctx, bytes, '核对写好的备份')
  const { contents: read } = await walk(target, keys, async (_, piece) => step(piece.length))
  if (read.bytes !== bytes) throw new AppError('HANDOVER_DAMAGED', { name: '备份.ndbak', detail: '写入后读回不一致' })
  return { files: found.length, missing }
}

/** Reads a file of a known length piece by piece; one that is shorter is filled up, as its digest will tell. */
async function pour(path: string, bytes: number, to: (piece: Buffer) => Promise<void>): Promise<string> {
  const hash = createHash('sha256')
  const source: FileHandle = await open(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(1 << 20)
    for (let left = bytes; left > 0; ) {
      const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, left))
      const piece = bytesRead > 0 ? buffer.subarray(0, bytesRead) : Buffer.alloc(Math.min(buffer.length, left))
      left -= piece.length
      hash.update(piece)
      await to(piece)
    }
  } finally {
    await source.close()
  }
  return hash.digest('hex')
}

/** Counts bytes into the call's progress and hears of 取消. */
export function counter(ctx: Pick<Context, 'signal' | 'progress'>, total: number, label: string): (n: number) => void {
  let done = 0
  return n => {
    if (ctx.signal.aborted) throw new AppError('CANCELLED')
    done += n
    ctx.progress(done, total, label)
  }
}

export type Entry = { kind: 'database' | 'file'; bytes: number; sha256: string }

/**
 * Goes through a whole container; every byte is authenticated, and every entry is there, or it throws.
 * @param piece called with the parts of an entry; @param done after its last part
 * @throws AppError HANDOVER_DAMAGED
 */
export async function walk(
  path: string,
  keys: Keys,
  piece: (entry: Entry, bytes: Buffer) => Promise<void>,
  done: (entry: Entry) => Promise<void> = async () => undefined,
): Promise<{ contents: Contents }> {
  const broken = (detail: string) => new AppError('HANDOVER_DAMAGED', { name: '备份.ndbak', detail })
  const stream = decoder(readContainer(path, keys))
  const next = () =>
    stream.head().catch((error: unknown) => {
      throw error instanceof AppError ? error : broken('内容的格式不对，可能由更新版本的程序写成')
    })
  const contents = await next()
  if (contents.kind !== 'contents') throw broken('内容的格式不对')
  let databases = 0
  for (;;) {
    const entry = await next()
    if (entry.kind === 'end') break
    if (entry.kind === 'contents') throw broken('内容的格式不对')
    if (entry.kind === 'database') databases += 1
    await stream.bytes(entry.bytes, bytes => piece(entry, bytes))
    await done(entry)
  }
  if (databases !== 1 || !(await stream.atEnd())) throw broken('内容的格式不对')
  return { contents }
}

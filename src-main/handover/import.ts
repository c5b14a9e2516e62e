import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { HandoverPreview, Restored } from '../../src-shared/contract/backup.ts'
import { AppError } from '../../src-shared/errors.ts'
import { install, isEmpty, missingHere, staged } from '../backup/restore.ts'
import { shelf } from '../caller.ts'
import type { Context } from '../context.ts'
import { inspect } from '../db/inspect.ts'
import { partOf } from '../files/atomic.ts'
import { rename } from '../files/rename.ts'
import { addKeys, isKey } from '../files/vault.ts'
import { localTime } from '../services/localDate.ts'
import { type Keys, unlock } from './container.ts'
import { counter, type Entry, walk } from './pack.ts'
import type { Contents } from './stream.ts'

interface Opened {
  path: string
  keys: Keys
  contents: Contents
}

/** The container that a caller opened last: neither a path nor a password crosses the border a second time. */
const opened = shelf<Opened>(1)

/**
 * Reads a container through and says what is in it; nothing is written.
 * @throws AppError HANDOVER_NOT_OURS, HANDOVER_PASSWORD, HANDOVER_DAMAGED, FILE_UNREADABLE, CANCELLED
 */
export async function openHandover(ctx: Context, path: string, password: string): Promise<HandoverPreview> {
  const keys = await unlock(path, password)
  const { size } = await stat(path)
  const step = counter(ctx, size, '核对交接备份')
  const { contents } = await walk(path, keys, async (_, piece) => step(piece.length))
  const token = randomUUID()
  opened.put(ctx.caller, token, { path, keys, contents })
  const { org, at, version, from, to, counts } = contents
  return { token, org, at, version, from, to, bytes: size, counts, empty: await isEmpty(ctx) }
}

/**
 * Puts what was handed over in the place of the data: as a restore, with what stood there saved first.
 * @throws AppError NOT_FOUND, HANDOVER_DAMAGED, BACKUP_NEWER, RESTORE_FAILED, CANCELLED; the data are as they were.
 */
export async function importHandover(ctx: Context, token: string): Promise<Restored> {
  const handover = opened.get(ctx.caller, token)
  if (!handover) throw new AppError('NOT_FOUND', { what: '打开的交接备份' })
  const { path, keys, contents } = handover
  const restored = await staged(ctx, async ready => {
    const copied = await unpack(ctx, handover, ready)
    await inspect(ready, { thorough: true })
    const missing = (await missingHere(ctx, ready)).length
    const came = contents.keys.map(key => Buffer.from(key, 'base64'))
    if (!came.every(isKey)) throw new AppError('HANDOVER_DAMAGED', { name: basename(path), detail: '密钥的长度不对' })
    const before = await install(ctx, ready, {
      action: 'handover.import',
      text: `导入岗位交接包：${contents.from} 移交 ${contents.to}，${localTime(contents.at)} 的数据（${basename(path)}）`,
      operator: contents.to,
      ends: contents.from,
      keys: () => addKeys(ctx.dataDir, ctx.seams.secrets, came),
    })
    return { at: contents.at, before, copied, missing }
  })
  opened.delete(ctx.caller, token)
  keys.check.fill(0)
  return restored
}

/** The database to `ready`, the files that this folder lacks into its store; each has its digest before it gets its name. */
async function unpack(ctx: Context, { path, keys, contents }: Opened, ready: string): Promise<number> {
  const step = counter(ctx, contents.bytes, '导入交接备份')
  let copied = 0
  let target: Target | null = null
  const begin = async (entry: Entry): Promise<Target> => {
    if (entry.kind === 'database') return newTarget(ready, ready)
    const file = ctx.files.path(entry.sha256)
    if ((await stat(file).catch(() => null))?.size === entry.bytes) return NOWHERE
    await mkdir(dirname(file), { recursive: true })
    return newTarget(partOf(file), file)
  }
  try {
    await walk(
      path,
      keys,
      async (entry, piece) => {
        step(piece.length)
        target ??= await begin(entry)
        await target.write(piece)
      },
      async entry => {
        target ??= await begin(entry) // of no bytes
        const kept = await target.end(entry.sha256)
        target = null
        if (kept && entry.kind === 'file') copied += 1
        if (!kept && entry.kind === 'database')
          throw new AppError('HANDOVER_DAMAGED', { name: basename(path), detail: '数据与说明不符' })
      },
    )
  } finally {
    await (target as Target | null)?.drop()
  }
  return copied
}

interface Target {
  write(piece: Buffer): Promise<void>
  /** Gives it its name; false: it is not what it should be, and nothing is left of it. */
  end(sha256: string): Promise<boolean>
  drop(): Promise<void>
}

const NOWHERE: Target = { write: async () => undefined, end: async () => false, drop: async () => undefined }

async function newTarget(part: string, path: string): Promise<Target> {
  const file = await open(part, 'wx')
  const hash = createHash('sha256')
  const drop = async () => {
    await file.close()
    await rm(part, { force: true })
  }
  return {
    async write(piece) {
      hash.update(piece)
      await file.writeFile(piece)
    },
    async end(sha256) {
      if (hash.digest('hex') !== sha256) {
        await drop()
        return false
      }
      await file.sync()
      await file.close()
      if (part !== path) await rename(part, path)
      return true
    },
    drop,
  }
}

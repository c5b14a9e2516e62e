/** Updates from a share or a stick: a version file beside an installer. Nothing is asked of any network. */

import { randomUUID } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { Output } from '../../src-shared/contract/index.ts'
import { newer, UPDATE_FORMAT } from '../../src-shared/domain/update.ts'
import { AppError } from '../../src-shared/errors.ts'
import { copyHashed } from '../backup/copy.ts'
import type { Context } from '../context.ts'
import { reason } from '../files/reason.ts'
import { record } from './audit.ts'

const LIMIT = 256 * 1024 // bytes of a version file

const facts = z.object({
  format: z.literal(UPDATE_FORMAT),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  installer: z.string().regex(/^[^\\/:]{1,200}\.(?:exe|deb)$/), // beside the file, never elsewhere
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  changes: z.string().max(20_000),
})

/** What a version file offers. @throws AppError UPDATE_BAD, FILE_UNREADABLE */
export async function lookAtUpdate(path: string, own: string): Promise<NonNullable<Output<'update.look'>>> {
  const { version, changes } = await readFacts(path)
  return { path, version, changes, newer: newer(version, own) }
}

/**
 * Copies the installer here, proves it, and has the system start it; it asks for this program to be closed by itself.
 * @throws AppError UPDATE_BAD (also when it is not newer), FILE_UNREADABLE, CANCELLED
 */
export async function startUpdate(ctx: Context, path: string): Promise<void> {
  const { version, installer, sha256 } = await readFacts(path)
  if (!newer(version, ctx.version)) throw bad(path, `版本 ${version} 不比现在的 ${ctx.version} 新`)
  const source = join(dirname(path), installer)
  const total = (
    await stat(source).catch((error: unknown) => {
      throw new AppError('FILE_UNREADABLE', { name: installer, detail: reason(error) })
    })
  ).size
  const folder = join(ctx.dataDir, 'work', 'update', randomUUID())
  await mkdir(folder, { recursive: true })
  const copy = join(folder, installer)
  let done = 0
  const bytes = (n: number) => {
    done += n
    ctx.progress(done, total, '核对安装程序')
  }
  if ((await copyHashed(source, copy, { signal: ctx.signal, bytes })) !== sha256)
    throw bad(installer, '内容与更新说明登记的摘要不一致，可能没有复制完整或被改动')
  await ctx.db.write(manager => record(manager, ctx.stamp(), { action: 'update.start', text: `开始更新到 ${version}` }))
  await ctx.seams.openPath(copy)
}

const bad = (path: string, detail: string) => new AppError('UPDATE_BAD', { name: basename(path), detail })

async function readFacts(path: string): Promise<z.infer<typeof facts>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new AppError('FILE_UNREADABLE', { name: basename(path), detail: reason(error) })
  })
  if (text.length > LIMIT) throw bad(path, '文件太大')
  try {
    return facts.parse(JSON.parse(text))
  } catch {
    throw bad(path, '内容不是更新说明')
  }
}

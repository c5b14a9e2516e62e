import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'

/**
 * Writes a file whole or not at all: beside the target first, flushed to the disk, then renamed over it.
 * @throws AppError FILE_NOT_WRITTEN with the system's reason; the former file is untouched then.
 */
export async function writeAtomic(path: string, bytes: Uint8Array | string): Promise<void> {
  const part = `${path}.${randomUUID().slice(0, 8)}.part`
  try {
    await mkdir(dirname(path), { recursive: true })
    const handle = await open(part, 'wx')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw new AppError('FILE_NOT_WRITTEN', { name: basename(path), detail: reason(error) })
  }
}

/** Copies a file whole or not at all. @throws AppError FILE_NOT_WRITTEN */
export async function copyWhole(from: string, to: string): Promise<void> {
  const part = `${to}.part`
  try {
    await copyFile(from, part)
    await rename(part, to)
  } catch (error) {
    await rm(part, { force: true })
    throw new AppError('FILE_NOT_WRITTEN', { name: basename(to), detail: reason(error) })
  }
}

/** A system error in words that a clerk can act on. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known: Record<string, string> = {
    ENOSPC: '磁盘空间不足',
    EACCES: '没有权限',
    EPERM: '没有权限，或文件正被其他程序使用',
    EBUSY: '文件正被其他程序使用',
    EROFS: '磁盘是只读的',
    ENOENT: '文件或文件夹不存在',
    EISDIR: '这是一个文件夹',
    ENAMETOOLONG: '文件名太长',
    SQLITE_FULL: '磁盘空间不足',
    SQLITE_CANTOPEN: '文件或文件夹打不开',
    SQLITE_READONLY: '没有写入权限',
    SQLITE_IOERR: '磁盘读写出错',
  }
  return known[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code] ?? (error instanceof Error ? error.message : String(error))
}

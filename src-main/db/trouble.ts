import { AppError } from '../../src-shared/errors.ts'

/**
 * A failure of SQLite as what it means for the data folder; undefined where it means a bug. A file that another program holds
 * or that may not be written is never called damaged: that remedy would replace good data by an old backup.
 */
export function trouble(error: unknown, path: string): AppError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const is = (...names: string[]) => names.some(name => code.startsWith(`SQLITE_${name}`))
  // Windows: a scanner or a backup that holds the file, or its journal, without sharing it.
  if (code === 'EBUSY' || is('BUSY', 'LOCKED', 'IOERR_DELETE', 'IOERR_ACCESS', 'IOERR_LOCK'))
    return new AppError('DATA_IN_USE', { path })
  if (is('READONLY', 'CANTOPEN', 'PERM', 'AUTH')) return new AppError('DATA_NOT_WRITABLE', { path })
  if (is('FULL')) return new AppError('DATA_DISK_FULL', { path })
  if (is('NOTADB')) return damaged(path, '内容不是数据库')
  if (is('CORRUPT')) return damaged(path, '内部结构不一致')
  if (is('IOERR')) return new AppError('DATA_IO', { path, detail: code }) // a stick that hiccups is no damage
  return undefined
}

export const damaged = (path: string, detail: string): AppError => new AppError('DATA_DAMAGED', { path, detail })

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../src-shared/errors.ts'

/**
 * Holds the data folder for this process, until released or until the process ends, however it ends: the lock is the
 * operating system's lock on `lock.sqlite`, so a killed program leaves none behind.
 * @throws AppError DATA_IN_USE when another process holds the folder.
 */
export function lockFolder(dataDir: string): { release(): void } {
  const file = new Database(join(dataDir, 'lock.sqlite'), { timeout: 0 })
  try {
    file.pragma('journal_mode = MEMORY')
    file.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    if (isBusy(error)) throw new AppError('DATA_IN_USE', { path: dataDir })
    throw error
  }
  return { release: () => file.close() }
}

const isBusy = (error: unknown) =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')

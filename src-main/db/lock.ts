import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../src-shared/errors.ts'
import { trouble } from './trouble.ts'

/**
 * Holds the data folder for this process, until released or until the process ends, however it ends: the lock is the
 * operating system's lock on `lock.sqlite`, so a killed program leaves none behind.
 * @throws AppError DATA_IN_USE when another process holds the folder, DATA_NOT_WRITABLE when the lock cannot be made.
 */
export function lockFolder(dataDir: string): { release(): void } {
  const path = join(dataDir, 'lock.sqlite')
  let file: InstanceType<typeof Database> | undefined
  try {
    file = new Database(path, { timeout: 0 })
    file.pragma('journal_mode = MEMORY')
    file.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    file?.close()
    if (trouble(error, dataDir)?.code === 'DATA_IN_USE') throw new AppError('DATA_IN_USE', { path: dataDir })
    throw new AppError('DATA_NOT_WRITABLE', { path }) // the lock holds no data; something else lies in its place
  }
  const held = file
  return { release: () => held.close() }
}

import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { osReason } from './reason.ts'

/**
 * Writes a file whole or not at all: into `path`.part, flushed to the disk, then renamed over `path`; what stood there stays
 * until then. Refuses with FILE_NOT_WRITTEN and the system's reason.
 */
export async function saveFile(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const part = `${path}.part`
  try {
    const file = await open(part, 'w')
    try {
      await write(file)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true }).catch(() => {}) // the reason to report is the first one
    const detail = osReason(error)
    throw detail ? new AppError('FILE_NOT_WRITTEN', { name: basename(path), detail }) : error
  }
}

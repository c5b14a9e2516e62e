import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { osReason } from './reason.ts'

/** SHA-256 of a file, read in a stream. @throws AppError FILE_UNREADABLE, CANCELLED */
export async function digestOf(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (signal?.aborted) throw new AppError('CANCELLED')
      hash.update(chunk as Buffer)
    }
  } catch (error) {
    const detail = osReason(error)
    throw detail ? new AppError('FILE_UNREADABLE', { name: basename(path), detail }) : error
  }
  return hash.digest('hex')
}

/** Whether a stored file is what its name says: neither its existence nor its size is proof. @throws AppError CANCELLED */
export async function holds(path: string, sha256: string, signal?: AbortSignal): Promise<boolean> {
  try {
    return (await digestOf(path, signal)) === sha256
  } catch (error) {
    if (error instanceof AppError && error.code === 'CANCELLED') throw error
    return false // missing, unreadable, a folder
  }
}

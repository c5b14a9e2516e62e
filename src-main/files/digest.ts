import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { AppError } from '../../src-shared/errors.ts'

/** SHA-256 of a file, read in a stream. */
export async function digestOf(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if (signal?.aborted) throw new AppError('CANCELLED')
    hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}

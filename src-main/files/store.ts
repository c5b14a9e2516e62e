import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { notWritten, saveFile, writeAtomic } from './atomic.ts'
import { holds } from './digest.ts'
import { osReason } from './reason.ts'

/** Photos, logos and scans, named by their SHA-256: the same bytes are kept once and a changed file gives itself away. */
export interface FileStore {
  /**
   * Stores bytes and answers their digest. Done before the transaction that refers to it. What is there already is read again: a damaged file is
   * healed by its own original.
   */
  put(bytes: Uint8Array): Promise<string>
  /** @throws AppError FILE_UNREADABLE when missing or no longer what was stored. */
  read(sha256: string): Promise<Uint8Array>
  /**
   * A copy of any size at `path`, whole or not at all, checked while it is made.
   * @throws AppError FILE_UNREADABLE as `read`, FILE_NOT_WRITTEN, CANCELLED
   */
  copyTo(sha256: string, path: string, signal: AbortSignal): Promise<void>
  path(sha256: string): string
}

export function openStore(root: string): FileStore {
  const path = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`not a digest: ${sha256}`)
    return join(root, sha256.slice(0, 2), sha256)
  }
  return {
    path,
    async put(bytes) {
      const sha256 = digest(bytes)
      const target = path(sha256)
      if (!(await holds(target, sha256))) {
        await mkdir(dirname(target), { recursive: true }).catch((error: unknown) => {
          throw notWritten(target, error)
        })
        await writeAtomic(target, bytes)
      }
      return sha256
    },
    async read(sha256) {
      const bytes = await readFile(path(sha256)).catch((error: Error) => {
        throw new AppError('FILE_UNREADABLE', { name: sha256.slice(0, 12), detail: error.message })
      })
      if (digest(bytes) !== sha256) {
        throw new AppError('FILE_UNREADABLE', { name: sha256.slice(0, 12), detail: '内容与登记的摘要不一致' })
      }
      return bytes
    },
    copyTo: (sha256, target, signal) =>
      saveFile(target, async file => {
        const unreadable = (detail: string) => new AppError('FILE_UNREADABLE', { name: sha256.slice(0, 12), detail })
        const hash = createHash('sha256')
        const source = createReadStream(path(sha256), { highWaterMark: 1 << 20 })
        const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>
        try {
          for (;;) {
            const { done, value } = await chunks.next().catch((error: unknown) => {
              throw unreadable(osReason(error) ?? String(error))
            })
            if (done) break
            if (signal.aborted) throw new AppError('CANCELLED')
            hash.update(value)
            await file.writeFile(value) // at the file's own place: one after the other
          }
        } finally {
          source.destroy()
        }
        if (hash.digest('hex') !== sha256) throw unreadable('内容与登记的摘要不一致')
      }),
  }
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

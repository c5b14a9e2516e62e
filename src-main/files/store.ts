import { createHash } from 'node:crypto'
import { access, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { notWritten, writeAtomic } from './atomic.ts'

/** Photos, logos and scans, named by their SHA-256: the same bytes are kept once and a changed file gives itself away. */
export interface FileStore {
  /** Stores bytes and answers their digest. Done before the transaction that refers to it. */
  put(bytes: Uint8Array): Promise<string>
  /** @throws AppError FILE_UNREADABLE when missing or no longer what was stored. */
  read(sha256: string): Promise<Uint8Array>
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
      const known = await access(target).then(
        () => true,
        () => false,
      )
      if (!known) {
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
  }
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

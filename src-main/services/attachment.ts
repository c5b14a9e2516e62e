import type { EntityManager } from 'typeorm'
import type { Stamp } from '../context.ts'
import { FileTable } from '../db/entities/org.ts'
import { requirePaper } from '../files/paper.ts'
import type { FileStore } from '../files/store.ts'

export { shownName } from '../files/shownName.ts'

/** A stored file as records refer to it. */
export interface StoredFile {
  sha256: string
  bytes: number
  name: string
}

/**
 * Puts a paper into the store; the row comes later, inside the transaction that uses it.
 * @throws AppError FILE_TYPE, FILE_TOO_LARGE: an attachment is opened again by the system's programs, so nothing that could run is kept.
 */
export function keep(files: FileStore, upload: { name: string; bytes: Uint8Array }): Promise<StoredFile>
export function keep(files: FileStore, upload: { name: string; bytes: Uint8Array } | null): Promise<StoredFile | null>
export async function keep(
  files: FileStore,
  upload: { name: string; bytes: Uint8Array } | null,
): Promise<StoredFile | null> {
  if (!upload) return null
  requirePaper(upload)
  return { sha256: await files.put(upload.bytes), bytes: upload.bytes.byteLength, name: upload.name }
}

export async function registerFile(
  manager: EntityManager,
  file: { sha256: string; bytes: number },
  stamp: Stamp,
): Promise<void> {
  await manager
    .createQueryBuilder()
    .insert()
    .into(FileTable)
    .values({ sha256: file.sha256, bytes: file.bytes, addedAt: stamp.at })
    .orIgnore()
    .execute()
}

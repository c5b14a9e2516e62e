import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import Database from 'better-sqlite3'
import type { BackupCounts } from '../../src-shared/contract/backup.ts'
import { AppError } from '../../src-shared/errors.ts'
import { reason } from '../files/reason.ts'
import { APPLICATION_ID } from './connect.ts'
import { migrations } from './migrations/index.ts'
import { lookAtSchema } from './schema.ts'
import { dataVersion, versionOf } from './version.ts'

/** What a copy of the database says about itself. */
export interface Inside {
  migrations: string[]
  org: string
  counts: BackupCounts
  head: string
}

type File = InstanceType<typeof Database>

/** Reads a copy without changing it. @throws AppError BACKUP_NOT_OURS, BACKUP_DAMAGED, BACKUP_NEWER, BACKUP_FOREIGN */
export async function inspect(path: string, { thorough = false } = {}): Promise<Inside> {
  const name = basename(path)
  await requireOurs(path)
  return reading(path, async file => {
    const look = await lookAtSchema(file, migrations)
    const done = look?.done ?? []
    const known: string[] = migrations.map(step => step.name)
    if (done.some(step => !known.includes(step)))
      throw new AppError('BACKUP_NEWER', { name, found: versionOf(done), known: dataVersion() })
    const foreign = look ? look.foreign || look.missing.map(part => `缺少「${part.name}」`).join('、') : '没有内容'
    if (foreign !== '') throw new AppError('BACKUP_FOREIGN', { name, detail: foreign })
    if (thorough) {
      const found = file.pragma('quick_check') as { quick_check: string }[]
      if (found[0]?.quick_check !== 'ok') throw damaged(name, `自检发现 ${found.length} 处问题`)
    }
    return {
      migrations: done,
      org: file.prepare<[], { name: string }>('SELECT name FROM org').get()?.name ?? '',
      counts: {
        people: rows(file, 'supervisor', 'deleted_at IS NULL') ?? 0,
        cards: rows(file, 'card') ?? 0,
        batches: rows(file, 'batch', 'deleted_at IS NULL') ?? 0,
        evidence: rows(file, 'evidence', 'struck_at IS NULL'),
        files: rows(file, 'file') ?? 0,
      },
      head: dataHead(file),
    }
  })
}

/** The log's head without the entries that backups themselves wrote. */
export const HEAD_SQL = `SELECT hash FROM audit_event WHERE action NOT LIKE 'backup.%' ORDER BY id DESC LIMIT 1`

const dataHead = (file: File): string => file.prepare<[], { hash: string }>(HEAD_SQL).get()?.hash ?? ''

/** The files that the records of a copy refer to, with their sizes; without those that were destroyed by a 销毁清册. */
export function filesOf(path: string): Promise<{ sha256: string; bytes: number }[]> {
  return reading(path, file => {
    const destroyed = hasTable(file, 'destruction')
      ? `WHERE sha256 NOT IN (SELECT e.file FROM evidence e JOIN destruction d ON d.id = e.destruction_id WHERE d.done_at IS NOT NULL)`
      : ''
    return file
      .prepare<[], { sha256: string; bytes: number }>(`SELECT sha256, bytes FROM file ${destroyed} ORDER BY sha256`)
      .all()
  })
}

/** Nothing that a file brings is run: neither its views and triggers (who looks has compared them) nor functions of its columns. */
async function reading<T>(path: string, look: (file: File) => T | Promise<T>): Promise<T> {
  let file: File | undefined
  try {
    file = new Database(path, { readonly: true, fileMustExist: true })
    file.pragma('trusted_schema = OFF')
    return await look(file)
  } catch (error) {
    throw error instanceof AppError ? error : damaged(basename(path), reason(error))
  } finally {
    file?.close()
  }
}

const hasTable = (file: File, table: string): boolean =>
  file.prepare<[string]>(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`).get(table) !== undefined

/** Null: a table that the copy is too old to have. */
function rows(file: File, table: string, where = '1'): number | null {
  if (!hasTable(file, table)) return null
  return file.prepare<[], { n: number }>(`SELECT count(*) AS n FROM "${table}" WHERE ${where}`).get()?.n ?? 0
}

const damaged = (name: string, detail: string) => new AppError('BACKUP_DAMAGED', { name, detail })

/** By what lies beside it and by the file's header, before SQLite may touch it. */
async function requireOurs(path: string): Promise<void> {
  const name = basename(path)
  const journal = await stat(`${path}-journal`).catch(() => null)
  if (journal) throw damaged(name, '它正在使用，或没有写完') // half of a change may be in the file
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new AppError('FILE_UNREADABLE', { name, detail: reason(error) })
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(100), 0, 100, 0)
    if (bytesRead < 100 || buffer.toString('latin1', 0, 16) !== 'SQLite format 3\0')
      throw damaged(name, '内容不是数据库')
    if (buffer.readUInt32BE(68) !== APPLICATION_ID) throw new AppError('BACKUP_NOT_OURS', { name })
  } finally {
    await file.close()
  }
}

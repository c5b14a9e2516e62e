import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { EntityManager } from 'typeorm'
import { AppError } from '../../src-shared/errors.ts'
import { flushFile, flushFolder } from '../files/flush.ts'
import { reason } from '../files/reason.ts'
import { rename } from '../files/rename.ts'
import { stamp } from './stamp.ts'

/**
 * Copies the open database into `target` and proves the copy before it gets its name. `VACUUM INTO` sees one consistent
 * state; copying the file does not (a WAL copy was measured to hold no table at all).
 * @param finish the last thing done before the copy gets its name
 * @throws AppError BACKUP_FAILED; nothing is left at `target` then.
 */
export async function backupTo(
  manager: EntityManager,
  target: string,
  finish?: (part: string) => Promise<void>,
): Promise<void> {
  const part = `${target}.part`
  try {
    await mkdir(dirname(target), { recursive: true })
    await rm(part, { force: true })
    await manager.query('VACUUM INTO ?', [part])
    verifyCopy(part, await countRows(manager))
    stamp(part)
    await flushFile(part)
    await finish?.(part)
    await rename(part, target)
    await flushFolder(dirname(target))
  } catch (error) {
    await rm(part, { force: true }).catch(() => {}) // the first reason counts
    if (error instanceof AppError && error.code !== 'FILE_NOT_WRITTEN') throw error
    throw new AppError('BACKUP_FAILED', { detail: reason(error) })
  }
}

type Counts = Record<string, number>

async function countRows(manager: EntityManager): Promise<Counts> {
  const counts: Counts = {}
  for (const { name } of (await manager.query(TABLES)) as { name: string }[]) {
    const [row] = (await manager.query(`SELECT count(*) AS n FROM "${name}" NOT INDEXED`)) as { n: number }[]
    counts[name] = row?.n ?? 0
  }
  return counts
}

const TABLES = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`

function verifyCopy(path: string, expected: Counts): void {
  const copy = new Database(path, { readonly: true, fileMustExist: true })
  try {
    const check = copy.pragma('integrity_check', { simple: true })
    if (check !== 'ok') throw new Error(`integrity_check: ${String(check)}`)
    for (const [table, rows] of Object.entries(expected)) {
      const found = copy.prepare<[], { n: number }>(`SELECT count(*) AS n FROM "${table}"`).get()?.n
      if (found !== rows) throw new Error(`${table}: ${found} of ${rows} rows`)
    }
  } finally {
    copy.close()
  }
}

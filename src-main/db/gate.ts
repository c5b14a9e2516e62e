import type { DataSource, EntityManager } from 'typeorm'
import { AppError } from '../../src-shared/errors.ts'
import { reason } from '../files/reason.ts'
import { newStamp } from './stamp.ts'

/**
 * The only way to the database. TypeORM shares one connection on better-sqlite3, so two async callers would share one
 * transaction: a failing one silently rolled back rows that another had reported as saved (measured). Hence one caller at
 * a time, first come first served; every write is one transaction. No file, print or dialog work inside.
 */
export interface Gate {
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>
  /** In its turn: lets go of the file, has it replaced, and opens what then stands there, which is the former one if `put` throws. */
  replace(put: () => Promise<void>, open: () => Promise<DataSource>): Promise<void>
  /** How many writes have begun, and whether one is under way: a digest is of a file that nobody changes meanwhile. */
  writes(): { begun: number; busy: boolean }
  /** Waits for what is under way, then closes. Closing twice is closing once. */
  close(): Promise<void>
}

export function createGate(first: DataSource): Gate {
  let source = first
  let last: Promise<unknown> = Promise.resolve()
  let closing: Promise<void> | undefined
  let broken: Error | undefined
  let begun = 0
  let busy = false

  async function counted<T>(work: () => Promise<T>): Promise<T> {
    begun += 1
    busy = true
    try {
      return await work()
    } finally {
      busy = false
    }
  }

  function enter<T>(work: () => Promise<T>): Promise<T> {
    if (closing) return Promise.reject(new Error('the database is closed'))
    const turn = last.then(() => {
      if (broken) throw broken
      return work()
    })
    last = turn.catch(() => undefined)
    return turn
  }

  async function transact<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = source.createQueryRunner()
    await runner.startTransaction()
    try {
      const result = await work(runner.manager)
      await runner.query(`PRAGMA user_version = ${newStamp()}`) // every committed state is told from every other, see FileState
      await runner.commitTransaction()
      return result
    } catch (error) {
      try {
        // On a full disk SQLite rolls back by itself. TypeORM's ROLLBACK would then fail and leave it one transaction deep,
        // and nothing that is saved afterwards would ever be committed (measured).
        if (!inTransaction(source)) await runner.query('BEGIN')
        await runner.rollbackTransaction()
      } catch (cause) {
        broken = new Error('the last write could neither be finished nor undone', { cause })
      }
      throw undone(error)
    }
  }

  async function replace(put: () => Promise<void>, open: () => Promise<DataSource>): Promise<void> {
    await source.destroy()
    try {
      await put()
    } finally {
      try {
        source = await open()
      } catch (cause) {
        broken = new Error('the data could not be opened again', { cause })
      }
    }
    if (broken) throw broken
  }

  return {
    replace: (put, open) => enter(() => counted(() => replace(put, open))),
    read: work => enter(() => work(source.manager)),
    write: work => enter(() => counted(() => transact(work))),
    writes: () => ({ begun, busy }),
    close() {
      if (!closing) {
        const turn = last.then(() => (source.isInitialized ? source.destroy() : undefined))
        closing = turn
        last = turn
      }
      return closing
    },
  }
}

/**
 * The disk's refusals are no bugs: the write is undone, and the user can make room. Nor is it one when a trigger of 0005-archive refuses to
 * change a sealed batch: whoever writes, it is said here, once.
 */
function undone(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const frozen = error instanceof Error && /^(?:SqliteError: )?(BATCH_SEALED|BATCH_HELD) (.*)$/s.exec(error.message)
  if (frozen) return new AppError(frozen[1] as 'BATCH_SEALED' | 'BATCH_HELD', { name: frozen[2] ?? '' })
  if (!/^SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CANTOPEN)/.test(code)) return error
  return new AppError('FILE_NOT_WRITTEN', { name: 'data.sqlite', detail: reason(error) })
}

/** What the connection itself says, whatever TypeORM counts. */
const inTransaction = (source: DataSource): boolean =>
  (source.driver as unknown as { databaseConnection: { inTransaction: boolean } }).databaseConnection.inTransaction

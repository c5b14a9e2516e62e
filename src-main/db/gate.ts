import type { DataSource, EntityManager } from 'typeorm'

/**
 * The only way to the database. TypeORM shares one connection on better-sqlite3, so two async callers would share one
 * transaction: a failing one silently rolled back rows that another had reported as saved (measured). Hence one caller at
 * a time, first come first served; every write is one transaction. No file, print or dialog work inside.
 */
export interface Gate {
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>
  /** Waits for what is under way, then closes. Closing twice is closing once. */
  close(): Promise<void>
}

export function createGate(source: DataSource): Gate {
  let last: Promise<unknown> = Promise.resolve()
  let closing: Promise<void> | undefined

  function enter<T>(work: () => Promise<T>): Promise<T> {
    if (closing) return Promise.reject(new Error('the database is closed'))
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    read: work => enter(() => work(source.manager)),
    write: work => enter(() => source.transaction(work)),
    close() {
      closing ??= enter(() => source.destroy())
      return closing
    },
  }
}

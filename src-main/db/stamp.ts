import { randomInt } from 'node:crypto'
import Database from 'better-sqlite3'

/** A copy is a state of its own, whatever SQLite counts in it (see FileState). */
export function stamp(path: string): void {
  const file = new Database(path)
  try {
    file.pragma(`user_version = ${newStamp()}`)
  } finally {
    file.close()
  }
}

export const newStamp = (): number => randomInt(1, 2 ** 31 - 1)

/** Looking at a data folder from outside: digests, and the file behind the program's back. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** Path → SHA-256 of every file in the folder but the lock (which holds nothing) and the log. */
export function digests(dir: string): Record<string, string> {
  const files = readdirSync(dir, { withFileTypes: true, recursive: true }).filter(entry => entry.isFile())
  return Object.fromEntries(
    files
      .map(entry => join(entry.parentPath, entry.name).slice(dir.length + 1))
      .filter(name => !/^(lock\.sqlite|logs\/)/.test(name))
      .sort()
      .map(name => [
        name,
        createHash('sha256')
          .update(readFileSync(join(dir, name)))
          .digest('hex'),
      ]),
  )
}

/** Works on the file as another program would; the backend must be closed. */
export function behindTheBack<T>(dir: string, work: (file: InstanceType<typeof Database>) => T): T {
  const file = new Database(join(dir, 'data.sqlite'))
  try {
    return work(file)
  } finally {
    file.close()
  }
}

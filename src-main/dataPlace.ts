/** What may be a data folder, and the note that data leave behind when they are moved. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../src-shared/errors.ts'

/**
 * Characters. Below the folder come up to 100 more (`work/open/<id>/<name>`, `files/ab/<digest>.<id>.part`); Windows takes 260 together, and SQLite
 * knows no way around it.
 */
export const PATH_LIMIT = 150

/** @throws AppError DATA_PATH_LONG, only where the system has the limit */
export function requireShort(path: string, platform: NodeJS.Platform = process.platform): void {
  if (platform === 'win32' && path.length > PATH_LIMIT)
    throw new AppError('DATA_PATH_LONG', { path, length: path.length, limit: PATH_LIMIT })
}

export const MOVED = 'moved.json'

/** Left behind when the data are open at `to`. */
export const noteMoved = (from: string, to: string): void =>
  writeFileSync(join(from, MOVED), `${JSON.stringify({ to }, null, 2)}\n`, { flush: true })

/** @throws AppError DATA_MOVED: going on with data that were left behind would split the records in two */
export function requireNotMoved(dataDir: string): void {
  let text: string
  try {
    text = readFileSync(join(dataDir, MOVED), 'utf8')
  } catch {
    return
  }
  const to: unknown = Reflect.get(Object(JSON.parse(text)), 'to')
  throw new AppError('DATA_MOVED', { to: typeof to === 'string' ? to : '' })
}

/** Damaged data give way to a restored copy; every byte of them is kept. */
import { copyFile, link, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { flushFolder } from '../files/flush.ts'
import { patiently, rename } from '../files/rename.ts'
import { localFolder } from './copy.ts'
import { exists } from './name.ts'

/**
 * Keeps every byte of data.sqlite, and of the journal beside it, under backups/damaged-…: a second name takes no room. For a file of which no
 * verified copy can be made; what is to be saved must not stand in the way of what heals it.
 */
export async function keepBytes(dataDir: string, now: Date): Promise<string | null> {
  const path = join(dataDir, 'data.sqlite')
  if (!(await exists(path))) return null
  const name = `damaged-${now.toISOString().replace(/[:.]/g, '-')}.sqlite`
  const kept = join(localFolder(dataDir), name)
  await mkdir(dirname(kept), { recursive: true })
  await link(path, kept).catch(() => copyFile(path, kept)) // some drives have no second names
  if (await exists(`${path}-journal`)) await copyFile(`${path}-journal`, `${kept}-journal`)
  await flushFolder(dirname(kept))
  return name
}

/**
 * Puts the whole database file `ready` in the place of a damaged (or lost) data.sqlite that nobody has open; one rename decides.
 * @throws what the system refuses; data.sqlite is as it was then
 */
export async function replaceDamaged(dataDir: string, ready: string, now: Date): Promise<void> {
  const path = join(dataDir, 'data.sqlite')
  await keepBytes(dataDir, now)
  await patiently(() => rm(`${path}-journal`, { force: true })) // kept; SQLite would play it into the restored file
  await rename(ready, path)
  await flushFolder(dataDir)
}

/** What may be asked while the data are damaged: all that brings a copy in their place, nothing that would work on data. */
export const isRescueRoute = (route: string): boolean =>
  /^(restore\.(open|preview|run)|backup\.(list|status)|handover\.(open|import)|job\.cancel|app\.info)$/.test(route)

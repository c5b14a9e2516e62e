/** Damaged data give way to a restored copy; every byte of them is kept. */
import { copyFile, link, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { flushFolder } from '../files/flush.ts'
import { rename } from '../files/rename.ts'
import { localFolder } from './copy.ts'
import { exists } from './name.ts'

/**
 * Puts the whole database file `ready` in the place of a damaged (or lost) data.sqlite that nobody has open. The damaged one, and the journal beside
 * it, stay under backups/damaged-…; one rename decides. @throws what the system refuses; data.sqlite is as it was then
 */
export async function replaceDamaged(dataDir: string, ready: string, now: Date): Promise<void> {
  const path = join(dataDir, 'data.sqlite')
  const kept = join(localFolder(dataDir), `damaged-${now.toISOString().replace(/[:.]/g, '-')}.sqlite`)
  await mkdir(dirname(kept), { recursive: true })
  if (await exists(path)) await link(path, kept).catch(() => copyFile(path, kept)) // a second name takes no room; some drives have none
  if (await exists(`${path}-journal`)) await rename(`${path}-journal`, `${kept}-journal`) // SQLite would play it into the restored file
  await flushFolder(dirname(kept))
  await rename(ready, path)
  await flushFolder(dataDir)
}

/** What may be asked while the data are damaged: all that brings a copy in their place, nothing that would work on data. */
export const isRescueRoute = (route: string): boolean =>
  /^(restore\.(open|preview|run)|backup\.(list|status)|handover\.(open|import)|job\.cancel|app\.info)$/.test(route)

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { backupCounts, backupKind } from '../../src-shared/contract/backup.ts'
import { instant, sha256 } from '../../src-shared/contract/common.ts'
import { manifestName } from './name.ts'

/** What is known of a backup without opening it; written before the backup gets its name, so that none is without. */
export const manifest = z.object({
  format: z.literal(1),
  kind: backupKind,
  at: instant,
  version: z.string(),
  migrations: z.array(z.string()),
  org: z.string(),
  counts: backupCounts,
  bytes: z.int(), // of the database copy
  sha256, // of the database copy
  head: z.string(), // of the log without what only backups wrote: equal heads are equal data
})

export type Manifest = z.infer<typeof manifest>

/** Null: there is none. A manifest that cannot be understood is no reason to pass over its backup, but it is said. */
export async function readManifest(folder: string, name: string): Promise<Manifest | null | 'bad'> {
  const text = await readFile(join(folder, manifestName(name)), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    return ''
  })
  if (text === null) return null
  try {
    return manifest.parse(JSON.parse(text))
  } catch {
    return 'bad'
  }
}

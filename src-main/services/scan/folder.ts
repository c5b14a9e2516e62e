import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { writeAtomic } from '../../files/atomic.ts'

/** A place of this PC, so it lies beside the data and not in them: a copy elsewhere has other folders. */
const fileOf = (dataDir: string) => join(dataDir, 'scan-folder.txt')

/** The folder that is looked at for new scans; null: none. */
export async function findFolder({ dataDir }: Pick<Context, 'dataDir'>): Promise<string | null> {
  const folder = await readFile(fileOf(dataDir), 'utf8').catch(() => '')
  return folder.trim() || null
}

export async function setFolder({ dataDir }: Pick<Context, 'dataDir'>, folder: string | null): Promise<void> {
  if (folder === null) await rm(fileOf(dataDir), { force: true })
  else await writeAtomic(fileOf(dataDir), Buffer.from(folder))
}

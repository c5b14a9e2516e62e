import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { localFolder, type Made } from './copy.ts'
import { readManifest } from './manifest.ts'
import { byAge, parseName } from './name.ts'

/** The latest copy in the data folder that was made by day or by hand. */
export async function latestMade(dataDir: string): Promise<Made | null> {
  const folder = localFolder(dataDir)
  const names = (await readdir(folder).catch(() => []))
    .flatMap(name => {
      const known = parseName(name)
      return known && ['auto', 'manual'].includes(known.kind) ? [{ name, at: known.at }] : []
    })
    .sort(byAge)
  for (const { name } of names) {
    const manifest = await readManifest(folder, name)
    if (manifest && manifest !== 'bad') return { name, path: join(folder, name), manifest }
  }
  return null
}

/** When the data folder's backups/ last got a whole copy; null: never. */
export async function lastBackup(dataDir: string): Promise<string | null> {
  const names = await readdir(localFolder(dataDir)).catch(() => [])
  return (
    names
      .flatMap(name => parseName(name)?.at ?? [])
      .sort()
      .at(-1) ?? null
  )
}

/** Heads of the log that stand outside the database: in the descriptions of its copies, here and at the second place. */
import { readdir } from 'node:fs/promises'
import type { EntityManager } from 'typeorm'
import { localFolder } from './copy.ts'
import { readManifest } from './manifest.ts'
import { parseName } from './name.ts'
import { isThere, readPlace } from './place.ts'

export interface OutsideHead {
  where: string
  at: string
  hash: string
}

export async function outsideHeads(dataDir: string): Promise<OutsideHead[]> {
  const place = await readPlace(dataDir)
  const folders = [
    { what: '备份', folder: localFolder(dataDir) },
    ...(place && (await isThere(place)) ? [{ what: '第二备份位置的备份', folder: place.folder }] : []),
  ]
  const heads: OutsideHead[] = []
  for (const { what, folder } of folders) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter(one => parseName(one) !== null && one.endsWith('.sqlite'))) {
      const said = await readManifest(folder, name)
      if (said && said !== 'bad' && said.head !== '')
        heads.push({ where: `${what}「${name}」`, at: said.at, hash: said.head })
    }
  }
  return heads
}

/** Those that are not in this log. */
export async function notInLog(manager: EntityManager, heads: readonly OutsideHead[]): Promise<OutsideHead[]> {
  const found = (await manager.query('SELECT hash FROM audit_event WHERE hash IN (SELECT value FROM json_each(?))', [
    JSON.stringify(heads.map(({ hash }) => hash)),
  ])) as { hash: string }[]
  const there = new Set(found.map(({ hash }) => hash))
  return heads.filter(({ hash }) => !there.has(hash))
}

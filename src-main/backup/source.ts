import { randomUUID } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Backup } from '../../src-shared/contract/backup.ts'
import { AppError } from '../../src-shared/errors.ts'
import { type Caller, shelf } from '../caller.ts'
import type { Context } from '../context.ts'
import { inspect } from '../db/inspect.ts'
import { ringName } from '../files/vault.ts'
import { localFolder } from './copy.ts'
import { readManifest } from './manifest.ts'
import { byAge, exists, parseName } from './name.ts'
import { PLACE_PREFIX, requirePlace } from './place.ts'

/** Where backups lie, and what lies beside them. */
export interface Source {
  folder: string
  only?: string // a single file was chosen
  files: string | null // a store with the evidence
  keys: string | null // a key.json
}

/** What a caller opened: no path crosses the border. */
const opened = shelf<Source>(20)

/** @throws AppError NOT_FOUND, BACKUP_PLACE_NONE, BACKUP_PLACE_AWAY */
export async function requireSource(ctx: Pick<Context, 'dataDir' | 'caller'>, id: string): Promise<Source> {
  if (id === 'here') return { folder: localFolder(ctx.dataDir), files: null, keys: null } // files and key are in place
  if (id === 'place') return beside((await requirePlace(ctx.dataDir)).folder)
  const source = opened.get(ctx.caller, id)
  if (!source) throw new AppError('NOT_FOUND', { what: '打开的备份位置' })
  return source
}

/** Remembers a file or folder that the user chose: a backup folder, the folder around it, or a data folder. */
export async function openSource(caller: Caller, path: string): Promise<{ id: string; source: Source }> {
  const id = randomUUID()
  const source = (await isFolder(path)) ? await beside(await findFolder(path)) : await single(path)
  opened.put(caller, id, source)
  return { id, source }
}

async function single(path: string): Promise<Source> {
  const around = await beside(dirname(path))
  return { ...around, keys: (await exists(ringName(path))) ? ringName(path) : around.keys, only: basename(path) }
}

async function findFolder(path: string): Promise<string> {
  const inside = await readdir(path).catch(() => [])
  const candidates = [
    path,
    join(path, 'backups'),
    ...inside.filter(n => n.startsWith(PLACE_PREFIX)).map(n => join(path, n)),
  ]
  for (const folder of candidates) {
    const names = await readdir(folder).catch(() => [])
    if (names.some(name => parseName(name))) return folder
  }
  return path
}

/** The store and the keys lie in the folder itself (second place) or one above (backups/ of a data folder). */
async function beside(folder: string): Promise<Source> {
  const first = async (name: string) => {
    for (const path of [join(folder, name), join(dirname(folder), name)]) if (await exists(path)) return path
    return null
  }
  return { folder, files: await first('files'), keys: await first('key.json') }
}

/** The backups of a source, the latest first; each is described, whatever is wrong with it. */
export async function listSource(source: Source): Promise<Backup[]> {
  const names = source.only ? [source.only] : (await readdir(source.folder).catch(() => [])).filter(isCopy)
  const backups = await Promise.all(names.map(name => describe(source.folder, name, source.only !== undefined)))
  return backups.filter(b => b !== null).sort(byAge)
}

// A copy that SQLite has not finished, a lock, a failed upgrade and damaged data are no backups.
const isCopy = (name: string) => name.endsWith('.sqlite') && name !== 'lock.sqlite' && !/^(failed|damaged)-/.test(name)

/** @throws AppError NOT_FOUND where the source has no backup of that name. */
export async function requireBackup(source: Source, name: string): Promise<{ path: string; backup: Backup }> {
  const backup = (await listSource(source)).find(each => each.name === name)
  if (!backup) throw new AppError('NOT_FOUND', { what: `备份「${name.slice(0, 80)}」` })
  return { path: join(source.folder, name), backup }
}

async function describe(folder: string, name: string, chosen: boolean): Promise<Backup | null> {
  const path = join(folder, name)
  const info = await stat(path).catch(() => null)
  if (!info?.isFile()) return null
  const known = parseName(name)
  const manifest = await readManifest(folder, name)
  const about = { name, kind: known?.kind ?? ('file' as const), at: known?.at ?? info.mtime.toISOString() }
  if (manifest && manifest !== 'bad') {
    const { at, version, org, counts, bytes } = manifest
    const problem =
      bytes === info.size ? '' : new AppError('BACKUP_DAMAGED', { name, detail: '大小与说明不符' }).message
    return { ...about, at, version, bytes: info.size, org, counts, problem }
  }
  const said = { ...about, version: '', bytes: info.size }
  try {
    const { org, counts } = await inspect(path)
    const problem =
      manifest === 'bad' ? new AppError('BACKUP_DAMAGED', { name, detail: '说明文件不能读取' }).message : ''
    return { ...said, org, counts, problem }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // Among backups another program's file is passed over; chosen by hand it is refused with its reason.
    if (error.code === 'BACKUP_NOT_OURS' && !chosen) return null
    return { ...said, org: '', counts: null, problem: error.message }
  }
}

const isFolder = async (path: string) => (await stat(path).catch(() => null))?.isDirectory() ?? false

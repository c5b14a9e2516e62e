/** A folder that is looked at for new scans. It is polled: shares send no events. What lies there stays there. */
import { createHash } from 'node:crypto'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { writeAtomic } from '../../files/atomic.ts'
import { kindOf } from '../../scan/kind.ts'
import { takeScans } from './take.ts'

/** By data folder: what was seen at the last look, and what is done with. Kept while the program runs; contents are known for ever. */
const looks = new Map<string, { seen: Map<string, string>; done: Map<string, string> }>()

/** A place of this PC, so it lies beside the data and not in them: a copy elsewhere has other folders. */
const fileOf = (dataDir: string) => join(dataDir, 'scan-folder.txt')

export async function findFolder({ dataDir }: Pick<Context, 'dataDir'>): Promise<string | null> {
  const folder = await readFile(fileOf(dataDir), 'utf8').catch(() => '')
  return folder.trim() || null
}

export async function setFolder({ dataDir }: Pick<Context, 'dataDir'>, folder: string | null): Promise<void> {
  if (folder === null) await rm(fileOf(dataDir), { force: true })
  else await writeAtomic(fileOf(dataDir), Buffer.from(folder))
}

/**
 * Takes what came into the folder and lies still: the same size and time as at the look before, and whole (a scanner or a copy over the network
 * writes for seconds). A folder that is not there now (a share, a stick) is looked at again next time.
 */
export async function lookForScans(ctx: Context): Promise<number> {
  const folder = await findFolder(ctx)
  if (folder === null) return 0
  const look = looks.get(ctx.dataDir) ?? { seen: new Map<string, string>(), done: new Map<string, string>() }
  looks.set(ctx.dataDir, look)
  const names = await readdir(folder).catch(() => [])
  const steady: string[] = []
  const seen = new Map<string, string>()
  for (const name of names) {
    const path = join(folder, name)
    const state = await stat(path).then(
      facts => (facts.isFile() ? `${facts.size}:${facts.mtimeMs}` : ''),
      () => '',
    )
    if (state === '' || look.done.get(path) === state) continue
    seen.set(path, state)
    if (look.seen.get(path) === state && (await isWhole(path))) steady.push(path)
  }
  look.seen = seen
  if (steady.length === 0) return 0
  const fresh: string[] = []
  for (const path of steady) {
    const bytes = await readFile(path).catch(() => null)
    if (!bytes) continue
    look.done.set(path, seen.get(path) ?? '')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const known = await ctx.db.read(manager => manager.query('SELECT 1 FROM scan WHERE file = ?', [sha256]))
    if ((known as unknown[]).length === 0 && kindOf(bytes) !== null) fresh.push(path)
  }
  return (await takeScans(ctx, fresh)).scans.length
}

const END = 2048

/** Has it its end? A PDF says %%EOF, a JPEG FFD9, a PNG IEND; a TIFF's end nobody can see. */
async function isWhole(path: string): Promise<boolean> {
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) return false
  const tail = bytes.subarray(-END).toString('latin1')
  const kind = kindOf(bytes)
  if (kind === 'pdf') return tail.includes('%%EOF')
  if (kind === 'image') return bytes[0] === 0xff ? tail.includes('\xff\xd9') : tail.includes('IEND')
  return true
}

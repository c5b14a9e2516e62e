/** A folder that is looked at for new scans. It is polled: shares send no events. What lies there stays there. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { look } from '../../scan/look.ts'
import { findFolder } from './folder.ts'
import { takeScans } from './take.ts'

interface Seen {
  /** path → size and time at the last look */
  waiting: Map<string, string>
  /** Taken, or no scan at all; contents are known for ever (take.ts). */
  done: Map<string, string>
}
/** Of a program that runs. */
const looks = new WeakMap<Context['files'], Seen>()

/**
 * Takes what came into the folder and lies still: the same size and time as at the look before, and whole (a scanner or a copy over the network
 * writes for seconds). A folder that is not there now (a share, a stick) is looked at again next time.
 */
export async function lookForScans(ctx: Context): Promise<number> {
  const folder = await findFolder(ctx)
  if (folder === null) return 0
  const seen = looks.get(ctx.files) ?? { waiting: new Map<string, string>(), done: new Map<string, string>() }
  looks.set(ctx.files, seen)
  const waiting = new Map<string, string>()
  const ready: string[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const state = await stat(path).then(
      facts => (facts.isFile() ? `${facts.size}:${facts.mtimeMs}` : ''),
      () => '',
    )
    if (state === '' || seen.done.get(path) === state) continue
    waiting.set(path, state)
    if (seen.waiting.get(path) !== state) continue
    const found = await look(path).catch(() => null) // held by another program: next time
    if (!found || (found.kind !== null && !found.whole)) continue
    seen.done.set(path, state)
    if (found.kind !== null) ready.push(path)
  }
  seen.waiting = waiting
  return (await takeScans(ctx, ready)).scans.length
}

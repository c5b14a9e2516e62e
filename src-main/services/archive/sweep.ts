/**
 * Removes the contents of what is 已销毁. The list is carried out by one transaction first; a program that is killed before the contents are
 * gone finds the list's id here and goes on at its next start.
 */
import { rm } from 'node:fs/promises'
import type { EntityManager } from 'typeorm'
import type { Context } from '../../context.ts'
import { stillUsed } from '../../db/queries/fileUse.ts'
import { reason } from '../../files/reason.ts'
import { getSetting, setSetting } from '../setting.ts'

const KEY = 'destruction.pending'

const pending = async (manager: EntityManager) => ((await getSetting(manager, KEY)) as number[] | null) ?? []

export async function addPending(manager: EntityManager, destructionId: number): Promise<void> {
  await setSetting(manager, KEY, [...(await pending(manager)), destructionId])
}

/**
 * Must run alone: a file that comes in with the same content is stored before its row is written, and would be taken for unused meanwhile.
 * Contents that some other record refers to stay. `rest`: contents that could not be removed now, and why; they are tried again the next time.
 */
export async function sweep({
  db,
  files,
}: Pick<Context, 'db' | 'files'>): Promise<{ removed: number; rest: number; why: string }> {
  const { lists, digests } = await db.read(async manager => {
    const lists = await pending(manager)
    if (lists.length === 0) return { lists, digests: [] }
    const rows = (await manager.query(
      `WITH gone AS (SELECT file, thumbnail FROM evidence WHERE destruction_id IN (SELECT value FROM json_each(?)))
       SELECT file AS digest FROM gone UNION SELECT thumbnail FROM gone WHERE thumbnail IS NOT NULL`,
      [JSON.stringify(lists)],
    )) as { digest: string }[]
    const used = await stillUsed(
      manager,
      rows.map(row => row.digest),
    )
    return { lists, digests: rows.map(row => row.digest).filter(digest => !used.has(digest)) }
  })
  const failed: unknown[] = []
  for (const digest of digests) {
    await rm(files.path(digest), { force: true }).catch((error: unknown) => failed.push(error))
  }
  if (lists.length > 0 && failed.length === 0) await db.write(manager => setSetting(manager, KEY, []))
  return {
    removed: digests.length - failed.length,
    rest: failed.length,
    why: failed.length === 0 ? '' : reason(failed[0]),
  }
}

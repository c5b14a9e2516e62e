import type { EntityManager } from 'typeorm'

/**
 * Which of these contents a record still refers to; what is 已销毁 no longer does. Asked of the schema itself, so that a table that comes
 * later cannot be forgotten: what is deleted does not come back.
 */
export async function stillUsed(manager: EntityManager, digests: readonly string[]): Promise<Set<string>> {
  const references = (await manager.query(
    `SELECT m.name AS "table", f."from" AS "column" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
     WHERE m.type = 'table' AND f."table" = 'file'`,
  )) as { table: string; column: string }[]
  const used = new Set<string>()
  for (const { table, column } of references) {
    const rows = (await manager.query(
      `SELECT DISTINCT "${column}" AS digest FROM "${table}" WHERE "${column}" IN (SELECT value FROM json_each(?))
       ${table === 'evidence' ? 'AND destruction_id IS NULL' : ''}`,
      [JSON.stringify(digests)],
    )) as { digest: string }[]
    for (const { digest } of rows) used.add(digest)
  }
  return used
}

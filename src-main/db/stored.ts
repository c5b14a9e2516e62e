import type { EntityManager } from 'typeorm'
import { fieldsAt, type Noun, type Row } from '../../src-shared/nouns/noun.ts'
import { snake } from './entities/column.ts'
import { dataVersion } from './version.ts'

/**
 * Rows of a table as the format of `version` has them, in the order of their ids: what later versions added is left out, what has gone is
 * there. `where` is SQL about `t` and :param.
 */
export async function storedRows(
  manager: EntityManager,
  noun: Noun,
  { where, param, version = dataVersion() }: { where: string; param: unknown; version?: number },
): Promise<Row[]> {
  const fields = fieldsAt(noun, version)
  const named = fields.map(field => `t."${snake(field)}" AS "${field}"`).join(', ')
  const params = Array.from(where.matchAll(/:param/g), () => param) // the driver takes numbered ones for named ones
  const sql = `SELECT ${named} FROM ${noun.name} t WHERE ${where.replaceAll(':param', '?')} ORDER BY t.id`
  const rows = (await manager.query(sql, params)) as Row[]
  const { columns } = manager.connection.getMetadata(noun.name)
  const readers = fields.flatMap(field => {
    const transformer = columns.find(column => column.propertyName === field)?.transformer
    if (transformer && !Array.isArray(transformer)) return [[field, transformer.from] as const]
    const from = GONE[noun.fields.get(field)?.kind ?? '']
    return from ? [[field, from] as const] : []
  })
  for (const row of rows) for (const [field, from] of readers) row[field] = from(row[field])
  return rows
}

/** Fields that have gone are in no entity. */
const GONE: Record<string, ((value: unknown) => unknown) | undefined> = {
  flag: value => value === 1,
  json: value => (value === null ? null : JSON.parse(String(value))),
}

import type { EntityManager } from 'typeorm'

/** 来源 of a row that a package brought, for ever; '' where it was recorded here. */
export async function originOf(manager: EntityManager, table: 'supervisor' | 'batch' | 'venue', id: number) {
  const [row] = (await manager.query(`SELECT origin FROM ${table} WHERE id = ?`, [id])) as { origin: string }[]
  return row?.origin ?? ''
}

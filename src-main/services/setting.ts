import type { EntityManager } from 'typeorm'
import { SettingTable } from '../db/entities/org.ts'

export const OPERATOR_KEY = 'operator'
/** Under which key of the ring equal 身份证 numbers are found. */
export const VAULT_KEY = 'vault.key'
/** What was found when the log was last verified; null after a close that was none. */
export const VERIFIED_KEY = 'audit.verified'

/** Preferences of this installation, as JSON by key; nothing that a rule depends on. */
export async function getSetting(manager: EntityManager, key: string): Promise<unknown> {
  return (await manager.findOneBy(SettingTable, { key }))?.value ?? null
}

export async function setSetting(manager: EntityManager, key: string, value: unknown): Promise<void> {
  // One statement: a key with a broken surrogate is stored as another text, which TypeORM's save would not find again.
  await manager.query(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, JSON.stringify(value)],
  )
}

import type { EntityManager } from 'typeorm'
import { SettingTable } from '../db/entities/org.ts'

/** Preferences of this installation, as JSON by key; nothing that a rule depends on. */
export async function getSetting(manager: EntityManager, key: string): Promise<unknown> {
  return (await manager.findOneBy(SettingTable, { key }))?.value ?? null
}

export async function setSetting(manager: EntityManager, key: string, value: unknown): Promise<void> {
  await manager.save(SettingTable, { key, value })
}

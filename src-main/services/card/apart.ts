/** Packages whose card numbers are only used and never gone on with, because the user said so when they came. */
import type { EntityManager } from 'typeorm'
import { getSetting, setSetting } from '../setting.ts'

const APART_KEY = 'card.apart'

/** 来源 of the cards concerned. */
export const apartOrigins = async (manager: EntityManager): Promise<string[]> =>
  ((await getSetting(manager, APART_KEY)) as string[] | null) ?? []

export async function keepApart(manager: EntityManager, origin: string): Promise<void> {
  const known = await apartOrigins(manager)
  if (!known.includes(origin)) await setSetting(manager, APART_KEY, [...known, origin])
}

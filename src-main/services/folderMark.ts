import type { EntityManager } from 'typeorm'
import { getSetting } from './setting.ts'

/** Tells this data folder from every other in the world, and stays; a restored or handed-over copy is the same office's. */
export const folderMark = async (manager: EntityManager): Promise<string> =>
  String((await getSetting(manager, 'folder.mark')) ?? '')

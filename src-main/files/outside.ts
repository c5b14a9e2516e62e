import { realpath } from 'node:fs/promises'
import { basename, dirname, sep } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'

/**
 * Refuses to save anything into the data folder: a table saved as `data.sqlite` would replace the data while they are open.
 * Folders are compared as the system knows them, past links, `..` and the case of letters.
 * @throws AppError FILE_NOT_WRITTEN
 */
export async function requireOutside(dataDir: string, path: string): Promise<void> {
  const home = await realpath(dataDir)
  const folder = await realpath(dirname(path)).catch(() => null) // not there: writing will say so
  if (folder === null || !`${folder}${sep}`.startsWith(`${home}${sep}`)) return
  throw new AppError('FILE_NOT_WRITTEN', { name: basename(path), detail: '这是程序的数据文件夹，请另选位置' })
}

/** What lies in chosen files and folders, before anything is read. */
import { lstat, readdir, realpath } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { isJunkFile, isJunkFolder } from '../../src-shared/domain/junk.ts'
import { reason } from './reason.ts'
import { shownName } from './shownName.ts'

export interface Source {
  path: string
  /** As it is shown and kept: the last part of the path, without anything that could deceive the eye. */
  name: string
  bytes: number
  root: Root
}

/** The folder that was chosen, or that holds the chosen file, on its device: when that is gone, so is the card. */
export interface Root {
  path: string
  device: number
}

export interface Walk {
  sources: Source[]
  refused: { fileName: string; reason: string }[]
  /** Files of the system itself. */
  skipped: number
}

const MAX_DEPTH = 40

const inNameOrder = new Intl.Collator('zh-CN', { numeric: true }) // IMG_2 before IMG_10

/**
 * Files and folders with all that is in them, in name order. Links are not followed; what cannot be looked at is refused by name; nothing of
 * the data folder itself is taken.
 */
export async function walk(paths: readonly string[], dataDir: string, signal: AbortSignal): Promise<Walk> {
  const found: Walk = { sources: [], refused: [], skipped: 0 }
  const home = await realpath(dataDir)
  const refuse = (path: string, why: string) => found.refused.push({ fileName: nameOf(path), reason: why })

  async function visit(path: string, chosen: Root | null, depth: number): Promise<void> {
    if (signal.aborted) return
    const stats = await lstat(path).catch((error: unknown) => error as Error)
    const name = basename(path)
    if (stats instanceof Error) return void refuse(path, unreadable(name, stats))
    if (stats.isSymbolicLink()) return void refuse(path, '这是指向别处的链接，没有存入；请选择文件本身')
    if (stats.isDirectory()) {
      if (isJunkFolder(name)) {
        found.skipped += 1
        return
      }
      if (depth > MAX_DEPTH) return void refuse(path, '文件夹的层次太深')
      const names = await readdir(path).catch((error: unknown) => error as Error)
      if (names instanceof Error) return void refuse(path, reason(names))
      for (const child of names.sort(inNameOrder.compare))
        await visit(join(path, child), chosen ?? { path, device: stats.dev }, depth + 1)
    } else if (!stats.isFile()) refuse(path, '这不是普通文件')
    else if (isJunkFile(name)) found.skipped += 1
    else
      found.sources.push({
        path,
        name: nameOf(path),
        bytes: stats.size,
        root: chosen ?? { path: dirname(path), device: stats.dev },
      })
  }

  for (const path of [...paths].sort(inNameOrder.compare)) {
    const real = await realpath(path).catch(() => path)
    if (`${real}${sep}`.startsWith(`${home}${sep}`)) refuse(path, '这是程序自己的数据文件夹，不能存入')
    else await visit(path, null, 0)
  }
  return found
}

const MAX_NAME = 255

/** The last part of a path as it is shown and kept; halves of surrogate pairs, controls and direction marks are gone. */
export function nameOf(path: string): string {
  const chars = [...shownName(basename(path))]
  return chars.length > MAX_NAME ? chars.slice(0, MAX_NAME).join('') : chars.join('')
}

/** A name that is no text of this system comes back changed, and then nothing is found under it. */
const unreadable = (name: string, error: unknown): string =>
  name.includes('\ufffd') ? '文件名的编码有误，请改名后再存入' : reason(error)

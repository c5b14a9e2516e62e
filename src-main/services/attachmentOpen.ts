import { randomUUID } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import type { Context } from '../context.ts'
import { knownSuffix, safeName, suffixOf } from '../files/copyName.ts'
import { identify } from '../files/magic.ts'
import { rename } from '../files/rename.ts'
import { shownName } from '../files/shownName.ts'
import { inFile } from '../media/bytes.ts'

const NAME = 40 // characters: with the folder it stays below Windows' 260

/**
 * Opens a copy with the system's own program. Never the store's file: another program might change it, and without an ending Windows knows no
 * program for it.
 * @throws AppError FILE_TYPE (nothing that the system should open), FILE_UNREADABLE, FILE_NOT_WRITTEN, CANCELLED
 */
export async function openAttachment(ctx: Context, { sha256, name }: { sha256: string; name: string }): Promise<void> {
  const shown = shownName(name)
  const folder = join(ctx.dataDir, 'work', 'open', randomUUID())
  await mkdir(folder, { recursive: true })
  const plain = join(folder, 'copy')
  await ctx.files.copyTo(sha256, plain, ctx.signal) // whole and unchanged, before it is looked at
  const suffix = await endingOf(plain, shown)
  if (!suffix) throw new AppError('FILE_TYPE', { name: shown, expected: ' PDF、图片、Word 或 Excel ' })
  const path = join(folder, safeName(shown, suffix, sha256.slice(0, 12), NAME))
  await rename(plain, path)
  await ctx.seams.openPath(path)
}

/** By what it is; a kind that we do not know, or Word files with macros, by their name, which never is one that runs. */
async function endingOf(path: string, name: string): Promise<string> {
  const file = await open(path)
  try {
    const { kind } = identify(inFile(file.fd, (await file.stat()).size))
    return kind ? suffixOf(kind.type, name) : knownSuffix(name)
  } finally {
    await file.close()
  }
}

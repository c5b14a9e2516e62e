import { randomUUID } from 'node:crypto'
import { copyFile, type FileHandle, open, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { osReason } from './reason.ts'
import { rename } from './rename.ts'

/**
 * Writes a file whole or not at all: beside `path` under a name of its own, flushed to the disk, then renamed over `path`; what
 * stood there stays until then. Refuses with FILE_NOT_WRITTEN and the system's reason; any other error of `write` stays as it is.
 */
export async function saveFile(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const part = partOf(path)
  try {
    const file = await open(part, 'wx')
    try {
      await write(file)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true }).catch(() => {}) // the reason to report is the first one
    throw notWritten(path, error)
  }
}

/** saveFile with bytes or text that are there already. */
export const writeAtomic = (path: string, bytes: Uint8Array | string): Promise<void> =>
  saveFile(path, file => file.writeFile(bytes))

/** Copies a file as saveFile writes one. */
export async function copyWhole(from: string, to: string): Promise<void> {
  const part = partOf(to)
  try {
    await copyFile(from, part)
    const file = await open(part, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, to)
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    throw notWritten(to, error)
  }
}

/** A name that no other writer has, not even one that writes the same file at the same time. */
export const partOf = (path: string): string => `${path}.${randomUUID().slice(0, 8)}.part`

/** FILE_NOT_WRITTEN for what the system refused; anything else is a bug, or a refusal of ours, and stays as it is. */
export function notWritten(path: string, error: unknown): unknown {
  const detail = osReason(error)
  return detail ? new AppError('FILE_NOT_WRITTEN', { name: basename(path), detail }) : error
}

import { type FileHandle, open } from 'node:fs/promises'
import { rename } from '../files/rename.ts'
import { HEADER, stateOf } from './digest.ts'

const MAGIC = Buffer.from('d9d505f920a163d7', 'hex')

/**
 * A journal that a killed program left belongs to the file it was written for. Beside another file (a copy put there by hand) SQLite would
 * play it in and tear that one: such a journal is set aside under a name of its own, whose path is answered; null: there is none, or it fits.
 */
export async function setAsideStale(path: string, now: Date): Promise<string | null> {
  const journal = `${path}-journal`
  if (await fits(path, journal)) return null
  const aside = `${journal}-${now.toISOString().replace(/[:.]/g, '-')}.aside`
  await rename(journal, aside)
  return aside
}

/** By the first page that it holds: what it goes back to is the present state or the one before. */
async function fits(path: string, journal: string): Promise<boolean> {
  const file = await open(journal, 'r').catch(() => null)
  if (!file) return true
  try {
    const head = await part(file, 0, 28)
    if (!head?.subarray(0, 8).equals(MAGIC)) return true // finished or never begun: SQLite passes over it
    const now = await headerOf(path)
    if (!now) return true
    const state = stateOf(now)
    if (state.pageSize !== head.readUInt32BE(24)) return false
    const first = await firstPage(file, head)
    if (!first) return now.readUInt32BE(28) === head.readUInt32BE(16) // nothing of it was changed yet, nor its number of pages
    const before = stateOf(first)
    return state.counter === before.counter ? state.stamp === before.stamp : state.counter === before.counter + 1
  } finally {
    await file.close()
  }
}

/** The beginning of page 1 as the journal keeps it. A journal is runs of records, each run behind a header at the start of a sector. */
async function firstPage(file: FileHandle, head: Buffer): Promise<Buffer | null> {
  const [sector, pageSize] = [head.readUInt32BE(20), head.readUInt32BE(24)]
  if (sector < 28 || pageSize < 512) return null
  for (let at = 0, header: Buffer | null = head; header?.subarray(0, 8).equals(MAGIC); ) {
    const records = header.readUInt32BE(8)
    at += sector
    for (let i = 0; i < records; i++, at += pageSize + 8) {
      const record = await part(file, at, 4 + HEADER)
      if (!record) return null
      if (record.readUInt32BE(0) === 1) return record.subarray(4)
    }
    if (records === 0) return null // not yet safe on the disk: it will not be played
    at = Math.ceil(at / sector) * sector
    header = await part(file, at, 28)
  }
  return null
}

async function part(file: FileHandle, at: number, length: number): Promise<Buffer | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return bytesRead === length ? buffer : null
}

async function headerOf(path: string): Promise<Buffer | null> {
  const file = await open(path, 'r').catch(() => null)
  try {
    return file && (await part(file, 0, HEADER))
  } finally {
    await file?.close()
  }
}

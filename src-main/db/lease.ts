/**
 * Who has the data folder, said in a file with a heartbeat: on shares and in synced folders the operating system's lock does not reach the other
 * PC, and two programs that both believe to be alone destroy the database within some saves (measured).
 */
import { randomUUID } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../src-shared/errors.ts'

export const LEASE = 'lease.json'
const BEAT_MS = 30_000
/** Without a beat for so long its holder is gone: nobody is locked out for longer by a PC that was switched off. */
export const STALE_MS = 180_000

const lease = z.object({ pc: z.string().max(255), id: z.string().max(64) })

export interface Lease {
  /** The PC that has taken the folder since, because this one slept; '' while it is ours. */
  taken(): string
  release(): Promise<void>
}

/** @throws AppError DATA_LEASED: another PC has it */
export async function takeLease(dataDir: string, pc = hostname(), beatMs = BEAT_MS): Promise<Lease> {
  const path = join(dataDir, LEASE)
  const own = { pc, id: randomUUID() }
  const said = `${JSON.stringify(own)}\n`
  const there = await readLease(path)
  // On one PC the lock decides: what a killed program of its own left says nothing.
  if (there && there.pc !== pc && (await isFresh(dataDir, path)))
    throw new AppError('DATA_LEASED', { path: dataDir, pc: there.pc })
  await writeFile(path, said)
  let taken = ''
  const beat = async () => {
    const now = await readLease(path)
    if (now && now.id !== own.id) taken = now.pc
    else await writeFile(path, said)
  }
  let last: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    last = beat().catch(() => {}) // a share that is away for a moment: the next beat asks again
  }, beatMs)
  timer.unref()
  return {
    taken: () => taken,
    async release() {
      clearInterval(timer)
      await last
      if ((await readLease(path).catch(() => null))?.id === own.id) await rm(path, { force: true }).catch(() => {})
    },
  }
}

/** Null: there is none, or nothing that a program of ours wrote. */
async function readLease(path: string): Promise<z.infer<typeof lease> | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return lease.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Both times are the folder's own, whatever the clocks of the two PCs say. */
async function isFresh(dataDir: string, path: string): Promise<boolean> {
  const probe = join(dataDir, '.lease-test')
  try {
    await writeFile(probe, '')
    const age = (await stat(probe)).mtimeMs - (await stat(path)).mtimeMs
    return Math.abs(age) < STALE_MS
  } finally {
    await rm(probe, { force: true }).catch(() => {})
  }
}

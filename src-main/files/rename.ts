/**
 * The one way to rename. On Windows a virus scanner or the indexer opens a file for a moment just after it was written, and the rename then fails
 * with EPERM, EACCES or EBUSY; every Windows program tries again for a second or two.
 */
import { renameSync as once } from 'node:fs'
import { rename as attempt } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

const HELD = new Set(['EPERM', 'EACCES', 'EBUSY'])
const PAUSES = [10, 20, 50, 100, 200, 300, 400, 500, 500] // ms; two seconds together

/** Whether the system's refusal may be gone in a moment: another program has the file open. */
export const isHeld = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && HELD.has(String(error.code))

/** Does what a scanner may hold up, again and again for two seconds. @throws what `work` throws in the end, any other failure at once */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await work()
    } catch (error) {
      if (!isHeld(error)) throw error
    }
    await wait(pause)
  }
  return work()
}

/** Renames over what stands at `to`. @throws the system's error */
export const rename = (from: string, to: string): Promise<void> => patiently(() => attempt(from, to))

/** The same where nothing can be awaited; the thread stands still meanwhile. */
export function patientlySync<T>(work: () => T): T {
  for (const pause of PAUSES) {
    try {
      return work()
    } catch (error) {
      if (!isHeld(error)) throw error
    }
    const until = performance.now() + pause
    while (performance.now() < until); // Electron's main process may not wait on an atomic
  }
  return work()
}

/** `rename` where nothing can be awaited. */
export const renameSync = (from: string, to: string): void => patientlySync(() => once(from, to))

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors.ts'
import { type Digest, takeDigest, writeDigest } from './digest.ts'
import type { Gate } from './gate.ts'

const QUIET_MS = 15_000 // after the last write: nobody is in the middle of something
const CLOSE_MS = 4_000 // Windows gives a closing program few seconds; what is not read by then is checked behind the next first screen

export interface DigestKeeper {
  /**
   * From now on: before, the file was not known to be whole, and a digest of it would make damage the truth.
   * @param current the digest on the disk is of what the file holds now
   */
  begin(current: boolean): void
  /** Closes by `close`, then writes the last digest, as far as there is time. */
  close(close: () => Promise<void>): Promise<void>
}

/** Writes data.digest when nobody has written for a while and when the program closes. A failure costs a check at the next start, nothing else. */
export function keepDigest(dataDir: string, gate: Pick<Gate, 'writes'>): DigestKeeper {
  const path = join(dataDir, 'data.sqlite')
  let begun = false // taking digests
  let known = -1 // how many writes the digest on the disk knows
  let seen = -1
  let stop = new AbortController()
  let running: Promise<void> | undefined

  /** A digest of what nobody changed meanwhile. */
  async function take(signal: AbortSignal): Promise<void> {
    const { begun: writes, busy } = gate.writes()
    if (writes === known || busy) return
    try {
      const digest: Digest = await takeDigest(path, { signal })
      if (gate.writes().begun !== writes) return
      await writeDigest(dataDir, digest)
      known = writes
    } catch (error) {
      if (!(error instanceof AppError) && !isRefusal(error)) throw error
    }
  }

  const timer = setInterval(() => {
    const { begun: writes } = gate.writes()
    const quiet = writes === seen
    seen = writes
    if (!begun || !quiet || running) return
    running = take(stop.signal).finally(() => {
      running = undefined
    })
  }, QUIET_MS)
  timer.unref()

  return {
    begin(current) {
      begun = true
      if (current) known = gate.writes().begun
    },
    async close(close) {
      clearInterval(timer)
      stop.abort()
      await running
      await close()
      stop = new AbortController()
      const limit = setTimeout(() => stop.abort(), CLOSE_MS)
      const there = await stat(path).catch(() => null)
      if (begun && there) await take(stop.signal)
      clearTimeout(limit)
    },
  }
}

const isRefusal = (error: unknown) => error instanceof Error && 'code' in error

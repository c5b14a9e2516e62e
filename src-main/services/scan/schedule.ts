import type { Client } from '../../backend.ts'
import { findFolder } from './folder.ts'

const SCAN_CALL = 'scans'
const LOOK_MS = 10_000

/** Looks by itself while the program is open. For the program with a window only, as keepFixity. */
export function keepScans(call: Client['call'], dataDir: string, lookMs = LOOK_MS): { close(): Promise<void> } {
  let running: Promise<unknown> | undefined
  // Without a folder nothing of the scans' code is ever loaded.
  const look = async () => (await findFolder({ dataDir })) !== null && call(SCAN_CALL, 'scan.look', {})
  const timer = setInterval(() => {
    if (running) return
    running = look().finally(() => {
      running = undefined
    })
  }, lookMs)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      if (running) await call('scan', 'job.cancel', { call: SCAN_CALL })
      await running
    },
  }
}

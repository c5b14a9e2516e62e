import type { Backend } from '../../backend.ts'

const SCAN_CALL = 'scans'
const LOOK_MS = 10_000

/** Looks by itself while the program is open. For the program with a window only, as keepFixity. */
export function keepScans(call: Backend['call'], lookMs = LOOK_MS): { close(): Promise<void> } {
  let running: Promise<unknown> | undefined
  const timer = setInterval(() => {
    if (running) return
    running = call(SCAN_CALL, 'scan.look', {}).finally(() => {
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

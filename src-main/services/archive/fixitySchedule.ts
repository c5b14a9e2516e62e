import type { Output } from '../../../src-shared/contract/index.ts'
import type { Backend } from '../../backend.ts'

/** The call that gives way: cancelled when the program closes or the data are replaced. */
export const IDLE_CALL = 'idle'

const TIMES = { lookMs: 10 * 60_000, quietMs: 3 * 60_000 }

/**
 * Verifies the log once a day and after a close that was none, and starts a due 完好性检查 or the day's share of it, by itself, while the program is open and nobody has asked for anything for some minutes. For the program with a
 * window only: the CLI, the demo and the tests ask for theirs.
 */
export function keepFixity(
  call: Backend['call'],
  { lookMs, quietMs } = TIMES,
): { seen(): void; close(): Promise<void> } {
  let last = performance.now()
  let running: Promise<unknown> | undefined
  const look = async () => {
    const log = await call('fixity', 'audit.last', {})
    if (log.ok && (log.value as Output<'audit.last'>).due) await call(IDLE_CALL, 'audit.verify', {})
    const listed = await call('fixity', 'fixity.list', {})
    if (!listed.ok) return
    const { due, shareDue } = listed.value as Output<'fixity.list'>
    if (due) await call(IDLE_CALL, 'fixity.run', { scheduled: true })
    else if (shareDue) await call(IDLE_CALL, 'fixity.share', {})
  }
  const timer = setInterval(() => {
    if (running || performance.now() - last < quietMs) return
    running = look().finally(() => {
      running = undefined
    })
  }, lookMs)
  timer.unref()
  return {
    /** Somebody is at work. */
    seen() {
      last = performance.now()
    },
    async close() {
      clearInterval(timer)
      if (running) await call('fixity', 'job.cancel', { call: IDLE_CALL })
      await running
    },
  }
}

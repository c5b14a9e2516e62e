import { setImmediate as breathe } from 'node:timers/promises'
import { AppError } from '../../src-shared/errors.ts'

/** How a long step reports on itself and hears of 取消. */
export interface Watch {
  progress(done: number, total: number): void
  signal: AbortSignal
}

const SLICE_MS = 40

/**
 * Goes through `items` in slices of time: between two slices it reports, lets other calls in, and stops with CANCELLED when asked to
 * (inside a transaction nothing is written then).
 */
export async function* paced<T>(items: readonly T[], watch: Watch): AsyncGenerator<T> {
  let began = performance.now()
  for (const [i, item] of items.entries()) {
    if (performance.now() - began > SLICE_MS) {
      watch.progress(i, items.length)
      await breathe()
      began = performance.now()
    }
    if (watch.signal.aborted) throw new AppError('CANCELLED')
    yield item
  }
  watch.progress(items.length, items.length)
}

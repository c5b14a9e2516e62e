import { AppError } from '../src-shared/errors.ts'
import type { Caller, Running } from './caller.ts'

/** A call while it works. Waiting for a person's dialog is no work. */
export interface Call {
  id: symbol
  caller: Caller
  running: Running
  done: Promise<unknown>
}

/** Who is at work, and who must have the data to himself. */
export interface Traffic {
  /** What to wait for while somebody has the data to himself; undefined: come in at once. @throws AppError CANCELLED after the program closed */
  enter(): Promise<void> | undefined
  begin(call: Call): void
  end(call: Call): void
  /**
   * Waits for a person without being under way: a restore need not wait for an open dialog.
   * @throws AppError CANCELLED when the data were replaced, or the program closed, before the answer came
   */
  asking<T>(id: symbol, ask: () => Promise<T>): Promise<T>
  /**
   * Runs `work` when no other call runs; calls that come meanwhile wait. `tell` says who is still busy.
   * @throws AppError CANCELLED: given up, or another one waits already
   */
  alone<T>(id: symbol, signal: AbortSignal, tell: (busy: string) => void, work: () => Promise<T>): Promise<T>
  /** What calls read before belongs to other data now. */
  replaced(): void
  /** Nobody comes in any more; resolves when all are out. */
  close(): Promise<void>
}

export function createTraffic(interrupt: () => void): Traffic {
  const underWay = new Map<symbol, Call>()
  let shut: Promise<void> | undefined // somebody has the data alone, or waits for it
  let holder: symbol | undefined
  let replacements = 0
  let closed = false

  async function alone<T>(id: symbol, signal: AbortSignal, tell: (busy: string) => void, work: () => Promise<T>) {
    if (shut) throw new AppError('CANCELLED')
    let open: () => void = () => undefined
    shut = new Promise<void>(resolve => {
      open = resolve
    })
    holder = id
    try {
      interrupt()
      for (;;) {
        const others = [...underWay.values()].filter(call => call.id !== id)
        if (others.length === 0) break
        tell(busyText(others))
        await Promise.race([...others.map(call => call.done.catch(() => undefined)), aborted(signal)])
        if (signal.aborted) throw new AppError('CANCELLED')
      }
      if (signal.aborted) throw new AppError('CANCELLED')
      return await work()
    } finally {
      shut = undefined
      holder = undefined
      open()
    }
  }

  async function opened(): Promise<void> {
    while (shut) await shut
    if (closed) throw new AppError('CANCELLED')
  }

  return {
    alone,
    enter() {
      if (closed) throw new AppError('CANCELLED')
      return shut && opened()
    },
    begin: call => void underWay.set(call.id, call),
    end: call => void underWay.delete(call.id),
    async asking(id, ask) {
      const call = underWay.get(id)
      if (!call || holder === id) return ask()
      underWay.delete(id)
      const before = replacements
      const answer = await ask().then(
        value => ({ value }),
        (error: unknown) => ({ error }),
      )
      while (shut) await shut
      if (closed || replacements !== before) throw new AppError('CANCELLED')
      underWay.set(id, call)
      if ('error' in answer) throw answer.error
      return answer.value
    },
    replaced() {
      replacements += 1
    },
    async close() {
      closed = true
      await Promise.allSettled([...underWay.values()].map(call => call.done))
    },
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))

/** 张宏：读取表格、李静：保存 */
const busyText = (calls: readonly Call[]): string =>
  [...new Set(calls.map(({ caller, running }) => `${caller.actor || caller.name}：${running.what}`))]
    .slice(0, 5)
    .join('、')

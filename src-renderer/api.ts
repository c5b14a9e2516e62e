import { useCallback, useEffect, useRef, useState } from 'react'
import type { Area, BackendEvent, Bridge, Input, Output, RouteName } from '../src-shared/contract/index.ts'
import type { ErrorData } from '../src-shared/errors.ts'

declare global {
  interface Window {
    neidu: Bridge
  }
}

export interface Progress {
  done: number
  total: number
  label: string
}

export interface CallOptions {
  onProgress?: (progress: Progress) => void
  signal?: AbortSignal
}

/** A refusal or failure that the backend put into words; show it with showError. */
export class CallError extends Error {
  readonly data: ErrorData

  constructor(data: ErrorData) {
    super(data.message)
    this.name = 'CallError'
    this.data = data
  }
}

/** What is done with an act that waits for signatures: answers what the act answered, undefined where it still waits. */
let signNeeded: (act: number) => Promise<unknown> = async () => undefined
export const onSignNeeded = (ask: typeof signNeeded): void => {
  signNeeded = ask
}

/**
 * Asks the backend. Resolves with the route's output, rejects with CallError. An aborted signal cancels the job; the call
 * itself still waits for the backend's word, so that "cancelled" is only said once nothing more will be written.
 */
export async function call<R extends RouteName>(
  route: R,
  input: Input<R>,
  options: CallOptions = {},
): Promise<Output<R>> {
  const id = crypto.randomUUID()
  const { onProgress, signal } = options
  const cancel = () => void window.neidu.call(crypto.randomUUID(), 'job.cancel', { call: id })
  const off = onProgress
    ? onEvent(event => {
        if (event.type === 'progress' && event.call === id) onProgress(event)
      })
    : undefined
  signal?.addEventListener('abort', cancel)
  try {
    const result = await window.neidu.call(id, route, input)
    if (!result.ok) {
      const { code, act } = result.error
      const signed = code === 'SIGN_PENDING' && act !== undefined ? await signNeeded(act) : undefined
      if (signed === undefined) throw new CallError(result.error)
      return signed as Output<R>
    }
    return result.value as Output<R> // outputs are parsed in tests, architecture.md §2
  } finally {
    off?.()
    signal?.removeEventListener('abort', cancel)
  }
}

/** Answers asked for before the screen that shows them is drawn; each is used once, by the first useCall that asks the same. */
const ahead = new Map<string, Promise<unknown>>()

/** Asks now what a screen will ask as soon as it is there. */
export function prefetch<R extends RouteName>(route: R, input: Input<R>): void {
  const answer = call(route, input)
  answer.catch(() => {}) // told by whoever uses it
  ahead.set(`${route} ${JSON.stringify(input)}`, answer)
}

function answerOf<R extends RouteName>(route: R, key: string): Promise<Output<R>> {
  const known = ahead.get(`${route} ${key}`)
  ahead.delete(`${route} ${key}`)
  const ask = () => call(route, JSON.parse(key) as Input<R>)
  // Asked before anybody was logged in: it is asked again now.
  return known ? (known as Promise<Output<R>>).catch(ask) : ask()
}

type Listener = (event: BackendEvent) => void
const listeners = new Set<Listener>()
let subscribed = false

/** Listens to what the backend tells unasked; returns the way to stop. The bridge is heard once, for all: pages hold dozens of listeners. */
export function onEvent(listener: Listener): () => void {
  if (!subscribed) {
    subscribed = true
    window.neidu.on(event => {
      for (const each of [...listeners]) each(event)
    })
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Calls back whenever one of the areas changed, and at midnight (states are derived from dates). */
export function useChanged(areas: Area[], then: () => void): void {
  const latest = useRef(then)
  useEffect(() => {
    latest.current = then
  })
  const key = areas.join()
  useEffect(() => {
    const wanted = key.split(',')
    return onEvent(event => {
      if (event.type === 'day' || (event.type === 'changed' && event.areas.some(area => wanted.includes(area)))) {
        latest.current()
      }
    })
  }, [key])
}

export interface CallState<R extends RouteName> {
  data?: Output<R>
  error?: CallError
  loading: boolean
  reload: () => void
}

const none: Area[] = []

/**
 * The answer to a question, kept fresh: asked again when the input changes, when one of the areas changes, or on reload().
 * Old data stay until the new ones are there; answers that come too late are dropped. A null input asks nothing.
 */
export function useCall<R extends RouteName>(route: R, input: Input<R> | null, areas: Area[] = none): CallState<R> {
  const [state, setState] = useState<Omit<CallState<R>, 'reload'>>({ loading: input !== null })
  const [turn, setTurn] = useState(0)
  const reload = useCallback(() => setTurn(t => t + 1), [])
  const key = input === null ? null : JSON.stringify(input)

  // The key stands for the input: an equal object made anew in each render must not ask again.
  useEffect(() => {
    void turn
    if (key === null) return setState({ loading: false })
    let stale = false
    setState(old => ({ ...old, loading: true }))
    answerOf(route, key).then(
      data => stale || setState({ data, loading: false }),
      (error: unknown) => stale || setState(old => ({ data: old.data, error: asCallError(error), loading: false })),
    )
    return () => {
      stale = true
    }
  }, [route, key, turn])

  useChanged(areas, reload)
  return { ...state, reload }
}

/** Bugs of the window itself wear the same clothes as the backend's, so that every screen can show them. */
export function asCallError(error: unknown): CallError {
  if (error instanceof CallError) return error
  console.error(error)
  return new CallError({
    code: 'INTERNAL',
    message: '窗口遇到未预料的问题。',
    remedy: '数据没有改动。请重试；若再次出现，请重新打开程序，并联系维护人员。',
  })
}

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Input, Output } from '../../../src-shared/contract/index.ts'
import { asCallError, type CallError, call, type Progress } from '../../api.ts'

type Prepare = 'print.prepare' | 'form.prepare'

export interface Preparing<R extends Prepare = Prepare> {
  job?: Output<R>
  error?: CallError
  progress?: Progress
  busy: boolean
  cancel: () => void
  retry: () => void
}

/**
 * A job's PDFs, prepared anew when the input changes; the job before it stays on the screen until the new one is there, then it is
 * thrown away. Cancelling keeps the job that is shown. A null input asks for nothing yet.
 */
export function useJob<R extends Prepare>(route: R, input: Input<R> | null): Preparing<R> {
  const [state, setState] = useState<Omit<Preparing<R>, 'cancel' | 'retry'>>({ busy: true })
  const [turn, setTurn] = useState(0)
  const stop = useRef<AbortController>(undefined)
  const shown = useRef<string>(undefined)
  const key = input === null ? null : JSON.stringify(input)

  useEffect(() => {
    void turn
    if (key === null) return
    const mine = new AbortController()
    stop.current = mine
    let left = false
    setState(old => ({ job: old.job, busy: true }))
    call(route, JSON.parse(key) as Input<R>, {
      signal: mine.signal,
      onProgress: progress => left || setState(old => ({ ...old, progress })),
    }).then(
      job => {
        // The answer to a question that nobody asks any more: its files go at once.
        const obsolete = left ? job.jobId : shown.current
        if (obsolete) void discard(obsolete)
        if (left) return
        shown.current = job.jobId
        setState({ job, busy: false })
      },
      (error: unknown) => left || setState(old => ({ job: old.job, error: asCallError(error), busy: false })),
    )
    return () => {
      left = true
      mine.abort()
    }
  }, [route, key, turn])

  useEffect(
    () => () => {
      if (shown.current) void discard(shown.current)
      shown.current = undefined
    },
    [],
  )

  return {
    ...state,
    cancel: useCallback(() => stop.current?.abort(), []),
    retry: useCallback(() => setTurn(n => n + 1), []),
  }
}

/** Work files only; what cannot be thrown away now is cleared when the program starts next time. */
const discard = (jobId: string): Promise<unknown> => call('print.discard', { jobId }).catch(asCallError)

import { useCallback, useEffect, useRef, useState } from 'react'
import type { CardSelection } from '../../../src-shared/contract/card.ts'
import type { Layout, PrintJob } from '../../../src-shared/contract/print.ts'
import { asCallError, type CallError, call, type Progress } from '../../api.ts'

export interface Preparing {
  job?: PrintJob
  error?: CallError
  progress?: Progress
  busy: boolean
  cancel: () => void
  retry: () => void
}

/**
 * A print job for these cards, prepared anew when the layout or the start changes; the job before it stays on the screen until the
 * new one is there, then it is thrown away. Cancelling keeps the job that is shown.
 */
export function usePrintJob(selection: CardSelection, layout: Layout, start: number): Preparing {
  const [state, setState] = useState<Omit<Preparing, 'cancel' | 'retry'>>({ busy: true })
  const [turn, setTurn] = useState(0)
  const stop = useRef<AbortController>(undefined)
  const shown = useRef<string>(undefined)
  const key = JSON.stringify({ selection, layout, start })

  useEffect(() => {
    void turn
    const mine = new AbortController()
    stop.current = mine
    let left = false
    setState(old => ({ job: old.job, busy: true }))
    call('print.prepare', JSON.parse(key), {
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
  }, [key, turn])

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

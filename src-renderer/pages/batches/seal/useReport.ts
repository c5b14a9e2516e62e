import { useCallback, useRef, useState } from 'react'
import type { CheckReport } from '../../../../src-shared/contract/seal.ts'
import { call, useChanged } from '../../../api.ts'
import { useTask } from '../../../components/useTask.tsx'

/** The last report of each batch while the program runs: reading gigabytes anew for each look at the tab would be no service. */
const kept = new Map<number, CheckReport>()

export interface Report {
  report: CheckReport | undefined
  /** Something changed in the data since. */
  stale: boolean
  running: boolean
  run: () => Promise<void>
}

/** The 24 checks of a batch, run when asked for. */
export function useReport(batchId: number): Report {
  const [report, setReport] = useState(kept.get(batchId))
  const [stale, setStale] = useState(report !== undefined) // what happened while the tab was closed was not heard
  const { run, running } = useTask()
  const checking = useRef(false) // the check itself is written down, which is no change of what it looked at
  useChanged(['archive', 'batch'], () => {
    if (!checking.current) setStale(true)
  })

  const start = useCallback(async () => {
    checking.current = true
    const answer = await run('正在做四性检测', options => call('check.run', { batchId }, options), 'bytes')
    checking.current = false
    if (!answer) return
    kept.set(batchId, answer)
    setReport(answer)
    setStale(false)
  }, [batchId, run])
  return { report, stale, running, run: start }
}

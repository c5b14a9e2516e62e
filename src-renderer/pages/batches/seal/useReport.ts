import { useCallback, useRef, useState } from 'react'
import type { CheckReport } from '../../../../src-shared/contract/seal.ts'
import { type CallError, call, useCall, useChanged } from '../../../api.ts'
import { useTask } from '../../../components/useTask.tsx'

export interface Report {
  /** Undefined while it is being asked for, null before the first run. */
  report: CheckReport | null | undefined
  error: CallError | undefined
  /** The data may have changed since. */
  stale: boolean
  running: boolean
  run: () => Promise<void>
}

/** The last report of a batch, and a new one when asked for: it reads every file, so it never begins by itself. */
export function useReport(batchId: number): Report {
  const { data, error } = useCall('check.last', { batchId }, ['archive'])
  const [fresh, setFresh] = useState<CheckReport | null>(null) // made here, and nothing has changed since
  const { run, running } = useTask()
  const checking = useRef(false) // the check itself is written down, which is no change of what it looked at
  useChanged(['archive', 'batch'], () => {
    if (!checking.current) setFresh(null)
  })

  const start = useCallback(async () => {
    checking.current = true
    const answer = await run('正在做四性检测', options => call('check.run', { batchId }, options), 'bytes')
    checking.current = false
    if (answer) setFresh(answer)
  }, [batchId, run])
  return { report: fresh ?? data?.report, error, stale: fresh === null, running, run: start }
}

import { useEffect, useState } from 'react'
import type { CheckLine } from '../../../../src-shared/contract/venueCheck.ts'
import { asCallError, type CallError, call } from '../../../api.ts'

const PAGE = 500

interface State {
  data?: CheckLine[]
  error?: CallError
  progress?: string
}

/** All lines of an open count: the cursor moves among them without asking the backend. */
export function useLines(checkId: number | null): State {
  const [state, setState] = useState<State>({})
  useEffect(() => {
    if (checkId === null) return
    let left = false
    const load = async () => {
      const lines: CheckLine[] = []
      for (;;) {
        const { rows, total } = await call('venueCheck.lines', { checkId, page: { offset: lines.length, limit: PAGE } })
        if (left) return
        lines.push(...rows)
        if (lines.length >= total || rows.length === 0) return setState({ data: lines })
        setState({ progress: `正在读取 ${lines.length} / ${total}` })
      }
    }
    load().catch((error: unknown) => left || setState({ error: asCallError(error) }))
    return () => {
      left = true
    }
  }, [checkId])
  return state
}

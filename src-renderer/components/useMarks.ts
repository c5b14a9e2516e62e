import { useEffect, useRef, useState } from 'react'
import { feedback } from '../feedback.ts'
import { type Chosen, chosen, countOf, everything, mark, markedOf, nothing, outsideOf } from './marks.ts'

export type { Chosen }

export interface Marks<F> {
  count: number
  /** Marked one by one and not among the rows that are shown now. */
  outside: number
  selection: Chosen<F>
  /** Ids of the shown rows that are marked: give it to the table's rowSelection. */
  keysOf: (shown: number[]) => number[]
  /** Takes what the table says about the shown rows. */
  setKeys: (shown: number[], marked: number[]) => void
  chooseAll: () => void
  clear: () => void
}

interface List<F> {
  filter: F
  total: number
  /** Ids of the rows on the page. */
  shown: readonly number[]
  /** Another kind of rows (回收站, 已备案): there the marks start anew. */
  scope?: string
}

/** Marked rows of a list. Another search keeps them, and the bar counts those out of sight; "all that is found" goes with its filter, and says so. */
export function useMarks<F>({ filter, total, shown, scope = '' }: List<F>): Marks<F> {
  const [state, setState] = useState(nothing)
  const key = JSON.stringify(filter)
  const before = useRef({ key, scope })
  useEffect(() => {
    const { key: oldKey, scope: oldScope } = before.current
    before.current = { key, scope }
    if (oldScope !== scope) return setState(nothing)
    if (oldKey === key) return
    setState(old => {
      if (!old.all) return old
      feedback().message.info('「全选筛选结果」随筛选改变，已取消，请重新选择')
      return nothing
    })
  }, [key, scope])

  return {
    count: countOf(state, total),
    outside: outsideOf(state, shown),
    selection: chosen(state, filter),
    keysOf: rows => markedOf(state, rows),
    setKeys: (rows, marked) => setState(mark(state, rows, marked)),
    chooseAll: () => setState(everything),
    clear: () => setState(nothing),
  }
}

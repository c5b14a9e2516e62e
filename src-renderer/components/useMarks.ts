import { useEffect, useState } from 'react'
import { type Chosen, chosen, countOf, everything, mark, markedOf, nothing } from './marks.ts'

export type { Chosen }

export interface Marks<F> {
  count: number
  selection: Chosen<F>
  /** Ids of the shown rows that are marked: give it to the table's rowSelection. */
  keysOf: (shown: number[]) => number[]
  /** Takes what the table says about the shown rows. */
  setKeys: (shown: number[], marked: number[]) => void
  chooseAll: () => void
  clear: () => void
}

/** Marked rows of a list. Another filter starts anew: nobody acts upon rows that are out of sight. */
export function useMarks<F>(filter: F, total: number): Marks<F> {
  const [state, setState] = useState(nothing)
  const key = JSON.stringify(filter)
  useEffect(() => {
    void key // the filter's text: another one starts anew
    setState(nothing)
  }, [key])

  return {
    count: countOf(state, total),
    selection: chosen(state, filter),
    keysOf: shown => markedOf(state, shown),
    setKeys: (shown, marked) => setState(mark(state, shown, marked)),
    chooseAll: () => setState(everything),
    clear: () => setState(nothing),
  }
}

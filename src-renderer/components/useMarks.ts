import { useCallback, useEffect, useState } from 'react'

/** The contract's Selection, for supervisors and cards alike. */
export type Chosen<F> = { ids: number[] } | { filter: F; except: number[] }

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

/**
 * Marked rows, kept across pages: either rows marked one by one, or "all that the filter finds" but for some. Another
 * filter starts anew, since nobody acts upon rows that are out of sight.
 */
export function useMarks<F>(filter: F, total: number): Marks<F> {
  const [all, setAll] = useState(false)
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set()) // marked ones; with `all` the ones left out
  const key = JSON.stringify(filter)

  const reset = useCallback((toAll: boolean) => {
    setAll(toAll)
    setIds(new Set())
  }, [])
  useEffect(() => {
    void key // the filter's text: another one starts anew
    reset(false)
  }, [key, reset])

  return {
    count: all ? Math.max(0, total - ids.size) : ids.size,
    selection: all ? { filter, except: [...ids] } : { ids: [...ids] },
    keysOf: shown => shown.filter(id => ids.has(id) !== all),
    setKeys: (shown, marked) => {
      const on = new Set(marked)
      const next = new Set(ids)
      for (const id of shown) {
        if (on.has(id) !== all) next.add(id)
        else next.delete(id)
      }
      setIds(next)
    },
    chooseAll: () => reset(true),
    clear: () => reset(false),
  }
}

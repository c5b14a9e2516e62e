/** Marked rows, kept across pages: rows marked one by one, or all that the filter finds but for some. */
export interface MarkState {
  all: boolean
  /** The marked rows; with `all` the ones left out. */
  ids: ReadonlySet<number>
}

/** The contract's Selection, for supervisors and cards alike. */
export type Chosen<F> = { ids: number[] } | { filter: F; except: number[] }

export const nothing: MarkState = { all: false, ids: new Set() }
export const everything: MarkState = { all: true, ids: new Set() }

/** Which of the shown rows are marked. */
export const markedOf = ({ all, ids }: MarkState, shown: readonly number[]): number[] =>
  shown.filter(id => ids.has(id) !== all)

/** Takes what the table says about the rows that it shows; rows on other pages keep their marks. */
export function mark({ all, ids }: MarkState, shown: readonly number[], marked: readonly number[]): MarkState {
  const on = new Set(marked)
  const next = new Set(ids)
  for (const id of shown) {
    if (on.has(id) !== all) next.add(id)
    else next.delete(id)
  }
  return { all, ids: next }
}

/** How many rows are marked, of so many that the filter finds. */
export const countOf = ({ all, ids }: MarkState, total: number): number =>
  all ? Math.max(0, total - ids.size) : ids.size

/** How many were marked one by one and are not among the shown rows. */
export const outsideOf = ({ all, ids }: MarkState, shown: readonly number[]): number =>
  all ? 0 : ids.size - shown.filter(id => ids.has(id)).length

export const chosen = <F>({ all, ids }: MarkState, filter: F): Chosen<F> =>
  all ? { filter, except: [...ids] } : { ids: [...ids] }

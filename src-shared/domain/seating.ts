/** Who sits where: candidates to sessions, and to the seats of a room. A proposal from the data, the same each time; nothing of it is stored. */
import { drawSample } from './sample.ts'

/** `rows`: row by row from the front left. `serpentine`: every other row from the right, so that neighbours in the list are never behind each other. `drawn`: by lot. */
export type SeatOrder = 'rows' | 'serpentine' | 'drawn'

export interface Seating {
  /** Seats beside each other. */
  columns: number
  order: SeatOrder
  /** Of the lot; printed, so that anybody can draw it again. */
  seed: string
}

export const DEFAULT_SEATING: Seating = { columns: 5, order: 'serpentine', seed: '' }

export interface Seat<T> {
  /** 1 … in the order of the room: the front left is 1. */
  no: number
  /** From the front, from the left, both from 1. */
  row: number
  column: number
  who: T
}

interface Held {
  id: number
  date: string
  from: string
  subject: string
  count: number
}

/**
 * The candidates of one session. Sessions of the same subject share the list: each takes as many as it is planned for, in order of time; one without a
 * number takes all who are left. `left`: how many of the list no session of that subject has a place for.
 */
export function candidatesOf<T>(
  sessions: readonly Held[],
  id: number,
  candidates: readonly T[],
): { here: T[]; left: number } {
  const subject = sessions.find(session => session.id === id)?.subject
  const sharing = sessions
    .filter(session => session.subject === subject)
    .sort((a, b) => `${a.date} ${a.from}`.localeCompare(`${b.date} ${b.from}`) || a.id - b.id)
  let taken = 0
  let here: T[] = []
  for (const session of sharing) {
    const next = session.count === 0 ? candidates.length : taken + session.count
    if (session.id === id) here = candidates.slice(taken, next)
    taken = Math.min(next, candidates.length)
  }
  return { here, left: candidates.length - taken }
}

/** Gives everybody a seat; the room has as many rows as that takes. In the order of the seats. */
export function seat<T>(people: readonly T[], { columns, order, seed }: Seating): Seat<T>[] {
  const places = Array.from({ length: people.length }, (_, i) => {
    const row = Math.floor(i / columns)
    const across = i % columns
    const fromRight = order === 'serpentine' && row % 2 === 1
    return { row: row + 1, column: fromRight ? columns - across : across + 1 }
  })
  const keys = people.map((_, i) => String(i).padStart(6, '0'))
  const turn = order === 'drawn' ? drawSample(keys, keys.length, seed) : keys
  return turn
    .flatMap((key, i) => {
      const place = places[i]
      const who = people[Number(key)]
      return place && who !== undefined ? [{ ...place, no: (place.row - 1) * columns + place.column, who }] : []
    })
    .sort((a, b) => a.no - b.no)
}

/** Proposes people for all sessions of a batch at once; nothing is decided by it. */
import {
  type Assignable,
  type Ranked,
  type RankOptions,
  rankAssignable,
  type SessionSlot,
  type StaffMember,
} from './assignment.ts'
import { spanText } from './clock.ts'

/**
 * The best-ranked for every session, in the order of time; whoever is chosen counts as busy and as just used for the sessions after it, so
 * the work is spread. Answers come in the order of `sessions`; a session gets fewer people where no more may.
 */
export function proposeAll(
  sessions: readonly { slot: SessionSlot; staff: readonly StaffMember[] }[],
  candidateNames: readonly string[] | ReadonlySet<string>,
  people: readonly Assignable[],
  options: RankOptions,
  perSession: number,
): { sessionId: number; people: Ranked[] }[] {
  const state = new Map(people.map(person => [person.id, person]))
  const chosen = new Map<number, Ranked[]>()
  const inTime = [...sessions].sort((a, b) => (spanText(a.slot) < spanText(b.slot) ? -1 : 1))
  for (const { slot, staff } of inTime) {
    const ranked = rankAssignable(slot, staff, candidateNames, [...state.values()], options)
    const best = ranked.filter(r => r.rank !== null).slice(0, perSession)
    for (const { id } of best) {
      const person = state.get(id)
      if (person) state.set(id, withWork(person, slot))
    }
    chosen.set(slot.id, best)
  }
  return sessions.map(({ slot }) => ({ sessionId: slot.id, people: chosen.get(slot.id) ?? [] }))
}

const withWork = (person: Assignable, { id, batchId, date, from, to }: SessionSlot): Assignable => ({
  ...person,
  busy: [...person.busy, { sessionId: id, batchId, date, from, to, role: 'supervisor' }],
  history: [{ batchId, sessionDate: date }, ...person.history],
})

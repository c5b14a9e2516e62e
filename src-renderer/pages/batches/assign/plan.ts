/** Someone chosen for a session; nothing is written before the 委派单 is issued. */
export interface Choice {
  id: number
  name: string
  /** Why a block was set aside, where its rule allows that. */
  override: string | null
  /** By which 负责人, where the rule asks for one. */
  approver?: string
}

export type Plan = ReadonlyMap<number, Choice[]>

/** Chooses a person for a session, or takes the choice back. */
export function toggled(plan: Plan, sessionId: number, choice: Choice): Plan {
  const people = plan.get(sessionId) ?? []
  const rest = people.filter(person => person.id !== choice.id)
  return new Map(plan).set(sessionId, rest.length < people.length ? rest : [...people, choice])
}

/** Proposals go where nobody stands yet; what a hand has chosen stays as it is. */
export function filled(plan: Plan, proposed: { sessionId: number; people: { id: number; name: string }[] }[]): Plan {
  const next = new Map(plan)
  for (const { sessionId, people } of proposed) {
    if ((plan.get(sessionId) ?? []).length > 0) continue
    next.set(
      sessionId,
      people.map(({ id, name }) => ({ id, name, override: null })),
    )
  }
  return next
}

export interface Line {
  supervisorId: number
  name: string
  sessionIds: number[]
  override: string | null
  approver?: string
}

/** One line for each person and reason: an exception for one session is none for the others. */
export function linesOf(plan: Plan): Line[] {
  const lines = new Map<string, Line>()
  for (const [sessionId, people] of plan) {
    for (const { id, name, override, approver } of people) {
      const key = `${id}|${override ?? ''}|${approver ?? ''}`
      const line = lines.get(key) ?? { supervisorId: id, name, sessionIds: [], override, ...(approver && { approver }) }
      line.sessionIds.push(sessionId)
      lines.set(key, line)
    }
  }
  return [...lines.values()]
}

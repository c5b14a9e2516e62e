/** Who is who in a session: staff looked up by the roster's number and by name, for many people against many sessions. */
import type { Relation, StaffMember } from './assignment.ts'
import { nameKey } from './text.ts'

export interface Crew {
  /** The entries of the staff list that are this person. */
  of(person: { id: number; name: string }): readonly StaffMember[]
  /** The entries that a relation is with. */
  with(relation: Relation): readonly StaffMember[]
}

/**
 * An entry is a person by the roster's number where it is linked to the roster, by name otherwise. An unlinked namesake counts as the
 * person himself: 第九条 knows no exception, and leaving the link out must not be a way around it.
 */
export function crewOf(staff: readonly StaffMember[]): Crew {
  const byId = new Map<number, StaffMember[]>()
  const linkedNames = new Map<string, StaffMember[]>()
  const others = new Map<string, StaffMember[]>()
  for (const member of staff) {
    const name = nameKey(member.name)
    if (member.personId == null) add(others, name, member)
    else {
      add(byId, member.personId, member)
      add(linkedNames, name, member)
    }
  }
  return {
    of: person => both(byId.get(person.id), others.get(nameOf(person, person.name))),
    with: relation => {
      const name = nameOf(relation, relation.withName)
      return both(relation.withId != null ? byId.get(relation.withId) : linkedNames.get(name), others.get(name))
    },
  }
}

function add<K>(map: Map<K, StaffMember[]>, key: K, member: StaffMember): void {
  const list = map.get(key)
  if (list) list.push(member)
  else map.set(key, [member])
}

const NOBODY: readonly StaffMember[] = []

/** Most lookups find nobody: no list is made for them. */
function both(a: readonly StaffMember[] = NOBODY, b: readonly StaffMember[] = NOBODY): readonly StaffMember[] {
  return a.length === 0 ? b : b.length === 0 ? a : [...a, ...b]
}

const cleaned = new WeakMap<object, { raw: string; name: string }>()

/** `nameKey`, remembered with its holder: the same people are looked at for every session of a batch. */
export function nameOf(holder: object, raw: string): string {
  const known = cleaned.get(holder)
  if (known?.raw === raw) return known.name
  const name = nameKey(raw)
  cleaned.set(holder, { raw, name })
  return name
}

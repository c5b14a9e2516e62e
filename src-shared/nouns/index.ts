/** All tables whose rows outlive the program: in seals, in packages. A test holds the list against the entities and the database. */
import { archiveNouns } from './archive.ts'
import { batchNouns } from './batch.ts'
import { cardNouns } from './card.ts'
import { equipmentNouns } from './equipment.ts'
import type { Noun } from './noun.ts'
import { orgNouns } from './org.ts'
import { supervisionNouns } from './supervision.ts'
import { supervisorNouns } from './supervisor.ts'
import { venueNouns } from './venue.ts'
import { venueCheckNouns } from './venueCheck.ts'

export const NOUNS = new Map<string, Noun>(
  [
    ...orgNouns,
    ...venueNouns,
    ...equipmentNouns,
    ...venueCheckNouns,
    ...supervisorNouns,
    ...cardNouns,
    ...batchNouns,
    ...supervisionNouns,
    ...archiveNouns,
  ].map(noun => [noun.name, noun]),
)

/** @throws Error for a table that is on no list: a fault of ours, found by the tests */
export function nounOf(table: string): Noun {
  const noun = NOUNS.get(table)
  if (!noun) throw new Error(`${table} is on no list of src-shared/nouns`)
  return noun
}

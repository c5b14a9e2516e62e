/** The organisation itself. */
import { noun } from './noun.ts'

export const orgNouns = [
  noun(
    'org',
    `id name kind number digits place printedBy logo logoPlace rulesFrom ageReading codeMode filingContact
     updatedAt`,
  ),
]

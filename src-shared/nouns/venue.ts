/** Places where people are assessed. */
import { noun } from './noun.ts'

export const venueNouns = [
  noun(
    'venue',
    `id version name address purpose contact phone note scope filingStatus filedOn validUntil receipt
     createdAt updatedAt deletedAt`,
    { later: { origin: { since: 6, was: '' } } },
  ),
  noun(
    'venue_file',
    `id venueId kind file fileName exifOn typedOn note recordedBy recordedAt struckAt struckBy strikeReason`,
  ),
]

/** Counts of a venue. */
import { noun } from './noun.ts'

export const venueCheckNouns = [
  noun(
    'venue_check',
    `id venueId room source baselineId state startedOn startedBy startedAt finishedOn finishedBy finishedAt
     note summary`,
  ),
  noun(
    'venue_check_line',
    `id checkId no equipmentId name model spec unit room assetNo expected extra result counted foundModel
     note countedBy countedAt struckAt`,
  ),
  noun(
    'venue_check_outcome',
    `id checkId conforms persons agency onDate note file fileName recordedBy recordedAt struckAt struckBy
     strikeReason`,
  ),
]

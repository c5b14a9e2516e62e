/** What stands in a venue, and what was filed of it. */
import { noun } from './noun.ts'

export const equipmentNouns = [
  noun(
    'equipment',
    `id version venueId name model spec unit room assetNo quantity note identity pinyin initials createdAt
     updatedAt deletedAt`,
  ),
  noun('baseline', 'id venueId onDate receipt note file fileName facts devices pieces recordedBy recordedAt'),
  noun('baseline_device', 'id baselineId no equipmentId name model spec unit room assetNo quantity note'),
  noun('change_note', 'id baselineId change text recordedBy recordedAt'),
]

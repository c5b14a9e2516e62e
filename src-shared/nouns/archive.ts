/** Evidence and what keeps it. */
import { noun } from './noun.ts'

export const archiveNouns = [
  noun(
    'destruction',
    `id number year seq reason approvedBy witnessedBy items doneAt recordedBy recordedAt struckAt struckBy
     strikeReason`,
  ),
  noun(
    'evidence',
    `id batchId venueId supervisorId visitId contestId slot seq title author onDate category secrecy recorder
     place subject pageNo pageCount file fileName bytes type modifiedAt width height seconds takenAt camera
     thumbnail boxes destructionId recordedBy recordedAt struckAt struckBy strikeReason`,
  ),
  noun('slot_na', 'id batchId contestId slot reason recordedBy recordedAt struckAt struckBy strikeReason'),
  noun('media_clock', 'id batchId camera offsetSeconds evidenceId trueAt recordedBy recordedAt'),
  noun('check_input', 'id batchId kind body recordedBy recordedAt'),
  noun('fixity_run', 'id batchId scheduled files bytes changed missing complete recordedBy recordedAt', {
    later: { unread: { since: 18, was: [] } },
  }),
  noun('access_entry', 'id batchId visitor unit purpose what way approvedBy attendedBy recordedBy recordedAt', {
    later: {
      slots: { since: 82, was: [] },
      untilOn: { since: 82, was: null },
      endedAt: { since: 82, was: null },
      endedBy: { since: 82, was: '' },
      endReason: { since: 82, was: '' },
    },
  }),
  noun(
    'seal',
    `id batchId version files bytes manifest logHead anchor openedAt openedBy openReason recordedBy
     recordedAt`,
  ),
  noun(
    'package_export',
    `id batchId sealId kind form name receiver files bytes digest logHead anchor sources recordedBy
     recordedAt`,
  ),
  noun('hold', 'id batchId reason liftedAt liftedBy liftReason recordedBy recordedAt'),
]

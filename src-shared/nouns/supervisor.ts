/** 内督员 with their records. */
import { noun } from './noun.ts'

export const supervisorNouns = [
  noun(
    'supervisor',
    `id version name sex birth idCipher idDigest phone department position education source note photo
     photoWarnings photoName pinyin initials createdAt updatedAt deletedAt`,
    { later: { origin: { since: 6, was: '' } } },
  ),
  noun(
    'training',
    `id supervisorId recordedBy recordedAt onDate hours subject organizer file fileName struckAt struckBy
     strikeReason`,
  ),
  noun(
    'exam',
    `id supervisorId recordedBy recordedAt onDate score passed file fileName struckAt struckBy strikeReason`,
  ),
  noun(
    'attestation',
    `id supervisorId recordedBy recordedAt clause byName onDate file fileName struckAt struckBy strikeReason`,
  ),
  noun(
    'appointment',
    `id supervisorId recordedBy recordedAt startDate endDate document previousId facts dismissedOn
     dismissReason dismissedBy`,
  ),
  noun('suspension', 'id supervisorId recordedBy recordedAt fromDate untilDate reason struckAt struckBy strikeReason'),
  noun(
    'relation',
    `id supervisorId withName withSupervisorId kind declaredBy onDate note recordedBy recordedAt struckAt
     struckBy strikeReason`,
  ),
]

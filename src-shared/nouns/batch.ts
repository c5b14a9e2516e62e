/** 认定批次, its sessions and the people in them. */
import { noun } from './noun.ts'

export const batchNouns = [
  noun(
    'batch',
    `id version planNo name forms items venueId place contact phone note dates createdAt updatedAt deletedAt`,
    { later: { origin: { since: 6, was: '' }, scoreRule: { since: 60, was: () => ({}) } } },
  ),
  noun(
    'batch_session',
    `id batchId date fromTime toTime room subject count actual explanation struckAt struckBy strikeReason`,
  ),
  noun(
    'batch_staff',
    `id batchId role name supervisorId certificate validTo phone sessionIds recordedBy recordedAt struckAt
     struckBy strikeReason`,
  ),
  noun('batch_candidate', 'id batchId number name sex idCipher idDigest occupation level unit replacedAt', {
    later: { phone: { since: 60, was: '' }, scores: { since: 60, was: () => ({}) } },
  }),
  noun('batch_sample', 'id batchId seed size total candidates recordedBy recordedAt'),
]

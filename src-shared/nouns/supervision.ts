/** 委派, 督导记录, visits of 外督员, 整改 and what is due. */
import { noun } from './noun.ts'

const struck = {
  later: {
    struckAt: { since: 81, was: null },
    struckBy: { since: 81, was: '' },
    strikeReason: { since: 81, was: '' },
  },
}

export const supervisionNouns = [
  noun('assignment', 'id batchId number year seq content issuedOn issuer state voidReason recordedBy recordedAt', {
    later: { lateReason: { since: 21, was: '' } },
  }),
  noun('assignment_person', 'id assignmentId supervisorId sessionId override', {
    later: { approver: { since: 34, was: '' } },
  }),
  noun(
    'supervision',
    `id rootId version batchId assignmentId supervisorId kind phases sessionIds onDate badge items opinion
     state sealedAt correctionReason recordedBy recordedAt`,
  ),
  noun('supervision_evidence', 'id supervisionId number file fileName recordedBy recordedAt'),
  noun('visit', 'id batchId kind onDate endedOn endReason inspectors opinion recordedBy recordedAt', struck),
  noun('visit_scan', 'id visitId form file fileName recordedBy recordedAt', struck),
  noun('visit_handed', 'id visitId at what way byName toName recordedBy recordedAt', struck),
  noun(
    'visit_feedback',
    `id visitId inspector number version body sheet recordedBy recordedAt struckAt struckBy strikeReason`,
    { table: { since: 81, was: () => [] } },
  ),
  noun(
    'rectification',
    `id batchId supervisionId visitId number problem measure responsible due openedOn reply repliedOn
     reviewer closedOn recordedBy recordedAt`,
    { later: { noEvidence: { since: 80, was: '' } } },
  ),
  noun('rectification_evidence', 'id rectificationId file fileName recordedBy recordedAt'),
  noun(
    'deadline',
    `id source batchId visitId rectificationId contestVisitId what rule basis article event eventOn due note
     submittedOn receipt recordedBy recordedAt struckAt struckBy strikeReason`,
  ),
]

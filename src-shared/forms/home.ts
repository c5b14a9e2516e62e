/** Where the signed paper of a form comes home to, and which papers carry no code because nobody brings them back. */
import type { ContestSlot } from '../domain/contest.ts'
import type { Slot } from '../domain/evidence.ts'
import type { FormKey } from './index.ts'

export type Home =
  /** A slot of the batch. */
  | { slot: Slot }
  /** A slot of the contest. */
  | { contestSlot: ContestSlot }
  /** The file of the person, the venue, the visit. */
  | { file: 'supervisor' | 'venue' | 'visit' }
  /** 签字扫描件 of a visit, under this name: it proves the signature, 报送 stays an act of its own (附件3、6、7 are the 外督员's to hand in). */
  | { signed: string }
  | { contestSigned: string }
  /** Carries a code, and is looked after by hand: a paper about the folder as a whole. */
  | 'hand'
  /** No code: nothing is signed on it, or it is a label or a card. */
  | null

export const HOME: Record<FormKey, Home> = {
  annex3Site: { slot: 'D2' },
  annex3After: { slot: 'D3' },
  annex4: { signed: '附件4' },
  annex5: { file: 'venue' },
  annex6: { contestSigned: '附件6' },
  annex7During: { contestSigned: '附件7' },
  annex7After: { contestSigned: '附件7' },
  internalSite: { slot: 'D1' },
  internalAfter: { slot: 'D1' },
  venueSheet: { file: 'venue' },
  venueDiff: { file: 'venue' },
  dossier: { file: 'supervisor' },
  assignment: { slot: 'R3' },
  makingSheet: 'hand',
  avoidance: { slot: 'R4' },
  sampleList: { slot: 'Q5' },
  rectifyNotice: { slot: 'D5' },
  rectifyReply: { slot: 'D5' },
  handover: 'hand',
  overview: 'hand',
  catalogue: 'hand',
  receipt: 'hand',
  anchorSlip: 'hand',
  withheld: null,
  slotList: 'hand',
  destruction: 'hand',
  fourChecks: 'hand',
  deviceCheck: { slot: 'R6' },
  seatPlan: { slot: 'R7' },
  doorLabel: null,
  deskLabels: null,
  examinerSignIn: { slot: 'X1' },
  affairsSignIn: { slot: 'X2' },
  candidateSignIn: { slot: 'X3' },
  paperHandover: { slot: 'T3' },
  paperOpening: { slot: 'T4' },
  roomRecord: { slot: 'X4' },
  skillScore: { slot: 'G2' },
  reviewScore: { slot: 'G3' },
  paperReturn: { slot: 'T5' },
  workRecord: { slot: 'X7' },
  paperDraw: { slot: 'T1' },
  paperKeeping: { slot: 'T2' },
  headRecord: { slot: 'R8' },
  boxCover: null,
  boxSpine: null,
  boxNote: 'hand',
  courseSignIn: 'hand',
  courseScores: 'hand',
  courseCertificate: null,
  yearReport: 'hand',
  workloadTable: 'hand',
  volumeList: 'hand',
  volumeCatalogue: 'hand',
  appointmentLetter: null,
  dismissalNotice: { file: 'supervisor' },
  secrecyPledge: { file: 'supervisor' },
  cardReceipt: 'hand',
  handedReceipt: { file: 'visit' },
  playerSignIn: { contestSlot: 'K6' },
  judgeSignIn: { contestSlot: 'K4' },
  arbiterSignIn: { contestSlot: 'K9' },
  accessList: { file: 'visit' },
  scoreSummary: { slot: 'G5' },
  scoreRecheck: { slot: 'G6' },
  publicNotice: { slot: 'G7' },
  certificateReceipt: { slot: 'C2' },
}

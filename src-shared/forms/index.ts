import type { z } from 'zod'
import { anchorSlip } from './anchorSlip.ts'
import { annex3After } from './annex3After.ts'
import { annex3Site } from './annex3Site.ts'
import { annex4 } from './annex4.ts'
import { annex5 } from './annex5.ts'
import { annex6 } from './annex6.ts'
import { annex7After } from './annex7After.ts'
import { annex7During } from './annex7During.ts'
import { assignment } from './assignment.ts'
import { avoidance } from './avoidance.ts'
import { boxCover, boxNote, boxSpine } from './batch/box.ts'
import { headRecord } from './batch/headRecord.ts'
import { paperDraw, paperKeeping } from './batch/paperLog.ts'
import { certificateReceipt, publicNotice, scoreRecheck, scoreSummary } from './batch/scores.ts'
import { volumeCatalogue, volumeList } from './batch/volume.ts'
import { catalogue } from './catalogue.ts'
import { arbiterSignIn, judgeSignIn, playerSignIn } from './contest/signIn.ts'
import { courseCertificate, courseScores, courseSignIn } from './course/papers.ts'
import { destruction } from './destruction.ts'
import { dossier } from './dossier.ts'
import type { Dossiers, Subject } from './dossiers.ts'
import type { Form } from './form.ts'
import { fourChecks } from './fourChecks.ts'
import { type Given, known } from './given.ts'
import { handover } from './handover.ts'
import { internalAfter } from './internalAfter.ts'
import { internalSite } from './internalSite.ts'
import { makingSheet } from './makingSheet.ts'
import { overview } from './overview.ts'
import { cardReceipt } from './person/cardReceipt.ts'
import { appointmentLetter, dismissalNotice, secrecyPledge } from './person/letters.ts'
import { receipt } from './receipt.ts'
import { rectifyNotice, rectifyReply } from './rectify.ts'
import { sampleList } from './sampleList.ts'
import { candidateSignIn } from './session/candidateSignIn.ts'
import { deviceCheck } from './session/deviceCheck.ts'
import { paperHandover, paperOpening, paperReturn, roomRecord } from './session/examPapers.ts'
import { reviewScore, skillScore } from './session/scoreSheet.ts'
import { deskLabels, doorLabel, seatPlan } from './session/seatPlan.ts'
import { affairsSignIn, examinerSignIn } from './session/staffSignIn.ts'
import { workRecord } from './session/workRecord.ts'
import { slotList } from './slotList.ts'
import { venueDiff } from './venueDiff.ts'
import { venueSheet } from './venueSheet.ts'
import { accessList } from './visit/accessList.ts'
import { handedReceipt } from './visit/handedReceipt.ts'
import { withheld } from './withheld.ts'
import { workloadTable, yearReport } from './year/report.ts'

/** Every printable form, the official ones first. A new one is a file and a line here. */
export const FORMS = {
  annex3Site,
  annex3After,
  annex4,
  annex5,
  annex6,
  annex7During,
  annex7After,
  internalSite,
  internalAfter,
  venueSheet,
  venueDiff,
  dossier,
  assignment,
  makingSheet,
  avoidance,
  sampleList,
  rectifyNotice,
  rectifyReply,
  handover,
  overview,
  catalogue,
  receipt,
  anchorSlip,
  withheld,
  slotList,
  destruction,
  fourChecks,
  // A session's, in the order in which they are used
  deviceCheck,
  seatPlan,
  doorLabel,
  deskLabels,
  examinerSignIn,
  affairsSignIn,
  candidateSignIn,
  paperHandover,
  paperOpening,
  roomRecord,
  skillScore,
  reviewScore,
  paperReturn,
  workRecord,
  // A batch's
  paperDraw,
  paperKeeping,
  headRecord,
  scoreSummary,
  scoreRecheck,
  publicNotice,
  certificateReceipt,
  boxCover,
  boxSpine,
  volumeList,
  boxNote,
  volumeCatalogue,
  // A person's, a visit's, a contest's
  appointmentLetter,
  dismissalNotice,
  secrecyPledge,
  cardReceipt,
  accessList,
  handedReceipt,
  playerSignIn,
  judgeSignIn,
  arbiterSignIn,
  // A class's
  courseSignIn,
  courseScores,
  courseCertificate,
  // A year's
  yearReport,
  workloadTable,
} satisfies Record<string, Form>

export type { Form, Mode } from './form.ts'

export type FormKey = keyof typeof FORMS

/** The facts of a form, every one named. */
export type FactsOf<K extends FormKey> = Given<z.input<(typeof FORMS)[K]['factsSchema']>>

/** Facts that the program has at hand itself, ready to be built. */
export const givenFacts = <K extends FormKey>(_form: K, facts: FactsOf<K>): Record<string, unknown> => known(facts)

/** What a form can be about. */
export const subjectsOf = (form: FormKey): Subject[] => Object.keys(FORMS[form].from) as Subject[]

/** Every fact that a form takes from a dossier, also those that are unknown or left to the hand; null where it cannot be about such a thing. */
export function takeFacts<S extends Subject>(form: FormKey, subject: S, dossier: Dossiers[S]): object | null {
  const from: Form['from'] = FORMS[form].from
  return from[subject]?.(dossier) ?? null
}

export const FORM_KEYS = Object.keys(FORMS) as FormKey[]

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
import { catalogue } from './catalogue.ts'
import { destruction } from './destruction.ts'
import { dossier } from './dossier.ts'
import type { Form } from './form.ts'
import { fourChecks } from './fourChecks.ts'
import { handover } from './handover.ts'
import { internalAfter } from './internalAfter.ts'
import { internalSite } from './internalSite.ts'
import { makingSheet } from './makingSheet.ts'
import { overview } from './overview.ts'
import { receipt } from './receipt.ts'
import { rectifyNotice, rectifyReply } from './rectify.ts'
import { sampleList } from './sampleList.ts'
import { slotList } from './slotList.ts'
import { venueDiff } from './venueDiff.ts'
import { venueSheet } from './venueSheet.ts'
import { withheld } from './withheld.ts'

export type { Form, Mode } from './form.ts'

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
} satisfies Record<string, Form>

export type FormKey = keyof typeof FORMS

export const FORM_KEYS = Object.keys(FORMS) as FormKey[]

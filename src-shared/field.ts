/** The exam room without a network: the page that goes out with a 内督员, and the file that it brings back. */
import { z } from 'zod'
import { id, instant, required, text } from './contract/common.ts'
import { recordDraft, recordKind } from './contract/supervision.ts'
import type { Group } from './forms/items.ts'

/** What lies in the page as JSON. Names and times, and no number of anybody: it may be lost on the way. */
export interface FieldSheet {
  resultFormat: typeof RESULT_FORMAT // what its result calls itself
  ref: string // tells whose page it is; nobody can guess another's
  number: string // 委派单编号
  person: string
  org: string
  batch: string
  kind: 'onsite' | 'afterwards'
  title: string
  on: string // proposed: the day of the first session
  sessions: { id: number; text: string }[]
  groups: Group[]
}

export const RESULT_FORMAT = 'neidu-field-result'

/** The most that is read back: about 200 photos as the page makes them. */
export const FIELD_LIMITS = { bytes: 100 * 1024 ** 2, photos: 300 }

/** The file that is brought back, as strict as any input: it went through phones, sticks and chat programs. */
export const fieldResult = z.strictObject({
  format: z.literal(RESULT_FORMAT),
  version: z.literal(1),
  ref: z.string().regex(/^[0-9a-f]{32}$/),
  number: required(20),
  person: required(40),
  kind: recordKind,
  sessionIds: z.array(id).max(100),
  savedAt: instant,
  draft: recordDraft,
  photos: z.array(z.strictObject({ number: text(4), name: required(120), data: z.base64() })).max(FIELD_LIMITS.photos),
})
export type FieldResult = z.infer<typeof fieldResult>

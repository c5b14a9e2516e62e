import { z } from 'zod'
import { finding, id, isoDate, refusal, required, text, upload } from './common.ts'
import { route } from './route.ts'
import { clause, selection } from './supervisor.ts'

const attachment = upload.nullable()
const batch = z.object({ done: z.int(), refused: z.array(refusal) })
const reason = required(200)

export const qualificationRoutes = {
  // 第十一条: 培训考核
  'training.add': route(
    z.strictObject({
      selection,
      on: isoDate,
      hours: z.number().min(0).max(999).nullable(),
      subject: text(100),
      organizer: text(100),
      attachment,
    }),
    batch,
  ),
  'exam.add': route(
    z.strictObject({
      selection,
      on: isoDate,
      score: z.number().min(0).max(1000).nullable(),
      passed: z.boolean(),
      attachment,
    }),
    batch,
  ),
  // 第十条（一）–（五）
  'attestation.add': route(
    z.strictObject({ selection, clauses: z.array(clause).min(1), by: required(40), on: isoDate, attachment }),
    batch,
  ),
  /** A record made by mistake: struck out with a reason, never deleted. */
  'record.strike': route(
    z.strictObject({ kind: z.enum(['training', 'exam', 'attestation', 'suspension']), id, reason }),
    z.object({}),
  ),

  // 第十一、十四条: 聘任, 续聘
  'appointment.check': route(
    z.strictObject({ selection, start: isoDate }),
    z.object({
      able: z.int(),
      blocked: z.array(refusal), // up to 500, with every reason
      blockedTotal: z.int(),
      warned: z.array(z.object({ id, name: z.string(), findings: z.array(finding) })),
    }),
  ),
  /** Appoints all who may be; the rest come back with their reasons. A running or ended term makes it a 续聘. */
  'appointment.appoint': route(z.strictObject({ selection, start: isoDate, document: text(80) }), batch),
  'appointment.dismiss': route(z.strictObject({ selection, on: isoDate, reason }), batch),
  'appointment.suspend': route(z.strictObject({ selection, from: isoDate, until: isoDate.nullable(), reason }), batch),
  /** Ends an open or running suspension on that day (last day of it). */
  'appointment.resume': route(z.strictObject({ selection, on: isoDate, reason }), batch),
}

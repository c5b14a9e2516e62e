import { z } from 'zod'
import { id, none, required, savedFile, text } from './common.ts'
import { outcome, sending } from './print.ts'
import { edit, route, seen, seenOf } from './route.ts'
import { yearScope } from './year.ts'

/** blank: nothing but the official words. prefilled: header facts. filled: all facts there are; never signatures, seals or 是□否□ of 附件5. */
export const formMode = z.enum(['blank', 'prefilled', 'filled'])

/** How the seats of a room are given (座次表). */
export const seating = z.strictObject({
  columns: z.int().min(1, '每排至少 1 个座位').max(20, '每排最多 20 个座位'),
  order: z.enum(['rows', 'serpentine', 'drawn']),
  seed: text(40), // of the lot
})

/** What an office adds to its own papers; `columns` by form code. */
export const ownPaper = z.strictObject({
  head: text(120),
  note: text(300),
  whole: z.boolean().default(false), // phones of candidates printed whole, not masked
  columns: z.record(z.string().max(4), z.array(required(20)).max(4)),
})

/** 考核项目 of a 职业等级, for 评分表. */
export const scoreItems = z.strictObject({
  occupation: required(60),
  level: text(20),
  kind: z.enum(['skill', 'review']),
  items: z.array(z.strictObject({ name: required(100), points: text(10), standard: text(300) })).max(100),
})

/** What a form is about; its facts are read from there, and what the user types over them comes with the item. */
export const formSubject = z.union([
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('supervisor'), id }),
  z.strictObject({ kind: z.literal('venue'), id }),
  z.strictObject({ kind: z.literal('check'), id }), // a finished count of a venue
  z.strictObject({ kind: z.literal('printJob'), jobId: z.string().max(64) }),
  z.strictObject({ kind: z.literal('batch'), id }),
  z.strictObject({ kind: z.literal('assignment'), id, person: id.optional() }), // person: whose 回避声明
  z.strictObject({ kind: z.literal('record'), id }), // an internal record
  // which 外督员's 附件4, 0-based; feedback: the version that is printed as it was
  z.strictObject({
    kind: z.literal('visit'),
    id,
    inspector: z.int().nonnegative().optional(),
    feedback: id.optional(),
  }),
  z.strictObject({ kind: z.literal('rectification'), id }),
  z.strictObject({ kind: z.literal('sample'), id }),
  z.strictObject({ kind: z.literal('contest'), id, visit: id.optional() }), // visit: whose 附件7
  z.strictObject({ kind: z.literal('destruction'), id }),
  z.strictObject({ kind: z.literal('course'), id }), // 培训班
  yearScope.extend({ kind: z.literal('year') }),
  z.strictObject({
    kind: z.literal('session'),
    id,
    staff: id.optional(), // whose 工作记录表
    candidate: id.optional(), // whose 评分表
    seating: seating.optional(), // as last used where it is left out
    showIds: z.boolean().optional(), // 证件号, masked; default yes
  }),
])

export const formKey = z.string().max(40)

export const formItem = z.strictObject({
  form: formKey,
  mode: formMode,
  subject: formSubject,
  facts: z.json().optional(), // the facts as the user left them beside the preview; absent: as they are stored
})

export const formInfo = z.object({
  key: z.string(),
  title: z.string(),
  official: z.boolean(), // an annex of the regulation, or the organisation's own paper
  subjects: z.array(z.enum(formSubject.options.map(option => option.shape.kind.value))),
  notice: z.string(), // said once on screen, never on the face (F10)
})

export const formJob = z.object({
  jobId: z.uuid(), // the PDF lies at /print/<jobId>/both.pdf
  pages: z.int(),
  title: z.string(),
})

/** Where they are stored. */
export const OWN_PAPER = 'paper.own'
export const SCORE_ITEMS = 'score.items'

export const formRoutes = {
  /** 打印这一场的用表: every paper of the session in the order of use, one item a sheet or person. */
  'session.papers': route(
    z.strictObject({ id, seating: seating.optional(), showIds: z.boolean().optional() }),
    z.object({
      papers: z.array(z.object({ form: z.string(), title: z.string(), items: z.array(formItem) })),
      seating,
      candidates: z.int(), // who sit in this session
      left: z.int(), // on the 名册, and no session of this subject has a place for them
    }),
  ),
  'paper.own': route(none, ownPaper.extend({ seen: seenOf('setting', [], OWN_PAPER) })),
  'paper.setOwn': edit('setting', ownPaper.extend({ seen }), z.object({}), { key: [], fixed: OWN_PAPER }),
  'score.items': route(none, z.object({ lists: z.array(scoreItems), seen: seenOf('setting', [], SCORE_ITEMS) })),
  /** Keeps the list of one 职业等级; an empty one is taken off. */
  'score.setItems': edit('setting', scoreItems.extend({ seen }), z.object({}), { key: [], fixed: SCORE_ITEMS }),
  'form.list': route(none, z.object({ forms: z.array(formInfo) })),
  /** The facts that a form would print, for the fields beside the preview. `fields` describes them: JSON Schema. */
  'form.facts': route(
    z.strictObject({ form: formKey, subject: formSubject }),
    z.object({ facts: z.json(), fields: z.json() }),
  ),
  /** Several forms into one PDF. */
  'form.prepare': route(
    z.strictObject({ items: z.array(formItem).min(1).max(500), code: z.boolean(), pageNumbers: z.boolean() }),
    formJob,
  ),
  'form.savePdf': route(z.strictObject({ jobId: z.uuid() }), savedFile),
  'form.saveDocx': route(z.strictObject({ item: formItem, code: z.boolean() }), savedFile),
  'form.print': route(z.strictObject({ jobId: z.uuid(), ...sending }), z.object({ outcome })),
}

export type FormItem = z.infer<typeof formItem>
export type FormInfo = z.infer<typeof formInfo>
export type FormJob = z.infer<typeof formJob>
export type FormSubject = z.infer<typeof formSubject>
export type ScoreItems = z.infer<typeof scoreItems>
export type FormMode = z.infer<typeof formMode>

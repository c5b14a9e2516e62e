import { z } from 'zod'
import { id, instant, isoDate, none, page, required, sha256, text, upload } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'

const reason = required(200)

/** Where a file belongs: a slot of requirements §7 of a batch, K1–K15 of a contest, or a venue, a person, a visit. */
export const evidenceOwner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('batch'), id, slot: required(4) }),
  z.strictObject({ kind: z.literal('contest'), id, slot: required(4) }),
  z.strictObject({ kind: z.literal('venue'), id }),
  z.strictObject({ kind: z.literal('supervisor'), id }),
  z.strictObject({ kind: z.literal('visit'), id }),
])

export const secrecy = z.enum(['公开', '内部', '含个人信息'])

/** Local time of a camera: 2026-11-23T09:30:00. */
export const localTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, '时间写成 2026-11-23T09:30:00')

/** What describes a file; 摄录者, 地点 and 事由 are for media; page and pages for one sheet of a paper with several. */
export const evidenceFacts = z.strictObject({
  title: required(120), // 题名
  author: text(60), // 责任者
  on: isoDate.nullable(),
  category: text(40), // 类别
  secrecy,
  recorder: text(40), // 摄录者
  place: text(80),
  subject: text(120), // 事由
  pageNo: z.int().min(1).max(9999).nullable(),
  pageCount: z.int().min(1).max(9999).nullable(),
})

/** A part of a picture that the 脱敏 package covers; fractions of width and height, 0–1. */
export const box = z.strictObject({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().min(0).max(1),
  height: z.number().min(0).max(1),
})

export const evidence = evidenceFacts.extend({
  id,
  seen: seenOf('evidence'),
  owner: evidenceOwner,
  ownerName: z.string(), // the batch's, venue's … name
  code: z.string(), // G2_001: slot and running number, the ASCII name inside a package; V_001 … for owners without slots
  file: sha256,
  fileName: z.string(), // as it came in
  bytes: z.int(),
  type: z.string(), // by magic number: image/jpeg …
  width: z.int().nullable(),
  height: z.int().nullable(),
  seconds: z.number().nullable(), // videos and sound
  takenAt: localTime.nullable(), // the camera's own clock, uncorrected
  camera: z.string(),
  thumbnail: sha256.nullable(),
  boxes: z.array(box),
  addedAt: instant,
  addedBy: z.string(),
  frozen: z.enum(['sealed', 'held']).nullable(), // its batch is
  destroyed: z.boolean(), // 已销毁: the description stays
})

export const evidenceFilter = z.strictObject({
  batchId: id.optional(),
  contestId: id.optional(),
  venueId: id.optional(),
  supervisorId: id.optional(),
  visitId: id.optional(),
  slot: text(4).optional(),
  media: z.enum(['image', 'video', 'audio', 'document']).optional(),
  secrecy: secrecy.optional(),
  search: text(60).optional(), // title, file name, code
})

export const taken = z.object({
  taken: z.array(
    z.object({ id, code: z.string(), fileName: z.string(), duplicate: z.boolean(), warnings: z.array(z.string()) }),
  ),
  refused: z.array(z.object({ fileName: z.string(), reason: z.string() })),
  bytes: z.int(),
  skipped: z.int(), // files of the system itself: Thumbs.db, .DS_Store, desktop.ini …
  /** Why the rest was not taken in; null when all was. What is listed above is in, whole. */
  stopped: z.string().nullable(),
  rest: z.int(), // files not reached
})

const ids = z.array(id).min(1).max(1000)
const MANY = { key: ['ids'] } // whoever edits one file says its state; a choice of many sets what it names, whatever stood there

export const evidenceRoutes = {
  'evidence.list': route(
    z.strictObject({
      filter: evidenceFilter,
      sort: z.strictObject({ by: z.enum(['code', 'takenAt', 'addedAt']), desc: z.boolean() }),
      page,
    }),
    /** more: the search finds so much that only the last `total` of it to come in are listed; ask for a longer word. */
    z.object({ rows: z.array(evidence), total: z.int(), more: z.boolean() }),
  ),
  'evidence.get': route(z.strictObject({ id }), evidence),
  /**
   * Asks for files or a folder (a camera card is one), or takes what was dropped on the window or pasted; copies while hashing (one read), stores each
   * content once. Cancelled or broken off, it says what was taken in. Null when the dialog was cancelled.
   */
  'evidence.intake': route(
    z.strictObject({
      owner: evidenceOwner,
      from: z.enum(['files', 'folder', 'drop', 'paste']),
      facts: evidenceFacts.partial(),
      /** Pictures of the clipboard, which no file holds; with `paste` only. */
      pasted: z.array(upload).min(1).max(20).optional(),
    }),
    taken.nullable(),
  ),
  'evidence.save': edit(
    'evidence',
    z.strictObject({ ids, seen: z.array(seen).optional(), facts: evidenceFacts.partial() }),
    z.object({ saved: z.int() }),
    MANY,
  ),
  /** Another slot or owner: a new code, the same file. */
  'evidence.move': route(z.strictObject({ ids, owner: evidenceOwner }), z.object({ moved: z.int() })),
  'evidence.strike': edit(
    'evidence',
    z.strictObject({ ids, seen: z.array(seen).optional(), reason }),
    z.object({ struck: z.int() }),
    MANY,
  ),
  'evidence.mark': edit('evidence', z.strictObject({ id, seen, boxes: z.array(box).max(50) }), evidence),
  /** Makes the small picture of a photo that has none yet; one that cannot be decoded (HEIC, TIFF) stays without. */
  'evidence.thumbnail': route(z.strictObject({ id }), evidence),
  /** A frame of a video, drawn by the window, which has the decoders. */
  'evidence.setThumbnail': route(
    z.strictObject({ id, jpeg: z.custom<Uint8Array>(value => value instanceof Uint8Array, '应为图片') }),
    evidence,
  ),
  /** Opens the original in the system's program (never a program or script). Of a sealed batch: only under a 查阅登记 of today. */
  'evidence.open': route(z.strictObject({ id }), none),
  /** Saves the original under its own name. Of a sealed batch: only under a 查阅登记 of today. */
  'evidence.saveAs': route(z.strictObject({ id }), z.object({ path: z.string() }).nullable()),
}

export type Evidence = z.infer<typeof evidence>
export type EvidenceOwner = z.infer<typeof evidenceOwner>
export type EvidenceFacts = z.infer<typeof evidenceFacts>
export type EvidenceFilter = z.infer<typeof evidenceFilter>
export type Secrecy = z.infer<typeof secrecy>
export type Box = z.infer<typeof box>
export type Taken = z.infer<typeof taken>

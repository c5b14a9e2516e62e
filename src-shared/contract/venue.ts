import { z } from 'zod'
import { finding, id, instant, isoDate, none, page, required, savedFile, text, upload } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'
import { attachment, history } from './supervisor.ts'

/** 备案状态 as it is recorded; `expired` is derived: filed, and the last valid day has passed. */
export const filingStatus = z.enum(['none', 'submitted', 'filed'])
export const filingState = z.enum(['none', 'submitted', 'filed', 'expired'])

/** 职业（工种） and levels that a venue serves. Free text: the dictionary only proposes, it never blocks. */
export const scopeEntry = z.strictObject({
  code: text(20), // 职业编码 d-dd-dd-dd, any edition of the 大典
  occupation: required(60),
  trade: text(60), // 工种
  levels: z.array(required(20)).max(20), // 五级/初级工 …: see LEVELS in labels.ts
})

export const venueInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(), // of a venue that is there already
  name: required(80),
  address: required(200),
  purpose: text(80), // 用途
  contact: text(40),
  phone: text(20),
  note: text(500),
  scope: z.array(scopeEntry).max(200),
})

export const venueFilter = z.strictObject({
  search: text(60).optional(), // 名称, 地址, 用途, 职业
  filing: z.array(filingState).optional(),
  trash: z.boolean().optional(), // the recycle bin instead of the list
})

/** paper: 备案材料. receipt: 备案回执. photo: a picture of the place; only photos have a taken-date. */
export const venueFileKind = z.enum(['photo', 'paper', 'receipt'])

export const venueFile = attachment.extend({
  id,
  seen: seenOf('venue_file'),
  kind: venueFileKind,
  takenOn: isoDate.nullable(), // what the user typed, else what the camera wrote
  takenFrom: z.enum(['typed', 'exif']).nullable(),
  note: z.string(),
  recordedBy: z.string(),
  recordedAt: instant,
})

export const venueRow = z.object({
  id,
  seen: seenOf('venue'),
  name: z.string(),
  address: z.string(),
  purpose: z.string(),
  contact: z.string(),
  filing: filingState,
  filedOn: isoDate.nullable(),
  validUntil: isoDate.nullable(), // last valid day
  occupations: z.int(),
  devices: z.int(), // lines of the equipment list
  pieces: z.int(), // sum of their quantities
  photos: z.int(),
  openChecks: z.int(),
  lastCheckOn: isoDate.nullable(), // of the newest finished count
})

/** What was filed, as it was: never changed afterwards. */
export const baseline = z.object({
  id,
  on: isoDate,
  receipt: z.string(),
  note: z.string(),
  attachment: attachment.nullable(),
  devices: z.int(),
  pieces: z.int(),
  recordedBy: z.string(),
  recordedAt: instant,
})

/** 设备名称、型号、规格、数量 (第二十三条（一）), and where it stands. */
export const device = z.object({
  name: z.string(),
  model: z.string(),
  spec: z.string(),
  quantity: z.int(),
  unit: z.string(),
  room: z.string(),
  note: z.string(),
})

export const differenceKind = z.enum(['added', 'removed', 'quantity', 'model'])

/** One difference between what was filed and today. model: 名称、型号 or 规格 changed (the quantity may have, too). */
export const difference = z.object({
  key: z.string(), // for venue.explain; changes when the device changes again, so that an old 变更说明 covers nothing new
  kind: differenceKind,
  equipmentId: id.nullable(), // today's device
  before: device.nullable(),
  after: device.nullable(),
  text: z.string(), // in words: 数量 10 → 8 台
  explanation: z.string(), // 变更说明; blank while there is none
  explainedBy: z.string(),
})

export const differenceCounts = z.object({
  added: z.int(),
  removed: z.int(),
  quantity: z.int(),
  model: z.int(),
  unexplained: z.int(),
})

export const room = z.object({ room: z.string(), devices: z.int(), pieces: z.int() }) // '' = no room given

export const venue = venueInput.omit({ id: true }).extend({
  id,
  seen: seenOf('venue'),
  origin: z.string(), // 来源: the package that it came with; '' where it was recorded here
  filing: filingState,
  filingStatus,
  filedOn: isoDate.nullable(),
  validUntil: isoDate.nullable(),
  receipt: z.string(), // 回执编号
  deletedAt: instant.nullable(),
  files: z.array(venueFile),
  rooms: z.array(room),
  devices: z.int(),
  pieces: z.int(),
  baselines: z.array(baseline), // newest first
  history: z.array(history),
})

/** 差异附页, one line of a finished count that is not 一致. */
export const countDifference = z.object({
  no: z.int(),
  name: z.string(),
  model: z.string(),
  spec: z.string(),
  unit: z.string(),
  room: z.string(),
  expected: z.int(),
  counted: z.int(),
  result: z.enum(['short', 'over', 'duplicate', 'model']),
  foundModel: z.string(),
  note: z.string(),
})

/** What 附件5, the 场地基本信息表 and the 差异附页 print. Nothing in it answers 是□否□. */
export const venueFacts = z.object({
  orgName: z.string(),
  orgKind: z.enum(['Y', 'S']), // requirements F10: 附件5 is titled for 社会培训评价组织
  name: z.string(),
  address: z.string(),
  purpose: z.string(),
  contact: z.string(),
  phone: z.string(),
  occupations: z.array(scopeEntry.extend({ text: z.string() })), // text: 电工（五级/初级工、四级/中级工）
  occupationText: z.string(), // all of them, as 附件5's sentence takes them
  filedOn: isoDate.nullable(),
  validUntil: isoDate.nullable(),
  receipt: z.string(),
  equipment: z.array(device.extend({ no: z.int() })),
  baselineOn: isoDate.nullable(),
  differences: z.array(difference),
  check: z.object({ id, finishedOn: isoDate, room: z.string().nullable(), rows: z.array(countDifference) }).nullable(),
})

export const readiness = z.object({
  findings: z.array(finding), // R-VENUE-*; empty = nothing is missing or expired
  filing: filingState,
  validUntil: isoDate.nullable(),
  baselineOn: isoDate.nullable(),
  differences: differenceCounts,
  below: z.int(), // devices that are fewer than filed
  photos: z.int(),
  newestPhotoOn: isoDate.nullable(),
  photoDays: z.int(), // the organisation's own limit
  occupations: z.int(),
  lastCheckOn: isoDate.nullable(),
})

export const venueLimits = z.strictObject({ photoDays: z.int().min(1).max(3650) })

export const occupation = z.object({
  id,
  code: z.string(),
  occupation: z.string(),
  trade: z.string(),
  levels: z.array(z.string()),
})

const reason = required(200)

const FILE = { key: ['fileId'] }

export const venueRoutes = {
  'venue.list': route(
    z.strictObject({ filter: venueFilter, page }),
    z.object({ rows: z.array(venueRow), total: z.int() }),
  ),
  'venue.get': route(z.strictObject({ id }), venue),
  'venue.save': edit('venue', venueInput, venue),
  'venue.remove': edit('venue', z.strictObject({ id, seen, reason }), z.object({})),
  'venue.restore': edit('venue', z.strictObject({ id, seen }), venue),

  /** 备案. `none` and `submitted` take no dates; `baseline` also keeps today's equipment as the filed list. */
  'venue.setFiling': edit(
    'venue',
    z.strictObject({
      id,
      seen,
      status: filingStatus,
      filedOn: isoDate.nullable(),
      validUntil: isoDate.nullable(),
      receipt: text(80),
      attachment: upload.nullable(), // scan of the 回执
      baseline: z.boolean(),
    }),
    venue,
  ),
  'venue.addFile': route(
    z.strictObject({ id, kind: venueFileKind, file: upload, takenOn: isoDate.nullable(), note: text(200) }),
    venueFile,
  ),
  /** Types (or with null: takes back) the taken-date of a photo. */
  'venue.datePhoto': edit(
    'venue_file',
    z.strictObject({ fileId: id, seen, takenOn: isoDate.nullable() }),
    venueFile,
    FILE,
  ),
  'venue.removeFile': edit('venue_file', z.strictObject({ fileId: id, seen, reason }), z.object({}), FILE),

  'venue.takeBaseline': route(
    z.strictObject({ id, on: isoDate, receipt: text(80), note: text(200), attachment: upload.nullable() }),
    baseline,
  ),
  /** The devices of a baseline as they were filed. */
  'venue.baselineRows': route(
    z.strictObject({ baselineId: id, page }),
    z.object({ rows: z.array(device.extend({ no: z.int() })), total: z.int() }),
  ),
  /** Today against a baseline; without baselineId against the newest. baseline is null when there is none. */
  'venue.diff': route(
    z.strictObject({
      id,
      baselineId: id.optional(),
      kinds: z.array(differenceKind).optional(),
      unexplained: z.boolean().optional(),
      page,
    }),
    z.object({
      baseline: baseline.nullable(),
      counts: differenceCounts,
      rows: z.array(difference),
      total: z.int(),
    }),
  ),
  /** 变更说明 for one or many differences; a later text stands over an earlier one. */
  'venue.explain': route(
    z.strictObject({ id, baselineId: id, keys: z.array(z.string().max(2000)).min(1).max(10_000), text: required(300) }),
    z.object({ explained: z.int() }),
  ),

  /** Before an inspection: what is missing or expired. */
  'venue.readiness': route(z.strictObject({ id }), readiness),
  'venue.limits': route(none, venueLimits),
  'venue.setLimits': route(venueLimits, venueLimits),
  /** What the forms print; without checkId the newest finished count. */
  'venue.facts': route(z.strictObject({ id, baselineId: id.optional(), checkId: id.optional() }), venueFacts),

  // The dictionary of 职业（工种）
  'occupation.list': route(
    z.strictObject({ search: text(60), page }),
    z.object({ rows: z.array(occupation), total: z.int() }),
  ),
  'occupation.template': route(none, savedFile),
  /** Adds what a sheet lists and renews what it repeats: all rows without errors, in one transaction. */
  'occupation.import': route(
    z.strictObject({ file: upload.optional() }),
    z
      .object({
        fileName: z.string(),
        added: z.int(),
        updated: z.int(),
        unchanged: z.int(),
        problems: z.array(z.object({ row: z.int(), message: z.string() })), // rows that were left out
        notes: z.array(z.string()), // what else was left out, in words
      })
      .nullable(),
  ),
  'occupation.remove': route(z.strictObject({ ids: z.array(id).max(10_000) }), z.object({ removed: z.int() })),
}

export type FilingStatus = z.infer<typeof filingStatus>
export type FilingState = z.infer<typeof filingState>
export type ScopeEntry = z.infer<typeof scopeEntry>
export type VenueInput = z.infer<typeof venueInput>
export type VenueFilter = z.infer<typeof venueFilter>
export type VenueRow = z.infer<typeof venueRow>
export type VenueFile = z.infer<typeof venueFile>
export type Venue = z.infer<typeof venue>
export type Baseline = z.infer<typeof baseline>
export type Difference = z.infer<typeof difference>
export type DifferenceKind = z.infer<typeof differenceKind>
export type DifferenceCounts = z.infer<typeof differenceCounts>
export type CountDifference = z.infer<typeof countDifference>
export type VenueFacts = z.infer<typeof venueFacts>
export type Readiness = z.infer<typeof readiness>
export type Occupation = z.infer<typeof occupation>

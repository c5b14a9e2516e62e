import { z } from 'zod'
import { clock, clockTo } from './batch.ts'
import { finding, id, isoDate, page, required, text, upload } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'
import { inspector } from './supervision.ts'
import { attachment } from './supervisor.ts'

const reason = required(200)
const count = z.int('人数应为整数').min(0).max(100_000)

/** 筹备 就绪 进行中 已结束: derived from dates and rules. */
export const contestState = z.enum(['preparing', 'ready', 'running', 'ended'])

/** 事中 or 事后 (第二十五条). */
export const contestVisitKind = z.enum(['during', 'after'])

export const contestInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(),
  name: required(120), // 竞赛项目名称
  host: required(120), // 主办单位
  coHost: text(200), // 协办单位
  items: z.array(z.strictObject({ occupation: required(60), level: text(20) })).max(50),
  noticeNo: text(60), // 通知文号
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  contact: text(60),
  phone: text(20),
  note: text(500),
})

/** One row of 附件6. */
export const contestPlaceInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(),
  contestId: id,
  place: required(120),
  occupation: text(120),
  people: count,
  fromOn: isoDate,
  fromTime: clock,
  toOn: isoDate,
  toTime: clockTo,
  note: text(200),
})

/** 赛务 with 资质证明 (第八条). */
export const contestStaffInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(),
  contestId: id,
  name: required(40),
  duty: text(40),
  certificate: text(80),
  validTo: isoDate.nullable(),
  phone: text(20),
  file: upload.optional(), // a scan; absent: the one that is stored stays
})

/** 附件7 事后 item 12. `ratio`: 1/3, 30% or 12.5%, as the document has it. */
export const contestResultInput = z.strictObject({
  id,
  seen,
  ratio: text(20),
  ratioNo: text(80),
  entrants: count.nullable(),
  applied: count.nullable(),
})

export const contestVisitInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(),
  contestId: id,
  kind: contestVisitKind,
  placeId: id.nullable(), // where; 事后 may have none
  parts: z.array(z.enum(['theory', 'skill'])).max(2), // 督导内容 of 附件7 事中
  on: isoDate,
  endedOn: isoDate, // 任务完成: the deadline of 附件7 starts here
  endReason: text(200),
  inspectors: z.array(inspector).min(1, '至少填写一名督导员'),
  opinion: text(2000),
})

export const contestPlace = contestPlaceInput.required({ id: true }).extend({
  seen: seenOf('contest_place'),
  due: z.string(), // how many 外督员 the place is due
})

export const contestStaff = contestStaffInput
  .required({ id: true })
  .omit({ file: true })
  .extend({ seen: seenOf('contest_staff'), qualified: z.boolean(), file: attachment.nullable() })

export const contestVisit = contestVisitInput.required({ id: true }).extend({
  seen: seenOf('contest_visit'),
  place: z.string(),
  scans: z.array(z.object({ form: z.string(), file: attachment })),
  findings: z.array(finding), // R-EXT-26: information only
})

export const contestRow = z.object({
  id,
  seen: seenOf('contest'),
  name: z.string(),
  host: z.string(),
  occupations: z.string(),
  state: contestState,
  from: isoDate.nullable(), // over all places
  to: isoDate.nullable(),
  places: z.int(),
  people: z.int(),
  qualified: z.int(), // 赛务 with 资质
  visits: z.int(),
  nextDue: isoDate.nullable(),
  findings: z.int(),
})

export const contest = contestInput
  .required({ id: true })
  .extend(contestResultInput.omit({ id: true, seen: true }).shape)
  .extend({
    seen: seenOf('contest'),
    state: contestState,
    readyOn: isoDate.nullable(),
    readyBy: z.string(),
    quota: z.string(), // 100 × 1/3 = 33 又 1/3，舍去零头，最多 33 人; blank while not known
    places: z.array(contestPlace),
    staff: z.array(contestStaff),
    visits: z.array(contestVisit),
    findings: z.array(finding),
    deletedAt: z.string().nullable(),
  })

export const contestFilter = z.strictObject({
  search: text(60).optional(),
  states: z.array(contestState).optional(),
  trash: z.boolean().optional(),
})

/** The fifteen papers K1–K15 of a contest. */
export const contestSlots = z.object({
  slots: z.array(
    z.object({
      seen: seenOf('contest_slot_na', ['contestId', 'slot']),
      slot: z.string(),
      name: z.string(),
      state: z.enum(['archived', 'na', 'missing']),
      files: z.int(),
      reason: z.string(), // of 不适用
    }),
  ),
})

const SLOT = { key: ['contestId', 'slot'] }

export const contestRoutes = {
  'contest.list': route(
    z.strictObject({ filter: contestFilter, page }),
    z.object({ rows: z.array(contestRow), total: z.int() }),
  ),
  'contest.get': route(z.strictObject({ id }), contest),
  'contest.save': edit('contest', contestInput, contest),
  /** Somebody declares it 就绪; R-CMP-STAFF refuses, and takes it back when it holds no longer. */
  'contest.ready': edit('contest', z.strictObject({ id, seen }), contest),
  'contest.unready': edit('contest', z.strictObject({ id, seen, reason }), contest),
  /** R-CMP-RATIO refuses 申请核发人数 over the 晋升比例. */
  'contest.result': edit('contest', contestResultInput, contest),
  'contest.remove': edit('contest', z.strictObject({ id, seen, reason }), z.object({})),
  'contest.restore': edit('contest', z.strictObject({ id, seen }), z.object({})),
  'contestPlace.save': edit('contest_place', contestPlaceInput, contest),
  'contestPlace.remove': edit('contest_place', z.strictObject({ id, seen, reason }), contest),
  'contestStaff.save': edit('contest_staff', contestStaffInput, contest),
  'contestStaff.remove': edit('contest_staff', z.strictObject({ id, seen, reason }), contest),
  'contestVisit.save': edit('contest_visit', contestVisitInput, contest),
  'contestVisit.remove': edit('contest_visit', z.strictObject({ id, seen, reason }), contest),
  'contestVisit.scan': route(z.strictObject({ id, form: required(20), file: upload }), contest),
  'contestSlot.list': route(z.strictObject({ contestId: id }), contestSlots),
  'contestSlot.setNa': edit(
    'contest_slot_na',
    z.strictObject({ contestId: id, slot: required(4), seen, reason }),
    contestSlots,
    SLOT,
  ),
  'contestSlot.clearNa': edit(
    'contest_slot_na',
    z.strictObject({ contestId: id, slot: required(4), seen }),
    contestSlots,
    SLOT,
  ),
}

export type Contest = z.infer<typeof contest>
export type ContestRow = z.infer<typeof contestRow>
export type ContestSlots = z.infer<typeof contestSlots>
export type ContestInput = z.infer<typeof contestInput>
export type ContestFilter = z.infer<typeof contestFilter>
export type ContestPlace = z.infer<typeof contestPlace>
export type ContestStaff = z.infer<typeof contestStaff>
export type ContestVisit = z.infer<typeof contestVisit>
export type ContestVisitInput = z.infer<typeof contestVisitInput>

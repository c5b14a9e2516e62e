import { z } from 'zod'
import { finding, id, isoDate, none, page, required, savedFile, text, upload } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'

/** 认定形式 (requirements §4): several may meet in one batch. */
export const assessmentForm = z.enum(['theory', 'skill', 'review', 'process', 'performance', 'direct'])

/** Life of a batch, derived from its dates: 备案 计划 报名 考前 考中 评分 公示 发证 归档. */
export const phase = z.enum([
  'filing',
  'plan',
  'signup',
  'before',
  'during',
  'scoring',
  'public',
  'certified',
  'archived',
])

export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 09:00')
/** An end: 24:00 is that of the day, as people write it. */
export const clockTo = z.string().regex(/^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/, '时间写成 09:00，一天的结束可写 24:00')
const reason = required(200)
const count = z.int('人数应为整数').min(0).max(100_000)

/** Every date is optional while the batch is young; their order is checked by rule (R-ORDER), never forced. */
export const batchDates = z.strictObject({
  filedOn: isoDate.nullable(), // 方案备案
  plannedOn: isoDate.nullable(), // 计划申报
  announcedOn: isoDate.nullable(), // 公告
  signupFrom: isoDate.nullable(),
  signupTo: isoDate.nullable(),
  reviewedOn: isoDate.nullable(), // 资格审核
  examFrom: isoDate.nullable(),
  examTo: isoDate.nullable(),
  scoredOn: isoDate.nullable(),
  publicFrom: isoDate.nullable(),
  publicTo: isoDate.nullable(),
  certifiedOn: isoDate.nullable(), // 发证
  archivedOn: isoDate.nullable(),
})

/** 职业/工种/等级 with planned and actual 人数. */
export const batchItem = z.strictObject({
  occupation: required(60),
  trade: text(60),
  level: text(20),
  planned: count,
  actual: count.nullable(),
})

export const batchInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(), // of a batch that is there already
  planNo: required(60), // 计划号
  name: required(120),
  org: text(80), // 被督导机构: blank is our own; another one is refused (R-CARD-SCOPE)
  forms: z.array(assessmentForm).min(1, '至少选一种认定形式'),
  items: z.array(batchItem),
  venueId: id.nullable(),
  place: text(120), // where, in words, when the venue is not in the register
  contact: text(60),
  phone: text(20),
  dates: batchDates,
  note: text(500),
})

export const sessionInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(),
  batchId: id,
  date: isoDate,
  from: clock,
  to: clockTo, // not after `from`: ends on the next day
  room: text(60),
  subject: text(60),
  count,
  /** What really happened; null until it is known. Every difference from the plan asks for an explanation (第二十条（三）). */
  actual: z.strictObject({ date: isoDate, from: clock, to: clockTo, room: text(60), count }).nullable(),
  explanation: text(500),
})

/** Who works in a session. 内督员 are assigned by 委派 (assign.*), not here. */
export const staffRole = z.enum(['examiner', 'affairs', 'invigilator', 'head']) // 考评 考务 监考 负责人
export const staffInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(),
  batchId: id,
  sessionIds: z.array(id).min(1, '至少选一个场次'),
  role: staffRole,
  name: required(40),
  supervisorId: id.nullable(), // when the same person is also in the roster
  certificate: text(40),
  validTo: isoDate.nullable(),
  phone: text(20),
})

export const difference = z.object({
  what: z.string(),
  planned: z.string(),
  actual: z.string(),
  explained: z.string().nullable(),
})

export const session = sessionInput.required({ id: true }).extend({
  seen: seenOf('batch_session'),
  differences: z.array(difference),
  assigned: z.array(z.object({ assignmentId: id, supervisorId: id, name: z.string(), code: z.string().nullable() })),
})

export const staff = staffInput.required({ id: true }).extend({
  seen: seenOf('batch_staff'),
  sessionIds: z.array(id), // empty when all their sessions were cancelled
  expired: z.boolean(),
})

/** 已封存, 调查冻结. */
export const frozen = z.enum(['sealed', 'held'])

export const batchRow = z.object({
  id,
  seen: seenOf('batch'),
  planNo: z.string(),
  name: z.string(),
  forms: z.array(assessmentForm),
  phase,
  planned: z.int(),
  actual: z.int().nullable(),
  examFrom: isoDate.nullable(),
  examTo: isoDate.nullable(),
  venue: z.string(),
  sessions: z.int(),
  candidates: z.int(),
  covered: z.strictObject({ before: z.int(), during: z.int(), after: z.int() }), // internal records sealed
  openRectifications: z.int(),
  nextDue: isoDate.nullable(),
  findings: z.int(), // warnings by rule today
  frozen: frozen.nullable(), // held also when it is sealed as well
})

export const batch = batchInput.required({ id: true }).extend({
  seen: seenOf('batch'),
  origin: z.string(), // 来源: the package that it came with; '' where it was recorded here
  phase,
  venue: z.string(),
  sessions: z.array(session),
  staff: z.array(staff),
  candidates: z.int(),
  /** The rules that it is judged by: the pack of its time. */
  pack: z.object({ id: z.string(), title: z.string(), from: isoDate.nullable(), before: z.boolean() }),
  findings: z.array(finding),
  deletedAt: z.string().nullable(),
})

export const batchFilter = z.strictObject({
  search: text(60).optional(),
  phases: z.array(phase).optional(),
  year: z.int().min(2000).max(2099).optional(),
  trash: z.boolean().optional(),
  frozen: z.enum(['sealed', 'held', 'none']).optional(), // sealed and held: all that are, also those that are both
})

export const candidate = z.object({
  id,
  number: z.string(), // 准考证号 or 序号
  name: z.string(),
  sex: z.string(),
  idMasked: z.string().nullable(),
  occupation: z.string(),
  level: z.string(),
  unit: z.string(),
  phone: z.string(),
})

export const sample = z.object({
  id,
  batchId: id,
  seed: z.string(),
  size: z.int(),
  total: z.int(), // how many were in the list that it was drawn from
  drawnAt: z.string(),
  drawnBy: z.string(),
  candidates: z.array(candidate),
})

export const batchRoutes = {
  'batch.list': route(
    z.strictObject({
      filter: batchFilter,
      sort: z.strictObject({ by: z.enum(['examFrom', 'planNo', 'updatedAt']), desc: z.boolean() }),
      page,
    }),
    z.object({ rows: z.array(batchRow), total: z.int() }),
  ),
  'batch.get': route(z.strictObject({ id }), batch),
  'batch.save': edit('batch', batchInput, batch),
  /** What the facts of today say of batches still to come: 委派 that no longer stand, venues not filed on the day of the exam. */
  'batch.review': route(none, z.object({ lines: z.array(z.object({ batchId: id, batch: z.string(), finding })) })),
  /** A new batch with the forms, items, staff and sessions of an earlier one; dates moved by whole days, actuals and people's assignments left out. */
  'batch.copy': route(z.strictObject({ id, planNo: required(60), name: required(120), examFrom: isoDate }), batch),
  'batch.remove': edit('batch', z.strictObject({ id, seen, reason }), z.object({})),
  'batch.restore': edit('batch', z.strictObject({ id, seen }), z.object({})),
  'session.save': edit('batch_session', sessionInput, batch),
  'session.remove': edit('batch_session', z.strictObject({ id, seen, reason }), batch),
  'staff.save': edit('batch_staff', staffInput, batch),
  'staff.remove': edit('batch_staff', z.strictObject({ id, seen }), batch),
  /** Reads 工作人员 from a sheet, or from cells copied out of one with their header, and writes nothing. */
  'staff.read': route(
    z.strictObject({ batchId: id, file: upload.optional(), text: z.string().max(200_000).optional() }),
    z.object({
      rows: z.array(
        z.object({
          name: z.string(),
          role: staffRole.nullable(), // null: the sheet does not say
          certificate: z.string(),
          validTo: isoDate.nullable(),
          phone: z.string(),
          known: z.string().nullable(), // who has that name in the batch already, with the post
        }),
      ),
      problems: z.array(z.object({ where: z.string(), message: z.string() })),
      notes: z.array(z.string()),
    }),
  ),
  /** Adds people to those sessions, all or none. */
  'staff.add': route(
    z.strictObject({
      batchId: id,
      sessionIds: staffInput.shape.sessionIds,
      rows: z
        .array(staffInput.pick({ role: true, name: true, certificate: true, validTo: true, phone: true }))
        .min(1)
        .max(500),
    }),
    batch,
  ),
  'candidate.list': route(
    z.strictObject({ batchId: id, search: text(60).optional(), page }),
    z.object({ seen: seenOf('candidates', ['batchId']), rows: z.array(candidate), total: z.int() }),
  ),
  /** Excel with 姓名, 准考证号, 性别, 身份证号, 职业, 等级, 单位, 联系电话. Replaces the list as a whole after `confirm`; errors come back by row. */
  'candidate.import': edit(
    'candidates',
    z.strictObject({ batchId: id, seen, file: upload.optional(), confirm: z.boolean() }),
    z
      .object({
        total: z.int(),
        written: z.int(),
        errors: z.array(z.object({ row: z.int(), message: z.string() })),
        notes: z.array(z.string()), // what was left out, in words
      })
      .nullable(),
    { key: ['batchId'] },
  ),
  'candidate.template': route(none, savedFile),
  /** 按考生名册抽查: the same seed draws the same people. A blank seed is chosen and recorded. */
  'sample.draw': route(z.strictObject({ batchId: id, size: z.int().min(1).max(10_000), seed: text(40) }), sample),
  'sample.list': route(z.strictObject({ batchId: id }), z.object({ samples: z.array(sample) })),
}

export type Batch = z.infer<typeof batch>
export type BatchRow = z.infer<typeof batchRow>
export type BatchInput = z.infer<typeof batchInput>
export type BatchDates = z.infer<typeof batchDates>
export type BatchFilter = z.infer<typeof batchFilter>
export type Session = z.infer<typeof session>
export type Staff = z.infer<typeof staff>
export type StaffRole = z.infer<typeof staffRole>
export type Sample = z.infer<typeof sample>

import { z } from 'zod'
import { clock, clockTo } from './batch.ts'
import { finding, id, instant, isoDate, none, page, required, savedFile, text, upload } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'
import { attachment } from './supervisor.ts'

const reason = required(200)

// —— 回避关系 and 委派 (第九、十五条) ——

export const relationKind = z.enum(['近亲属', '师生', '师徒', '同事', '培训授课', '利害关系'])
export const relation = z.object({
  id,
  supervisorId: id,
  supervisorName: z.string(),
  withName: z.string(),
  withSupervisorId: id.nullable(),
  kind: relationKind,
  declaredBy: z.enum(['self', 'other']),
  on: isoDate,
  note: z.string(),
})

export const assignable = z.object({
  id,
  name: z.string(),
  code: z.string().nullable(),
  rank: z.int().nullable(), // null: may not
  findings: z.array(finding),
  lastOn: isoDate.nullable(),
  runs: z.int(), // supervisions in the last 12 months
})

export const assignment = z.object({
  id,
  number: z.string(), // 委派单编号, e.g. WP-2026-0007
  batchId: id,
  content: z.string(),
  issuedOn: isoDate,
  issuer: z.string(),
  people: z.array(
    z.object({
      supervisorId: id,
      name: z.string(),
      code: z.string().nullable(),
      sessionIds: z.array(id),
      override: z.string().nullable(),
      approver: z.string(), // the 负责人 who judged so; '' where nobody had to
    }),
  ),
  state: z.enum(['valid', 'void']),
  lateReason: z.string().nullable(), // 补办
  outdated: z.array(
    z.object({ supervisorId: id, name: z.string(), sessionId: id, session: z.string(), findings: z.array(finding) }),
  ), // 需重新委派
})

// —— 内部督导记录 ——

/** 第十八条 «等»: which form a record has is data. */
export const recordKind = z.enum(['onsite', 'afterwards'])
export const recordPhase = z.enum(['before', 'during', 'after']) // 考前 考中 考后
export const answer = z.enum(['yes', 'no'])

export const recordItem = z.strictObject({
  number: required(4), // a printed label, never an index (T10)
  answer: answer.nullable(),
  remark: text(500),
})

/** What is filled in. Items that are left out are not touched. */
export const recordDraft = z.strictObject({
  badge: answer.nullable(), // 佩证 (第十七条)
  items: z.array(recordItem),
  opinion: text(2000), // 存在问题
  phases: z.array(recordPhase).min(1),
  on: isoDate,
})

export const supervisionRecord = z.object({
  id,
  seen: seenOf('supervision'),
  version: z.int(), // 1, 2, …: a correction after sealing makes a new one
  batchId: id,
  assignmentId: id,
  supervisorId: id,
  supervisorName: z.string(),
  kind: recordKind,
  phases: z.array(recordPhase),
  sessionIds: z.array(id),
  on: isoDate,
  badge: answer.nullable(), // 佩证 (第十七条)
  items: z.array(recordItem),
  opinion: z.string(), // 存在问题
  state: z.enum(['draft', 'sealed', 'superseded']),
  sealedAt: instant.nullable(),
  correctionReason: z.string(),
  evidence: z.array(z.object({ number: z.string(), file: attachment })), // by item
  versions: z.array(z.object({ id, version: z.int(), sealedAt: instant.nullable(), reason: z.string() })),
})

/** What a result from the exam room says, beside a record that it may belong to. */
const fieldTarget = z.object({
  recordId: id.nullable(), // null: no record yet
  state: z.enum(['new', 'draft', 'sealed']),
  version: z.int(),
  on: isoDate,
  sessionIds: z.array(id),
  fields: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      now: z.string(),
      brought: z.string(),
      state: z.enum(['same', 'new', 'differs']), // new: nothing stands there yet
    }),
  ),
  photos: z.array(
    z.object({
      index: z.int(),
      number: z.string(),
      bytes: z.int(),
      takenAt: z.string().nullable(), // by the camera's clock
      have: z.boolean(),
    }),
  ),
})

// —— 外督员 ——

export const inspector = z.strictObject({
  name: required(40),
  number: text(40), // ^R\d{8}$ or free text
  unit: text(80),
  from: clock.nullable(), // 进场
  to: clockTo.nullable(), // 离场
})

export const visitInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(),
  batchId: id,
  kind: required(20), // 现场督导, 事后认定资料督导, …: the list is data (visit.kinds)
  on: isoDate,
  endedOn: isoDate, // the start event of the deadlines; editable with a reason (T2)
  endReason: text(200),
  inspectors: z.array(inspector).min(1, '至少填写一名外督员'),
  opinion: text(2000),
})

export const visit = visitInput.required({ id: true }).extend({
  seen: seenOf('visit'),
  scans: z.array(z.object({ id, form: z.string(), file: attachment })), // signed 附件3, 附件4
  handed: z.array(
    z.object({
      id,
      at: instant,
      what: z.string(),
      way: z.enum(['查阅', '复印', '移交']),
      by: z.string(),
      to: z.string(),
    }),
  ), // 资料提供登记
  /** 工作反馈情况 of 附件4, all versions, the newest first. */
  feedback: z.array(
    z.object({
      id,
      inspector: z.string(),
      number: z.string(),
      version: z.int(),
      text: z.string(),
      at: instant,
      by: z.string(),
    }),
  ),
  findings: z.array(finding), // R-EXT-2, R-EXT-200: information only
  hours: z.array(z.object({ name: z.string(), minutes: z.int().nullable(), reference: z.string() })), // reference fee, never payable by us (T17)
})

// —— 期限 ——

export const deadlineState = z.enum(['done', 'late', 'overdue', 'soon', 'open', 'unknown'])
export const deadline = z.object({
  id,
  seen: seenOf('deadline'),
  what: z.string(), // 附件4 提交社会事业局
  basis: z.string(), // 第二十二条 …
  articleId: z.string(),
  event: z.string(), // 督导结束
  eventOn: isoDate,
  due: isoDate.nullable(), // null: 未装载
  note: z.string(), // 顺延日, 未装载2027
  state: deadlineState,
  submittedOn: isoDate.nullable(),
  receipt: z.string(),
  batchId: id.nullable(),
  batchName: z.string(),
  visitId: id.nullable(),
  contestId: id.nullable(), // 附件7, after a visit to a contest
  contestName: z.string(),
  findings: z.array(finding), // R-DL5, R-DLWD5, R-DL-YEAR: while it is near, over or cannot be told
  contestVisitId: id.nullable(),
  source: z.enum(['visit', 'rectification', 'manual']),
})

// —— 问题与整改 ——

export const rectificationInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(),
  batchId: id,
  recordId: id.nullable(),
  visitId: id.nullable(),
  number: text(4), // item
  problem: required(1000),
  measure: text(1000),
  responsible: text(40),
  due: isoDate.nullable(), // null: the default of domain/rectify.ts
})

export const rectification = rectificationInput.required({ id: true }).extend({
  seen: seenOf('rectification'),
  openedOn: isoDate,
  batchName: z.string(),
  evidence: z.array(attachment),
  reply: z.string(),
  repliedOn: isoDate.nullable(),
  reviewer: z.string(), // another person than the responsible one
  closedOn: isoDate.nullable(),
  noEvidence: z.string(), // why none can exist, in the reviewer's words
  state: z.enum(['open', 'replied', 'closed', 'overdue']),
  days: z.int(), // open for
  findings: z.array(finding), // R-FIX with 第三十条（三）
})

export const VISIT_KINDS = 'visit.kinds' // where the kinds are stored

export const supervisionRoutes = {
  'relation.list': route(z.strictObject({ supervisorId: id.optional() }), z.object({ relations: z.array(relation) })),
  'relation.add': route(
    z.strictObject({
      supervisorId: id,
      withName: required(40),
      withSupervisorId: id.nullable(),
      kind: relationKind,
      declaredBy: z.enum(['self', 'other']),
      on: isoDate,
      note: text(200),
      approver: text(40).optional(), // the 负责人, where a weaker kind takes the place of one that refuses
    }),
    relation,
  ),
  'relation.strike': route(z.strictObject({ id, reason }), z.object({})),

  'assign.rank': route(z.strictObject({ sessionId: id }), z.object({ people: z.array(assignable) })),
  /** Proposes people for every session of a batch at once: the best-ranked who may, spread by rotation. Nothing is written. */
  'assign.propose': route(
    z.strictObject({ batchId: id, perSession: z.int().min(1).max(5) }),
    z.object({ sessions: z.array(z.object({ sessionId: id, people: z.array(assignable) })), milliseconds: z.number() }),
  ),
  /** Issues a 委派单. `overrides`: person → reason, only for rules that allow it. Refused with every finding otherwise. */
  'assign.issue': route(
    z.strictObject({
      batchId: id,
      content: required(500),
      issuer: required(40),
      issuedOn: isoDate,
      lateReason: text(200).optional(), // 补办: why it is made out after its session; printed (R-DT-LATE)
      people: z
        .array(
          z.strictObject({
            supervisorId: id,
            sessionIds: z.array(id).min(1),
            override: text(200).nullable(),
            approver: text(40).optional(), // asked for where the rule's override is `head`
          }),
        )
        .min(1),
    }),
    assignment,
  ),
  'assign.list': route(z.strictObject({ batchId: id }), z.object({ assignments: z.array(assignment) })),
  /** 委派通知 as text to send; all people of the 委派单 where none is named. */
  'assign.notice': route(z.strictObject({ id, supervisorId: id.optional() }), z.object({ text: z.string() })),
  /** The same sessions as a calendar file. */
  'assign.ics': route(z.strictObject({ id, supervisorId: id.optional() }), savedFile),
  'assign.void': route(z.strictObject({ id, reason }), assignment),

  /** 考场填写页: one page for one person of a 委派单, to be filled without a network. Names no number of anybody. */
  'assign.exportField': route(z.strictObject({ id, supervisorId: id, kind: recordKind }), savedFile),
  /** Asks for a result file and compares it with every record that it may belong to; null when the dialog was cancelled. Nothing is written. */
  'supervision.openField': route(
    none,
    z
      .object({
        token: z.string(),
        number: z.string(),
        person: z.string(),
        kind: recordKind,
        batchId: id,
        savedAt: instant,
        targets: z.array(fieldTarget),
      })
      .nullable(),
  ),
  /** Takes what was chosen of an opened result, into a draft or (null) a new record; `seen` is what the comparison showed. Never seals. */
  'supervision.take': route(
    z.strictObject({
      token: required(40),
      into: id.nullable(),
      fields: z.array(required(20)).max(40),
      photos: z.array(z.int().nonnegative()).max(300),
    }),
    supervisionRecord,
  ),

  'supervision.list': route(z.strictObject({ batchId: id }), z.object({ records: z.array(supervisionRecord) })),
  'supervision.get': route(z.strictObject({ id }), supervisionRecord),
  /** R-ASSIGN: only under a 委派单 that names the person. */
  'supervision.start': route(
    z.strictObject({
      assignmentId: id,
      supervisorId: id,
      kind: recordKind,
      phases: z.array(recordPhase).min(1),
      sessionIds: z.array(id),
      on: isoDate,
    }),
    supervisionRecord,
  ),
  /**
   * Saves what was changed since `was`, the draft as its editor saw it: field by field and item by item, so that two people may fill one
   * record. STALE (with the items by name) only where both filled the same one.
   */
  'supervision.save': route(recordDraft.extend({ id, was: recordDraft }), supervisionRecord),
  'supervision.attach': route(z.strictObject({ id, number: text(4), file: upload }), supervisionRecord),
  /** R-UNTICK, R-NOTE: refused with the items at fault. Every 否 opens a 问题. */
  'supervision.seal': edit('supervision', z.strictObject({ id, seen }), supervisionRecord),
  /** After sealing: a new version with a reason; the old one stays readable. */
  'supervision.correct': route(z.strictObject({ id, reason }), supervisionRecord),
  'supervision.discard': edit('supervision', z.strictObject({ id, seen, reason }), z.object({})),
  'coverage.matrix': route(
    z.strictObject({ year: z.int().min(2000).max(2099).optional() }),
    z.object({
      due: z.int(), // phases that are due
      met: z.int(), // of these, with a record that can be true
      percent: z.number().nullable(), // null: nothing is due yet
      rows: z.array(
        z.object({
          batchId: id,
          name: z.string(),
          planNo: z.string(),
          before: z.int(),
          during: z.int(),
          after: z.int(),
          findings: z.array(finding),
        }),
      ),
    }),
  ),

  'visit.kinds': route(none, z.object({ kinds: z.array(z.string()), seen: seenOf('setting', [], VISIT_KINDS) })),
  'visit.setKinds': edit('setting', z.strictObject({ kinds: z.array(required(20)).min(1), seen }), z.object({}), {
    key: [],
    fixed: VISIT_KINDS,
  }),
  'visit.list': route(z.strictObject({ batchId: id.optional() }), z.object({ visits: z.array(visit) })),
  'visit.save': edit('visit', visitInput, visit),
  'visit.scan': route(z.strictObject({ id, form: required(20), file: upload }), visit),
  'visit.hand': route(
    z.strictObject({
      id,
      what: required(200),
      way: z.enum(['查阅', '复印', '移交']),
      by: required(40),
      to: required(40),
    }),
    visit,
  ),

  /** 附件4's text about one 外督员 (0-based): a new version, the earlier ones stay to be printed as they were. */
  'visit.feedback': route(z.strictObject({ id, inspector: z.int().nonnegative(), text: required(2000) }), visit),
  /** Made by mistake; refused while something rests on it. */
  'visit.strike': edit('visit', z.strictObject({ id, seen, reason }), z.object({})),
  /** To another batch, with all that was entered under it. */
  'visit.move': edit('visit', z.strictObject({ id, seen, batchId: id, reason }), visit),
  /** A scan to another visit of the batch, or to its right name. */
  'visit.moveScan': route(z.strictObject({ id, visitId: id, form: required(20), reason }), visit),
  /** One scan, 资料提供登记 or version of 反馈情况 made by mistake. */
  'visit.strikeEntry': route(z.strictObject({ of: z.enum(['scan', 'handed', 'feedback']), id, reason }), visit),

  'deadline.list': route(
    z.strictObject({
      states: z.array(deadlineState).optional(),
      batchId: id.optional(),
      contestId: id.optional(),
      from: isoDate.optional(),
      to: isoDate.optional(),
      page,
    }),
    z.object({ rows: z.array(deadline), total: z.int() }),
  ),
  'deadline.submit': edit('deadline', z.strictObject({ id, seen, submittedOn: isoDate, receipt: text(120) }), deadline),
  'deadline.reopen': edit('deadline', z.strictObject({ id, seen, reason }), deadline),
  'deadline.add': route(
    z.strictObject({ what: required(80), basis: text(120), due: isoDate, batchId: id.nullable() }),
    deadline,
  ),
  'deadline.ics': route(none, savedFile),
  'calendar.years': route(
    none,
    z.object({
      years: z.array(
        z.object({
          year: z.int(),
          source: z.string(),
          shipped: z.boolean(),
          holidays: z.array(z.object({ name: z.string(), from: isoDate, to: isoDate })),
          workdays: z.array(isoDate),
        }),
      ),
    }),
  ),
  /** Parses the pasted 国办 notice; with `confirm` it is stored and open deadlines are computed anew. */
  'calendar.load': route(
    z.strictObject({ text: required(20_000), confirm: z.boolean() }),
    z.object({
      year: z.int(),
      doubts: z.array(z.string()), // what a person should look at before trusting it
      replaces: z.string().nullable(), // the arrangement of that year that is loaded now
      changes: z.array(z.string()), // what differs from it
      holidays: z.array(z.object({ name: z.string(), from: isoDate, to: isoDate })),
      workdays: z.array(isoDate),
    }),
  ),

  'rectification.list': route(
    z.strictObject({
      batchId: id.optional(),
      states: z.array(z.enum(['open', 'replied', 'closed', 'overdue'])).optional(),
      page,
    }),
    z.object({
      rows: z.array(rectification),
      total: z.int(),
      ageing: z.array(z.object({ label: z.string(), count: z.int() })),
      overdue: z.int(), // of those that are not closed: past their last day without a reply
    }),
  ),
  'rectification.save': edit('rectification', rectificationInput, rectification),
  'rectification.reply': edit(
    'rectification',
    z.strictObject({ id, seen, reply: required(2000), on: isoDate, evidence: z.array(upload) }),
    rectification,
  ),
  /** The reviewer is another person than the responsible one. Without evidence he says why none can exist. */
  'rectification.close': edit(
    'rectification',
    z.strictObject({ id, seen, reviewer: required(40), on: isoDate, noEvidence: text(200).optional() }),
    rectification,
  ),
  'rectification.reopen': edit('rectification', z.strictObject({ id, seen, reason }), rectification),

  /** 模拟督导: 附件3 run over the batch now. */
  'mock.run': route(
    z.strictObject({ batchId: id, kind: recordKind }),
    z.object({
      items: z.array(z.object({ number: z.string(), text: z.string(), answer, lacks: z.array(z.string()) })),
    }),
  ),
}

export type Assignable = z.infer<typeof assignable>
export type Assignment = z.infer<typeof assignment>
export type SupervisionRecord = z.infer<typeof supervisionRecord>
export type Visit = z.infer<typeof visit>
export type VisitInput = z.infer<typeof visitInput>
export type Deadline = z.infer<typeof deadline>
export type Rectification = z.infer<typeof rectification>
export type Relation = z.infer<typeof relation>

import { z } from 'zod'
import { finding, id, instant, isoDate, none, required, savedFile, sha256, text } from './common.ts'
import { localTime } from './evidence.ts'
import { route } from './route.ts'

const reason = required(200)
const clockTime = z.string() // 2026-11-23T09:30, local

// —— slots (requirements §7) ——

export const slotState = z.enum(['archived', 'na', 'missing', 'none']) // none: optional and empty
export const slotRow = z.object({
  slot: z.string(), // G2
  name: z.string(), // 实操评分表（考评员签名）
  phase: z.string(), // 评分: the group of requirements §4
  required: z.boolean(),
  state: slotState,
  reason: z.string(), // of 不适用
  files: z.int(),
  records: z.int(), // what the program itself keeps: 委派单, sealed records, 名册, samples, scans of visits, 整改
  onsite: z.array(z.string()), // items of 附件3 现场 that rest on it
  afterwards: z.array(z.string()), // of 附件3 事后
  retention: z.string(), // 5年, 30年, 永久
})
export const slotList = z.object({
  slots: z.array(slotRow),
  percent: z.number(), // of the required slots: archived or 不适用
  missing: z.array(z.string()), // required and empty, as 「G2 实操评分表」
})

export const span = z.object({ from: clockTime, to: clockTime })

// —— 四性检测 (requirements §8) ——

export const checkResult = z.enum(['pass', 'fail', 'warn', 'todo', 'na']) // todo: a person has to confirm
export const checkRow = z.object({
  no: z.int().min(1).max(24),
  group: z.enum(['真实性', '完整性', '可用性', '安全性']),
  item: z.string(), // 项目
  basis: z.string(), // 依据
  result: checkResult,
  notes: z.array(z.string()), // 说明: files and fields at fault, by name
})
export const checkReport = z.object({ rows: z.array(checkRow), at: instant, by: z.string() })

/** What only a person knows. */
export const checkInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('virus'),
    software: required(60),
    definitions: isoDate,
    by: required(40),
    on: isoDate,
    clean: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('counts'),
    signed: z.int().min(0).max(100_000),
    absent: z.int().min(0).max(100_000),
    scored: z.int().min(0).max(100_000),
  }),
  z.strictObject({ kind: z.literal('gap'), what: required(60), explanation: required(200) }), // 漏号说明
])

// —— 封存 ——

export const seal = z.object({
  id,
  batchId: id,
  version: z.int(),
  sealedAt: instant,
  sealedBy: z.string(),
  files: z.int(),
  bytes: z.int(),
  digest: sha256, // of the manifest
  logHead: z.string(),
  anchor: z.string(), // short code with check digits, for the slip that is signed in ink
  openedAt: instant.nullable(), // 解除封存
  openedBy: z.string(),
  openReason: z.string(),
})

export const hold = z.object({
  id,
  reason: z.string(),
  at: instant,
  by: z.string(),
  liftedAt: instant.nullable(),
  liftedBy: z.string(),
  liftReason: z.string(),
})

export const fixityRun = z.object({
  id,
  batchId: id.nullable(),
  at: instant,
  by: z.string(),
  scheduled: z.boolean(),
  files: z.int(),
  bytes: z.int(),
  changed: z.array(z.string()), // 「G2_003 实操评分表.pdf（批次…）」
  missing: z.array(z.string()),
  complete: z.boolean(), // false: cancelled
})

export const accessEntryInput = z.strictObject({
  batchId: id,
  visitor: required(40),
  unit: text(80),
  purpose: required(200),
  what: required(500),
  way: z.enum(['查阅', '复印', '拍照', '导出']),
  approvedBy: required(40),
  attendedBy: required(40), // 在场内督
})
export const accessEntry = accessEntryInput.extend({ id, at: instant, by: z.string() })

export const retentionRow = z.object({
  slot: z.string(),
  name: z.string(),
  minimum: z.int().nullable(), // years; null 永久
  years: z.int().nullable(),
})

/** Evidence whose retention is over, and why it may or may not be destroyed. */
export const expiredRow = z.object({
  id,
  code: z.string(),
  title: z.string(),
  batchName: z.string(),
  until: isoDate.nullable(), // 保管期满日; null 永久 or unknown
  findings: z.array(finding), // R-KEEP, R-HOLD
})

export const destruction = z.object({
  id,
  number: z.string(),
  reason: z.string(),
  proposedBy: z.string(),
  approvedBy: z.string(),
  witnessedBy: z.string(),
  at: instant,
  doneAt: instant.nullable(),
  items: z.array(z.object({ id, code: z.string(), title: z.string(), batchName: z.string(), sha256, bytes: z.int() })),
})

const onBatch = z.strictObject({ batchId: id })

export const archiveRoutes = {
  'slot.list': route(onBatch, slotList),
  'slot.setNa': route(z.strictObject({ batchId: id, slot: required(4), reason }), slotList),
  'slot.clearNa': route(z.strictObject({ batchId: id, slot: required(4) }), slotList),

  /** 影像覆盖: times of photos and videos (corrected per camera) against the sessions; R-MEDIA. */
  'media.coverage': route(
    onBatch,
    z.object({
      sessions: z.array(
        z.object({
          sessionId: id,
          title: z.string(),
          from: clockTime,
          to: clockTime,
          covered: z.array(span), // photos cover the minutes around them, see domain
          uncovered: z.array(span),
          uncoveredMinutes: z.int(),
          media: z.array(
            z.object({ evidenceId: id, code: z.string(), type: z.string(), at: clockTime, to: clockTime }),
          ),
        }),
      ),
      outside: z.array(z.object({ evidenceId: id, code: z.string(), at: clockTime.nullable() })), // in no session, or without a time
      cameras: z.array(z.object({ camera: z.string(), files: z.int(), offsetSeconds: z.int() })),
      findings: z.array(finding),
    }),
  ),
  /** One reference photo whose true time is known corrects its camera's clock for the batch. */
  'media.setClock': route(z.strictObject({ evidenceId: id, trueAt: localTime }), z.object({ offsetSeconds: z.int() })),

  'check.run': route(onBatch, checkReport),
  'check.input': route(z.strictObject({ batchId: id, input: checkInput }), z.object({})),
  'check.inputs': route(onBatch, z.object({ inputs: z.array(checkInput) })),

  'seal.list': route(
    onBatch,
    z.object({ seals: z.array(seal), sealed: seal.nullable(), hold: hold.nullable(), holds: z.array(hold) }),
  ),
  /** What a seal would find now: R-COVER, missing slots; nothing is written. */
  'seal.preview': route(
    onBatch,
    z.object({ files: z.int(), bytes: z.int(), findings: z.array(finding), missing: z.array(z.string()) }),
  ),
  /** Freezes the batch. Refused while a file is missing or changed. `reason` is asked for where required slots are missing. */
  'seal.close': route(z.strictObject({ batchId: id, reason: text(200) }), seal),
  'seal.open': route(z.strictObject({ batchId: id, who: required(40), reason }), seal),
  'hold.set': route(z.strictObject({ batchId: id, reason }), hold),
  'hold.lift': route(z.strictObject({ batchId: id, reason }), hold),

  'fixity.run': route(z.strictObject({ batchId: id.optional() }), fixityRun),
  'fixity.list': route(
    z.strictObject({ batchId: id.optional() }),
    z.object({ runs: z.array(fixityRun), everyDays: z.int(), nextOn: isoDate.nullable() }),
  ),
  'fixity.setSchedule': route(z.strictObject({ everyDays: z.int().min(0).max(365) }), z.object({ everyDays: z.int() })), // 0: never

  'access.list': route(z.strictObject({ batchId: id.optional() }), z.object({ entries: z.array(accessEntry) })),
  'access.add': route(accessEntryInput, accessEntry),
  'access.export': route(z.strictObject({ batchId: id.optional() }), savedFile), // xlsx

  'retention.list': route(none, z.object({ rows: z.array(retentionRow) })),
  /** May only be lengthened beyond the minimum (R-KEEP); null is 永久. */
  'retention.set': route(
    z.strictObject({ slot: required(4), years: z.int().min(1).max(100).nullable() }),
    z.object({ rows: z.array(retentionRow) }),
  ),
  'retention.expired': route(none, z.object({ rows: z.array(expiredRow) })),
  /** 销毁清册: R-KEEP and R-HOLD refuse. Nothing is removed yet; the list is printed and signed. */
  'destruction.propose': route(
    z.strictObject({
      ids: z.array(id).min(1).max(10_000),
      reason,
      approvedBy: required(40),
      witnessedBy: required(40),
    }),
    destruction,
  ),
  'destruction.list': route(none, z.object({ destructions: z.array(destruction) })),
  /** Removes the files' contents; descriptions and digests stay. `confirm` is the number of the list, typed. */
  'destruction.carryOut': route(z.strictObject({ id, confirm: required(20) }), destruction),
}

export type SlotRow = z.infer<typeof slotRow>
export type SlotList = z.infer<typeof slotList>
export type CheckRow = z.infer<typeof checkRow>
export type CheckInput = z.infer<typeof checkInput>
export type Seal = z.infer<typeof seal>
export type FixityRun = z.infer<typeof fixityRun>
export type AccessEntry = z.infer<typeof accessEntry>
export type Destruction = z.infer<typeof destruction>

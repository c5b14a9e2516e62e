import { z } from 'zod'
import { finding, id, instant, isoDate, none, required, savedFile, sha256, text } from './common.ts'
import { localTime } from './evidence.ts'
import { edit, route, seen, seenOf } from './route.ts'

const reason = required(200)
const clockTime = z.string() // 2026-11-23T09:30, local

// —— slots (requirements §7) ——

export const slotState = z.enum(['archived', 'na', 'missing', 'none']) // none: optional and empty
export const slotRow = z.object({
  seen: seenOf('slot_na', ['batchId', 'slot']),
  slot: z.string(), // G2
  name: z.string(), // 实操评分表（考评员签名）
  phase: z.string(), // 评分: the group of requirements §4
  required: z.boolean(),
  state: slotState,
  reason: z.string(), // of 不适用
  files: z.int(),
  doubts: z.array(z.string()), // of its files: empty, without an end, a title that cannot be printed
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

export const accessEntryInput = z.strictObject({
  batchId: id,
  visitor: required(40),
  unit: text(80),
  purpose: required(200),
  what: required(500),
  way: z.enum(['查阅', '复印', '拍照', '导出']),
  approvedBy: required(40),
  attendedBy: required(40), // 在场内督
  slots: z.array(required(4)).max(80).default([]), // which it opens; none: the whole batch
  untilOn: isoDate.optional(), // its last day; today where it is left out
})
export const accessEntry = accessEntryInput.extend({
  ...{ id, batchName: z.string(), at: instant, by: z.string() },
  untilOn: isoDate,
  endedAt: instant.nullable(), // 归还: opens nothing from then on
  endedBy: z.string(),
  endReason: z.string(),
  open: z.boolean(), // today
})

export const RETENTION_YEARS = 'retention.years' // where they are stored

export const retentionRow = z.object({
  seen: seenOf('setting', [], RETENTION_YEARS),
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
  withdrawnAt: instant.nullable(), // 撤回: proposed by mistake, never carried out
  withdrawReason: z.string(),
  items: z.array(z.object({ id, code: z.string(), title: z.string(), batchName: z.string(), sha256, bytes: z.int() })),
})

const onBatch = z.strictObject({ batchId: id })

const retentionRows = z.object({ rows: z.array(retentionRow) })

const SLOT = { key: ['batchId', 'slot'] }

export const archiveRoutes = {
  'slot.list': route(onBatch, slotList),
  'slot.setNa': edit('slot_na', z.strictObject({ batchId: id, slot: required(4), seen, reason }), slotList, SLOT),
  'slot.clearNa': edit('slot_na', z.strictObject({ batchId: id, slot: required(4), seen }), slotList, SLOT),

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

  'access.list': route(z.strictObject({ batchId: id.optional() }), z.object({ entries: z.array(accessEntry) })),
  /** Opens the originals of what it names, for those whose names stand in it, to the end of its last day. */
  'access.add': route(accessEntryInput, accessEntry),
  /** 归还, or entered by mistake: it opens nothing from now on. */
  'access.end': route(z.strictObject({ id, reason }), accessEntry),
  'access.export': route(z.strictObject({ batchId: id.optional() }), savedFile), // xlsx

  'retention.list': route(none, retentionRows),
  /** May only be lengthened beyond the minimum (R-KEEP); null is 永久. */
  'retention.set': edit(
    'setting',
    z.strictObject({ slot: required(4), years: z.int().min(1).max(100).nullable(), seen }),
    retentionRows,
    { key: [], fixed: RETENTION_YEARS },
  ),
  /** Counts for 工作台: files whose 保管期 is over and that no hold keeps, and 销毁清册 to be carried out. */
  'archive.todo': route(none, z.object({ expired: z.int(), lists: z.int() })),
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
  'destruction.withdraw': route(z.strictObject({ id, reason }), destruction),
  /** Removes the files' contents; descriptions and digests stay. `confirm` is the number of the list, typed. */
  'destruction.carryOut': route(z.strictObject({ id, confirm: required(20) }), destruction),
}

export type SlotRow = z.infer<typeof slotRow>
export type SlotList = z.infer<typeof slotList>
export type AccessEntry = z.infer<typeof accessEntry>
export type Destruction = z.infer<typeof destruction>

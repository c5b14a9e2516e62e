import { z } from 'zod'
import { finding, id, instant, isoDate, none, required, sha256, text } from './common.ts'
import { route } from './route.ts'

const reason = required(200)
const onBatch = z.strictObject({ batchId: id })

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
  z.strictObject({ kind: z.literal('gap'), what: required(200), explanation: required(200) }), // 漏号说明
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

export const repaired = z.object({
  bad: z.int(), // found changed or missing
  repaired: z.int(),
  left: z.array(z.string()), // whose content was not in the source
})

export const fixityRun = z.object({
  id,
  batchId: id.nullable(),
  batchName: z.string(), // '' over all files
  at: instant,
  by: z.string(),
  scheduled: z.boolean(),
  files: z.int(),
  bytes: z.int(),
  changed: z.array(z.string()), // 「G2_003 实操评分表.pdf（批次…）」
  missing: z.array(z.string()),
  unread: z.array(z.string()), // the same, and why: another program held it, or the disk refused
  complete: z.boolean(), // false: cancelled, or something could not be read
})

export const sealRoutes = {
  'check.run': route(onBatch, checkReport),
  /** The report that the last run left; null before the first. */
  'check.last': route(onBatch, z.object({ report: checkReport.nullable() })),
  'check.input': route(z.strictObject({ batchId: id, input: checkInput }), z.object({})),
  'check.inputs': route(onBatch, z.object({ inputs: z.array(checkInput) })),

  'seal.list': route(
    onBatch,
    z.object({ seals: z.array(seal), sealed: seal.nullable(), hold: hold.nullable(), holds: z.array(hold) }),
  ),
  /** What a seal would find now: R-COVER, missing slots; nothing is written. */
  'seal.preview': route(
    onBatch,
    z.object({
      files: z.int(),
      bytes: z.int(),
      findings: z.array(finding),
      missing: z.array(z.string()),
      doubts: z.array(z.string()),
    }),
  ),
  /** Freezes the batch. Refused while a file is missing or changed. `reason` is asked for where required slots are missing. */
  'seal.close': route(z.strictObject({ batchId: id, reason: text(200) }), seal),
  'seal.open': route(z.strictObject({ batchId: id, who: required(40), reason }), seal),
  'hold.set': route(z.strictObject({ batchId: id, reason }), hold),
  'hold.lift': route(z.strictObject({ batchId: id, reason }), hold),

  /** Reads every file again. Cancelled, it stores and answers what was found until then. `scheduled`: begun by the program itself. */
  'fixity.run': route(z.strictObject({ batchId: id.optional(), scheduled: z.boolean().optional() }), fixityRun),
  /** The newest first; with `batchId` only the runs over that batch. `nextOn`: of the whole store; null while there is nothing to read. */
  'fixity.list': route(
    z.strictObject({ batchId: id.optional() }),
    z.object({
      runs: z.array(fixityRun),
      everyDays: z.int(),
      nextOn: isoDate.nullable(),
      due: z.boolean(),
      shareDue: z.boolean(), // today's part of the files was not read yet
    }),
  ),
  /** Today's share of the store, begun by the program itself. */
  'fixity.share': route(none, z.object({ files: z.int(), bad: z.int() })),
  /** Reads every file, and brings what is changed or missing from the second place, or from a folder or zip file that the user chooses. */
  'fixity.repair': route(z.strictObject({ from: z.enum(['place', 'folder', 'zip']) }), repaired.nullable()),
  'fixity.setSchedule': route(z.strictObject({ everyDays: z.int().min(0).max(365) }), z.object({ everyDays: z.int() })), // 0: never
}

export type CheckRow = z.infer<typeof checkRow>
export type CheckReport = z.infer<typeof checkReport>
export type CheckInput = z.infer<typeof checkInput>
export type Seal = z.infer<typeof seal>
export type Hold = z.infer<typeof hold>
export type Repaired = z.infer<typeof repaired>
export type FixityRun = z.infer<typeof fixityRun>

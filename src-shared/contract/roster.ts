import { z } from 'zod'
import { finding, id, instant, none, page, required, savedFile, text, upload } from './common.ts'
import { route } from './route.ts'
import { selection } from './supervisor.ts'

const importId = z.string().max(64)

export const importVerdict = z.enum(['new', 'update', 'skip', 'error'])

/** One row of the preview: what would happen to it under the chosen policy, and why. */
export const importRow = z.object({
  row: z.int(), // Excel's own row number
  sheet: z.string().optional(), // where several sheets are read
  name: z.string(),
  values: z.record(z.string(), z.string()), // as they would be stored; 身份证 masked
  verdict: importVerdict,
  problems: z.array(
    z.object({ column: z.string().nullable(), message: z.string(), level: z.enum(['error', 'warning']) }),
  ),
  findings: z.array(finding), // what stands in the way of 聘任 today; does not stop the import
})

export const importSummary = z.object({
  importId,
  fileName: z.string(),
  sheetName: z.string(),
  headerRow: z.int(),
  unknownHeaders: z.array(z.string()),
  /** What was left out or stands out, in words: other sheets, hidden rows, 合计. */
  notes: z.array(z.string()),
  headers: z.array(z.string()), // of every column
  missing: z.boolean(), // 姓名 is not among them: nothing is read before roster.map says which one it is
  mapping: z.record(z.string(), z.string()), // header → column's key, '' for none; as the user said
  counts: z.object({ total: z.int(), new: z.int(), update: z.int(), skip: z.int(), error: z.int(), warning: z.int() }),
})

export const duplicatePolicy = z.enum(['skip', 'overwrite'])

const takeover = z.object({
  id,
  fileName: z.string(),
  at: instant,
  by: z.string(),
  terms: z.int(),
  cards: z.int(),
  numbers: z.int(),
  withdrawnAt: instant.nullable(),
  fixed: z.string(), // why it cannot be withdrawn any more; '' where it can
})

export const rosterRoutes = {
  'takeover.list': route(none, z.object({ rows: z.array(takeover) })),
  /** Takes back what an import brought of history: until the first new card. */
  'takeover.withdraw': route(z.strictObject({ id, reason: required(200) }), z.object({})),
  'roster.template': route(none, savedFile),
  /** Reads a file (dropped, or asked for with a dialog when absent). Nothing is written before roster.commit. */
  'roster.preview': route(
    z.strictObject({ file: upload.optional(), duplicates: duplicatePolicy }),
    importSummary.nullable(),
  ),
  'roster.rows': route(
    z.strictObject({ importId, verdicts: z.array(importVerdict).optional(), page }),
    z.object({ rows: z.array(importRow), total: z.int() }),
  ),
  /**
   * The same file with columns that the user named (`mapping`, remembered for files with these headers) and cells that he mended (`edits`, in
   * addition to earlier ones). All is judged anew.
   */
  'roster.map': route(
    z.strictObject({
      importId,
      mapping: z.record(text(200), text(40)).optional(),
      edits: z
        .array(z.strictObject({ sheet: text(200), row: z.int().min(1), column: text(40), value: text(1000) }))
        .max(1000)
        .optional(),
    }),
    importSummary,
  ),
  /** Other policy, same file. */
  'roster.setPolicy': route(z.strictObject({ importId, duplicates: duplicatePolicy }), importSummary),
  /** Writes all rows without errors in one transaction, or none. */
  'roster.commit': route(
    z.strictObject({ importId }),
    z.object({
      added: z.int(),
      updated: z.int(),
      skipped: z.int(),
      errors: z.int(),
      /** History that came with it (接管): terms, cards, and used numbers without a card. */
      taken: z.object({ id, terms: z.int(), cards: z.int(), numbers: z.int() }).nullable(),
    }),
  ),
  'roster.saveErrors': route(z.strictObject({ importId }), savedFile),
  'roster.discard': route(z.strictObject({ importId }), z.object({})),
  'roster.export': route(z.strictObject({ selection }), savedFile),
}

export type Takeover = z.infer<typeof takeover>
export type ImportSummary = z.infer<typeof importSummary>
export type ImportRow = z.infer<typeof importRow>

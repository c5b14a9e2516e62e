import { z } from 'zod'
import { id, instant, required, savedFile, sha256, text } from './common.ts'
import { route } from './route.ts'

export const packageKind = z.enum(['full', 'masked'])

export const exported = z.object({
  id,
  batchId: id,
  batchName: z.string(),
  kind: packageKind,
  form: z.enum(['folder', 'zip']),
  name: z.string(),
  sealVersion: z.int().nullable(), // null: handed out before 封存
  files: z.int(),
  bytes: z.int(),
  digest: sha256, // of manifest-sha256.txt
  logHead: z.string(),
  anchor: z.string(),
  at: instant,
  by: z.string(),
  receiver: z.string(),
  /** Files of a 脱敏 package that a sheet stands for, as 「Q2_003 佐证材料：密级为「含个人信息」」. */
  leftOut: z.array(z.string()),
  /** What whoever hands it over has to know; told when it is written, not kept. */
  notes: z.array(z.string()),
})

export const verification = z.object({
  ok: z.boolean(),
  name: z.string(),
  title: z.string(), // of the batch, as the package says
  files: z.int(),
  bytes: z.int(),
  changed: z.array(z.string()),
  missing: z.array(z.string()),
  additional: z.array(z.string()),
  problems: z.array(z.string()), // of the bag's own papers; programs in it
  junk: z.array(z.string()), // 系统文件: Thumbs.db, .DS_Store; no harm
  digest: z.string(),
  anchor: z.string(),
})

/** What a package would bring, before anything of it is taken in. */
export const packagePreview = z.object({
  token: z.uuid(),
  name: z.string(),
  title: z.string(),
  planNo: z.string(),
  org: z.object({ name: z.string(), number: z.string() }), // who made it
  madeAt: instant,
  files: z.int(),
  bytes: z.int(),
  anchor: z.string(),
  adopts: z.boolean(), // this folder has no organisation: it would take the package's
  lines: z.array(
    z.object({
      what: z.string(), // 内督员
      fresh: z.int(),
      here: z.int(), // on record here, or left with a person or place that is
      different: z.array(z.string()), // 「王一」：手机 — what stands here is kept
    }),
  ),
  /** Its card numbers would go on here, because this folder has issued none itself; null: they are only used. */
  numbers: z.object({ year: z.int(), highest: z.string() }).nullable(),
})

export const packageRoutes = {
  /** Asks where; writes the package whole or not at all. Null when the dialog was cancelled. */
  'package.export': route(
    z.strictObject({
      batchId: id,
      kind: packageKind,
      form: z.enum(['folder', 'zip']),
      receiver: text(80),
      visitId: id.optional(), // the visit that it is made for: enters itself into its 资料提供登记
    }),
    exported.nullable(),
  ),
  'package.list': route(z.strictObject({ batchId: id.optional() }), z.object({ packages: z.array(exported) })),
  /** A package of ours, zip or folder, chosen by the user. */
  'package.verify': route(z.strictObject({ from: z.enum(['folder', 'zip']) }), verification.nullable()),
  /** 包即备份, first step: verifies a full package whole and says what an import would bring. Nothing is written. Null when the dialog was cancelled. */
  'package.open': route(z.strictObject({ from: z.enum(['folder', 'zip']) }), packagePreview.nullable()),
  /** Second step: rebuilds the batch of the package that `token` names, if it is still the one that was looked at. */
  'package.import': route(
    z.strictObject({
      token: z.uuid(),
      code: text(60), // 锚定码 typed from the signed slip; '' where there is none at hand
      adopt: z.boolean(), // this folder becomes that of the package's organisation
      numbers: z.enum(['continue', 'used']),
    }),
    z.object({ batchId: id, files: z.int(), bytes: z.int() }),
  ),
  /** A code typed from a signed slip, against all seals and exports that this data folder knows. */
  'anchor.check': route(z.strictObject({ code: required(60) }), z.object({ match: z.boolean(), message: z.string() })),
  /** 纸面锚定: the slip of a seal or an export as PDF, with the code and a QR. */
  'anchor.slip': route(z.strictObject({ of: z.enum(['seal', 'export']), id }), savedFile),
  /** 交付清单 of an export, two signatures, as PDF. */
  'package.receipt': route(z.strictObject({ id }), savedFile),
}

export type Exported = z.infer<typeof exported>
export type Verification = z.infer<typeof verification>
export type PackagePreview = z.infer<typeof packagePreview>

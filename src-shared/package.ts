/** data/index.json of a package: what an import needs to rebuild a batch field by field, and what the viewer shows. */
import { z } from 'zod'
import { FIRST } from './nouns/noun.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().min(1).max(180)

/** A file of evidence. Unknown fields are kept: a newer program may describe more. */
export const packageEvidence = z.looseObject({
  /** Path below data/: `evidence/G2_001.jpg`. */
  name,
  code: z.string(), // G2_001
  slot: z.string(), // G2
  title: z.string(),
  sha256,
  bytes: z.int().nonnegative(),
  type: z.string(), // by magic number: image/jpeg
  /** Path below data/ of a small JPEG of it. */
  thumbnail: name.nullable(),
  /** In a 脱敏 package: the digest of the file that this one was made from. */
  source: sha256.optional(),
})

export const packageSlot = z.object({
  slot: z.string(),
  name: z.string(), // 实操评分表（考评人员签名）
  required: z.boolean(),
  state: z.enum(['archived', 'na', 'missing']),
  reason: z.string(), // of 不适用
})

/** Version of index.json itself. A higher one tells programs before it that the package is newer, not damaged. */
export const FORMAT = 2

export const packageIndex = z.object({
  format: z.literal('neidu-package'),
  version: z.literal([1, 2]), // 1 is 0.1.0's, which did not say the version of its data
  /** The version of the data that the facts were written by: the number of its newest migration. */
  data: z.int().min(FIRST).default(FIRST),
  kind: z.enum(['full', 'masked']),
  title: z.string(), // 批次名称
  org: z.string(),
  madeAt: z.iso.datetime(),
  logHead: z.string(),
  /** The batch as the routes give it, by name of part: passed through as it is. */
  facts: z.record(z.string(), z.json()),
  slots: z.array(packageSlot),
  evidence: z.array(packageEvidence),
})

export type PackageIndex = z.infer<typeof packageIndex>
export type PackageEvidence = z.infer<typeof packageEvidence>

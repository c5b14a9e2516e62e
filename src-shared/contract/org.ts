import { z } from 'zod'
import { bytes, isoDate, none, required, sha256, text } from './common.ts'
import { edit, route, seen, seenOf } from './route.ts'

/** 机构: one row. Cards already issued keep what was printed on them. */
export const orgInput = z.strictObject({
  name: required(80), // 颁证机构
  kind: z.enum(['Y', 'S']), // 附件1 第1位
  number: required(40), // 评价机构编号; the code takes its last four digits
  place: z.literal('11'), // 备案所在地, 附件1 第2–3位
  printedBy: text(80), // 印制单位; blank = 机构名称
  logoPlace: z.enum(['front', 'back', 'both', 'none']),
  rulesFrom: isoDate.nullable(), // 规则包生效日: the 细则 itself is undated (第三十三条)
  ageReading: z.enum(['A', 'B']), // requirements T4
  codeMode: z.enum(['auto', 'manual']), // 附件1: 依次取值 or 统筹赋码
  filingContact: text(200), // 接收单位
  seen: seen.optional(), // none before there is an organisation
})

export const org = orgInput.extend({
  digits: z.string(), // the last four digits, as they stand in the code
  logo: sha256.nullable(),
  updatedAt: z.string(),
  seen: seenOf('org', [], 1),
})

const ORG = { key: [], fixed: 1 }

export const orgRoutes = {
  'org.get': route(none, org.nullable()),
  'org.save': edit('org', orgInput, org, ORG),
  'org.setLogo': edit('org', z.strictObject({ image: bytes.nullable(), seen }), org, ORG),
}

export type Org = z.infer<typeof org>
export type OrgInput = z.infer<typeof orgInput>

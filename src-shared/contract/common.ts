import { z } from 'zod'
import { isDate } from '../domain/dates.ts'
import type { Finding } from '../domain/rules.ts'

export const isoDate = z.string().refine(isDate, '请填写真实的日期，格式为 2026-11-23')
export const instant = z.iso.datetime()
export const id = z.int().positive()
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const none = z.strictObject({})
export const sex = z.enum(['男', '女'])

/** Text that a user types: trimmed, bounded, and never blank when required. */
export const text = (max: number) => z.string().trim().max(max, `最多 ${max} 个字`)
export const required = (max: number) => text(max).min(1, '此项必填')

export const bytes = z.custom<Uint8Array>(value => value instanceof Uint8Array, '应为文件内容')

/** Why something is refused or warned about, by rule; article texts are looked up in domain/articles.ts. */
export const finding: z.ZodType<Finding> = z.custom<Finding>(
  v => typeof v === 'object' && v !== null && 'rule' in v && 'severity' in v && 'message' in v,
)

/** A person whom a batch action left out, and why. */
export const refusal = z.object({ id, name: z.string(), findings: z.array(finding) })

export const page = z.strictObject({ offset: z.int().nonnegative(), limit: z.int().min(1).max(500) })

/** A scan or paper chosen by the user, sent as bytes: no path ever crosses the border. */
export const upload = z.strictObject({ name: required(255), bytes })

/** What became of a file that the user was asked to save: null when the dialog was cancelled. */
export const savedFile = z.object({ path: z.string() }).nullable()

export type Refusal = z.infer<typeof refusal>
export type Upload = z.infer<typeof upload>

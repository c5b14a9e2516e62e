import { z } from 'zod'
import { isDate } from '../domain/dates.ts'

// Nothing of this has a shape on paper: controls, zero-width characters, direction marks, broken surrogates, variation selectors.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}]/gu

/** One line as it can be printed: every kind of space and line break is one space; full-width brackets stay as they are typed. */
export const cleanLine = (s: string): string =>
  s
    .replace(/[^\S\u3000]+/gu, ' ')
    .replace(UNPRINTABLE, '')
    .trim()

/** The same with the line breaks kept as line feeds. */
export const cleanText = (s: string): string =>
  s
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .split('\n')
    .map(cleanLine)
    .join('\n')
    .trim()

const LONGEST = 20_000

/** A value on one line (it wraps when it is long). */
export const line = () => z.string().max(LONGEST, `最多 ${LONGEST} 个字`).transform(cleanLine).optional()

/** A value of several lines. */
export const text = () => z.string().max(LONGEST, `最多 ${LONGEST} 个字`).transform(cleanText).optional()

/** A calendar date, printed as 2026年9月24日. */
export const date = () =>
  z
    .string()
    .refine(isDate, '请填写真实的日期，格式为 2026-11-23')
    .transform(d => `${Number(d.slice(0, 4))}年${Number(d.slice(5, 7))}月${Number(d.slice(8, 10))}日`)
    .optional()

export const count = () => z.int('应为整数').nonnegative('不能小于 0').optional()

/** At most `max` entries of a list. */
export const list = <T extends z.ZodType>(entry: T, max = 10_000) =>
  z.array(entry).max(max, `最多 ${max} 项`).optional()

export const bytes = () => z.custom<Uint8Array>(v => v instanceof Uint8Array, '应为文件内容').optional()

/** An integer as it is printed; nothing where it is not known. */
export const digits = (n: number | undefined): string | undefined => (n === undefined ? undefined : String(n))

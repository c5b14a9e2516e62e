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

/**
 * What the window calls a fact, and how it is typed there; a fact without a label is not offered for typing (a photo, rows that the program makes).
 * It travels in the JSON Schema of form.facts.
 */
const named = <T extends z.ZodType>(fact: T, label: string | undefined, about: object = {}): T =>
  label === undefined ? fact : fact.meta({ title: label, ...about })

/** A value on one line (it wraps when it is long). */
export const line = (label?: string) =>
  named(z.string().max(LONGEST, `最多 ${LONGEST} 个字`).transform(cleanLine).optional(), label)

/** A value of several lines. */
export const text = (label?: string) =>
  named(z.string().max(LONGEST, `最多 ${LONGEST} 个字`).transform(cleanText).optional(), label, { typed: 'text' })

/** A calendar date, printed as 2026年9月24日. */
export const date = (label?: string) =>
  named(
    z
      .string()
      .refine(isDate, '请填写真实的日期，格式为 2026-11-23')
      .transform(d => `${Number(d.slice(0, 4))}年${Number(d.slice(5, 7))}月${Number(d.slice(8, 10))}日`)
      .optional(),
    label,
    { typed: 'date' },
  )

export const count = (label?: string) => named(z.int('应为整数').nonnegative('不能小于 0').optional(), label)

export const yes = (label?: string) => named(z.boolean().optional(), label)

/** One of some words: stored as the keys of `words`, shown as what they say. */
export const choice = <K extends string>(words: Readonly<Record<K, string>>, label?: string) =>
  named(z.enum(Object.keys(words) as [K, ...K[]]).optional(), label, { words })

/** Several of some words. */
export const choices = <K extends string>(words: Readonly<Record<K, string>>, label?: string) => {
  const keys = Object.keys(words) as [K, ...K[]]
  return named(z.array(z.enum(keys)).max(keys.length).optional(), label, { words })
}

/** At most `max` entries of a list. */
export const list = <T extends z.ZodType>(entry: T, label?: string, max = 10_000) =>
  named(z.array(entry).max(max, `最多 ${max} 项`).optional(), label)

export const bytes = () => z.custom<Uint8Array>(v => v instanceof Uint8Array, '应为文件内容').optional()

/** An integer as it is printed; nothing where it is not known. */
export const digits = (n: number | undefined): string | undefined => (n === undefined ? undefined : String(n))

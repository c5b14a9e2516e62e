import type { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Dossiers, Subject } from './dossiers.ts'
import type { Given } from './given.ts'
import type { Doc } from './model.ts'

/** blank: nothing filled in. prefilled: the head only, so that the rest is written by hand. filled: everything that is known. */
export type Mode = 'blank' | 'prefilled' | 'filled'

export interface Form {
  /** What people choose it by. */
  title: string
  /** In form codes: A–Z and 0–9, at most four. */
  code: string
  /** True: a form of the regulation, whose words are the regulation's own. False: the organisation's own paper. */
  official: boolean
  /** Strict: there is no way to pass in a signature, a seal or the answer of 附件5. Every fact is optional. */
  factsSchema: z.ZodObject
  /** What it can be about, and what it takes from there. */
  from: { [K in Subject]?: (dossier: Dossiers[K]) => object }
  /** Throws AppError INPUT_INVALID where the facts are not the form's. */
  build(facts: unknown, mode: Mode): Doc
}

interface Definition<S extends z.ZodObject> {
  title: string
  code: string
  official: boolean
  facts: S
  /** The facts that a prefilled form shows. */
  head: readonly (keyof z.output<S>)[]
  /** Its facts by what it is about: every fact is named, as HAND where nobody knows it. */
  from: { [K in Subject]?: (dossier: Dossiers[K]) => Given<z.input<S>> }
  /** Facts in, document out; what is not known is undefined and left blank. */
  draw(facts: z.output<S>): Omit<Doc, 'title'>
}

/** Makes a form of its facts and its drawing; `mode` decides which facts the drawing gets to see. */
export function form<S extends z.ZodObject>({
  facts: schema,
  head,
  draw,
  ...about
}: Definition<S>): Form & { factsSchema: S } {
  const shown = new Set<PropertyKey>(head)
  return {
    ...about,
    factsSchema: schema,
    build(facts, mode) {
      const parsed = schema.safeParse(mode === 'blank' ? {} : facts)
      if (!parsed.success) throw invalid(about.title, parsed.error)
      const { title } = about
      if (mode === 'filled') return { title, ...draw(parsed.data) }
      const seen = Object.entries(parsed.data).filter(([key]) => shown.has(key))
      return { title, ...draw(Object.fromEntries(seen) as z.output<S>) }
    },
  }
}

function invalid(title: string, error: z.ZodError): AppError {
  const fields = Object.fromEntries(error.issues.map(issue => [issue.path.join('.'), issue.message]))
  const [first] = error.issues
  const detail = `${title}，${first?.path.join('.') || '输入'}：${first?.message ?? ''}`
  return new AppError('INPUT_INVALID', { detail }, { fields })
}

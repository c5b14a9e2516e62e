import { annex3After } from './annex3After.ts'
import { annex3Site } from './annex3Site.ts'
import type { Form } from './form.ts'

export type { Form, Mode } from './form.ts'

/** Every printable form. A new one is a file and a line here. */
export const FORMS = {
  annex3Site,
  annex3After,
} satisfies Record<string, Form>

export type FormKey = keyof typeof FORMS

export const FORM_KEYS = Object.keys(FORMS) as FormKey[]

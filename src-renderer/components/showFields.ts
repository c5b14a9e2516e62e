import type { FormInstance } from 'antd'
import { asCallError } from '../api.ts'
import { showError } from '../showError.tsx'

/** Shows a refusal where it belongs: at the fields that it names, otherwise as a message of its own. */
export function showFields<T>(form: FormInstance<T>, error: unknown): void {
  const { fields = {} } = asCallError(error).data
  const known = Object.keys(form.getFieldsValue(true) as object)
  const hits = Object.entries(fields).filter(([path]) => known.includes(path))
  if (hits.length === 0) {
    showError(error)
    return
  }
  // The names were just found among the form's own.
  form.setFields(hits.map(([name, message]) => ({ name: name as never, errors: [message] })))
  form.scrollToField(hits[0]?.[0] as never, { focus: true })
}

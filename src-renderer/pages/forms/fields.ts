/** How the facts of the forms are typed: what they are called, and of what kind they are, say the forms themselves (form.facts). */

/** The part of JSON Schema that the forms' facts use, with what src-shared/forms/facts.ts adds. */
export interface Schema {
  type?: string
  enum?: unknown[]
  anyOf?: { const?: unknown }[]
  items?: Schema
  properties?: Record<string, Schema>
  title?: string
  typed?: 'text' | 'date'
  words?: Record<string, string>
  asked?: string[]
}

export type Facts = Record<string, unknown>

export interface Field {
  key: string
  label: string
  kind: 'line' | 'text' | 'date' | 'number' | 'boolean' | 'choice' | 'choices' | 'rows' | 'answers'
  /** Of a choice. */
  options?: { value: string | number; label: string }[]
  /** Of rows. */
  columns?: Field[]
  /** Of answers: what is asked, in the regulation's own words. */
  asked?: readonly string[]
}

/** The fields of a form, in its own order. What cannot be typed (a photo) has no name, and so no field. */
export function fieldsOf(schema: Schema): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, part]): Field[] => {
    const label = part.title
    if (label === undefined) return []
    const of = (kind: Field['kind'], more: Partial<Field> = {}): Field[] => [{ key, label, kind, ...more }]
    const options = part.words && Object.entries(part.words).map(([value, words]) => ({ value, label: words }))
    if (part.asked) return of('answers', { asked: part.asked })
    if (options) return of(part.type === 'array' ? 'choices' : 'choice', { options })
    if (part.anyOf) return of('choice', { options: part.anyOf.flatMap(numbered) })
    switch (part.type) {
      case 'string':
        return of(part.typed ?? 'line')
      case 'integer':
      case 'number':
        return of('number')
      case 'boolean':
        return of('boolean')
      case 'array':
        return part.items?.properties ? of('rows', { columns: fieldsOf(part.items) }) : []
      default:
        return []
    }
  })
}

const numbered = ({ const: value }: { const?: unknown }) =>
  typeof value === 'number' ? [{ value, label: String(value) }] : []

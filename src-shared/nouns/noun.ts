/**
 * What a table says, with dates: the one list that seals, packages and the database's own rows are read by, also those of 0.1.0 in thirty
 * years. A version is the number of the newest migration that the writer knew. A field is never renamed and never changes its type: another
 * one takes its place, and the old one is `gone`. Its column stays, because a seal may know it.
 */
export type Row = Record<string, unknown>
/** By table, in the order of their ids. */
export type Rows = Record<string, Row[]>

/** The version of 0.1.0, whose manifests and packages do not say theirs. */
export const FIRST = 5

/** What a row of an older version says of a field that it does not have: a value, or a function of that row as it was written. */
type Was = string | number | boolean | null | readonly unknown[] | ((old: Row) => unknown)

export interface Later {
  /** Number of the migration that brings the column. */
  since: number
  was: Was
}

export interface Gone {
  since?: number
  was?: Was
  /** Number of the migration after which it is neither written nor shown. */
  until: number
  kind: 'text' | 'integer' | 'real' | 'flag' | 'json'
  nullable?: true
}

export interface Dates {
  later?: Readonly<Record<string, Later>>
  gone?: Readonly<Record<string, Gone>>
  /** JSON whose inside has changed: what its value is made of, from the row as it was written. In order of `since`. */
  reshaped?: Readonly<Record<string, readonly { since: number; was: (old: Row) => unknown }[]>>
  /** A table that later versions brought: its rows are made of the tables that there were. */
  table?: { since: number; was: (older: Rows) => Row[] }
}

export interface Noun {
  name: string
  since: number
  fields: Map<string, { since: number; until: number; was?: Was; kind?: Gone['kind']; nullable?: true }>
  reshaped: NonNullable<Dates['reshaped']>
  madeOf: ((older: Rows) => Row[]) | undefined
}

/** @param first names of the fields that the table had from its beginning */
export function noun(name: string, first: string, { later = {}, gone = {}, reshaped = {}, table }: Dates = {}): Noun {
  const since = table?.since ?? FIRST
  const fields: Noun['fields'] = new Map()
  const always = { since, until: Number.POSITIVE_INFINITY }
  for (const field of first.split(/\s+/)) fields.set(field, always)
  for (const [field, dated] of Object.entries(later)) fields.set(field, { ...always, ...dated })
  for (const [field, dated] of Object.entries(gone)) fields.set(field, { ...always, ...dated })
  return { name, since, fields, reshaped, madeOf: table?.was }
}

/** Names of the fields that a writer of that version knew. */
export const fieldsAt = ({ fields }: Noun, version: number): string[] =>
  [...fields].filter(([, { since, until }]) => since <= version && version < until).map(([name]) => name)

/** A row as `to` has it, from a row as `from` wrote it. Throws what a function of the row throws: the row is not what it should be. */
export function completed(noun: Noun, old: Row, from: number, to: number): Row {
  const row: Row = {}
  for (const name of fieldsAt(noun, to)) {
    const dated = noun.fields.get(name)
    if (dated !== undefined && dated.since > from) row[name] = said(dated.was, old)
    else if (name in old) row[name] = old[name]
  }
  for (const [name, steps] of Object.entries(noun.reshaped)) {
    for (const { since, was } of steps) {
      if (since > from && since <= to && name in row) row[name] = was({ ...old, [name]: row[name] })
    }
  }
  return row
}

const said = (was: Was | undefined, old: Row): unknown => (typeof was === 'function' ? was(old) : was)

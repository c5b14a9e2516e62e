/** The list of what outlives the program (src-shared/nouns) against the entities, the database and the packages: an omission is named. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { snake } from '../../src-main/db/entities/column.ts'
import { entities } from '../../src-main/db/entities/index.ts'
import { migrations } from '../../src-main/db/migrations/index.ts'
import { dataVersion, numberOf } from '../../src-main/db/version.ts'
import { JSON_COLUMNS } from '../../src-main/services/package/packageJson.ts'
import { nameOf, PARTS } from '../../src-main/services/package/packageTables.ts'
import { NOUNS } from '../../src-shared/nouns/index.ts'
import { completed, FIRST, fieldsAt, noun } from '../../src-shared/nouns/noun.ts'
import { sql } from './planted.ts'
import { createWorld, type World } from './world.ts'

/** Tables that stay at home when a batch leaves in a package, and why. */
const HOME: Record<string, string> = {
  setting: 'this office’s own',
  file: 'the package holds the files themselves',
  audit_event: 'the log of this folder; a package has its own extract',
  account: 'persons of this folder: packages carry no accounts',
  act: 'how this folder signed; the log says it',
  act_signature: 'how this folder signed; the log says it',
  calibration: 'a printer of this PC',
  occupation: 'a list of proposals',
  calendar_year: 'the same for everybody',
  card_entry: 'collecting and reporting cards that are over: a batch rests on no such card',
  training_class: 'what came of it stands in the files of its people',
  contest: 'no part of a batch',
  contest_place: 'no part of a batch',
  contest_staff: 'no part of a batch',
  contest_visit: 'no part of a batch',
  contest_visit_scan: 'no part of a batch',
}

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

const named = entities.map(({ options }) => ({
  name: options.name,
  columns: options.columns as Record<string, { transformer?: unknown }>,
}))
const durable = named.filter(({ name }) => !(name in HOME))

test('every table is on the list of src-shared/nouns and in a package, or stays at home with a reason', () => {
  const names = durable.map(({ name }) => name).sort()
  expect([...NOUNS.keys()].sort()).toEqual(names)
  expect(PARTS.map(nameOf).sort()).toEqual(names)
})

test.each(durable)('every column of $name is in its list, and the other way round', ({ name, columns }) => {
  const noun = NOUNS.get(name)
  if (!noun) throw new Error(`${name} is on no list`)
  const listed = fieldsAt(noun, dataVersion())
  const lacking = Object.keys(columns).filter(column => !listed.includes(column))
  expect(
    lacking,
    `columns of an entity that are in no format: add them to the noun «${name}» with since and was`,
  ).toEqual([])
  expect(listed.filter(field => !(field in columns))).toEqual([])
  const inTable = sql(world, db =>
    db.prepare(`SELECT name FROM pragma_table_info('${name}')`).pluck().all(),
  ) as string[]
  const known = [...noun.fields.keys()].map(snake)
  expect(
    inTable.filter(column => !known.includes(column)),
    'columns of the table that are in no format',
  ).toEqual([])
  expect(
    known.filter(column => !inTable.includes(column)),
    'a column that a seal may know stays in its table',
  ).toEqual([])
  const json = Object.keys(columns).filter(column => columns[column]?.transformer !== undefined)
  const flags = sql(world, db =>
    db.prepare(`SELECT name FROM pragma_table_info('${name}') WHERE type = 'INTEGER'`).pluck().all(),
  ) as string[]
  const unchecked = json.filter(column => !flags.includes(snake(column)) && !(`${name}.${column}` in JSON_COLUMNS))
  expect(unchecked, 'JSON that a package may hold is described in packageJson.ts').toEqual([])
})

test('dates are those of migrations that there are; a later field says what it was', () => {
  const numbers = [FIRST, ...migrations.map(step => numberOf(step.name))]
  for (const { name, fields, since } of NOUNS.values()) {
    expect(numbers, name).toContain(since)
    for (const [field, dated] of fields) {
      expect(numbers, `${name}.${field}`).toContain(dated.since)
      if (dated.until !== Number.POSITIVE_INFINITY) expect(numbers, `${name}.${field}`).toContain(dated.until)
      if (dated.since > since) expect('was' in dated, `${name}.${field}: what did rows before it say?`).toBe(true)
    }
  }
})

describe('migrations', () => {
  test('are numbered upwards, each by its file', () => {
    const numbers = migrations.map(step => numberOf(step.name))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const number of numbers) expect(number).toBeLessThan(10_000)
    expect(dataVersion()).toBe(numbers.at(-1))
  })
})

describe('rows of an older version', () => {
  const person = noun('person', 'id name', {
    later: {
      given: { since: 7, was: old => String(old.name).slice(1) },
      family: { since: 7, was: old => String(old.name).slice(0, 1) },
      note: { since: 9, was: '' },
    },
    gone: { age: { until: 8, kind: 'integer' } },
    reshaped: { name: [{ since: 8, was: old => ({ full: old.name }) }] },
  })
  test('are completed step by step: values, splits, shapes; what has gone is left', () => {
    const old = { id: 1, name: '张三', age: 40 }
    expect(fieldsAt(person, FIRST)).toEqual(['id', 'name', 'age'])
    expect(fieldsAt(person, 9)).toEqual(['id', 'name', 'given', 'family', 'note'])
    expect(completed(person, old, FIRST, 9)).toEqual({
      id: 1,
      name: { full: '张三' },
      given: '三',
      family: '张',
      note: '',
    })
    expect(completed(person, old, FIRST, 7)).toEqual({ ...old, given: '三', family: '张' })
    expect(completed(person, old, FIRST, FIRST)).toEqual(old)
    const seven = { id: 1, name: '张三', age: 40, given: 'x', family: 'y' }
    expect(completed(person, seven, 7, 9)).toEqual({ id: 1, name: { full: '张三' }, given: 'x', family: 'y', note: '' })
  })
})

/** Generators shared by the property tests. */
import fc from 'fast-check'
import type { CodeParts } from '../../src-shared/domain/code.ts'
import { addDays, daysBetween } from '../../src-shared/domain/dates.ts'

const between = (from: string, to: string): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: daysBetween(from, to) }).map(n => addDays(from, n))

/** Any date of 1900–2999. */
export const isoDate = between('1900-01-01', '2999-12-31')
/** Dates as this program meets them: births, terms, today. */
export const nearDate = between('1950-01-01', '2040-12-31')

export const codeParts: fc.Arbitrary<CodeParts> = fc.record({
  kind: fc.constantFrom('Y' as const, 'S' as const),
  place: fc.constant('11'),
  org: fc.integer({ min: 0, max: 9999 }).map(n => String(n).padStart(4, '0')),
  year: fc.integer({ min: 0, max: 99 }).map(n => String(n).padStart(2, '0')),
  seq: fc.integer({ min: 1, max: 9999 }),
})

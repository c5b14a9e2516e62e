import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src-shared/domain/dates.ts'
import { checkIssue, checkTerm } from '../../src-shared/domain/eligibility.ts'
import { type Standing, type State, stateOf } from '../../src-shared/domain/standing.ts'
import { termEnd } from '../../src-shared/domain/term.ts'
import { nearDate } from './arbitrary.ts'
import { appointed, nobody } from './people.ts'

describe('stateOf', () => {
  test.each<[string, Partial<Standing>, string, State]>([
    ['nothing on file', {}, '2026-11-23', 'candidate'],
    ['the day before the training', { trainedOn: '2026-11-24' }, '2026-11-23', 'candidate'],
    ['the day of the training', { trainedOn: '2026-11-23' }, '2026-11-23', 'trained'],
    ['exam tomorrow', { trainedOn: '2026-11-01', examPassedOn: '2026-11-24' }, '2026-11-23', 'trained'],
    ['exam today', { trainedOn: '2026-11-01', examPassedOn: '2026-11-23' }, '2026-11-23', 'qualified'],
  ])('%s', (_, dates, today, state) => expect(stateOf({ ...nobody, ...dates }, today)).toBe(state))

  test.each<[string, Partial<Standing>, string, State]>([
    ['the day before the term', {}, '2026-11-22', 'qualified'],
    ['its first day', {}, '2026-11-23', 'appointed'],
    ['its last day', {}, '2029-11-22', 'appointed'],
    ['the day after: 届满 without anyone pressing anything', {}, '2029-11-23', 'expired'],
    ['the day before 解聘', { dismissedOn: '2027-01-01' }, '2026-12-31', 'appointed'],
    ['the day of 解聘', { dismissedOn: '2027-01-01' }, '2027-01-01', 'dismissed'],
    ['解聘 outlives 届满', { dismissedOn: '2027-01-01' }, '2030-01-01', 'dismissed'],
    ['before the suspension', { suspendedFrom: '2027-01-01', suspendedUntil: '2027-01-31' }, '2026-12-31', 'appointed'],
    ['its first day', { suspendedFrom: '2027-01-01', suspendedUntil: '2027-01-31' }, '2027-01-01', 'suspended'],
    ['its last day', { suspendedFrom: '2027-01-01', suspendedUntil: '2027-01-31' }, '2027-01-31', 'suspended'],
    ['after it', { suspendedFrom: '2027-01-01', suspendedUntil: '2027-01-31' }, '2027-02-01', 'appointed'],
    ['open-ended', { suspendedFrom: '2027-01-01' }, '2029-11-22', 'suspended'],
    ['届满 ends an open suspension', { suspendedFrom: '2027-01-01' }, '2029-11-23', 'expired'],
    ['suspension before the term begins', { suspendedFrom: '2026-01-01' }, '2026-11-22', 'qualified'],
  ])('%s', (_, dates, today, state) => expect(stateOf({ ...appointed, ...dates }, today)).toBe(state))

  const date = fc.option(nearDate, { nil: null })
  const standing: fc.Arbitrary<Standing> = fc
    .record({
      trainedOn: date,
      examPassedOn: date,
      termStart: date,
      dismissedOn: date,
      suspendedFrom: date,
      suspendedUntil: date,
    })
    .map(s => ({ ...s, termEnd: s.termStart && termEnd(s.termStart) }))
  const order: State[] = ['candidate', 'trained', 'qualified', 'appointed', 'expired', 'dismissed']

  test('every standing has a state on every day, and without a suspension time only moves it on', () => {
    fc.assert(
      fc.property(standing, nearDate, nearDate, (s, a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a]
        expect([...order, 'suspended']).toContain(stateOf(s, first))
        const calm = { ...s, suspendedFrom: null, suspendedUntil: null }
        expect(order.indexOf(stateOf(calm, first))).toBeLessThanOrEqual(order.indexOf(stateOf(calm, second)))
      }),
      { numRuns: 1000 },
    )
  })

  test('a suspension changes 聘任 to 暂停 and nothing else', () => {
    fc.assert(
      fc.property(standing, nearDate, (s, today) => {
        const calm = stateOf({ ...s, suspendedFrom: null, suspendedUntil: null }, today)
        const inside =
          s.suspendedFrom !== null &&
          s.suspendedFrom <= today &&
          (s.suspendedUntil === null || s.suspendedUntil >= today)
        expect(stateOf(s, today)).toBe(calm === 'appointed' && inside ? 'suspended' : calm)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('checkTerm (第十四条)', () => {
  const rules = (s: Standing, today: string): string[] => checkTerm(s, today).map(f => f.rule)

  test.each([
    [91, []],
    [90, ['90 天内']],
    [61, ['90 天内']],
    [60, ['60 天内']],
    [31, ['60 天内']],
    [30, ['30 天内']],
    [1, ['还有 1 天', '30 天内']],
    [0, ['今天是最后一天']],
  ])('%d days left', (left, words) => {
    const findings = checkTerm(appointed, addDays('2029-11-22', -left))
    expect(findings.map(f => f.rule)).toEqual(words.length > 0 ? ['R-TERM-90'] : [])
    for (const word of words) expect(findings[0]?.message).toContain(word)
  })

  test('届满 from the day after the last', () => {
    expect(rules(appointed, '2029-11-23')).toEqual(['R-TERM-END'])
    expect(rules(appointed, '2035-01-01')).toEqual(['R-TERM-END'])
    expect(checkTerm(appointed, '2029-11-23')[0]).toMatchObject({ severity: 'block' })
  })

  test('nothing for those without a term or dismissed; a suspended term still runs out', () => {
    expect(rules(nobody, '2029-11-22')).toEqual([])
    expect(rules({ ...appointed, dismissedOn: '2028-01-01' }, '2029-11-23')).toEqual([])
    expect(rules({ ...appointed, suspendedFrom: '2028-01-01' }, '2029-11-01')).toEqual(['R-TERM-90'])
    expect(rules(appointed, '2026-11-01')).toEqual([])
  })
})

describe('checkIssue (第十三条)', () => {
  test.each<[string, Partial<Standing>, string, string[]]>([
    ['appointed', {}, '2026-11-23', []],
    ['last day', {}, '2029-11-22', []],
    ['appointment decided, begins later', {}, '2026-11-01', []],
    ['expired', {}, '2029-11-23', ['R-TERM-END']],
    ['suspended', { suspendedFrom: '2027-01-01' }, '2027-01-01', ['R-CARD-SCOPE']],
    ['dismissed', { dismissedOn: '2027-01-01' }, '2027-01-01', ['R-CARD-SCOPE']],
    ['dismissed before the term began', { dismissedOn: '2026-11-01' }, '2026-11-02', ['R-CARD-SCOPE']],
    ['never appointed', { termStart: null, termEnd: null }, '2026-11-23', ['R-CARD-SCOPE']],
  ])('%s', (_, dates, today, rules) => {
    const findings = checkIssue({ ...appointed, ...dates }, today)
    expect(findings.map(f => f.rule)).toEqual(rules)
    for (const f of findings) expect(f.severity).toBe('block')
  })

  test('names the dates', () => {
    expect(checkIssue({ ...appointed, dismissedOn: '2027-01-01' }, '2027-02-01')[0]?.message).toContain('2027-01-01')
    expect(
      checkIssue({ ...appointed, suspendedFrom: '2027-01-01', suspendedUntil: '2027-03-31' }, '2027-02-01')[0]?.message,
    ).toBe('自 2027-01-01 起暂停至 2027-03-31，不能发证卡')
    expect(checkIssue(appointed, '2029-11-23')[0]?.message).toContain('2029-11-22')
  })
})

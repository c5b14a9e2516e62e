import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageOn, type Sex } from '../../src-shared/domain/age.ts'
import { type AttestationKey, type Candidate, checkAppointment } from '../../src-shared/domain/eligibility.ts'
import { ATTESTATION } from '../../src-shared/labels.ts'
import { nearDate } from './arbitrary.ts'
import { attested, fit } from './people.ts'

const TODAY = '2026-11-23'
const A = { reading: 'A' } as const
const B = { reading: 'B' } as const

const judge = (changes: Partial<Candidate>, start = TODAY, setting: { reading: 'A' | 'B' } = A) =>
  checkAppointment({ ...fit, ...changes }, start, TODAY, setting)
const rules = (...args: Parameters<typeof judge>): string[] => judge(...args).map(f => f.rule)

test('somebody who meets everything has no findings', () => expect(judge({})).toEqual([]))

describe('R-COND (第十条（一）–（四） and 身体健康)', () => {
  test.each(['c1', 'c2', 'c3', 'c4', 'health'] as AttestationKey[])('%s missing', key => {
    const findings = judge({ attestations: { ...attested, [key]: null } })
    expect(findings.map(f => f.rule)).toEqual(['R-COND'])
    expect(findings[0]).toMatchObject({ severity: 'block' })
    expect(findings[0]?.message).toContain(ATTESTATION[key])
    const other = key === 'c1' ? 'c2' : 'c1'
    expect(findings[0]?.message).not.toContain(ATTESTATION[other])
    expect(findings[0]?.facts).toContainEqual({ label: ATTESTATION[key], value: '未确认' })
    expect(findings[0]?.facts).toContainEqual({ label: ATTESTATION[other], value: '王主任，2026-10-20' })
  })

  test('all missing are named in one finding', () => {
    const none = { c1: null, c2: null, c3: null, c4: null, health: null }
    const findings = judge({ attestations: none })
    expect(findings).toHaveLength(1)
    for (const label of Object.values(ATTESTATION)) expect(findings[0]?.message).toContain(label)
  })

  test('confirmed today counts, confirmed tomorrow does not', () => {
    expect(rules({ attestations: { ...attested, c3: { by: '王主任', on: TODAY } } })).toEqual([])
    expect(rules({ attestations: { ...attested, c3: { by: '王主任', on: '2026-11-24' } } })).toEqual(['R-COND'])
  })
})

describe('R-AGE and R-AGE-TERM (第十条（五）, T4, T5)', () => {
  // Term 2026-11-23 … 2029-11-22. Last allowed day under A: the day before the 66th / 61st birthday.
  test.each<[Sex, string, 'A' | 'B', string[], string]>([
    ['男', '1960-11-22', 'A', ['R-AGE'], '66th birthday yesterday'],
    ['男', '1960-11-23', 'A', ['R-AGE'], '66th birthday today'],
    ['男', '1960-11-24', 'A', ['R-AGE-TERM'], '66th birthday tomorrow'],
    ['男', '1963-11-22', 'A', ['R-AGE-TERM'], '66th birthday on the last day of the term'],
    ['男', '1963-11-23', 'A', ['R-AGE-TERM'], '66th on the day after it: warned for the stricter reading only'],
    ['男', '1964-11-21', 'A', ['R-AGE-TERM'], '65th birthday the day before the last day'],
    ['男', '1964-11-22', 'A', [], '65th birthday on the last day: the stricter reading allows that day'],
    ['男', '1961-11-22', 'B', ['R-AGE'], '65th birthday yesterday'],
    ['男', '1961-11-23', 'B', ['R-AGE-TERM'], '65th birthday today'],
    ['男', '1964-11-21', 'B', ['R-AGE-TERM'], '65th birthday the day before the last day'],
    ['男', '1964-11-22', 'B', [], '65th birthday on the last day'],
    ['女', '1965-11-23', 'A', ['R-AGE'], '61st birthday today'],
    ['女', '1965-11-24', 'A', ['R-AGE-TERM'], '61st birthday tomorrow'],
    ['女', '1966-11-22', 'B', ['R-AGE'], '60th birthday yesterday'],
    ['女', '1966-11-23', 'B', ['R-AGE-TERM'], '60th birthday today'],
    ['女', '1969-11-22', 'A', [], '60th birthday on the last day'],
    ['男', '1966-11-23', 'A', [], 'what is too old for a woman under B is far off for a man'],
  ])('%s %s reading %s → %j: %s', (sex, birth, reading, expected) => {
    expect(rules({ sex, birth }, TODAY, { reading })).toEqual(expected)
  })

  test('a birthday on 2月29日 falls on 03-01 in common years', () => {
    expect(rules({ birth: '1960-02-29' }, '2026-02-28')).toContain('R-AGE-TERM')
    expect(rules({ birth: '1960-02-29' }, '2026-03-01')).toContain('R-AGE')
  })

  test('the message carries the facts', () => {
    const [refused] = judge({ birth: '1960-11-23' })
    expect(refused?.message).toBe(
      '张三（男，1960-11-23 出生）2026-11-23 聘任时 66 周岁，男性不超过 65 周岁，最后可任之日是 2026-11-22',
    )
    expect(refused?.severity).toBe('block')
    const [warned] = judge({ birth: '1961-11-22' })
    expect(warned?.severity).toBe('warn')
    expect(warned?.message).toContain('2027-11-21 之后')
    expect(warned?.message).toContain('从严理解为 2026-11-22 之后')
    expect(warned?.facts).toContainEqual({ label: '聘期', value: '2026-11-23 至 2029-11-22' })
    expect(warned?.facts).toContainEqual({ label: '从严最后可任之日', value: '2026-11-22' })
    const [strict] = judge({ birth: '1963-12-01' })
    expect(strict?.message).toContain('2028-12-01 满 65 周岁')
    const [underB] = judge({ birth: '1963-12-01' }, TODAY, B)
    expect(underB?.message).toContain('2028-12-01 之后超过')
    expect(underB?.facts.map(f => f.label)).not.toContain('从严最后可任之日')
  })

  test('refused exactly when the age at the start exceeds the limit; B never allows what A refuses', () => {
    const near = fc.constantFrom('男' as const, '女' as const)
    fc.assert(
      fc.property(nearDate, nearDate, near, (birth, start, sex) => {
        fc.pre(birth < start)
        const limit = sex === '男' ? 65 : 60
        const refused = (setting: { reading: 'A' | 'B' }) => rules({ birth, sex }, start, setting).includes('R-AGE')
        expect(refused(A)).toBe(ageOn(birth, start) > limit)
        if (refused(A)) expect(refused(B)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('R-EXAM (第十一条)', () => {
  const { standing } = fit
  test.each<[string, Partial<typeof standing>, string, string | null]>([
    ['never trained', { trainedOn: null }, TODAY, '没有培训记录'],
    ['never examined, or failed last', { examPassedOn: null }, TODAY, '没有考核合格记录'],
    ['passed on the day itself', { examPassedOn: TODAY }, TODAY, null],
    ['passed the day after the start', { examPassedOn: '2026-11-02' }, '2026-11-01', '晚于聘任之日 2026-11-01'],
    ['trained after the start', { trainedOn: '2026-11-02' }, '2026-11-01', '晚于聘任之日'],
    ['an exam that lies ahead', { examPassedOn: '2026-12-01' }, '2027-01-01', '晚于今天'],
  ])('%s', (_, dates, start, word) => {
    const findings = judge({ standing: { ...standing, ...dates } }, start)
    expect(findings.map(f => f.rule)).toEqual(word ? ['R-EXAM'] : [])
    if (word) expect(findings[0]?.message).toContain(word)
  })

  test('a renewal counts the pass of the previous term, and meets all the other rules again', () => {
    const renewing = { ...standing, termStart: '2023-11-23', termEnd: '2026-11-22', examPassedOn: '2023-10-15' }
    expect(rules({ standing: { ...renewing, trainedOn: '2023-10-01' } })).toEqual([])
    expect(rules({ standing: { ...renewing, examPassedOn: null } })).toEqual(['R-EXAM'])
    expect(rules({ standing: renewing, birth: '1960-11-23', attestations: { ...attested, health: null } })).toEqual([
      'R-COND',
      'R-AGE',
    ])
  })
})

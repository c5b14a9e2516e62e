import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../src-shared/domain/dates.ts'
import { checkVenue, filingState, newestPhoto, scopeText, type VenueState } from '../../src-shared/domain/venue.ts'
import { judgeLine, type Summary, summarise, type Tally } from '../../src-shared/domain/venueCheck.ts'

const TODAY = '2026-11-23'

const READY: VenueState = {
  name: '数控实训基地',
  filing: { status: 'filed', filedOn: '2026-01-10', validUntil: '2028-01-09' },
  scope: [{ occupation: '车工', levels: ['五级/初级工'] }],
  baselineOn: '2026-01-10',
  refiled: [],
  devices: 3,
  differences: 0,
  unexplained: 0,
  below: [],
  photos: [{ takenOn: '2026-10-01' }],
  photoDays: 365,
  lastCheck: null,
}
const rules = (change: Partial<VenueState>) => checkVenue({ ...READY, ...change }, TODAY).map(f => f.rule)

describe('checkVenue (第二十三条)', () => {
  test('a venue with everything: no findings', () => expect(rules({})).toEqual([]))

  test.each<[string, Partial<VenueState>, string[]]>([
    ['not filed', { filing: { status: 'none', filedOn: null, validUntil: null } }, ['R-VENUE-FILED']],
    ['only submitted', { filing: { status: 'submitted', filedOn: null, validUntil: null } }, ['R-VENUE-FILED']],
    ['expired yesterday', { filing: { ...READY.filing, validUntil: '2026-11-22' } }, ['R-VENUE-FILED']],
    ['valid to the end of today', { filing: { ...READY.filing, validUntil: TODAY } }, []],
    ['filed without an end', { filing: { ...READY.filing, validUntil: null } }, []],
    ['no scope', { scope: [] }, ['R-VENUE-SCOPE']],
    ['a scope without levels', { scope: [{ occupation: '车工', levels: [] }] }, ['R-VENUE-SCOPE']],
    ['no baseline', { baselineOn: null, lastCheck: { on: TODAY, short: 3 } }, ['R-VENUE-LIST']],
    ['another address than filed', { refiled: ['地址'] }, ['R-VENUE-CHG']],
    ['changed and explained', { differences: 2 }, []],
    ['changed, one not explained', { differences: 2, unexplained: 1 }, ['R-VENUE-CHG']],
    ['fewer than filed, though explained', { differences: 1, below: ['车床 数量 10 → 8'] }, ['R-VENUE-COUNT']],
    ['fewer at the last count', { lastCheck: { on: TODAY, short: 1 } }, ['R-VENUE-COUNT']],
    ['all there at the last count', { lastCheck: { on: TODAY, short: 0 } }, []],
    ['no photo', { photos: [] }, ['R-VENUE-PHOTO']],
    ['a photo without a day', { photos: [{ takenOn: null }] }, ['R-VENUE-PHOTO']],
    ['a photo on the last allowed day', { photos: [{ takenOn: addDays(TODAY, -365) }] }, []],
    ['a photo one day older', { photos: [{ takenOn: addDays(TODAY, -366) }] }, ['R-VENUE-PHOTO']],
    ['an old photo and a new one', { photos: [{ takenOn: '2020-01-01' }, { takenOn: TODAY }] }, []],
  ])('%s', (_, change, expected) => expect(rules(change)).toEqual(expected))

  test('names at most three devices that are fewer, and how many there are', () => {
    const [found] = checkVenue({ ...READY, below: ['甲', '乙', '丙', '丁'] }, TODAY)
    expect(found?.message).toBe('设备少于备案数量：甲；乙；丙等 4 项')
  })

  test('every finding has a remedy and is a warning', () => {
    const found = checkVenue(
      {
        ...READY,
        filing: { status: 'none', filedOn: null, validUntil: null },
        scope: [],
        baselineOn: null,
        photos: [],
      },
      TODAY,
    )
    expect(found).toHaveLength(4)
    for (const f of found) expect(f).toMatchObject({ severity: 'warn', remedy: expect.stringMatching(/。$/) })
  })
})

test('filingState holds on its last valid day and not on the next', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2000, max: 2000 }), days => {
      const validUntil = addDays(TODAY, days)
      const state = filingState({ status: 'filed', filedOn: '2020-01-01', validUntil }, TODAY)
      expect(state).toBe(days < 0 ? 'expired' : 'filed')
    }),
  )
})

test('newestPhoto passes over photos without a day', () => {
  expect(newestPhoto([])).toBeNull()
  expect(newestPhoto([{ takenOn: null }])).toBeNull()
  expect(newestPhoto([{ takenOn: '2026-01-02' }, { takenOn: null }, { takenOn: '2026-01-01' }])).toBe('2026-01-02')
})

test('scopeText says 职业, 工种 and 等级 as 附件5 takes them', () => {
  expect(scopeText({ occupation: '电工', trade: '', levels: ['五级/初级工', '四级/中级工'] })).toBe(
    '电工（五级/初级工、四级/中级工）',
  )
  expect(scopeText({ occupation: '车工', trade: '数控车工', levels: [] })).toBe('车工·数控车工')
  expect(scopeText({ occupation: '车工', trade: '车工', levels: ['二级/技师'] })).toBe('车工（二级/技师）')
})

describe('judgeLine', () => {
  const count = fc.integer({ min: 0, max: 1_000_000 })
  const words = { foundModel: '', note: '' }
  const listed = (expected: number) => ({ expected, extra: false })

  it('一致, 缺 and 多 divide all counts among them: each count fits exactly one', () => {
    fc.assert(
      fc.property(count, count, (expected, counted) => {
        const fits = (['match', 'short', 'over'] as const).filter(
          result => judgeLine(listed(expected), { result, counted, ...words }).ok,
        )
        expect(fits).toEqual([counted === expected ? 'match' : counted < expected ? 'short' : 'over'])
      }),
    )
  })

  it.each([
    ['match', 10, 10],
    ['short', 10, 0],
    ['duplicate', 10, 0],
  ] as const)('%s of %i without a count is %i', (result, expected, counted) => {
    expect(judgeLine(listed(expected), { result, ...words })).toEqual({ ok: true, counted })
  })

  it('refuses what says nothing or contradicts the list', () => {
    expect(judgeLine(listed(10), { result: 'over', ...words })).toMatchObject({ ok: false, field: 'counted' })
    expect(judgeLine(listed(0), { result: 'short', ...words })).toMatchObject({ ok: false, field: 'counted' })
    expect(judgeLine(listed(10), { result: 'model', ...words })).toMatchObject({ ok: false, field: 'foundModel' })
    expect(judgeLine(listed(10), { result: 'model', foundModel: '', note: '铭牌磨损' })).toEqual({
      ok: true,
      counted: 10,
    })
    for (const result of ['match', 'short', 'model'] as const) {
      const judged = judgeLine({ expected: 0, extra: true }, { result, counted: 0, foundModel: 'A', note: '' })
      expect(judged).toMatchObject({ ok: false, field: 'result' })
    }
  })
})

test('summarise adds up: nothing is counted twice or left out', () => {
  const tally = fc.record<Tally>({
    extra: fc.boolean(),
    result: fc.constantFrom(null, 'match', 'short', 'over', 'duplicate', 'model'),
    n: fc.nat(1000),
    expected: fc.nat(10_000),
    counted: fc.nat(10_000),
  })
  fc.assert(
    fc.property(fc.array(tally), tallies => {
      const sum: Summary = summarise(tallies)
      const all = tallies.reduce((n, t) => n + t.n, 0)
      const judged = sum.match + sum.short + sum.over + sum.duplicate + sum.model
      expect(sum.lines + sum.extra).toBe(all)
      expect(judged).toBe(tallies.reduce((n, t) => n + (t.result === null ? 0 : t.n), 0))
      expect(sum.done).toBeLessThanOrEqual(sum.lines)
      expect(sum.expected).toBe(tallies.reduce((n, t) => n + (t.extra ? 0 : t.expected), 0))
      expect(sum.counted).toBe(tallies.reduce((n, t) => n + t.counted, 0))
    }),
  )
})

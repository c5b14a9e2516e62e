/** 竞赛 by rule: 第八条 (资质), 附件7 事后第12项 (晋升比例), 第二十六条 (外督员 by place), and a state that nobody sets. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CONTEST_SLOTS,
  type ContestMember,
  type ContestPlan,
  type ContestSlot,
  checkContestStaff,
  checkContestVisit,
  checkRatio,
  contestState,
  parseRatio,
  peopleAt,
  quotaOf,
  quotaText,
  SLOT_ITEMS,
  spanOf,
} from '../../src-shared/domain/contest.ts'
import { AFTER_CONTEST_ITEMS, numberOf } from '../../src-shared/forms/items.ts'

const DAY = '2026-12-05'
const member = (over: Partial<ContestMember> = {}): ContestMember => ({
  name: '赵敏',
  certificate: '赛务-001',
  validTo: DAY,
  file: {},
  ...over,
})

describe('晋升比例', () => {
  test.each([
    ['1/3', [1, 3]],
    ['30%', [30, 100]],
    ['12.5%', [125, 1000]],
    ['0.0001%', [1, 1_000_000]],
    ['100%', [100, 100]],
    ['1/1', [1, 1]],
    ['１／３', [1, 3]],
    ['３０％', [30, 100]],
    [' 1 / 3 ', [1, 3]],
    ['999999/999999', [999_999, 999_999]],
  ] as const)('%s', (text, [numerator, denominator]) => expect(parseRatio(text)).toEqual({ numerator, denominator }))

  test.each([
    '',
    '30',
    '0.3',
    '0%',
    '0/3',
    '1/0',
    '4/3',
    '101%',
    '100.0001%',
    '-1/3',
    '1/-3',
    '1/3/3',
    '1:3',
    '三分之一',
    '30%%',
    '.5%',
    '5.%',
    '1e2%',
    '1/3 人',
    '1000000/1000000',
    '12.34567%',
  ])('%j is no ratio', text => expect(parseRatio(text)).toBeNull())

  test.each([
    ['1/3', 99, 33, '33'],
    ['1/3', 100, 33, '33 又 1/3'],
    ['1/3', 101, 33, '33 又 2/3'],
    ['1/3', 102, 34, '34'],
    ['1/3', 2, 0, '2/3'],
    ['1/3', 0, 0, '0'],
    ['30%', 33, 9, '9 又 9/10'],
    ['12.5%', 100, 12, '12 又 1/2'],
    ['29%', 100, 29, '29'], // 0.29 × 100 is 28.999999999999996 in floats
    ['58%', 50, 29, '29'], // 0.58 × 50 is 28.999999999999996
  ])('%s of %i: at most %i (%s)', (text, entrants, most, exact) => {
    const ratio = parseRatio(text)
    expect(ratio && quotaOf(ratio, entrants)).toEqual({ most, exact })
  })

  test('floor(numerator × entrants ÷ denominator) for every ratio and 人数, by integers that have no bound', () => {
    const space = fc.tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 999_999 }), fc.nat(100_000))
    fc.assert(
      fc.property(space, ([a, b, entrants]) => {
        const [numerator, denominator] = [Math.min(a, b), Math.max(a, b)]
        const { most, exact } = quotaOf({ numerator, denominator }, entrants)
        const product = BigInt(numerator) * BigInt(entrants)
        expect(BigInt(most)).toBe(product / BigInt(denominator))
        expect(exact.includes('/')).toBe(product % BigInt(denominator) !== 0n)
      }),
    )
  })

  test('one more than allowed is blocked with 文号 and the rounding; as many as allowed are not', () => {
    const result = { ratio: '1/3', ratioNo: '京人社〔2026〕8号', entrants: 100 }
    expect(checkRatio({ ...result, applied: 33 })).toEqual([])
    const [found, ...more] = checkRatio({ ...result, applied: 34 })
    expect(more).toEqual([])
    expect(found).toMatchObject({ rule: 'R-CMP-RATIO', severity: 'block' })
    expect(found?.message).toContain('京人社〔2026〕8号')
    expect(found?.message).toContain('100 × 1/3 = 33 又 1/3，舍去零头，最多 33 人')
    expect(quotaText({ ratio: '1/3', entrants: 99 })).toBe('99 × 1/3 = 33，最多 33 人')
  })

  test('what is not known is not judged', () => {
    const all = { ratio: '1/3', ratioNo: '8号', entrants: 3, applied: 3 }
    expect(checkRatio(all)).toHaveLength(1)
    for (const unknown of [{ ratio: '' }, { entrants: null }, { applied: null }])
      expect(checkRatio({ ...all, ...unknown })).toEqual([])
    expect(quotaText({ ratio: '', entrants: 3 })).toBe('')
    expect(quotaText({ ratio: '1/3', entrants: null })).toBe('')
  })
})

describe('R-CMP-STAFF (第八条)', () => {
  const severities = (staff: ContestMember[]) => checkContestStaff(staff, DAY).map(found => found.severity)

  test.each([
    ['nobody', [], ['block']],
    ['somebody without a certificate', [member({ certificate: '' })], ['block']],
    ['a blank certificate', [member({ certificate: ' 　' })], ['block']],
    ['a certificate to the last day', [member()], []],
    ['a certificate without an end', [member({ validTo: null })], []],
    ['one that ends a day before', [member({ validTo: '2026-12-04' })], ['block', 'warn']],
    ['one that ends before, and one that holds', [member({ validTo: '2026-12-04' }), member()], ['warn']],
    ['no scan', [member({ file: null })], ['todo']],
    ['somebody else without a certificate', [member(), member({ certificate: '' })], []],
  ] as const)('%s', (_, staff, expected) => expect(severities([...staff])).toEqual(expected))
})

describe('state', () => {
  const plan = (over: Partial<ContestPlan> = {}): ContestPlan => ({
    from: '2026-12-05',
    to: '2026-12-06',
    places: [],
    staff: [member({ validTo: '2026-12-06' })],
    readyOn: '2026-12-01',
    ...over,
  })

  test.each([
    ['2026-12-04', 'ready'],
    ['2026-12-05', 'running'],
    ['2026-12-06', 'running'],
    ['2026-12-07', 'ended'],
  ])('on %s: %s', (today, state) => expect(contestState(plan(), today)).toBe(state))

  test('nobody declared it, or the one with 资质 is gone or expires: 筹备', () => {
    const today = '2026-12-04'
    expect(contestState(plan({ readyOn: null }), today)).toBe('preparing')
    expect(contestState(plan({ staff: [] }), today)).toBe('preparing')
    expect(contestState(plan({ staff: [member({ validTo: '2026-12-05' })] }), today)).toBe('preparing')
  })

  test('a place that opens earlier or closes later moves the first and the last day', () => {
    const places = [
      { fromOn: '2026-12-03', toOn: '2026-12-03' },
      { fromOn: '2026-12-05', toOn: '2026-12-09' },
    ]
    expect(spanOf(plan({ places }))).toEqual({ from: '2026-12-03', to: '2026-12-09' })
    expect(contestState(plan({ places }), '2026-12-03')).toBe('running')
    expect(contestState(plan({ places }), '2026-12-09')).toBe('running')
    expect(contestState(plan({ places }), '2026-12-10')).toBe('ended')
  })

  test('without any date it is 筹备 or 就绪, whatever the day', () => {
    const none = { from: null, to: null }
    expect(spanOf({ ...none, places: [] })).toEqual({ from: null, to: null })
    expect(contestState(plan(none), '2026-12-06')).toBe('ready')
    expect(contestState(plan(none), '2026-12-07')).toBe('preparing') // the certificate has ended meanwhile
  })
})

describe('外督员 by place (T3)', () => {
  const places = [
    { place: '一号馆', people: 120 },
    { place: '二号馆', people: 199 },
    { place: '一号馆', people: 80 },
  ]
  const visit = (place: string, count: number, kind: 'during' | 'after' = 'during') =>
    checkContestVisit({ kind, place, inspectors: Array.from({ length: count }) }, places)

  test('rows of the same place are counted together', () => {
    expect(peopleAt(places, '一号馆')).toBe(200)
    expect(peopleAt(places, '二号馆')).toBe(199)
    expect(peopleAt(places, '三号馆')).toBe(0)
  })

  test('199 with two: nothing to say; 200: 可加派; one alone is named; 事后 has no headcount', () => {
    expect(visit('二号馆', 2)).toEqual([])
    expect(visit('二号馆', 1)).toMatchObject([{ rule: 'R-EXT-26', severity: 'info' }])
    expect(visit('一号馆', 2)[0]?.message).toContain('应当2名，可加派')
    expect(visit('一号馆', 1, 'after')).toEqual([])
    expect(visit('', 1)).toEqual([])
  })
})

describe('papers K1–K15', () => {
  const slots = Object.keys(CONTEST_SLOTS) as ContestSlot[]
  test('in the order of requirements §4; K14 is 附件6, K15 附件7', () => {
    expect(slots).toEqual(Array.from({ length: 15 }, (_, i) => `K${i + 1}`))
    const words = '通知 方案 预案 名单 选手 签到 试题 评分 仲裁 公示 表彰 核发 影像 附件6 附件7'.split(' ')
    words.forEach((word, i) => {
      expect(CONTEST_SLOTS[slots[i] ?? 'K1']).toContain(word)
    })
  })

  test('every item of 附件7 事后 but 政策 and 履职 has a paper', () => {
    const asked = [...new Set(Object.values(SLOT_ITEMS).flat())].sort((a, b) => a - b)
    expect(asked).toEqual(AFTER_CONTEST_ITEMS.map(numberOf).filter(no => no !== 1 && no !== 6))
  })
})

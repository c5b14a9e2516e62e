import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src-shared/domain/dates.ts'
import {
  type BatchDates,
  checkOrder,
  checkPublic,
  MILESTONES,
  type Phase,
  phaseOf,
} from '../../src-shared/domain/order.ts'

const none: BatchDates = {
  filedOn: null,
  plannedOn: null,
  announcedOn: null,
  signupFrom: null,
  signupTo: null,
  reviewedOn: null,
  examFrom: null,
  examTo: null,
  scoredOn: null,
  publicFrom: null,
  publicTo: null,
  certifiedOn: null,
  archivedOn: null,
}

const full: BatchDates = {
  filedOn: '2026-03-01',
  plannedOn: '2026-04-01',
  announcedOn: '2026-04-10',
  signupFrom: '2026-04-20',
  signupTo: '2026-04-30',
  reviewedOn: '2026-05-08',
  examFrom: '2026-05-20',
  examTo: '2026-05-21',
  scoredOn: '2026-05-25',
  publicFrom: '2026-06-01',
  publicTo: '2026-06-07',
  certifiedOn: '2026-06-10',
  archivedOn: '2026-06-30',
}

describe('phase', () => {
  test.each([
    ['2026-02-01', 'filing'],
    ['2026-03-31', 'filing'],
    ['2026-04-01', 'plan'],
    ['2026-04-19', 'plan'],
    ['2026-04-20', 'signup'],
    ['2026-04-30', 'signup'],
    ['2026-05-01', 'before'],
    ['2026-05-19', 'before'],
    ['2026-05-20', 'during'],
    ['2026-05-21', 'during'],
    ['2026-05-22', 'scoring'],
    ['2026-05-31', 'scoring'],
    ['2026-06-01', 'public'],
    ['2026-06-09', 'public'],
    ['2026-06-10', 'certified'],
    ['2026-06-29', 'certified'],
    ['2026-06-30', 'archived'],
  ] as const)('on %s: %s', (today, phase) => expect(phaseOf(full, today)).toBe(phase))

  test.each([
    [none, '2026-05-01', 'filing'],
    [{ ...none, examFrom: '2026-05-20' }, '2026-05-19', 'filing'],
    [{ ...none, examFrom: '2026-05-20' }, '2026-05-25', 'during'],
    [{ ...none, examTo: '2026-05-20' }, '2026-05-20', 'during'],
    [{ ...none, examFrom: '2026-05-20', scoredOn: '2026-05-22' }, '2026-05-22', 'scoring'],
    [{ ...full, scoredOn: '2026-05-20' }, '2026-05-21', 'during'], // scored while it still goes on
    [{ ...none, announcedOn: '2026-04-10' }, '2026-04-10', 'plan'],
    [{ ...none, signupTo: '2026-04-30' }, '2026-04-30', 'signup'],
    [{ ...none, reviewedOn: '2026-05-08' }, '2026-05-08', 'before'],
    [{ ...full, archivedOn: null }, '2030-01-01', 'certified'],
  ] as [BatchDates, string, Phase][])('%j on %s: %s', (dates, today, phase) =>
    expect(phaseOf(dates, today)).toBe(phase),
  )

  const phases: Phase[] = ['filing', 'plan', 'signup', 'before', 'during', 'scoring', 'public', 'certified', 'archived']
  const day = fc.integer({ min: 0, max: 400 }).map(n => addDays('2026-01-01', n))
  const anyDates = fc.array(fc.option(day), { minLength: 13, maxLength: 13 }).map(list => {
    const dates = { ...none }
    MILESTONES.forEach(([key], i) => {
      dates[key] = list[i] ?? null
    })
    return dates
  })

  test('never goes back as days pass', () => {
    fc.assert(
      fc.property(anyDates, day, (dates, today) => {
        const [now, later] = [phaseOf(dates, today), phaseOf(dates, addDays(today, 1))]
        expect(phases.indexOf(later)).toBeGreaterThanOrEqual(phases.indexOf(now))
      }),
    )
  })

  test('dates in order give no finding; an inversion anywhere gives at least one', () => {
    fc.assert(
      fc.property(anyDates, dates => {
        const known = MILESTONES.flatMap(([key]) => dates[key] ?? [])
        const inOrder = known.every((date, i) => i === 0 || (known[i - 1] ?? '') <= date)
        expect(checkOrder(dates).length + checkPublic(dates).length > 0).toBe(!inOrder || checkPublic(dates).length > 0)
        if (inOrder) expect(checkOrder(dates)).toEqual([])
      }),
    )
  })
})

describe('R-ORDER', () => {
  test('a batch in order', () => expect(checkOrder(full)).toEqual([]))
  test('the same day is in order', () => {
    expect(checkOrder({ ...full, reviewedOn: '2026-05-20', examTo: '2026-05-20', scoredOn: '2026-05-20' })).toEqual([])
  })
  test.each([
    [{ signupFrom: '2026-04-09' }, '报名开始 2026-04-09 早于公告 2026-04-10'],
    [{ reviewedOn: '2026-05-21' }, '考试开始 2026-05-20 早于资格审核 2026-05-21'],
    [{ scoredOn: '2026-05-20' }, '评分 2026-05-20 早于考试结束 2026-05-21'],
    [{ publicTo: '2026-05-31' }, '公示结束 2026-05-31 早于公示开始 2026-06-01'],
    [{ archivedOn: '2026-06-09' }, '归档 2026-06-09 早于发证 2026-06-10'],
    [{ scoredOn: null, examTo: '2026-06-02' }, '公示开始 2026-06-01 早于考试结束 2026-06-02'],
    [{ publicFrom: null, publicTo: null, certifiedOn: '2026-05-24' }, '发证 2026-05-24 早于评分 2026-05-25'],
  ])('%j: %s', (change, message) => {
    const found = checkOrder({ ...full, ...change })
    expect(found.map(f => f.message)).toEqual([message])
    expect(found[0]).toMatchObject({ rule: 'R-ORDER', severity: 'warn' })
    expect(found[0]?.facts).toHaveLength(2)
  })
})

describe('R-PUB', () => {
  test.each([
    ['2026-06-01', '2026-06-07', '2026-06-08', undefined],
    ['2026-06-01', '2026-06-07', '2026-06-07', '公示到 2026-06-07 才结束'],
    ['2026-06-01', '2026-06-07', '2026-05-30', '公示到 2026-06-07 才结束'],
    ['2026-06-01', null, '2026-06-10', '没有登记公示结束的日期'],
    [null, null, '2026-06-10', '没有登记公示'],
    [null, null, null, undefined],
    ['2026-06-01', '2026-06-07', null, undefined],
  ])('公示 %s–%s, 发证 %s: %s', (publicFrom, publicTo, certifiedOn, words) => {
    const dates = { ...full, publicFrom, publicTo, certifiedOn }
    const found = checkPublic(dates)
    expect(found).toHaveLength(words ? 1 : 0)
    if (words) {
      expect(found[0]).toMatchObject({ rule: 'R-PUB', severity: 'warn' })
      expect(found[0]?.message).toContain(words)
    }
    // The same fact is not said twice.
    expect(checkOrder({ ...dates, archivedOn: null })).toEqual([])
  })
})

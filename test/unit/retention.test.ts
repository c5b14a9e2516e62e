import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src-shared/domain/dates.ts'
import { SLOTS, type Slot, slotFacts } from '../../src-shared/domain/evidence.ts'
import {
  checkDestruction,
  endOf,
  isLongEnough,
  isOver,
  isVenueSlot,
  keptUntil,
  periodText,
  tooShort,
  yearsBySlot,
} from '../../src-shared/domain/retention.ts'

const file = { code: 'G2_001', title: '实操评分表', batchName: '第七批', until: '2031-06-10', held: false }
const rules = (over: Partial<typeof file>, today: string) =>
  checkDestruction({ ...file, ...over }, today).map(f => f.rule)

describe('minimum periods (§5, §7)', () => {
  test('no paper below 5 years; 长期 is 30', () => {
    expect(new Set(SLOTS.map(s => s.years))).toEqual(new Set([5, 30]))
    expect(SLOTS.filter(s => s.years === 30).map(s => s.slot)).toEqual(
      expect.arrayContaining(['P1', 'Q3', 'Q4', 'G5', 'G7', 'G8', 'C1', 'C2', 'C3']),
    )
    expect(SLOTS.filter(s => isVenueSlot(s.slot)).map(s => s.slot)).toEqual(['R5', 'R6', 'R7'])
  })

  test.each([
    ['X6', 5, '5年'],
    ['X6', null, '永久'],
    ['R5', 5, '场地有效期后5年'],
    ['R5', null, '永久'],
  ] as const)('%s %s is %s', (slot, years, words) => expect(periodText(slot, years)).toBe(words))

  test('may only be longer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SLOTS), fc.option(fc.integer({ min: 1, max: 100 })), ({ slot, years }, own) => {
        const effective = yearsBySlot({ [slot]: own }).get(slot)
        expect(isLongEnough(slot, own)).toBe(own === null || own >= years)
        // Whatever is stored, never below the minimum.
        expect(effective).toBe(own === null || own >= years ? own : years)
      }),
    )
    expect(yearsBySlot({}).get('P1')).toBe(30)
    expect(yearsBySlot({ X9: 1 }).size).toBe(SLOTS.length)
    expect(tooShort('P1', 10)).toMatchObject({ rule: 'R-KEEP', severity: 'block' })
  })
})

describe('保管期满日', () => {
  const dates = { certifiedOn: null, archivedOn: null, examTo: null } as Parameters<typeof endOf>[0]
  test('counts from 发证, else 归档, else the end of the examination', () => {
    expect(endOf(dates)).toBeNull()
    expect(endOf({ ...dates, examTo: '2026-05-20' })).toBe('2026-05-20')
    expect(endOf({ ...dates, examTo: '2026-05-20', archivedOn: '2026-06-30' })).toBe('2026-06-30')
    expect(endOf({ ...dates, archivedOn: '2026-06-30', certifiedOn: '2026-06-10' })).toBe('2026-06-10')
  })

  test.each([
    ['2026-06-10', 5, '2031-06-10'],
    ['2024-02-29', 5, '2029-03-01'],
    ['2026-06-10', null, null],
    [null, 5, null],
  ])('%s and %s years: %s', (from, years, until) => expect(keptUntil(from, years)).toBe(until))

  test('the last day still counts', () => {
    expect(isOver('2031-06-10', '2031-06-10')).toBe(false)
    expect(isOver('2031-06-10', '2031-06-11')).toBe(true)
    expect(isOver(null, '2999-12-31')).toBe(false)
  })
})

describe('R-KEEP and R-HOLD', () => {
  test.each([
    ['the last day', {}, '2031-06-10', ['R-KEEP']],
    ['the day after', {}, '2031-06-11', []],
    ['for ever', { until: null }, '2999-12-31', ['R-KEEP']],
    ['over but held: hold beats it', { held: true }, '2040-01-01', ['R-HOLD']],
    ['neither over nor free', { held: true }, '2030-01-01', ['R-HOLD', 'R-KEEP']],
  ])('%s', (_, over, today, expected) => expect(rules(over as Partial<typeof file>, today)).toEqual(expected))

  test('both block, and name the file', () => {
    for (const f of checkDestruction({ ...file, held: true }, '2030-01-01')) {
      expect(f.severity).toBe('block')
      expect(f.message).toContain('「第七批」的 G2_001')
    }
  })

  test('never before the minimum, whatever the slot', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map(n => addDays('2000-01-01', n))
    fc.assert(
      fc.property(fc.constantFrom(...SLOTS.map(s => s.slot)), day, day, (slot: Slot, from, today) => {
        const until = keptUntil(from, slotFacts(slot).years)
        const free = checkDestruction({ ...file, until }, today).length === 0
        expect(free).toBe(until !== null && today > until)
        if (free) expect(Number(today.slice(0, 4)) - Number(from.slice(0, 4))).toBeGreaterThanOrEqual(5)
      }),
    )
  })
})

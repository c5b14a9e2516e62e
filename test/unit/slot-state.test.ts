import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AssessmentForm, NOT_VISITED, SLOTS, type Slot } from '../../src-shared/domain/evidence.ts'
import {
  type Archive,
  completeness,
  type Holding,
  isThroughout,
  NOTHING,
  slotOfVisitPaper,
  slotStandings,
  visitForm,
  whyNotNa,
} from '../../src-shared/domain/slot.ts'

const EMPTY: Archive = { forms: ['theory', 'skill'], visited: NOT_VISITED, holdings: new Map(), na: new Map() }
const stand = (slot: Slot, holding: Partial<Holding> = {}, over: Partial<Archive> = {}) => {
  const found = slotStandings({ ...EMPTY, holdings: new Map([[slot, { ...NOTHING, ...holding }]]), ...over }).find(
    s => s.slot === slot,
  )
  if (!found) throw new Error(slot)
  return found
}

describe('states', () => {
  const na = new Map([['G2', '只考理论']])
  test.each([
    ['required and empty', stand('G2'), 'missing'],
    ['optional and empty', stand('P5'), 'none'],
    ['a file', stand('G2', { files: 1 }), 'archived'],
    ['records that are all that is due', stand('R3', { records: 1, whole: true }), 'archived'],
    ['records that are not', stand('D4', { records: 1 }), 'none'],
    ['不适用', stand('G2', {}, { na }), 'na'],
    ['a file that came in after all', stand('G2', { files: 1 }, { na }), 'archived'],
    ['D1: a scan does not say which phases', stand('D1', { files: 3 }), 'missing'],
    ['D1: some phases', stand('D1', { records: 2 }), 'missing'],
    ['D1: 全过程', stand('D1', { records: 2, whole: true }), 'archived'],
  ])('%s', (_, standing, state) => expect(standing.state).toBe(state))

  test('the reason is shown where it counts', () => {
    expect(stand('G2', {}, { na }).reason).toBe('只考理论')
    expect(stand('G2', { files: 1 }, { na }).reason).toBe('')
  })
})

test('completeness: archived and 不适用 of the required, rounded down', () => {
  const required = slotStandings(EMPTY).filter(s => s.required)
  expect(completeness(slotStandings(EMPTY))).toEqual({
    percent: 0,
    missing: required.map(s => expect.stringMatching(new RegExp(`^${s.slot} `))),
  })
  expect(completeness([])).toEqual({ percent: 100, missing: [] })
  const state = fc.constantFrom('archived' as const, 'na' as const, 'missing' as const, 'none' as const)
  const standing = fc.record({
    slot: fc.constantFrom(...SLOTS.map(s => s.slot)),
    required: fc.boolean(),
    state,
    reason: fc.constant(''),
    files: fc.nat(3),
    records: fc.nat(3),
  })
  fc.assert(
    fc.property(fc.array(standing), standings => {
      const { percent, missing } = completeness(standings)
      expect(percent === 100).toBe(missing.length === 0)
      expect(percent).toBeGreaterThanOrEqual(0)
      expect(Number.isInteger(Math.round(percent * 10))).toBe(true)
    }),
  )
})

test('every slot stands once, in one order, whatever the batch is', () => {
  const form = fc.constantFrom<AssessmentForm>('theory', 'skill', 'review', 'process', 'performance', 'direct')
  fc.assert(
    fc.property(
      fc.uniqueArray(form),
      fc.dictionary(fc.constantFrom('G2', 'X6', 'Q9'), fc.string()),
      (forms, reasons) => {
        const standings = slotStandings({ ...EMPTY, forms, na: new Map(Object.entries(reasons)) })
        expect(standings.map(s => s.slot)).toEqual(SLOTS.map(s => s.slot))
        for (const s of standings) expect(s.state === 'missing').toBe(s.required && s.reason === '' && s.state !== 'na')
      },
    ),
  )
})

describe('不适用 is refused', () => {
  test.each([
    ['where a file is', stand('P5', { files: 1 }), '已有材料'],
    ['where a record is', stand('Q5', { records: 1, whole: true }), '已有材料'],
    ['for D1', stand('D1'), '第七、二十四条'],
    ['for R3', stand('R3'), '第十五条'],
    ['for 附件4 once they came', stand('D4', {}, { visited: { ...NOT_VISITED, came: true } }), '第二十二条'],
  ])('%s', (_, standing, why) => expect(whyNotNa(standing)).toContain(why))

  test('elsewhere it is not', () => {
    for (const slot of ['G1', 'X5', 'P5', 'D2', 'D4'] as const) expect(whyNotNa(stand(slot))).toBeNull()
  })
})

test('全过程 is all three phases, in one record or several', () => {
  expect(isThroughout([])).toBe(false)
  expect(isThroughout([{ phases: ['before', 'during'] }])).toBe(false)
  expect(isThroughout([{ phases: ['before', 'during'] }, { phases: ['after'] }])).toBe(true)
})

test.each([
  ['现场督导', '附件3 签字扫描', 'D2'],
  ['事后认定资料督导', '附件３督导记录表', 'D3'],
  ['事后认定资料督导', '职业技能等级认定督导记录表', 'D3'],
  ['现场督导', '附件4', 'D4'],
  ['飞行检查', '外督员情况反馈表', 'D4'],
  ['飞行检查', '附件3', undefined],
  ['现场督导', '证卡照片', 'D6'],
  ['现场督导', '整改通知', 'D5'],
  ['现场督导', '合影', undefined],
])('a paper of a %s called %s lies in %s', (kind, words, slot) => {
  expect(slotOfVisitPaper(kind, words)).toBe(slot)
})

test('kinds of visits are read from their words', () => {
  expect(visitForm('现场督导')).toBe('onsite')
  expect(visitForm('事后认定资料督导')).toBe('afterwards')
  expect(visitForm('其他')).toBeNull()
})

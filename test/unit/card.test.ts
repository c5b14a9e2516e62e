/** A card's word and what may be done with it, on every boundary day (第十三、十四条). */
import { describe, expect, test } from 'vitest'
import {
  CARD_ACTS,
  type CardAct,
  type CardFacts,
  cardActs,
  cardState,
  inForce,
  whyNotCard,
} from '../../src-shared/domain/card.ts'
import { RULES } from '../../src-shared/domain/rules.ts'
import { cardWord } from '../../src-shared/labels.ts'

const card: CardFacts = {
  code: 'S112001260001',
  voided: false,
  lost: false,
  from: '2026-12-01',
  termEnd: '2029-11-30',
  dismissedOn: null,
  replacedFrom: null,
  suspendedFrom: null,
  suspendedUntil: null,
  returnedOn: null,
}
const all: CardFacts = {
  ...card,
  voided: true,
  lost: true,
  from: '2030-01-01',
  termEnd: '2026-01-01',
  dismissedOn: '2026-01-01',
  replacedFrom: '2026-01-01',
  suspendedFrom: '2026-01-01',
}

describe('the word', () => {
  test.each<[string, Partial<CardFacts>, string, string]>([
    ['生效日 itself', {}, '2026-12-01', 'valid'],
    ['the day before', {}, '2026-11-30', 'ahead'],
    ['the last day of the term', {}, '2029-11-30', 'valid'],
    ['the day after it', {}, '2029-12-01', 'expired'],
    ['the day before 解聘', { dismissedOn: '2027-03-01' }, '2027-02-28', 'valid'],
    ['解聘', { dismissedOn: '2027-03-01' }, '2027-03-01', 'dismissed'],
    ['解聘 goes before 届满', { dismissedOn: '2027-03-01' }, '2029-12-01', 'dismissed'],
    ['the day before the successor counts', { replacedFrom: '2029-12-01' }, '2029-11-30', 'valid'],
    ['the successor counts', { replacedFrom: '2029-12-01' }, '2029-12-01', 'replaced'],
    ['the first day of 暂停', { suspendedFrom: '2027-01-05', suspendedUntil: '2027-01-09' }, '2027-01-05', 'suspended'],
    ['its last day', { suspendedFrom: '2027-01-05', suspendedUntil: '2027-01-09' }, '2027-01-09', 'suspended'],
    ['the day after', { suspendedFrom: '2027-01-05', suspendedUntil: '2027-01-09' }, '2027-01-10', 'valid'],
    ['an open 暂停', { suspendedFrom: '2027-01-05' }, '2028-01-05', 'suspended'],
    ['挂失 goes before 暂停', { lost: true, suspendedFrom: '2027-01-05' }, '2027-02-05', 'lost'],
    ['届满 goes before 挂失', { lost: true }, '2029-12-01', 'expired'],
    ['作废 goes before all', { ...all }, '2029-12-01', 'void'],
    ['then 已换发', { ...all, voided: false }, '2029-12-01', 'replaced'],
    ['then 已解聘', { ...all, voided: false, replacedFrom: null }, '2029-12-01', 'dismissed'],
  ])('%s', (_, facts, day, word) => {
    expect(cardState({ ...card, ...facts }, day)).toBe(word)
  })

  test('says whether a card that is over came back', () => {
    expect(cardWord({ state: 'dismissed', returnedOn: null })).toBe('已解聘（待收回）')
    expect(cardWord({ state: 'dismissed', returnedOn: '2027-03-02' })).toBe('已解聘（已收回）')
    expect(cardWord({ state: 'expired', returnedOn: '2027-03-02' })).toBe('已届满（已收回）')
    expect(cardWord({ state: 'valid', returnedOn: null })).toBe('有效')
  })
})

/** The whole table, act by act: which single traits let it through. */
describe('what may be done', () => {
  const day = '2027-06-01'
  const traits: Record<string, Partial<CardFacts>> = {
    valid: {},
    ahead: { from: '2027-06-02' },
    suspended: { suspendedFrom: day },
    lost: { lost: true },
    expired: { termEnd: '2027-05-31' },
    dismissed: { dismissedOn: day },
    replaced: { replacedFrom: day },
    void: { voided: true },
    'dismissed and lost': { dismissedOn: day, lost: true },
    'dismissed and collected': { dismissedOn: day, returnedOn: day },
    'suspended and lost': { suspendedFrom: day, lost: true },
  }
  test.each<[keyof typeof traits, CardAct[]]>([
    ['valid', ['print', 'archive', 'reissue', 'lost', 'void', 'file']],
    ['ahead', ['print', 'archive', 'lost', 'void', 'file']],
    ['suspended', ['archive', 'lost', 'void', 'file']],
    ['lost', ['archive', 'reissue', 'found', 'void', 'file']],
    ['expired', ['archive', 'lost', 'return']],
    ['dismissed', ['archive', 'lost', 'return']],
    ['replaced', ['archive', 'lost', 'return']],
    ['void', ['archive']],
    ['dismissed and lost', ['archive', 'found']],
    ['dismissed and collected', ['archive', 'unreturn']],
    ['suspended and lost', ['archive', 'found', 'void', 'file']],
  ])('%s', (name, acts) => {
    expect(cardActs({ ...card, ...traits[name] }, day)).toEqual(acts)
  })

  test('a refusal cites the article that bears it, or 本机构制度 where there is none', () => {
    const rule = (act: CardAct, facts: Partial<CardFacts>) => {
      const found = whyNotCard(act, { ...card, ...facts }, day)
      return found && [found.rule, found.severity, RULES[found.rule].article]
    }
    expect(rule('print', traits.dismissed ?? {})).toEqual(['R-CARD-SCOPE', 'block', '13'])
    expect(rule('print', traits.expired ?? {})).toEqual(['R-TERM-END', 'block', '14'])
    expect(rule('file', traits.dismissed ?? {})).toEqual(['R-CARD-SCOPE', 'block', '13'])
    expect(rule('return', {})).toEqual(['R-CARD-STATE', 'block', 'own'])
    expect(rule('print', {})).toBeNull()
    expect(Object.keys(CARD_ACTS)).toHaveLength(9)
  })
})

test('the number of a day: whatever is lost or suspended, nothing that is ahead, over or void', () => {
  expect(inForce(card, '2026-12-01')).toBe(true)
  expect(inForce(card, '2026-11-30')).toBe(false)
  expect(inForce(card, '2029-12-01')).toBe(false)
  expect(inForce({ ...card, lost: true, suspendedFrom: '2026-12-01' }, '2026-12-02')).toBe(true)
  expect(inForce({ ...card, replacedFrom: '2027-01-01' }, '2027-01-01')).toBe(false)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCode } from '../../src-shared/domain/code.ts'
import { checkManualCode } from '../../src-shared/domain/eligibility.ts'
import { checkFiling, checkRoster, checkSequence } from '../../src-shared/domain/issue.ts'
import { codeParts } from './arbitrary.ts'

describe('checkManualCode (统筹赋码)', () => {
  const ctx = { kind: 'S', place: '11', org: '2001', issuedOn: '2026-11-23', taken: false } as const
  const rules = (code: string, changes: Partial<Parameters<typeof checkManualCode>[1]> = {}): string[] =>
    checkManualCode(code, { ...ctx, ...changes }).map(f => f.rule)

  test.each<[string, Partial<Parameters<typeof checkManualCode>[1]>, string[]]>([
    ['S112001260001', {}, []],
    ['S112001269999', {}, []],
    ['S112001260000', {}, ['R-CODE-FMT']],
    ['s112001260001', {}, ['R-CODE-FMT']],
    ['Y112001260001', {}, ['R-CODE-FMT']], // C02: an S organisation makes no Y cards
    ['S112002260001', {}, ['R-CODE-FMT']],
    ['S112001270001', {}, ['R-CODE-YEAR']],
    ['S112001260001', { issuedOn: '2026-12-31' }, []],
    ['S112001260001', { issuedOn: '2027-01-01' }, ['R-CODE-YEAR']],
    ['S112001260001', { taken: true }, ['R-CODE-DUP']],
    ['Y112002270001', { taken: true }, ['R-CODE-FMT', 'R-CODE-YEAR', 'R-CODE-DUP']],
  ])('%s %j → %j', (code, changes, expected) => {
    expect(rules(code, changes)).toEqual(expected)
  })

  test('says which position and who holds it', () => {
    expect(checkManualCode('Y112002260001', ctx)[0]?.message).toBe(
      '第1位应为 S（本机构为社会培训评价组织），现为 Y；第4–7位应为 2001（本机构编号后四位），现为 2002',
    )
    const taken = checkManualCode('S112001260001', { ...ctx, taken: true, holder: '李四' })[0]
    expect(taken?.message).toContain('已发给李四')
    expect(taken?.facts).toContainEqual({ label: '持有人', value: '李四' })
    expect(checkManualCode('S112001270001', ctx)[0]?.message).toContain(
      '应为核发年份 26（核发日期 2026-11-23），现为 27',
    )
  })

  test('accepts exactly the organisation’s own codes of the year', () => {
    fc.assert(
      fc.property(codeParts, parts => {
        const own = parts.kind === 'S' && parts.org === '2001' && parts.year === '26'
        expect(rules(formatCode(parts)).length === 0).toBe(own)
        expect(rules(formatCode({ ...parts, kind: 'S', org: '2001', year: '26' }))).toEqual([])
      }),
    )
  })
})

describe('checkSequence (附件1: 依次顺序取值)', () => {
  test('no gaps, no finding', () => {
    expect(checkSequence('2026', [])).toEqual([])
    expect(checkSequence('2026', [2, 1, 3])).toEqual([])
  })
  test('gaps are counted and named', () => {
    const [found] = checkSequence('2026', [1, 3, 10])
    expect(found).toMatchObject({ rule: 'R-CODE-SEQ', severity: 'warn' })
    expect(found?.message).toBe('2026 年的序列码跳号 7 个：0002、0004–0009')
  })
  test('a long list is shortened in the message and whole in the facts', () => {
    const [found] = checkSequence('2026', [2, 4, 6, 8, 10, 12, 14])
    expect(found?.message).toContain('跳号 7 个：0001、0003、0005、0007、0009 等')
    expect(found?.facts[1]?.value).toContain('0013')
  })
})

test('checkFiling: a todo until the card is 备案 (第十三条)', () => {
  const card = { code: 'S112001260001', issuedOn: '2026-11-23' }
  expect(checkFiling({ ...card, filedOn: null })).toMatchObject([{ rule: 'R-CARD-FILE', severity: 'todo' }])
  expect(checkFiling({ ...card, filedOn: '2026-12-01' })).toEqual([])
})

test('checkRoster: an organisation without active 内督员 is told so (第七条)', () => {
  expect(checkRoster(0)).toMatchObject([{ rule: 'R-ROSTER', severity: 'warn' }])
  expect(checkRoster(1)).toEqual([])
})

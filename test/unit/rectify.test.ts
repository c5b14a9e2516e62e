import { describe, expect, test } from 'vitest'
import { ageing, checkFix, isSelfReview, openDays, rectificationState } from '../../src-shared/domain/rectify.ts'

const open = { problem: '考场须知未张贴', openedOn: '2026-05-01', due: '2026-05-15', repliedOn: null, closedOn: null }

describe('state and R-FIX', () => {
  test.each([
    [{}, '2026-05-15', 'open', []],
    [{}, '2026-05-16', 'overdue', ['R-FIX warn']],
    [{ due: null }, '2030-01-01', 'open', ['R-FIX todo']],
    [{ repliedOn: '2026-05-10' }, '2026-05-12', 'replied', []],
    [{ repliedOn: '2026-05-20' }, '2026-05-21', 'replied', ['R-FIX todo']],
    [{ repliedOn: '2026-05-10', closedOn: '2026-05-12' }, '2026-06-01', 'closed', []],
  ])('%j on %s: %s', (change, today, state, findings) => {
    const r = { ...open, ...change }
    expect(rectificationState(r, today)).toBe(state)
    expect(checkFix(r, today).map(f => `${f.rule} ${f.severity}`)).toEqual(findings)
  })

  test('overdue speaks the words of 第三十条（三）, and the days', () => {
    const [found] = checkFix(open, '2026-05-20')
    expect(found?.message).toContain('拒不采取改进措施')
    expect(found?.message).toContain('已过 5 天')
  })
})

test.each([
  ['张三', '张三', true],
  ['张三', ' 张 三 ', true],
  ['张三', '李四', false],
  ['', '', false],
])('%j reviewed by %j: %s', (responsible, reviewer, same) => expect(isSelfReview(responsible, reviewer)).toBe(same))

test('ageing: every bucket is listed, edges belong to the lower one, closed problems do not age', () => {
  const on = (openedOn: string, closedOn: string | null = null) => ({ openedOn, closedOn })
  const today = '2026-06-30'
  const list = [
    on('2026-06-30'), // 0
    on('2026-06-23'), // 7
    on('2026-06-22'), // 8
    on('2026-06-15'), // 15
    on('2026-06-14'), // 16
    on('2026-05-31'), // 30
    on('2026-05-30'), // 31
    on('2026-05-01'), // 60
    on('2026-04-30'), // 61
    on('2025-01-01', '2026-01-01'),
  ]
  expect(ageing(list, today)).toEqual([
    { label: '7 天以内', count: 2 },
    { label: '8–15 天', count: 2 },
    { label: '16–30 天', count: 2 },
    { label: '31–60 天', count: 2 },
    { label: '60 天以上', count: 1 },
  ])
  expect(ageing([], today).map(b => b.count)).toEqual([0, 0, 0, 0, 0])
  expect(openDays(on('2026-06-01', '2026-06-11'), today)).toBe(10)
  expect(openDays(on('2026-07-10'), today)).toBe(0)
})

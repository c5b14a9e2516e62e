import { describe, expect, test } from 'vitest'
import { calendarOf } from '../../src-shared/domain/calendar.ts'
import { checkDeadline, deadlineState, deadlinesOf, earliestDue } from '../../src-shared/domain/deadline.ts'

const calendar = calendarOf()

describe('附件3: both bases (T1)', () => {
  test.each([
    // 督导结束, 5天, 顺延, 5个工作日
    ['2026-09-24', '2026-09-29', undefined, '2026-10-09'],
    ['2026-09-28', '2026-10-03', '2026-10-08', '2026-10-10'],
    ['2026-05-08', '2026-05-13', undefined, '2026-05-14'],
    ['2025-12-29', '2026-01-03', '2026-01-04', '2026-01-06'],
    ['2026-10-05', '2026-10-10', undefined, '2026-10-13'], // a working Saturday needs no roll-over
  ])('%s → %s, rolled to %s; %s', (event, days, rollover, workdays) => {
    const [d5, wd5] = deadlinesOf('附件3', event, calendar)
    expect(d5).toMatchObject({ basis: 'D5', article: '22', due: days })
    expect(d5?.rollover).toBe(rollover)
    expect(d5?.unloaded).toBeUndefined()
    expect(wd5).toMatchObject({ basis: 'WD5', article: 'A3(2)', due: workdays })
    expect(earliestDue(deadlinesOf('附件3', event, calendar))).toBe(days)
  })

  test('2026-12-29 → 2027-01-03, and 5个工作日 未装载2027', () => {
    const [d5, wd5] = deadlinesOf('附件3', '2026-12-29', calendar)
    expect(d5).toMatchObject({ due: '2027-01-03', unloaded: 2027 })
    expect(d5?.rollover).toBeUndefined()
    expect(wd5).toMatchObject({ due: null, unloaded: 2027 })
    expect(wd5?.text).toBe('附件3：5个工作日内（附件3 注2），未装载2027年的工作日安排，无法计算')
    expect(earliestDue(deadlinesOf('附件3', '2026-12-29', calendar))).toBe('2027-01-03')
    expect(earliestDue(deadlinesOf('附件7', '2026-12-29', calendar))).toBeNull()
  })
})

test('附件4: 5天 only; 附件7: 5个工作日 only (T2)', () => {
  expect(deadlinesOf('附件4', '2026-09-28', calendar)).toEqual([
    {
      form: '附件4',
      basis: 'D5',
      article: '22',
      due: '2026-10-03',
      rollover: '2026-10-08',
      text: '附件4：5天内（第二十二条），至 2026-10-03；该日不是工作日，顺延日 2026-10-08 仅供参考',
    },
  ])
  expect(deadlinesOf('附件7', '2026-09-24', calendar)).toEqual([
    {
      form: '附件7',
      basis: 'WD5',
      article: '26',
      due: '2026-10-09',
      text: '附件7：5个工作日内（第二十六条），至 2026-10-09',
    },
  ])
})

describe('state', () => {
  const due = '2026-09-29'
  test.each([
    [due, null, '2026-09-26', 'open'],
    [due, null, '2026-09-27', 'soon'],
    [due, null, '2026-09-29', 'soon'],
    [due, null, '2026-09-30', 'overdue'],
    [due, '2026-09-29', '2026-12-01', 'done'],
    [due, '2026-09-30', '2026-12-01', 'late'],
    [null, null, '2026-12-30', 'unknown'],
    [null, '2027-01-20', '2027-01-20', 'done'],
  ] as const)('due %s, submitted %s, on %s: %s', (d, submitted, today, state) =>
    expect(deadlineState(d, submitted, today)).toBe(state),
  )
})

describe('findings', () => {
  const base = { what: '附件4 提交社会事业局', basis: 'D5', due: '2026-09-29', submittedOn: null } as const
  test.each([
    ['2026-09-26', []],
    ['2026-09-27', ['R-DL5 todo 还有 2 天']],
    ['2026-09-29', ['R-DL5 todo 今天是最后一天']],
    ['2026-09-30', ['R-DL5 warn 已过 1 天']],
  ])('on %s: %j', (today, expected) => {
    const found = checkDeadline(base, today)
    expect(found).toHaveLength(expected.length)
    expected.forEach((text, i) => {
      const [rule, severity, ...words] = text.split(' ')
      expect(found[i]).toMatchObject({ rule, severity })
      expect(found[i]?.message).toContain(words.join(' '))
    })
  })

  test('submitted: nothing more to do', () => {
    expect(checkDeadline({ ...base, submittedOn: '2026-10-20' }, '2026-10-21')).toEqual([])
  })

  test('working days have their own rule', () => {
    expect(checkDeadline({ ...base, basis: 'WD5' }, '2026-10-30')[0]?.rule).toBe('R-DLWD5')
  })

  test('R-DL-YEAR names the year to load', () => {
    const unknown = { ...base, basis: 'WD5', due: null, unloaded: 2027 } as const
    const [found, ...rest] = checkDeadline(unknown, '2026-12-30')
    expect(rest).toEqual([])
    expect(found).toMatchObject({ rule: 'R-DL-YEAR', severity: 'todo' })
    expect(found?.message).toContain('2027年')
    expect(checkDeadline({ ...unknown, submittedOn: '2027-01-05' }, '2027-01-06')).toEqual([])
  })
})

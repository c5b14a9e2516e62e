/** Dates of acts against each other: every rule on its boundary, and 24:00 and 00:00 as ends of a day. */
import { describe, expect, test } from 'vitest'
import {
  checkRecordDates,
  DATE_RULES,
  type DateRuleId,
  examDays,
  inOrder,
  notAhead,
  type RecordDates,
} from '../../src-shared/domain/acts.ts'
import { lastDay, minuteOf, minutesOf, overlaps } from '../../src-shared/domain/clock.ts'
import { RULES } from '../../src-shared/domain/rules.ts'

const TODAY = '2026-12-01'
const session = { date: '2026-11-20', from: '09:00', to: '11:00' }
const record: RecordDates = {
  on: '2026-11-20',
  phases: ['before', 'during', 'after'],
  sessions: [session],
  assignment: { number: 'WP-2026-0001', issuedOn: '2026-11-18', late: false },
  office: { terms: [{ start: '2026-01-01', end: '2028-12-31', dismissedOn: null }], suspensions: [] },
  supervisor: '张三',
}
const rules = (more: Partial<RecordDates>) => checkRecordDates({ ...record, ...more }, TODAY).map(f => f.rule)

test('each rule of the table is a rule with an article, and holds on the same day', () => {
  for (const id of Object.keys(DATE_RULES) as DateRuleId[]) {
    expect(RULES[id].id).toBe(id)
    const [same, early, late] = ['2026-11-20', '2026-11-19', '2026-11-21'].map(on =>
      inOrder(id, { what: '甲', on }, { what: '乙', on: '2026-11-20' }),
    )
    expect(same).toEqual([])
    const wrong = DATE_RULES[id].not === 'before' ? early : late
    const right = DATE_RULES[id].not === 'before' ? late : early
    expect(right).toEqual([])
    expect(wrong).toMatchObject([{ rule: id, severity: RULES[id].severity }])
  }
})

describe('a supervision record', () => {
  test.each<[string, Partial<RecordDates>, string[]]>([
    ['on the day of all', {}, []],
    ['before its session', { on: '2026-11-19', phases: ['during'] }, ['R-DT-SESSION']],
    ['考前 may be before it', { on: '2026-11-19', phases: ['before'] }, []],
    [
      '考后 before the end of a two-day exam',
      { sessions: [session, { ...session, date: '2026-11-22' }] },
      ['R-DT-AFTER'],
    ],
    ['考中 in the middle of it', { sessions: [session, { ...session, date: '2026-11-22' }], phases: ['during'] }, []],
    ['考后 of a session over midnight', { sessions: [{ ...session, from: '22:00', to: '02:00' }] }, ['R-DT-AFTER']],
    ['which ends at 00:00: the same day', { sessions: [{ ...session, from: '22:00', to: '00:00' }] }, []],
    ['or at 24:00', { sessions: [{ ...session, from: '22:00', to: '24:00' }] }, []],
    ['before its 委派单', { assignment: { number: 'WP', issuedOn: '2026-11-21', late: false } }, ['R-DT-ASSIGN']],
    ['which was 补办 with a reason', { assignment: { number: 'WP', issuedOn: '2026-11-21', late: true } }, []],
    ['in the future', { on: '2026-12-02' }, ['R-DT-FUTURE']],
    ['today', { on: '2026-12-01' }, []],
  ])('%s', (_, more, expected) => {
    expect(rules(more)).toEqual(expected)
  })

  const term = { start: '2026-01-01', end: '2028-12-31', dismissedOn: null as string | null }
  test.each<[string, RecordDates['office'], string[]]>([
    ['by somebody who was never in office', { terms: [], suspensions: [] }, ['R-DT-OFFICE']],
    ['on the first day of the term', { terms: [{ ...term, start: '2026-11-20' }], suspensions: [] }, []],
    ['the day before', { terms: [{ ...term, start: '2026-11-21' }], suspensions: [] }, ['R-DT-OFFICE']],
    ['on its last day', { terms: [{ ...term, end: '2026-11-20' }], suspensions: [] }, []],
    ['on the day of 解聘', { terms: [{ ...term, dismissedOn: '2026-11-20' }], suspensions: [] }, ['R-DT-OFFICE']],
    ['who has left since', { terms: [{ ...term, dismissedOn: '2026-11-21' }], suspensions: [] }, []],
    ['while 暂停', { terms: [term], suspensions: [{ from: '2026-11-20', until: null }] }, ['R-DT-OFFICE']],
    ['after it', { terms: [term], suspensions: [{ from: '2026-11-01', until: '2026-11-19' }] }, []],
  ])('%s', (_, office, expected) => {
    expect(rules({ office })).toEqual(expected)
  })
})

test('nothing that happened lies ahead', () => {
  expect(notAhead({ what: '核发', on: TODAY }, TODAY)).toEqual([])
  expect(notAhead({ what: '核发', on: '2026-12-02' }, TODAY)).toMatchObject([
    { rule: 'R-DT-FUTURE', severity: 'block' },
  ])
})

test('24:00 is the end of a day', () => {
  expect(minuteOf('24:00')).toBe(1440)
  expect(() => minuteOf('24:01')).toThrow(RangeError)
  expect(minutesOf({ from: '22:00', to: '24:00' })).toBe(120)
  expect(minutesOf({ from: '22:00', to: '00:00' })).toBe(120)
  expect(lastDay({ date: '2026-11-20', from: '22:00', to: '24:00' })).toBe('2026-11-20')
  expect(lastDay({ date: '2026-11-20', from: '22:00', to: '00:01' })).toBe('2026-11-21')
  const night = { date: '2026-11-20', from: '22:00', to: '24:00' }
  expect(overlaps(night, { date: '2026-11-21', from: '00:00', to: '01:00' })).toBe(false)
  expect(overlaps(night, { date: '2026-11-20', from: '23:59', to: '01:00' })).toBe(true)
  expect(examDays([])).toBeNull()
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { amend, amendedYear } from '../../src-shared/domain/amendment.ts'
import type { CalendarYear } from '../../src-shared/domain/calendar.ts'
import { parseNotice } from '../../src-shared/domain/notice.ts'

const text = (name: string) =>
  readFileSync(join(import.meta.dirname, '../fixtures/cases/notices', `${name}.txt`), 'utf8')
const load = (name = 'own-2027'): CalendarYear => {
  const parsed = parseNotice(text(name))
  if (!parsed.ok) throw new Error(`${parsed.message}: ${parsed.sentence}`)
  return parsed.year
}

describe('an invented notice of 2027', () => {
  it.each([
    'own-2027-arabic-numbers',
    'own-2027-full-width-digits',
    'own-2027-half-width',
    'own-2027-nbsp-zwsp',
    'own-2027-xingqi',
  ])('%s is read as the plain one', name => {
    const { holidays, workdays } = load()
    expect(load(name)).toMatchObject({ year: 2027, holidays, workdays })
    expect(amendedYear(text(name))).toBeUndefined()
  })
})

describe('supplementary notices amend the loaded year', () => {
  it.each([
    ['supplement-extends', ['春节：2027-02-05 至 2027-02-11 改为 2027-02-05 至 2027-02-14', '取消上班：2027-02-13']],
    ['supplement-special-day', ['增加放假：纪念日 2027-09-03 至 2027-09-05']],
  ])('%s', (name, changes) => {
    expect(amendedYear(text(name))).toBe(2027)
    expect(amend(text(name), load())).toMatchObject({ ok: true, changes })
  })

  it('supplement-adjusts: the arrangement of one holiday, its working weekends with it', () => {
    const before = load()
    const holidays = before.holidays.map(h => (h.name === '劳动节' ? { ...h, to: '2027-05-03' } : h))
    const short = { ...before, holidays, workdays: before.workdays.filter(day => !/-0[45]-/.test(day)) }
    expect(amend(text('supplement-adjusts'), short)).toMatchObject({
      ok: true,
      changes: [
        '劳动节：2027-05-01 至 2027-05-03 改为 2027-05-01 至 2027-05-05',
        '增加上班：2027-04-25',
        '增加上班：2027-05-08',
      ],
    })
    expect(amend(text('supplement-adjusts'), before)).toMatchObject({ ok: false, message: '与已装载的安排没有不同' })
  })

  it('what does not hold is refused with its sentence', () => {
    const wrong = text('supplement-extends').replace('2月15日（星期一）', '2月16日（星期二）')
    expect(amend(wrong, load())).toMatchObject({ ok: false, message: expect.stringContaining('对不上') })
    expect(
      amend(text('supplement-special-day').replaceAll('9月3日', '10月2日').replace('至5日', '至4日'), load()).ok,
    ).toBe(false)
  })
})

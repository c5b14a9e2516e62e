import { describe, expect, test } from 'vitest'
import {
  assessmentInspectors,
  checkContestInspectors,
  checkInspectors,
  checkSigned,
  contestInspectors,
  feeOf,
  stayOf,
} from '../../src-shared/domain/visit.ts'

describe('how many 外督员 (T3)', () => {
  test.each([
    [0, '至少2名'],
    [199, '至少2名'],
    [200, '至少2名'],
    [201, '至少2名，可增加'],
  ])('认定 %i: %s', (people, due) => expect(assessmentInspectors(people)).toBe(due))

  test.each([
    [199, '应当2名'],
    [200, '应当2名，可加派'],
    [201, '可加派'],
  ])('竞赛 %i at one place: %s', (people, due) => expect(contestInspectors(people)).toBe(due))

  const rules = (inspectors: number, people: number) => checkInspectors(inspectors, people).map(f => f.rule)
  test.each([
    [1, 199, ['R-EXT-2']],
    [2, 199, []],
    [2, 200, []],
    [2, 201, ['R-EXT-200']],
    [3, 201, ['R-EXT-200']],
    [1, 201, ['R-EXT-2', 'R-EXT-200']],
  ])('%i for %i people: %j', (inspectors, people, expected) => expect(rules(inspectors, people)).toEqual(expected))

  test.each([
    [2, 199, 0],
    [1, 199, 1],
    [2, 200, 1],
    [5, 201, 1],
  ])('contest: %i for %i competitors, %i findings', (inspectors, people, n) =>
    expect(checkContestInspectors(inspectors, people)).toHaveLength(n),
  )

  test('it is never more than information: not our duty', () => {
    const found = [...checkInspectors(0, 500), ...checkContestInspectors(0, 500)]
    expect(found).toHaveLength(3)
    for (const f of found) expect(f.severity).toBe('info')
  })
})

describe('R-SIGN', () => {
  test.each([
    [2, [], '附件3、附件4（0 份，外督员 2 名）'],
    [2, ['附件3', '附件4'], '附件4（1 份，外督员 2 名）'],
    [2, ['附件4', '附件4'], '附件3'],
    [2, ['附件3', '附件4', '附件4'], undefined],
  ])('%i 外督员, scans %j: %s', (inspectors, forms, words) => {
    const found = checkSigned(
      inspectors,
      forms.map(form => ({ form })),
    )
    expect(found).toHaveLength(words ? 1 : 0)
    if (words)
      expect(found[0]).toMatchObject({ rule: 'R-SIGN', severity: 'todo', message: `还没有签字的扫描件：${words}` })
  })
})

describe('reference fee (T17)', () => {
  test.each([
    [1, 400],
    [239, 400],
    [240, 400],
    [241, 800],
    [600, 800],
  ])('%i minutes: %i 元', (minutes, yuan) => expect(feeOf(minutes)?.yuan).toBe(yuan))
  test.each([0, -5])('%i minutes: nothing', minutes => expect(feeOf(minutes)).toBeNull())

  const day = '2026-12-31'
  test.each([
    ['09:00', '13:00', day, 240, '4 小时，按半天计（400 元'],
    ['09:00', '13:01', day, 241, '4 小时 1 分，按一天计（800 元'],
    ['22:00', '02:00', '2027-01-01', 240, '4 小时，按半天计（400 元'],
    ['22:00', '02:01', '2027-01-01', 241, '按一天计（800 元'],
    ['22:00', '02:00', day, 240, '按半天计'], // the end date was not moved on
    ['09:00', '09:00', day, 0, '相同，请核对'],
    ['09:00', '16:00', '2027-01-01', null, '督导超过一天'],
    ['22:00', '02:00', '2027-01-02', null, '督导超过一天'],
    [null, '13:00', day, null, '未登记'],
    ['09:00', null, day, null, '未登记'],
  ])('%s–%s, ended %s: %s minutes, %s', (from, to, endedOn, minutes, words) => {
    const stay = stayOf({ name: '王督导', from, to }, day, endedOn)
    expect(stay).toMatchObject({ name: '王督导', minutes })
    expect(stay.reference).toContain(words)
    if (minutes) expect(stay.reference).toContain('由社会事业局发放，仅供参考')
  })
})

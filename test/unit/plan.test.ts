import { describe, expect, test } from 'vitest'
import { checkPlan, diffPlan, diffSession, type PlannedSession } from '../../src-shared/domain/plan.ts'

const planned = { date: '2026-05-20', from: '09:00', to: '11:00', room: '一考场', count: 30 }
const session: PlannedSession = { ...planned, actual: { ...planned }, explanation: '' }
const happened = (change: Partial<typeof planned>, explanation = ''): PlannedSession => ({
  ...session,
  actual: { ...planned, ...change },
  explanation,
})

describe('differences of a session', () => {
  test('none when all went as planned, and none while nothing is recorded', () => {
    expect(diffSession(session)).toEqual([])
    expect(diffSession({ ...session, actual: null, explanation: '预填' })).toEqual([])
  })

  test.each([
    [{ from: '09:10' }, '时间', '2026-05-20 09:00–11:00', '2026-05-20 09:10–11:00'],
    [{ date: '2026-05-21' }, '时间', '2026-05-20 09:00–11:00', '2026-05-21 09:00–11:00'],
    [{ to: '01:00' }, '时间', '2026-05-20 09:00–11:00', '2026-05-20 09:00–次日 01:00'],
    [{ room: '二考场' }, '地点', '一考场', '二考场'],
    [{ room: '' }, '地点', '一考场', '（无）'],
    [{ count: 29 }, '人数', '30 人', '29 人'],
  ])('%j', (change, what, was, is) => {
    expect(diffSession(happened(change))).toEqual([{ what, planned: was, actual: is, explained: null }])
  })

  test('every difference is listed, and one explanation answers all', () => {
    const found = diffSession(happened({ from: '10:00', room: '备用考场', count: 28 }, ' 停电，改在备用考场 '))
    expect(found.map(d => d.what)).toEqual(['时间', '地点', '人数'])
    expect(found.map(d => d.explained)).toEqual(Array(3).fill('停电，改在备用考场'))
  })

  test('a blank explanation is none', () => {
    expect(diffSession(happened({ count: 1 }, ' \n '))[0]?.explained).toBeNull()
  })

  test('the width of the writing is no difference', () => {
    expect(diffSession({ ...happened({ room: '201 ' }), room: '２０１' })).toEqual([])
  })
})

test('people and subject are compared where both sides know them', () => {
  expect(diffPlan({ staff: ['张三', '李 四'], subject: '理论' }, { staff: ['李四', '张三'], subject: '理论' })).toEqual(
    [],
  )
  expect(diffPlan({ staff: ['张三'], subject: '理论' }, { staff: ['王五'], subject: '实操' })).toEqual([
    { what: '人员', planned: '张三', actual: '王五', explained: null },
    { what: '科目', planned: '理论', actual: '实操', explained: null },
  ])
  expect(diffPlan({ staff: ['张三'] }, {})).toEqual([])
  expect(diffPlan({ staff: [] }, { staff: ['张三'] })).toMatchObject([{ planned: '（无）', actual: '张三' }])
})

test('R-PLAN asks per session for what nobody explained', () => {
  const found = checkPlan([session, happened({ count: 29, room: '二考场' }), happened({ count: 29 }, '一人缺考')])
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ rule: 'R-PLAN', severity: 'warn' })
  expect(found[0]?.message).toContain('地点计划 一考场，实际 二考场；人数计划 30 人，实际 29 人')
})

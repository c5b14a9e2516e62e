import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CardFilter } from '../../src-shared/contract/card.ts'
import type { SupervisorFilter } from '../../src-shared/contract/supervisor.ts'
import { lastAllowedDay } from '../../src-shared/domain/age.ts'
import { addAppointed, addOrg, addPerson, addQualified, orgInput } from './people.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await addOrg(world)
})
afterAll(() => world.end())

const page = { offset: 0, limit: 500 }
const people = async (filter: SupervisorFilter) =>
  (await world.call('supervisor.list', { filter, sort: { by: 'name', desc: false }, page })).rows
const cards = async (filter: CardFilter) =>
  (await world.call('card.list', { filter, sort: { by: 'code', desc: false }, page })).total

/** 工作台's numbers against the lists that they open. */
async function compare() {
  const todo = await world.call('home.todo', {})
  expect({
    ...todo.expiring,
    overAgeInTerm: todo.overAgeInTerm,
    withoutPhoto: todo.withoutPhoto,
    withoutCard: todo.withoutCard,
    unprinted: todo.unprinted,
    unfiled: todo.unfiled,
    toReturn: todo.toReturn,
    toReport: todo.toReport,
  }).toEqual({
    within30: (await people({ expiresWithin: 30 })).length,
    within60: (await people({ expiresWithin: 60 })).length,
    within90: (await people({ expiresWithin: 90 })).length,
    overAgeInTerm: (await people({ age: 'over' })).length,
    withoutPhoto: (await people({ states: ['appointed'], photo: 'without' })).length,
    withoutCard: (await people({ states: ['appointed'], card: 'without' })).length,
    unprinted: await cards({ duty: 'print' }),
    unfiled: await cards({ duty: 'file' }),
    toReturn: await cards({ duty: 'return' }),
    toReport: await cards({ duty: 'change' }),
  })
  return todo
}

describe('工作台', () => {
  test('every number opens exactly what it counts, also of suspended, ended and dismissed terms', async () => {
    await addPerson(world, { name: '候选' })
    await addQualified(world, { name: '合格' })
    const [running, suspended, dismissed] = await Promise.all(
      ['在聘', '暂停', '解聘'].map(name => addAppointed(world, { name })),
    )
    const ids = [running, suspended, dismissed].map(person => person?.id ?? 0)
    await world.call('card.issue', { selection: { ids }, issuedOn: world.today })
    await world.call('appointment.suspend', {
      selection: { ids: ids.slice(1, 2) },
      from: world.today,
      until: null,
      reason: '调查',
    })
    await world.call('appointment.dismiss', { selection: { ids: ids.slice(2) }, on: world.today, reason: '离职' })
    await addAppointed(world, { name: '无卡' })
    const now = await compare()
    // 暂停 does not put the 备案 off (第十三条); 解聘 ends it, and the card is to be collected
    expect([now.withoutPhoto, now.withoutCard, now.unfiled, now.toReturn]).toEqual([2, 1, 2, 1])
    const before = world.today
    world.today = '2029-10-01'
    expect((await compare()).expiring).toEqual({ within30: 0, within60: 3, within90: 3 })
    world.today = '2029-12-01'
    expect((await compare()).expiring.within90).toBe(0)
    world.today = before
  })

  test.each(['A', 'B'] as const)(
    '聘期内将超龄 is lastAllowedDay() under reading %s, on any birthday',
    async ageReading => {
      await world.call('org.save', { ...orgInput, ageReading })
      const birth = fc
        .tuple(fc.integer({ min: 1961, max: 1972 }), fc.integer({ min: 0, max: 365 }))
        .map(([year, day]) => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10))
      const edges = ['1964-02-29', '1968-02-29', '1963-11-22', '1963-11-23', '1964-11-22', '1968-11-22', '1969-11-23']
      const births = [...edges, ...fc.sample(birth, 20)]
      for (const [i, date] of births.entries()) {
        await addAppointed(world, { name: `${ageReading}${i}`, sex: i % 2 ? '女' : '男', birth: date }).catch(
          () => null,
        ) // over age today
        await addAppointed(world, { name: `${ageReading}${i}`, sex: i % 2 ? '男' : '女', birth: date }).catch(
          () => null,
        )
      }
      const all = (await people({})).filter(p => p.state === 'appointed' || p.state === 'suspended')
      const expected = all.filter(p => lastAllowedDay(p.birth, p.sex, ageReading) < (p.termEnd ?? '')).map(p => p.id)
      expect((await people({ age: 'over' })).map(p => p.id)).toEqual(expected)
      expect(expected.length).toBeGreaterThan(3)
      expect(expected.length).toBeLessThan(all.length)
      await compare()
    },
  )
})

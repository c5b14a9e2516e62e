import { afterEach, expect, test } from 'vitest'
import { addBatch } from './batch-office.ts'
import { addOrg } from './people.ts'
import { createWorld, type World } from './world.ts'

let world: World
afterEach(() => world.end())

test('the last report of 四性检测 is there without running it again, each batch has its own', async () => {
  world = await createWorld()
  await addOrg(world)
  const [one, other] = [await addBatch(world), await addBatch(world, { planNo: 'B' })]
  expect(await world.call('check.last', { batchId: one.id })).toEqual({ report: null })
  await world.call('check.run', { batchId: one.id })
  const report = await world.call('check.run', { batchId: one.id })
  expect(await world.call('check.last', { batchId: one.id })).toEqual({ report })
  expect(await world.call('check.last', { batchId: other.id })).toEqual({ report: null })
})

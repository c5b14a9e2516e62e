/** 体检 over what 0.1.0 let in: named, with what to do; nothing changed. */
import { afterEach, expect, test } from 'vitest'
import { addBatch } from './batch-office.ts'
import { type Fixture, fixture } from './fixture.ts'
import { addAppointed, addOrg } from './people.ts'
import { createWorld, type World } from './world.ts'

let world: World
let old: Fixture | undefined
afterEach(async () => {
  if (old) await world.close()
  else await world.end()
  old?.remove()
  old = undefined
})

const symptoms = async () => (await world.call('health.list', {})).rows
const page = { offset: 0, limit: 500 }

test('what 0.1.0 wrote: false records, a dismissed person filed, 整改 closed without paper or before it was opened', async () => {
  old = fixture('0.1.0')
  world = await createWorld({ dir: old.at('data'), today: '2026-09-03' })
  const before = (await world.call('audit.list', { page })).total
  const rows = await symptoms()
  const said = (kind: string) => rows.filter(row => row.kind === kind)

  // Sealed before their session: batch 6 (07-02 for 07-14) and batch 7 (07-25 for 09-30).
  const dates = said('record').map(row => `${row.subject} ${row.finding.message}`)
  expect(dates).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^6 .*2026-07-02.*早于.*2026-07-14/),
      expect.stringMatching(/^7 .*2026-07-25.*早于.*2026-09-30/),
    ]),
  )
  expect(said('filed').map(row => row.name)).toEqual(['解聘备案丁'])
  const closed = said('closed').map(row => row.finding.message)
  expect(closed.some(text => text.includes('没有佐证'))).toBe(true)
  expect(closed.some(text => text.includes('2026-01-02') && text.includes('早于'))).toBe(true)
  for (const { finding } of rows) {
    expect(finding.remedy.length).toBeGreaterThan(10)
    expect(finding.severity).toBe('warn') // nothing is refused because of them
  }

  // Looking changes nothing; the false ones are counted no longer.
  expect((await world.call('audit.list', { page })).total).toBe(before)
  expect(await symptoms()).toEqual(rows)
  const covered = (await world.call('coverage.matrix', {})).rows
  expect(covered.find(row => row.batchId === 7)).toMatchObject({ during: 0, after: 0 })
  const { records } = await world.call('supervision.list', { batchId: 6 })
  const sealed = records.filter(r => r.state === 'sealed' && r.phases.includes('during'))
  const true_ = sealed.filter(r => r.on !== '2026-07-02')
  expect(sealed.length).toBeGreaterThan(true_.length)
  expect(covered.find(row => row.batchId === 6)).toMatchObject({ during: true_.length })
})

test('data in order have nothing', async () => {
  world = await createWorld()
  await addOrg(world)
  await addAppointed(world)
  await addBatch(world)
  expect(await symptoms()).toEqual([])
})

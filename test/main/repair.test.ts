/** Damage of stored files is found by the day's share, and healed from whatever still has the content. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { groupsOf } from '../../src-main/services/archive/share.ts'
import { addDays } from '../../src-shared/domain/dates.ts'
import { addBatch } from './batch-office.ts'
import { addOrg } from './people.ts'
import { lose, type Planted, plant, spoil, storePath, text } from './planted.ts'
import { createWorld, newFolder, TODAY, type World } from './world.ts'

let world: World
let out: string
let planted: Planted[]
beforeEach(async () => {
  world = await createWorld()
  out = newFolder('repair')
  await addOrg(world)
  const { id } = await addBatch(world)
  planted = Array.from({ length: 12 }, (_, i) => plant(world, id, 'G2', text(`资料${i}`)))
})
afterEach(async () => {
  await world.end()
  rmSync(out, { recursive: true, force: true })
})

const damage = () => {
  spoil(world, planted[0]?.sha256 ?? '', text('别的'))
  lose(world, planted[1]?.sha256 ?? '')
}
const list = () => world.call('fixity.list', {})
const content = (n: number) => readFileSync(storePath(world, planted[n]?.sha256 ?? ''), 'utf8')

test('in thirty days every file is read once, and on its day the damaged one is named', async () => {
  damage()
  expect((await list()).shareDue).toBe(true)
  let files = 0
  let bad = 0
  for (let day = 0; day < 30; day++) {
    world.today = addDays(TODAY, day)
    const share = await world.call('fixity.share', {})
    files += share.files
    bad += share.bad
    expect((await list()).shareDue).toBe(false)
  }
  expect({ files, bad }).toEqual({ files: 11, bad: 2 })
  const { runs, due } = await list()
  expect(runs.flatMap(run => [...run.changed, ...run.missing])).toHaveLength(2)
  expect(runs.every(run => !run.complete)).toBe(true)
  expect(due).toBe(false) // a share is not the run over everything…
  world.today = addDays(TODAY, 31)
  expect((await list()).due).toBe(true) // …and does not put it off
  const all = Array.from({ length: 30 }, (_, day) => groupsOf(addDays(TODAY, day))).flat()
  expect(new Set(all).size).toBe(256)
})

test('what a killed import left half written goes with the day’s share; what is being written stays', async () => {
  const sha256 = planted[0]?.sha256 ?? ''
  const [old, young] = [`${storePath(world, sha256)}.0a1b2c3d.part`, `${storePath(world, sha256)}.deadbeef.part`]
  for (const path of [old, young]) writeFileSync(path, 'halb')
  const before = new Date(Date.now() - 2 * 86_400_000)
  utimesSync(old, before, before)
  utimesSync(storePath(world, sha256), before, before)
  await world.call('fixity.share', {})
  expect([existsSync(old), existsSync(young), existsSync(storePath(world, sha256))]).toEqual([false, true, true])
})

test('from the second place', async () => {
  mkdirSync(join(out, 'U盘'))
  world.answers.open.push(join(out, 'U盘'))
  await world.call('backup.choosePlace', {})
  await world.call('backup.toPlace', {})
  damage()
  expect(await world.call('fixity.repair', { from: 'place' })).toEqual({ bad: 2, repaired: 2, left: [] })
  expect([content(0), content(1)]).toEqual(['资料0', '资料1'])
  expect((await list()).runs[0]).toMatchObject({ complete: true, changed: [], missing: [] })
  expect((await world.call('audit.list', { search: '修复 2 个', page: { offset: 0, limit: 5 } })).total).toBe(1)
})

test('from a folder with one original under another name: that one, and the other stays named', async () => {
  damage()
  mkdirSync(join(out, '相机', '深', '一层'), { recursive: true })
  writeFileSync(join(out, '相机', '深', '一层', '扫描?.txt'.replace('?', '1')), '资料1')
  writeFileSync(join(out, '相机', '别的.txt'), '资料X') // as long, and not it
  world.answers.open.push(join(out, '相机'))
  const { repaired, left } = (await world.call('fixity.repair', { from: 'folder' })) ?? { repaired: 0, left: [] }
  expect(repaired).toBe(1)
  expect(left).toEqual([expect.stringContaining('G2_001')])
  expect([content(0), content(1)]).toEqual(['别的', '资料1'])
})

test.each(['zip', 'folder'] as const)(
  'from a package as %s, and a damaged copy of the source heals nothing',
  async from => {
    const [batch] = (
      await world.call('batch.list', { filter: {}, sort: { by: 'planNo', desc: false }, page: { offset: 0, limit: 1 } })
    ).rows
    const path = join(out, from === 'zip' ? '包.zip' : '包')
    world.answers.save.push(path)
    await world.call('package.export', { batchId: batch?.id ?? 0, kind: 'full', form: from, receiver: '社会事业局' })
    damage()
    if (from === 'folder') {
      const copy = join(out, '坏')
      cpSync(path, copy, { recursive: true })
      writeFileSync(join(copy, 'data', 'evidence', 'G2_001.txt'), '资料9')
      world.answers.open.push(copy)
      expect((await world.call('fixity.repair', { from }))?.left).toHaveLength(1)
    }
    world.answers.open.push(path)
    await world.call('fixity.repair', { from })
    expect([content(0), content(1)]).toEqual(['资料0', '资料1'])
  },
)

test('nothing damaged: nothing is touched; nobody chose: nothing at all', async () => {
  world.answers.open.push(out)
  expect(await world.call('fixity.repair', { from: 'folder' })).toEqual({ bad: 0, repaired: 0, left: [] })
  world.answers.open.push(null)
  expect(await world.call('fixity.repair', { from: 'zip' })).toBeNull()
  expect((await world.refuse('fixity.repair', { from: 'place' })).code).toBe('BACKUP_PLACE_NONE')
})

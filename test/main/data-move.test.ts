/** 移动数据: everything arrives, is opened there, and what is left behind does not open again. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noteMoved, PATH_LIMIT, requireShort } from '../../src-main/dataPlace.ts'
import { addOrg, addPerson, idNumber } from './people.ts'
import { createWorld, newFolder, type World } from './world.ts'

let base: string
let world: World
let moved: string[]
beforeEach(async () => {
  base = newFolder('move')
  moved = []
  world = await createWorld({ dir: join(base, 'old'), moveTo: async folder => void moved.push(folder) })
  await addOrg(world)
})
afterEach(async () => {
  await world.end()
  rmSync(base, { recursive: true, force: true })
})

const refusal = (to: string) => world.refuse('data.move', { to })

test('people, photos, backups and the key arrive; the old folder refuses afterwards and names the new one', async () => {
  const person = await addPerson(world, { idNumber: idNumber('1980-05-06', '男'), sex: '男', birth: '1980-05-06' })
  await world.call('backup.create', {})
  const attachment = { name: '证明.pdf', bytes: new TextEncoder().encode('%PDF-1.7 x') }
  const training = { selection: { ids: [person.id] }, on: '2026-10-01', hours: 8, subject: '', organizer: '' }
  await world.call('training.add', { ...training, attachment })
  const to = join(base, '新 位置')
  expect(await world.call('data.move', { to })).toEqual({ folder: to })
  expect(moved).toEqual([to])
  await world.close()
  noteMoved(world.dir, to) // as index.ts does once the new place is open

  await expect(createWorld({ dir: world.dir })).rejects.toMatchObject({
    code: 'DATA_MOVED',
    message: expect.stringContaining(to),
  })
  const there = await createWorld({ dir: to })
  const kept = await there.call('supervisor.get', { id: person.id })
  expect(kept.name).toBe(person.name)
  const sha256 = kept.trainings[0]?.attachment?.sha256 ?? ''
  expect(Buffer.from((await there.call('attachment.read', { sha256 })).bytes)).toEqual(Buffer.from(attachment.bytes))
  expect(readdirSync(join(to, 'backups'))).toEqual(readdirSync(join(world.dir, 'backups')))
  expect(readFileSync(join(to, 'key.json'))).toEqual(readFileSync(join(world.dir, 'key.json')))
  expect((await there.call('audit.list', { search: '数据移到', page: { offset: 0, limit: 9 } })).total).toBe(1)
  await there.end()
})

test('into a folder that holds something else goes a folder of its own; into an empty one, the data', async () => {
  const full = join(base, '别的')
  mkdirSync(full)
  writeFileSync(join(full, 'x.txt'), 'x')
  expect(await world.call('data.move', { to: full })).toEqual({ folder: join(full, '内督管家数据') })
  expect(existsSync(join(full, '内督管家数据', 'data.sqlite'))).toBe(true)
  expect(await refusal(full)).toMatchObject({ code: 'DATA_MOVE', message: expect.stringContaining('已经有文件') })
  const empty = join(base, '空的')
  mkdirSync(empty)
  expect(await world.call('data.move', { to: empty })).toEqual({ folder: empty })
})

test('not into itself, not around itself, not over a file; nothing is left behind', async () => {
  expect((await refusal(world.dir)).code).toBe('DATA_MOVE')
  expect((await refusal(join(world.dir, 'files', 'x'))).code).toBe('DATA_MOVE')
  const file = join(base, 'file')
  writeFileSync(file, 'x')
  expect((await refusal(join(file, 'x'))).code).toBe('DATA_MOVE')
  expect(readdirSync(dirname(file)).sort()).toEqual(['file', 'old'])
  expect(moved).toEqual([])
})

test('without a window that could go on there, it is refused', async () => {
  const other = await createWorld()
  expect((await other.refuse('data.move', { to: join(base, 'n') })).code).toBe('DATA_MOVE')
  await other.end()
})

test('a path that leaves Windows no room is refused in words', () => {
  const long = `C:\\${'长'.repeat(PATH_LIMIT)}`
  expect(() => requireShort(long, 'win32')).toThrow(`${long.length} 个字符，上限 ${PATH_LIMIT}`)
  expect(() => requireShort(long.slice(0, PATH_LIMIT), 'win32')).not.toThrow()
  expect(() => requireShort(long, 'linux')).not.toThrow()
})

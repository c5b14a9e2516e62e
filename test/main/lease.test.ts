/** A data folder on a share: who has it is said by name, also where the operating system's lock does not reach. */
import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBackend } from '../../src-main/backend.ts'
import { STALE_MS, takeLease } from '../../src-main/db/lease.ts'
import { headless } from '../../src-main/headless.ts'
import { addOrg } from './people.ts'
import { createWorld, root, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.end())

const path = () => join(world.dir, 'lease.json')
const foreign = () => writeFileSync(path(), JSON.stringify({ pc: '教务处-PC2', id: 'x' }))
const older = (ms: number) => {
  const then = new Date(Date.now() - ms)
  utimesSync(path(), then, then)
}
/** As a second PC comes, for whom the lock is not there. */
const open = () =>
  createBackend({ dataDir: world.dir, resourcesDir: join(root, 'resources'), version: 'test', seams: headless({}) })

test('while another PC has it, it is refused by that PC’s name, and nothing is changed', async () => {
  await addOrg(world)
  await world.close()
  const before = readFileSync(join(world.dir, 'data.sqlite'))
  foreign()
  await expect(open()).rejects.toMatchObject({
    data: { code: 'DATA_LEASED', message: expect.stringContaining('教务处-PC2') },
  })
  expect(readFileSync(join(world.dir, 'data.sqlite'))).toEqual(before)
  expect(JSON.parse(readFileSync(path(), 'utf8')).pc).toBe('教务处-PC2')
  older(STALE_MS + 1000) // that PC was switched off
  const opened = await open()
  expect(JSON.parse(readFileSync(path(), 'utf8')).pc).toBe(hostname())
  await opened.close()
})

test('ours is there while it is open and gone afterwards; what a killed program of this PC left keeps nobody out', async () => {
  expect(JSON.parse(readFileSync(path(), 'utf8')).pc).toBe(hostname())
  await world.close()
  expect(existsSync(path())).toBe(false)
  writeFileSync(path(), JSON.stringify({ pc: hostname(), id: 'killed' }))
  await world.reopen()
  await world.close()
  writeFileSync(path(), '{') // torn
  await world.reopen()
})

test('a PC that slept while another took the folder writes nothing more', async () => {
  const lease = await takeLease(world.dir, hostname(), 5)
  foreign()
  await expect.poll(lease.taken).toBe('教务处-PC2')
  await lease.release()
  expect(JSON.parse(readFileSync(path(), 'utf8')).pc).toBe('教务处-PC2') // not ours to take away
  rmSync(path())
})

/** Files that another program holds: waited for, and said in Chinese where it takes too long. */
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeAtomic } from '../../src-main/files/atomic.ts'
import { rename } from '../../src-main/files/rename.ts'
import { addScene } from '../main/batch-office.ts'
import { addOrg } from '../main/people.ts'
import { plant, storePath, text } from '../main/planted.ts'
import { createWorld, newFolder, type World } from '../main/world.ts'
import { hold, holdFor } from './hold.ts'

describe('one file', () => {
  const dir = mkdtempSync(join(tmpdir(), 'neidu-busy-'))
  const file = (name: string) => join(dir, name)
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  test('a held target is renamed over as soon as it is let go', async () => {
    writeFileSync(file('new'), 'new')
    writeFileSync(file('old'), 'old')
    const held = holdFor(file('old'), 400)
    await rename(file('new'), file('old'))
    await held
    expect(readFileSync(file('old'), 'utf8')).toBe('new')
  })

  test('one that is never let go is refused in Chinese; the old content stays and no part is left', async () => {
    writeFileSync(file('kept'), 'old')
    const release = hold(file('kept'))
    await expect(writeAtomic(file('kept'), 'new')).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
      message: expect.stringContaining('占用'),
    })
    release()
    expect(readFileSync(file('kept'), 'utf8')).toBe('old')
    expect(readdirSync(dir).filter(name => name.endsWith('.part'))).toEqual([])
  })
})

describe('the data', () => {
  let world: World
  beforeEach(async () => {
    world = await createWorld()
    await addOrg(world)
  })
  afterEach(() => world.end())

  test('a scanner that looks at each new file for a moment spoils no backup', async () => {
    const seen = new Map<string, Promise<void>>()
    const watcher = watch(world.dir, { recursive: true }, (_, name) => {
      if (!name || seen.has(name) || !/backups/.test(name)) return
      try {
        seen.set(name, holdFor(join(world.dir, name), 300))
      } catch {
        // still being written: the scanner comes back
      }
    })
    for (let i = 0; i < 4; i++) await world.call('backup.create', {})
    const closed = once(watcher, 'close')
    watcher.close()
    await Promise.all([closed, ...seen.values()]) // a handle would keep the folder from being removed
    expect(seen.size).toBeGreaterThan(0)
    expect(
      readdirSync(join(world.dir, 'backups')).filter(name => name.endsWith('.sqlite')).length,
    ).toBeGreaterThanOrEqual(4)
  })

  test('a held database is in use, not damaged', async () => {
    await world.close()
    const release = hold(join(world.dir, 'data.sqlite'))
    await expect(createWorld({ dir: world.dir })).rejects.toMatchObject({ code: 'DATA_IN_USE' })
    release()
    world = await createWorld({ dir: world.dir })
  })

  test('a held journal: whatever is refused says so in Chinese, and the next start is whole', async () => {
    writeFileSync(join(world.dir, 'data.sqlite-journal'), '')
    const release = hold(join(world.dir, 'data.sqlite-journal'))
    const result = await world.backend.call('x', 'app.setOperator', { name: '甲' })
    release()
    if (!result.ok) {
      expect(result.error.code).toBe('FILE_NOT_WRITTEN')
      expect(result.error.message).not.toMatch(/[A-Z]{5}/)
    }
    await world.reopen()
    await world.call('app.setOperator', { name: '乙' })
  })

  test('完好性检查 says 未能读取 of a held file, and finds it whole when it is let go', async () => {
    const scene = await addScene(world)
    const { sha256 } = plant(world, scene.batch.id, 'G2', text('八十分'), { title: '实操评分表' })
    const release = hold(storePath(world, sha256))
    const run = await world.call('fixity.run', {})
    release()
    expect(run).toMatchObject({ changed: [], missing: [], complete: false })
    expect(run.unread).toEqual([expect.stringContaining('实操评分表')])
    expect(run.unread[0]).toContain('占用')
    expect(await world.call('fixity.run', {})).toMatchObject({ changed: [], unread: [], complete: true })
  })
})

test('data on a share, with Chinese in the path', async () => {
  const dir = newFolder('数据 文件夹')
  const world = await createWorld({ dir })
  await addOrg(world)
  await world.reopen()
  expect(await world.call('org.get', {})).not.toBeNull()
  await world.end()
})

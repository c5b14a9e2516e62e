/** 移动数据 in the running program: the window opens the new place by itself, the next start finds it, the old folder refuses. */
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { launch, scratch, started } from './app.ts'

const info = { ok: true, value: { dataDir: '' } }

test('data moved from the wizard are open at the new place, now and tomorrow', async () => {
  const folder = scratch()
  const user = folder.path('user')
  const to = folder.path('D', '内督管家数据')
  const first = await launch({ user })
  try {
    expect(await started(first.window)).toEqual({ phase: 'ready' })
    const moved = first.window.evaluate(target => neidu.call('m', 'data.move' as never, { to: target } as never), to)
    expect(await moved).toEqual({ ok: true, value: { folder: to } })
    // The window is loaded again; a page that is on its way answers nothing, so it is asked until it does.
    await expect
      .poll(
        () =>
          first.window
            .evaluate(() => neidu.call('i', 'app.info' as never, {} as never))
            .then(answer => (answer as typeof info).value?.dataDir)
            .catch(() => ''),
        { timeout: 60_000 },
      )
      .toBe(to)
    await expect.poll(() => existsSync(folder.path('user', 'data', 'moved.json')), { timeout: 10_000 }).toBe(true)
  } finally {
    await first.close()
  }
  const second = await launch({ user })
  try {
    expect(await started(second.window)).toEqual({ phase: 'ready' })
    expect(await second.window.evaluate(() => neidu.call('i', 'app.info' as never, {} as never))).toMatchObject({
      ok: true,
      value: { dataDir: to },
    })
  } finally {
    await second.close()
  }
  const old = await launch({ user: folder.path('other'), data: folder.path('user', 'data') })
  try {
    expect(await started(old.window)).toMatchObject({ phase: 'problem', problem: { code: 'DATA_MOVED' } })
  } finally {
    await old.close()
    folder.remove()
  }
})

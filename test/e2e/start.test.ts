import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { electronPath } from '../../scripts/electron.ts'
import { type Backend, createBackend } from '../../src-main/backend.ts'
import { answerDialogs, launch, picture, ROOT, type Running, scratch, started } from './app.ts'

const ROOT_USER = process.platform === 'linux' && process.getuid?.() === 0 // may mount
let place = scratch()
let running: Running | undefined

beforeEach(() => {
  place = scratch()
})
afterEach(async () => {
  await running?.close()
  running = undefined
  place.remove()
})

const open = async (data = place.path('data')) => {
  running = await launch({ user: place.path('user'), data })
  return { ...running, state: await started(running.window) }
}

/** The screen: its two sentences, and its buttons, of which none deletes. */
async function screen({ window }: Running): Promise<{ text: string; buttons: string[] }> {
  const buttons = window.getByRole('button')
  await window.getByRole('button', { name: '重试' }).waitFor()
  const names = (await buttons.allInnerTexts()).map(name => name.trim()).filter(name => name !== '')
  expect(names.filter(name => /删|清空|重置|新建/.test(name))).toEqual([])
  return { text: (await window.locator('body').textContent()) ?? '', buttons: names }
}

const ALL = ['重试', '换一个数据文件夹', '打开该文件夹', '退出']

describe('the data cannot be opened', () => {
  test('a file stands where the folder should be: said so, and 重试 works once it is gone', async () => {
    writeFileSync(place.path('data'), 'a file of somebody else')
    const { window, ...rest } = await open()
    expect(rest.state).toMatchObject({
      phase: 'problem',
      problem: { code: 'DATA_NOT_WRITABLE', path: place.path('data') },
    })
    const shown = await screen({ window, ...rest })
    expect(shown.text).toContain(`数据文件夹不能写入：${place.path('data')}`)
    expect(shown.text).toContain('请检查该文件夹的权限')
    expect(shown.buttons).toEqual(ALL)
    expect(readFileSync(place.path('data'), 'utf8')).toBe('a file of somebody else')
    await picture({ window, ...rest }, 'start-not-writable')

    rmSync(place.path('data'))
    await window.getByRole('button', { name: '重试' }).click()
    await window.getByText('欢迎使用内督管家').waitFor()
    expect(existsSync(place.path('data', 'data.sqlite'))).toBe(true)
  })

  test('a place where nobody may write: another folder is chosen and remembered', async () => {
    mkdirSync(place.path('readonly'))
    using _mount = readOnly(place.path('readonly'))
    const { window, app, ...rest } = await open(place.path('readonly', 'data'))
    expect(rest.state).toMatchObject({ phase: 'problem', problem: { code: 'DATA_NOT_WRITABLE' } })

    await answerDialogs(app, null)
    await window.getByRole('button', { name: '换一个数据文件夹' }).click()
    expect((await screen({ window, app, ...rest })).buttons).toEqual(ALL)

    await answerDialogs(app, place.path('elsewhere'))
    await window.getByRole('button', { name: '换一个数据文件夹' }).click()
    await window.getByText('欢迎使用内督管家').waitFor()
    expect(JSON.parse(readFileSync(place.path('user', 'config.json'), 'utf8')).dataDir).toBe(place.path('elsewhere'))
    await app.close()

    running = await launch({ user: place.path('user') })
    expect(await started(running.window)).toEqual({ phase: 'ready' })
    expect(readdirSync(place.path('elsewhere'))).toContain('data.sqlite')
  })

  test('退出 quits', async () => {
    writeFileSync(place.path('data'), '')
    const { app, window } = await open()
    const closed = app.waitForEvent('close')
    await window.getByRole('button', { name: '退出' }).click()
    await closed
    running = undefined
  })

  test('打开该文件夹 hands the folder to the system', async () => {
    mkdirSync(place.path('data'))
    writeFileSync(place.path('data', 'data.sqlite'), 'not a database at all'.repeat(500))
    const { app, window } = await open()
    await app.evaluate(({ shell }) => {
      shell.openPath = async path => {
        Object.assign(globalThis, { opened: path })
        return ''
      }
    })
    await window.getByRole('button', { name: '打开该文件夹' }).click()
    await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'opened'))).toBe(place.path('data'))
  })

  test.runIf(ROOT_USER)('the disk is full', async () => {
    mkdirSync(place.path('small'))
    using _mount = mount(place.path('small'), 'size=8m')
    const { window, ...rest } = await open(place.path('small', 'data'))
    expect(rest.state).toMatchObject({ phase: 'problem', problem: { code: 'DATA_DISK_FULL' } })
    expect((await screen({ window, ...rest })).text).toContain('磁盘空间不足')
    await rest.close()
    running = undefined
  })
})

describe('the data are there, but not as they should be', () => {
  const made = scratch()
  beforeAll(async () => {
    const backend = await createBackend({
      dataDir: made.path('data'),
      resourcesDir: ROOT,
      version: 'test',
      seams: seams(),
    })
    const org = {
      name: '北京测试机构',
      kind: 'S',
      number: 'S000011002001',
      place: '11',
      printedBy: '',
      logoPlace: 'none',
      rulesFrom: null,
      ageReading: 'A',
      codeMode: 'auto',
      filingContact: '',
    }
    expect(await backend.call('1', 'org.save', org)).toMatchObject({ ok: true })
    await backend.close()
  })
  afterAll(() => made.remove())

  /** A copy of good data, changed by `spoil`. */
  function spoiled(spoil: (file: string) => void): void {
    mkdirSync(place.path('data'))
    for (const name of readdirSync(made.path('data'))) {
      const source = made.path('data', name)
      if (statSync(source).isFile()) writeFileSync(place.path('data', name), readFileSync(source))
    }
    spoil(place.path('data', 'data.sqlite'))
  }

  test.each<[string, string, RegExp, (file: string) => void]>([
    [
      'a damaged page',
      'DATA_DAMAGED',
      /数据文件已损坏.*从 backups 文件夹/s,
      file => overwrite(file, 5 * 4096, 3 * 4096),
    ],
    [
      'no database at all',
      'DATA_DAMAGED',
      /数据文件已损坏/,
      file => writeFileSync(file, 'these are notes'.repeat(1000)),
    ],
    [
      'cut off in the middle',
      'DATA_DAMAGED',
      /数据文件已损坏/,
      file => writeFileSync(file, readFileSync(file).subarray(0, 40_000)),
    ],
    ['of another program', 'DATA_NOT_OURS', /不是内督管家的数据/, file => pragma(file, 'application_id = 7')],
    [
      'of a newer version',
      'DATA_NEWER',
      /更新版本的程序写成.*请安装新版本/s,
      file => run(file, "INSERT INTO migration (timestamp, name) VALUES (9999999999999, 'Future9999')"),
    ],
  ])('%s: named, and not one byte changed', async (_what, code, words, spoil) => {
    spoiled(spoil)
    const before = fingerprint(place.path('data'))
    const { window, ...rest } = await open()
    expect(rest.state).toMatchObject({ phase: 'problem', problem: { code, path: place.path('data') } })
    const shown = await screen({ window, ...rest })
    expect(shown.text).toMatch(words)
    expect(shown.buttons).toEqual(code === 'DATA_DAMAGED' ? [...ALL, '从备份或交接包恢复'] : ALL)
    await picture({ window, ...rest }, `start-${code.toLowerCase()}`)
    await window.getByRole('button', { name: '重试' }).click()
    await screen({ window, ...rest })
    await rest.close()
    running = undefined
    expect(fingerprint(place.path('data'))).toEqual(before)
  })

  test('a damaged file restores from this screen: what is in the copy, the word, and the program is there; the damaged bytes are kept', async () => {
    spoiled(() => {})
    const folder = place.path('data')
    const backend = await createBackend({ dataDir: folder, resourcesDir: ROOT, version: 'test', seams: seams() })
    expect(await backend.call('1', 'backup.create', {})).toMatchObject({ ok: true })
    await backend.close()
    overwrite(place.path('data', 'data.sqlite'), 5 * 4096, 3 * 4096)
    const damaged = readFileSync(place.path('data', 'data.sqlite'))
    const { window, ...rest } = await open()
    expect(rest.state).toMatchObject({ phase: 'problem', problem: { code: 'DATA_DAMAGED' } })
    await window.getByRole('button', { name: '恢复…' }).click()
    await window.getByRole('dialog').getByText('北京测试机构').waitFor()
    await picture({ window, ...rest }, 'start-rescue')
    await window.getByRole('dialog').getByRole('button', { name: '恢复', exact: true }).click()
    await window.getByRole('button', { name: '重新载入窗口' }).click()
    await window.getByText('北京测试机构').first().waitFor()
    expect(await window.evaluate(() => neidu.call('1', 'app.setOperator', { name: '张三' }))).toMatchObject({
      ok: true,
    })
    const kept = readdirSync(place.path('data', 'backups')).find(name => name.startsWith('damaged-')) ?? ''
    expect(readFileSync(place.path('data', 'backups', kept)).equals(damaged)).toBe(true)
  })

  test('in use by another process: said so; once that has ended, 重试 opens them', async () => {
    spoiled(() => {})
    const other: Backend = await createBackend({
      dataDir: place.path('data'),
      resourcesDir: ROOT,
      version: 'test',
      seams: seams(),
    })
    const { window, ...rest } = await open()
    expect(rest.state).toMatchObject({ phase: 'problem', problem: { code: 'DATA_IN_USE' } })
    expect((await screen({ window, ...rest })).text).toContain('正被另一个程序使用')
    await other.close()
    await window.getByRole('button', { name: '重试' }).click()
    await window.getByText('北京测试机构').first().waitFor()
  })
})

describe('one program', () => {
  test('a second start shows the window that is there and ends', async () => {
    const { app, window } = await open()
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
    const args = [ROOT, `--user-data-dir=${place.path('user')}`, `--data=${place.path('data')}`]
    const second = spawnSync(String(electronPath()), args, { timeout: 60_000 })
    expect(second.status).toBe(0)
    await expect
      .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
      .toBe(false)
    expect(app.windows()).toHaveLength(1)
    expect(await window.evaluate(() => neidu.call('1', 'app.info', {}))).toMatchObject({ ok: true })
  })

  test('it opens where it was closed', async () => {
    const bounds = { x: 120, y: 60, width: 1200, height: 760 }
    const { app } = await open()
    await app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), bounds)
    await app.close()
    const again = await open()
    expect(await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(
      bounds,
    )
    expect(await again.window.title()).toBe('内督管家')
  })

  test('the data process dies: every open call is answered, the screen tells the incident, 重试 goes on', async () => {
    const { app, window, state } = await open()
    expect(state).toEqual({ phase: 'ready' })
    await window.getByText('欢迎使用内督管家').waitFor()
    const killed = await app.evaluate(({ app }) => {
      const utility = app
        .getAppMetrics()
        .find(one => one.serviceName === 'neidu-backend' || one.name === 'neidu-backend')
      return utility ? process.kill(utility.pid, 'SIGKILL') : false
    })
    expect(killed).toBe(true)
    await window.getByRole('button', { name: '重试' }).waitFor()
    const text = (await window.locator('body').textContent()) ?? ''
    const incident = /事件编号 (\d{6}-\d{6}-[0-9a-f]{2})/.exec(text)?.[1] ?? 'none'
    expect(readFileSync(place.path('user', 'logs', 'shell.log'), 'utf8')).toContain(incident)
    await window.getByRole('button', { name: '重试' }).click()
    await window.getByText('欢迎使用内督管家').waitFor()
    expect(await window.evaluate(() => neidu.call('1', 'app.info', {}))).toMatchObject({ ok: true })
  })
})

/** Root may write anywhere but on a file system that is mounted so; anybody else is stopped by the folder's mode. */
function readOnly(folder: string): Disposable {
  if (ROOT_USER) return mount(folder, 'ro')
  chmodSync(folder, 0o555)
  return { [Symbol.dispose]: () => chmodSync(folder, 0o755) }
}

function mount(folder: string, options: string): Disposable {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
  return { [Symbol.dispose]: () => void execFileSync('umount', ['-l', folder]) }
}

function seams(): Parameters<typeof createBackend>[0]['seams'] {
  const none = async () => null
  return {
    user: 'test',
    clock: () => new Date(),
    openPath: async () => {},
    dialogs: { openFile: none, openFiles: none, openFolder: none, saveFile: none, dropped: async () => [] },
    secrets: { available: async () => false, protect: async bytes => bytes, unprotect: async bytes => bytes },
  }
}

/** Name → SHA-256 of everything in the folder but its lock, its log and what is rebuilt at each start. */
function fingerprint(folder: string): Record<string, string> {
  const all: Record<string, string> = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path)
    if (!entry.isFile() || /^(lock\.sqlite|logs\b|work\b)/.test(name)) continue
    all[name] = createHash('sha256').update(readFileSync(path)).digest('hex')
  }
  return all
}

function overwrite(file: string, at: number, length: number): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(length, 0xa5), 0, length, at)
  closeSync(handle)
}

function run(file: string, sql: string): void {
  const db = new Database(file)
  db.exec(sql)
  db.close()
}

const pragma = (file: string, text: string) => run(file, `PRAGMA ${text}`)

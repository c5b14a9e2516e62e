/**
 * The Windows package, made and started without Windows: node.exe stands in for Electron's program. Shown: what is in the package, installing, starting,
 * updating over, refusing, uninstalling. Not shown: the window, DPAPI, SmartScreen (docs/windows-check.md).
 */
import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { check, machineOf } from '../../scripts/release/check.ts'
import { pack } from '../../scripts/release/pack.ts'
import { greenZip, installer } from '../../scripts/release/windows.ts'
import { ROOT } from '../../scripts/stage.ts'
import { windowsCopy } from '../../scripts/wine.ts'
import { MARKER } from '../../src-main/home.ts'
import { has } from '../main/programs.ts'
import { standIn } from './standIn.ts'

const { NEIDU_WINE: wine = '', NEIDU_WIN_EXE: nodeExe = '', WINEPREFIX: prefix = '' } = process.env
const ready = existsSync(wine) && existsSync(nodeExe) && existsSync(join(ROOT, 'out')) && has('makensis', '7z')
if (!ready) console.log('Windows 包的测试没有运行：需要 NEIDU_WINE、NEIDU_WIN_EXE、makensis、7z 和 electron-vite build')
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }

const EXE = '内督管家.exe'
const user = join(prefix, 'drive_c/users', process.env.USER ?? 'root')
const home = join(user, 'AppData/Local/Programs/neidu-guanjia')
const data = join(user, 'AppData/Local/内督管家')
const shortcuts = () =>
  readdirSync(user, { recursive: true })
    .map(String)
    .filter(name => name.endsWith('内督管家.lnk')).length

describe.runIf(ready)('the Windows package', () => {
  let out = ''
  let folder = ''
  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'neidu-release-'))
    const project = windowsCopy()
    for (const part of ['out', 'LICENSE']) cpSync(join(ROOT, part), join(project, part), { recursive: true })
    const electron = standIn(nodeExe, join(out, 'electron'))
    folder = await pack({ target: 'windows', project, electron, out, standIn: true })
  }, 600_000)
  afterAll(() => rmSync(out, { recursive: true, force: true }))

  /** Exit code and output; output goes through a file, which node.exe can open under Wine. */
  const run = (file: string, ...args: string[]) =>
    new Promise<number | null>(resolve => {
      execFile(wine, [file, ...args], { cwd: out, timeout: 240_000 }, error =>
        resolve(error ? (typeof error.code === 'number' ? error.code : null) : 0),
      )
    })

  test('has what it needs and nothing else', () => {
    expect(check(folder, 'windows', version).problems).toEqual([])
  })

  test('a Linux driver in it, a lost licence, source maps: each is found', () => {
    const bad = join(out, 'bad')
    cpSync(folder, bad, { recursive: true })
    const unpacked = join(bad, 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds')
    const linux = join(ROOT, 'node_modules/better-sqlite3/prebuilds/linux-x64.node')
    cpSync(linux, join(unpacked, 'win32-x64.node'))
    rmSync(join(bad, 'resources/licenses/OFL-NotoSansSC.txt'))
    rmSync(join(bad, 'resources/sumatra'), { recursive: true })
    const { problems } = check(bad, 'windows', '9.9.9')
    expect(problems.join('\n')).toMatch(/win32-x64.node 是 ELF x64/)
    expect(problems).toEqual(
      expect.arrayContaining(['缺少许可证 OFL-NotoSansSC.txt', '应有一个 SumatraPDF', '包内版本不是 9.9.9']),
    )
    expect(machineOf(linux)).toBe('ELF x64')
    rmSync(bad, { recursive: true })
  })

  test('the program carries its name, version and icon', () => {
    const exe = readFileSync(join(folder, EXE))
    for (const text of ['内督管家', version]) expect(exe.includes(Buffer.from(text, 'utf16le')), text).toBe(true)
  })

  test('the zip has one top folder, with the marker that keeps data beside the program', async () => {
    const zip = greenZip(folder, version, out, true)
    const at = join(out, 'unzipped')
    await new Promise<void>((resolve, reject) =>
      execFile('7z', ['x', '-bso0', `-o${at}`, zip], error => (error ? reject(error) : resolve())),
    )
    expect(readdirSync(at)).toEqual(['内督管家'])
    expect(readFileSync(join(at, '内督管家', MARKER), 'utf8')).toContain('neidu-data')
    expect(await run(join(at, '内督管家', EXE), '-e', '0')).toBe(0)
    rmSync(at, { recursive: true })
  })

  test('installs silently for the user, starts, refuses over a running program, updates over, uninstalls; the data stay', async () => {
    mkdirSync(data, { recursive: true })
    writeFileSync(join(data, 'kept.txt'), 'data')
    const first = installer(folder, version, out, true)
    expect(await run(first, '/S')).toBe(0)
    expect(existsSync(join(home, EXE))).toBe(true)
    expect(shortcuts()).toBe(2)
    expect(await run(join(home, EXE), '-e', 'process.exit(7)')).toBe(7)

    const up = join(out, 'up')
    const script = `require('fs').writeFileSync(${JSON.stringify(`Z:${up}`)}, ''); setInterval(() => {}, 1000)`
    const running = spawn(wine, [join(home, EXE), '-e', script], { cwd: out, stdio: 'ignore' })
    await expect.poll(() => existsSync(up), { timeout: 60_000 }).toBe(true)
    expect(await run(first, '/S')).toBe(2)
    const gone = new Promise(resolve => running.once('close', resolve))
    await run('taskkill', '/f', '/im', EXE)
    running.kill()
    await gone

    writeFileSync(join(home, 'resources/left-by-an-old-version.js'), '')
    writeFileSync(join(folder, 'resources/new.txt'), 'new')
    expect(await run(installer(folder, '99.0.0', out, true), '/S')).toBe(0)
    expect(existsSync(join(home, 'resources/left-by-an-old-version.js'))).toBe(false)
    expect(readFileSync(join(home, 'resources/new.txt'), 'utf8')).toBe('new')

    // With its folder named it runs in place and can be waited for; itself it then leaves behind.
    const uninstaller = join(out, '卸载.exe')
    cpSync(join(home, '卸载.exe'), uninstaller)
    expect(await run(uninstaller, '/S', '_?=C:\\users\\root\\AppData\\Local\\Programs\\neidu-guanjia')).toBe(0)
    expect(existsSync(home)).toBe(false)
    expect(shortcuts()).toBe(0)
    expect(readFileSync(join(data, 'kept.txt'), 'utf8')).toBe('data')
  })

  test('refuses on Windows 7', async () => {
    const old = installer(folder, version, out, true)
    const key = `HKCU\\Software\\Wine\\AppDefaults\\${old.split('/').at(-1)}`
    await run('reg', 'add', key, '/v', 'Version', '/d', 'win7', '/f')
    expect(await run(old, '/S')).toBe(2)
    await run('reg', 'delete', key, '/f')
    expect(existsSync(join(home, EXE))).toBe(false)
  })
})

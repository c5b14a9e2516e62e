import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const PACKAGE = join(ROOT, 'node_modules', 'electron')

/** Electron's executable: the folder that ELECTRON_OVERRIDE_DIST_PATH names, else what the npm package has downloaded. Null when there is none. */
export function electronPath(): string | null {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(PACKAGE, 'dist')
  const file = join(folder, executable())
  return existsSync(file) ? file : null
}

function executable(): string {
  const note = join(PACKAGE, 'path.txt') // written by electron's install.js beside what it downloaded
  if (existsSync(note)) return readFileSync(note, 'utf8').trim()
  if (process.platform === 'win32') return 'electron.exe'
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}

/** What helps where Electron's binary is missing; npm ci does not download it. */
export const HOW_TO_GET = `找不到 Electron 的运行文件，窗口不能启动。可以任选一种办法：
  1. 联网下载：node node_modules/electron/install.js
     下载不畅时，先把环境变量 ELECTRON_MIRROR 设为可用的镜像地址，再执行上面的命令
  2. 已有解压好的 Electron：设置环境变量 ELECTRON_OVERRIDE_DIST_PATH 为它所在的文件夹
不用 Electron 也可以在这台电脑的浏览器里使用：npm run serve -- --data 数据文件夹
不需要窗口的命令不受影响：npm run demo、npm run cli -- routes`

/** Starts Electron for a moment with an empty program. Answers why it cannot be used, or null when it can. */
export function whyNoElectron(): string | null {
  const electron = electronPath()
  if (!electron)
    return '找不到 Electron 的运行文件（ELECTRON_OVERRIDE_DIST_PATH 未设置，node_modules/electron/dist 也没有）'
  if (process.platform === 'linux' && !process.env.DISPLAY)
    return '没有图形显示（DISPLAY 未设置；可用 xvfb-run npm test）'
  const folder = mkdtempSync(join(tmpdir(), 'electron-probe-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{ "name": "probe", "main": "main.cjs" }')
    const script =
      "const { app } = require('electron'); app.whenReady().then(() => { console.log('ready'); app.exit() })"
    writeFileSync(join(folder, 'main.cjs'), script)
    const args = [folder, `--user-data-dir=${join(folder, 'user')}`]
    const { stdout, stderr, error } = spawnSync(electron, args, { encoding: 'utf8', timeout: 60_000 })
    if (stdout?.includes('ready')) return null
    return `Electron 启动失败：${error?.message ?? stderr.trim().split('\n').at(-1)}`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

import { statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { app, type BrowserWindow, net, protocol, type Session, session, shell } from 'electron'
import type { StartState } from '../src-shared/contract/index.ts'
import { noteMoved } from './dataPlace.ts'
import { native } from './dialogs.ts'
import { homeFolder, takeOver } from './home.ts'
import { createHost, type Host } from './ipc/host.ts'
import { type Recovery, serveWindow } from './ipc/serve.ts'
import { openLog } from './log.ts'
import { dataDir, writeConfig } from './paths.ts'
import { ORIGIN, type Roots, serve } from './protocol.ts'
import { openWindow, setMenu } from './window.ts'

// Lifecycle only. The window and the backend's process start side by side; nothing heavy is loaded here.

const out = dirname(import.meta.dirname)
const former = app.getPath('userData')
const { platform, execPath: exe, env } = process
// Tests and whoever starts a second one say where; the marker counts for the packaged program alone.
const userData =
  app.isPackaged && !app.commandLine.hasSwitch('user-data-dir')
    ? homeFolder({ platform, exe, env, userData: former })
    : former
takeOver(former, userData)
app.setPath('userData', userData)
const logFolder = join(userData, 'logs')
const log = openLog(logFolder, 'shell')
const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL

let window: BrowserWindow | null = null
let folder = dataDir(process.argv, userData, former)

app.userAgentFallback = 'NeiduGuanjia' // Electron would put the product's Chinese name into a header, which takes bytes only: no page would load
app.setAppUserModelId('cn.neidu.guanjia') // Windows groups the taskbar by it
process.on('uncaughtException', error => log.error('uncaught', error))
process.on('unhandledRejection', error => log.error('unhandled', error))

if (app.requestSingleInstanceLock()) run()
else app.exit()

function run(): void {
  const host = createHost({
    entry: join(import.meta.dirname, 'process.js'),
    cacheFolder: join(userData, 'compiled'),
    native: { ...native(() => window), moveTo: (to: string) => void later(() => moveTo(host, to)) },
    log,
    logFolder,
    onEvent: event => page.tell(event),
    onLost: () => window?.webContents.reload(),
  })
  const page = serveWindow(
    () => window,
    host,
    action => recover(host, action),
  )

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  // Not before-quit: there the window may still refuse to close, because something in it is not saved.
  app.on('will-quit', event => {
    event.preventDefault()
    void host.close().finally(() => app.exit())
  })

  void app.whenReady().then(() => {
    close(session.defaultSession)
    protocol.handle('https', request => serve(request.url, roots(host), request.headers.get('range')))
    void open(host) // first: its process takes longest to start
    setMenu()
    window = openWindow({ preload: join(out, 'preload', 'preload.cjs'), userData, log })
    window.on('closed', () => {
      window = null
    })
  })
}

const open = (host: Host) =>
  host.open({
    dataDir: folder,
    resourcesDir: app.isPackaged ? process.resourcesPath : join(dirname(out), 'resources'),
    version: app.getVersion(),
    user: userName(),
  })

/** The buttons of the start-up problem screen. Choosing another folder never touches the one that could not be opened. */
async function recover(host: Host, action: Recovery): Promise<StartState> {
  const before = await host.state()
  if (before.phase !== 'problem') return before
  if (action === 'quit') app.quit()
  if (action === 'open-folder') show(before.problem.path)
  if (action === 'retry') return open(host)
  if (action === 'choose-folder') {
    const chosen = await native(() => window).openFolder({ title: '选择数据文件夹' })
    if (!chosen) return before
    folder = chosen
    const after = await open(host)
    if (after.phase === 'ready') writeConfig(userData, { dataDir: chosen })
    return after
  }
  return before
}

/** The backend has copied its data to `to` and answers its caller; then they are opened there. On failure the former ones are open again. */
async function moveTo(host: Host, to: string): Promise<void> {
  const before = folder
  await host.close()
  folder = to
  const state = await open(host)
  if (state.phase === 'ready') {
    writeConfig(userData, { dataDir: to })
    noteMoved(before, to)
  } else {
    log.info('the moved data could not be opened; the former ones stay')
    folder = before
    await open(host)
  }
  window?.webContents.reload()
}

const later = (work: () => Promise<void>) =>
  setTimeout(() => void work().catch((error: unknown) => log.error('move', error)), 200)

/** A folder is opened; a file that stands in its place is pointed at. */
function show(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) void shell.openPath(path)
  else shell.showItemInFolder(path)
}

/** Shuts every way out of the program: no permission, no download, no request but to our own origin. */
function close(of: Session): void {
  const inside = ['devtools:', 'blob:', 'data:']
  const dev = devServer && new URL(devServer).host
  of.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  of.setPermissionCheckHandler(() => false)
  of.setDevicePermissionHandler(() => false)
  of.on('will-download', event => event.preventDefault())
  of.webRequest.onBeforeRequest((request, answer) => {
    const { protocol, origin, host } = new URL(request.url)
    answer({ cancel: origin !== ORIGIN && !inside.includes(protocol) && host !== dev })
  })
}

function roots(host: Host): Roots {
  const server = devServer ? { url: devServer, fetch: (url: string) => net.fetch(url) } : undefined
  return { renderer: join(out, 'renderer'), dataDir: () => folder, mayShow: host.mayShow, devServer: server }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return '' // an account without a name in the system's list
  }
}

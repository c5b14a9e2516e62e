import { app, BrowserWindow, dialog, Menu, type MenuItemConstructorOptions, screen, type WebContents } from 'electron'
import { MIN, placeWindow } from './bounds.ts'
import type { Log } from './log.ts'
import { readConfig, writeConfig } from './paths.ts'
import { ORIGIN } from './protocol.ts'

export interface WindowOptions {
  preload: string
  userData: string
  log: Log
}

/** Opens the one window and begins to load the page; it shows itself when there is something to see. */
export function openWindow({ preload, userData, log }: WindowOptions): BrowserWindow {
  const remembered = readConfig(userData).window
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(display => display.workArea)
  const bounds = placeWindow(remembered, screens)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: Math.min(MIN.width, bounds.width),
    minHeight: Math.min(MIN.height, bounds.height),
    title: '内督管家',
    show: false,
    backgroundColor: '#f4f6f9', // the page's own ground: no white flash
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      v8CacheOptions: 'bypassHeatCheck', // the page's compiled code is kept from the first start on
    },
  })
  harden(window.webContents)
  guardUnsaved(window)
  window.webContents.on('context-menu', (_event, params) => contextMenu(params)?.popup({ window }))
  window.on('page-title-updated', event => event.preventDefault())
  window.once('ready-to-show', () => {
    if (remembered?.maximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    try {
      writeConfig(userData, { window: { ...window.getNormalBounds(), maximized: window.isMaximized() } })
    } catch (error) {
      log.error('window bounds', error) // only a place on the screen: nothing to trouble the user with
    }
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const incident = log.error('window', new Error(`the page's process is gone: ${reason}`))
    const choice = dialog.showMessageBoxSync({
      type: 'error',
      message: `窗口遇到未预料的问题（事件编号 ${incident}）。`,
      detail: '已保存的数据没有改动。',
      buttons: ['重新打开', '退出'],
      noLink: true,
    })
    if (choice === 0) window.webContents.reload()
    else app.quit()
  })
  void window.loadURL(`${ORIGIN}/`).catch(error => log.error('load', error))
  return window
}

/** The page stays what it is: no navigation, no second window, no embedded page. */
function harden(contents: WebContents): void {
  const stay = (event: { preventDefault(): void; url: string }) => {
    if (event.url !== `${ORIGIN}/`) event.preventDefault() // a reload is the one journey allowed
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** The page's beforeunload says that something is not saved; Electron would then silently refuse to close. */
function guardUnsaved(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', event => {
    const choice = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: '有填写的内容还没有保存。',
      buttons: ['继续填写', '放弃并关闭'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    if (choice === 1) event.preventDefault()
  })
}

/** Hidden until Alt is pressed; it is there for its keys. */
export function setMenu(): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'zoomIn', label: '放大' },
    { role: 'zoomIn', label: '放大', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
    { role: 'zoomOut', label: '缩小' },
    { role: 'resetZoom', label: '实际大小' },
    { type: 'separator' },
    { role: 'togglefullscreen', label: '全屏' },
  ]
  if (!app.isPackaged) view.push({ role: 'toggleDevTools', label: '开发者工具', accelerator: 'F12' })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: '文件', submenu: [{ role: 'quit', label: '退出' }] },
      { label: '编辑', submenu: EDIT },
      { label: '视图', submenu: view },
    ]),
  )
}

const EDIT: MenuItemConstructorOptions[] = [
  { role: 'undo', label: '撤销' },
  { role: 'redo', label: '重做' },
  { type: 'separator' },
  { role: 'cut', label: '剪切' },
  { role: 'copy', label: '复制' },
  { role: 'paste', label: '粘贴' },
  { role: 'selectAll', label: '全选' },
]

function contextMenu({ isEditable, selectionText }: Electron.ContextMenuParams): Menu | null {
  if (isEditable) return Menu.buildFromTemplate(EDIT)
  if (selectionText.trim()) return Menu.buildFromTemplate([{ role: 'copy', label: '复制' }])
  return null
}

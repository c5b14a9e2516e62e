import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { BackendEvent, Bridge, StartState } from '../../src-shared/contract/index.ts'
import { AppError } from '../../src-shared/errors.ts'
import { drop } from '../dialogs.ts'
import { ORIGIN } from '../protocol.ts'
import type { Host } from './host.ts'
import { checkCall } from './limits.ts'

export type Recovery = Parameters<Bridge['recover']>[0]
const RECOVERIES: readonly string[] = ['retry', 'choose-folder', 'open-folder', 'quit'] satisfies Recovery[]

/**
 * The only use of ipcMain: `call`, `start`, `recover`, `drop` from the window, `event` to it. Each is served to our own page's main frame alone;
 * the input itself is parsed by the backend against the contract.
 */
export function serveWindow(
  window: () => BrowserWindow | null,
  host: Host,
  recover: (action: Recovery) => Promise<StartState>,
): { tell(event: BackendEvent): void } {
  const check = (event: IpcMainInvokeEvent) => {
    const frame = event.senderFrame
    const ours = frame && frame === window()?.webContents.mainFrame && frame.url.startsWith(`${ORIGIN}/`)
    if (!ours) throw new Error('refused: not our window')
  }

  ipcMain.handle('call', (event, id: unknown, route: unknown, input: unknown) => {
    check(event)
    const detail = checkCall(id, route, input)
    if (detail) return { ok: false, error: new AppError('INPUT_INVALID', { detail }).data }
    return host.call(String(id), String(route), input)
  })
  ipcMain.handle('start', event => {
    check(event)
    return host.state()
  })
  ipcMain.handle('recover', (event, action: unknown) => {
    check(event)
    if (typeof action !== 'string' || !RECOVERIES.includes(action)) throw new Error('refused: unknown action')
    return recover(action as Recovery)
  })

  ipcMain.handle('drop', (event, paths: unknown) => {
    check(event)
    if (!Array.isArray(paths) || !paths.every(path => typeof path === 'string')) throw new Error('refused: not paths')
    drop(paths.slice(0, 10_000))
  })

  return {
    tell(event) {
      const contents = window()?.webContents
      if (contents && !contents.isDestroyed()) contents.send('event', event)
    },
  }
}

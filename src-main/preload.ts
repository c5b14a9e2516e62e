import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { BackendEvent, Bridge } from '../src-shared/contract/index.ts'

// All that the window can reach. A new capability is a route of the contract, never a line here. `drop` is here because only a preload can say where a
// dropped file lies; the path goes to the main process and is never seen by the page.
const bridge: Bridge = {
  call: (id, route, input) => ipcRenderer.invoke('call', id, route, input),
  on(listener) {
    const heard = (_event: unknown, event: BackendEvent) => listener(event)
    ipcRenderer.on('event', heard)
    return () => {
      ipcRenderer.removeListener('event', heard)
    }
  },
  start: () => ipcRenderer.invoke('start'),
  recover: action => ipcRenderer.invoke('recover', action),
  drop: files =>
    ipcRenderer.invoke('drop', (files as File[]).map(file => webUtils.getPathForFile(file)).filter(Boolean)),
  platform: process.platform,
}

contextBridge.exposeInMainWorld('neidu', bridge)

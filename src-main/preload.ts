import { contextBridge, ipcRenderer } from 'electron'
import type { BackendEvent, Bridge } from '../src-shared/contract/index.ts'

// All that the window can reach. A new capability is a route of the contract, never a line here.
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
  platform: process.platform,
}

contextBridge.exposeInMainWorld('neidu', bridge)

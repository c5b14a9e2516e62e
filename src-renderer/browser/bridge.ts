/**
 * The bridge of a window in a browser (npm run serve), in the place of Electron's preload: calls and events over one socket, dialogs in the page. Loaded
 * before the page's own scripts; src-main/serve/server.ts puts it there.
 */
import type { BackendEvent, Bridge, Result, StartState } from '../../src-shared/contract/index.ts'
import { decode, encode, type FromPage, type ToPage } from '../../src-shared/wire.ts'
import { closeDialog, showChooser, showLost, showPlace } from './dialogs.ts'
import { filesOf, watchDrops } from './dropped.ts'
import { send } from './upload.ts'

type Unnumbered = FromPage extends infer M ? (M extends { n: number } ? Omit<M, 'n'> : never) : never

const socket = new WebSocket(`ws://${location.host}/socket`)
const waiting = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>()
const listeners = new Set<(event: BackendEvent) => void>()
let numbers = 0
let me = ''

// The page asks before the socket is open.
const open = new Promise<void>(resolve => {
  socket.addEventListener('message', ({ data }) => {
    const message = decode(String(data)) as ToPage // from our own program, of the same build
    if (message.op === 'hello') {
      me = message.me
      resolve()
    } else hear(message)
  })
})

socket.addEventListener('close', () => {
  for (const { failed } of waiting.values()) failed(new Error('the connection is lost'))
  waiting.clear()
  showLost()
})

async function ask<T>(question: Unnumbered): Promise<T> {
  await open
  numbers += 1
  const n = numbers
  return new Promise((done, failed) => {
    waiting.set(n, { done: value => done(value as T), failed })
    socket.send(encode({ ...question, n } as FromPage))
  })
}

function hear(message: ToPage): void {
  if (message.op === 'event') for (const listener of [...listeners]) listener(message.event)
  if (message.op === 'answer' || message.op === 'fault') {
    const known = waiting.get(message.n)
    waiting.delete(message.n)
    if (message.op === 'answer') known?.done(message.value)
    else known?.failed(new Error(message.message))
  }
  if (message.op === 'ask') {
    const { ask: number } = message
    showChooser(message, {
      send: (files, progress, signal) => send(`/upload/${me}/${number}`, files, progress, signal),
      place: path => socket.send(encode({ op: 'chosen', ask: number, path })),
    })
  }
  if (message.op === 'refused' || message.op === 'asked')
    closeDialog(message.ask, message.op === 'refused' ? message.message : null)
  if (message.op === 'place') showPlace(message.path)
  if (message.op === 'download') {
    const link = document.createElement('a')
    link.href = `/download/${me}/${message.token}`
    link.download = message.name
    link.click()
  }
}

const bridge: Bridge = {
  async call(id, route, input) {
    return ask<Result<unknown>>({ op: 'call', id, route, input })
  },
  on(listener) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
  start: () => ask<StartState>({ op: 'start' }),
  recover: action => ask<StartState>({ op: 'recover', action }),
  async drop(files) {
    await open
    await send(`/upload/${me}/drop`, await filesOf(files as File[]), () => {}, new AbortController().signal)
  },
  platform: document.querySelector<HTMLMetaElement>('meta[name=platform]')?.content ?? '',
}

watchDrops()
window.neidu = bridge

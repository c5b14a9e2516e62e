import module from 'node:module'
import { join } from 'node:path'
import type { Result } from '../src-shared/contract/index.ts'
import type { Seams } from './backend.ts'
import { connect, type Link } from './ipc/port.ts'
import { openLog } from './log.ts'
import { createOpening, type Opening } from './opening.ts'

/** What the main process says when it starts this one. */
export interface OpenOptions {
  dataDir: string
  resourcesDir: string
  version: string
  user: string
}

/**
 * The backend in a process of its own (Electron's utilityProcess): SQLite, Excel and PDF work synchronously, and here they never make the window wait.
 * What only the window's side can do (dialogs, the key store of the operating system) is asked back over the same port.
 */
const port = process.parentPort
// Node 22 and later keep compiled code from start to start; the folder has to be named before the large part is imported.
module.enableCompileCache?.(process.argv[2])
const loading = import('./backend.ts')
let opening: Opening | undefined

const link: Link = connect(
  {
    send: message => port.postMessage(message),
    receive: listener => port.on('message', (event: { data: unknown }) => listener(event.data)),
  },
  {
    async open(options: OpenOptions): Promise<Result<null>> {
      const log = openLog(join(options.dataDir, 'logs'), 'backend')
      const fall = (where: string) => (error: unknown) => {
        log.error(where, error)
        process.exit(1) // an unknown state must not write on; SQLite rolls back what was open
      }
      process.on('uncaughtException', fall('uncaught'))
      process.on('unhandledRejection', fall('unhandled'))
      const { dataDir, resourcesDir, version, user } = options
      opening = createOpening({
        dataDir,
        resourcesDir,
        version,
        seams: seams(user),
        log,
        load: () => loading,
        onEvent: event => link.tell('event', event),
        onDamaged: error => link.tell('damaged', error),
        onRescued: () => link.tell('rescued', null),
        onFault: fall('reading the data through'),
      })
      const error = await opening.open()
      return error ? { ok: false, error } : { ok: true, value: null }
    },
    call(id: string, route: string, input: unknown) {
      opening?.seen()
      return opened().call(id, route, input)
    },
    mayShow: (sha256: string) => opened().mayShow(sha256),
    async close() {
      await opening?.close()
    },
  },
)

function opened() {
  if (!opening) throw new Error('called before the data was opened')
  return opening.backend()
}

/** The seams of the backend, answered by dialogs.ts in the main process. Both sides are ours: the answers have the types of the seams. */
function seams(user: string): Seams {
  const ask =
    <A extends unknown[], T>(name: string) =>
    (...args: A) =>
      link.ask(name, ...args) as Promise<T>
  return {
    user,
    clock: () => new Date(),
    openPath: ask('openPath'),
    printers: ask('printers'),
    moveTo: ask('moveTo'),
    dialogs: {
      openFile: ask('openFile'),
      openFiles: ask('openFiles'),
      openFolder: ask('openFolder'),
      saveFile: ask('saveFile'),
      dropped: ask('dropped'),
    },
    secrets: { available: ask('available'), protect: ask('protect'), unprotect: ask('unprotect') },
  }
}

import module from 'node:module'
import { join } from 'node:path'
import type { Result } from '../src-shared/contract/index.ts'
import { AppError } from '../src-shared/errors.ts'
import type { Backend, Seams } from './backend.ts'
import { connect, type Link } from './ipc/port.ts'
import { openLog } from './log.ts'
import { keepFixity } from './services/archive/fixitySchedule.ts'

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
const PATIENCE_MS = 250 // 290 MB take that long; what is larger is read behind the first screen
const port = process.parentPort
// Node 22 and later keep compiled code from start to start; the folder has to be named before the large part is imported.
module.enableCompileCache?.(process.argv[2])
const loading = import('./backend.ts')
let backend: Backend | undefined
let fixity: ReturnType<typeof keepFixity> | undefined

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
      const base = { dataDir, resourcesDir, version, seams: seams(user) }
      const { createBackend } = await loading
      /** Damaged data: what can be asked is a copy in their place. The start-up screen shows why, and does it. */
      const rescue = async () => {
        backend = await createBackend({ ...base, rescue: () => link.tell('rescued', null) }).catch((error: unknown) => {
          log.error('rescue', error)
          return undefined
        })
        backend?.on(event => link.tell('event', event))
      }
      try {
        const opened = await createBackend({ ...base, keepsBackups: true, patience: PATIENCE_MS })
        backend = opened
        opened.on(event => link.tell('event', event))
        opened.sound.catch(async (error: unknown) => {
          if (!(error instanceof AppError)) return fall('reading the data through')(error)
          backend = undefined
          await fixity?.close()
          await opened.close()
          await rescue()
          link.tell('damaged', error.data)
        })
        fixity = keepFixity(opened.call)
        return { ok: true, value: null }
      } catch (error) {
        if (error instanceof AppError) {
          if (error.code === 'DATA_DAMAGED') await rescue()
          return { ok: false, error: error.data }
        }
        const incident = log.error('open', error)
        return { ok: false, error: new AppError('INTERNAL', { incident }, { incident }).data }
      }
    },
    call(id: string, route: string, input: unknown) {
      fixity?.seen()
      return opened().call(id, route, input)
    },
    mayShow: (sha256: string) => opened().mayShow(sha256),
    async close() {
      await fixity?.close()
      await backend?.close()
    },
  },
)

function opened(): Backend {
  if (!backend) throw new Error('called before the data was opened')
  return backend
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

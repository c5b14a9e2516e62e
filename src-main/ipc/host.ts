import { utilityProcess } from 'electron'
import type { BackendEvent, Result, StartState } from '../../src-shared/contract/index.ts'
import { AppError, type ErrorData } from '../../src-shared/errors.ts'
import type { Log } from '../log.ts'
import type { OpenOptions } from '../process.ts'
import { connect, type Link } from './port.ts'

const CLOSE_LIMIT_MS = 10_000

export interface HostOptions {
  /** The bundled process.ts. */
  entry: string
  /** Where it may keep compiled code. */
  cacheFolder: string
  /** What the backend may ask of the main process: dialogs.ts. */
  native: Record<string, (...args: never[]) => unknown>
  log: Log
  logFolder: string
  onEvent(event: BackendEvent): void
  /** The backend died while it was open: the window has to show the start-up screen again. */
  onLost(): void
}

/** Starts, asks, restarts and ends the backend's process. Every call is answered, also when the process dies under it. */
export interface Host {
  open(options: OpenOptions): Promise<StartState>
  /** Waits for a running open(). */
  state(): Promise<StartState>
  call(id: string, route: string, input: unknown): Promise<Result<unknown>>
  /** Whether the window may show a stored content now; false while no data are open. */
  mayShow(sha256: string): Promise<boolean>
  /** Lets the running write finish; after 10 s the process is ended, and SQLite rolls back what was not committed. */
  close(): Promise<void>
}

interface Running {
  link: Link
  gone: Promise<void>
  kill(): void
}

export function createHost(options: HostOptions): Host {
  let state: Promise<StartState> = Promise.resolve({ phase: 'opening' })
  let running: Running | undefined
  let last: OpenOptions | undefined

  const internal = (incident: string) => new AppError('INTERNAL', { incident }, { incident }).data

  /** One process per opening: a failed one is thrown away with whatever it had half opened. */
  function spawn(): Running {
    const child = utilityProcess.fork(options.entry, [options.cacheFolder], {
      serviceName: 'neidu-backend',
      stdio: 'inherit',
    })
    const link = connect(
      { send: message => child.postMessage(message), receive: listener => child.on('message', listener) },
      options.native,
      (name, value) => {
        if (name === 'damaged') spoiled(value as ErrorData)
        else if (name === 'rescued')
          state = last ? begin(last) : state // the window asks again when the user has read what was done
        else options.onEvent(value as BackendEvent)
      },
    )
    const gone = new Promise<void>(resolve => {
      child.once('exit', code => {
        link.cut(new Error(`the backend's process ended with code ${code}`))
        resolve()
      })
    })
    return { link, gone, kill: () => void child.kill() }
  }

  /** Damage that was found behind the first screen: the start-up screen takes its place, and the process goes on as a rescue. */
  function spoiled(error: ErrorData): void {
    state = Promise.resolve({ phase: 'problem', problem: { ...error, path: last?.dataDir ?? '' } })
    options.onLost()
  }

  async function begin(open: OpenOptions): Promise<StartState> {
    if (running) await stop() // otherwise at once: the process starts while the window is made
    const started = spawn()
    last = open
    running = started
    const problem = (error: ReturnType<typeof internal>, path: string): StartState => {
      if (error.code !== 'DATA_DAMAGED') {
        started.kill()
        if (running === started) running = undefined
      }
      return { phase: 'problem', problem: { ...error, path } }
    }
    try {
      const result = (await started.link.ask('open', open)) as Result<null>
      if (!result.ok) {
        if (result.error.incident) options.log.info(`${result.error.incident} while opening`)
        return problem(result.error, open.dataDir)
      }
    } catch (error) {
      return problem(internal(options.log.error('open', error)), options.logFolder)
    }
    void started.gone.then(() => {
      if (running !== started) return // ended on purpose
      running = undefined
      const incident = options.log.error('backend', new Error('the process ended by itself'))
      state = Promise.resolve({ phase: 'problem', problem: { ...internal(incident), path: options.logFolder } })
      options.onLost()
    })
    return { phase: 'ready' }
  }

  async function stop(): Promise<void> {
    const ending = running
    if (!ending) return
    running = undefined
    const asked = ending.link.ask('close').then(ending.kill, ending.kill)
    const limit = setTimeout(ending.kill, CLOSE_LIMIT_MS)
    await Promise.all([asked, ending.gone])
    clearTimeout(limit)
  }

  return {
    open(open) {
      state = begin(open)
      return state
    },
    state: () => state,
    async call(id, route, input) {
      await state
      try {
        if (!running) throw new Error('no backend is running')
        return (await running.link.ask('call', id, route, input)) as Result<unknown>
      } catch (error) {
        // What the backend had committed before it was gone, nobody here knows: nothing is said about it.
        const incident = options.log.error(`call ${route.replace(/[^\w.]/g, '')}`, error)
        return { ok: false, error: new AppError('CALL_LOST', { incident }, { incident }).data }
      }
    },
    async mayShow(sha256) {
      await state
      return running ? ((await running.link.ask('mayShow', sha256).catch(() => false)) as boolean) : false
    },
    close: stop,
  }
}

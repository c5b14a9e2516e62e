import { join } from 'node:path'
import type { BackendEvent, StartState } from '../../src-shared/contract/index.ts'
import type { ErrorData } from '../../src-shared/errors.ts'
import { type Client, createBackend } from '../backend.ts'
import type { CallerSeams } from '../caller.ts'
import { headless } from '../headless.ts'
import { type Log, openLog } from '../log.ts'
import { createOpening, type Opening } from '../opening.ts'

/** The data behind all pages: opened once, and again where the start-up screen asks for it. */
export interface Office {
  user: string
  log: Log
  dataDir(): string
  state(): Promise<StartState>
  /** A page becomes a caller of its own. */
  enter(seams: CallerSeams, listener: (event: BackendEvent) => void): Promise<Client>
  recover(action: string, page: Page): Promise<StartState>
  close(): Promise<void>
}

/** What the start-up screen's buttons need of the page. */
interface Page {
  show(path: string): void
  choose(): Promise<string | null>
  again(): void
}

/** @param quit the start-up screen's 退出 */
export function openOffice(dataDir: string, resourcesDir: string, version: string, quit: () => void): Office {
  const seams = headless({})
  let folder = dataDir
  let opening: Opening
  let log: Log
  let state = begin()

  function begin(): Promise<StartState> {
    log = openLog(join(folder, 'logs'), 'backend')
    const path = folder
    const told = (error: ErrorData | null): StartState =>
      error ? { phase: 'problem', problem: { ...error, path } } : { phase: 'ready' }
    opening = createOpening({
      dataDir: folder,
      resourcesDir,
      version,
      seams,
      log,
      load: async () => ({ createBackend }),
      onEvent: () => {}, // each page is a caller, and hears for itself
      onDamaged(error) {
        state = Promise.resolve(told(error))
      },
      onRescued() {
        state = again()
      },
      onFault(error) {
        log.error('reading the data through', error)
        quit() // an unknown state must not write on
      },
    })
    return opening.open().then(told)
  }

  async function again(): Promise<StartState> {
    await opening.close()
    return begin()
  }

  return {
    user: seams.user,
    get log() {
      return log
    },
    dataDir: () => folder,
    state: () => state,
    async enter(own, listener) {
      await state
      opening.seen()
      const client = await opening.backend().join('浏览器窗口', own)
      client.on(listener)
      return client
    },
    async recover(action, page) {
      const before = await state
      if (before.phase !== 'problem') return before
      if (action === 'quit') quit()
      if (action === 'open-folder') page.show(before.problem.path)
      const chosen = action === 'choose-folder' ? await page.choose() : null
      if (chosen !== null) folder = chosen
      if (action === 'retry' || chosen !== null) {
        state = again()
        page.again()
      }
      return state
    },
    async close() {
      await state.catch(() => undefined)
      await opening.close()
    },
  }
}

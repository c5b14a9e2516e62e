/**
 * A backend on a folder of its own, with a clock that the test sets and dialogs that it answers beforehand. Every output is
 * parsed with its route's schema, and must say exactly what the schema says.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Backend, createBackend, type Seams, type Secrets } from '../../src-main/backend.ts'
import { type BackendEvent, type Input, type Output, type RouteName, routes } from '../../src-shared/contract/index.ts'
import type { ErrorData } from '../../src-shared/errors.ts'
import { justSeen } from './justSeen.ts'

export const root = resolve(import.meta.dirname, '../..')

/** An input as a test may write it: what it leaves out of `seen` and `was` is what stands there now. */
export type Said<R extends RouteName> = Unseen<Input<R>>
type Unseen<T> = 'seen' extends keyof T
  ? Omit<T, 'seen'> & { seen?: T['seen'] }
  : 'was' extends keyof T
    ? Omit<T, 'was'> & { was?: T['was'] }
    : T

export interface World {
  dir: string
  /** The office's day; the clock stands at half past nine. */
  today: string
  /** What the next dialogs answer, in order; null is 取消. */
  answers: { open: (string | null)[]; save: (string | null)[] }
  opened: string[] // paths that the operating system was asked to open
  dropped: string[] // what lies on the window, not yet asked for
  events: BackendEvent[]
  backend: Backend
  /** The value of a call that must succeed. */
  call<R extends RouteName>(route: R, input: Said<R>, id?: string): Promise<Output<R>>
  /** The error of a call that must be refused. */
  refuse<R extends RouteName>(route: R, input: Said<R>, id?: string): Promise<ErrorData>
  /** Closes the backend and opens the folder anew. */
  reopen(): Promise<void>
  close(): Promise<void>
  /** Closes and removes the folder. */
  end(): Promise<void>
}

export interface WorldOptions {
  dir?: string
  today?: string
  secrets?: Secrets
  user?: string
  keepsBackups?: boolean
  patience?: number
  moveTo?: (folder: string) => Promise<void>
  version?: string
  rescue?: () => void
}

export const TODAY = '2026-11-23'

/** A system without a key store, as a bare Linux is. */
export const noSecrets: Secrets = {
  available: async () => false,
  protect: () => Promise.reject(new Error('no key store')),
  unprotect: () => Promise.reject(new Error('no key store')),
}

export const newFolder = (name = 'world'): string => mkdtempSync(join(tmpdir(), `neidu-${name}-`))

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const dir = options.dir ?? newFolder()
  let count = 0
  const answer = (list: (string | null)[], what: string) => {
    const path = list.shift()
    if (path === undefined) throw new Error(`no answer for the dialog ${what}`)
    return path
  }
  const seams: Seams = {
    clock: () => at(world.today),
    user: options.user ?? '测试员',
    openPath: async path => void world.opened.push(path),
    moveTo: options.moveTo,
    secrets: options.secrets ?? noSecrets,
    dialogs: {
      openFile: async ({ title }) => answer(world.answers.open, title),
      openFiles: async ({ title }) => {
        const path = answer(world.answers.open, title)
        return path === null ? null : path.split('\n')
      },
      dropped: async () => world.dropped.splice(0),
      openFolder: async ({ title }) => answer(world.answers.open, title),
      saveFile: async ({ title }) => answer(world.answers.save, title),
    },
  }
  const open = async () => {
    const backend = await createBackend({
      dataDir: dir,
      resourcesDir: join(root, 'resources'),
      version: options.version ?? 'test',
      seams,
      keepsBackups: options.keepsBackups,
      ...(options.rescue ? { rescue: options.rescue } : {}),
      ...(options.patience === undefined ? {} : { patience: options.patience }),
    })
    backend.on(event => world.events.push(event))
    return backend
  }
  const world: Omit<World, 'backend'> & { backend?: Backend } = {
    dir,
    today: options.today ?? TODAY,
    answers: { open: [], save: [] },
    opened: [],
    dropped: [],
    events: [],
    async call(route, input, id = `t${++count}`) {
      const said = justSeen(ready(), dir, route, input)
      // at once where nothing has to be looked up: tests count on the order of their calls
      const result = await ready().call(id, route, said instanceof Promise ? await said : said)
      if (!result.ok) throw new Error(`${route} refused: ${JSON.stringify(result.error, null, 2)}`)
      const value = result.value
      const parsed = routes[route].output.parse(value)
      if (!isDeepStrictEqual(parsed, value))
        throw new Error(`${route} says more than its contract: ${JSON.stringify(value)}`)
      return value as never
    },
    async refuse(route, input, id = `t${++count}`) {
      const said = justSeen(ready(), dir, route, input)
      const result = await ready().call(id, route, said instanceof Promise ? await said : said)
      if (result.ok) throw new Error(`${route} was not refused: ${JSON.stringify(result.value)}`)
      return result.error
    },
    async reopen() {
      await ready().close()
      world.backend = await open()
    },
    async close() {
      await ready().close()
    },
    async end() {
      await ready()
        .close()
        .catch(() => undefined) // a test may have closed it
      rmSync(dir, { recursive: true, force: true, maxRetries: 3 }) // Windows lets go of a folder a moment later
    },
  }
  const ready = (): Backend => {
    if (!world.backend) throw new Error('the backend is not open')
    return world.backend
  }
  world.backend = await open()
  return world as World
}

/** Half past nine of a day, local time. */
export function at(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 9, 30)
}

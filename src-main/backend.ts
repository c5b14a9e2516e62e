import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ZodError, z } from 'zod'
import { AREAS, type BackendEvent, type Result, type RouteName, routes } from '../src-shared/contract/index.ts'
import { AppError } from '../src-shared/errors.ts'
import { isRescueRoute, replaceDamaged } from './backup/rescue.ts'
import { keepBackups } from './backup/schedule.ts'
import type { Context, Dialogs, Seams, Secrets, Stamp } from './context.ts'
import { type OpenDatabase, openDatabase } from './db/open.ts'
import { trouble } from './db/trouble.ts'
import { requireOutside } from './files/outside.ts'
import { openStore } from './files/store.ts'
import { lostVault, openVault, type Vault } from './files/vault.ts'
import { type Handler, handlers } from './handlers/index.ts'
import { openLog } from './log.ts'
import { IDLE_CALL } from './services/archive/fixitySchedule.ts'
import { sweep } from './services/archive/sweep.ts'
import { record } from './services/audit.ts'
import { localDate } from './services/localDate.ts'
import { createSees } from './services/sees.ts'
import { getSetting, OPERATOR_KEY, VAULT_KEY } from './services/setting.ts'

export type { Dialogs, Seams, Secrets } from './context.ts'
export { localDate } from './services/localDate.ts'

export interface BackendOptions {
  dataDir: string
  resourcesDir: string
  seams: Seams
  version: string
  /** Daily backups, and one on exit: for the program that stays open. The CLI and the tests ask for theirs. */
  keepsBackups?: boolean
  /** How long opening reads the data before it lets the first screen come (ms); what is left is read behind it. Without: all. */
  patience?: number
  /** The data are damaged: a backend that can do nothing but bring a copy in their place, and says so here when that is done. */
  rescue?: () => void
}

/** All of the program but its window: the window, the CLI, the demo and the tests are its callers alike. */
export interface Backend {
  /** `id` names the call in progress events and in job.cancel. Never rejects. */
  call(id: string, route: string, input: unknown): Promise<Result<unknown>>
  on(listener: (event: BackendEvent) => void): () => void
  /** When all of the data was read. Rejects with DATA_DAMAGED: found behind the first screen. */
  sound: Promise<unknown>
  /** Lets what runs finish, then closes the data. */
  close(): Promise<void>
}

z.config(z.locales.zhCN()) // what a schema finds is shown beside the field

/** @throws AppError DATA_* when the folder cannot be opened; nothing in it is changed then. */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  const { dataDir, resourcesDir, seams, version } = options
  const rescue = options.rescue
  const db = await openDatabase(dataDir, seams.clock(), undefined, options.patience, { rescue: rescue !== undefined })
  try {
    const log = openLog(join(dataDir, 'logs'), 'calls')
    const vault = rescue ? lostVault() : await openOwnVault(db, dataDir, seams.secrets)
    await rm(join(dataDir, 'work'), { recursive: true, force: true }) // previews of a former session
    const files = openStore(join(dataDir, 'files'))
    await sweep({ db, files }) // contents of a 销毁清册 that a killed program left; what cannot go now goes the next time
    const operator = () => db.read(async manager => (await getSetting(manager, OPERATOR_KEY)) as string | null)
    let actor = (await operator()) ?? seams.user
    const listeners = new Set<(event: BackendEvent) => void>()
    const running = new Map<string, AbortController>()
    const underWay = new Map<symbol, Promise<unknown>>()
    const sees = createSees(db)
    let closed = false
    let rescued = false
    let shut: Promise<void> | undefined // a restore is putting other data in place
    let turns: Promise<unknown> = Promise.resolve()
    const emit = (event: BackendEvent) => {
      for (const listener of listeners) listener(event)
    }

    const dialogs: Dialogs = {
      ...seams.dialogs,
      async saveFile(options) {
        const path = await seams.dialogs.saveFile(options)
        if (path !== null) await requireOutside(dataDir, path)
        return path
      },
    }

    const base: Omit<Context, 'progress' | 'signal' | 'alone'> = {
      db: sees.db,
      vault,
      seams: { ...seams, dialogs },
      dataDir,
      resourcesDir,
      version,
      files,
      stamp: (): Stamp => {
        const now = seams.clock()
        return { at: now.toISOString(), today: localDate(now), actor }
      },
      setActor: name => {
        actor = name
      },
      changed: (...areas) => emit({ type: 'changed', areas }),
      cancel: call => {
        const controller = running.get(call)
        controller?.abort()
        return controller !== undefined
      },
      turn(work) {
        const turn = turns.then(work)
        turns = turn.catch(() => undefined)
        return turn
      },
      async renewKey() {
        base.vault = await openOwnVault(db, dataDir, seams.secrets, true)
      },
      async replaceData(ready) {
        if (rescue) {
          await replaceDamaged(dataDir, ready, seams.clock())
          rescued = true
          return
        }
        await sees.db.replace(ready)
        base.vault = await openOwnVault(db, dataDir, seams.secrets)
        actor = (await operator()) ?? seams.user
        emit({ type: 'changed', areas: [...AREAS] })
      },
    }

    const sound = db.sound.then(async mended => {
      const notes = [...mended, ...(vault.note ? [vault.note] : [])]
      if (notes.length === 0) return
      await db.write(manager => record(manager, base.stamp(), ...notes.map(text => ({ action: 'data.mend', text }))))
      log.info(`mended: ${notes.length}`)
      emit({ type: 'changed', areas: [...AREAS] }) // what was read before may have been wrong
    })
    if (options.patience === undefined) await sound
    else sound.catch(() => {})

    const keeper = { ...base, signal: new AbortController().signal }
    const backups = options.keepsBackups ? keepBackups(keeper, log) : undefined
    const stopDays = watchDays(seams, today => {
      emit({ type: 'day', today })
      backups?.newDay()
    })

    async function alone<T>(me: symbol, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
      if (shut) throw new AppError('CANCELLED')
      let open: () => void = () => undefined
      shut = new Promise<void>(resolve => {
        open = resolve
      })
      try {
        running.get(IDLE_CALL)?.abort()
        backups?.interrupt()
        const others = [...underWay].flatMap(([who, call]) => (who === me ? [] : [call]))
        await Promise.race([Promise.allSettled(others), aborted(signal)])
        if (signal.aborted) throw new AppError('CANCELLED')
        return await work()
      } finally {
        shut = undefined
        open()
      }
    }

    async function run(me: symbol, id: string, route: string, input: unknown): Promise<unknown> {
      if (rescue && !isRescueRoute(route))
        throw new AppError('DATA_DAMAGED', { path: dataDir, detail: '请先恢复或修复' })
      if (!Object.hasOwn(routes, route)) throw new AppError('ROUTE_UNKNOWN', { route: route.slice(0, 80) })
      const name = route as RouteName
      const parsed = parse(name, input)
      const controller = new AbortController()
      running.set(id, controller)
      try {
        const handler = handlers[name] as Handler<unknown, unknown>
        const progress = (done: number, total: number, label: string) =>
          emit({ type: 'progress', call: id, done, total, label })
        const { signal } = controller
        return await sees.call(name, parsed, (db, input) =>
          handler({ ...base, db, signal, progress, alone: work => alone(me, signal, work) }, input),
        )
      } finally {
        if (running.get(id) === controller) running.delete(id)
      }
    }

    return {
      sound,
      async call(id, route, input) {
        while (shut && route !== 'job.cancel') await shut
        if (closed) return failure(new AppError('CANCELLED'))
        const me = Symbol(id)
        const work = run(me, id, route, input)
        underWay.set(me, work)
        try {
          return { ok: true, value: await work }
        } catch (error) {
          if (error instanceof AppError) return failure(error)
          // What is not what was written breaks in any place: it is damage that is not found yet, not a bug.
          const damage = await db.sound.then(
            () => trouble(error, dataDir),
            damage => damage,
          )
          if (damage instanceof AppError) return failure(damage)
          const incident = log.error(route, error)
          return failure(new AppError('INTERNAL', { incident }, { incident }))
        } finally {
          underWay.delete(me)
          if (rescued) setImmediate(() => rescue?.()) // after the answer
        }
      },
      on(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      async close() {
        closed = true
        stopDays()
        await Promise.allSettled(underWay.values())
        await backups?.close()
        await db.close()
      },
    }
  } catch (error) {
    await db.close()
    throw error
  }
}

/** With the key under which these data find equal numbers, where they say so: restored ones do. */
async function openOwnVault(db: OpenDatabase, dataDir: string, secrets: Secrets, renew = false): Promise<Vault> {
  const { wanted, sealed } = await db.read(async manager => {
    const [row] = (await manager.query(
      'SELECT EXISTS (SELECT 1 FROM supervisor WHERE id_cipher IS NOT NULL) AS sealed',
    )) as { sealed: number }[]
    return { wanted: (await getSetting(manager, VAULT_KEY)) as string | null, sealed: row?.sealed === 1 }
  })
  return openVault(dataDir, secrets, { wanted, sealed, renew })
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))

const failure = (error: AppError): Result<never> => ({ ok: false, error: error.data })

function parse(name: RouteName, input: unknown): unknown {
  try {
    const parsed = routes[name].input.safeParse(input)
    if (parsed.success) return parsed.data
    throw invalid(parsed.error)
  } catch (error) {
    if (error instanceof RangeError) throw new AppError('INPUT_INVALID', { detail: '内容的层次过深' }) // the stack ran out
    throw error
  }
}

function invalid(error: ZodError): AppError {
  const fields = Object.fromEntries(error.issues.map(issue => [issue.path.join('.'), issue.message]))
  const detail = error.issues
    .slice(0, 3)
    .map(issue => `${issue.path.join('.') || '输入'}：${issue.message}`)
    .join('；')
  return new AppError('INPUT_INVALID', { detail }, { fields })
}

const MINUTE = 60_000

/** Tells when the day changes while the program stays open over night: 届满 comes by date, without anyone pressing anything. */
function watchDays(seams: Seams, tell: (today: string) => void): () => void {
  let today = localDate(seams.clock())
  const timer = setInterval(() => {
    const now = localDate(seams.clock())
    if (now === today) return
    today = now
    tell(now)
  }, MINUTE)
  timer.unref()
  return () => clearInterval(timer)
}

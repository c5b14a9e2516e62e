import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { EntityManager } from 'typeorm'
import { type ZodError, z } from 'zod'
import { AREAS, type BackendEvent, type Result, type RouteName, routes } from '../src-shared/contract/index.ts'
import { AppError } from '../src-shared/errors.ts'
import { isRescueRoute, replaceDamaged } from './backup/rescue.ts'
import { keepBackups } from './backup/schedule.ts'
import { type Caller, type CallerSeams, newCaller, type Running } from './caller.ts'
import { coalesce } from './changes.ts'
import { compareClosedHead, keepClosedHead } from './closing.ts'
import type { Context, Dialogs, Seams, Secrets, Stamp } from './context.ts'
import { type OpenDatabase, openDatabase } from './db/open.ts'
import { labelOf } from './db/queries/storedFiles.ts'
import { trouble } from './db/trouble.ts'
import { dropClosedHead } from './files/closedHead.ts'
import { requireOutside } from './files/outside.ts'
import { openStore } from './files/store.ts'
import { lostVault, openVault, type Vault } from './files/vault.ts'
import { ACCESS } from './handlers/access.ts'
import { type Handler, handlers } from './handlers/index.ts'
import { openLog } from './log.ts'
import { finish, isFor, missing, propose, sign } from './services/account/act.ts'
import { createPersons } from './services/account/persons.ts'
import { askedOf, isSigned } from './services/account/signed.ts'
import { askAtDoor, noteOpening } from './services/archive/door.ts'
import { IDLE_CALL } from './services/archive/fixitySchedule.ts'
import { sweep } from './services/archive/sweep.ts'
import { record } from './services/audit.ts'
import { localDate } from './services/localDate.ts'
import { noticing } from './services/masked.ts'
import { createSees } from './services/sees.ts'
import { getSetting, OPERATOR_KEY, VAULT_KEY } from './services/setting.ts'
import { createTraffic } from './traffic.ts'

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

/** One caller's way in: what it opens, starts and cancels is its own; what changes is told to all. */
export interface Client {
  /** `id` names the call in progress events and in job.cancel. Never rejects. */
  call(id: string, route: string, input: unknown): Promise<Result<unknown>>
  on(listener: (event: BackendEvent) => void): () => void
  /** Whether it may be shown a stored content: false for an original of a sealed batch without a 查阅登记 of today, and for whoever is not logged in. */
  mayShow(sha256: string): Promise<boolean>
  /** Its calls are cancelled, and what it had opened is forgotten. */
  leave(): void
}

/** All of the program but its window: the window, the CLI, the demo and the tests are its callers alike. The first caller is who opened it. */
export interface Backend extends Client {
  /** Another window, another person: with dialogs of its own. */
  join(name: string, seams: CallerSeams): Promise<Client>
  /** What the program does by itself (完好性检查, new scans): a caller of its own. */
  daily: Client
  /** When all of the data was read. Rejects with DATA_DAMAGED: found behind the first screen. */
  sound: Promise<unknown>
  /** Lets what runs finish, then closes the data. */
  close(): Promise<void>
}

/** What of a handler's context belongs to the one call and its caller. */
type CallsOwn = 'caller' | 'progress' | 'signal' | 'alone' | 'stamp' | 'setActor' | 'cancel' | 'carryOut'

/** Whose name stands in records that nobody made. */
const DAILY_ACTOR = '程序自动'

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
    const callers = new Set<Caller>()
    const looked = new Set<string>() // what of sealed batches was shown today, and stands in the log
    const sees = createSees(db)
    const persons = createPersons(callers, () => seams.clock())
    await db.read(persons.refresh)
    let rescued = false
    let turns: Promise<unknown> = Promise.resolve()
    const emit = (event: BackendEvent) => {
      for (const { listeners } of callers) for (const listener of listeners) listener(event)
    }
    const traffic = createTraffic(() => {
      for (const { running } of callers) running.get(IDLE_CALL)?.stop.abort()
      backups?.interrupt()
    })
    const enter = async (name: string, own: CallerSeams): Promise<Caller> => {
      const caller = newCaller(name, own, (await operator()) ?? own.user)
      callers.add(caller)
      return caller
    }
    const own = await enter('本机', seams)
    const daily: Caller = { ...newCaller('程序', seams, DAILY_ACTOR), daily: true }
    callers.add(daily)
    const stampOf = ({ actor }: Caller): Stamp => {
      const now = seams.clock()
      return { at: now.toISOString(), today: localDate(now), actor }
    }

    const base: Omit<Context, CallsOwn> = {
      db: sees.db,
      vault,
      seams,
      dataDir,
      resourcesDir,
      version,
      files,
      persons,
      changed: coalesce(areas => emit({ type: 'changed', areas })),
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
          await dropClosedHead(dataDir)
          rescued = true
          return
        }
        await sees.db.replace(ready)
        traffic.replaced()
        base.vault = await openOwnVault(db, dataDir, seams.secrets)
        await keepClosedHead(db, dataDir, base.vault, seams.clock().toISOString())
        const restored = await operator()
        for (const caller of callers) if (!caller.daily) caller.actor = restored ?? caller.seams.user
        await db.read(persons.refresh)
        emit({ type: 'changed', areas: [...AREAS] })
      },
    }

    const sound = db.sound.then(async mended => {
      const notes = [...mended, ...(vault.note ? [vault.note] : [])]
      if (notes.length === 0) return
      await db.write(manager => record(manager, stampOf(own), ...notes.map(text => ({ action: 'data.mend', text }))))
      log.info(`mended: ${notes.length}`)
      emit({ type: 'changed', areas: [...AREAS] }) // what was read before may have been wrong
    })
    const compared = rescue
      ? Promise.resolve()
      : sound.then(async () => {
          try {
            if (await compareClosedHead(db, dataDir, vault, stampOf(own))) base.changed('audit')
          } catch (error) {
            log.error('close', error) // a full disk keeps nobody from his data
          }
        })
    if (options.patience === undefined) await compared
    else compared.catch(() => {}) // who waits for `sound` hears of it

    const keeper = { ...base, stamp: () => stampOf(own), signal: new AbortController().signal }
    const backups = options.keepsBackups ? keepBackups(keeper, log) : undefined
    const stopDays = watchDays(seams, today => {
      emit({ type: 'day', today })
      backups?.newDay()
    })

    async function run(caller: Caller, id: string, running: Running, me: symbol, route: string, input: unknown) {
      if (rescue && !isRescueRoute(route))
        throw new AppError('DATA_DAMAGED', { path: dataDir, detail: '请先恢复或修复' })
      if (!Object.hasOwn(routes, route)) throw new AppError('ROUTE_UNKNOWN', { route: route.slice(0, 80) })
      const name = route as RouteName
      const own = persons.admit(caller, ACCESS[name])
      const parsed = parse(name, input)
      if (own) await db.read(manager => own(manager, parsed))
      const { signal } = running.stop
      const progress = (done: number, total: number, label: string) => {
        running.what = label
        for (const listener of caller.listeners) listener({ type: 'progress', call: id, done, total, label })
      }
      const mine: Omit<Pick<Context, CallsOwn>, 'carryOut'> = {
        caller,
        signal,
        progress,
        stamp: () => stampOf(caller),
        setActor: actor => {
          caller.actor = actor
        },
        cancel: call => {
          const known = caller.running.get(call)
          known?.stop.abort()
          return known !== undefined
        },
        alone: work => traffic.alone(me, signal, busy => progress(0, 0, `等待其他操作完成（${busy}）`), work),
      }
      const dialogs = asked(caller.seams.dialogs, dataDir, ask => traffic.asking(me, ask))
      const asking = { ...base, ...mine, seams: { ...seams, ...caller.seams, dialogs } }
      const ask = (name: RouteName, input: unknown, own: Partial<Context> = {}, also?: Also) =>
        sees.call(name, input, (db, told) => {
          const handler = handlers[name] as Handler<unknown, unknown>
          return handler({ ...context, ...own, db: also ? writesAlso(db, also) : db }, told)
        })
      const carryOut: Context['carryOut'] = (route, input, actor, also) =>
        ask(route as RouteName, input, { stamp: () => ({ ...stampOf(caller), actor, signed: true }) }, also)
      const context = { ...asking, carryOut }
      return noticing(
        () => (caller.account && isSigned(name) ? signedFirst(context, name, parsed, ask) : ask(name, parsed)),
        () => {
          for (const listener of caller.listeners) listener({ type: 'masked', call: id })
        },
      )
    }

    /** Signed last of all; what cannot be signed now costs a verification at the next start, nothing else. */
    const leave = async () => {
      if (rescue) return
      const fine = await compared.then(
        () => true,
        () => false,
      )
      if (!fine) return
      await keepClosedHead(db, dataDir, base.vault, seams.clock().toISOString()).catch((error: unknown) =>
        log.error('close', error),
      )
    }

    const client = (caller: Caller): Client => ({
      async call(id, route, input) {
        try {
          const others = route === 'job.cancel' ? undefined : traffic.enter()
          if (others) await others
          const me = Symbol(id)
          const running: Running = { stop: new AbortController(), what: '保存' }
          caller.running.set(id, running)
          // Under way before it begins: the first thing that it does may be to ask a person.
          const done = Promise.resolve().then(() => run(caller, id, running, me, route, input))
          const underWay = { id: me, caller, running, done }
          traffic.begin(underWay)
          try {
            return { ok: true, value: await done }
          } finally {
            traffic.end(underWay)
            if (caller.running.get(id) === running) caller.running.delete(id)
          }
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
          if (rescued) setImmediate(() => rescue?.()) // after the answer
        }
      },
      async mayShow(sha256) {
        if (persons.setting().on && (caller.account === null || caller.account.role === 'supervisor')) return false
        try {
          const stamp = stampOf(caller)
          const sealed = await db.read(manager => askAtDoor(manager, { sha256 }, { as: 'look' }, stamp))
          const once = `${stamp.today} ${sha256}` // a film is asked for in many parts
          if (sealed && !looked.has(once)) {
            await db.write(async manager =>
              noteOpening(
                manager,
                sealed,
                '在窗口中显示',
                (await labelOf(manager, sha256)) ?? sha256.slice(0, 12),
                stamp,
              ),
            )
            looked.add(once)
            base.changed('audit')
          }
          return true
        } catch (error) {
          if (error instanceof AppError) return false
          throw error
        }
      },
      on(listener) {
        caller.listeners.add(listener)
        return () => caller.listeners.delete(listener)
      },
      leave() {
        for (const { stop } of caller.running.values()) stop.abort()
        caller.listeners.clear()
        callers.delete(caller)
      },
    })

    return {
      ...client(own),
      daily: client(daily),
      sound,
      join: async (name, seams) => client(await enter(name, seams)),
      async close() {
        stopDays()
        await traffic.close()
        await backups?.close()
        await leave()
        await rm(join(dataDir, 'work'), { recursive: true, force: true }).catch(() => {}) // opened copies; one that a program still holds goes at the next start
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

type Also = (manager: EntityManager) => Promise<void>

/** The same database, with something more in the first write. */
function writesAlso(db: OpenDatabase, also: Also): OpenDatabase {
  let done = false
  return {
    ...db,
    write: work =>
      db.write(async manager => {
        const result = await work(manager)
        if (!done) await also(manager)
        done = true
        return result
      }),
  }
}

class Tried extends Error {}

/**
 * An act of several persons: tried without a trace, so that nobody signs what would be refused; then it waits for whoever has not signed yet.
 * @throws AppError what the act itself is refused with; SIGN_PENDING
 */
async function signedFirst(
  ctx: Context,
  route: RouteName,
  input: unknown,
  ask: (name: RouteName, input: unknown, own: Partial<Context>, also: Also) => Promise<unknown>,
): Promise<unknown> {
  const person = ctx.caller.account
  if (!person) throw new AppError('LOGIN_NEEDED')
  const { title, parts } = await ctx.db.read(manager => askedOf(manager, route, input, person.name))
  await ask(route, input, {}, () => Promise.reject(new Tried())).catch((error: unknown) => {
    if (!(error instanceof Tried)) throw error
  })
  const stamp = ctx.stamp()
  const { act, open } = await ctx.db.write(async manager => {
    const act = await propose(manager, { route, input: input as object, title, parts }, person, stamp)
    const all = await missing(manager, act)
    const open = all.filter(part => !isFor(part, person))
    // The last signature is written with the act itself.
    if (open.length > 0)
      for (const { part } of all.filter(part => isFor(part, person)))
        await sign(manager, { id: act.id, part }, { account: person }, stamp)
    return { act, open }
  })
  if (open.length === 0) {
    return ctx.carryOut(route, act.input, act.recordedBy, async manager => {
      for (const { part } of await missing(manager, act))
        await sign(manager, { id: act.id, part }, { account: person }, stamp)
      await finish(manager, act.id, stamp)
    })
  }
  ctx.changed('setting', 'audit')
  const who = open.map(({ part, name }) => `${part}「${name}」`).join('、')
  throw new AppError('SIGN_PENDING', { title, who }, { act: act.id })
}

/** A caller's dialogs: while a person thinks, the call is not under way; and nothing is saved into the data folder itself. */
function asked(dialogs: Dialogs, dataDir: string, asking: <T>(ask: () => Promise<T>) => Promise<T>): Dialogs {
  return {
    openFile: options => asking(() => dialogs.openFile(options)),
    openFiles: options => asking(() => dialogs.openFiles(options)),
    openFolder: options => asking(() => dialogs.openFolder(options)),
    dropped: () => dialogs.dropped(),
    async saveFile(options) {
      const path = await asking(() => dialogs.saveFile(options))
      if (path !== null) await requireOutside(dataDir, path)
      return path
    },
  }
}

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

import type { BackendEvent } from '../src-shared/contract/index.ts'
import type { Role } from '../src-shared/domain/role.ts'
import type { Seams } from './context.ts'

/** What a caller brings along: its dialogs, the program that opens files for it, and who sits there. */
export type CallerSeams = Pick<Seams, 'dialogs' | 'openPath' | 'user' | 'where'>

/** An account as whoever is logged in with it. */
export interface Person {
  id: number
  name: string
  role: Role
  supervisorId: number | null
}

/**
 * Who asks: a window, the CLI, a test, the daily work of the program itself. What it opened, started and can cancel is its own; it ends with
 * it.
 */
export interface Caller {
  name: string // 窗口, 命令行: how a refusal names it to others
  seams: CallerSeams
  /** 经办人: whose name records and log carry. */
  actor: string
  where: 'window' | 'browser' | 'terminal'
  /** The daily work of the program itself: nobody sits there, so nobody has to log in, and nobody's log-in is kept awake by it. */
  daily: boolean
  /** Who is logged in; null: nobody, or accounts are off. */
  account: Person | null
  /** When it last asked for something, ms. */
  lastAt: number
  /** It has just brought the data here, so it names their new 管理员. */
  mayName: boolean
  running: Map<string, Running>
  listeners: Set<(event: BackendEvent) => void>
}

/** A call under way. `what` is what it last said of itself. */
export interface Running {
  stop: AbortController
  what: string
}

export const newCaller = (name: string, seams: CallerSeams, actor: string): Caller => ({
  name,
  seams,
  actor,
  where: seams.where ?? 'window',
  daily: false,
  account: null,
  lastAt: 0,
  mayName: false,
  running: new Map(),
  listeners: new Set(),
})

/**
 * Something that callers keep from call to call: previews, print jobs, opened backups. Each sees its own, at most `kept` of them, and nothing
 * is left of it when the caller goes.
 */
export interface Shelf<T> {
  get(caller: Caller, id: string): T | undefined
  /** Answers the ids that had to make room. */
  put(caller: Caller, id: string, thing: T): string[]
  delete(caller: Caller, id: string): void
}

export function shelf<T>(kept: number): Shelf<T> {
  const all = new WeakMap<Caller, Map<string, T>>()
  const of = (caller: Caller): Map<string, T> => {
    const own = all.get(caller) ?? new Map<string, T>()
    all.set(caller, own)
    return own
  }
  return {
    get: (caller, id) => of(caller).get(id),
    put(caller, id, thing) {
      const own = of(caller)
      own.set(id, thing)
      const old = [...own.keys()].slice(0, -kept)
      for (const each of old) own.delete(each)
      return old
    },
    delete: (caller, id) => void of(caller).delete(id),
  }
}

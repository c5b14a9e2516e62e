import type { EntityManager } from 'typeorm'
import type { Area } from '../src-shared/contract/index.ts'
import type { IsoDate } from '../src-shared/domain/dates.ts'
import type { Caller } from './caller.ts'
import type { OpenDatabase } from './db/open.ts'
import type { FileStore } from './files/store.ts'
import type { Vault } from './files/vault.ts'
import type { Persons } from './services/account/persons.ts'

export interface FileFilter {
  name: string
  extensions: string[]
}

/** Native dialogs as a seam: the window answers them with the mouse, the CLI with --open and --save, tests with paths. */
export interface Dialogs {
  openFile(options: { title: string; filters: FileFilter[] }): Promise<string | null>
  openFiles(options: { title: string; filters: FileFilter[] }): Promise<string[] | null>
  /** `here`: the folder itself, to be written into or too large to be copied; a window in a browser sends copies of others. */
  openFolder(options: { title: string; here?: boolean }): Promise<string | null>
  /** What was dropped on the window last, files and folders; asked for once. */
  dropped(): Promise<string[]>
  saveFile(options: { title: string; defaultName: string; filters: FileFilter[] }): Promise<string | null>
}

/** The operating system's safe storage (Electron's safeStorage). */
export interface Secrets {
  available(): Promise<boolean>
  protect(plain: Uint8Array): Promise<Uint8Array>
  unprotect(wrapped: Uint8Array): Promise<Uint8Array>
}

/** All that the backend takes from its surroundings. */
export interface Seams {
  dialogs: Dialogs
  secrets: Secrets
  openPath(path: string): Promise<void>
  /** Names of the printers as the window's side knows them; without it the system's own commands are asked. */
  printers?(): Promise<string[]>
  /** Goes on with the data at `folder`, after the running call has been answered; without it data are not moved. */
  moveTo?(folder: string): Promise<void>
  clock(): Date
  /** Where whoever asks sits; a browser is not this PC's own keyboard. */
  where?: 'window' | 'browser' | 'terminal'
  user: string // the operating system's user: stands in for 经办人 until one is chosen
}

/** Who did it and when: what services write beside every record. */
export interface Stamp {
  at: string // ISO instant, UTC
  today: IsoDate // the office's own date
  actor: string
  /** The persons named have signed by account or on paper; else their names were typed. */
  signed?: boolean
}

/** What a handler works with; `progress` and `signal` belong to the one call, dialogs and what `shelf` keeps to its caller. */
export interface Context {
  caller: Caller
  db: OpenDatabase
  files: FileStore
  vault: Vault
  seams: Seams
  dataDir: string
  resourcesDir: string
  version: string
  stamp(): Stamp
  setActor(name: string): void
  progress(done: number, total: number, label: string): void
  signal: AbortSignal
  changed(...areas: Area[]): void
  cancel(call: string): boolean
  /** Accounts and who is logged in. */
  persons: Persons
  /** A signed act: its route's own handler, in the name of `actor`; `also` is written in the same transaction. */
  carryOut(
    route: string,
    input: unknown,
    actor: string,
    also: (manager: EntityManager) => Promise<void>,
  ): Promise<unknown>
  /** One backup is written at a time, whoever asked for it. */
  turn<T>(work: () => Promise<T>): Promise<T>
  /** Runs `work` when no other call runs, and says meanwhile who is busy; calls that come wait. @throws AppError CANCELLED, also when another one waits already */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Begins a new key where the old one is lost: only when the user says so. */
  renewKey(): Promise<void>
  /** Goes on with the database file `ready`, which takes the place of the data: db.replace, then the key and 经办人 that belong to it. */
  replaceData(ready: string): Promise<void>
}

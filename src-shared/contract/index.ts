import type { z } from 'zod'
import type { ErrorData } from '../errors.ts'
import { accountRoutes } from './account.ts'
import { appRoutes } from './app.ts'
import { archiveRoutes } from './archive.ts'
import { auditRoutes } from './audit.ts'
import { backupRoutes, handoverRoutes } from './backup.ts'
import { batchRoutes } from './batch.ts'
import { cardRoutes } from './card.ts'
import { contestRoutes } from './contest.ts'
import { courseRoutes } from './course.ts'
import { doubtRoutes } from './doubt.ts'
import { equipmentRoutes } from './equipment.ts'
import { evidenceRoutes } from './evidence.ts'
import { formRoutes } from './form.ts'
import { healthRoutes } from './health.ts'
import { orgRoutes } from './org.ts'
import { packageRoutes } from './package.ts'
import { printRoutes } from './print.ts'
import { qualificationRoutes } from './qualification.ts'
import { rosterRoutes } from './roster.ts'
import { scanRoutes } from './scan.ts'
import { scoreRoutes } from './score.ts'
import { sealRoutes } from './seal.ts'
import { supervisionRoutes } from './supervision.ts'
import { supervisorRoutes } from './supervisor.ts'
import { venueRoutes } from './venue.ts'
import { venueCheckRoutes } from './venueCheck.ts'
import { yearRoutes } from './year.ts'

/** The one list of all that the window, the CLI and the tests can ask for. */
export const routes = {
  ...appRoutes,
  ...accountRoutes,
  ...backupRoutes,
  ...handoverRoutes,
  ...orgRoutes,
  ...supervisorRoutes,
  ...qualificationRoutes,
  ...courseRoutes,
  ...rosterRoutes,
  ...cardRoutes,
  ...printRoutes,
  ...formRoutes,
  ...scanRoutes,
  ...auditRoutes,
  ...doubtRoutes,
  ...healthRoutes,
  ...venueRoutes,
  ...equipmentRoutes,
  ...venueCheckRoutes,
  ...batchRoutes,
  ...scoreRoutes,
  ...supervisionRoutes,
  ...contestRoutes,
  ...evidenceRoutes,
  ...archiveRoutes,
  ...sealRoutes,
  ...packageRoutes,
  ...yearRoutes,
}

export type RouteName = keyof typeof routes
/** What a caller sends (defaults still open) and what a handler receives (parsed). */
export type Input<R extends RouteName> = z.input<(typeof routes)[R]['input']>
export type Parsed<R extends RouteName> = WithoutSeen<z.output<(typeof routes)[R]['input']>>
/** Looked at by the backend before the handler is asked. */
type WithoutSeen<T> = 'seen' extends keyof T ? Omit<T, 'seen'> : T
export type Output<R extends RouteName> = z.output<(typeof routes)[R]['output']>

/** Errors never reject across the border. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: ErrorData }

/** What the backend tells without being asked. `call` is the id that the caller gave its call. */
export type BackendEvent =
  | { type: 'progress'; call: string; done: number; total: number; label: string }
  | { type: 'changed'; areas: Area[] }
  | { type: 'day'; today: string }
  /** Of a call of one's own: 身份证 or phone numbers in a reason or note are covered in the log. */
  | { type: 'masked'; call: string }

/** Parts of the data; lists reload when theirs changed. */
export const AREAS = [
  'org',
  'supervisor',
  'card',
  'print',
  'setting',
  'audit',
  'venue',
  'batch',
  'archive',
  'contest',
] as const
export type Area = (typeof AREAS)[number]

/** What the start-up shows when the data could not be opened. */
export interface StartProblem extends ErrorData {
  path: string
}

export type StartState = { phase: 'opening' } | { phase: 'ready' } | { phase: 'problem'; problem: StartProblem }

/** The bridge that preload puts into the window: six members, never more. */
export interface Bridge {
  call(id: string, route: string, input: unknown): Promise<Result<unknown>>
  on(listener: (event: BackendEvent) => void): () => void
  start(): Promise<StartState>
  /** The start-up screen's only buttons: try again, choose another folder, quit. */
  recover(action: 'retry' | 'choose-folder' | 'open-folder' | 'quit'): Promise<StartState>
  /** Files or folders dropped on the window (type File of the page): the next evidence.intake with `from: 'drop'` takes them. */
  drop(files: unknown[]): Promise<void>
  platform: string
}

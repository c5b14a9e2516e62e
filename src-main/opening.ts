import type { BackendEvent } from '../src-shared/contract/index.ts'
import { AppError, type ErrorData } from '../src-shared/errors.ts'
import type { Backend, BackendOptions } from './backend.ts'
import type { Log } from './log.ts'
import { keepFixity } from './services/archive/fixitySchedule.ts'
import { keepScans } from './services/scan/schedule.ts'

const PATIENCE_MS = 250 // 290 MB take that long; what is larger is read behind the first screen

export interface Opening {
  /** Null: open. Otherwise why not. */
  open(): Promise<ErrorData | null>
  /** @throws Error before the data are open */
  backend(): Backend
  /** A call came: what runs in idle time waits. */
  seen(): void
  close(): Promise<void>
}

export interface OpeningOptions extends Omit<BackendOptions, 'keepsBackups' | 'patience' | 'rescue'> {
  log: Log
  load(): Promise<{ createBackend(options: BackendOptions): Promise<Backend> }>
  onEvent(event: BackendEvent): void
  /** Damage that was found behind the first screen: a rescue has taken the data's place. */
  onDamaged(error: ErrorData): void
  /** A copy stands in the place of the damaged data: they can be opened. */
  onRescued(): void
  /** Something unforeseen while reading the data through. */
  onFault(error: unknown): void
}

/** Opens the data as a window needs them: backups kept, contents checked in idle time, and with damaged data whatever can be done for them. */
export function createOpening(options: OpeningOptions): Opening {
  const { log, load, onEvent, onDamaged, onRescued, onFault, ...base } = options
  let backend: Backend | undefined
  let fixity: ReturnType<typeof keepFixity> | undefined
  let scans: ReturnType<typeof keepScans> | undefined

  /** Damaged data: what can be asked is a copy in their place. The start-up screen shows why, and does it. */
  const rescue = async () => {
    const { createBackend } = await load()
    backend = await createBackend({ ...base, rescue: onRescued }).catch((error: unknown) => {
      log.error('rescue', error)
      return undefined
    })
    backend?.on(onEvent)
  }

  return {
    async open() {
      const { createBackend } = await load()
      try {
        const opened = await createBackend({ ...base, keepsBackups: true, patience: PATIENCE_MS })
        backend = opened
        opened.on(onEvent)
        opened.sound.catch(async (error: unknown) => {
          if (!(error instanceof AppError)) return onFault(error)
          backend = undefined
          await scans?.close()
          await fixity?.close()
          await opened.close()
          await rescue()
          onDamaged(error.data)
        })
        fixity = keepFixity(opened.daily.call)
        scans = keepScans(opened.daily.call, base.dataDir)
        return null
      } catch (error) {
        if (error instanceof AppError) {
          if (error.code === 'DATA_DAMAGED') await rescue()
          return error.data
        }
        const incident = log.error('open', error)
        return new AppError('INTERNAL', { incident }, { incident }).data
      }
    },
    backend() {
      if (!backend) throw new Error('called before the data was opened')
      return backend
    },
    seen: () => fixity?.seen(),
    async close() {
      await scans?.close()
      await fixity?.close()
      await backend?.close()
    },
  }
}

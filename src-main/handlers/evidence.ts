import type { evidenceRoutes } from '../../src-shared/contract/evidence.ts'
import type { Handlers } from './handler.ts'

export const evidenceHandlers = {} as Handlers<keyof typeof evidenceRoutes>

import type { archiveRoutes } from '../../src-shared/contract/archive.ts'
import type { Handlers } from './handler.ts'

export const archiveHandlers = {} as Handlers<keyof typeof archiveRoutes>

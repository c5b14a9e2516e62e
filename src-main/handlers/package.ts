import type { packageRoutes } from '../../src-shared/contract/package.ts'
import type { Handlers } from './handler.ts'

export const packageHandlers = {} as Handlers<keyof typeof packageRoutes>

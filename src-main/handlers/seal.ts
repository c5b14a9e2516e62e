import type { sealRoutes } from '../../src-shared/contract/seal.ts'
import type { Handlers } from './handler.ts'

export const sealHandlers = {} as Handlers<keyof typeof sealRoutes>

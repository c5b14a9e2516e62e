import type { Output } from '../../../src-shared/contract/index.ts'
import type { State, SupervisorFilter, SupervisorRow } from '../../../src-shared/contract/supervisor.ts'

/** In the order of a career. */
export const STATES: readonly State[] = [
  'candidate',
  'trained',
  'qualified',
  'appointed',
  'suspended',
  'expired',
  'dismissed',
]

export type SortKey = 'name' | 'termEnd' | 'birth' | 'code' | 'updatedAt'
export type BatchAnswer = Output<'training.add'>
export type { SupervisorRow }

const isState = (text: string): text is State => (STATES as readonly string[]).includes(text)
const oneOf = <T extends string>(text: string | undefined, ...allowed: T[]): T | undefined =>
  allowed.find(value => value === text)

/** What another page asked to see, e.g. 工作台's "在聘但没有照片". */
export function filterOf(params: Record<string, string>): SupervisorFilter {
  const states = (params.state ?? '').split(',').filter(isState)
  return {
    ...(states.length > 0 ? { states } : {}),
    ...(params.expires ? { expiresWithin: Number(params.expires) } : {}),
    ...(oneOf(params.age, 'over') ? { age: 'over' as const } : {}),
    ...(oneOf(params.photo, 'with', 'without') ? { photo: oneOf(params.photo, 'with', 'without') } : {}),
    ...(oneOf(params.card, 'with', 'without') ? { card: oneOf(params.card, 'with', 'without') } : {}),
    ...(oneOf(params.filing, 'filed', 'unfiled') ? { filing: oneOf(params.filing, 'filed', 'unfiled') } : {}),
  }
}

export const sortOf = (params: Record<string, string>): SortKey =>
  oneOf(params.sort, 'name', 'termEnd', 'birth', 'code', 'updatedAt') ?? 'name'

import { type CallState, useCall } from '../../../api.ts'

/** Seals and holds of a batch, kept fresh. */
export const useSeals = (batchId: number): CallState<'seal.list'> =>
  useCall('seal.list', { batchId }, ['archive', 'batch'])

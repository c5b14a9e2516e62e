import type { CardSelection } from '../../../src-shared/contract/card.ts'
import type { Layout } from '../../../src-shared/contract/print.ts'
import { useJob } from './useJob.ts'

export type Preparing = ReturnType<typeof usePrintJob>

interface Wanted {
  selection: CardSelection
  /** Marked faces for the archive. */
  archive: boolean
  layout: Layout
  /** Positions of the first sheet that are used already. */
  used: number[]
  /** Whether people without a photo are left out; else they stop the job. */
  leaveOut: boolean
}

/** A print job for these cards, prepared anew when what is wanted changes. */
export const usePrintJob = ({ selection, archive, layout, used, leaveOut }: Wanted) =>
  useJob('print.prepare', {
    selection,
    layout,
    start: 0,
    used,
    ...(archive ? { archive } : {}),
    ...(leaveOut ? { leaveOut: 'withoutPhoto' as const } : {}),
  })

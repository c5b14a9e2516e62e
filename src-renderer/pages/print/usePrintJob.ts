import type { CardSelection } from '../../../src-shared/contract/card.ts'
import type { Layout } from '../../../src-shared/contract/print.ts'
import { useJob } from './useJob.ts'

export type Preparing = ReturnType<typeof usePrintJob>

/** A print job for these cards, prepared anew when the layout or the start changes. */
export const usePrintJob = (selection: CardSelection, layout: Layout, start: number) =>
  useJob('print.prepare', { selection, layout, start })

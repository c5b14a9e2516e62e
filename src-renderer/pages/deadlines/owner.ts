import type { Deadline } from '../../../src-shared/contract/supervision.ts'
import { navigate } from '../../location.ts'

/** The batch or the contest that a deadline belongs to, and the way to where it comes from; null: somebody set it by hand. */
export function ownerOf(deadline: Deadline): { name: string; open: () => Promise<void> } | null {
  const { batchId, batchName, contestId, contestName, source } = deadline
  if (batchId !== null) {
    const tab = source === 'visit' ? 'visits' : 'fix'
    return { name: batchName, open: () => navigate('batch', { id: String(batchId), tab }) }
  }
  if (contestId !== null)
    return { name: contestName, open: () => navigate('contest', { id: String(contestId), tab: 'visits' }) }
  return null
}

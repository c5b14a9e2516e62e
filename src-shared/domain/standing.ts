import type { IsoDate } from './dates.ts'

/**
 * The dates that decide where a person stands. States are derived from them and never stored (第十四条: 届满 comes by date, without
 * anyone pressing anything).
 */
export interface Standing {
  trainedOn: IsoDate | null
  /** Date of the latest exam if it was passed; null when the latest one was failed, so that an old pass does not outlive it. */
  examPassedOn: IsoDate | null
  /**
   * The latest appointment; but where a renewal is recorded ahead, the term that is still running governs until it ends, or
   * the renewed person would seem unappointed meanwhile.
   */
  termStart: IsoDate | null
  termEnd: IsoDate | null
  /** 解聘 of that appointment; null again after a new one. */
  dismissedOn: IsoDate | null
  suspendedFrom: IsoDate | null
  /** Last day of the suspension; null with `suspendedFrom` set means open-ended. */
  suspendedUntil: IsoDate | null
}

export type State = 'candidate' | 'trained' | 'qualified' | 'appointed' | 'suspended' | 'expired' | 'dismissed'

const reached = (date: IsoDate | null, today: IsoDate): boolean => date !== null && date <= today

/** Where a person stands on a day. A term that has not begun leaves the state as it was before it. */
export function stateOf(s: Standing, today: IsoDate): State {
  if (reached(s.dismissedOn, today)) return 'dismissed'
  if (s.termEnd !== null && s.termEnd < today) return 'expired'
  if (reached(s.termStart, today)) return isSuspended(s, today) ? 'suspended' : 'appointed'
  if (reached(s.examPassedOn, today)) return 'qualified'
  return reached(s.trainedOn, today) ? 'trained' : 'candidate'
}

function isSuspended(s: Standing, today: IsoDate): boolean {
  return reached(s.suspendedFrom, today) && (s.suspendedUntil === null || today <= s.suspendedUntil)
}

import type { ContestPlace } from '../../../src-shared/contract/contest.ts'
import { dateText } from '../../components/DateText.tsx'

/** 2026-12-05 至 12-06 */
export function daysText({ from, to }: { from: string | null; to: string | null }): string {
  if (!from) return to ? `至 ${to}` : '未定'
  if (!to || to === from) return dateText(from)
  return `${from} 至 ${to.slice(to.startsWith(from.slice(0, 5)) ? 5 : 0)}`
}

/** 2026-12-05 周六 09:00–17:00, with both days where there are two. */
export function placeTime({ fromOn, fromTime, toOn, toTime }: ContestPlace): string {
  return `${dateText(fromOn)} ${fromTime}–${toOn === fromOn ? '' : `${toOn.slice(5)} `}${toTime}`
}

import type { CheckResult, CheckSummary, VenueCheck } from '../../../../src-shared/contract/venueCheck.ts'
import { CHECK_RESULT } from '../../../../src-shared/labels.ts'
import { roomName } from '../tags.tsx'

export const RESULTS = Object.keys(CHECK_RESULT) as CheckResult[]

/** 全部位置，按今天的清单 */
export function scopeOf(check: Pick<VenueCheck, 'room' | 'source' | 'baselineOn'>): string {
  const place = check.room === null ? '全部位置' : roomName(check.room)
  return `${place}，按${check.source === 'current' ? '现在的清单' : ` ${check.baselineOn} 备案清单`}`
}

/** 已核 12/20：一致 10，缺 2 */
export function sumOf(sum: CheckSummary): string {
  const parts = RESULTS.filter(result => sum[result] > 0).map(result => `${CHECK_RESULT[result]} ${sum[result]}`)
  return `${sum.done}/${sum.lines}${parts.length > 0 ? `：${parts.join('，')}` : ''}`
}

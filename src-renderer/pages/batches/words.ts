import type { Batch, BatchRow, Session } from '../../../src-shared/contract/batch.ts'
import { dateText } from '../../components/DateText.tsx'

/** 2026-11-23 周一 09:00–11:00　理论考场 1 */
export function sessionText(session: Pick<Session, 'date' | 'from' | 'to' | 'room'>): string {
  const { date, from, to, room } = session
  return `${dateText(date)} ${from}–${to}${to <= from ? '（次日）' : ''}${room ? `　${room}` : ''}`
}

/** The sessions with these ids, by their numbers: 第 1、3 场. */
export function sessionNumbers(batch: Batch, ids: readonly number[]): string {
  const numbers = batch.sessions.flatMap((session, i) => (ids.includes(session.id) ? [i + 1] : []))
  if (numbers.length === 0) return '—'
  return numbers.length === batch.sessions.length ? `全部 ${numbers.length} 场` : `第 ${numbers.join('、')} 场`
}

export const spanText = ({ examFrom, examTo }: Pick<BatchRow, 'examFrom' | 'examTo'>): string => {
  if (!examFrom) return '未定'
  if (!examTo || examTo === examFrom) return dateText(examFrom)
  return `${examFrom} 至 ${examTo.slice(examTo.startsWith(examFrom.slice(0, 5)) ? 5 : 0)}`
}

export const plannedOf = (batch: Pick<Batch, 'items'>): number =>
  batch.items.reduce((sum, item) => sum + item.planned, 0)

import { weekday } from '../../src-shared/domain/dates.ts'

const WEEK = '日一二三四五六'

/** A calendar date with its day of the week: 2026-11-23 周一. */
export function DateText({ value }: { value: string | null }) {
  return (
    <span className="num" style={{ whiteSpace: 'nowrap' }}>
      {value ? dateText(value) : '—'}
    </span>
  )
}

export const dateText = (value: string): string => `${value} 周${WEEK[weekday(value)] ?? ''}`

const pad = (n: number) => String(n).padStart(2, '0')

/** An instant (ISO, UTC) as the wall clock of this PC shows it: 2026-11-23 14:05. */
export function instantText(value: string): string {
  const at = new Date(value)
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${pad(at.getHours())}:${pad(at.getMinutes())}`
}

export const InstantText = ({ value }: { value: string | null }) => (
  <span className="num">{value ? instantText(value) : '—'}</span>
)

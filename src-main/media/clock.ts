const MIN_YEAR = 1991 // before that no camera of this kind was made: an epoch, not a time
const two = (n: number) => String(n).padStart(2, '0')

/**
 * An instant as the office's wall clock shows it, 2026-11-23T09:30:00; null where it cannot be one. Containers write UTC (ISO 14496-12: mvhd);
 * cameras that write their local time there instead are off by the zone: the clock correction by a reference photo mends that too.
 */
export function localTime(ms: number): string | null {
  const date = new Date(ms)
  const year = date.getFullYear()
  if (Number.isNaN(year) || year < MIN_YEAR || year > 9999) return null
  const day = `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}
